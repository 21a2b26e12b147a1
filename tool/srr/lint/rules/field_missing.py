"""A record has every field that it must have.

Some fields are asked of every record; some only of a status: a risk that is done says why, and an incident in
review has its times and its score. An empty field is a missing one.

ja: 必須の項目はすべて書く。

どの記録にも必須の項目と、ステータスに応じて必須になる項目がある。完了したリスクには完了理由が、レビュー中の障害には
時刻とスコアが要る。空の項目は、ないのと同じである。

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

from srr.language import Text
from srr.lint.field_faults import FieldFault, depends_on_status, field_faults
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.record import Record
from srr.schema.fields import FieldSpec

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
        key = ("status",) if absent else fault.path
    else:
        message = MISSING if absent else EMPTY
        key = fault.path
    return Problem(
        message.fill(key=spec.key, status=record.status),
        key=key,
        help=HELP.fill(key=spec.key, meaning=spec.meaning),
    )
