"""CSV as RFC 4180 has it, in UTF-8: one row a record, with no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterator

from srr.exporters.sheet import Sheet
from srr.text import cells


def render(sheet: Sheet) -> Iterator[bytes]:
    """Yield the head, and a row for each record."""
    yield _line([cells.csv(sheet.head(column)) for column in sheet.columns])
    for row in sheet.rows:
        found = (sheet.shown(row.get(column.key, ""), column) for column in sheet.columns)
        yield _line([cells.csv(cell) if isinstance(cell, str) else cell for cell in found])


def _line(row: list[int | float | str]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow(row)
    return stream.getvalue().encode()
