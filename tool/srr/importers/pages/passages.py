"""The Markdown of a page from elsewhere: its passages, and the links in it."""

import re
from bisect import bisect
from collections.abc import Callable
from typing import NamedTuple

from srr.documents.body import blocks, unread
from srr.documents.places import Span
from srr.importers.source import Passage

_EMPHASIS = re.compile(r"(\*\*|__|\*|_)(.+)\1")
# Programs quote blanks but not brackets, so pairs of these belong to the address. Both parts have a limit, or a line
# of nothing but brackets takes the square of its length.
_LINK = re.compile(
    r"(?P<sign>!?)\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,300}\]){0,1000})\]"
    r"\((?P<address>(?:[^()\s]|\([^()\s]{0,300}\)){1,2000})(?P<title>[ \t]+\"[^\"\n]*\")?\)"
)


class Link(NamedTuple):
    """A link or an image as Markdown has it: `[words](address)`."""

    words: str
    address: str
    is_image: bool
    whole: str


def passages_of(text: str, deeper: int = 0) -> tuple[Passage, ...]:
    """Return the passages of *text*, whose line ends are LF; its headings lie *deeper* by so many levels."""
    headings = [
        block
        for block in blocks(text, Span(0, len(text)))
        if block.kind == "heading" and not block.depth
    ]
    ends = [heading.span.start for heading in headings] + [len(text)]
    first = text[: ends[0]].strip()
    found = [Passage("", first)] if first else []
    for heading, end in zip(headings, ends[1:], strict=True):
        words = _EMPHASIS.sub(r"\2", heading.text)
        found.append(Passage(words, text[heading.span.end : end].strip(), heading.level + deeper))
    return tuple(found)


def relinked(text: str, replacement: Callable[[Link], str]) -> str:
    """Return *text* with the *replacement* of each of its links; those in code stay."""
    code = [span for _, span in unread(text, Span(0, len(text)))]
    starts = [span.start for span in code]

    def replaced(match: re.Match[str]) -> str:
        place = bisect(starts, match.start()) - 1
        if place >= 0 and match.start() < code[place].end:
            return match[0]
        return replacement(Link(match["words"], match["address"], bool(match["sign"]), match[0]))

    return _LINK.sub(replaced, text)
