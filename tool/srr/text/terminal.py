"""Text for a terminal: control and invisible characters are written out, wide ones take two columns."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from srr.text.credentials import mask

_COMMAND = re.compile(r"^(\s*)::")


def visible(text: str) -> str:
    """Return *text* on one line, controls and invisible characters written out, secrets masked."""
    # The GitHub runner obeys `##[error]` anywhere in a line:
    # https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
    masked = mask(text).replace("##[", "## [")
    return masked if masked.isprintable() else "".join(map(_shown, masked))


def visible_lines(text: str) -> str:
    """Return *text* with its lines kept and everything else as `visible` does."""
    # It obeys `::error::` at the start of a line:
    # https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
    return "\n".join(_COMMAND.sub(r"\1: :", visible(line)) for line in text.splitlines())


def width(text: str) -> int:
    """Return the columns that *text* takes."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def cut(text: str, columns: int) -> str:
    """Return *text* cut to *columns* columns; dots mark the cut."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept) + _columns(character) > columns - 3:
            break
        kept += character
    return f"{kept}..."


def padded(text: str, columns: int) -> str:
    """Return *text* padded with spaces to *columns* columns."""
    return text + " " * (columns - width(text))


def table(rows: Sequence[Sequence[str]], columns: int) -> Iterator[str]:
    """Yield *rows* as an aligned table *columns* wide; the last column gets what is left, at least 20."""
    widths = [max(width(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    left = max(20, columns - sum(widths) - 2 * len(widths))
    for row in rows:
        cells = (padded(cell, size) for cell, size in zip(row, widths, strict=False))
        yield "  ".join((*cells, cut(row[-1], left))).rstrip()


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    return " " if character in "\t\n\r" else f"<U+{ord(character):04X}>"


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


Paint = Callable[[str, str], str]
"""Colours a text by its role: error, warning, info, place, frame, help."""


def plain(text: str, role: str) -> str:
    """Paint nothing."""
    del role
    return text


def dumped(content: Mapping[str, Any]) -> str:
    """Return *content* as readable JSON, with control and invisible characters escaped."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return text if text.replace("\n", "").isprintable() else "".join(map(_escaped, text))


def _escaped(character: str) -> str:
    if character.isprintable() or character == "\n":
        return character
    return json.dumps(character)[1:-1]
