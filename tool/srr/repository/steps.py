"""What a run is at, for whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_steps: list[str] = []
_watchers: list[Callable[[str | None], None]] = []


@contextmanager
def step(what: str) -> Iterator[None]:
    """Let those who watch know that *what* is done within; outside of all steps they get None."""
    _steps.append(what)
    _tell()
    try:
        yield
    finally:
        _steps.pop()
        _tell()


@contextmanager
def watched(watcher: Callable[[str | None], None]) -> Iterator[None]:
    """Call *watcher* with each step that begins within."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def _tell() -> None:
    for watcher in _watchers:
        watcher(_steps[-1] if _steps else None)
