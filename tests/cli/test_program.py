"""The program as the system starts it: a process, its streams, its signals."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from shell import Shell
from used_workspace import LOCKED, SENT, scan_of

from pipeline.cli import app

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "pipeline.cli"]


def environment() -> dict[str, str]:
    """The test's own, without a workspace."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "TROSKEL_WORKSPACE": "", "PYTHONUNBUFFERED": "1"}


@pytest.fixture
def running(blank: Shell) -> Iterator[tuple[Shell, subprocess.Popen[str], str]]:
    """``troskel run`` at work, and the address that it told."""
    command = [*PROGRAM, "run", "--port", "0", "--workspace", str(blank.root)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        cwd=blank.root,
    ) as process:
        try:
            assert process.stdout is not None
            told = process.stdout.readline()
            # each role's own first page; the administrator's is the review
            yield blank, process, told.rpartition(" ")[2].strip() + "review"
        finally:
            if process.poll() is None:
                process.kill()


def signed_in(shell: Shell, address: str) -> httpx.Client:
    """A browser in which an administrator has signed in by the form."""
    command = ["account", "add", "anna", "--name", "Anna Provsson", "--role", "administrator"]
    command += ["--workspace", str(shell.root)]
    word = "sju grå kråkor på taket"
    assert shell.runner.invoke(app, command, input=word).exit_code == 0
    visitor = httpx.Client(base_url=address.removesuffix("/review"), follow_redirects=True)
    page = visitor.get("/review", headers={"accept": "text/html"})
    token = re.search(r'name="form" value="(\w+)"', page.text)
    assert token is not None
    data = {"form": token[1], "login": "anna", "password": word, "till": "/review"}
    page = visitor.post("/login", data=data)
    assert page.url == address
    return visitor


def test_run_takes_what_comes_serves_the_pages_and_ends_in_order(
    running: tuple[Shell, subprocess.Popen[str], str],
) -> None:
    """A scan that is dropped shows up by itself; a second run is refused; SIGTERM ends it well."""
    shell, process, address = running
    assert address.startswith("http://127.0.0.1:")
    part = shell.root / "inbox" / "brev.part"
    shutil.copy(scan_of(LOCKED), part)
    part.rename(shell.root / "inbox" / "brev.pdf")
    assert shell("process", str(scan_of(SENT))) == 2
    health = address.replace("/review", "/health")
    visitor = signed_in(shell, address)
    while "brev.pdf" not in visitor.get(address).text:
        # The suite's time limit ends a run that never takes it.
        assert process.poll() is None
    assert httpx.get(health).json()["watching"] is True
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate()
    assert process.returncode == 0, err
    assert "Inget brev är borta" in out
    assert "Gick inte att läsa. Filen är låst" in out
    assert "brev.pdf" not in out
    assert "Traceback" not in err
    assert shell("reconcile") == 0


def test_a_pipe_that_closes_is_no_fault(used: Shell) -> None:
    """``troskel export | head -0`` ends without a word on the error stream."""
    command = [*PROGRAM, "export", "--workspace", str(used.root)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        err = process.stderr.read()
        process.wait()
    assert b"Traceback" not in err
    assert process.returncode == 0, err


def test_a_fault_is_one_sentence_on_the_error_stream(tmp_path: Path) -> None:
    """And the output stays empty, so that a script reads nothing wrong."""
    command = [*PROGRAM, "export", "--workspace", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{tmp_path} är ingen arbetsmapp för Tröskel.")
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_process_that_is_ended_puts_all_back_and_says_so(
    blank: Shell, how: signal.Signals
) -> None:
    """Ctrl-C or a polite kill: one sentence, no blame, and the next start finds nothing amiss."""
    inbox = blank.root / "inbox"
    (inbox / "brev.pdf").write_bytes(b"%PDF-1.7 not whole")
    os.utime(inbox / "brev.pdf", (2**32, 2**32))
    command = [*PROGRAM, "process", "--workspace", str(blank.root)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        # A test that is run in the background would hand down that Ctrl-C is not heard.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - see above
    ) as process:
        while not (blank.root / "ledger.db.running").exists():
            # The suite's time limit ends a run that never begins.
            assert process.poll() is None
        process.send_signal(how)
        _, err = process.communicate()
    assert process.returncode == 1, err
    assert "Avbrutet. Inget är förlorat" in err
    assert "Traceback" not in err
    assert not (blank.root / "ledger.db.running").exists()
    assert (inbox / "brev.pdf").exists()
