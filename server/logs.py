"""Logs: lines for people on a terminal, JSON Lines for programs everywhere else.

Whatever a library logs by Python's own means, the server's start, stop and tracebacks included,
comes out in the same form as what we log.
"""

import logging
import sys
from types import TracebackType
from typing import TextIO

import structlog

from server.output import harmless

SERVERS = ("uvicorn", "gunicorn", "hypercorn")
"""The loggers of servers; what other libraries tell is of interest from a warning on."""


def set_up_logs(level: str, stream: TextIO) -> None:
    """Send what is logged, from the level on, to the stream."""
    least = logging.getLevelNamesMapping()[level.upper()]
    marks: list[structlog.types.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    shown: list[structlog.types.Processor] = [
        structlog.processors.format_exc_info,
        *([_harmless, structlog.dev.ConsoleRenderer()] if stream.isatty() else [_JSON]),
    ]
    structlog.configure(
        processors=[*marks, *shown],
        wrapper_class=structlog.make_filtering_bound_logger(least),
        logger_factory=structlog.PrintLoggerFactory(stream),
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *marks],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *shown],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(least, logging.WARNING), force=True)
    for name in (*SERVERS, *logging.root.manager.loggerDict):
        if name.partition(".")[0] in SERVERS:
            _take_over(logging.getLogger(name), least)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_crash


def _take_over(logger: logging.Logger, level: int) -> None:
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(level)


_JSON: structlog.types.Processor = structlog.processors.JSONRenderer()
"""It escapes by itself."""


def _harmless(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """What hosts and clients say steers no terminal."""
    return {key: harmless(one) if isinstance(one, str) else one for key, one in event.items()}


def _log_crash(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """What ends the program is the last line of its log."""
    logging.getLogger("iscm").critical("crashed", exc_info=(kind, error, trace))
