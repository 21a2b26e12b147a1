"""CSV as spreadsheets and trackers write it: any of the usual encodings and separators."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from srr.importers.source import Unreadable
from srr.importers.tables.grid import ROW, Grid, Line, text_line
from srr.language import Text

_SEPARATORS = ",;\t"
_SAMPLE = 20
_DIRECTIVE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)

_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_JAPANESE = re.compile("[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]")
_SURELY_JAPANESE = re.compile("[\u3041-\u30ff]|[\u4e00-\u9fff]{2}")
_HALF_WIDTH = re.compile(r"[\x00-\x7f\uff61-\uff9f]*")

_MEND = Text("save it as CSV UTF-8", "CSV UTF-8 で保存し直してください")
_NEITHER = Text(
    "{name} is neither UTF-8 nor Shift_JIS (byte {byte}, line {line}): {mend}",
    "{name} は UTF-8 でも Shift_JIS でもありません ({byte} バイト目、{line} 行目)。{mend}",
)
_MIXED = Text(
    "{name} mixes UTF-8 with another encoding (byte {byte}, line {line}): {mend}",
    "{name} は UTF-8 と別の文字コードが混ざっています ({byte} バイト目、{line} 行目)。{mend}",
)
_NOT_THAT = Text(
    "{name} begins as {encoding} does, and is something else (byte {byte}, line {line}): {mend}",
    "{name} は {encoding} の形で始まりますが、途中が違います ({byte} バイト目、{line} 行目)。{mend}",
)
_NUL = Text(
    "{name} holds a NUL byte (line {line}), so it is no text: {mend}",
    "{name} に NUL バイトがあり ({line} 行目)、テキストではありません。{mend}",
)
_ESCAPED = Text(
    "{name} is written in ISO-2022-JP (line {line}): {mend}",
    "{name} は ISO-2022-JP で書かれています ({line} 行目)。{mend}",
)
_QUOTES = Text(
    "{name} has a quote that does not match in the row that begins on line {line}: "
    "close it, and double each quote within a cell",
    "{name} の {line} 行目から始まる行の引用符が対応していません。閉じてから、セルの中の引用符は 2 つ重ねてください",
)
_TOO_LONG = Text(
    "{name} has a cell of more than {most} characters in the row that begins on line {line}: "
    "look for a quote that is never closed",
    "{name} の {line} 行目から始まる行に {most} 文字を超えるセルがあります。閉じていない引用符がないか見てください",
)
_PLACE = Text("row {n} (line {line})", "{n} 行目 (ファイルの {line} 行目)")


def read(name: str, content: bytes) -> Grid:
    """Return the rows of a CSV file; raise Unreadable with the line where it is none."""
    text = decoded(name, content)
    directive = _DIRECTIVE.match(text)
    separator = directive[1] if directive else _separator(text)
    lines = list(_lines(name, text, separator))
    return Grid(name, lines[1:] if directive else lines, can_shift=True)


def decoded(name: str, content: bytes) -> str:
    """Return the text of *content*, which is UTF-8, UTF-16 with a byte order mark, or Shift_JIS."""
    mark = next((mark for mark in _BOMS if content.startswith(mark)), b"")
    try:
        text = content[len(mark) :].decode(_BOMS.get(mark, "utf-8"))
    except UnicodeDecodeError as error:
        byte = len(mark) + error.start
        if mark:
            raise _refusal(_NOT_THAT, name, content, byte, encoding=_BOMS[mark].upper()) from None
        text = _shift_jis(name, content, byte)
    for sign, said in (("\0", _NUL), ("\x1b$", _ESCAPED)):
        if sign in text:
            line = text.count("\n", 0, text.index(sign)) + 1
            raise Unreadable(said.fill(name=name, line=line, mend=_MEND))
    return text


def _shift_jis(name: str, content: bytes, byte: int) -> str:
    """Return *content*, which is not UTF-8 from *byte* on, read as what Excel in Japanese calls CSV."""
    # Text in UTF-8 is often valid in Shift_JIS as well, as nonsense: a file of both must not pass for one.
    if any(_is_utf_8(line) for line in content.splitlines()):
        raise _refusal(_MIXED, name, content, byte)
    try:
        text = content.decode("cp932")
    except UnicodeDecodeError as error:
        raise _refusal(_NEITHER, name, content, error.start) from None
    foreign = sum(not sign.isascii() for sign in text)
    if not _SURELY_JAPANESE.search(text) or len(_JAPANESE.findall(text)) * 2 < foreign:
        raise _refusal(_NEITHER, name, content, byte)
    return text


def _is_utf_8(line: bytes) -> bool:
    try:
        return not line.isascii() and bool(line.decode()) and not _is_half_width(line)
    except UnicodeDecodeError:
        return False


def _is_half_width(line: bytes) -> bool:
    try:
        return _HALF_WIDTH.fullmatch(line.decode("cp932")) is not None
    except UnicodeDecodeError:
        return False


def _refusal(said: Text, name: str, content: bytes, byte: int, **values: object) -> Unreadable:
    line = content.count(b"\n", 0, byte) + 1
    return Unreadable(said.fill(name=name, byte=byte, line=line, mend=_MEND, **values))


def _separator(text: str) -> str:
    """Return the separator that parts the most of the first rows into one number of cells, and that into the most."""

    def regularity(separator: str) -> tuple[bool, float, int, int]:
        source = StringIO(text, newline="")
        rows = csv.reader(source, delimiter=separator, skipinitialspace=True, strict=True)
        widths: list[int] = []
        with suppress(csv.Error):
            widths.extend(len(row) for row in islice(filter(any, rows), _SAMPLE))
        usual, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
        return usual > 1, count / len(widths) if usual > 1 else 0, usual, max(widths, default=0)

    return max(_SEPARATORS, key=regularity)


def _lines(name: str, text: str, separator: str) -> Iterator[Line]:
    source = StringIO(text, newline="")
    rows = csv.reader(source, delimiter=separator, skipinitialspace=True, strict=True)
    number = 0
    while True:
        begin = rows.line_num + 1
        try:
            cells = next(rows, None)
        except csv.Error as error:
            raise _broken(name, begin, error) from None
        if cells is None:
            return
        number += 1
        place = ROW.fill(n=number) if number == begin else _PLACE.fill(n=number, line=begin)
        yield text_line(place, cells)


def _broken(name: str, line: int, error: csv.Error) -> Unreadable:
    said = _TOO_LONG if "field larger than" in str(error) else _QUOTES
    return Unreadable(said.fill(name=name, line=line, most=f"{csv.field_size_limit():,}"))
