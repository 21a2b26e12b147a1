"""An objective is looked at again by the day that it names.

A promise that was right for two hundred shops may be dear, or too little, for two thousand. `review_by` of an `[[slo]]`
makes somebody ask whether its target, window and services are still right. On the day itself it is in time. An
objective without `review_by` is not asked.

ja: サービスレベルの目標は、書いた期限までに見直す。

二百店のときに妥当だった約束も、二千店では高すぎたり足りなかったりする。`[[slo]]` の `review_by` は、目標・期間・対象の
サービスがいまも妥当かを問うためにある。期限の当日はまだ間に合っている。`review_by` のない目標は問われない。

Bad:
```
srr.toml
[[slo]]
name = "Ordering"
target = 99.95
review_by = 2026-02-01
```
Good:
```
srr.toml
[[slo]]
name = "Ordering"
target = 99.95
review_by = 2026-08-01
```
"""

from collections.abc import Iterator, Sequence
from datetime import date

from srr.documents.document import Document
from srr.documents.places import Span
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.registry import Registry
from srr.schema.dates import Duration
from srr.schema.settings_text import lines_of

MESSAGE = Text(
    "the objective {name} was to be looked at again by {day}, {late} before {today}",
    "目標 {name} の見直しの期限 {day} を、{today} の時点で {late}過ぎている",
)
OWNER_MESSAGE = Text(
    "{owner} was to look at the objective {name} again by {day}, {late} before {today}",
    "{owner} による目標 {name} の見直しの期限 {day} を、{today} の時点で {late}過ぎている",
)
HELP = Text(
    "ask whether {target} % over {span} is still right, then move review_by",
    "{span}で {target}% がいまも妥当かを確かめ、review_by を先に延ばす",
)


@rule(Registry, Severity.WARNING, dated=True)
def check(_: Registry, context: Context) -> Iterator[Problem]:
    """Compare the day of each objective with today."""
    days = [slo.review_by for slo in context.settings.slos]
    for place, slo in enumerate(context.settings.slos):
        if slo.review_by is None or slo.review_by >= context.today:
            continue
        late = Duration((context.today - slo.review_by).days, "d").words()
        words = OWNER_MESSAGE if slo.owner else MESSAGE
        name = Text(*(shown(label) for label in slo.label))
        read = context.settings.file
        yield Problem(
            words.fill(
                owner=shown(slo.owner),
                name=name,
                day=slo.review_by,
                late=late,
                today=context.today,
            ),
            span=_span(read, days, place) if read else None,
            help=HELP.fill(target=slo.percentage, span=slo.window.span),
            document=read,
        )


def _span(read: Document, days: Sequence[date | None], place: int) -> Span:
    """Return where the settings write the day of the objective at *place*: of equal days in their order."""
    day = str(days[place])
    lines = ((line.start, read.text[slice(*line)]) for line in lines_of(read.text, ("review_by",)))
    starts = [
        start + words.index(day)
        for start, words in lines
        if day in words and not words.lstrip().startswith("#")
    ]
    if not starts:
        return Span(0, 0)
    start = starts[min(days[:place].count(days[place]), len(starts) - 1)]
    return Span(start, start + len(day))
