"""Writes the packets of the made cases to a folder, and how long each took.

``python benchmarks/render_samples.py FOLDER`` writes ``FOLDER/<case>/<unit>/<file>``; look at them
with a PDF viewer. With ``--png`` each PDF's pages stand beside it as pictures (pdftoppm).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "documents")]

from made_cases import SAMPLES  # noqa: E402  the path to it is set above

from pipeline.documents.packet import build  # noqa: E402  the same


def main() -> None:
    """Renders every sample for every unit that gets it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--png", action="store_true")
    options.add_argument("--only", default="")
    chosen = options.parse_args()
    for name, sample in SAMPLES.items():
        if chosen.only not in name:
            continue
        made = sample()
        for delivery in made.deliveries:
            start = time.process_time()
            files = build(**made.arguments(delivery))
            spent = time.process_time() - start
            print(f"{name:10} {delivery.unit:20} {spent:5.2f} s  {len(files)} files")
            for file, data in files.items():
                place = chosen.folder / name / delivery.unit / file
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
                if chosen.png and place.suffix == ".pdf":
                    picture = [
                        "pdftoppm",
                        "-r",
                        "70",
                        "-png",
                        str(place),
                        str(place.with_suffix("")),
                    ]
                    subprocess.run(picture, check=True)


if __name__ == "__main__":
    main()
