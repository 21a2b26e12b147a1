"""The tables of a Markdown file, as GitHub reads them: https://github.github.com/gfm/#tables-extension-"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from srr.documents.body import blocks, unread
from srr.documents.places import Span
from srr.importers.source import OTHER_ROW
from srr.importers.tables.decoding import decoded
from srr.importers.tables.grid import Grid, Line, fault
from srr.language import Text

_LINE = Text("line {n}", "{n} 行目")
_SHIFTED = Text(r"write a bar within a cell as \|", r"セルの中の縦棒は \| と書いてください")
_NO_ROW = Text(
    "has no cells, though it lies within the table", "表の中にありますが、セルがありません"
)

_QUOTE = re.compile(r"(?:[ \t]*>)*[ \t]*")
_DELIMITER = re.compile(r"(?=.*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_HEADING = re.compile(r"#{1,6}(?:[ \t]|$)")
_PIPE = re.compile(r"(?<!\\)\|")
_PIPE_OR_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)|\\.|\|")
# Beyond it, looking for the ends of code spans takes too long.
_LONGEST = 10_000
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|\*|_|`+|~~)(?=\S)((?:(?!\1).)+)(?<=\S)\1", re.DOTALL)
_LINK = re.compile(
    r"\[((?:[^\[\]\\]|\\.)+)\]\(<?([^()\s<>]+(?:\([^()\s]*\)[^()\s]*)*)>?(?: \"[^\"]*\")?\)"
)


class _Text(NamedTuple):
    """A line of a file with its number from 1, without the signs of quotes."""

    number: int
    text: str


def read(name: str, content: bytes) -> tuple[Grid, ...]:
    """Return the tables of a Markdown file, each under the heading above it."""
    text = decoded(name, content).replace("\r\n", "\n").replace("\r", "\n")
    whole = Span(0, len(text))
    headings = [block for block in blocks(text, whole) if block.kind == "heading"]
    starts = [heading.span.start for heading in headings]
    hidden = [span for kind, span in unread(text, whole) if kind != "code-span"]
    names: Counter[str] = Counter()
    grids = []
    for place, lines in _tables(text, hidden):
        at = bisect(starts, place) - 1
        heading = _plain(headings[at].text)[0] if at >= 0 else ""
        title = heading or PurePosixPath(name).stem
        names[title] += 1
        count = names[title]
        grids.append(_grid(title if count == 1 else f"{title} ({count})", lines))
    return tuple(grids)


def _tables(text: str, hidden: Sequence[Span]) -> Iterator[tuple[int, list[_Text]]]:
    """Yield where each table begins, and its lines: the head, the delimiter, and the rows up to a blank line."""
    lines: list[_Text] = []
    start = place = 0
    starts = [span.start for span in hidden]
    for number, line in enumerate([*text.split("\n"), ""], 1):
        at = bisect(starts, place + len(line)) - 1
        is_hidden = at >= 0 and place < hidden[at].end and line.strip() != ""
        words = "" if is_hidden else _QUOTE.sub("", line, count=1).rstrip()
        if not words or _HEADING.match(words):
            if len(lines) > 1:
                yield start, lines
            lines = []
        elif len(lines) == 1 and not _DELIMITER.fullmatch(words):
            lines, start = [_Text(number, words)], place
        else:
            start = start if lines else place
            lines.append(_Text(number, words))
        place += len(line) + 1


def _grid(name: str, lines: Sequence[_Text]) -> Grid:
    head, rows = lines[0], lines[2:]
    first = _cells(head, 0)
    titles = first._replace(cells=tuple(_plain(cell)[0] for cell in first.cells))
    return Grid(
        name, [titles, *(_cells(row, len(titles.cells)) for row in rows)], 0, shifted=_SHIFTED
    )


def _cells(line: _Text, width: int) -> Line:
    """Return the cells of a row. Where it has more than *width*, bars within code part none."""
    place = _LINE.fill(n=line.number)
    if "|" not in line.text:
        return Line(place, (line.text,), why_skipped=_NO_ROW)
    inner = line.text.removeprefix("|")
    cells = _PIPE.split(inner)
    if len(cells) - (not cells[-1].strip()) > width > 0 and len(inner) < _LONGEST:
        cells = list(_apart_from_code(inner))
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    found = [_value(cell.strip().replace("\\|", "|")) for cell in cells]
    links = {at: link for at, (_, link) in enumerate(found) if link}
    texts = tuple(words for words, _ in found)
    unread = {at: why for at, cell in enumerate(texts) if (why := fault(cell))}
    return Line(place, texts, links, unread)


def _apart_from_code(text: str) -> Iterator[str]:
    start = 0
    for found in _PIPE_OR_CODE.finditer(text):
        if found[0] == "|":
            yield text[start : found.start()]
            start = found.end()
    yield text[start:]


def _value(cell: str) -> tuple[str, str | None]:
    """Return the text of a cell and the address behind it: what is emphasised or linked as a whole is so no more."""
    if "<" in cell:
        cell = _BREAK.sub("\n", cell)
    words, link = _plain(cell)
    is_place = link is None or link.startswith(("#", OTHER_ROW))
    return words, None if is_place else link


def _plain(cell: str) -> tuple[str, str | None]:
    """Return *cell* without emphasis around the whole of it, and the address that the whole of it leads to."""
    link = None
    for form in (_EMPHASIS, _LINK, _EMPHASIS):
        found = form.fullmatch(cell.strip())
        if found and form is _LINK:
            cell, link = found[1], found[2]
        elif found:
            cell = found[2]
    return cell.strip(), link
