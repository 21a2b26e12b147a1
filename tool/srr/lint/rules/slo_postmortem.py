"""What takes much of an error budget has a postmortem, and the postmortem an action.

`[budget] incident_share = 0.2` asks it of each incident and each occurrence that takes more than a fifth of a window's
budget, of any objective that covers its service. An occurrence has a postmortem if an incident of its risk began on
that day. A draft is not asked for actions yet. Without the setting nothing is asked.

ja: エラーバジェットを大きく使った出来事には、ポストモーテムとアクションがある。

`[budget] incident_share = 0.2` と書くと、期間の予算の五分の一を超えて使った障害や発生のそれぞれに求める。対象はその
サービスを含むすべての目標である。発生の日に始まった同じリスクの障害があれば、それがポストモーテムである。下書きのうち
はアクションを求めない。設定がなければ何も求めない。

Bad:
```
service: order-api

## Occurrences
- 2026-01-30 sato: 20 minutes, 40 %. The stock service was slow.
srr.toml
[budget]
incident_share = 0.2
[[slo]]
name = "Ordering"
target = 99.95
```
Good:
```
service: order-api

## Occurrences
- 2026-01-30 sato: 20 minutes, 20 %. The stock service was slow.
srr.toml
[budget]
incident_share = 0.2
[[slo]]
name = "Ordering"
target = 99.95
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.downtime import downtime, kept_from_working
from srr.records.objectives import Multiple, multiple
from srr.records.occurrences import Occurrence, figure
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk

OCCURRENCE = Text(
    "{minutes} min of all users are {share} % of {budget} of {name}, and there is no postmortem",
    "全利用者に換算した {minutes} 分は {name} の {budget}の {share}% にあたるが、ポストモーテムがない",
)
INCIDENT = Text(
    "{minutes} min are {share} % of {budget} of {name}, and no action follows from it",
    "{minutes} 分は {name} の {budget}の {share}% にあたるが、アクションがない",
)
WRITE_HELP = Text(
    'write one: srr new postmortem --risk {id} --started "{day} HH:MM"',
    'srr new postmortem --risk {id} --started "{day} HH:MM" で書く',
)
ACTION_HELP = Text(
    "write down what is done so that it does not happen again",
    "再発させないために何をするかを actions に書く",
)


@rule(Record, Severity.WARNING)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Hold what happened against the budget of a window."""
    most = context.settings.budget.incident
    if most is None:
        return
    match record:
        case Risk():
            yield from _occurrences(record, most, context)
        case Postmortem():
            yield from _without_action(record, most, context)


def _occurrences(risk: Risk, most: float, context: Context) -> Iterator[Problem]:
    for entry in risk.occurrences:
        each = entry.occurrence
        if each is None or each.on > context.today:
            continue
        found = multiple(risk, each.bad_minutes, context.settings)
        if found and _is_above(found, most) and not _has_postmortem(risk, each, context):
            help_text = WRITE_HELP.fill(id=risk.id, day=each.on)
            yield Problem(
                _said(OCCURRENCE, each.bad_minutes, found), span=entry.span, help=help_text
            )


def _has_postmortem(risk: Risk, occurrence: Occurrence, context: Context) -> bool:
    incidents = filter(kept_from_working, context.registry.postmortems_of(risk))
    return any(each.started and each.started.date() == occurrence.on for each in incidents)


def _without_action(postmortem: Postmortem, most: float, context: Context) -> Iterator[Problem]:
    took = downtime(postmortem)
    if took is None or postmortem.actions or postmortem.status == "draft":
        return
    found = multiple(postmortem, took.minutes, context.settings)
    if found and _is_above(found, most):
        yield Problem(_said(INCIDENT, took.minutes, found), key=("actions",), help=ACTION_HELP)


def _is_above(found: Multiple, most: float) -> bool:
    # A fifth of 21.6 minutes is not quite 4.32 of them in binary.
    return round(found.times, 6) > most


def _said(words: Text, minutes: float, found: Multiple) -> Text:
    return words.fill(
        minutes=figure(minutes),
        share=f"{100 * found.times:,.0f}",
        budget=found.slo.window.budget_words,
        name=Text(*(shown(label) for label in found.slo.label)),
    )
