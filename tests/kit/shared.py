"""What all processes of a run share: a folder that takes long to fill is filled by the first that needs it.

The first process of the run serves these folders until the run ends.
"""

import fcntl
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from kit.serving import served

FOLDER = "SRR_TEST_SHARED"
ADDRESS = "SRR_TEST_SHARED_ADDRESS"


def prepare(config: pytest.Config) -> None:
    """Make and serve the folder of this run, which its workers inherit and which goes with it."""
    if not hasattr(config, "workerinput"):
        run = ExitStack()
        run.enter_context(folders())
        config.add_cleanup(run.close)


@contextmanager
def folders() -> Iterator[None]:
    """Make and serve the folder that holds what is shared."""
    with tempfile.TemporaryDirectory(prefix="srr-tests-", ignore_cleanup_errors=True) as folder:
        os.environ[FOLDER] = str(Path(folder).resolve())
        with served(Path(folder)) as address:
            os.environ[ADDRESS] = address
            yield


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


def address_of(folder: Path) -> str:
    """Return the address at which a folder below the shared ones is served."""
    return f"{os.environ[ADDRESS]}{folder.relative_to(os.environ[FOLDER]).as_posix()}/"
