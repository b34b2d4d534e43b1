"""Where versions are kept: one Protocol, one implementation a file."""
