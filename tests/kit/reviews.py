"""Reviews of the replayed history and of fragments, without git."""

import tomllib

from kit.examples import TODAY, tree
from kit.replay import HISTORIES
from srr.insights.review import Review, review
from srr.lint.comparison import Base
from srr.records.change import Change, compare
from srr.records.registry import Registry, read_registry
from srr.repository.store import read_tree
from srr.schema.settings import Settings, parse

COMMIT = "86413fccfd7bb8f3d061b882b1e62d66917e1738"
DATE = "2026-02-02 (--today)"


def registry(fragment: str, settings: Settings | None = None) -> Registry:
    """Return the records of *fragment*, none where it is empty."""
    files = tree(fragment, "risks/SRR-0001.md") if fragment else {}
    return read_registry(files, settings or Settings())


def change(before: str, after: str) -> Change:
    """Return the one change from one fragment to the other."""
    (found,) = compare(registry(before), registry(after))
    return found


def reviewed(
    before: str, after: str, old: Settings | None = None, new: Settings | None = None
) -> Review:
    """Return the review of one fragment that became another."""
    old, new = old or Settings(), new or Settings()
    base = Base(registry(before, old), old, "main", COMMIT)
    return review(base, registry(after, new), new, TODAY)


def replayed(before: str, after: str) -> Review:
    """Return the review between two folders of the history `quarter`."""
    (old, then), (new, now) = (_side(name) for name in (before, after))
    return review(Base(old, then, "main", COMMIT), new, now, TODAY)


def _side(name: str) -> tuple[Registry, Settings]:
    folder = HISTORIES / "quarter" / name
    settings = parse(tomllib.loads((folder / "srr.toml").read_text()), "srr.toml")
    return read_registry(read_tree(folder), settings), settings
