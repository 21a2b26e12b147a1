"""A link between records leads to a record.

A link to nothing is a promise that nobody can look up. Correct the number, or take the link out. A risk names
postmortems under `postmortems`, a postmortem names risks under `risks`, and no record names itself.

ja: 記録どうしのリンクの先には記録がある。

行き先のないリンクは、誰も確かめられない。番号を直すか、リンクを消す。リスクは `postmortems` にポストモーテムを、
ポストモーテムは `risks` にリスクを書く。自分自身は指さない。

Bad:
```
related: [SRR-0404]
```
Good:
```
related: [SRR-0002]
risks/SRR-0002.md
related: [SRR-0001]
```
"""

from collections.abc import Iterator

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.names import is_id, kind_of_id
from srr.records.record import Record

MESSAGE = Text("there is no {id}", "{id} という記録はない")
HELP = Text("correct the number, or take the link out", "番号を直すか、リンクを消す")
RANGE_HELP = Text(
    "correct the number, or take the link out; the last one is {last}",
    "番号を直すか、リンクを消す。最後の番号は {last} である",
)
ITSELF = Text("{id} names itself", "{id} が自分自身を指している")
ITSELF_HELP = Text("take the link out", "リンクを消す")
NOT_A_RISK = Text(
    "{key} names risks, and {id} is a {kind}",
    "{key} はリスクを書くが、{id} は{kind}である",
)
NOT_A_RISK_HELP = Text(
    "write the id of a risk; a postmortem goes under postmortems or related",
    "リスクの ID を書く。ポストモーテムは postmortems か related に書く",
)
NOT_A_POSTMORTEM = Text(
    "{key} names postmortems, and {id} is a {kind}",
    "{key} はポストモーテムを書くが、{id} は{kind}である",
)
NOT_A_POSTMORTEM_HELP = Text(
    "write the id of a postmortem; other records go under related",
    "ポストモーテムの ID を書く。ほかの記録は related に書く",
)

_PREFIXES = {
    "postmortems": "PM-",
    "related": "",
    "duplicate_of": "SRR-",
    "recurrence_of": "SRR-",
    "risks": "SRR-",
    "risk": "SRR-",
}
_OTHER_KIND = {
    "SRR-": (NOT_A_RISK, NOT_A_RISK_HELP),
    "PM-": (NOT_A_POSTMORTEM, NOT_A_POSTMORTEM_HELP),
}


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Look up every id in the record."""
    for key, prefix in _PREFIXES.items():
        value = record.data.get(key)
        if value:
            yield from _of_key(record, key, prefix, value, context.registry.ids)


def _of_key(
    record: Record, key: str, prefix: str, value: object, known: frozenset[str]
) -> Iterator[Problem]:
    single = key in ("duplicate_of", "recurrence_of", "risk")
    named = enumerate(value) if isinstance(value, list) else ((None, value),) if single else ()
    for index, target in named:
        if not isinstance(target, str) or not is_id(target):
            continue
        if target in known and target.startswith(prefix) and target != record.id:
            continue
        message, help_text = _say(record, key, prefix, target, known)
        path: KeyPath = (key,) if index is None else (key, index)
        yield Problem(message, key=path, value=True, help=help_text)


def _say(
    record: Record, key: str, prefix: str, target: str, known: frozenset[str]
) -> tuple[Text, Text]:
    if target == record.id:
        return ITSELF.fill(id=target), ITSELF_HELP
    kind = kind_of_id(target)
    if kind and not target.startswith(prefix):
        message, help_text = _OTHER_KIND[prefix]
        return message.fill(key=key, id=target, kind=kind.noun), help_text
    prefix = target.partition("-")[0]
    alike = [name for name in known if name.startswith(f"{prefix}-") and is_id(name)]
    last = max(alike, key=lambda name: int(name.partition("-")[2]), default=None)
    return MESSAGE.fill(id=target), RANGE_HELP.fill(last=last) if last else HELP
