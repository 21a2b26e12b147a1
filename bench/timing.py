"""Runs whole commands in turn and keeps their wall time and peak memory."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

UNIT_OF_PEAK = 1 if sys.platform == "darwin" else 1024
LAST_LINES = 3
LONGEST_WORDS = 240


@dataclass(frozen=True, slots=True)
class Command:
    """A command line on *size* records; *most_runs* spares the slow ones.

    An exit code outside *fine* means that the command did not do its work, and is not timed.
    """

    name: str
    size: int
    argv: Sequence[str]
    cwd: Path
    fine: frozenset[int] = frozenset({0})
    most_runs: int = 100


@dataclass(slots=True)
class Measurement:
    """The times of one command, the processor time of its last run; *note* names anything unusual."""

    command: Command
    seconds: list[float] = field(default_factory=list)
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    note: str = ""

    @property
    def median(self) -> float | None:
        """The median wall time in seconds; None when the command was not timed."""
        return statistics.median(self.seconds) if self.seconds else None


def measure(commands: Iterable[Command], runs: int) -> list[Measurement]:
    """Warm every command up once, then run them all in turn, *runs* times over."""
    measurements = [_warm_up(command) for command in commands]
    ready = [found for found in measurements if _is_fine(found)]
    for turn in range(runs):
        for found in ready:
            if turn < found.command.most_runs:
                _time_once(found)
    return measurements


def measure_once(command: Command) -> Measurement:
    """Run a command that takes long a single time, without a warm-up."""
    found = Measurement(command)
    _time_once(found)
    return found


def _warm_up(command: Command) -> Measurement:
    """Run *command* untimed, so that files and byte code are cached, and return its output."""
    _progress(command, "warm-up")
    try:
        done = subprocess.run(command.argv, cwd=command.cwd, capture_output=True, check=False)
    except OSError as error:
        return Measurement(command, note=f"not run: {error.strerror}")
    if done.returncode == 0:
        return Measurement(command)
    verdict = "timed" if done.returncode in command.fine else "not run"
    words = _last_words(done.stdout + done.stderr)
    return Measurement(command, note=f"{verdict}: exit code {done.returncode}, {words}")


def _last_words(output: bytes) -> str:
    lines = output.decode(errors="replace").splitlines()
    spoken = [" ".join(line.split()) for line in lines if line.strip()]
    return " / ".join(spoken[-LAST_LINES:])[:LONGEST_WORDS] or "no output"


def _is_fine(found: Measurement) -> bool:
    return not found.note.startswith("not run")


def _time_once(found: Measurement) -> None:
    _progress(found.command, "timed run")
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(
            found.command.argv, cwd=found.command.cwd, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        found.seconds.append(time.perf_counter() - begin)
    found.cpu_seconds = usage.ru_utime + usage.ru_stime
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in found.command.fine:
        found.note = f"a timed run ended with exit code {process.returncode}"
    found.peak_bytes = max(found.peak_bytes, usage.ru_maxrss * UNIT_OF_PEAK)


def _progress(command: Command, stage: str) -> None:
    print(f"{stage}: {command.name}, {command.size:,} records", file=sys.stderr)
