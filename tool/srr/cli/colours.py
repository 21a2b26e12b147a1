"""The colours of the terminal."""

from typing import Any

import click

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


def paint(text: str, role: str) -> str:
    """Colour *text* by its role; click strips the colour where the output is not a terminal."""
    style = _STYLES.get(role)
    return click.style(text, **style) if style else text
