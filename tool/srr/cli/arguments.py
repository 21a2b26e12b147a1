"""One file a command; what they share is how a registry is opened and how colours are chosen."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from srr.repository import workspace
from srr.repository.workspace import Workspace

today_option = click.option(
    "--today",
    metavar="DATE",
    help="The date that counts as today; default: SRR_TODAY, SOURCE_DATE_EPOCH, the clock.",
)

_STYLES: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "info": {"fg": "blue", "bold": True},
    "help": {"fg": "cyan", "bold": True},
    "frame": {"fg": "blue"},
    "heading": {"bold": True},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}


def open_workspace(today: str | None = None) -> Workspace:
    """Open the registry that --root names, or the one around the current folder."""
    root = click.get_current_context().find_root().obj
    return workspace.load(Path(root) if root else None, today)


def from_here(root: Path, path: str) -> str:
    """Return *path* below *root* as it is reached from the current folder."""
    return Path(os.path.relpath(root / path)).as_posix()


# Named here, because in this package `list` is a command once that is imported.
_Items = list[Any]


def completing(what: str) -> Callable[[click.Context, click.Parameter, str], _Items]:
    """Return what completes *what* in a shell; its room is only opened when a shell asks."""

    def completed(ctx: click.Context, param: click.Parameter, incomplete: str) -> _Items:
        found: _Items = getattr(import_module("srr.cli.completion"), what)(ctx, param, incomplete)
        return found

    return completed


def paint(text: str, role: str) -> str:
    """Colour *text* by its role; click takes the colour off again where no terminal listens."""
    style = _STYLES.get(role)
    return click.style(text, **style) if style else text
