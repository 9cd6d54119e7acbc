"""The one place where any error of the program is caught: it stops a letter, never the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.documents.errors import TemplateBrokenError
from pipeline.domain.problems import Code, Problem
from pipeline.store.errors import PlaceError, SettingsError
from pipeline.store.log import where
from pipeline.usecases.office import Office
from pipeline.usecases.ports import ReadingFailedError

T = TypeVar("T")


_UNFORESEEN = Problem(code=Code.INTERNAL_ERROR)


@dataclass(frozen=True, slots=True)
class Failed:
    """The call failed: ``cause`` is one word for the ledger, ``problem`` what a person reads."""

    cause: str
    problem: Problem = _UNFORESEEN


def guarded(office: Office, what: str, call: Callable[[], T]) -> T | Failed:
    """The call's result, or that it failed; the failure is logged without its message.

    PlaceError and SettingsError pass: they are the machine's matter and never the letter's.
    """
    try:
        return call()
    except (PlaceError, SettingsError):
        raise
    except ReadingFailedError as error:
        return Failed(error.cause)
    except TemplateBrokenError as error:
        # Its words name a file of the municipality's own, and nothing of the letter.
        office.log.warning(what, error=type(error).__name__, where=error.place)
        return Failed("template", Problem(code=Code.TEMPLATE_BROKEN, detail=error.place))
    except Exception as error:  # noqa: BLE001 - see the module's first line
        # The message and the trace's values may hold a name: only the place is logged.
        office.log.warning(what, error=type(error).__name__, where=where(error))
        return Failed("error")
