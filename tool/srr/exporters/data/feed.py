"""The changes of the records as an Atom feed, the newest first.

The standard library writes it: the libraries for feeds bring a parser of XML in C for a few elements.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from srr.language import Language
from srr.text.sinks import visible

PATH = "feed.xml"
LIMIT = 50

_ATOM = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """One entry; *key* is unique and never changes."""

    key: str
    at: datetime
    title: str
    words: str
    author: str
    page: str


def render(
    entries: Sequence[Entry], title: str, today: date, language: Language, address: str = ""
) -> bytes:
    """Return the feed of the newest of *entries*; *address* is that of the site, where it is known.

    Of entries of one instant the first one given is the newest.
    """
    newest = sorted(entries, key=lambda entry: entry.at, reverse=True)[:LIMIT]
    feed = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(feed, "id", _urn(f"{address or title}/{PATH}"))
    _add(feed, "title", title)
    _add(feed, "updated", _instant(newest[0].at if newest else at_midnight(today)))
    _add(feed, "generator", "srr")
    if address:
        _add(feed, "link", rel="self", href=f"{address}{PATH}")
    _add(feed, "link", rel="alternate", href=address or "./")
    for entry in newest:
        _write(ElementTree.SubElement(feed, "entry"), entry, address)
    ElementTree.indent(feed)
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def at_midnight(day: date) -> datetime:
    """Return the instant used for a day without a known hour."""
    return datetime.combine(day, time(), UTC)


def _write(element: ElementTree.Element, entry: Entry, address: str) -> None:
    _add(element, "id", _urn(entry.key))
    _add(element, "title", entry.title)
    _add(element, "updated", _instant(entry.at))
    author = ElementTree.SubElement(element, "author")
    _add(author, "name", entry.author)
    _add(element, "link", rel="alternate", href=address + entry.page)
    _add(element, "content", entry.words, type="text")


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    child = ElementTree.SubElement(parent, tag, attributes)
    # XML 1.0 has no place for these, not even escaped: https://www.w3.org/TR/xml/#charsets
    child.text = visible(text) or None


def _urn(key: str) -> str:
    return uuid5(NAMESPACE_URL, f"srr:{visible(key)}").urn


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
