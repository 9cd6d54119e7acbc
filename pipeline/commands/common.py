"""What every command shares: the workspace, errors as one Swedish sentence, tables and JSON."""

from __future__ import annotations

import functools
import getpass
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.documents.swedish import without_unseen
from pipeline.store.errors import TroskelError
from pipeline.store.workspace import Workspace, open_workspace

P = ParamSpec("P")
R = TypeVar("R")

OK = 0
UNFINISHED = 1
USAGE = 2
"""The contract's three codes.

A stop from outside (Ctrl-C, SIGTERM) is UNFINISHED: the contract says 1 where a document was not
brought to its end state, and knows no shell's 130; a script that runs again after 1 does what is
right. ``run`` and ``serve`` work until they are stopped, so for them a stop is OK.
"""

_INTERRUPTED = "Avbrutet. Inget är förlorat; kör igen, så fortsätter arbetet."


class Terminal(Console):
    """Prints text without signs that are not seen: one from a scan must not command a terminal."""

    def print(self, *objects: Any, **ways: Any) -> None:
        """As the library prints."""
        clean = (without_unseen(one) if isinstance(one, str) else one for one in objects)
        super().print(*clean, **ways)


# A pipe or a log has no width of its own; 80 columns would break every name.
console = Terminal(highlight=False, width=None if sys.stdout.isatty() else 160)
complaints = Terminal(stderr=True, highlight=False, soft_wrap=True)


def _signed_in() -> str:
    """The account's name; empty where the machine knows no name, and then it must be given."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace",
        metavar="MAPP",
        help="Arbetsmappen (annars TROSKEL_WORKSPACE, annars den här mappen).",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Skriv JSON i stället för text.")]
DetailOption = Annotated[
    bool,
    typer.Option("--detail", help="Visa också programmets egna belägg, mått och koder."),
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAMN",
        help="Vem som gör det (annars den inloggades namn).",
        default_factory=_signed_in,
        show_default=False,
    ),
]


def workspace_of(named: Path | None) -> Workspace:
    """The workspace: named here, before the command, in the environment, or this folder."""
    before = os.environ.get("TROSKEL_WORKSPACE")
    return open_workspace(named or (Path(before) if before else Path.cwd()))


def said_plainly(command: Callable[P, R]) -> Callable[P, R]:
    """Ends a command that fails with one Swedish sentence and its exit code, never a trace."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with _ended_in_order():
                return command(*args, **kwargs)
        except KeyboardInterrupt as error:
            complaints.print(_INTERRUPTED)
            raise typer.Exit(UNFINISHED) from error
        except TroskelError as error:
            complaints.print(str(error), markup=False)
            raise typer.Exit(error.exit_code) from error
        except BrokenPipeError as error:
            _let_go_of_output()
            raise typer.Exit(OK) from error

    return wrapped


@contextmanager
def said_plainly_outside() -> Iterator[None]:
    """The same for what lies around a command: its words being read, its last output written."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        complaints.print(_INTERRUPTED)
        sys.exit(UNFINISHED)
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(OK)


def _let_go_of_output() -> None:
    """The reader of our output went away (`| head`); that is no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """A polite end from outside (SIGTERM) is as good as Ctrl-C: what is in hand is put back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def print_json(value: Any) -> None:
    """One JSON value on standard output, readable by people too."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n")


def print_table(title: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; text from letters and files is never taken as markup."""
    table = Table(title=title, title_justify="left", header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(escape(without_unseen(cell)) for cell in row))
    console.print(table)
