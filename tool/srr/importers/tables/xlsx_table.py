"""Workbooks of Excel and of what writes its format, read with openpyxl: each sheet is a table."""

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from srr.importers.source import Unreadable
from srr.importers.tables import xlsx_marks
from srr.importers.tables.grid import ROW, Grid, Line, clean, fault, letters, unguarded
from srr.importers.tables.merged import merged
from srr.importers.tables.xlsx_marks import Marks, TooLarge
from srr.language import Text

_MOST_BYTES = 200 * 1024 * 1024
_MOST_PARTS = 20_000
# Sheets shrink to a tenth, and nothing but zeros to a thousandth.
_MOST_GROWTH = 100
_SMALL = 10 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_INSTALL = Text(
    'reading {name} needs a package that is not installed; pip install "srr[xlsx]", or save the sheet as CSV UTF-8',
    '{name} を読むためのパッケージがありません。pip install "srr[xlsx]" を実行するか、CSV UTF-8 で保存してください',
)
_PASSWORD = Text(
    "{name} is protected by a password: save it without one",
    "{name} にはパスワードがかかっています。外して保存し直してください",
)
_OLD = Text(
    "{name} is in the format of Excel before 2007: save it as .xlsx",
    "{name} は 2007 より前の Excel の形式です。.xlsx で保存し直してください",
)
_OTHER = Text(
    "{name} is no workbook that srr reads: save the sheet as .xlsx or CSV UTF-8",
    "{name} は srr が読めるブックではありません。.xlsx か CSV UTF-8 で保存し直してください",
)
_BROKEN = Text(
    "{name} cannot be read as a workbook ({error}): open it in a spreadsheet program, and save it once more",
    "{name} をブックとして読めません ({error})。表計算ソフトで開いて保存し直してください",
)
_TOO_LARGE = Text(
    "{name} unpacks to more than srr reads ({most} MiB, {parts} parts, {growth} times its size): "
    "save the sheet as CSV UTF-8",
    "{name} は展開すると srr の読める大きさ ({most} MiB、{parts} 個、{growth} 倍) を超えます。"
    "CSV UTF-8 で保存してください",
)
_SHEET_TOO_LARGE = Text(
    'the sheet "{sheet}" of {name} has more than the {columns} columns or {cells} cells that srr reads: '
    "delete what stands beside the table",
    "{name} のシート「{sheet}」が srr の読める {columns} 列、{cells} セルを超えています。"
    "表の外のセルを消してください",
)
_HIDDEN_SHEET = Text(
    'the sheet "{sheet}" is hidden, and passed over', "シート「{sheet}」は非表示なのでとばしました"
)
_HIDDEN_ROW = Text("is hidden, perhaps by a filter", "非表示です (フィルターかもしれません)")
_HIDDEN_COLUMNS = Text(
    "hidden columns are read, too: {columns}", "非表示の列も読みました: {columns}"
)
_COMMENTS = Text("comments on cells are not read", "セルのコメントは読みません")
_PICTURES = Text("pictures and charts are not read", "画像とグラフは読みません")
_NOT_COMPUTED = Text(
    "holds a formula that nobody has computed: open the file in a spreadsheet program, and save it",
    "計算されていない数式が入っています。表計算ソフトで開いて保存し直してください",
)

_HEXADECIMAL = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PADDED = re.compile(r'(?:"([^"]*)")?(0+)(?:"([^"]*)")?')


class _Sheet(NamedTuple):
    """A sheet of openpyxl, what its XML says beside the values, and notes on what is not read."""

    sheet: Any
    marks: Marks
    notes: tuple[Text, ...]


def is_workbook(content: bytes) -> bool:
    """Whether *content* looks like a workbook, or like what is mistaken for one."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read(name: str, content: bytes) -> tuple[Grid, ...]:
    """Return the rows of each sheet that is not hidden; raise Unreadable."""
    if content.startswith(_OLE):
        raise Unreadable((_PASSWORD if _ENCRYPTED in content else _OLD).fill(name=name))
    archive = _archive(name, content)
    try:
        # What openpyxl warns of are looks, which are not read.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_grids(name, content, archive))
    except ImportError:
        raise Unreadable(_INSTALL.fill(name=name)) from None
    except Unreadable:
        raise
    # A file that is not as the standard says breaks openpyxl in any way.
    except Exception as error:
        said = " ".join(str(error).split())[:100] or type(error).__name__
        raise Unreadable(_BROKEN.fill(name=name, error=said)) from None


def _archive(name: str, content: bytes) -> ZipFile:
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable(_BROKEN.fill(name=name, error=error)) from None
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    is_bomb = size > _SMALL and size > _MOST_GROWTH * len(content)
    if is_bomb or size > _MOST_BYTES or len(parts) > _MOST_PARTS:
        most = _MOST_BYTES // 2**20
        raise Unreadable(
            _TOO_LARGE.fill(name=name, most=most, parts=f"{_MOST_PARTS:,}", growth=_MOST_GROWTH)
        )
    if "[Content_Types].xml" not in archive.namelist() or any(
        part.filename.endswith("/workbook.bin") for part in parts
    ):
        raise Unreadable(_OTHER.fill(name=name))
    return archive


def _grids(name: str, content: bytes, archive: ZipFile) -> Iterator[Grid]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    is_stale = bool(book.calculation and book.calculation.fullCalcOnLoad)
    hidden = tuple(
        _HIDDEN_SHEET.fill(sheet=sheet.title)
        for sheet in book.worksheets
        if sheet.sheet_state != "visible"
    )
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            try:
                yield _grid(_marked(sheet, archive, is_stale), hidden)
            except TooLarge:
                limits = {
                    "columns": f"{xlsx_marks.MOST_COLUMNS:,}",
                    "cells": f"{xlsx_marks.MOST_CELLS:,}",
                }
                said = _SHEET_TOO_LARGE.fill(name=name, sheet=sheet.title, **limits)
                raise Unreadable(said) from None


def _marked(sheet: Any, archive: ZipFile, is_stale: bool) -> _Sheet:
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    # Only openpyxl itself says where in the archive a sheet lies.
    path = sheet._worksheet_path
    relations = get_rels_path(path)
    known = get_dependents(archive, relations) if relations in archive.namelist() else ()
    addresses = {each.Id: each.Target for each in known if each.TargetMode == "External"}
    kinds = {each.Type.rpartition("/")[2] for each in known}
    marks = xlsx_marks.read(BytesIO(archive.read(path)), addresses, is_stale)
    notes = ((_COMMENTS, "comments"), (_PICTURES, "drawing"))
    return _Sheet(sheet, marks, tuple(note for note, kind in notes if kind in kinds))


def _grid(sheet: _Sheet, hidden: Sequence[Text]) -> Grid:
    marks = sheet.marks
    blank = Line(Text("", ""), ("",) * marks.columns)
    full = {row for area in marks.merged for row in range(area.top, area.bottom + 1)}
    full.update(row for row, _ in marks.not_computed)
    # One stray cell far below the table makes a million blank rows of what lies between.
    lines = [
        _line(row, cells, marks)
        if row in full or any(cell.value is not None for cell in cells)
        else blank
        for row, cells in enumerate(_rows(sheet), 1)
    ]
    lines, head, notes = merged(lines, marks.merged)
    return Grid(
        sheet.sheet.title,
        lines,
        head,
        notes=(*hidden, *_notes(marks), *notes, *sheet.notes),
    )


def _rows(sheet: _Sheet) -> Iterable[Any]:
    rows, columns = sheet.marks.rows, sheet.marks.columns
    if not rows:
        return ()
    # What follows the last row is about looks, and what openpyxl cannot read of it would end the import.
    area = sheet.sheet.iter_rows(min_row=1, max_row=rows, min_col=1, max_col=columns)
    return islice(area, rows)


def _line(row: int, cells: Iterable[Any], marks: Marks) -> Line:
    texts: list[str] = []
    unread: dict[int, Text] = {}
    links: dict[int, str] = {}
    for at, cell in enumerate(cells):
        place = (row, at + 1)
        text = "" if cell.value is None else _text(cell)
        why = _NOT_COMPUTED if place in marks.not_computed else None
        if cell.data_type == "e":
            why = fault(text)
        if why:
            unread[at] = why
        texts.append("" if why else text)
        if address := marks.links.get(place):
            links[at] = address
    why_skipped = _HIDDEN_ROW if row in marks.hidden_rows else None
    return Line(ROW.fill(n=row), tuple(texts), links, unread, why_skipped)


def _text(cell: Any) -> str:
    """Return the value of a cell as the sheet shows it; a date in the form of ISO 8601."""
    value = cell.value
    match value:
        case str():
            return unguarded(clean(_HEXADECIMAL.sub(_character, value)))
        case bool():
            return str(value).upper()
        case datetime():
            is_day = value.time() == time()
            return f"{value:%Y-%m-%d}" if is_day else f"{value:%Y-%m-%d %H:%M}"
        case date() | time() | timedelta():
            return str(value)
        case _:
            return _number(value, cell.number_format)


def _number(value: float, layout: str) -> str:
    # Sheets show fifteen digits, and hold 0.30000000000000004.
    if "%" in layout:
        return f"{value * 100:.15g}%"
    padded = _PADDED.fullmatch(layout)
    if padded and value >= 0 and value == int(value):
        return f"{padded[1] or ''}{int(value):0{len(padded[2])}}{padded[3] or ''}"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


def _notes(marks: Marks) -> Iterator[Text]:
    columns = sorted(column for column in marks.hidden_columns if column <= marks.columns)
    if columns:
        yield _HIDDEN_COLUMNS.fill(columns=", ".join(letters(column - 1) for column in columns))
