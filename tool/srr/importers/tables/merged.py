"""Merged cells of a sheet: each row gets the value that it shows, and a head of several rows becomes one."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from srr.importers.tables.grid import Line, head_of, heading, letters
from srr.importers.tables.xlsx_marks import Area
from srr.language import Text

_FILLED = Text(
    "a merged cell is the value of each of its rows: {areas}",
    "結合セルは、それぞれの行に同じ値があるものとして読みました: {areas}",
)
_HEAD = Text("the head is read from {n} rows", "{n} 行の見出しを 1 行として読みました")
_SECTION = Text(
    "is one cell over {n} columns and no row of the table",
    "{n} 列を結合したセルで、表の行ではありません",
)
_SHOWN = 5


def merged(
    lines: Sequence[Line], areas: Sequence[Area]
) -> tuple[list[Line], int | None, list[Text]]:
    """Return *lines* with the values of merged cells, the number of the head where that is known, and notes.

    Below the head an area fills only its first column: what stands beside it is another column.
    """
    if not areas or all(line.is_blank for line in lines):
        return list(lines), None, []
    first, last = _head_rows(lines, areas)
    head = lines[last]._replace(cells=_names(lines[first : last + 1], first, areas))
    below = list(lines)
    filled = []
    for area in areas:
        if area.top > last + 1:
            _fill(below, area)
            if area.bottom > area.top:
                filled.append(area)
    notes = [_HEAD.fill(n=last - first + 1)] if last > first else []
    if filled:
        notes.append(_FILLED.fill(areas=_shown(filled)))
    return [*lines[:first], head, *below[last + 1 :]], first, notes


def _head_rows(lines: Sequence[Line], areas: Sequence[Area]) -> tuple[int, int]:
    """Return the first and the last line that the names of the columns are in."""
    head = head_of(lines)
    within = [area for area in areas if area.top - 1 <= head < area.bottom]
    last = max((area.bottom - 1 for area in within), default=head)
    if last == head and within and _is_second_head(lines, head + 1, within):
        last += 1
    groups = [area for area in areas if area.bottom == head and area.right > area.left]
    has_groups = head > 0 and groups and sum(map(bool, lines[head - 1].cells)) > 1
    first = min((area.top - 1 for area in within), default=head)
    return min(first, head - 1 if has_groups else head), last


def _is_second_head(lines: Sequence[Line], at: int, above: Sequence[Area]) -> bool:
    """Whether the line is full below the merged cells of the head alone."""
    if at >= len(lines) - 1:
        return False
    covered = {column - 1 for area in above for _, column in area.cells()}
    full = {column for column, cell in enumerate(lines[at].cells) if cell}
    return bool(full) and full <= covered


def _names(lines: Sequence[Line], first: int, areas: Sequence[Area]) -> tuple[str, ...]:
    """Return the name of each column: the lowest words, after those above where two columns share them."""
    cells = [[heading(cell) for cell in line.cells] for line in lines]
    for area in areas:
        for row, column in area.cells():
            if first < area.top and 0 <= row - 1 - first < len(cells):
                cells[row - 1 - first][column - 1] = cells[area.top - 1 - first][area.left - 1]
    parts = [
        [word for word, _ in groupby(filter(None, column))] for column in zip(*cells, strict=True)
    ]
    counts = Counter(words[-1] for words in parts if words)
    return tuple(
        "" if not words else words[-1] if counts[words[-1]] == 1 else " / ".join(words)
        for words in parts
    )


def _fill(lines: list[Line], area: Area) -> None:
    top, at = area.top - 1, area.left - 1
    source = lines[top]
    width = area.right - area.left + 1
    if width > len(source.cells) / 2 and sum(map(bool, source.cells)) == 1 and width > 1:
        lines[top] = source._replace(why_skipped=_SECTION.fill(n=width))
    for row in range(area.top, area.bottom):
        line = lines[row]
        cells = (*line.cells[:at], source.cells[at], *line.cells[at + 1 :])
        links = {at: source.links[at]} if at in source.links else {}
        unread = {at: source.unread[at]} if at in source.unread else {}
        lines[row] = line._replace(
            cells=cells, links={**line.links, **links}, unread={**line.unread, **unread}
        )


def _shown(areas: Sequence[Area]) -> str:
    named = [
        f"{letters(area.left - 1)}{area.top}:{letters(area.right - 1)}{area.bottom}"
        for area in areas[:_SHOWN]
    ]
    return ", ".join(named + ["..."] * (len(areas) > _SHOWN))
