"""Checks a file of written letters and prints them filled in: ``… FILE [NAME] [--pdf FOLDER]``."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

from benchmarks.letters import make_of, plain_text, render
from benchmarks.letters.wording import WHOLE_SPLITS
from benchmarks.letters.written import read


def main() -> None:
    """Fills each letter in twice, so that a fault in it is told with its name."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("name", nargs="?", default="", help="print this letter's text and truth")
    parser.add_argument("--pdf", type=Path, help="write the letters here as PDF")
    chosen = parser.parse_args()
    if chosen.file.parent.name not in WHOLE_SPLITS:
        message = f"the file must lie in a folder named {', '.join(WHOLE_SPLITS)}"
        raise SystemExit(message)
    letters = list(read(chosen.file, chosen.file.parent.name))
    names = Counter(one.traits["name"] for one in letters)
    if twice := [name for name, count in names.items() if count > 1]:
        message = f"names used twice: {twice}"
        raise SystemExit(message)
    for one in letters:
        for seed in (1, 2):
            try:
                made = make_of(seed, one.design)
            except (ValueError, KeyError, IndexError) as error:
                message = f"{one.traits['name']}: {error}"
                raise SystemExit(message) from error
            wanted = chosen.name and chosen.name == one.traits["name"]
            if wanted:
                print(plain_text(made), "\n\n", made.truth.fields, "\n")
            if chosen.pdf and seed == 1 and (wanted or not chosen.name):
                chosen.pdf.mkdir(parents=True, exist_ok=True)
                (chosen.pdf / f"{one.traits['name']}.pdf").write_bytes(render(made))
    print(len(letters), "letters")
    labels = Counter(f"{one.traits['kind']}.{one.traits['subkind']}" for one in letters)
    for label, count in sorted(labels.items()):
        print(f"{count:4} {label}")


if __name__ == "__main__":
    main()
