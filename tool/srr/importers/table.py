"""Tables: each form is a file beside this one, and all of them give the rows of a source."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from srr.importers.choice import known_columns
from srr.importers.import_map import ImportMap
from srr.importers.source import Source, Unreadable
from srr.importers.tables import csv_table, jira_cells, json_array, markdown_table, xlsx_table
from srr.importers.tables.grid import Grid, source
from srr.language import Text

MOST_BYTES = 200 * 1024 * 1024
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_JSON = (".json", ".jsonl", ".ndjson")
_CSV = (".csv", ".tsv", ".txt")

_TOO_LARGE = Text(
    "{name} is larger than the {most} MiB that srr reads: export fewer rows",
    "{name} は srr の読める {most} MiB を超えています。行を減らして出力してください",
)
_EMPTY = Text("{name} holds no table with rows", "{name} には、行のある表がありません")
_NONE_FITS = Text(
    "{name} has no row that can be read: {place} {why}",
    "{name} には読める行がありません。{place}: {why}",
)
_OTHERS = Text(
    "{table} is taken, which has the most columns that are known; name another as table in the map: {others}",
    "列が最も多くわかる {table} を使います。ほかの表はマップの table に指定できます: {others}",
)
_NO_SUCH_TABLE = Text(
    'there is no table "{table}", which the map names; {name} holds {tables}',
    "マップが指定している表「{table}」がありません。{name} にあるのは {tables} です",
)


def read(name: str, files: Mapping[str, bytes], wanted: ImportMap) -> Source:
    """Return the table of *files* that *wanted* names, or the one with the most columns that it or srr knows."""
    held = (each for path, content in files.items() for each in tables(path, content))
    found = [each for each in held if each.rows or each.skipped]
    if not found:
        raise Unreadable(_EMPTY.fill(name=name))
    chosen = _chosen(name, found, wanted)
    if not chosen.rows:
        first = chosen.skipped[0]
        raise Unreadable(_NONE_FITS.fill(name=name, place=first.place, why=first.why))
    return chosen


def tables(name: str, content: bytes) -> tuple[Source, ...]:
    """Return the tables of more than a head that the file called *name* holds; raise Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_TOO_LARGE.fill(name=name, most=MOST_BYTES // 2**20))
    if xlsx_table.is_workbook(content):
        return _sources(xlsx_table.read(name, content))
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _MARKDOWN:
        return _sources(markdown_table.read(name, content))
    if suffix in _JSON or (suffix not in _CSV and content.lstrip()[:1] in (b"[", b"{")):
        return json_array.read(name, content)
    return _sources((csv_table.read(name, content),))


def _sources(grids: tuple[Grid, ...]) -> tuple[Source, ...]:
    return tuple(source(jira_cells.converted(grid)) for grid in grids if not grid.is_empty)


def _chosen(name: str, found: list[Source], wanted: ImportMap) -> Source:
    if wanted.table is None:
        best = max(found, key=lambda each: (known_columns(each, wanted), len(each.rows)))
        others = ", ".join(each.name for each in found if each is not best)
        note = _OTHERS.fill(table=best.name, others=others)
        return replace(best, notes=(note, *best.notes)) if others else best
    for each in found:
        if each.name == wanted.table:
            return each
    names = ", ".join(each.name for each in found)
    raise Unreadable(_NO_SUCH_TABLE.fill(table=wanted.table, name=name, tables=names))
