"""One structured log, with an allow-list of fields: ids and codes, never words of people.

What is not on the list is dropped, so that a careless line cannot leak; an exception is logged by
its type and place, not by its values.
"""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from typing_extensions import override

FIELDS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "kind",
        "task",
        "error",
        "at",
        "attempts",
        "status",
        "path",
        "method",
        "safety_event",
        "intake",
        "site",
        "address",
        "count",
    }
)


def allow_listed(
    _logger: Any, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Keep the fields that may be logged."""
    return {name: value for name, value in event.items() if name in FIELDS}


def place_of_error(
    _logger: Any, _name: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Turn an exception into its type and the place where it was raised."""
    error = event.pop("exc_info", None)
    if error:
        kind, value, trace = sys.exc_info() if error is True else error
        last = traceback.extract_tb(trace)[-1] if trace else None
        event["error"] = kind.__name__ if kind else type(value).__name__
        event["at"] = f"{last.name}:{last.lineno}" if last else ""
    return event


def configure() -> None:
    """Set up logging for a process; libraries are heard from warnings upward, without values."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            place_of_error,
            allow_listed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # The process's own stream: Celery turns sys.stderr into a logger, which would call us.
        logger_factory=structlog.PrintLoggerFactory(file=sys.__stderr__),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(handlers=[_ByTypeOnly()], level=logging.WARNING, force=True)


class _ByTypeOnly(logging.Handler):
    """Passes on that a library complained, and where, but none of its words."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger(record.name).log(
            record.levelno,
            "library",
            kind=record.name,
            at=f"{record.module}:{record.lineno}",
            error=error,
        )
