"""The one reader of Markdown bodies: it finds headings, code, comments and prose.

Blocks are found as CommonMark finds them (https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy), as far as
that needs; emphasis, links and tables are left alone. It takes text whose line ends are LF.
"""

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from srr.documents.places import Span

Kind = Literal["heading", "code", "html", "prose"]


class Block(NamedTuple):
    """A heading, code, raw HTML or a paragraph; only a heading has *level* and *text*.

    *depth* counts the lists and quotes around it.
    """

    kind: Kind
    span: Span
    depth: int
    level: int = 0
    text: str = ""


class Section(NamedTuple):
    """A heading and what follows, up to the next heading of the same or a higher level."""

    heading: str
    level: int
    line: Span
    body: Span


# More than any record has: a file of 10 MB of nothing but headings, quotes or line ends must not take long. Text after
# the limit is read as neither headings nor code.
MOST_CHARACTERS = 512 * 1024
MOST_BLOCKS = 10_000
_MOST_CONTAINERS = 50

# Without any of these in a body, its headings are simply the lines that begin with a number sign: fences, HTML,
# indented lines, underlines, and markers followed by code.
_INTRICATE = re.compile(
    r"```|~~~|<!--|^(?:\t| {4}| {1,3}#|[ >*+0-9.)-]*<[A-Za-z/!?]| {0,3}(?:=+|-+)[ \t]*$"
    r"|[ >*+0-9.)-]*[>*+.)-](?: {5}|[ ]*\t))",
    re.MULTILINE,
)
_SIMPLE_HEADING = re.compile(r"^(#{1,6})(?:[ \t]+([^\n]*))?$", re.MULTILINE)

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+([^\n]*))?$")
_FENCE = re.compile(r"(`{3,})[^`\n]*$|(~{3,})")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_BREAK = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$")
_BLANKS = re.compile(r"[ \t]*")
_MARKER = re.compile(r"([-+*]|(\d{1,9})[.)])(?=[ \t]|$)")
_TAG = (
    r"(?:[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*"
    r"\s*/?|/[A-Za-z][A-Za-z0-9-]*\s*)>"
)
_NAMES = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt"
    "|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    "|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead"
    "|title|tr|track|ul"
)
# The start and the end of each kind of HTML block; None for a blank line.
_HTML = (
    (
        re.compile(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE),
        re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (re.compile(r"<!--"), re.compile(r"-->")),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(rf"</?(?:{_NAMES})(?=\s|/?>|$)", re.IGNORECASE), None),
    (re.compile(rf"<{_TAG}\s*$"), None),
)
_LONE_TAG = 6


def blocks(text: str, body: Span) -> list[Block]:
    """Return the blocks of *body* in order; in a simple body, the headings alone."""
    if _INTRICATE.search(text, *body):
        return _Reader(text, body).read()
    found = []
    for match in _SIMPLE_HEADING.finditer(text, *body):
        found.append(_heading(Span(*match.span()), 0, match))
        if len(found) == MOST_BLOCKS:
            break
    return found


def _heading(span: Span, depth: int, match: re.Match[str]) -> Block:
    words = (match[2] or "").rstrip()
    without_closing_signs = words.rstrip("#")
    if not without_closing_signs or without_closing_signs[-1] in " \t":
        words = without_closing_signs
    return Block("heading", span, depth, len(match[1]), words.strip())


class _Container(NamedTuple):
    """A block quote, or a list item whose content begins *indent* columns in."""

    indent: int
    is_quote: bool


class _Reader:
    """Reads line by line and keeps the open containers and the open leaf block."""

    def __init__(self, text: str, body: Span) -> None:
        self.text, self.body = text, body
        self.found: list[Block] = []
        self.containers: list[_Container] = []
        self.leaf: Kind | None = None
        self.start = self.end = 0  # of the leaf
        self.fence = ""  # of fenced code; empty for indented code
        self.ending: re.Pattern[str] | None = None  # of raw HTML
        self.is_new_item = False  # the innermost item has no content yet
        self.place = self.column = self.stop = 0  # in the line
        self.spare = 0  # columns left of a tab that a container partly consumed

    def read(self) -> list[Block]:
        place, end = self.body.start, min(self.body.end, self.body.start + MOST_CHARACTERS)
        while place < end and len(self.found) < MOST_BLOCKS:
            stop = self.text.find("\n", place, end)
            stop = end if stop < 0 else stop
            self._line(place, stop)
            place = stop + 1
        self._close()
        return self.found

    # --- one line ---

    def _line(self, place: int, stop: int) -> None:
        self.place, self.column, self.stop, self.spare = place, 0, stop, 0
        matched = self._matched()
        is_open = matched == len(self.containers)
        if is_open and self.leaf and self._goes_on():
            return
        if not is_open and self._is_blank():
            self._leave(matched)
            self.is_new_item = False
            return
        was_prose = self.leaf == "prose"
        if is_open and not was_prose:
            self._close()
        self._begin(matched, was_prose)

    def _matched(self) -> int:
        for number, container in enumerate(self.containers):
            indent = self._indent()
            if container.is_quote:
                if indent > 3 or not self.text.startswith(">", self._words(), self.stop):
                    return number
                self._skip(indent + 1)
                self._skip_one_blank()
            elif self._is_blank():
                if self.is_new_item and number == len(self.containers) - 1:
                    return number
                self._skip(min(indent, container.indent))
            elif indent >= container.indent:
                self._skip(container.indent)
            else:
                return number
        return len(self.containers)

    def _goes_on(self) -> bool:
        """Consume the line if it only continues the open leaf; return whether it did."""
        if self.leaf == "code":
            return self._code_goes_on()
        if self.leaf == "html":
            if self.ending is None and self._is_blank():
                return False
            self.end = self.stop
            if self.ending and self.ending.search(self.text, self.place, self.stop):
                self._close()
            return True
        return False

    def _code_goes_on(self) -> bool:
        indent = self._indent()
        if not self.fence:
            if self._is_blank():
                return True
            if indent < 4:
                return False
            self.end = self.stop
            return True
        self.end = self.stop
        at = self._words()
        is_fence = indent <= 3 and self.text.startswith(self.fence, at, self.stop)
        if is_fence and not self.text[at : self.stop].rstrip(" \t").strip(self.fence[0]):
            self._close()
        return True

    def _begin(self, matched: int, was_prose: bool) -> None:
        """Open the containers and the leaf that begin on the rest of the line."""
        goes_on = was_prose
        if not self._is_blank():
            self.is_new_item = False
        while True:
            indent = self._indent()
            if self._is_blank():
                self._leave(matched)
                return
            if indent > 3:
                if goes_on:
                    break
                self._leave(matched)
                self._open("code", fence="")
                return
            at = self._words()
            if self._begins_leaf(at, matched, goes_on):
                return
            container = self._container(at, indent, goes_on and matched == len(self.containers))
            if container is None:
                break
            self._leave(matched)
            self.containers.append(container)
            matched, goes_on = len(self.containers), False
        if goes_on and self.leaf == "prose":
            self.end = self.stop
            return
        self._leave(matched)
        self._open("prose")

    def _begins_leaf(self, at: int, matched: int, goes_on: bool) -> bool:
        text, stop = self.text, self.stop
        sign = text[at]
        if sign == "#" and (match := _HEADING.match(text, at, stop)):
            self._leave(matched)
            self.found.append(
                _heading(Span(self._line_start(at), stop), len(self.containers), match)
            )
            return True
        if sign in "`~" and (match := _FENCE.match(text, at, stop)):
            self._leave(matched)
            self._open("code", fence=match[1] or match[2])
            return True
        if sign == "<" and (number := self._html(at, goes_on)) is not None:
            self._leave(matched)
            self._open("html")
            self.ending = _HTML[number][1]
            if self.ending and self.ending.search(text, at, stop):
                self._close()
            return True
        in_paragraph = goes_on and matched == len(self.containers)
        if sign in "=-" and in_paragraph and _UNDERLINE.match(text, at, stop):
            self._underlined(1 if sign == "=" else 2)
            return True
        if sign in "*_-" and _BREAK.match(text, at, stop):
            self._leave(matched)
            return True
        return False

    def _html(self, at: int, goes_on: bool) -> int | None:
        for number, (opening, _) in enumerate(_HTML):
            if opening.match(self.text, at, self.stop):
                return None if number == _LONE_TAG and goes_on else number
        return None

    def _container(self, at: int, indent: int, in_paragraph: bool) -> _Container | None:
        """Return the container whose marker is at *at*, and move past the marker."""
        if len(self.containers) == _MOST_CONTAINERS:
            return None
        if self.text[at] == ">":
            self._skip(indent + 1)
            self._skip_one_blank()
            self.is_new_item = False
            return _Container(0, True)
        match = _MARKER.match(self.text, at, self.stop)
        if match is None:
            return None
        is_empty = _BLANKS.fullmatch(self.text, match.end(), self.stop) is not None
        if in_paragraph and (is_empty or int(match[2] or 1) != 1):
            return None
        self._skip(indent + len(match[1]))
        blanks = self._indent()
        taken = 1 if is_empty or blanks > 4 else blanks
        if not is_empty:
            self._skip(taken)
        self.is_new_item = is_empty
        return _Container(indent + len(match[1]) + taken, False)

    # --- the leaf ---

    def _open(self, leaf: Kind, fence: str = "") -> None:
        self.leaf, self.fence, self.end = leaf, fence, self.stop
        self.start = self._line_start(self._words())

    def _line_start(self, at: int) -> int:
        """Return the start of the line outside any container, else *at*."""
        return self.place if not self.containers and not self.spare else at

    def _close(self) -> None:
        if self.leaf:
            self.found.append(Block(self.leaf, Span(self.start, self.end), len(self.containers)))
        self.leaf, self.ending = None, None

    def _underlined(self, level: int) -> None:
        words = " ".join(self.text[self.start : self.end].split())
        span = Span(self.start, self.stop)
        self.found.append(Block("heading", span, len(self.containers), level, words))
        self.leaf = None

    def _leave(self, matched: int) -> None:
        """Close the leaf, and the containers that the line does not go on with."""
        self._close()
        del self.containers[matched:]

    # --- columns; a tab reaches to the next multiple of four ---

    def _words(self) -> int:
        """Return where the words of the rest of the line begin."""
        match = _BLANKS.match(self.text, self.place, self.stop)
        return match.end() if match else self.place

    def _is_blank(self) -> bool:
        return self._words() == self.stop

    def _indent(self) -> int:
        words = self._words()
        if "\t" not in self.text[self.place : words]:
            return self.spare + words - self.place
        column = self.column + self.spare
        for sign in self.text[self.place : words]:
            column += 4 - column % 4 if sign == "\t" else 1
        return column - self.column

    def _skip(self, columns: int) -> None:
        while columns > 0 and (self.spare or self.place < self.stop):
            if self.spare:
                step = min(columns, self.spare)
                self.spare -= step
                self.column += step
                columns -= step
                continue
            sign = self.text[self.place]
            self.place += 1
            if sign == "\t":
                self.spare = 4 - self.column % 4
            else:
                self.column += 1
                columns -= 1

    def _skip_one_blank(self) -> None:
        if self._indent():
            self._skip(1)


# --- what is not prose ---

_SIGN = re.compile(
    rf"\\[^\n]|(?P<ticks>`+)|(?P<comment><!--)|<{_TAG}|<[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*>"
)
_TICKS = re.compile("`+")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class Unread(NamedTuple):
    """A stretch that is not prose: code, a code span or an HTML comment."""

    kind: Literal["code", "code-span", "comment"]
    span: Span


def unread(text: str, body: Span) -> Iterator[Unread]:
    """Yield the stretches of *body* that are not prose, in order."""
    if not _MAY_HIDE.search(text, *body):
        return
    for block in _Reader(text, body).read():
        if block.kind == "code":
            yield Unread("code", block.span)
        elif block.kind == "html":
            for found in _COMMENT.finditer(text, *block.span):
                yield Unread("comment", Span(*found.span()))
        else:
            yield from _inline(text, block.span)


# Only these can begin code or comments.
_MAY_HIDE = re.compile(r"`|~~~|<!--|^[ >*+0-9.)-]*(?: {4}|\t)", re.MULTILINE)


def _inline(text: str, span: Span) -> Iterator[Unread]:
    place, end = span
    comments_end = text.rfind("-->", place, end)
    runs: dict[int, deque[int]] = {}
    while sign := _SIGN.search(text, place, end):
        start, place = sign.span()
        if sign["comment"] and start + 2 <= comments_end:
            place = text.index("-->", start + 2, end) + 3
            yield Unread("comment", Span(start, place))
        elif ticks := sign["ticks"]:
            runs = runs or _runs_of_ticks(text, Span(place, end))
            closing = _next(runs.get(len(ticks)), place)
            if closing is not None:
                place = closing + len(ticks)
                yield Unread("code-span", Span(start, place))


def _runs_of_ticks(text: str, span: Span) -> dict[int, deque[int]]:
    """Return where runs of backticks begin, by length, so that none is searched for twice."""
    runs: dict[int, deque[int]] = defaultdict(deque)
    for found in _TICKS.finditer(text, *span):
        runs[found.end() - found.start()].append(found.start())
    return runs


def _next(places: deque[int] | None, least: int) -> int | None:
    while places and places[0] < least:
        places.popleft()
    return places[0] if places else None


_INK = re.compile(r"\S")


def blanked(text: str, stretches: Iterable[Unread], sign: str = " ") -> str:
    """Return *text* with *sign* in place of each visible character of the *stretches*; offsets stay valid."""
    kept: list[str] = []
    place = 0
    for _, (start, end) in stretches:
        kept += (text[place:start], _INK.sub(sign, text[start:end]))
        place = end
    return "".join((*kept, text[place:])) if kept else text


def without_comments(text: str) -> str:
    """Return Markdown *text* without its HTML comments; those in code are code and stay."""
    if "<!--" not in text:
        return text
    lines = one_line_end(text)
    kept = []
    place = 0
    for kind, (start, end) in unread(lines, Span(0, len(lines))):
        if kind == "comment":
            kept.append(text[place:start])
            place = end
    return "".join((*kept, text[place:]))


def one_line_end(text: str) -> str:
    """Return *text* with LF line ends and unchanged offsets."""
    return text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text


# --- sections ---


def sections(found: Iterable[Block], end: int) -> Iterator[Section]:
    """Yield a section for each heading outside lists and quotes."""
    headings = [block for block in found if block.kind == "heading" and not block.depth]
    ends = [end] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.span.start
        waiting.append(index)
    for heading, last in zip(headings, ends, strict=True):
        start = min(heading.span.end + 1, end)
        yield Section(heading.text, heading.level, heading.span, Span(start, max(start, last)))


_MARKS = "-*+0123456789. "
_NEXT_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_JAPANESE_WRAP = re.compile(
    r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u3000-\u30ff\u4e00-\u9fff])"
)


def first_item(text: str) -> str:
    """Return the first paragraph or list item of a section on one line, without its bullet."""
    paragraph = text.replace("\r\n", "\n").partition("\n\n")[0]
    item = _NEXT_ITEM.split(paragraph, maxsplit=1)[0]
    # Japanese is written without spaces, so a line end between two of its characters becomes none.
    return " ".join(_JAPANESE_WRAP.sub("", item).split()).lstrip(_MARKS)
