"""Hidden folders in which a run prepares files before it puts them in place, and their removal after a killed run.

A run holds a lock on its folder, and the system releases the lock when the run ends, however it ends:
https://man7.org/linux/man-pages/man2/flock.2.html. So a folder that another run can lock is a leftover. On a disk
without locks nothing is taken for one.
"""

import fcntl
import os
import re
import shutil
import signal
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from srr.language import Text
from srr.repository.steps import step

_WAITING = Text(
    "waiting for another srr that is writing", "別の srr の書き込みが終わるのを待っています"
)
_NAME = re.compile(r"\.srr-[0-9a-f]{12}")
_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give a hidden folder within *folder*, so on the same disk; first remove those of killed runs there."""
    remove_leftovers(folder)
    with ExitStack() as run:
        with uninterrupted():
            place, lock = _held(folder)
            run.callback(_release, place, lock)
        yield place


def remove_leftovers(folder: Path) -> None:
    """Remove the hidden folders of killed runs in *folder*; those of living ones stay, and what cannot be removed."""
    with suppress(OSError), os.scandir(folder) as entries:
        for place in [Path(entry.path) for entry in entries if is_staging(entry.name)]:
            _remove_if_left_over(place)


def is_staging(name: str) -> bool:
    """Whether a hidden folder of a run is called *name*."""
    return _NAME.fullmatch(name) is not None


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Let no other run into *folder*, on a disk that has locks; a signal to stop waits until the end."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):
            _wait_for_lock(descriptor)
        with uninterrupted():
            yield
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int) -> None:
    try:
        _try_to_lock(descriptor)
    except BlockingIOError:
        with step(_WAITING):
            fcntl.flock(descriptor, fcntl.LOCK_EX)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let a signal to stop wait until the end."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _held(folder: Path) -> tuple[Path, int]:
    """Make a hidden folder; return it with a descriptor that holds its lock."""
    while True:
        place = folder / f".srr-{os.urandom(6).hex()}"
        place.mkdir(mode=0o700)
        lock = _locked(place)
        if lock is not None:
            return place, lock


def _release(place: Path, lock: int) -> None:
    with uninterrupted():
        shutil.rmtree(place, ignore_errors=True)
        os.close(lock)


def _locked(place: Path) -> int | None:
    """Lock a folder just made; None where another run has taken it for a leftover."""
    try:
        descriptor = _opened(place)
    except FileNotFoundError:
        return None
    try:
        _try_to_lock(descriptor)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a disk without locks
        return descriptor
    if not place.exists():
        os.close(descriptor)
        return None
    return descriptor


def _remove_if_left_over(place: Path) -> None:
    with suppress(OSError):
        descriptor = _opened(place)
        try:
            _try_to_lock(descriptor)
            shutil.rmtree(place, ignore_errors=True)
        finally:
            os.close(descriptor)


def _opened(place: Path) -> int:
    return os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)


def _try_to_lock(descriptor: int) -> None:
    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
