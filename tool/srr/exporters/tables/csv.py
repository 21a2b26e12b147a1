"""CSV as RFC 4180 has it, in UTF-8: one row a record, with no cell that a spreadsheet would run."""

from collections.abc import Iterable, Iterator

from srr.exporters.sheet import Sheet
from srr.records.row import Cell
from srr.text import cells


def render(sheet: Sheet) -> Iterator[bytes]:
    """Yield the head, and a row for each record."""
    yield _line(sheet.head(column) for column in sheet.columns)
    for row in sheet.rows:
        yield _line(sheet.shown(row.get(column.key, ""), column) for column in sheet.columns)


def _line(row: Iterable[Cell]) -> bytes:
    return f"{','.join(map(_written, row))}\n".encode()


def _written(cell: Cell) -> str:
    """Return a text in quotes, a number and nothing without: spreadsheets that guess what parts the cells need them."""
    if not isinstance(cell, str) or not cell:
        return str(cell)
    text = cells.csv(cell).replace('"', '""')
    return f'"{text}"'
