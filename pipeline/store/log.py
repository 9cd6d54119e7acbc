"""The structured log: a line of JSON an event, with ids, states, codes and durations only."""

from __future__ import annotations

import logging
import logging.handlers
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

ALLOWED = frozenset(
    {
        "event",
        "timestamp",
        "level",
        "document",
        "letter",
        "packet",
        "unit",
        "state",
        "code",
        "cause",
        "attempt",
        "revision",
        "count",
        "seconds",
        "pages",
        "version",
        "where",
        "error",
    }
)
"""The only keys a line may have. A value under any other key is dropped, and the drop is told."""

_LONGEST = 120


def only_allowed(_: object, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep the allowed keys, and of them only short single words and numbers."""
    kept: MutableMapping[str, Any] = {}
    for key, value in line.items():
        if key not in ALLOWED:
            kept["dropped"] = kept.get("dropped", 0) + 1
        elif value is None or isinstance(value, (bool, int, float)):
            kept[key] = value
        else:
            kept[key] = str(value)[:_LONGEST].replace("\n", " ")
    return kept


def logger_for(folder: Path | None) -> structlog.typing.FilteringBoundLogger:
    """A logger that writes to ``log/troskel.jsonl`` (10 files of 5 MB at most); None: nowhere."""
    name = f"troskel.{folder}"
    sink = logging.getLogger(name)
    sink.propagate = False
    sink.setLevel(logging.INFO)
    if not sink.handlers:
        handler: logging.Handler = logging.NullHandler()
        if folder is not None and folder.is_dir():
            handler = logging.handlers.RotatingFileHandler(
                folder / "troskel.jsonl",
                maxBytes=5 << 20,
                backupCount=9,
                encoding="utf-8",
                delay=True,
            )
        handler.setFormatter(logging.Formatter("%(message)s"))
        sink.addHandler(handler)
    # A log that cannot be written must never stop a letter: the ledger holds the truth.
    logging.raiseExceptions = False
    wrapped: structlog.typing.FilteringBoundLogger = structlog.wrap_logger(
        sink,
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=False,
    )
    return wrapped


def where(error: BaseException) -> str:
    """The module, function and line where an error arose: no message, which might hold a name."""
    trace = error.__traceback__
    if trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code
    return f"{Path(code.co_filename).stem}.{code.co_name}:{trace.tb_lineno}"
