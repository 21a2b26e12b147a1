"""The step that a run is in, for whoever waits for it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

from srr.language import Text

if TYPE_CHECKING:
    from srr.records.registry import Registry

_steps: list[Text] = []
_watchers: list[Callable[[Text | None], None]] = []
_JUDGING = Text("judging records ({n})", "記録を検査しています ({n})")


@contextmanager
def step(what: Text) -> Iterator[None]:
    """Report *what* to the watchers for as long as the block runs; after the outermost step they get None."""
    _steps.append(what)
    _report()
    try:
        yield
    finally:
        _steps.pop()
        _report()


def judging(registry: "Registry") -> AbstractContextManager[None]:
    """Return the step in which *registry* is judged."""
    return step(_JUDGING.fill(n=f"{len(registry.records):,}"))


@contextmanager
def watched(watcher: Callable[[Text | None], None]) -> Iterator[None]:
    """Call *watcher* with the current step whenever it changes in the block."""
    _watchers.append(watcher)
    try:
        yield
    finally:
        _watchers.remove(watcher)


def _report() -> None:
    for watcher in _watchers:
        watcher(_steps[-1] if _steps else None)
