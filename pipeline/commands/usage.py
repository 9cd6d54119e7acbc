"""What the shell is told when a command is written wrongly: in Swedish, with what to write.

The library's own sentences are English and its classes private, so an error is told apart by its
class's name; one that is not known here still gives a Swedish sentence and the command's line.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import typer
from rich.text import Text
from typer.core import TyperArgument, TyperCommand, TyperGroup

from pipeline.commands.common import OK, UNFINISHED, USAGE, complaints

_HELP = "Visa den här hjälpen."
_UNKNOWN = "Kommandot är fel skrivet."
_NO_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.(?: Did you mean (?P<near>.+)\?)?$")
_EXTRA = re.compile(r"Got unexpected extra argument\(?s?\)? \((?P<rest>.*)\)$", re.DOTALL)


def fault_text(error: typer.TyperException) -> str:
    """What is wrong with the written command, in one Swedish sentence or two."""
    param = getattr(error, "param", None)
    match type(error).__name__:
        case "MissingParameter" if param is not None:
            return f"{_named(param)} saknas. {param.help or ''}".rstrip()
        case "BadParameter" if param is not None:
            return f"{_named(param)} går inte att använda: {_rule(param)}."
        case "NoSuchOption":
            return f"Det finns inget val som heter {_option(error)}.{_near(error)}"
        case "BadOptionUsage" if "does not take" in error.message:
            return f"Valet {_option(error)} tar inget värde."
        case "BadOptionUsage":
            return f"Valet {_option(error)} måste följas av ett värde."
        case _:
            return _plain_fault(error.message)


def _plain_fault(message: str) -> str:
    if found := _NO_COMMAND.match(message):
        near = f" Menade du {found['near'].replace(' or ', ' eller ')}?" if found["near"] else ""
        return f"Det finns inget kommando som heter {found['name']}.{near.replace(chr(39), '')}"
    if found := _EXTRA.match(message):
        return f"Det står för mycket: {found['rest']}. Skriv text med mellanslag inom citattecken."
    return "Ett kommando saknas." if message == "Missing command." else _UNKNOWN


def _option(error: Exception) -> str:
    return str(getattr(error, "option_name", ""))


def _near(error: Exception) -> str:
    near = sorted(getattr(error, "possibilities", None) or ())
    return f" Menade du {' eller '.join(near)}?" if near else ""


def _named(param: Any) -> str:
    """The argument or option as it is written."""
    if isinstance(param, TyperArgument):
        return (param.metavar or param.name).strip("[]")
    return f"Valet {max(param.opts, key=len)}"


def _rule(param: Any) -> str:
    """How the value is to be written."""
    kind = param.type_descriptor
    if kind.is_datetime:
        return "en dag ska skrivas som 2026-10-05"
    if kind.choices:
        return f"välj bland {', '.join(map(str, kind.choices))}"
    if kind.is_ranged:
        low, high = kind.parameter_info.min, kind.parameter_info.max
        upto = f"från {low:g}" if high is None else f"mellan {low or 0:g} och {high:g}"
        return f"det ska vara ett heltal {upto}"
    if kind.annotation is int:
        return "det ska vara ett heltal"
    return "se hjälpen"


class _Swedish:
    """The usage line and the help option in Swedish, for commands and groups alike."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The line after the command's name: options, arguments, a group's command."""
        pieces = ["[VAL]"]
        for param in self.get_params(ctx):  # type: ignore[attr-defined] # the library's class has it
            if isinstance(param, TyperArgument):
                name = param.metavar or param.name
                pieces.append(name if param.required else f"[{name.strip('[]')}]")
        return [*pieces, "KOMMANDO …"] if isinstance(self, TyperGroup) else pieces

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the line."""
        formatter.write_usage(
            ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Skriv: "
        )

    def get_help_option(self, ctx: Any) -> Any:
        """The option that shows the help."""
        option = super().get_help_option(ctx)  # type: ignore[misc] # the library's class has it
        if option is not None:
            option.help = _HELP
        return option


class Command(_Swedish, TyperCommand):
    """A command whose own words are Swedish."""


class Group(_Swedish, TyperGroup):
    """A group of commands whose own words and errors are Swedish."""

    def main(self, *args: Any, **extra: Any) -> NoReturn:
        """Run the command; ends the program with one of the contract's codes."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
        except typer.TyperException as error:
            for line in _said(error):
                complaints.print(Text(line))
            sys.exit(error.exit_code)
        except typer.Abort:
            complaints.print("Avbrutet. Inget är ändrat.")
            sys.exit(UNFINISHED)
        # The library has codes of its own (130 for Ctrl-C) that the contract does not.
        sys.exit(code if code in {OK, UNFINISHED, USAGE} else OK if code is None else UNFINISHED)


def _said(error: typer.TyperException) -> Iterator[str]:
    if type(error).__name__ == "NoArgsIsHelpError":
        return  # the help is printed already
    yield fault_text(error)
    ctx = getattr(error, "ctx", None)
    if ctx is not None:
        yield ctx.get_usage()
    yield f"Hjälp: {ctx.command_path if ctx is not None else 'troskel'} --help"


def in_swedish(app: typer.Typer) -> None:
    """Give the program, its groups and its commands these classes."""
    app.info.cls = Group
    for command in app.registered_commands:
        command.cls = Command
    for group in app.registered_groups:
        group.cls = Group
        if group.typer_instance is not None:
            in_swedish(group.typer_instance)
