"""``troskel process`` and ``troskel run``: one pass over the work, and working for ever."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from pipeline.store.errors import PlaceError
from pipeline.usecases import arrive, recover
from pipeline.usecases.coordinator import Coordinator, Outcome, Progress
from pipeline.usecases.office import Office
from pipeline.usecases.ports import Engine

_LONGEST_PAUSE = 60.0


def _unheard(_: object) -> None:
    return


def process(
    office: Office,
    engine: Engine,
    *,
    files: Sequence[Path] = (),
    received_on: date | None = None,
    on_progress: Callable[[Progress], None] = _unheard,
) -> Outcome:
    """Take what is in the inbox, or the named files, and work until nothing is left.

    Raises BusyError when another run holds the workspace, PlaceError when the machine cannot go
    on (nothing is lost, nobody is blamed), UnusableError for a named file that is not there,
    SettingsError when no routine is valid on the day.
    """
    arrive.present(files)
    engine.mind.ready(received_on or office.today())
    with office.coordinating():
        recover.recover(office)
        with recover.at_work(office):
            for path in files:
                arrive.bring(office, path, received_on)
            coordinator = Coordinator(
                office, engine, received_on=received_on, on_progress=on_progress
            )
            with contextlib.closing(coordinator):
                return coordinator.work(sweeping=not files)


@dataclass(frozen=True, slots=True)
class Signals:
    """What reaches a service from outside: that it shall end, that something may have come.

    Whoever sets ``stop`` sets ``hint`` too, so that nobody waits for the next sweep.
    """

    stop: threading.Event = field(default_factory=threading.Event)
    hint: threading.Event = field(default_factory=threading.Event)

    def end(self) -> None:
        """Ask the service to end in order."""
        self.stop.set()
        self.hint.set()


def run(
    office: Office,
    engine: Engine,
    signals: Signals,
    *,
    on_progress: Callable[[Progress], None] = _unheard,
    say: Callable[[str], None] = _unheard,
) -> None:
    """The same until it is asked to end: hints wake a sweep, and one comes by itself anyway.

    What stops the machine (disk, tool, share) is said and tried again with growing waits.
    """
    with office.coordinating():
        pause = 1.0
        while not signals.stop.is_set():
            try:
                recover.recover(office)
                with recover.at_work(office):
                    coordinator = Coordinator(
                        office, engine, on_progress=on_progress, for_ever=True
                    )
                    with contextlib.closing(coordinator):
                        hinted = True
                        while not signals.stop.is_set():
                            took = coordinator.sweep(hinted=hinted)
                            if coordinator.step() or took:
                                pause = 1.0
                                hinted = signals.hint.is_set()
                            else:
                                hinted = signals.hint.wait(coordinator.pause())
                            signals.hint.clear()
            except PlaceError as error:
                say(str(error))
                office.log.warning("place", cause=type(error.__cause__).__name__)
                signals.stop.wait(pause)
                pause = min(_LONGEST_PAUSE, pause * 2)


@contextlib.contextmanager
def watched(inbox: Path, hint: threading.Event) -> Iterator[bool]:
    """Set ``hint`` when something happens in the inbox; yields whether events are to be had.

    Where they are not (a network mount, no more watches) the sweeps find everything alone.
    """
    # The watcher is needed by the service alone, and takes a while to load.
    from watchdog.events import FileSystemEvent, FileSystemEventHandler  # noqa: PLC0415
    from watchdog.observers import Observer  # noqa: PLC0415

    class Hints(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type not in {"opened", "closed_no_write"}:
                hint.set()

    observer = Observer()
    try:
        observer.schedule(Hints(), str(inbox), recursive=True)
        observer.start()
    except OSError:
        yield False
        return
    try:
        yield True
    finally:
        observer.stop()
        observer.join()
