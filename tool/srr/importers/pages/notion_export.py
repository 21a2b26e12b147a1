"""A Notion export as it lies in its folder: which tables are databases, and which pages are their rows.

Notion names a page `Title <id>.md`, a database `Title <id>_all.csv`, a view of it `Title <id>.csv`, and the folder of
what lies within either `Title <id>` or, in younger exports, `Title`.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from srr.language import Text, untranslated

_NAME = re.compile(
    r"(?P<title>.*?)(?:(?:^| )(?P<id>[0-9a-f]{32}))?(?P<all>_all)?\.(?P<kind>md|csv)", re.DOTALL
)
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
# The folders that hold an export, which differ from part to part when each is unpacked by itself.
_TOP = re.compile(r"(?:[^/]*Export(?:Block)?-[0-9a-f]{8}-[^/]*/)+")


class Item(NamedTuple):
    """A page or a table of an export, by its name."""

    path: str
    title: str
    id: str | None
    is_page: bool
    is_whole: bool
    """Whether it is a table with all columns and rows of its database."""

    @property
    def place(self) -> Text:
        return untranslated(posixpath.basename(self.path))

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that may hold what lies within it."""
        place = posixpath.join(posixpath.dirname(self.path), self.title)
        return (f"{place} {self.id}", place) if self.id else (place,)

    def holds(self, path: str) -> bool:
        """Whether *path* lies within it, however deep."""
        return any(path.startswith(f"{folder}/") for folder in self.folders)


class Export:
    """The files of an export by their paths, without the folder that it was packed in."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self._places: dict[str, str] = {}
        for path in files:
            short = _TOP.sub("", path, count=1)
            self._places[path if short in self._places else short] = path

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The pages and tables by their paths, in the order of the export."""
        found = ((path, _NAME.fullmatch(posixpath.basename(path))) for path in self._places)
        return {
            path: Item(path, name["title"], name["id"], name["kind"] == "md", bool(name["all"]))
            for path, name in found
            if name
        }

    @cached_property
    def databases(self) -> tuple[Item, ...]:
        """The tables that are not views of another one; of a database that lies in a page, too."""
        tables = [item for item in self.items.values() if not item.is_page]
        whole = {item.folders for item in tables if item.is_whole}
        return tuple(
            table
            for table in tables
            if table.is_whole
            or (table.folders not in whole and (not whole or self.pages_of(table)))
        )

    @cached_property
    def views(self) -> int:
        """How many tables show another one once more."""
        return sum(not item.is_page for item in self.items.values()) - len(self.databases)

    @cached_property
    def _pages(self) -> Mapping[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            if item.is_page:
                found.setdefault(posixpath.dirname(item.path), []).append(item)
        return found

    def pages_of(self, database: Item) -> list[Item]:
        """Return the pages that are rows of *database*, or templates for them."""
        return [page for folder in database.folders for page in self._pages.get(folder, ())]

    def read(self, path: str) -> bytes:
        """Return the bytes of a file; raise Unreadable."""
        return self.files[self._places[path]]

    def target(self, address: str, *folders: str) -> str | None:
        """Return the path of the file that *address* leads to from one of *folders*; None where it leads elsewhere."""
        wanted = unicodedata.normalize("NFC", unquote(address))
        places = (posixpath.normpath(posixpath.join(folder, wanted)) for folder in folders)
        return next((place for place in places if place in self._places), None)


def id_in(address: str) -> str | None:
    """Return the id of the page that *address* leads to, in the export or at Notion."""
    found: list[str] = _ID.findall(posixpath.basename(unquote(address.partition("?")[0])))
    return found[-1] if found else None


def above(path: str) -> Iterator[str]:
    """Yield the folders that hold *path*, the innermost first."""
    while path:
        path = posixpath.dirname(path)
        yield path
