"""The body of a record as its reader meets it: Markdown without code and without comments."""

import re

from srr.document import Document

# A fenced block, an indented block, an HTML comment or a code span. Code spans are short: the search for the end of
# each is bounded, so that no file takes long.
_UNREAD = re.compile(
    r"^ {0,3}(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n(?:.*?^ {0,3}(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|(?<=\n\n)(?: {4}|\t)(?![ \t]*(?:[-*+]|\d+[.)])[ \t])[^\n]*(?:\n(?: {4}|\t)[^\n]*)*"
    r"|<!--.*?(?:-->|\Z)"
    r"|(?<![`\\])(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,5000}?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL,
)
_MARKER = "-*+0123456789. "
_INK = re.compile(r"[^\r\n]")


def prose(document: Document) -> str:
    """Return the text of *document* with spaces for everything but prose, so that every place stays."""
    start = document.body.start
    body = document.text[start : document.body.end]
    if "\r" in body:
        body = body.replace("\r\n", " \n").replace("\r", "\n")
    return " " * start + _UNREAD.sub(lambda found: _INK.sub(" ", found.group()), body)


def first_line(text: str) -> str:
    """Return the first line of a section that says something, without its bullet."""
    return text.partition("\n")[0].lstrip(_MARKER).strip()
