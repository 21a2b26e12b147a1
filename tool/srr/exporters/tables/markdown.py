"""One table of Markdown for people: what fits on a line, with labels, and nothing that a forge takes for more."""

from collections.abc import Iterable, Iterator

from srr.exporters.sheet import Sheet
from srr.schema.columns import Column
from srr.text.sinks import markdown

_SHORT = {
    *("id", "line", "choice", "handle", "word", "date", "instant"),
    *("level", "score", "number", "priority", "risk-id"),
}
"""The kinds of field that a table for people has; links, texts and sections are in the record."""


def render(sheet: Sheet) -> Iterator[bytes]:
    """Yield the head, and a row for each record."""
    columns = list(filter(_is_short, sheet.columns))
    yield _line(markdown(sheet.head(column)) for column in columns)
    yield _line("---" for _ in columns)
    for row in sheet.rows:
        cells = (sheet.shown(row.get(column.key, ""), column) for column in columns)
        yield _line(markdown(str(cell), limit=None) for cell in cells)


def _is_short(column: Column) -> bool:
    return column.spec is not None and column.spec.kind in _SHORT and "." not in column.key


def _line(cells: Iterable[str]) -> bytes:
    return f"| {' | '.join(cells)} |\n".encode()
