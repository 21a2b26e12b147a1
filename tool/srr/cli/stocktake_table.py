"""A filled-in table of the stocktake, read back: a decision and words for each of its rows."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from srr.documents.days import calendar_day
from srr.exporters.stocktake import COLUMNS, DECISION, DISMISS, KEEP, SKIP, WORDS
from srr.language import Refusal, Text
from srr.schema.vocabulary import RESOLUTIONS, STATUSES
from srr.text.spelling import Words, normal_form, recognise

_HEAD = re.compile(r"<!-- srr stocktake (?P<day>\d{4}-\d{2}-\d{2}):(?P<ids>[^>]*) -->", re.ASCII)
_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r":?-+:?")
_ID, _TITLE = COLUMNS[:2]
_NOWHERE = -1

_SIMPLE: Words = {KEEP: Text("Keep", "維持"), SKIP: Text("Skip", "見送り")}
_CLOSING: Words = {DISMISS: Text("Dismiss", "取り下げ"), "done": STATUSES["done"]}
_MOVES: Words = {key: label for key, label in STATUSES.items() if key != "done"}

_NO_HEAD = Text(
    "its first line is not that of a stocktake; print the table with srr stocktake",
    "最初の行が棚卸しの表のものではありません。srr stocktake で出力してください",
)
_NO_TABLE = Text(
    "it holds no table with the columns {columns}",
    "{columns} の列がある表がありません",
)
_CELLS = Text(
    "line {line} has {n} cells, not {wanted}; write a bar within words as \\|",
    "{line} 行目のセルが {wanted} 個ではなく {n} 個です。文中の縦棒は \\| と書いてください",
)
_MISSING = Text(
    "the row of {id} is missing; put it back, and write skip where nothing is decided",
    "{id} の行がありません。元に戻し、判断しないなら skip と書いてください",
)
_TWICE = Text(
    "{id} has two rows, in lines {first} and {second}; keep one of them",
    "{id} の行が {first} 行目と {second} 行目にあります。1 つだけ残してください",
)
_ADDED = Text(
    "line {line} is of {id}, which this stocktake does not list; record that with srr visit",
    "{line} 行目の {id} はこの棚卸しにありません。srr visit で記録してください",
)


class TableFault(Refusal):
    """The table cannot be used; *said* continues a sentence that begins with its name."""


class Decision(NamedTuple):
    """What becomes of a risk: another *status*, or the same where it is None; with *resolution* it is done."""

    status: str | None = None
    resolution: str | None = None
    is_skipped: bool = False


class Row(NamedTuple):
    """A row of the table as it is written, and its line."""

    id: str
    title: str
    decision: str
    words: str
    line: int


class Table(NamedTuple):
    """The rows of a stocktake, and the day on which it was printed."""

    day: date
    rows: tuple[Row, ...]


def parse(text: str) -> Table:
    """Read the table in *text*; raise TableFault where it is none, or does not have each of its rows once."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    head = next((line.strip() for line in lines if line.strip()), "")
    found = _HEAD.fullmatch(head)
    day = calendar_day(found["day"]) if found else None
    if found is None or day is None:
        raise TableFault(_NO_HEAD)
    rows = tuple(_rows(lines))
    _refuse_other_rows(found["ids"].split(), rows)
    return Table(day, rows)


def decision(cell: str) -> Decision | None:
    """Return the decision that *cell* holds, in words of either language; None where it is none."""
    simple = recognise(cell, _SIMPLE)
    if simple:
        return Decision(is_skipped=simple == SKIP)
    status = recognise(cell, _MOVES)
    if status:
        return Decision(status)
    first, _, rest = cell.partition(" ")
    is_closing = recognise(first.rstrip(":：,、"), _CLOSING)
    resolution = recognise(rest.strip() if is_closing else cell, RESOLUTIONS)
    return Decision("done", resolution) if resolution else None


def _rows(lines: Sequence[str]) -> Iterator[Row]:
    """Yield the rows of the first table that has the columns of a stocktake."""
    start, places = _head(lines)
    for number, line in enumerate(lines[start + 2 :], start=start + 3):
        if "|" not in line:
            return
        cells = _cells(line)
        if len(cells) != len(_cells(lines[start])):
            wanted = len(_cells(lines[start]))
            raise TableFault(_CELLS.fill(line=number, n=len(cells), wanted=wanted))
        record_id, title, decided, words = (cells[place].replace("\\|", "|") for place in places)
        yield Row(record_id, title, decided, words, number)


def _head(lines: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    """Return the place of the head of the table, and those of its columns."""
    wanted = (_ID, _TITLE, DECISION, WORDS)
    for at, (line, below) in enumerate(pairwise(lines)):
        if "|" in line and "-" in below and all(map(_DELIMITER.fullmatch, _cells(below))):
            names = [normal_form(cell) for cell in _cells(line)]
            places = tuple(_place(label, names) for label in wanted)
            if _NOWHERE not in places:
                return at, places
    labels = Text(", ".join(label.en for label in wanted), "、".join(label.ja for label in wanted))
    raise TableFault(_NO_TABLE.fill(columns=labels))


def _place(label: Text, names: Sequence[str]) -> int:
    own = (normal_form(label.en), normal_form(label.ja))
    return next((at for at, name in enumerate(names) if name in own), _NOWHERE)


def _cells(line: str) -> list[str]:
    cells = [cell.strip() for cell in _PIPE.split(line.strip())]
    cells = cells[1:] if cells and not cells[0] else cells
    return cells[:-1] if cells and not cells[-1] else cells


def _refuse_other_rows(ids: Sequence[str], rows: Sequence[Row]) -> None:
    seen: dict[str, int] = {}
    for row in rows:
        if row.id in seen:
            raise TableFault(_TWICE.fill(id=row.id, first=seen[row.id], second=row.line))
        if row.id not in ids:
            raise TableFault(_ADDED.fill(id=row.id, line=row.line))
        seen[row.id] = row.line
    for record_id in ids:
        if record_id not in seen:
            raise TableFault(_MISSING.fill(id=record_id))
