"""A workbook: the head stays in sight and filters, dates are dates, and the words of closed lists are offered.

The same records give the same bytes.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from srr.exporters.sheet import NotExportable, Sheet
from srr.language import Text
from srr.records.row import Cell
from srr.records.values import day
from srr.schema.columns import Column
from srr.schema.kinds import KINDS
from srr.schema.record_schema import levels, scale
from srr.text import cells
from srr.text.sinks import code_point
from srr.text.terminal import cut

# https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
LONGEST_CELL = 32_767
"""In units of UTF-16."""
_MOST_LINKS = 65_530
_LONGEST_LINK = 2_079
_LONGEST_LIST = 255

_ADDRESS = re.compile(r"https?://[^\s|\\<]+")
# A workbook writes a character as `_x0041_`, and xlsxwriter takes a text from `<r>` to `</r>` for markup.
_MEANT = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|\A<(?=r>)")
_LONGEST_NAME = 60
_NEW_ROWS = 200
"""How many rows below the records offer the closed lists, too."""
# The parts of the archive bear this date in any case.
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_WIDTHS = {"id": 11, "line": 45, "text": 40, "url-list": 40, "text-list": 40, "id-list": 20}
_WIDTH, _SECTION_WIDTH = 14, 40

_TOO_LONG = Text(
    '{id}: "{column}" has {length} characters, and a cell of a workbook holds {most}; export csv or json',
    "{id} の「{column}」が {length} 文字あり、ワークブックのセルの上限 {most} を超えています。"
    "csv か json で出力してください",
)
_TOO_MANY = Text(
    "a workbook does not hold {n} records with {columns} columns; export csv or json",
    "{columns} 列の記録 {n} 件はワークブックに収まりません。csv か json で出力してください",
)


def render(sheet: Sheet) -> Iterator[bytes]:
    """Yield the workbook; raise NotExportable where the records do not fit into one."""
    import xlsxwriter

    size = {"n": len(sheet.records), "columns": len(sheet.columns)}
    if size["n"] >= MOST_ROWS or size["columns"] > MOST_COLUMNS:
        raise NotExportable(_TOO_MANY.fill(**size))
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _CREATED})
    _Writer(book, sheet).write()
    book.close()
    yield stream.getvalue()


class _Writer:
    """Writes the records to the one page of *book*."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.sheet = sheet
        kind, labels = KINDS[sheet.kind], sheet.labels
        self.page = book.add_worksheet(kind.label.within(labels) if labels else kind.folder)
        self.head = book.add_format({"bold": True, "bottom": 1})
        self.plain = book.add_format({"valign": "top"})
        self.date = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self.link = book.add_format({"valign": "top", "hyperlink": True})
        self.links = 0

    def write(self) -> None:
        columns, last = self.sheet.columns, len(self.sheet.records)
        for at, column in enumerate(columns):
            self.page.set_column(at, at, _width(column))
            head = _text(self.sheet.head(column))
            self._refuse_long(head, column, 1)
            self.page.write_string(0, at, head, self.head)
            self._offer(at, column, min(last + _NEW_ROWS, MOST_ROWS - 1))
        for number, row in enumerate(self.sheet.rows, start=1):
            self._row(number, row)
        self.page.freeze_panes(1, [column.key for column in columns].index("title") + 1)
        self.page.autofilter(0, 0, last, len(columns) - 1)

    def _row(self, number: int, row: Mapping[str, Cell]) -> None:
        for at, column in enumerate(self.sheet.columns):
            cell = self.sheet.shown(row.get(column.key, ""), column)
            if isinstance(cell, str):
                self._words(number, at, cell)
            elif float(f"{cell:.16G}") == cell:
                self.page.write_number(number, at, cell, self.plain)
            else:
                # A number in a workbook has sixteen digits.
                self.page.write_string(number, at, str(cell), self.plain)

    def _words(self, number: int, at: int, words: str) -> None:
        column, text = self.sheet.columns[at], _text(words)
        kind = column.spec.kind if column.spec else None
        on = day(words) if kind == "date" else None
        if on:
            self.page.write_datetime(number, at, on, self.date)
        elif kind in ("url", "url-list") and self._is_link(text):
            self.links += 1
            self.page.write_url(number, at, text, self.link, text)
        elif text:
            self._refuse_long(text, column, number)
            self.page.write_string(number, at, text, self.plain)

    def _is_link(self, text: str) -> bool:
        """Whether *text* is one address; a cell leads to no more."""
        is_one = _ADDRESS.fullmatch(text) is not None and len(text) <= _LONGEST_LINK
        return is_one and self.links < _MOST_LINKS

    def _refuse_long(self, text: str, column: Column, number: int) -> None:
        length = (
            len(text) + sum(sign > "\uffff" for sign in text) if len(text) * 2 > LONGEST_CELL else 0
        )
        if length > LONGEST_CELL:
            record_id = self.sheet.records[number - 1].id
            name = cut(self.sheet.head(column), _LONGEST_NAME)
            values = {"column": name, "length": length, "most": LONGEST_CELL}
            raise NotExportable(_TOO_LONG.fill(id=record_id, **values))

    def _offer(self, at: int, column: Column, last: int) -> None:
        """Let the rows up to *last* offer the values of a closed list."""
        offered = self._offered(column)
        if offered and _fit(offered):
            # A horizon may be a quarter, which is no word of the list.
            options = {"validate": "list", "source": offered, "show_error": column.key != "horizon"}
            self.page.data_validation(1, at, last, at, options)

    def _offered(self, column: Column) -> list[str]:
        sheet, spec = self.sheet, column.spec
        words = sheet.words(spec) if spec else {}
        match spec.kind if spec else None:
            case "choice":
                return [*words.values()]
            case "level":
                return [words.get(str(each), str(each)) for each in levels(sheet.settings)]
            case "score" if spec:
                return [str(grade.score) for grade in scale(spec, sheet.settings)]
            case _:
                return []


def _fit(offered: Sequence[str]) -> bool:
    """Whether a workbook can offer these words; what no list of it holds is typed instead."""
    is_plain = all(word.isprintable() and not set(word) & {",", '"'} for word in offered)
    return is_plain and len(",".join(offered)) <= _LONGEST_LIST


def _text(words: str) -> str:
    """Return *words* as the text of a cell, with what a workbook would take for a code or for markup written out."""
    return _MEANT.sub(lambda found: code_point(found[0]), cells.workbook(words))


def _width(column: Column) -> int:
    return _WIDTHS.get(column.spec.kind, _WIDTH) if column.spec else _SECTION_WIDTH
