"""The occurrences of a risk that happened without an incident report: the grammar, and the entries of the section.

`- DATE HANDLE: N minutes, P %. WORDS`, the two values in any order.
"""

import re
import unicodedata
from datetime import date
from typing import NamedTuple

from srr.documents.body import Section
from srr.documents.document import Document
from srr.documents.places import Span
from srr.records import log_lines

SECTION = "occurrences"
EXAMPLE = "- 2026-05-02 sato: 20 minutes, 40 %."
MOST_MINUTES = 1_000_000
"""Minutes of one occurrence are fewer; more is a typing error."""
_VALUE = re.compile(r"([0-9]{1,6}(?:\.[0-9]{1,4})?)\s*(\S+)")
# The first of each as srr writes it.
_MINUTES = ("minutes", "minute", "mins", "min", "分間", "分")
_PERCENT = ("%", "％", "percent", "パーセント")
_WRITTEN = ("minutes", "minute", "%")


class Occurrence(NamedTuple):
    """That a risk happened on a day: for how many minutes, and to what share of the users in percent."""

    on: date
    by: str
    minutes: float
    percent: float
    note: str

    def __str__(self) -> str:
        note = f" {self.note}" if self.note else ""
        return f"- {self.head}{note}"

    @property
    def head(self) -> str:
        """Everything before the words, as srr writes it."""
        unit = "minute" if self.minutes == 1 else "minutes"
        return f"{self.on} {self.by}: {figure(self.minutes)} {unit}, {figure(self.percent)} %."

    @property
    def bad_minutes(self) -> float:
        """The minutes that it took from all users."""
        return self.minutes * self.percent / 100


class OccurrenceEntry(NamedTuple):
    """One entry of the section with its place; *occurrence* is None when it cannot be read."""

    span: Span
    text: str
    occurrence: Occurrence | None

    @property
    def words(self) -> str:
        """The entry on one line."""
        return " ".join(self.text.split())


def figure(number: float) -> str:
    """Return a number of minutes or percent as it is written."""
    return f"{number:.10g}"


def parse_occurrence(entry: str) -> Occurrence | None:
    """Read one list entry of the section, without its bullet; None when it cannot be read."""
    found = log_lines.parts(entry)
    if found is None or len(found.values) != 2:
        return None
    minutes, percent = _measure(found.values)
    if minutes is None or percent is None:
        return None
    return Occurrence(found.on, found.by, minutes, percent, found.words)


def meant_occurrence(entry: str) -> Occurrence | None:
    """Read an entry whose marks, digits and days may be written in another way, such as `２０分` or `2026/5/2`."""
    return parse_occurrence(entry) or parse_occurrence(usual_marks(entry))


def usual_marks(entry: str) -> str:
    """Return *entry* with the marks, digits and days of its values as srr writes them."""
    end = log_lines.values_end(entry)
    values = unicodedata.normalize("NFKC", entry[:end].replace("：", ": "))
    return log_lines.usual_marks(values) + entry[end:]


def readable_measure(entry: str) -> tuple[float | None, float | None]:
    """Return the minutes and the percent of an entry, as far as they can be read, whatever else is wrong with it."""
    return _measure(log_lines.stated_values(usual_marks(entry)))


def foreign_unit(entry: str) -> str | None:
    """Return the first unit of an entry that can be read, but is not written as srr writes it."""
    values = (_VALUE.fullmatch(value) for value in log_lines.stated_values(entry))
    return next((found[2] for found in values if found and found[2] not in _WRITTEN), None)


def occurrences_in(read: Document, section: Section | None) -> tuple[OccurrenceEntry, ...]:
    """Return the entries of the *section* of *read* that holds them."""
    return tuple(
        OccurrenceEntry(span, entry, parse_occurrence(entry))
        for span, entry in log_lines.entries_in(read, section)
    )


def _measure(values: tuple[str, ...]) -> tuple[float | None, float | None]:
    percent = _first(values, _PERCENT)
    return _first(values, _MINUTES), percent if percent is not None and percent <= 100 else None


def _first(values: tuple[str, ...], units: tuple[str, ...]) -> float | None:
    for value in values:
        found = _VALUE.fullmatch(value)
        if found and found[2].casefold() in units:
            return float(found[1])
    return None
