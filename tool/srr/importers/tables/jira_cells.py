"""The cells of an export of Jira as Markdown: its own markup, and what it packs into one cell."""

import re
from collections.abc import Callable, Mapping

from srr.importers import dates
from srr.importers.tables.grid import Grid, Line, head_of, heading, list_item
from srr.importers.tables.jira_markup import markdown

_HEADS = ({"Issue key", "Summary"}, {"課題キー", "要約"})
_CUSTOM = re.compile(r"Custom field \((.+)\)|カスタム フィールド \((.+)\)")
_LINK = re.compile(r"(?:Outward|Inward) issue link \((.+)\)")
_COMMENT = re.compile(r"([^;\n]{6,40});([^;\n]*);(.*)", re.DOTALL)
_ATTACHMENT = re.compile(r"[^;\n]{6,40};[^;\n]*;(.*);(https?://[^;\s]+)", re.DOTALL)


def converted(grid: Grid) -> Grid:
    """Return *grid* with the cells of an export of Jira in Markdown; any other grid as it is."""
    at = head_of(grid.lines) if grid.head is None else grid.head
    names = [heading(cell) for cell in grid.lines[at].cells]
    if not any(heads <= set(names) for heads in _HEADS):
        return grid
    readers = {column: read for column, name in enumerate(names) if (read := _reader(name))}
    head = grid.lines[at]._replace(cells=tuple(_names(names)))
    lines = [_converted(line, readers) for line in grid.lines[at + 1 :]]
    return Grid(grid.name, [*grid.lines[:at], head, *lines], at, grid.shifted, grid.notes)


def _converted(line: Line, readers: Mapping[int, Callable[[str], str]]) -> Line:
    cells = [
        readers[at](cell) if cell and at in readers else cell for at, cell in enumerate(line.cells)
    ]
    return line._replace(cells=tuple(cells))


def _names(names: list[str]) -> list[str]:
    """Return the names of the columns, those of a team's own fields as the team calls them."""
    taken = {name for name in names if not _CUSTOM.fullmatch(name)}
    own = {name: _own(name) for name in names}
    return [own[name] if own[name] not in taken else name for name in names]


def _own(name: str) -> str:
    found = _CUSTOM.fullmatch(name)
    return (found[1] or found[2]).strip() if found else name


def _reader(name: str) -> Callable[[str], str] | None:
    """Return what reads the cells of the column called *name*; None where they are plain."""
    if name in ("Description", "Environment", "説明", "環境"):
        return markdown
    if name in ("Comment", "Comments", "コメント"):
        return _comment
    if name in ("Attachment", "Attachments", "添付ファイル"):
        return _attachment
    if name in ("Due date", "Due Date", "期限"):
        return _day
    if found := _LINK.fullmatch(name):
        return lambda cell: f"- {found[1]}: {cell}"
    return None


def _comment(cell: str) -> str:
    """Return a comment as an item of a list; its day, its author and its words are one cell."""
    found = _COMMENT.fullmatch(cell)
    if not found:
        return list_item(markdown(cell))
    return list_item(f"{_day(found[1])} {found[2]}: {markdown(found[3].strip())}")


def _day(cell: str) -> str:
    """Return the day that *cell* names; *cell* itself where it may be two."""
    found = dates.read(cell)
    return found.first.isoformat() if isinstance(found, dates.Days) else cell


def _attachment(cell: str) -> str:
    found = _ATTACHMENT.fullmatch(cell)
    return f"- [{found[1]}]({found[2]})" if found else list_item(cell)
