"""The cells of a column as values of the key that it becomes."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import tzinfo
from typing import Any, NamedTuple
from urllib.parse import unquote

from srr.documents.document import read as read_document
from srr.importers import dates
from srr.importers.import_map import ImportMap
from srr.importers.mapping.blanks import has_words, says_something
from srr.importers.mapping.columns import Column
from srr.importers.mapping.meanings import Meaning, meanings
from srr.importers.mapping.persons import people
from srr.importers.mapping.targets import TARGETS, kind_of_target
from srr.importers.source import OTHER_ROW
from srr.language import Text
from srr.records.meaning import meaning
from srr.records.values import comparison
from srr.schema.fields import FieldSpec
from srr.schema.horizons import quarter
from srr.schema.record_schema import choices
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.text.cells import split
from srr.text.spelling import recognise

_BLANK = read_document("risks/SRR-0001.md", b"")
_NAMES = re.compile(r"[\n|,、;；\s]+")
_WEB = re.compile(r"https?://[^\s<>\"\\^`{|}]+", re.IGNORECASE)
_LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?P<address>[^()\s]+(?:\([^()]*\)[^()\s]*)*)\)"
)
_STOPS = ",;、。."
_ID = re.compile(r"\b(?:SRR|PM|CN)-[0-9]{4,}\b")

_SEVERAL_PEOPLE = Text(
    "several people: {first} is the owner, not {others}",
    "複数の人: 担当者は {first}。{others} は含まない",
)
_PEOPLE = Text("several people: the first is the owner", "複数の人: 最初の人を担当者にする")
_NO_DAY = Text("the day cannot be read", "日付として読めない")
_NO_HANDLE = Text("no handle can be made of the name", "名前からハンドルを作れない")
_FIRST_DAY = Text("a range of days: the first is taken", "期間: 最初の日を使う")
UNREAD = Text("no value is known for it", "対応する値がわからない")
_NO_NUMBER = Text("it is not a number", "数値ではない")
_NO_COMPARISON = Text(
    "it is not a comparison such as orders > 900", "orders > 900 のような比較式ではない"
)
_NO_URL = Text("it is not a URL", "URL ではない")
_NO_RECORD = Text("it names no record", "記録の ID ではない")


class Cell(NamedTuple):
    """What a cell says: the *value*; and why it says less than its text, where the text has to be kept beside it.

    *kind* is the same without what is of this cell alone.
    """

    value: Any = None
    said: Text | None = None
    kind: Text | None = None


class RowLink(NamedTuple):
    """The key of another row, which becomes the id of its record."""

    key: str


Read = Callable[[str, str | None], Cell]
"""Reads the text of a cell, and the address behind it."""


def reader(
    column: Column, cells: Iterable[str], wanted: ImportMap, settings: Settings, zone: tzinfo | None
) -> Read:
    """Return what reads the *cells* of *column*, which becomes a key."""
    key = column.key or ""
    spec, texts = TARGETS.get(key), tuple(cells)
    known = wanted.values.get(key, {})
    found = meanings(column, texts, wanted, settings)
    if found:
        return _closed({each.text: each for each in found.texts}, spec)
    match kind_of_target(key):
        case "date":
            order = dates.order(texts, wanted.day_first)
            return lambda text, _: _day(text, known, order, zone)
        case "handle":
            names = {**wanted.values.get("owner", {}), **known}
            return lambda text, _: _person(text, names, settings)
        case "url-list":
            return _urls
        case "id-list" | "risk-id" | "id":
            return lambda text, link: _ids(
                text, link, single=not kind_of_target(key).endswith("list")
            )
        case "comparison" | "comparison-list" | "number" | "priority" if spec:
            return lambda text, _: _meant(text, spec, settings)
        case "choice" if spec:
            return lambda text, _: _word(text, known, spec, settings)
        case kind:
            return lambda text, _: _plain(text, known, kind)


def _closed(known: Mapping[str, Meaning], spec: FieldSpec | None) -> Read:
    is_number = spec is not None and spec.kind in ("level", "score")

    def read(text: str, link: str | None) -> Cell:
        found = known[text]
        if found.by == "nothing":
            return Cell(None, UNREAD)
        value = found.value
        return Cell(int(value) if value and is_number and value != UNKNOWN else value)

    return read


def _word(text: str, known: Mapping[str, str | None], spec: FieldSpec, settings: Settings) -> Cell:
    """Read a cell of a list that is not closed: a quarter beside its words."""
    if text in known or not says_something(text):
        return Cell(known.get(text))
    plain = text.strip()
    found = meaning(plain, (spec.key,), spec, _BLANK, settings)
    value = found or recognise(plain, choices(spec, "risk", settings)) or quarter(plain)
    return Cell(value, None if value else UNREAD)


def _day(
    text: str, known: Mapping[str, str | None], order: dates.Order, zone: tzinfo | None
) -> Cell:
    if text in known:
        return Cell(known[text])
    if not says_something(text):
        return Cell()
    found = dates.read(text, order, zone)
    if isinstance(found, Text):
        return Cell(None, found, _NO_DAY)
    return Cell(found.first.isoformat(), _FIRST_DAY if found.last else None)


def _person(text: str, known: Mapping[str, str | None], settings: Settings) -> Cell:
    found = people(text, known, settings)
    if found.first is None:
        is_name = says_something(text) and text not in known
        return Cell(None, _NO_HANDLE if is_name else None)
    others = ", ".join(found.others)
    said = _SEVERAL_PEOPLE.fill(first=found.first, others=others) if others else None
    return Cell(found.first, said, _PEOPLE)


def _urls(text: str, link: str | None) -> Cell:
    found = _WEB.findall(_LINK.sub(r"\g<address> ", text))
    urls = tuple(dict.fromkeys(url.rstrip(_STOPS) for url in found))
    if link and _WEB.fullmatch(link) and link not in urls:
        urls = (*urls, link)
    rest = _WEB.sub("", _LINK.sub("", text)).strip(" ,、;|\n\t")
    return Cell(urls or None, None if urls or not says_something(rest) else _NO_URL)


def _ids(text: str, link: str | None, *, single: bool) -> Cell:
    rows = [unquote(found["address"]) for found in _LINK.finditer(text)]
    found: list[str | RowLink] = [
        RowLink(address.removeprefix(OTHER_ROW))
        for address in rows
        if address.startswith(OTHER_ROW)
    ]
    if link and link.startswith(OTHER_ROW):
        found.append(RowLink(unquote(link.removeprefix(OTHER_ROW))))
    found += _ID.findall(_LINK.sub("", text))
    if not found:
        spec = TARGETS["related"]
        meant = [
            meaning(part, (spec.key,), spec, _BLANK, Settings()) for part in _NAMES.split(text)
        ]
        found = [str(each) for each in meant if each]
    if not found:
        return Cell(None, _NO_RECORD if says_something(text) else None)
    unique = tuple(dict.fromkeys(found))
    return Cell(unique[0] if single else unique)


def _meant(text: str, spec: FieldSpec, settings: Settings) -> Cell:
    if not says_something(text):
        return Cell()
    if spec.kind == "comparison-list":
        parts = tuple(_parts(text))
        values = [_comparison(part, spec, settings) for part in parts]
        return Cell(None, _NO_COMPARISON) if None in values else Cell(tuple(values))
    if spec.kind == "comparison":
        value = _comparison(text.strip(), spec, settings)
        return Cell(value, None if value else _NO_COMPARISON)
    number = meaning(text.strip(), (spec.key,), spec, _BLANK, settings)
    return Cell(number, _NO_NUMBER if number is None else None)


def _comparison(text: str, spec: FieldSpec, settings: Settings) -> str | None:
    if comparison(text):
        return text
    found = meaning(text, (spec.key,), spec, _BLANK, settings)
    return str(found) if found else None


def _parts(text: str) -> list[str]:
    """Return the items of a list in one cell."""
    return [part for line in text.splitlines() for part in split(line) if part]


def _plain(text: str, known: Mapping[str, str | None], kind: str) -> Cell:
    """Read a cell that is taken as it is."""
    if text in known:
        return Cell(known[text])
    if kind == "line":
        return Cell(" ".join(text.split()))
    if not has_words(text):
        return Cell()
    match kind:
        case "text-list":
            return Cell(tuple(_parts(text)))
        case "word":
            return Cell(" ".join(text.split()))
        case _:
            return Cell(text.strip())
