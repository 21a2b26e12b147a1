"""The visit log of a risk."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from srr.documents.body import Section, blanked, one_line_end, unread
from srr.documents.document import Document
from srr.documents.places import Span

_ENTRY = re.compile(
    r"(?P<on>\d{4}-\d{2}-\d{2})\s+(?P<by>[^\s:,]+):\s+"
    r"(?P<before>[a-z-]+?)(?:\s+(?:->|→)\s+(?P<after>[a-z-]+))?"
    r"(?:,\s+next\s+(?P<next>\d{4}-\d{2}-\d{2}))?(?:[.。]\s*(?P<note>.*))?",
    re.DOTALL,
)


class Visit(NamedTuple):
    """One entry of the Visits section."""

    on: date
    by: str
    before: str
    after: str
    next: date | None
    note: str

    def __str__(self) -> str:
        change = self.before if self.before == self.after else f"{self.before} -> {self.after}"
        upcoming = f", next {self.next}" if self.next else ""
        note = f" {self.note}" if self.note else ""
        return f"- {self.on} {self.by}: {change}{upcoming}.{note}"


def parse_visit(entry: str) -> Visit | None:
    """Read one list entry of the Visits section, without its bullet; None when it cannot be read."""
    found = _ENTRY.fullmatch(entry.strip())
    if found is None:
        return None
    try:
        on = date.fromisoformat(found["on"])
        upcoming = date.fromisoformat(found["next"]) if found["next"] else None
    except ValueError:
        return None
    note = " ".join((found["note"] or "").split())
    return Visit(
        on, found["by"], found["before"], found["after"] or found["before"], upcoming, note
    )


# A bullet at the margin and the indented lines below it.
_ITEM = re.compile(
    r"^[-*+][ \t]+(?P<text>[^\n]*(?:\n[ \t]*(?=\n[ \t]+\S)|\n[ \t]+\S[^\n]*)*)", re.MULTILINE
)


class VisitEntry(NamedTuple):
    """One entry of the Visits section with its place; *visit* is None when it cannot be read."""

    span: Span
    text: str
    visit: Visit | None

    @property
    def words(self) -> str:
        """The entry on one line; another line break does not make it another entry."""
        return " ".join(self.text.split())


def visits_in(read: Document, section: Section | None) -> tuple[VisitEntry, ...]:
    """Return the entries of the Visits section of *read*."""
    if section is None:
        return ()
    text = one_line_end(read.text[: section.body.end])
    hidden = list(unread(text, Span(read.body.start, section.body.end)))
    # A comment is not part of an entry; a line of code is, but never begins one.
    plain = blanked(text, [each for each in hidden if each.kind == "comment"])
    shape = blanked(plain, [each for each in hidden if each.kind == "code"], "`")
    return tuple(_entries(plain, shape, section.body))


def _entries(plain: str, shape: str, place: Span) -> Iterator[VisitEntry]:
    for found in _ITEM.finditer(shape, *place):
        entry = plain[found.start("text") : found.end()].rstrip()
        span = Span(found.start(), found.start("text") + len(entry))
        yield VisitEntry(span, entry, parse_visit(entry))
