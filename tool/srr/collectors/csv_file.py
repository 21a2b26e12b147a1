"""A file of `date,value` on a web server, as `indicators/` holds them."""

from datetime import date

from srr.collectors.refusals import NotCollected
from srr.documents import csv_series, document
from srr.language import Text
from srr.records.indicator import Reading
from srr.text.terminal import cut

ACCEPT = "text/csv"
_LONGEST = 60
_FAULT = Text(
    "line {line} of the answer is {words}; the first line is date,value, and each further one a later day and a number",
    "応答の {line} 行目が {words} です。最初の行は date,value、その後の行は前より後の日付と数値にしてください",
)
_OTHER_ENCODING = Text(
    "the answer is not UTF-8; save it as UTF-8",
    "応答が UTF-8 ではありません。UTF-8 で保存してください",
)
_NO_ROW = Text(
    "the answer has no row up to {today}; correct the url",
    "{today} までの行が応答にありません。url を直してください",
)


def rows_in(body: bytes, today: date) -> list[Reading]:
    """Return the rows of a file up to *today*; raise NotCollected where *body* has none, or one that cannot be read."""
    series = csv_series.read(body)
    for fault, span in series.faults:
        if fault == "encoding":
            raise NotCollected(_OTHER_ENCODING)
        read = document.configuration("", body, {})
        words = repr(cut(read.text[span.start : span.end], _LONGEST))
        raise NotCollected(_FAULT.fill(line=read.position(span.start).line, words=words))
    rows = zip(series.days, series.values, strict=True)
    found = [Reading(day, value) for day, value in rows if day <= today]
    if not found:
        raise NotCollected(_NO_ROW.fill(today=today))
    return found
