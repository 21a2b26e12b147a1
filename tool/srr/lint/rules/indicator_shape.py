"""An indicator is a series of `date,value` that only grows.

`indicators/NAME.csv` begins with `date,value`; each further row is a day and a number, later than the row before, and
none lies after tomorrow. A row that cannot be read is left out, and a condition may be judged by an older one. Rows
that were there before stay as they are, because decisions were made on them. `srr indicator NAME VALUE` writes the next
row. To correct an old number, give the reason in srr.toml: `[ignore.indicator-shape] NAME = "REASON"`.

ja: 指標は `date,value` の並びで、行は増えるだけである。

`indicators/NAME.csv` は `date,value` で始まり、2 行目からは日付と数値を書く。日付は前の行より後で、明日より先には
ならない。読めない行は使われず、条件はそれより古い数値で判断される。前からある行は、それをもとに決めたことがあるので変えない。
次の行は `srr indicator NAME VALUE` で書く。古い数値を訂正するときは、srr.toml に理由を書く:
`[ignore.indicator-shape] NAME = "理由"`。

Bad:
```
indicators/shops.csv
date,value
2026-01-26,1,204
```
Good:
```
indicators/shops.csv
date,value
2026-01-26,1204
```
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from srr.documents.csv_series import HEADER, RowFault, written
from srr.documents.days import YEARS
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.indicator import Indicator, Reading
from srr.schema.indicators import is_name

HEADING = Text("the first line is not {header}", "最初の行が {header} でない")
ROW = Text(
    "the line is not a day and a number, such as 2026-01-26,12",
    "行が 2026-01-26,12 のような日付と数値でない",
)
DAY = Text(
    "the day does not exist, or lies outside of the years {first} to {last}",
    "日付が存在しないか、{first} 年から {last} 年までの間にない",
)
NUMBER = Text("the number is too large", "数値が大きすぎる")
TWICE = Text("the day has a number already", "その日の数値はすでにある")
ORDER = Text("the day lies before that of a row above", "日付が、前にある行の日付より前である")
ENCODING = Text("the file is not UTF-8", "ファイルが UTF-8 でない")
FUTURE = Text(
    "the row of {on} lies after tomorrow; today is {today}",
    "{on} の行は明日より先である。今日は {today}",
)
NAME = Text("{name} cannot be named in a condition", "{name} は条件に書ける名前ではない")
CHANGED = Text(
    "the number of {on} was {old} before, and is {new} now",
    "{on} の数値が {old} から {new} に変わっている",
)
GONE = Text("the row of {on} ({old}) is gone", "{on} の行 ({old}) がなくなっている")
ALL_GONE = Text(
    "{n} rows are gone, the first of {first} and the last of {last} ({old})",
    "{first} から {last} ({old}) までの {n} 行がなくなっている",
)
FORM_HELP = Text(
    "write date,value on the first line, then a day and a plain number in each row",
    "最初の行に date,value、その後の各行に日付と数値だけを書く",
)
ORDER_HELP = Text(
    "sort the rows by day, one a day at most", "行を日付の順に並べ、1 日 1 行までにする"
)
NAME_HELP = Text(
    "put it straight into indicators/ and call it one word, such as shops.csv",
    "indicators/ の直下に置き、shops.csv のように 1 語の名前にする",
)
OLD_HELP = Text(
    "put it back; to correct it, give the reason under [ignore.indicator-shape] in srr.toml",
    "元に戻す。訂正するなら、srr.toml の [ignore.indicator-shape] に理由を書く",
)

_MESSAGES: Mapping[RowFault, tuple[Text, Text]] = {
    "header": (HEADING.fill(header=HEADER), FORM_HELP),
    "row": (ROW, FORM_HELP),
    "day": (DAY.fill(first=YEARS[0], last=YEARS[-1]), FORM_HELP),
    "number": (NUMBER, FORM_HELP),
    "twice": (TWICE, ORDER_HELP),
    "order": (ORDER, ORDER_HELP),
    "encoding": (ENCODING, FORM_HELP),
}


@rule(Indicator, Severity.ERROR)
def check(indicator: Indicator, context: Context) -> Iterator[Problem]:
    """Report the faults of the file, days to come, and old rows that a pull request changes."""
    if not is_name(indicator.name):
        yield Problem(NAME.fill(name=shown(indicator.name)), help=NAME_HELP)
    for fault, span in indicator.series.faults:
        message, help_text = _MESSAGES[fault]
        yield Problem(message, span=span, help=help_text)
    yield from _future(indicator, context)
    yield from _rewritten(indicator, context)


def _future(indicator: Indicator, context: Context) -> Iterator[Problem]:
    for on in indicator.series.days[indicator.rows(context.today) :]:
        yield Problem(
            FUTURE.fill(on=on, today=context.today),
            span=_line_of(indicator, str(on)),
            help=FORM_HELP,
        )


def _rewritten(indicator: Indicator, context: Context) -> Iterator[Problem]:
    """Yield the rows up to today that the base has otherwise; one from the future may be corrected."""
    before = context.base.indicators.get(indicator.name) if context.base else None
    if before is None or before.raw == indicator.raw:
        return
    now = dict(zip(indicator.series.days, indicator.series.values, strict=True))
    rows = zip(before.series.days, before.series.values, strict=True)
    gone: list[Reading] = []
    for on, value in islice(rows, before.rows(context.today)):
        if on not in now:
            gone.append(Reading(on, value))
        elif now[on] != value:
            message = CHANGED.fill(on=on, old=written(value), new=written(now[on]))
            yield Problem(message, span=_line_of(indicator, str(on)), help=OLD_HELP)
    if gone:
        yield Problem(_gone(gone), help=OLD_HELP)


def _gone(rows: Sequence[Reading]) -> Text:
    """Say that *rows* are gone; a file that is emptied is one fault, however many it had."""
    old = written(rows[-1].value)
    if len(rows) == 1:
        return GONE.fill(on=rows[0].on, old=old)
    return ALL_GONE.fill(n=len(rows), first=rows[0].on, last=rows[-1].on, old=old)


def _line_of(indicator: Indicator, day: str) -> Span:
    """Return the place of the row of *day*."""
    text = indicator.document.text
    start = max(text.find(f"\n{day}") + 1, 0)
    return Span(start, start + len(text[start:].split("\n", 1)[0].rstrip()))
