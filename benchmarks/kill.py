"""Kill ``troskel process`` for real, again and again, and prove that nothing came of it.

Workspaces get the same letters in the same order, a few at a time. In one nothing is disturbed. In
the others the command is killed with ``kill -9`` at chance moments while the inbox grows, started
again, and killed again; another round begins when all letters are through. At the end of each
``troskel reconcile`` must agree and the outboxes must be equal to the calm ones, byte for byte.
(All at once would not do: an urgent letter is decided before an ordinary one of its household that
came earlier, and then corrected, so that revisions depend on what lay in the inbox together.)

    python benchmarks/kill.py --kills 200

The readings recorded with the fixtures, and those of the calm run, are given to the other, as the
program itself keeps them after a crash: so the kills fall on taking, deciding, making and
delivering, not on the long minutes of OCR. ``--read`` has everything read anew instead.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
FIXTURES = HOME / "fixtures"
SCANS = {".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png"}
ON = "2026-10-05"


def command(root: Path, *words: str) -> list[str]:
    """The command as a person types it, for that workspace."""
    return [sys.executable, "-m", "pipeline.cli", words[0], *words[1:], "--workspace", str(root)]


def run(root: Path, *words: str) -> str:
    """Run a command to its end; RuntimeError with what it said when it fails."""
    done = subprocess.run(
        command(root, *words), cwd=HOME, capture_output=True, text=True, check=False
    )
    if done.returncode:
        message = (
            f"{words} ended with {done.returncode}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
        raise RuntimeError(message)
    return done.stdout


def scans(names: list[str]) -> list[Path]:
    """The fixtures' scans, by name; all of them where none is named."""
    found = [
        path
        for path in sorted((FIXTURES / "letters").glob("*/*"))
        if path.suffix.lower() in SCANS and (not names or path.parent.name in names)
    ]
    if not found:
        message = "there are no fixtures"
        raise RuntimeError(message)
    return found


def workspace(root: Path, *, read: bool) -> Path:
    """A workspace with the sample register and, unless told to read, the recorded readings."""
    subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "init", str(root), "--routine", "goteborg"],
        cwd=HOME,
        check=True,
        capture_output=True,
    )
    file = root / "troskel.toml"
    file.write_text(file.read_text() + "\n[inbox]\nquiet_seconds = 0\nonce_grace_seconds = 0.5\n")
    recorded = FIXTURES / "readings"
    if recorded.is_dir() and not read:
        shutil.copytree(recorded, root / "readings", dirs_exist_ok=True)
    register = sorted(str(path) for path in (FIXTURES / "register").glob("*.csv"))
    subprocess.run(
        [*command(root, "register", "import"), *register],
        cwd=HOME,
        check=True,
        capture_output=True,
    )
    return root


def drop(root: Path, number: int, scan: Path) -> None:
    """Put a scan into the inbox at once, under a name that sorts by its turn."""
    aside = root / "inbox" / ".aside"
    shutil.copyfile(scan, aside)
    aside.rename(root / "inbox" / f"{number:04d}-{scan.parent.name}{scan.suffix}")


def outbox(root: Path) -> dict[str, str]:
    """Each file that a unit can see, and its digest."""
    return {
        path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted((root / "outbox").rglob("*"))
        if path.is_file()
    }


def export(root: Path) -> list[str]:
    """The export's lines."""
    return run(root, "export").splitlines()


def orphans(root: Path, program: int) -> list[str]:
    """Processes of ours that outlived their program: what they are."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes()
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue
        # Readers get an environment of their own, and their program's number.
        maker = f"TROSKEL_KILL={root}\0".encode() in environment and words
        if maker or f"extractors.worker\0{program}\0".encode() in words:
            found.append(words.replace(b"\0", b" ").decode(errors="replace")[:100])
    return found


@dataclass
class Kills:
    """What the kills hit."""

    done: int = 0
    missed: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    left_over: list[str] = field(default_factory=list)


def events(root: Path) -> int:
    """How many events the ledger holds."""
    with contextlib.closing(sqlite3.connect(f"file:{root}/ledger.db?mode=ro", uri=True)) as ledger:
        try:
            return int(ledger.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def strike(root: Path, chance: random.Random, most: int, kills: Kills) -> bool:
    """Start the command and kill it at a chance moment of its work; False when it ended first."""
    environment = {**os.environ, "TROSKEL_KILL": str(root)}
    program = subprocess.Popen(
        command(root, "process", "--received-on", ON),
        cwd=HOME,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    # The moment is counted in what the program has done, not in seconds alone, so that a slow
    # machine is not killed at its start each time; a tenth of the kills do fall on the start.
    start = chance.random() < 0.1
    steps = 0 if start else chance.randint(1, most)
    before = events(root)
    until = time.monotonic() + (chance.uniform(0.0, 2.0) if start else 120.0)
    while program.poll() is None and time.monotonic() < until:
        if not start and events(root) >= before + steps:
            until = min(until, time.monotonic() + chance.choice((0.0, 0.02, 0.3, 1.5)))
            steps = 1 << 30
        time.sleep(0.002)
    if program.poll() is not None:
        kills.missed += 1
        return False
    program.send_signal(signal.SIGKILL)
    program.wait()
    kills.done += 1
    kills.moments["before" if start else "during"] += 1
    kills.left_over += outlived(root, program.pid)
    return True


def outlived(root: Path, program: int) -> list[str]:
    """What of a killed program stays; a maker that was being started needs seconds to end itself.

    Looked at several times: a process between its fork and its start shows no name.
    """
    until = time.monotonic() + 30
    empty = 0
    found: list[str] = []
    while empty < 3 and time.monotonic() < until:
        found = orphans(root, program)
        empty = 0 if found else empty + 1
        time.sleep(0.05)
    return found


def disturb(
    root: Path, letters: list[Path], chosen: argparse.Namespace, kills: Kills, chance: random.Random
) -> None:
    """Kill the command again and again while the inbox grows, until there is nothing left to do."""
    left = list(enumerate(letters))
    while kills.done < chosen.kills:
        for number, scan in left[: chance.randint(0, 2) or (kills.done == 0)]:
            drop(root, number, scan)
            left.pop(0)
        if not strike(root, chance, chosen.most, kills):
            if not left:
                break
            drop(root, *left.pop(0))
    few(root, left)


def few(root: Path, letters: list[tuple[int, Path]]) -> None:
    """Drop the letters two at a time and let the command finish in between."""
    for start in range(0, len(letters), 2):
        for number, scan in letters[start : start + 2]:
            drop(root, number, scan)
        run(root, "process", "--received-on", ON)


def main() -> int:
    """Run both workspaces and compare them; 0 when nothing differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=8, help="events of work before a kill")
    parser.add_argument("--letters", nargs="*", default=[], help="fixtures, by name")
    parser.add_argument("--read", action="store_true", help="read anew instead of kept readings")
    parser.add_argument("--keep", type=Path, help="keep both workspaces here")
    chosen = parser.parse_args()
    base = chosen.keep or Path(tempfile.mkdtemp(prefix="troskel-kill-"))
    base.mkdir(parents=True, exist_ok=True)
    try:
        return compare(base, chosen)
    finally:
        if chosen.keep is None:
            shutil.rmtree(base, ignore_errors=True)


def compare(base: Path, chosen: argparse.Namespace) -> int:
    """The calm run, the disturbed one, and what differs."""
    letters = scans(chosen.letters)
    calm = workspace(base / "calm", read=chosen.read)
    began = time.monotonic()
    few(calm, list(enumerate(letters)))
    print(f"calm run: {len(letters)} documents in {time.monotonic() - began:.0f} s", flush=True)

    kills = Kills()
    chance = random.Random(chosen.seed)
    faults: list[str] = []
    began = time.monotonic()
    rounds = 0
    while kills.done < chosen.kills and not faults:
        rounds += 1
        killed = workspace(base / f"killed-{rounds}", read=chosen.read)
        if not chosen.read:
            shutil.rmtree(killed / "readings")
            shutil.copytree(calm / "readings", killed / "readings")
        disturb(killed, letters, chosen, kills, chance)
        run(killed, "process", "--received-on", ON)
        faults = differences(calm, killed)
    if kills.left_over:
        faults.append(f"outlived their program: {kills.left_over}")
    print(
        f"{kills.done} kills ({kills.moments['during']} at work, {kills.moments['before']} at the"
        f" start; {kills.missed} runs ended first), {rounds} rounds,"
        f" {time.monotonic() - began:.0f} s"
    )
    print("\n".join(faults) if faults else "nothing lost, nothing sent twice, nothing differs")
    return 1 if faults or not kills.done else 0


def differences(calm: Path, killed: Path) -> list[str]:
    """What the kills changed; RuntimeError when reconcile does not agree."""
    faults = []
    reckoning = json.loads(run(killed, "reconcile", "--json"))
    print(json.dumps(reckoning, ensure_ascii=False), flush=True)
    one, other = outbox(calm), outbox(killed)
    differ = sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
    if differ:
        faults.append(f"{len(differ)} files in the outboxes differ: {differ[:6]}")
    if export(calm) != export(killed):
        faults.append("the exports differ")
    return faults


if __name__ == "__main__":
    sys.exit(main())
