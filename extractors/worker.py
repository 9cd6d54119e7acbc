"""The child's side of reading: takes requests on its input, answers a line of JSON for each step.

Started by extractors.child and by nobody else: ``python -m extractors.worker PARENT MEMORY``.
A request is ``{"do": "read", "path": …, "limits": {…}, "done": [numbers]}``, or ``glance``, or
``page``. Whatever a hostile file makes the libraries print goes nowhere.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.broken import UNREADABLE
from extractors.codec import fingerprint_to_plain, page_to_plain
from extractors.documents import open_document
from extractors.drawing import Look, page_image
from extractors.engines import first
from extractors.failures import PageUnread, ToolMissing
from extractors.limits import Limits
from extractors.reading import digest, fingerprint, read_page, wholly_read
from extractors.tesseract import leash
from extractors.urgency import looks_urgent
from pipeline.domain.problems import Problem

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


def main(arguments: list[str]) -> None:
    """Serve requests until the parent closes the pipe or dies."""
    parent, memory = (int(one) for one in arguments)
    _bind(parent, memory)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - a device, not a path of ours
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    leash()
    for line in sys.stdin:
        request = json.loads(line)
        for answer in _answers(request):
            answers.write(json.dumps(answer, ensure_ascii=False) + "\n")
            answers.flush()


def _bind(parent: int, memory: int) -> None:
    """Die with the parent; stay within memory; leave no core file, which would hold the letter."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(1)
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(seconds: float) -> None:
    """No more than that much computing from now on, should the parent's own clock stand still."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 5
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _answers(request: dict[str, Any]) -> Iterator[dict[str, Any]]:

    limits = Limits(**request["limits"])
    _bound_time(limits.seconds_total)
    try:
        match request["do"]:
            case "read":
                yield from _read(Path(request["path"]), limits, set(request["done"]))
            case "glance":
                yield {"end": "seen", "urgent": looks_urgent(Path(request["path"]), limits)}
            case "page":
                yield _page(request, limits)
            case _:
                yield {"end": "failed", "cause": "crash"}
    except ToolMissing as missing:
        yield {"end": "missing", "tool": missing.tool, "remedy": missing.remedy}
    except MemoryError:
        yield {"end": "failed", "cause": "memory"}
    except FileNotFoundError:
        yield {"end": "gone"}
    except UNREADABLE:
        yield {"end": "failed", "cause": "crash"}


def _read(path: Path, limits: Limits, done: set[int]) -> Iterator[dict[str, Any]]:

    engine = first()
    engine.available()
    opened = open_document(path, limits)
    if isinstance(opened, Problem):
        yield {"end": "problem", "problem": str(opened)}
        return
    with opened as document:
        yield {
            "opened": document.count,
            "lost": document.lost,
            "document": digest(path),
            "fingerprint": fingerprint_to_plain(fingerprint(engine)),
        }
        for number in range(1, document.count + 1):
            if number in done:
                continue
            yield {"begin": number}
            try:
                page = read_page(document, number, engine)
                yield {"page": page_to_plain(page), "whole": wholly_read(document, page)}
            except PageUnread as unread:
                yield {"unread": number, "too_large": unread.too_large}
    yield {"end": "read"}


def _page(request: dict[str, Any], limits: Limits) -> dict[str, Any]:

    look = Look(
        number=int(request["number"]),
        dpi=float(request["dpi"]),
        turned=int(request["turned"]),
        skew=float(request["skew"]),
    )
    png = page_image(Path(request["path"]), look, limits)
    return {"end": "image", "png": base64.b64encode(png).decode("ascii")}


if __name__ == "__main__":
    main(sys.argv[1:])
