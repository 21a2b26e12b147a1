"""The changed values of a record in words: the label of each key, before and after."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from srr.documents.places import KeyPath, Value
from srr.language import Text
from srr.records.change import Change, FieldChange
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema import kinds, record_schema, vocabulary
from srr.schema.fields import FieldSpec, Kind
from srr.schema.kinds import RecordKind
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings


class FieldRow(NamedTuple):
    """One key with its label and its value on both sides, in words too; None where it was not there.

    The words of a list are those of its items that the other side has not. *kind* is None for a key that the
    schema does not have. *own* is the way to the last part of the key that is a word of the team's, such as the
    id of an action; empty where there is none.
    """

    key: KeyPath
    label: Text
    old: Value
    new: Value
    before: Text | None
    after: Text | None
    kind: Kind | None = None
    own: KeyPath = ()


def rows(change: Change, settings: Settings) -> Iterator[FieldRow]:
    """Yield the changed values of the front matter, without a priority that follows from the others."""
    kind = change.record.record_kind
    for field in change.fields():
        if field.key == ("priority",) and _follows(change.before) and _follows(change.after):
            continue
        for part in _parts(field):
            yield _row(part, kind, settings)


def _follows(record: Record | None) -> bool:
    return not isinstance(record, Risk) or record.stated_priority in (None, record.priority)


def _parts(field: FieldChange) -> Iterator[FieldChange]:
    """Take a list of things that have an id of their own apart, as the actions of a postmortem."""
    old, new = by_id(field.old), by_id(field.new)
    if not old and not new:
        yield field
        return
    for name in dict.fromkeys((*new, *old)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            yield FieldChange((*field.key, name), before, after)
            continue
        for key in dict.fromkeys((*after, *before)):
            if before.get(key) != after.get(key):
                yield FieldChange((*field.key, name, key), before.get(key), after.get(key))


def by_id(value: Value) -> dict[str, dict[str, Value]]:
    """Return the things of a list by their ids, and by their number from 1 where they have none."""
    items = value if isinstance(value, list) else []
    return {
        str(item.get("id") or number): item
        for number, item in enumerate(items, start=1)
        if isinstance(item, dict)
    }


def _row(field: FieldChange, kind: RecordKind, settings: Settings) -> FieldRow:
    label, spec, own = _named(field.key, kind)
    old, new = field.old, field.new
    shown = _difference(old, new)
    before, after = (_words(value, spec, kind, settings) for value in shown)
    return FieldRow(field.key, label, old, new, before, after, spec.kind if spec else None, own)


def _named(key: KeyPath, kind: RecordKind) -> tuple[Text, FieldSpec | None, KeyPath]:
    """Return the labels along *key*, the spec of its last part if known, and the team's own words in it."""
    specs: tuple[FieldSpec, ...] = kinds.KINDS[kind].fields
    spec: FieldSpec | None = None
    labels: list[Text] = []
    own: KeyPath = ()
    for place, part in enumerate(map(str, key)):
        found = next((known for known in specs if known.key == part), None)
        labels.append(found.label if found else Text(part, part))
        # The id of one thing in a list is not a key.
        in_list = spec is not None and spec.kind == "mapping-list" and own != key[:place]
        own = own if found else key[: place + 1]
        spec = spec if in_list and found is None else found
        specs = spec.fields if spec else ()
    return Text(*(" ".join(words) for words in zip(*labels, strict=True))), spec, own


def _difference(old: Value, new: Value) -> tuple[Value, Value]:
    if not isinstance(old, list) or not isinstance(new, list):
        return old, new
    gone = [item for item in old if item not in new]
    came = [item for item in new if item not in old]
    # Only the order changed.
    return (gone or None, came or None) if gone or came else (old, new)


def _words(
    value: Value, spec: FieldSpec | None, kind: RecordKind, settings: Settings
) -> Text | None:
    match value:
        case None:
            return None
        case bool():
            return _same("true" if value else "false")
        case list():
            parts = [_words(item, spec, kind, settings) or _same("-") for item in value]
            return Text(", ".join(word.en for word in parts), "、".join(word.ja for word in parts))
        case dict():
            parts = [_pair(key, item, spec, kind, settings) for key, item in value.items()]
            return Text("; ".join(word.en for word in parts), "; ".join(word.ja for word in parts))
        case _:
            return _choice(str(value), spec, kind, settings)


def _pair(
    key: str, value: Value, spec: FieldSpec | None, kind: RecordKind, settings: Settings
) -> Text:
    inner = next((known for known in spec.fields if known.key == key), None) if spec else None
    words = _words(value, inner, kind, settings) or _same("-")
    label = inner.label if inner else _same(key)
    return Text(f"{label.en}: {words.en}", f"{label.ja}: {words.ja}")


def _choice(value: str, spec: FieldSpec | None, kind: RecordKind, settings: Settings) -> Text:
    if spec is not None and spec.kind in ("level", "priority") and value == UNKNOWN:
        return vocabulary.UNKNOWN
    known: Mapping[str, Text] = {}
    if spec is not None and spec.kind == "choice":
        known = record_schema.choices(spec, kind, settings)
    return known.get(value) or _same(value)


def _same(word: str) -> Text:
    return Text(word, word)
