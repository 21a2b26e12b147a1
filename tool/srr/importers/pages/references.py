"""What the records of a folder lead to: each other, by path, by name or by number, and files beside them."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote, unquote

from srr.importers.pages.attachments import Attachments
from srr.importers.pages.passages import Link, relinked
from srr.importers.source import OTHER_ROW, Passage, Row
from srr.language import untranslated

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#")
_WIKI = re.compile(
    r"(?P<sign>!?)\[\[(?P<name>[^\[\]|\n]{1,200})(?:\|(?P<words>[^\[\]\n]{1,200}))?\]\]"
)
_NUMBER = re.compile(r"[A-Za-z]+[-_]?\d+(?![0-9A-Za-z])")
_ENDING = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
# Some registers write a status into the name of the file: `R006-slow-orders.active.md`.
_STATUS = re.compile(
    r"\.(?:accepted|active|closed|deprecated|done|draft|known-error|mitigated|open|parked|proposed|rejected|resolved"
    r"|retired|superseded|verifying)$"
)


class References:
    """The records at *paths* among *files*, with all that others may call them."""

    def __init__(self, files: Mapping[str, bytes], paths: Iterable[str]) -> None:
        self._files = files
        self._keys = dict(_keys(list(paths)))
        names = [(name, key) for path, key in self._keys.items() for name in _names(path)]
        uses = Counter(name for name, _ in names)
        self._named = {name: key for name, key in names if uses[name] == 1}

    def row(
        self, path: str, values: Mapping[str, str], passages: Iterable[Passage], title: str
    ) -> Row:
        """Return the record at *path*, in whose *values* and *passages* others are called by their keys."""
        attachments = Attachments()
        folder = posixpath.dirname(path)

        def linked(text: str) -> str:
            said = relinked(text, lambda link: self._link(link, folder, attachments))
            return _WIKI.sub(self._wiki, said)

        cells = {
            column: value if column == title else self._numbers(linked(value), self._keys[path])
            for column, value in values.items()
        }
        return Row(
            untranslated(path),
            cells,
            key=self._keys[path],
            passages=tuple(passage._replace(text=linked(passage.text)) for passage in passages),
            files=attachments.files,
            left=attachments.left,
        )

    def _link(self, link: Link, folder: str, attachments: Attachments) -> str:
        if _SCHEME.match(link.address):
            return link.whole
        address = unquote(re.split(r"[?#]", link.address, maxsplit=1)[0])
        path = posixpath.normpath(posixpath.join(folder, address))
        if path in self._keys:
            return _to(self._keys[path], link.words)
        words = link.words or posixpath.basename(address)
        if path in self._files and not _ENDING.search(path):
            return attachments.link(words, path, self._files[path], is_image=link.is_image)
        return f"{words} (`{address}`)"  # a path that leads nowhere from where the record will be

    def _wiki(self, found: re.Match[str]) -> str:
        key = self._named.get(found["name"].strip().casefold())
        words = found["words"] or found["name"]
        return _to(key, words) if key and not found["sign"] else found[0]

    def _numbers(self, cell: str, own: str) -> str:
        """Return a list of numbers of other records, such as `ri-18, ri-20`, as links to them."""
        items = re.split(r"(, |\n)", cell)
        keys = [self._named.get(item.casefold()) for item in items[::2]]
        if not any(key and key != own for key in keys):
            return cell
        items[::2] = [
            _to(key, item) if key and key != own and _NUMBER.match(item) else item
            for key, item in zip(keys, items[::2], strict=True)
        ]
        return "".join(items)


def _to(key: str, words: str) -> str:
    return f"[{words}]({OTHER_ROW}{quote(key)})"


def _keys(paths: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each path with its key: without what may change, its ending and a status, where that tells them apart."""
    short = {path: _STATUS.sub("", _ENDING.sub("", path)) for path in paths}
    uses = Counter(short.values())
    for path in paths:
        yield path, short[path] if uses[short[path]] == 1 else path


def _names(path: str) -> set[str]:
    stem = _ENDING.sub("", posixpath.basename(path))
    number = _NUMBER.match(stem)
    return {name.casefold() for name in (stem, number[0] if number else stem)}
