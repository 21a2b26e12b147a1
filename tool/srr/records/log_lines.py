"""The sections that only grow, an entry a line: where the entries are, and how each begins.

`- DATE HANDLE: VALUES. WORDS`. The values end at the first full stop that a space or the line's end follows, or at
the first `。`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from srr.documents.body import Section, blanked, one_line_end, unread, without_comments
from srr.documents.days import calendar_day
from srr.documents.document import Document
from srr.documents.edit import Edit, SetLine
from srr.documents.places import Span
from srr.text.spelling import recognise_date

_ENTRY = re.compile(r"(?P<on>\d{4}-\d{2}-\d{2})\s+(?P<by>[^\s:,]+):\s+(?P<rest>.*)", re.DOTALL)
# A full stop within a number or a handle ends nothing.
_END = re.compile(r"。|\.(?=\s|$)")
_COMMA = re.compile(r"[,、]")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ANY_DAY = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}(?:\s*日)?")
# A bullet at the margin and the indented lines below it.
_ITEM = re.compile(
    r"^[-*+][ \t]+(?P<text>[^\n]*(?:\n[ \t]*(?=\n[ \t]+\S)|\n[ \t]+\S[^\n]*)*)", re.MULTILINE
)


class Parts(NamedTuple):
    """The parts of an entry: the day, who wrote it, what stands between the commas, and the words."""

    on: date
    by: str
    values: tuple[str, ...]
    words: str


def parts(entry: str) -> Parts | None:
    """Read one list entry, without its bullet, as far as all logs are alike; None when it cannot be read."""
    found = _ENTRY.fullmatch(entry.strip())
    on = log_day(found["on"]) if found else None
    if found is None or on is None:
        return None
    values, words = _halves(found["rest"])
    return Parts(on, found["by"], tuple(split(_COMMA, values)), " ".join(words.split()))


def stated_values(entry: str) -> tuple[str, ...]:
    """Return what stands between the commas of an entry, whether or not its day exists."""
    found = _ENTRY.fullmatch(entry.strip())
    return tuple(split(_COMMA, _halves(found["rest"])[0])) if found else ()


def usual_marks(entry: str) -> str:
    """Return *entry* with the marks and days of its values as srr writes them."""
    end = values_end(entry)
    marks = entry[:end].replace("：", ": ").replace("，", ", ").replace("=>", "->")
    return _ANY_DAY.sub(lambda found: recognise_date(found[0]) or found[0], marks) + entry[end:]


def values_end(entry: str) -> int:
    """Return where the values of *entry* end and its words begin."""
    return len(entry) - len(_halves(entry)[1])


def log_day(text: str) -> date | None:
    """Return the day that *text* names; the linter judges whether it is plausible."""
    return calendar_day(text) if _ISO_DAY.fullmatch(text) else None


def split(mark: re.Pattern[str], text: str) -> list[str]:
    """Return what stands between the marks, without the space around it."""
    # A pattern that begins with `\s*` takes the square of the length of a run of spaces.
    return [part.strip() for part in mark.split(text)]


def entries_in(read: Document, section: Section | None) -> Iterator[tuple[Span, str]]:
    """Yield the entries of a *section* of *read*, each with its place, without its bullet."""
    if section is None:
        return
    text = one_line_end(read.text[: section.body.end])
    hidden = list(unread(text, Span(read.body.start, section.body.end)))
    # A comment is not part of an entry; a line of code is, but never begins one.
    plain = blanked(text, [each for each in hidden if each.kind == "comment"])
    shape = blanked(plain, [each for each in hidden if each.kind == "code"], "`")
    for found in _ITEM.finditer(shape, *section.body):
        entry = plain[found.start("text") : found.end()].rstrip()
        yield Span(found.start(), found.start("text") + len(entry)), entry


def _halves(text: str) -> tuple[str, str]:
    """Return *text* up to the end of its values, and the words behind it."""
    end = _END.search(text)
    return (text[: end.start()], text[end.end() :]) if end else (text, "")


def stray_lines(read: Document, section: Section, entries: Iterable[Span]) -> Iterator[Span]:
    """Yield the first line of each text of *section* that stands outside its *entries* and comments."""
    starts = [section.body.start]
    ends: list[int] = []
    for span in entries:
        ends.append(span.start)
        starts.append(span.end)
    for start, end in zip(starts, [*ends, section.body.end], strict=True):
        between = read.text[start:end]
        rest = without_comments(between).strip()
        if rest:
            line = rest.splitlines()[0]
            at = start + max(between.find(line), 0)
            yield Span(at, at + len(line))


def rewritten(read: Document, span: Span, entry: str, head: str, note: str) -> tuple[Edit, ...]:
    """Return the edit that writes *head* for the values of an *entry* with words *note*; none over several lines."""
    words = span.end - len(entry) + values_end(entry)
    written = read.text[span.start : words]
    if "\n" in written or "\r" in written:
        return ()
    line = read.line(read.position(span.start).line)
    rest = line[len(written) :]
    gap = " " if note and rest[:1].strip() else ""
    return (SetLine(line, f"- {head}{gap}{rest}"),)
