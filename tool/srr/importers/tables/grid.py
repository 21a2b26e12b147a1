"""Rows of cells on their way to a source: the head is found, columns are named, and each row is taken or named."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import NamedTuple

from srr.importers.identity import candidates
from srr.importers.source import Row, Skipped, Source
from srr.language import Text, counted
from srr.text import cells as guarded

ROW = Text("row {n}", "{n} 行目")

_SAMPLE = 20
_FORMULA = re.compile(
    r"=\s*[-+(]*(?:[A-Z][A-Z.]*\(|\$?[A-Z]{1,3}\$?\d|\d+(?:\.\d+)?[-+*/]|\[@).*", re.DOTALL
)

_CONTINUED = re.compile(r"\n(?!\n|$)")

_IS_ERROR = Text("holds the error {cell}", "エラー {cell} が入っています")
_IS_FORMULA = Text("holds a formula and not its value", "値ではなく数式が入っています")
_TOO_WIDE = Text(
    "has {n} cells below a head of {width}, so values may be in the wrong columns: {look}",
    "見出しは {width} 列なのにセルが {n} 個あり、値が列からずれている恐れがあります。{look}",
)
_REPEATS_HEAD = Text("repeats the head", "見出しの繰り返しです")
_BLANK = (
    Text("{n} blank row passed over", "空の行を {n} 行とばしました"),
    Text("{n} blank rows passed over", "空の行を {n} 行とばしました"),
)
_ABOVE = (
    Text(
        "{n} row above the head passed over: {words}",
        "見出しより上の {n} 行をとばしました: {words}",
    ),
    Text(
        "{n} rows above the head passed over: {words}",
        "見出しより上の {n} 行をとばしました: {words}",
    ),
)
_JOINED = Text(
    "columns that occur more than once are read as one: {columns}",
    "同じ名前の列を 1 つとして読みました: {columns}",
)
_SHOWN = 100


class Line(NamedTuple):
    """One row of cells and its *place*; *why_skipped* where it is not to be taken.

    *links* and *unread* belong to the cells by their number from 0.
    """

    place: Text
    cells: tuple[str, ...]
    links: Mapping[int, str] = {}
    unread: Mapping[int, Text] = {}
    why_skipped: Text | None = None

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything."""
        return not any(self.cells) and not self.unread

    @property
    def full(self) -> int:
        """How many cells hold something."""
        return len({at for at, cell in enumerate(self.cells) if cell} | self.unread.keys())


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table; *head* is the number of the line with the names, None where it must be found.

    In text, a row with more cells than the head may hold them in the wrong columns: *shifted* says what to look for.
    """

    name: str
    lines: Sequence[Line]
    head: int | None = None
    shifted: Text | None = None
    notes: tuple[Text, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it has no more than a head."""
        return sum(not line.is_blank for line in self.lines) < 2


def clean(cell: str) -> str:
    """Return the text of a cell without what surrounds it, its line ends LF."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def list_item(text: str) -> str:
    """Return *text* as an item of a Markdown list."""
    return "- " + _CONTINUED.sub("\n  ", text)


def heading(cell: str) -> str:
    """Return the name of a column on one line."""
    return " ".join(cell.replace("\ufeff", "").split())


def text_line(place: Text, cells: Iterable[str]) -> Line:
    """Return the line of *cells* as a text file holds them, where a formula is text like any other."""
    texts = tuple(map(clean, cells))
    unread = {at: why for at, cell in enumerate(texts) if (why := fault(cell))}
    return Line(place, tuple(map(unguarded, texts)), unread=unread)


def unguarded(cell: str) -> str:
    """Return the text of a cell of CSV or of a workbook without what guards against formulas."""
    return guarded.read(cell) if "'" in cell or "<U+" in cell else cell


def fault(cell: str) -> Text | None:
    """Say why *cell* holds no value, where it holds what a spreadsheet shows in place of one."""
    if cell.startswith("#") and guarded.ERROR.fullmatch(cell):
        return _IS_ERROR.fill(cell=cell)
    return _IS_FORMULA if cell.startswith("=") and _FORMULA.fullmatch(cell) else None


def source(grid: Grid) -> Source:
    """Return the rows below the head as a source. Each line is one of its rows, named among the skipped, or blank."""
    at = head_of(grid.lines) if grid.head is None else grid.head
    head = grid.lines[at]
    above, body = (
        [line for line in lines if not line.is_blank]
        for lines in (grid.lines[:at], grid.lines[at + 1 :])
    )
    names = _names(head, body, grid.shifted is not None)
    rows, skipped = [], []
    for line in body:
        why = line.why_skipped or _why_skipped(line, head, grid.shifted)
        if why:
            skipped.append(Skipped(line.place, why))
        else:
            rows.append(_row(line, names))
    columns = tuple(dict.fromkeys(name for name in names if name))
    return Source(
        name=grid.name,
        columns=columns,
        rows=tuple(rows),
        keys=candidates(columns, rows),
        skipped=tuple(skipped),
        notes=(*grid.notes, *_notes(grid, above, names)),
    )


def head_of(lines: Sequence[Line]) -> int:
    """Return the number of the first line that is about as full as the rows are: above it stands a title."""
    full = [(at, line.full) for at, line in enumerate(lines) if line.full]
    usual = median_low(count for _, count in full[:_SAMPLE])
    return next(at for at, count in full if count * 2 > usual)


def _names(head: Line, body: Iterable[Line], can_shift: bool) -> list[str]:
    """Return the name of each column; a column without a head has that of its letter, or none where it is empty."""
    names = [heading(cell) for cell in head.cells]
    used: set[int] = set()
    for line in body:
        used.update(line.unread, (at for at, cell in enumerate(line.cells) if cell))
    width = len(names) if can_shift else max((len(names), *(at + 1 for at in used)))
    names += [""] * (width - len(names))
    return [
        name or (f"column {letters(at)}" if at in used else "") for at, name in enumerate(names)
    ]


def letters(at: int) -> str:
    """Return what spreadsheets call the column with the number *at*, from 0."""
    found = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _why_skipped(line: Line, head: Line, shifted: Text | None) -> Text | None:
    width = len(head.cells)
    if shifted and any(line.cells[width:]):
        return _TOO_WIDE.fill(n=len(line.cells), width=width, look=shifted)
    words = _filled(line)
    return _REPEATS_HEAD if words and words == _filled(head) else None


def _filled(line: Line) -> list[str]:
    return [heading(cell) for cell in line.cells if cell]


def _row(line: Line, names: Sequence[str]) -> Row:
    values: dict[str, list[str]] = {}
    links: dict[str, str] = {}
    unread: dict[str, Text] = {}
    for at, name in enumerate(names):
        if at in line.unread:
            unread.setdefault(name, line.unread[at])
        elif at < len(line.cells) and (cell := line.cells[at]):
            values.setdefault(name, []).append(cell)
        if at in line.links:
            links.setdefault(name, line.links[at])
    joined = {
        name: cells[0] if len(cells) == 1 else _together(cells) for name, cells in values.items()
    }
    return Row(line.place, joined, links=links, unread=unread)


def _together(cells: Iterable[str]) -> str:
    each = list(dict.fromkeys(cells))
    is_text = any("\n" in cell or cell.startswith("- ") for cell in each)
    return ("\n" if is_text else ", ").join(each)


def _notes(grid: Grid, above: Sequence[Line], names: Iterable[str]) -> Iterator[Text]:
    if above:
        words = " / ".join(cell for line in above for cell in line.cells if cell)
        shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}..."
        yield _ABOVE[len(above) > 1].fill(n=len(above), words=shown)
    blank = _blank_rows(grid.lines)
    if blank:
        yield counted(blank, *_BLANK)
    counts = Counter(name for name in names if name)
    several = [f"{name} ({count})" for name, count in counts.items() if count > 1]
    if several:
        yield _JOINED.fill(columns=", ".join(several))


def _blank_rows(lines: Sequence[Line]) -> int:
    """Return how many blank rows lie between others."""
    held = [at for at, line in enumerate(lines) if not line.is_blank]
    return held[-1] - held[0] + 1 - len(held)
