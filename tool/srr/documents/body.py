"""The body of a record as its reader meets it: Markdown without code and without comments."""

import re

from srr.documents.document import Document

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
_NEXT_ITEM = re.compile(r"\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_JAPANESE_WRAP = re.compile(
    r"(?<=[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef])[ \t]*\n[ \t]*(?=[\u3000-\u30ff\u4e00-\u9fff])"
)
_INK = re.compile(r"[^\r\n]")


def prose(document: Document) -> str:
    """Return the text of *document* with spaces for everything but prose, so that every place stays."""
    start = document.body.start
    body = document.text[start : document.body.end]
    if "\r" in body:
        body = body.replace("\r\n", " \n").replace("\r", "\n")
    return " " * start + _UNREAD.sub(lambda found: _INK.sub(" ", found.group()), body)


def first_item(text: str) -> str:
    """Return the first paragraph or list item of a section on one line, without its bullet."""
    paragraph = text.replace("\r\n", "\n").partition("\n\n")[0]
    item = _NEXT_ITEM.split(paragraph, maxsplit=1)[0]
    # Japanese is written without spaces: a line end between two of its characters is none either.
    return " ".join(_JAPANESE_WRAP.sub("", item).split()).lstrip(_MARKER)
