"""One file, read: bytes in, a Document out, with a place for each value and a fault for each error.

Reading never raises and never hangs, whatever the bytes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import NamedTuple

from srr.documents import front_matter as _yaml
from srr.documents.body import Block, Section, blanked, blocks, one_line_end, sections, unread
from srr.documents.encoding import LINE_END, code_points, decode, hidden
from srr.documents.places import Fault, Field, KeyPath, Position, Span, Value


class Ignore(NamedTuple):
    """A comment that ignores the findings of some rules on its line or the one below.

    *until* is its last day as it is written; None where it names none.
    """

    rules: tuple[str, ...]
    reason: str
    span: Span
    line: int
    until: str | None = None


class Places(NamedTuple):
    """Where the values and the sections of a file are; much larger than the file."""

    fields: Mapping[KeyPath, Field]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read.

    *front_matter* is the text between the fences (None when there are none), *body* what follows.
    *readable* says that the front matter is a mapping that was understood; if it is not, *data* is empty.
    *veiled* are the values that the file spells differently, such as with escapes, or puts far from their key.
    *places* is None where *raw* gives them: a registry holds so many documents that they are read again when needed.
    *searched* are the stretches of the text that count, None where all of it does.
    """

    path: str
    raw: bytes
    data: dict[str, Value]
    front_matter: Span | None
    body: Span
    faults: tuple[Fault, ...]
    readable: bool
    ignores: tuple[Ignore, ...] = ()
    veiled: tuple[tuple[KeyPath, Field], ...] = ()
    places: Places | None = None
    searched: tuple[Span, ...] | None = None

    @property
    def text(self) -> str:
        """The decoded bytes without the byte order mark, line ends as they are; all spans are places in it."""
        return _reading(self.raw).text

    @property
    def fields(self) -> Mapping[KeyPath, Field]:
        """The values of the front matter with their places."""
        return self.places.fields if self.places else _reading(self.raw).meaning.fields

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections of the body, in order."""
        return self.places.sections if self.places else _reading(self.raw).sections

    def prose(self) -> str:
        """Return the text with everything but the prose of its body blanked; offsets stay valid."""
        start = self.body.start
        lines = one_line_end(self.text[: self.body.end])
        return " " * start + blanked(lines, unread(lines, self.body))[start:]

    def code_around(self, line: int) -> int:
        """Return the first line of the block of code that holds *line*; *line* itself where there is none."""
        reading = _reading(self.raw)
        if reading.line_starts[line - 1] < self.body.start:
            return line
        spans = ((block.kind, block.span) for block in reading.blocks)
        for kind, span in spans:
            first = self.position(span.start).line
            if (
                kind == "code"
                and first <= line <= self.position(max(span.start, span.end - 1)).line
            ):
                return first
        return line

    def position(self, offset: int) -> Position:
        """Return the line and column of *offset*; lines end with LF, CRLF or CR and nothing else."""
        starts = _reading(self.raw).line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line without its ending; empty past the end of the file."""
        reading = _reading(self.raw)
        starts, text = reading.line_starts, reading.text
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(text)
        return text[starts[number - 1] : end].rstrip("\r\n")


class _Reading:
    """What the bytes of a file hold, each part worked out when it is first asked for."""

    def __init__(self, raw: bytes) -> None:
        self.text, self.faults, self.decoded = decode(raw)

    @cached_property
    def lines(self) -> str:
        return one_line_end(self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    @cached_property
    def fences(self) -> "_Fences":
        whole = _Fences(None, Span(0, len(self.text)), None)
        return _find_front_matter(self.lines) if self.decoded else whole

    @cached_property
    def meaning(self) -> _yaml.FrontMatter:
        inside = self.fences.front_matter
        return _yaml.parse(self.text[: inside.end]) if inside else _NOTHING

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.lines, self.fences.body)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return tuple(sections(self.blocks, self.fences.body.end))


_NOTHING = _yaml.FrontMatter({}, {}, [], False)


# Callers mostly ask for several parts of one file in a row, then for those of the next.
@lru_cache(maxsize=4)
def _reading(raw: bytes) -> _Reading:
    return _Reading(raw)


def read(path: str, raw: bytes) -> Document:
    """Read the bytes of a file; errors become faults."""
    reading = _reading(raw)
    fences, meaning = reading.fences, reading.meaning
    return Document(
        path=path,
        raw=raw,
        data=meaning.data,
        front_matter=fences.front_matter,
        body=fences.body,
        faults=_faults(reading),
        readable=meaning.understood,
        ignores=_ignores(reading) if "srr: ignore" in reading.text else (),
        veiled=veiled(meaning.fields),
    )


def configuration(
    path: str,
    raw: bytes,
    fields: Mapping[KeyPath, Field],
    searched: tuple[Span, ...] | None = None,
) -> Document:
    """Read a file of settings, whose comments begin with #; *fields* are values that it spells differently."""
    reading = _reading(raw)
    end = len(reading.text)
    comments = _IGNORE_IN_YAML.finditer(reading.lines)
    return Document(
        path=path,
        raw=raw,
        data={},
        front_matter=Span(0, end),
        body=Span(end, end),
        faults=(),
        readable=False,
        ignores=tuple(_ignore(reading, match) for match in comments),
        veiled=tuple(fields.items()),
        places=Places(fields, ()),
        searched=searched,
    )


def veiled(fields: Mapping[KeyPath, Field]) -> tuple[tuple[KeyPath, Field], ...]:
    """Return the values that a file spells differently, such as with escapes, or puts far from their key."""
    return tuple(
        (path, field)
        for path, field in fields.items()
        if field.holds_text and not field.is_in_plain_sight
    )


def _faults(reading: _Reading) -> tuple[Fault, ...]:
    lines, fences = reading.lines, reading.fences
    bytes_and_fences = [*reading.faults, *filter(None, (fences.fault,))]
    conflicts = _conflicts(lines, fences.body.start, reading.blocks) if _may_conflict(lines) else []
    faults = _together(bytes_and_fences, reading.meaning.faults, conflicts, fences.body.start)
    faults = [*faults, *_escaped(reading)]
    return tuple(sorted(faults, key=lambda fault: fault.span))


def _escaped(reading: _Reading) -> Iterator[Fault]:
    """Yield the characters that nobody sees in a key or a value, where the file writes an escape for them."""
    inside = reading.fences.front_matter
    if inside is None or reading.text.find("\\", *inside) < 0:
        return
    for path, field in reading.meaning.fields.items():
        written = reading.text[slice(*field.span)] if field.holds_text else ""
        key = path[-1] if isinstance(path[-1], str) else ""
        around = reading.text[slice(*field.key)]
        for text, form in ((key, around), (field.text, written)):
            escaped = (sign for sign in hidden(text) if sign not in form)
            yield from (Fault("escaped", field.key, code_points(sign)) for sign in escaped)


def _together(
    faults: list[Fault], syntax: list[Fault], conflicts: list[Fault], body: int
) -> list[Fault]:
    """Join the faults, leaving out those that another one causes."""
    if not syntax and not conflicts:
        return faults
    if any(conflict.span.start < body for conflict in conflicts):
        syntax = []
    if any(fault.kind in ("nul", "control") and fault.span.start < body for fault in faults):
        syntax = [fault for fault in syntax if "characters are not allowed" not in fault.detail]
    return faults + syntax + conflicts


# --- the fences ---


class _Fences(NamedTuple):
    front_matter: Span | None
    body: Span
    fault: Fault | None


_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_DOTS = re.compile(r"^\.\.\.[ \t]*$", re.MULTILINE)
_LONG_FENCE = re.compile(r"^(?:-{4,}|[ \t]+---)[ \t]*$", re.MULTILINE)
_BLANK_BEFORE = re.compile(r"\s*---[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*(?:\n|\Z)")


def _find_front_matter(lines: str) -> _Fences:
    """Find the fences in text whose line ends are all LF."""
    opening = _FENCE.match(lines)
    if opening is None:
        return _Fences(None, Span(0, len(lines)), _why_absent(lines))
    for closing in _FENCE.finditer(lines, opening.end()):
        if lines[closing.start() - 1] == "\n":
            inside = Span(opening.end(), closing.start())
            return _Fences(inside, Span(closing.end(), len(lines)), None)
    return _Fences(None, Span(0, len(lines)), _why_unclosed(lines, opening.end()))


def _why_absent(lines: str) -> Fault:
    first_line = Span(0, len(lines.split("\n", 1)[0].rstrip()))
    if _BLANK_BEFORE.match(lines):
        return Fault("blank-before", Span(0, lines.index("---")))
    if _TOML.match(lines):
        return Fault("toml", first_line)
    if _LONG_FENCE.match(lines):
        return Fault("fence", first_line, lines[: first_line.end])
    return Fault("absent", first_line)


def _why_unclosed(lines: str, start: int) -> Fault:
    for kind, pattern in (("dots", _DOTS), ("fence", _LONG_FENCE)):
        match = pattern.search(lines, start)
        if match:
            return Fault(kind, Span(*match.span()), match[0].strip())
    return Fault("unclosed", Span(0, 3))


# --- conflict markers ---

_MOST_MARKERS = 10_000
_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)[^\n]*", re.MULTILINE)


def _may_conflict(lines: str) -> bool:
    # A lone row of equals signs underlines a heading.
    return "<<<<<<<" in lines or ">>>>>>>" in lines or "|||||||" in lines


def _conflicts(lines: str, body: int, found: list[Block]) -> list[Fault]:
    """Return one fault for each conflict, at its first marker."""
    code = [block.span for block in found if block.kind == "code"]
    markers = [
        match
        for match in islice(_MARKER.finditer(lines), _MOST_MARKERS)
        if match.start() < body or not _within(match.start(), code)
    ]
    if all(match[0].startswith("=") for match in markers):
        return []
    faults = []
    inside = False
    for match in markers:
        sign = match[0][0]
        if sign == "<" or not inside:
            faults.append(Fault("conflict-marker", _trimmed(match), match[0].rstrip()))
        inside = sign != ">"
    return faults


def _trimmed(match: re.Match[str]) -> Span:
    return Span(match.start(), match.start() + len(match[0].rstrip()))


def _within(place: int, spans: list[Span]) -> bool:
    index = bisect_right(spans, place, key=lambda span: span.start) - 1
    return index >= 0 and place < spans[index].end


# --- ignore comments ---

_MOST_IGNORES = 1000
# The lengths are bounded so that a line of many openings takes linear time.
_IGNORE = r"srr: ignore\[(?P<rules>[^\]\n]{0,300})\]"
_IGNORE_IN_YAML = re.compile(rf"(?:(?<=\s)|^)#[ \t]*{_IGNORE}(?P<reason>[^\n]*)", re.MULTILINE)
_IGNORE_OPENING = re.compile(rf"<!--[ \t]*{_IGNORE}")
_LONGEST_REASON = 500
_IGNORE_IN_BODY = re.compile(
    rf"{_IGNORE_OPENING.pattern}(?P<reason>[^\n]{{0,{_LONGEST_REASON}}}?)-->"
)


_UNTIL = re.compile(r"(?:^|(?<=[\s,]))until[ \t]*=[ \t]*([^\s,]*)")


def _ignores(reading: _Reading) -> tuple[Ignore, ...]:
    lines, fences = reading.lines, reading.fences
    scalars = sorted(field.span for field in reading.meaning.fields.values() if field.holds_text)
    code = [span for kind, span in unread(lines, fences.body) if kind != "comment"]
    above = _IGNORE_IN_YAML.finditer(lines, *(fences.front_matter or (0, 0)))
    below = _in_comments(lines, fences.body)
    return (
        *(_ignore(reading, match) for match in above if not _within(match.start(), scalars)),
        *(
            _ignore(reading, match)
            for match in islice(below, _MOST_IGNORES)
            if not _within(match.start(), code)
        ),
    )


def _in_comments(lines: str, body: Span) -> Iterator[re.Match[str]]:
    """Yield each comment that ignores rules."""
    place = body.start
    while opening := _IGNORE_OPENING.search(lines, place, body.end):
        place = opening.start() + 1
        # The pattern alone would read as far as this from each of a million openings, which takes ten times as long.
        if lines.find("-->", opening.end(), opening.end() + _LONGEST_REASON + len("-->")) < 0:
            continue
        if found := _IGNORE_IN_BODY.match(lines, opening.start(), body.end):
            place = found.end()
            yield found


def _ignore(reading: _Reading, match: re.Match[str]) -> Ignore:
    until = _UNTIL.search(match["rules"])
    names = _UNTIL.sub("", match["rules"], count=1).split(",")
    rules = tuple(name for part in names if (name := part.strip()))
    line = bisect_right(reading.line_starts, match.start())
    reason = " ".join(match["reason"].split())
    return Ignore(rules, reason, _trimmed(match), line, until[1] if until else None)
