"""An owner is somebody who is there.

Where people.toml says who is on the team, an owner that it does not list is a slip, or somebody it forgot; one whose
`until` is past has left, and their risks are nobody's. Hand them over with `srr assign SRR-0001 HANDLE`, or write the
person into people.toml. What is done or closed keeps its owner. Without people.toml nothing is asked.

ja: 担当者は、いまチームにいる人である。

people.toml があるのに、そこにない担当者は、書き間違いか書き忘れである。`until` が過ぎた人はチームにおらず、そのリスクは
誰も見ていない。`srr assign SRR-0001 HANDLE` で引き継ぐか、people.toml にその人を書く。完了したものの担当者は替えなくて
よい。people.toml がなければ何も問わない。

Bad:
```
owner: ura
people.toml
[ura]
until = 2026-01-30
[sato]
```
Good:
```
owner: sato
people.toml
[ura]
until = 2026-01-30
[sato]
```
"""

from collections.abc import Iterator, Mapping
from datetime import date

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.people import Person
from srr.text.spelling import meant

UNKNOWN = Text(
    "people.toml does not know the owner {owner}; {hint}",
    "担当者 {owner} が people.toml にない。{hint}",
)
LEFT = Text(
    "the owner {owner} left: people.toml says until {until}",
    "担当者 {owner} はすでにチームを離れている: people.toml では {until} まで",
)
WRITE = Text("write [{owner}] into it", "people.toml に [{owner}] を書く")
ASSIGN_HELP = Text(
    "hand it over: srr assign {id} HANDLE --note WORDS",
    "srr assign {id} HANDLE --note WORDS で引き継ぐ",
)
OTHER_HELP = Text("name an owner who is there", "いまいる人を担当者にする")


@rule(Record, Severity.ERROR, dated=True)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Look up the owners of what is not finished."""
    people = context.settings.people
    if people is None:
        return
    for key, owner in _owners(record):
        message = _fault(owner, people, context.today)
        if message:
            on_risk = isinstance(record, Risk)
            help_text = ASSIGN_HELP.fill(id=record.id) if on_risk else OTHER_HELP
            yield Problem(message, key=key, value=True, help=help_text)


def _owners(record: Record) -> Iterator[tuple[KeyPath, str]]:
    """Yield the owners of *record* and of its actions, as far as something is still to be done."""
    if record.owner and not record.has_ended:
        yield ("owner",), record.owner
    for action in record.actions if isinstance(record, Postmortem) else ():
        if action.owner and action.is_open:
            yield ("actions", action.index, "owner"), action.owner


def _fault(owner: str, people: Mapping[str, Person], today: date) -> Text | None:
    person = people.get(owner)
    if person is None:
        words = shown(owner)
        return UNKNOWN.fill(owner=words, hint=meant(owner, people, WRITE.fill(owner=words)))
    return LEFT.fill(owner=shown(owner), until=person.until) if person.has_left(today) else None
