"""srr stopped by a signal at each moment at which it is about to change the disk, and run once more after that."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from kit.terminal import environment

TESTS = Path(__file__).parents[1]

Files = dict[str, str]
"""The digest of each file by its path; that of a hidden folder of a run is empty."""


class Stopped(NamedTuple):
    """A run that was stopped at a moment, and the run after it."""

    moment: int
    code: int
    output: str
    left: Files
    next_code: int
    next_output: str
    after: Files


class Moments(NamedTuple):
    """What the folder holds before and after a whole run, and the runs that were stopped."""

    before: Files
    done: Files
    stopped: list[Stopped]


def stopped_at_each(
    template: Path, number: signal.Signals, *arguments: str, every: int = 1, only: str = ""
) -> Moments:
    """Run srr in copies of *template*, and send it a signal at every *every*-th moment, or such event *only*."""
    given = json.dumps([str(template), number, arguments, every, only])
    done = subprocess.run(
        [sys.executable, "-m", "kit.moments_runner", given],
        cwd=TESTS,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (before, after), *stopped = map(json.loads, done.stdout.splitlines())
    return Moments(before, after, [Stopped(*each) for each in stopped])
