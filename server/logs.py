"""Logs: lines for people on a terminal, JSON Lines for programs everywhere else."""

import logging
from typing import TextIO

import structlog

from server.output import harmless


def set_up_logs(level: str, stream: TextIO) -> None:
    """Send what is logged, from the level on, to the stream."""
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer() if stream.isatty() else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            *([_harmless] if stream.isatty() else []),  # JSON escapes by itself
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping()[level.upper()]
        ),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )


def _harmless(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """What hosts and clients say steers no terminal."""
    return {key: harmless(one) if isinstance(one, str) else one for key, one in event.items()}
