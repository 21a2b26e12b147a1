"""A record has every field that it must have.

Some fields are asked of every record; some only of a status: a risk that is done says why, and an incident in
review has its times and its score. An empty field is a missing one. `srr fix` writes the keys, and the values
that are known: fill in the others.

ja: 必須の項目はすべて書く。

どの記録にも必須の項目と、ステータスに応じて必須になる項目がある。完了したリスクには完了理由が、レビュー中の障害には
時刻とスコアが要る。空の項目は、ないのと同じである。`srr fix` はキーと、わかっている値を書く。残りの値を書き入れること。

Bad:
```
# no owner
```
Good:
```
owner: ura
```
"""

from collections.abc import Iterator

from srr.documents.edit import AddKey, Edit
from srr.documents.places import KeyPath, dotted
from srr.language import Text
from srr.lint.field_faults import FieldFault, depends_on_status, field_faults
from srr.lint.finding import Lack, Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.fields import FieldSpec
from srr.schema.kinds import KINDS

MISSING = Text("{key} is missing", "{key} がない")
EMPTY = Text("{key} is empty", "{key} が空である")
FOR_STATUS = Text(
    "{key} is missing; the status {status} asks for it",
    "{key} がない。ステータス {status} では必須である",
)
EMPTY_FOR_STATUS = Text(
    "{key} is empty; the status {status} asks for it",
    "{key} が空である。ステータス {status} では必須である",
)
HELP = Text("add {key}: {meaning}", "{key} を書く: {meaning}")
SEVERAL = Text("{n} fields are missing: {names}", "{n} 個の項目がない: {names}")
SEVERAL_EMPTY = Text("{n} fields are empty: {names}", "{n} 個の項目が空である: {names}")
SEVERAL_FOR_STATUS = Text(
    "{n} fields are missing: {names}; the status {status} asks for them",
    "{n} 個の項目がない: {names}。ステータス {status} では必須である",
)
SEVERAL_EMPTY_FOR_STATUS = Text(
    "{n} fields are empty: {names}; the status {status} asks for them",
    "{n} 個の項目が空である: {names}。ステータス {status} では必須である",
)
SEVERAL_HELP = Text(
    "run srr fix, which adds the keys, then write their values",
    "srr fix を実行するとキーが加わる。そのあとに値を書く",
)
SEVERAL_EMPTY_HELP = Text("write their values", "値を書く")


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Report the required fields that are missing or blank."""
    violations = context.violations(record)
    if not violations:
        return
    for fault in field_faults(record, violations):
        if fault.kind == "missing" and fault.spec:
            yield _problem(record, fault, fault.spec)


def _problem(record: Record, fault: FieldFault, spec: FieldSpec) -> Problem:
    absent = fault.keyword == "required"
    if depends_on_status(record, fault.path):
        message = FOR_STATUS if absent else EMPTY_FOR_STATUS
        several = SEVERAL_FOR_STATUS if absent else SEVERAL_EMPTY_FOR_STATUS
        several = several.fill(status=record.status, n="{n}", names="{names}")
        key = ("status",) if absent else fault.path
    else:
        message = MISSING if absent else EMPTY
        several = SEVERAL if absent else SEVERAL_EMPTY
        key = fault.path
    name, keys = dotted(fault.path), _keys(record)
    rank = keys.index(spec.key) if spec.key in keys else len(keys)
    several_help = SEVERAL_HELP if absent else SEVERAL_EMPTY_HELP
    return Problem(
        message.fill(key=spec.key, status=record.status),
        key=key,
        help=HELP.fill(key=spec.key, meaning=spec.meaning),
        fix=_added(record, fault.path, keys) if absent else (),
        lack=Lack(f"field {name}", Text(name, name), rank, several, several_help),
    )


def _keys(record: Record) -> list[str]:
    return [spec.key for spec in KINDS[record.record_kind].fields]


def _added(record: Record, path: KeyPath, keys: list[str]) -> tuple[Edit, ...]:
    """Return the edit that adds the key in its place, with the value where that is known."""
    key = str(path[0])
    if len(path) > 1:
        return ()
    known = {"id": record.id, "priority": record.priority if isinstance(record, Risk) else None}
    return (AddKey(key, known.get(key), tuple(keys[: keys.index(key)])),)
