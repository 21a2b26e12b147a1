"""Every key is one that the registry knows.

A mistyped key is read by nobody: the value is lost without a word. Correct the spelling; a key that only your
team needs begins with `x_`.

ja: 未定義のキーは使わない。

綴りを誤ったキーは誰にも読まれず、値が黙って失われる。綴りを直す。チーム独自のキーは `x_` で始める。

Bad:
```
horizn: next
```
Good:
```
horizon: next
x_budget: 2026-H1
```
"""

from collections.abc import Iterator

from srr.documents.edit import Edit, RenameKey
from srr.language import Text
from srr.lint.field_faults import FieldFault, field_faults, specs_around
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.record import Record
from srr.schema.kinds import KINDS
from srr.schema.synonyms import SECTIONS
from srr.text.spelling import joined, recognise

MESSAGE = Text("no field is called {key}", "{key} という項目はない")
DID_YOU_MEAN = Text("did you mean {meant}?", "{meant} の間違いではないか")
LABEL = Text(
    "{key} is the label of {meant}; write {meant}", "{key} はラベル。キーは {meant} と書く"
)
RENAMED = Text("{key} is now called {meant}", "{key} は {meant} に改名された")
BELONGS = Text("{key} belongs under {parent}", "{key} は {parent} の下に書く")
IN_BODY = Text("write it into the body, under ## {heading}", "本文の「## {heading}」の下に書く")
HELP = Text(
    "take the line out, or begin a key of your own with x_",
    "その行を消すか、独自のキーなら x_ で始める",
)


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Report the keys that the schema does not allow."""
    violations = context.violations(record)
    if not violations:
        return
    named = {fault.span for fault in record.document.faults if fault.kind == "key-not-text"}
    for fault in field_faults(record, violations):
        if fault.kind != "unknown":
            continue
        if record.document.fields[fault.path].key not in named or _renamed(fault):
            yield _problem(record, fault)


def _problem(record: Record, fault: FieldFault) -> Problem:
    key = shown(fault.path[-1])
    fix = _renamed(fault)
    return Problem(MESSAGE.fill(key=key), key=fault.path, help=_help(record, fault, key), fix=fix)


def _renamed(fault: FieldFault) -> tuple[Edit, ...]:
    """Return the edit that gives a key of older files its new name; one that is taken was never meant."""
    spec = fault.spec
    if spec is None or fault.path[-1] not in spec.formerly:
        return ()
    return (RenameKey(fault.path, spec.key),)


def _help(record: Record, fault: FieldFault, key: str) -> Text:
    if fault.spec and key in fault.spec.formerly:
        return RENAMED.fill(key=key, meant=fault.spec.key)
    if fault.spec:
        label = key == fault.spec.label.ja and key != fault.spec.key
        return (LABEL if label else DID_YOU_MEAN).fill(key=key, meant=fault.spec.key)
    parent = _parent(record, fault, key)
    if parent:
        return BELONGS.fill(key=key, parent=parent)
    heading = _heading(record, fault)
    return IN_BODY.fill(heading=heading) if heading else HELP


def _heading(record: Record, fault: FieldFault) -> Text | None:
    """Return the heading under which a record says what stands at a key of the top level."""
    key, words = str(fault.path[-1]), KINDS[record.record_kind].sections
    section = recognise(key, words) or SECTIONS.get(joined(key))
    return words.get(section or "") if len(fault.path) == 1 else None


def _parent(record: Record, fault: FieldFault, key: str) -> str | None:
    around = specs_around(record, fault.path)
    parents = (*around, *KINDS[record.record_kind].fields)
    return next(
        (spec.key for spec in parents if any(inner.key == key for inner in spec.fields)), None
    )
