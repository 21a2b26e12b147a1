"""How much a Markdown text grows when it is rendered.

A reference link repeats its whole address with each use, and a table fills its short rows with empty cells. A few
kilobytes can become gigabytes this way.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

LEAST_LIMIT = 100_000


class Expansion(NamedTuple):
    """The number of characters that a text gains, and the offset of the reference or table that adds the most."""

    size: int
    at: int


_LABEL = r"\[((?:[^\[\]\\]|\\.){1,999})\]"
_GAP = r"[ \t]*(?:\n[ \t>]*)?"
_REFERENCE = re.compile(
    rf"{_LABEL}:{_GAP}(?P<text>(?:<[^<>\n]*>|[^\s<]\S*)"
    rf"""(?:{_GAP}(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\)))?)"""
)
_USE = re.compile(_LABEL)
_DELIMITERS = re.compile(r"[|:\-> \t]*\|[|:\-> \t]*")
_EMPTY_CELL = len("<td></td>\n")


def limit(text: str) -> int:
    """Return how much *text* may grow: by its own length, a short one by more.

    cmark sets the same limit: https://github.com/commonmark/cmark/blob/0.31.1/src/blocks.c#L1522-L1525
    """
    return max(len(text), LEAST_LIMIT)


def expansion(text: str) -> Expansion:
    """Return what the references and tables of *text* add; its line ends are LF."""
    parts = [*_references(text), *_tables(text)]
    largest = max(parts, default=Expansion(0, 0))
    return Expansion(sum(part.size for part in parts), largest.at)


def _references(text: str) -> Iterator[Expansion]:
    if "]:" not in text:
        return
    uses = Counter(_normal(use[1]) for use in _USE.finditer(text))
    for found in _REFERENCE.finditer(text):
        # The definition is not a use.
        count = uses[_normal(found[1])] - 1
        yield Expansion(count * len(found["text"].encode()), found.start())


def _normal(label: str) -> str:
    return " ".join(label.split()).lower().upper()


def _tables(text: str) -> Iterator[Expansion]:
    if "|" not in text or "-" not in text:
        return
    at = columns = missing = start = 0
    for line in text.split("\n"):
        if not line.strip(" \t>"):
            yield Expansion(missing * _EMPTY_CELL, start)
            columns = missing = 0
        elif "-" in line and _DELIMITERS.fullmatch(line):
            start = start if columns else at
            columns = max(columns, line.count("|") + 1)
        else:
            missing += max(0, columns - line.count("|") - 1)
        at += len(line) + 1
    yield Expansion(missing * _EMPTY_CELL, start)
