"""One file, read: bytes in, a Document out, with a place for everything and a fault for what is wrong.

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
from srr.documents.encoding import LINE_END, decode
from srr.documents.places import Fault, Field, KeyPath, Position, Scalar, Span, Value

__all__ = [
    "LINE_END",
    "Document",
    "Fault",
    "Field",
    "Ignore",
    "KeyPath",
    "Position",
    "Scalar",
    "Section",
    "Span",
    "Value",
    "read",
    "without_comments",
]


class Section(NamedTuple):
    """A heading and what stands under it, up to the next heading of the same or a higher level."""

    heading: str
    level: int
    line: Span
    body: Span


class Ignore(NamedTuple):
    """A comment that asks for the findings of some rules to be set aside, on its line or the one below."""

    rules: tuple[str, ...]
    reason: str
    span: Span
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it was read.

    *text* is decoded, without the byte order mark, line ends as they are; all spans are places in it.
    *front_matter* is what stands between the fences (None when there are none), *body* what follows.
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

    def position(self, offset: int) -> Position:
        """Return the line and column of *offset*; lines end with LF, CRLF or CR and nothing else."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return the text of a line without its ending; a line that is not there is empty."""
        starts = _line_starts(self.text)
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")


# Only documents with findings are asked for positions, and mostly one after the other.
@lru_cache(maxsize=16)
def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def read(path: str, raw: bytes) -> Document:
    """Read the bytes of a file. Whatever is wrong with them is among the faults."""
    text, faults, decoded = decode(raw)
    # Same length and same places, with one kind of line end to look for.
    lines = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    fences = _Fences(None, Span(0, len(text)), None)
    meaning = _yaml.FrontMatter({}, {}, [], False)
    if decoded:
        fences = _find_front_matter(lines)
        if fences.fault:
            faults.append(fences.fault)
        if fences.front_matter:
            meaning = _yaml.parse(text[: fences.front_matter.end])
    body = fences.body
    blocks = _blocks(lines, body)
    conflicts = _conflicts(lines, body.start, blocks) if _may_conflict(lines) else []
    faults = _together(faults, meaning.faults, conflicts, body.start)
    if len(faults) > 1:
        faults.sort(key=lambda fault: fault.span)
    return Document(
        path=path,
        raw=raw,
        text=text,
        data=meaning.data,
        fields=meaning.fields,
        sections=tuple(_sections(blocks, body.end)),
        front_matter=fences.front_matter,
        body=body,
        faults=tuple(faults),
        readable=meaning.understood,
        ignores=_ignores(lines, fences, meaning.fields, blocks) if "srr: ignore" in text else (),
    )


def _together(
    faults: list[Fault], syntax: list[Fault], conflicts: list[Fault], body: int
) -> list[Fault]:
    """Join the faults, without those that another one causes."""
    if not syntax and not conflicts:
        return faults
    if any(conflict.span.start < body for conflict in conflicts):
        syntax = []
    if any(fault.kind in ("nul", "control") and fault.span.start < body for fault in faults):
        syntax = [fault for fault in syntax if "characters are not allowed" not in fault.detail]
    return faults + syntax + conflicts


# --- bytes to text ---


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


# --- the body ---


class _Block(NamedTuple):
    """A heading, or a stretch in which nothing is one: fenced code (`code`) or an HTML comment (`comment`)."""

    kind: str
    span: Span
    level: int
    text: str


# No record has as many; a file of 10 MB that is nothing but headings must not take long.
_MOST_BLOCKS = 10_000

# A heading, the opening of fenced code, or the opening of an HTML comment; CommonMark allows three spaces before.
_BLOCK = re.compile(
    r"^ {0,3}(?:(?P<level>#{1,6})(?:[ \t]+(?P<heading>[^\n]*))?$"
    r"|(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})|(?P<comment><!--))",
    re.MULTILINE,
)
_CLOSING_SIGNS = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")


def _blocks(lines: str, body: Span) -> list[_Block]:
    blocks: list[_Block] = []
    place = body.start
    while len(blocks) < _MOST_BLOCKS and (match := _BLOCK.search(lines, place)):
        level, heading, fence, _ = match.groups("")
        if level:
            if heading.rstrip().endswith("#"):
                heading = _CLOSING_SIGNS.sub("", heading)
            place = match.end()
            span = Span(match.start(), place)
            blocks.append(_Block("heading", span, len(level), heading.strip()))
            continue
        kind = "code" if fence else "comment"
        place = _end_of_code(lines, match) if fence else _end_of_comment(lines, match)
        blocks.append(_Block(kind, Span(match.start(), place), 0, ""))
    return blocks


def _end_of_code(lines: str, opening: re.Match[str]) -> int:
    fence = opening["fence"]
    closing = re.compile(rf"^ {{0,3}}{fence[0]}{{{len(fence)},}}[ \t]*$", re.MULTILINE)
    # Not on the opening line itself.
    start = lines.find("\n", opening.end())
    match = closing.search(lines, start + 1) if start >= 0 else None
    return match.end() if match else len(lines)


def _end_of_comment(lines: str, opening: re.Match[str]) -> int:
    end = lines.find("-->", opening.end())
    return end + 3 if end >= 0 else len(lines)


def _sections(blocks: list[_Block], end: int) -> Iterator[Section]:
    headings = [block for block in blocks if block.kind == "heading"]
    ends = [end] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.span.start
        waiting.append(index)
    for (_, line, level, text), last in zip(headings, ends, strict=True):
        start = min(line[1] + 1, end)
        yield Section(text, level, line, Span(start, max(start, last)))


_INLINE_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def without_comments(text: str) -> str:
    """Return Markdown *text* without its HTML comments; those in fenced code are code and stay."""
    if "<!--" not in text:
        return text
    lines = text.replace("\r\n", " \n").replace("\r", "\n")
    kept = []
    place = 0
    for block in _blocks(lines, Span(0, len(text))):
        if block.kind == "code":
            kept.append(_INLINE_COMMENT.sub("", text[place : block.span.start]))
            kept.append(text[block.span.start : block.span.end])
            place = block.span.end
    kept.append(_INLINE_COMMENT.sub("", text[place:]))
    return "".join(kept)


# --- conflict markers ---

_MARKER = re.compile(r"^(?:<{7}|\|{7}|={7}|>{7})(?=[ \n]|\Z)[^\n]*", re.MULTILINE)


def _may_conflict(lines: str) -> bool:
    # A row of equals signs alone is the underline of a heading.
    return "<<<<<<<" in lines or ">>>>>>>" in lines or "|||||||" in lines


def _conflicts(lines: str, body: int, blocks: list[_Block]) -> list[Fault]:
    """Return one fault for each conflict, at its first marker."""
    code = [block.span for block in blocks if block.kind == "code"]
    markers = [
        match
        for match in islice(_MARKER.finditer(lines), _MOST_BLOCKS)
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


# --- comments that ask for findings to be set aside ---

_MOST_IGNORES = 1000
# The lengths are bounded so that a line of nothing but openings is not read once for each.
_IGNORE = r"srr: ignore\[(?P<rules>[^\]\n]{0,300})\]"
_IGNORE_IN_YAML = re.compile(rf"(?:(?<=\s)|^)#[ \t]*{_IGNORE}(?P<reason>[^\n]*)", re.MULTILINE)
_IGNORE_IN_BODY = re.compile(rf"<!--[ \t]*{_IGNORE}(?P<reason>[^\n]{{0,500}}?)-->")


def _ignores(
    lines: str, fences: _Fences, fields: Mapping[KeyPath, Field], blocks: list[_Block]
) -> tuple[Ignore, ...]:
    scalars = sorted(field.span for field in fields.values() if _holds_text(field))
    code = [block.span for block in blocks if block.kind == "code"]
    above = _IGNORE_IN_YAML.finditer(lines, *(fences.front_matter or (0, 0)))
    below = _IGNORE_IN_BODY.finditer(lines, *fences.body)
    return (
        *(_ignore(lines, match) for match in above if not _within(match.start(), scalars)),
        *(
            _ignore(lines, match)
            for match in islice(below, _MOST_IGNORES)
            if not _within(match.start(), code)
        ),
    )


def _holds_text(field: Field) -> bool:
    return field.style not in ("block", "flow")


def _ignore(lines: str, match: re.Match[str]) -> Ignore:
    rules = tuple(name for part in match["rules"].split(",") if (name := part.strip()))
    line = bisect_right(_line_starts(lines), match.start())
    return Ignore(rules, " ".join(match["reason"].split()), _trimmed(match), line)
