"""What a sheet of a workbook says beside its values: what is hidden, merged, linked, or not computed.

openpyxl reads it too, but not together with a sheet of any size, and it makes a cell for each that a merge covers.
The elements: https://ecma-international.org/publications-and-standards/standards/ecma-376/ (Part 1, 18.3.1)
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, NamedTuple

MOST_ROWS = 1_048_576
"""The rows that a sheet of Excel can have."""
MOST_COLUMNS = 1_000
MOST_CELLS = 5_000_000

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_HYPERLINK = re.compile(r'\s*(?:_xlfn\.)?HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


class TooLarge(Exception):
    """The sheet has more rows, columns or cells than are read."""


class Area(NamedTuple):
    """Cells from the first to the last row and column, each counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        """How many cells it has; none where it ends before it begins."""
        return max(self.bottom - self.top + 1, 0) * max(self.right - self.left + 1, 0)

    def cells(self) -> Iterator[tuple[int, int]]:
        """Yield the row and the column of each cell."""
        for row in range(self.top, self.bottom + 1):
            yield from ((row, column) for column in range(self.left, self.right + 1))


@dataclass(slots=True)
class Marks:
    """*rows* and *columns* are the last that hold a value; cells go by row and column, each counted from 1."""

    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    not_computed: set[tuple[int, int]] = field(default_factory=set)


def read(sheet: IO[bytes], addresses: Mapping[str, str], is_stale: bool) -> Marks:
    """Return the marks of a sheet; *addresses* are those that its links name.

    *is_stale* says that the values of formulas wait to be computed: a program that cannot compute writes 0.
    """
    from openpyxl.xml.functions import iterparse

    marks = Marks()
    areas: list[tuple[Area, str]] = []
    cells = row = 0
    for _, element in iterparse(sheet):
        match element.tag.removeprefix(_MAIN):
            case "row":
                row = int(element.get("r") or row + 1)
                cells += _take_row(element, row, marks, is_stale)
                if cells > MOST_CELLS or row > MOST_ROWS or marks.columns > MOST_COLUMNS:
                    raise TooLarge
                element.clear()
            case "col":
                _take_column(element, marks)
            case "mergeCell":
                marks.merged += _areas(element.get("ref"))
            case "hyperlink" if address := _address(element, addresses):
                areas += [(area, address) for area in _areas(element.get("ref"))]
    merged = (_within(area, marks) for area in marks.merged)
    marks.merged = [area for area in merged if area.size]
    linked = [(_within(area, marks), address) for area, address in areas]
    if sum(area.size for area in (*marks.merged, *(area for area, _ in linked))) > MOST_CELLS:
        raise TooLarge
    for area, address in linked:
        for at in area.cells():
            marks.links.setdefault(at, address)
    return marks


def _within(area: Area, marks: Marks) -> Area:
    """Return the part of *area* that lies among the cells with values."""
    return area._replace(bottom=min(area.bottom, marks.rows), right=min(area.right, marks.columns))


def _take_row(element: Any, row: int, marks: Marks, is_stale: bool) -> int:
    """Note what the cells of a row say, and return how many there are."""
    column = 0
    for cell in element:
        reference = cell.get("r")
        column = _cell(reference)[1] if reference else column + 1
        value = cell.findtext(f"{_MAIN}v")
        formula = cell.find(f"{_MAIN}f")
        if formula is not None:
            _take_formula(formula, value, cell.get("t"), (row, column), marks, is_stale)
        if value or formula is not None or cell.find(f"{_MAIN}is") is not None:
            marks.rows = row
            marks.columns = max(marks.columns, column)
    if element.get("hidden") in ("1", "true"):
        marks.hidden_rows.add(row)
    return len(element)


def _take_formula(
    formula: Any,
    value: str | None,
    kind: str | None,
    at: tuple[int, int],
    marks: Marks,
    is_stale: bool,
) -> None:
    is_empty_text = value == "" and kind == "str"
    if (not value and not is_empty_text) or (is_stale and value == "0"):
        marks.not_computed.add(at)
    if found := _HYPERLINK.match(formula.text or ""):
        marks.links[at] = found[1].replace('""', '"')


def _take_column(element: Any, marks: Marks) -> None:
    if element.get("hidden") in ("1", "true"):
        first, last = int(element.get("min")), int(element.get("max"))
        marks.hidden_columns.update(range(first, min(last, MOST_COLUMNS) + 1))


def _address(element: Any, addresses: Mapping[str, str]) -> str | None:
    address = addresses.get(element.get(_RELATION, ""))
    location = element.get("location")
    return f"{address}#{location}" if address and location else address


def _areas(reference: str | None) -> Iterator[Area]:
    """Yield the area of `B2`, or of `B2:C4`; nothing where it is none."""
    ends = [_cell(end) for end in (reference or "").split(":", 1)]
    (top, left), (bottom, right) = ends[0], ends[-1]
    if top and bottom:
        yield Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def _cell(reference: str) -> tuple[int, int]:
    """Return the row and the column of `B2`; 0 and 0 where it is no cell."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column
