"""CSV as spreadsheets and trackers write it: any of the usual encodings and separators."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from srr.importers.source import Unreadable
from srr.importers.tables.decoding import decoded
from srr.importers.tables.grid import ROW, Grid, Line, text_line
from srr.language import Text

_SEPARATORS = ",;\t"
_SAMPLE = 20
_DIRECTIVE = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)

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
_SHIFTED = Text(
    "look for a separator in a cell without quotes",
    "引用符のないセルに区切り文字がないか見てください",
)
_PLACE = Text("row {n} (line {line})", "{n} 行目 (ファイルの {line} 行目)")


def read(name: str, content: bytes) -> Grid:
    """Return the rows of a CSV file; raise Unreadable with the line where it is none."""
    text = decoded(name, content)
    directive = _DIRECTIVE.match(text)
    separator = directive[1] if directive else _separator(text)
    lines = list(_lines(name, text, separator))
    return Grid(name, lines[1:] if directive else lines, shifted=_SHIFTED)


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
