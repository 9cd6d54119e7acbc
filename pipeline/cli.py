"""Every command of ``troskel``; each is a function in ``pipeline.commands``."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Annotated

import typer
from typer import rich_utils

from pipeline.commands import (
    account,
    actualisation,
    copies,
    days,
    folder,
    letters,
    looking,
    pickup,
    register,
    reprocess,
    review,
    risk,
    routine,
    sampling,
    training,
    work,
)
from pipeline.commands.common import said_plainly_outside
from pipeline.commands.usage import in_swedish

EXITS = (
    "Slutkoder: 0 allt är klart, 1 något behöver en människa (texten säger vad), "
    "2 kommandot eller inställningarna är fel."
)

rich_utils.ARGUMENTS_PANEL_TITLE = "Argument"
rich_utils.OPTIONS_PANEL_TITLE = "Val"
rich_utils.COMMANDS_PANEL_TITLE = "Kommandon"
rich_utils.ERRORS_PANEL_TITLE = "Fel"
rich_utils.DEFAULT_STRING = "[annars: {}]"
rich_utils.REQUIRED_LONG_STRING = "[måste anges]"

app = typer.Typer(
    name="troskel",
    help=f"Tröskel läser breven, finner hushållet och lägger underlag hos rätt enhet. {EXITS}",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def anywhere(
    workspace: Annotated[
        Path | None,
        typer.Option(
            "--workspace",
            metavar="MAPP",
            help="Arbetsmappen, för alla kommandon.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Remember a workspace that is named before the command."""
    if workspace is not None:
        os.environ["TROSKEL_WORKSPACE"] = str(workspace)


for module in (
    folder, work, looking, actualisation, pickup, copies, days, reprocess, risk, training,
):  # fmt: skip
    module.add_to(app)
for name, group in (
    ("account", account.app),
    ("register", register.app),
    ("routine", routine.app),
    ("letters", letters.app),
    ("review", review.app),
    ("sample", sampling.app),
    ("discard", copies.app),
):
    app.add_typer(group, name=name)
in_swedish(app)


def main() -> None:
    """Run the command that the shell gave."""
    # What this program writes is for its own account and group, whatever the shell allows.
    os.umask(0o027)
    # Libraries' notes to programmers are no concern of staff; the tests see them as errors.
    warnings.simplefilter("ignore")
    with said_plainly_outside():
        app()


if __name__ == "__main__":
    main()
