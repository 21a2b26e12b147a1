"""The columns of a table of records: one for each key, nested ones with a dot, and one for each section.

Their names are the keys (`links.metrics`, `body:log`), or the labels of a language. A name leads back to its key.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from srr.language import Text
from srr.schema.fields import FieldSpec
from srr.schema.kinds import KINDS, RecordKind
from srr.text.spelling import normal_form

SECTION = "body:"
"""What the key of a column begins with that holds a section: `body:log`."""
OPENING = f"{SECTION}opening"
"""The column of the text ahead of the first section."""

_NESTED = Text("{above}: {label}", "{above}: {label}")
_OPENING = Text("Opening text", "冒頭の文章")


class Column(NamedTuple):
    """A column by its *key*; one of a section has no *spec*."""

    key: str
    label: Text
    spec: FieldSpec | None = None


@cache
def columns(kind: RecordKind) -> tuple[Column, ...]:
    """Return the columns of the records of *kind*, in the order of a record."""
    return (*_fields(kind), Column(OPENING, _OPENING), *_sections(kind))


def key_of(name: str, kind: RecordKind = "risk") -> str | None:
    """Return the key that *name* names, as a key or as a label of either language; None where it is none."""
    return _keys(kind).get(normal_form(name))


def _fields(kind: RecordKind) -> Iterator[Column]:
    for spec in KINDS[kind].fields:
        if spec.kind != "mapping":
            yield Column(spec.key, spec.label, spec)
        for inner in spec.fields if spec.kind == "mapping" else ():
            label = _NESTED.fill(above=spec.label, label=inner.label)
            yield Column(f"{spec.key}.{inner.key}", label, inner)


def _sections(kind: RecordKind) -> Iterator[Column]:
    for key, label in KINDS[kind].sections.items():
        yield Column(f"{SECTION}{key}", label)


@cache
def _keys(kind: RecordKind) -> Mapping[str, str]:
    known = columns(kind)
    labels = {normal_form(words): each.key for each in known for words in each.label}
    return {**labels, **{normal_form(each.key): each.key for each in known}}
