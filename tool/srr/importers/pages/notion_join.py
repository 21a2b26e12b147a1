"""Which page belongs to which row of a Notion database: its table names no ids, so they meet by their titles."""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from srr.importers.pages.notion_page import Page, joint

_FOLDERS = re.compile(r"(?<![^\s(])[^\s(]*/")
_MENTION = "@"


class Joined(NamedTuple):
    """The number of the page for the number of each row, and the rows whose page was told by its order alone."""

    pages: Mapping[int, int]
    by_order: tuple[int, ...]


def joined(title: str, rows: Sequence[Mapping[str, str]], pages: Sequence[Page]) -> Joined:
    """Join *rows*, whose column *title* names them, with *pages*.

    Rows of one title are told by their other values, or else by their order. A title that mentions a day is written in
    two ways, such as `@Last Monday`, and the others then have to be the same.
    """
    found: dict[int, int] = {}
    by_order: list[int] = []
    names = ([joint(row.get(title, "")) for row in rows], [joint(page.title) for page in pages])
    for some, others in _groups(*names):
        alike = _alike(title, rows, pages, some, others)
        taken = set(alike.values())
        left = [row for row in some if row not in alike]
        rest = [page for page in others if page not in taken]
        found |= alike | dict(zip(left, rest, strict=False))
        if len(some) > 1 or len(others) > 1:
            by_order += left[: len(rest)]
    found |= _by_mention(title, rows, pages, found)
    return Joined(found, tuple(by_order))


def _by_mention(
    title: str, rows: Sequence[Mapping[str, str]], pages: Sequence[Page], found: Mapping[int, int]
) -> dict[int, int]:
    taken = set(found.values())
    some = [n for n, row in enumerate(rows) if n not in found and _MENTION in row.get(title, "")]
    others = [n for n, page in enumerate(pages) if n not in taken and _MENTION in page.title]
    return _alike(title, rows, pages, some, others)


def _groups(
    rows: Iterable[Hashable], pages: Iterable[Hashable]
) -> Iterable[tuple[list[int], list[int]]]:
    """Return the numbers of the rows and of the pages that have each name in common."""
    found: dict[Hashable, tuple[list[int], list[int]]] = {}
    for side, names in enumerate((rows, pages)):
        for number, name in enumerate(names):
            found.setdefault(name, ([], []))[side].append(number)
    return [group for group in found.values() if all(group)]


def _alike(
    title: str,
    rows: Sequence[Mapping[str, str]],
    pages: Sequence[Page],
    some: Sequence[int],
    others: Sequence[int],
) -> dict[int, int]:
    """Return the pairs of a row and a page that have the same values, and no other one has."""
    groups = _groups(
        [_said(rows[row], title) for row in some],
        [_said(pages[page].properties, title) for page in others],
    )
    return {some[one[0]]: others[other[0]] for one, other in groups if len(one) == len(other) == 1}


def _said(values: Mapping[str, str], title: str) -> Hashable:
    """Return what can be compared of *values*: the two write addresses from different folders."""
    said = ((key, _FOLDERS.sub("", value).strip()) for key, value in values.items() if key != title)
    return frozenset(said)
