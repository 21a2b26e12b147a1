"""Text in the cells of a table that is read back: nothing in it is run or obeyed, and nothing is lost.

What is hidden, or would be taken for a command of a CI runner or an error of a spreadsheet, is written out, as in
`<U+202E>`. Where a spreadsheet would run a formula, CSV has a quote; a workbook says of each cell that it is text.
"""

import re
from collections.abc import Iterable

from srr.text.sinks import FORMULA, Characters, code_point, is_harmless

SEPARATOR = "|"
"""What stands between the items of a list in one cell."""

ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|ERROR!|SPILL!|CALC!|FIELD!|BLOCKED!|BUSY!|GETTING_DATA)"
)
"""What a spreadsheet shows in place of a value."""

_LINE_END = re.compile(r"\r\n?")
_KEPT = "\n\t"
_HIDDEN = Characters(
    lambda sign: sign if is_harmless(sign) or sign in _KEPT else code_point(sign),
)
# The last character of each is the one that is written out.
_OBEYED = re.compile(r"^\s*:(?=:)|##(?=\w*\[)|section_(?=(?:start|end):)", re.MULTILINE)
_WRITTEN_OUT = re.compile(r"<U\+([0-9A-F]{4,6})>")
_LOOKS_WRITTEN_OUT = re.compile(r"<(?=U\+[0-9A-F]{4,6}>)")
# Where a quote stands before what would be a formula without it.
_QUOTED = re.compile(r"(?<![^;])'(?=[\s']*[=+\-@＝＋－＠])")
_PARTS = re.compile(r"\\[\\|]|\||[^\\|]+|\\")


def text(words: str) -> str:
    """Return *words* as the text of a cell: line ends are LF, blanks at its end are left out."""
    words = _LINE_END.sub("\n", words).strip("\n").rstrip()
    words = _LOOKS_WRITTEN_OUT.sub(code_point("<"), words)
    if not words.isprintable():
        words = words.translate(_HIDDEN)
    if "::" in words or "##" in words or "section_" in words:
        words = _OBEYED.sub(lambda found: found[0][:-1] + code_point(found[0][-1]), words)
    # Readers of tables leave out blanks around a cell, and errors.
    is_lost = words[:1].isspace() or ERROR.fullmatch(words)
    return code_point(words[0]) + words[1:] if is_lost else words


def csv(words: str) -> str:
    """Return *words* as a cell of CSV, with a quote before what a spreadsheet would run."""
    return FORMULA.sub("'", text(words))


def workbook(words: str) -> str:
    """Return *words* as a cell of a workbook, which runs no text; `read` takes one quote away."""
    return _QUOTED.sub("''", text(words))


def read(cell: str) -> str:
    """Return the words that *cell* holds, as `csv` and `workbook` write them."""
    return _WRITTEN_OUT.sub(_character, _QUOTED.sub("", cell))


def joined(items: Iterable[str]) -> str:
    """Return *items* as one text with bars between; a bar and a backslash within one get a backslash."""
    return SEPARATOR.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def split(words: str) -> tuple[str, ...]:
    """Return the items that `joined` made *words* of; blanks around each are left out."""
    items = [""]
    for part in _PARTS.findall(words):
        if part == SEPARATOR:
            items.append("")
        else:
            items[-1] += part[1:] if len(part) == 2 and part[0] == "\\" else part
    return tuple(item.strip() for item in items) if words else ()


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    is_one = code <= 0x10FFFF and not 0xD800 <= code < 0xE000
    return chr(code) if is_one else found[0]
