"""One file, read: bytes in, a Document out, with a place for each value and a fault for each error.

Reading never raises and never hangs, whatever the bytes.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from srr.documents import front_matter as _yaml
from srr.documents.body import Block, Section, blanked, blocks, one_line_end, sections, unread
from srr.documents.encoding import LINE_END, decode
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


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read.

    *text* is decoded, without the byte order mark, line ends as they are; all spans are places in it.
    *front_matter* is the text between the fences (None when there are none), *body* what follows.
    *readable* says that the front matter is a mapping that was understood; if it is not, *data* is empty.
    """

    path: str
    raw: bytes
    text: str
    data: dict[str, Value]
    fields: Mapping[KeyPath, Field]
    sections: tuple[Section, ...]
    front_matter: Span | None
    body: Span
    faults: tuple[Fault, ...]
    readable: bool
    ignores: tuple[Ignore, ...] = ()

    def prose(self) -> str:
        """Return the text with everything but the prose of its body blanked; offsets stay valid."""
        start = self.body.start
        lines = one_line_end(self.text[: self.body.end])
        return " " * start + blanked(lines, unread(lines, self.body))[start:]

    def position(self, offset: int) -> Position:
        """Return the line and column of *offset*; lines end with LF, CRLF or CR and nothing else."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line without its ending; empty past the end of the file."""
        starts = _line_starts(self.text)
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


# Positions are only needed for findings, most of which come one document after the other.
@lru_cache(maxsize=16)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def read(path: str, raw: bytes) -> Document:
    """Read the bytes of a file; errors become faults."""
    text, faults, decoded = decode(raw)
    lines = one_line_end(text)
    fences = _Fences(None, Span(0, len(text)), None)
    meaning = _yaml.FrontMatter({}, {}, [], False)
    if decoded:
        fences = _find_front_matter(lines)
        if fences.fault:
            faults.append(fences.fault)
        if fences.front_matter:
            meaning = _yaml.parse(text[: fences.front_matter.end])
    body = fences.body
    found = blocks(lines, body)
    conflicts = _conflicts(lines, body.start, found) if _may_conflict(lines) else []
    faults = _together(faults, meaning.faults, conflicts, body.start)
    if len(faults) > 1:
        faults.sort(key=lambda fault: fault.span)
    return Document(
        path=path,
        raw=raw,
        text=text,
        data=meaning.data,
        fields=meaning.fields,
        sections=tuple(sections(found, body.end)),
        front_matter=fences.front_matter,
        body=body,
        faults=tuple(faults),
        readable=meaning.understood,
        ignores=_ignores(lines, fences, meaning.fields) if "srr: ignore" in text else (),
    )


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


def _ignores(lines: str, fences: _Fences, fields: Mapping[KeyPath, Field]) -> tuple[Ignore, ...]:
    scalars = sorted(field.span for field in fields.values() if _holds_text(field))
    code = [span for kind, span in unread(lines, fences.body) if kind != "comment"]
    above = _IGNORE_IN_YAML.finditer(lines, *(fences.front_matter or (0, 0)))
    below = _in_comments(lines, fences.body)
    return (
        *(_ignore(lines, match) for match in above if not _within(match.start(), scalars)),
        *(
            _ignore(lines, match)
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


def _holds_text(field: Field) -> bool:
    return field.style not in ("block", "flow")


def _ignore(lines: str, match: re.Match[str]) -> Ignore:
    until = _UNTIL.search(match["rules"])
    names = _UNTIL.sub("", match["rules"], count=1).split(",")
    rules = tuple(name for part in names if (name := part.strip()))
    line = bisect_right(_line_starts(lines), match.start())
    reason = " ".join(match["reason"].split())
    return Ignore(rules, reason, _trimmed(match), line, until[1] if until else None)
