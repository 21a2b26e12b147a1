"""What all processes of a run share: a folder that takes long to fill is filled by the first that needs it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = "SRR_TEST_SHARED"


def prepare(config: pytest.Config) -> None:
    """Make the folder of this run, which its workers inherit and which goes with it."""
    if not hasattr(config, "workerinput"):
        folder = tempfile.mkdtemp(prefix="srr-tests-")
        os.environ[FOLDER] = folder
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


def filled(name: str, fill: Callable[[Path], object]) -> Path:
    """Return the folder *name*, filled once by whoever comes first; nobody changes it afterwards."""
    top = Path(os.environ[FOLDER])
    with (top / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done, folder = top / f"{name}.done", top / name
        if not done.exists():
            folder.mkdir()
            fill(folder)
            done.touch()
    return folder
