"""Every key is one that the registry knows.

A mistyped key is read by nobody: the value is lost without a word. Correct the spelling; a key that only your
team needs begins with `x_`.

ja: キーはすべてレジストリの知っているものである。

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

from srr.language import Text
from srr.lint.engine import Context, Problem, rule
from srr.lint.field_faults import Misfit, misfits, shown, specs_around
from srr.lint.finding import Severity
from srr.records.registry import Record
from srr.schema.record_schema import SPECS

MESSAGE = Text("no field is called {key}", "{key} という項目はない")
DID_YOU_MEAN = Text("did you mean {meant}?", "{meant} の間違いではないか")
LABEL = Text(
    "{key} is the label of {meant}; write {meant}", "{key} はラベル。キーは {meant} と書く"
)
BELONGS = Text("{key} belongs under {parent}", "{key} は {parent} の下に書く")
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
    for misfit in misfits(record, violations):
        if misfit.kind == "unknown" and record.document.fields[misfit.path].key not in named:
            yield _problem(record, misfit)


def _problem(record: Record, misfit: Misfit) -> Problem:
    key = shown(misfit.path[-1])
    return Problem(MESSAGE.fill(key=key), key=misfit.path, help=_help(record, misfit, key))


def _help(record: Record, misfit: Misfit, key: str) -> Text:
    if misfit.spec:
        label = key == misfit.spec.label.ja and key != misfit.spec.key
        return (LABEL if label else DID_YOU_MEAN).fill(key=key, meant=misfit.spec.key)
    parent = _parent(record, misfit, key)
    return BELONGS.fill(key=key, parent=parent) if parent else HELP


def _parent(record: Record, misfit: Misfit, key: str) -> str | None:
    around = specs_around(record, misfit.path)
    parents = (*around, *SPECS[record.record_kind])
    return next(
        (spec.key for spec in parents if any(inner.key == key for inner in spec.fields)), None
    )
