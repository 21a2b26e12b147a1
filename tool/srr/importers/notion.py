"""Notion's export as Markdown & CSV: a ZIP, the folder that it unpacks to, or the CSV of a database alone."""

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from srr.importers.archive import opened
from srr.importers.choice import known_columns
from srr.importers.identity import candidates
from srr.importers.import_map import ImportMap
from srr.importers.pages.notion_export import Export, Item
from srr.importers.pages.notion_join import Joined, joined
from srr.importers.pages.notion_page import read_page
from srr.importers.pages.notion_row import RowReader
from srr.importers.source import Row, Skipped, Source, Unreadable
from srr.importers.tables import csv_table
from srr.importers.tables.grid import Line, heading
from srr.language import Text, counted

_NAMELESS = "column {}"

_NO_DATABASE = Text(
    "{name} holds no Notion database: open the database as a full page in Notion, and export it as Markdown & CSV",
    "{name} に Notion のデータベースがありません。Notion でデータベースをフルページで開き、"
    "「Markdown & CSV」でエクスポートしてください",
)
_HTML = Text(
    "{name} is an export as HTML: export the database as Markdown & CSV",
    "{name} は HTML 形式のエクスポートです。「Markdown & CSV」でエクスポートしてください",
)
_SEVERAL = Text(
    "{name} holds {n} databases that may be the register, {titles}: name one of them as table in the map",
    "{name} には、それらしいデータベースが {n} つあります ({titles})。マップの table に 1 つ指定してください",
)
_NO_SUCH = Text(
    '{name} holds no database "{wanted}"; it holds {titles}',
    "{name} に「{wanted}」というデータベースはありません。あるのは {titles} です",
)
_NO_COLUMNS = Text(
    "{path} in {name} has no columns: export the database once more",
    "{name} の {path} に列がありません。もう一度エクスポートしてください",
)

_NO_ROW = Text(
    "no row of the table has this page, so it is a template, or its title has changed",
    "表に対応する行がないので、テンプレートか、タイトルが変わったページです",
)
_TOO_WIDE = Text(
    "has {n} cells below a head of {width}", "見出しは {width} 列なのにセルが {n} 個あります"
)
_EMPTY = Text("has neither values nor text", "値も本文もありません")

_NOT_IN_IT = Text(
    "A Notion export leaves out comments, history, views and formulas",
    "Notion のエクスポートには、コメント・履歴・ビュー・数式が含まれません",
)
_VIEWS = (
    Text("{n} view of a database passed over", "データベースのビューを {n} つとばしました"),
    Text("{n} views of a database passed over", "データベースのビューを {n} つとばしました"),
)
_DATABASES = (
    Text(
        "{n} other database passed over: {titles}",
        "ほかのデータベース {n} つをとばしました: {titles}",
    ),
    Text(
        "{n} other databases passed over: {titles}",
        "ほかのデータベース {n} つをとばしました: {titles}",
    ),
)
_OUTSIDE = (
    Text(
        "{n} page outside the database passed over", "データベースの外のページを {n} つとばしました"
    ),
    Text(
        "{n} pages outside the database passed over",
        "データベースの外のページを {n} つとばしました",
    ),
)
_BY_ORDER = (
    Text(
        "{n} row has the title and the values of another one: its page is told by its order alone",
        "タイトルも値も同じ行が {n} つあり、ページは並び順で対応させました",
    ),
    Text(
        "{n} rows have the title and the values of another one: their pages are told by their order alone",
        "タイトルも値も同じ行が {n} つあり、ページは並び順で対応させました",
    ),
)
_NO_PAGE = (
    Text("{n} row has no page", "ページのない行が {n} つあります"),
    Text("{n} rows have no page", "ページのない行が {n} つあります"),
)
_NOT_UTF8 = Text(
    "{path} is not UTF-8 throughout; what cannot be read became �",
    "{path} に UTF-8 でない部分があり、読めない文字は � になりました",
)


def read(name: str, files: Mapping[str, bytes], wanted: ImportMap) -> Source:
    """Return the database that *files* hold, each row with its page; raise Unreadable."""
    export = Export(opened(name, files))
    database = _chosen(name, export, wanted)
    return _source(export, database, _table(name, export, database))


def _chosen(name: str, export: Export, wanted: ImportMap) -> Item:
    """Return the database that is *wanted*, else the one that says the most of those that lie in no page of another."""
    found = export.databases
    if not found:
        is_html = any(path.endswith(".html") for path in export.files) and not export.items
        raise Unreadable((_HTML if is_html else _NO_DATABASE).fill(name=name))
    if wanted.table is not None:
        chosen = [one for one in found if wanted.table in (one.title, one.id)]
    else:
        outer = [one for one in found if not any(other.holds(one.path) for other in found)]
        known = [known_columns(_outline(_table(name, export, one)), wanted) for one in outer]
        most = max(known)
        chosen = [one for one, count in zip(outer, known, strict=True) if count == most]
    if len(chosen) == 1:
        return chosen[0]
    titles = ", ".join(f"{one.title} ({one.id})" for one in chosen or found)
    said = _SEVERAL if chosen else _NO_SUCH
    raise Unreadable(said.fill(name=name, n=len(chosen), titles=titles, wanted=wanted.table))


def _outline(table: "_Table") -> Source:
    return Source("", table.columns, (), table.columns[0])


class _Table(NamedTuple):
    """The table of a database: its *rows* by column, as many as *lines*; *skipped* are those that are none."""

    columns: tuple[str, ...]
    lines: Sequence[Line]
    rows: Sequence[Mapping[str, str]]
    skipped: Sequence[Skipped]


def _table(name: str, export: Export, database: Item) -> _Table:
    path = posixpath.basename(database.path)
    lines = csv_table.read(path, export.read(database.path)).lines
    if not lines or not any(lines[0].cells):
        raise Unreadable(_NO_COLUMNS.fill(name=name, path=path))
    head, body = lines[0].cells, lines[1:]
    columns = tuple(heading(cell) or _NAMELESS.format(at) for at, cell in enumerate(head, 1))
    taken = [line for line in body if not any(line.cells[len(head) :])]
    return _Table(
        columns,
        taken,
        [
            {key: cell for key, cell in zip(columns, line.cells, strict=False) if cell}
            for line in taken
        ],
        [
            Skipped(line.place, _TOO_WIDE.fill(n=len(line.cells), width=len(head)))
            for line in body
            if any(line.cells[len(head) :])
        ],
    )


def _source(export: Export, database: Item, table: _Table) -> Source:
    items = export.pages_of(database)
    pages = [read_page(export.read(item.path), item.title, table.columns) for item in items]
    found = joined(table.columns[0], table.rows, pages)
    readers = _readers(export, database, items, found.pages, len(table.rows))
    rows = [
        reader.read(line.place, cells, table.columns[0])
        for reader, line, cells in zip(readers, table.lines, table.rows, strict=True)
    ]
    joint = set(found.pages.values())
    skipped = [
        *table.skipped,
        *(Skipped(row.place, _EMPTY) for row in rows if _is_empty(row)),
        *(Skipped(item.place, _NO_ROW) for at, item in enumerate(items) if at not in joint),
    ]
    within = sum(len(reader.within) for reader in readers)
    damaged = [item for item, page in zip(items, pages, strict=True) if page.is_damaged]
    return Source(
        name=database.title,
        columns=table.columns,
        rows=tuple(row for row in rows if not _is_empty(row)),
        title=table.columns[0],
        keys=() if items else candidates(table.columns, rows),
        skipped=tuple(skipped),
        notes=(
            *(_NOT_UTF8.fill(path=item.place) for item in damaged),
            *_notes_on_rows(found, len(rows), has_pages=bool(items)),
            *_notes_on_export(export, database, len(items) + within),
        ),
    )


def _readers(
    export: Export, database: Item, items: Sequence[Item], pages: Mapping[int, int], rows: int
) -> list[RowReader]:
    ids = {id_ for page in pages.values() if (id_ := items[page].id)}
    own = [items[pages[row]] if row in pages else None for row in range(rows)]
    return [RowReader(export, database, ids, page) for page in own]


def _is_empty(row: Row) -> bool:
    return not row.values and not row.passages


def _notes_on_rows(found: Joined, rows: int, *, has_pages: bool) -> Iterator[Text]:
    if found.by_order:
        yield counted(len(found.by_order), *_BY_ORDER)
    if has_pages and len(found.pages) < rows:
        yield counted(rows - len(found.pages), *_NO_PAGE)


def _notes_on_export(export: Export, database: Item, pages: int) -> Iterator[Text]:
    others = [other.title for other in export.databases if other != database]
    if others:
        yield _DATABASES[len(others) > 1].fill(n=len(others), titles=", ".join(others))
    if export.views:
        yield counted(export.views, *_VIEWS)
    outside = sum(item.is_page for item in export.items.values()) - pages
    if outside:
        yield counted(outside, *_OUTSIDE)
    yield _NOT_IN_IT
