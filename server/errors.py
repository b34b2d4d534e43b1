"""What can go wrong at the edge.

EdgeError            carries the exit code; the message is one line for the operator
├── UsageError       the command or a setting makes no sense (exit code 2)
└── BundleError      the bundled snapshot is missing or broken (exit code 1)
"""


class EdgeError(Exception):
    """The root of the tree above."""

    exit_code = 1


class UsageError(EdgeError):
    """The command or a setting makes no sense."""

    exit_code = 2


class BundleError(EdgeError):
    """The bundled snapshot is missing or broken: the installation is incomplete."""
