"""One row of a Notion database with its page: text whose links lead to rows and files, and what it leaves behind."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Set
from urllib.parse import unquote, urlsplit

from srr.importers.pages.attachments import Attachments, escaped
from srr.importers.pages.notion_export import Export, Item, above, id_in
from srr.importers.pages.notion_page import read_page
from srr.importers.pages.passages import Link, passages_of, relinked
from srr.importers.source import OTHER_ROW, Passage, Row
from srr.importers.tables import csv_table
from srr.language import Text

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Titles may hold commas and brackets, so a relation ends where its address does.
_RELATION = re.compile(
    r"(?P<title>.+?) \((?P<address>\S+?\.md|https://(?:www\.)?notion\.(?:so|site)/\S+?)\)(?:, |$)"
)
_MOST_ROWS = 100

_ABSENT = Text("it is not in the export", "エクスポートに含まれていません")
_OTHER_PAGE = Text("it is a page outside the database", "データベースの外のページです")
_ROWS = Text(
    "it is a table of {n} rows; up to {most} come along",
    "{n} 行の表です。取り込むのは {most} 行までです",
)
_PAGES = Text(
    "of this database within a page the table comes along, but not its {n} pages",
    "ページ内のデータベースです。表は取り込みますが、中の {n} ページは取り込みません",
)


class RowReader:
    """Reads one row; what its text links to is gathered meanwhile."""

    def __init__(self, export: Export, database: Item, ids: Set[str], page: Item | None) -> None:
        self.export = export
        self.database = database
        self.ids = ids
        self.page = page
        self.attachments = Attachments()
        self.within: list[Item] = []

    def read(self, place: Text, cells: Mapping[str, str], title: str) -> Row:
        """Return the row with *cells*, of which *title* names it."""
        values = {key: cell if key == title else self._cell(cell) for key, cell in cells.items()}
        return Row(
            self.page.place if self.page else place,
            values,
            key=self.page.id if self.page else None,
            passages=tuple(self._passages(cells)),
            files=self.attachments.files,
            left=self.attachments.left,
        )

    def _passages(self, cells: Mapping[str, str]) -> Iterator[Passage]:
        if self.page is None:
            return
        page = read_page(self.export.read(self.page.path), self.page.title, tuple(cells), cells)
        yield from passages_of(self._text(page.body, self.page))
        for item in self.within:  # grows meanwhile
            inner = read_page(self.export.read(item.path), item.title, ())
            yield Passage(inner.title, "", 1)
            yield from passages_of(self._text(inner.body, item), deeper=1)

    def _text(self, text: str, page: Item) -> str:
        folder = posixpath.dirname(page.path)
        return relinked(text, lambda link: self._link(link, (folder,)))

    # --- cells ---

    def _cell(self, cell: str) -> str:
        return self._relations(cell) or self._attached(cell) or cell

    def _relations(self, cell: str) -> str | None:
        """Return the links of a cell that holds nothing but relations to other pages."""
        found = []
        place = 0
        while match := _RELATION.match(cell, place):
            id_ = id_in(match["address"])
            if id_ is None:
                return None
            title = match["title"]
            found.append(self._row(escaped(title), id_) or title)
            place = match.end()
        return ", ".join(found) if found and place == len(cell) else None

    def _attached(self, cell: str) -> str | None:
        """Return the links of a cell that names files of the export."""
        folders = tuple(above(self.database.path))
        pieces = cell.split(", ")
        targets = [self.export.target(piece, *folders) for piece in pieces]
        if not any(target and target not in self.export.items for target in targets):
            return None
        return ", ".join(
            self._file(escaped(posixpath.basename(target)), target, is_image=False)
            if target
            else piece
            for piece, target in zip(pieces, targets, strict=True)
        )

    # --- links ---

    def _link(self, link: Link, folders: tuple[str, ...]) -> str:
        words = link.words or posixpath.basename(unquote(link.address))
        id_ = id_in(link.address)
        is_url = _SCHEME.match(link.address) is not None
        if id_ and (not is_url or _is_at_notion(link.address)) and (row := self._row(words, id_)):
            return row
        if is_url or "." not in posixpath.basename(link.address):
            return link.whole
        target = self.export.target(link.address, *folders)
        if target is None:
            self.attachments.leave(unquote(link.address), _ABSENT)
            return words
        item = self.export.items.get(target)
        if item is None:
            return self._file(words, target, is_image=link.is_image)
        return self._page(words, item) if item.is_page else self._table(words, item)

    def _row(self, words: str, id_: str) -> str | None:
        return f"[{words}]({OTHER_ROW}{id_})" if id_ in self.ids else None

    def _file(self, words: str, path: str, *, is_image: bool) -> str:
        return self.attachments.link(words, path, self.export.read(path), is_image=is_image)

    def _page(self, words: str, item: Item) -> str:
        if self.page is None or not self.page.holds(item.path):
            self.attachments.leave(item.path, _OTHER_PAGE)
        elif item not in self.within:
            self.within.append(item)
        return words

    def _table(self, words: str, item: Item) -> str:
        """Return a database that lies in the page as a table; a view of another one is its name alone."""
        if item not in self.export.databases or self.page is None or not self.page.holds(item.path):
            return words
        lines = csv_table.read(item.path, self.export.read(item.path)).lines
        if len(lines) > _MOST_ROWS + 1:
            self.attachments.leave(item.path, _ROWS.fill(n=len(lines) - 1, most=_MOST_ROWS))
            return words
        if pages := len(self.export.pages_of(item)):
            self.attachments.leave(item.path, _PAGES.fill(n=pages))
        return "\n\n".join((words, self._markdown([line.cells for line in lines])))

    def _markdown(self, rows: list[tuple[str, ...]]) -> str:
        width = max(map(len, rows), default=0)
        cells = [
            [self._cell(cell).replace("|", "\\|").replace("\n", " ") for cell in row]
            for row in rows
        ]
        filled = [row + [""] * (width - len(row)) for row in cells]
        lines = [f"| {' | '.join(row)} |" for row in filled]
        return "\n".join((*lines[:1], f"|{' --- |' * width}", *lines[1:]))


def _is_at_notion(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    return host == "notion.so" or host.endswith((".notion.so", ".notion.site"))
