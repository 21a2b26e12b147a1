"""What the values of the front matter mean: a label, a quoted number, a date in another form is what it stands for.

`srr fix` writes what is read here, and two versions of a record are compared by it.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace

from srr.documents.document import Document
from srr.documents.encoding import hidden
from srr.documents.places import KeyPath, Scalar, Value
from srr.language import Text
from srr.records.record import Record, kind_of
from srr.records.registry import read_record
from srr.records.values import comparison, day, handle, instant
from srr.schema.fields import FieldSpec
from srr.schema.horizons import quarter
from srr.schema.kinds import ANY_PREFIX, KINDS
from srr.schema.record_schema import choices, levels, scale
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.schema.vocabulary import UNKNOWN as UNKNOWN_LABEL
from srr.text.spelling import Words, normal_form, recognise, recognise_date, recognise_number

INSTANT = re.compile(
    r"(?P<day>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)(?:t|\s)\s*(?P<time>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?)"
    r"\s*(?P<offset>z|utc|jst|[-+]\d\d?:?\d\d)?"
)
"""A date and a time as people write them, in the normal form of spelling."""

# js-yaml writes a day as the instant at which it begins.
_MIDNIGHT = re.compile(
    r"(?P<day>[^\st]+)(?:t|\s+)0?0:00(?::00(?:\.0+)?)?\s*(?:z|utc|[-+]\d\d?:?\d\d)?"
)
_SIGNS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "≠": "!=", "−": "-"}
_NO_HANDLE = re.compile(r"[\s,、，:;@#]")
_ID = re.compile(rf"({ANY_PREFIX})[\s_-]*([0-9]+)")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def in_meaning(record: Record, settings: Settings) -> Record:
    """Return *record* with the values that its front matter means; the file is the same."""
    read = record.document
    specs = KINDS[record.record_kind].fields
    data = _Reader(read, settings).mapping(read.data, specs, ())
    if data == read.data:
        return record
    meant = read_record(replace(read, data=data), settings)
    assert isinstance(meant, Record)  # noqa: S101 - what was readable stays so
    return meant


def meaning(
    value: Value, path: KeyPath, spec: FieldSpec, read: Document, settings: Settings
) -> Scalar:
    """Return what *value*, which stands at *path* of a file, means in the field *spec*.

    None where it means nothing but itself, or where nobody can tell, as with characters that nobody sees.
    """
    if isinstance(value, str) and hidden(value):
        return None
    return _meaning(value, path, spec, read, settings)


def _meaning(
    value: Value, path: KeyPath, spec: FieldSpec, read: Document, settings: Settings
) -> Scalar:
    match spec.kind:
        case "choice":
            found = _of_choice(value, choices(spec, kind_of(read.path), settings))
            return found or (_of_quarter(value) if spec.key == "horizon" else None)
        case "score" | "level":
            return _of_level(value, level_labels(spec, settings))
        case "priority" | "number" | "numbers":
            return _of_number(value, spec)
        case "comparison" | "comparison-list":
            return as_comparison(value)
        case "id-list" | "risk-id":
            return _of_id(value, spec)
        case "date":
            return as_day(value) if isinstance(value, str) else None
        case "instant":
            return as_instant(value) if isinstance(value, str) else None
        case _ if isinstance(value, bool | int | float):
            return read.fields[path].text if path in read.fields else ""
        case "handle":
            return _of_handle(value)
    return None


def level_labels(spec: FieldSpec, settings: Settings) -> Mapping[str, Text]:
    """Return the steps of a score or a level, each with its label."""
    if spec.kind == "score":
        return {str(grade.score): grade.label for grade in scale(spec, settings)}
    labels = {str(level): Text(str(level), str(level)) for level in levels(settings)}
    return labels | {UNKNOWN: UNKNOWN_LABEL}


def as_day(value: str) -> str | None:
    """Return the day that *value* names in any form, as 2025-02-03; None for one that does not exist."""
    if hidden(value):
        return None
    midnight = _MIDNIGHT.fullmatch(normal_form(value))
    meant = recognise_date(midnight["day"] if midnight else value)
    return meant if day(meant) else None


def as_instant(value: str) -> str | None:
    """Return the instant that *value* names in any form; None where a part is missing or does not exist."""
    found = INSTANT.fullmatch(normal_form(value))
    if hidden(value) or found is None or found["offset"] is None:
        return None
    meant = f"{recognise_date(found['day'])}T{found['time']:0>5}{_offset(found['offset'])}"
    return meant if instant(meant) else None


class _Reader:
    """Reads the front matter of one record."""

    def __init__(self, read: Document, settings: Settings) -> None:
        self.read = read
        self.settings = settings

    def mapping(
        self, data: Mapping[str, Value], specs: tuple[FieldSpec, ...], path: KeyPath
    ) -> dict[str, Value]:
        known = {spec.key: spec for spec in specs}
        renamed = {old: spec for spec in specs for old in spec.formerly if spec.key not in data}
        meant: dict[str, Value] = {}
        for key, value in data.items():
            spec = known.get(key) or renamed.get(key)
            meant[spec.key if spec else key] = (
                self.value(value, spec, (*path, key)) if spec else value
            )
        return meant

    def value(self, value: Value, spec: FieldSpec, path: KeyPath) -> Value:
        match value:
            case dict() if spec.kind == "numbers":
                return {key: self.value(each, spec, (*path, key)) for key, each in value.items()}
            case dict():
                return self.mapping(value, spec.fields, path)
            case list() if spec.kind.endswith("-list"):
                return [self.value(item, spec, (*path, at)) for at, item in enumerate(value)]
            case list():
                return value
        meant = meaning(value, path, spec, self.read, self.settings)
        return value if meant is None else meant


def _of_choice(value: Value, words: Words) -> str | None:
    if not isinstance(value, str) or value in words:
        return None
    return recognise(value, words)


def _of_quarter(value: Value) -> str | None:
    found = quarter(value) if isinstance(value, str) else None
    return None if found == value else found


def _of_level(value: Value, labels: Mapping[str, Text]) -> int | str | None:
    if not isinstance(value, str):
        return None
    number = recognise_number(value)
    meant = str(number) if number is not None else recognise(value, labels)
    if meant is None or meant not in labels:
        return None
    return meant if meant == UNKNOWN else int(meant)


def _of_number(value: Value, spec: FieldSpec) -> Scalar:
    if not isinstance(value, str):
        return None
    text = normal_form(value)
    if _DECIMAL.fullmatch(text) and len(text) < 16:
        return float(text) if "." in text else int(text)
    if spec.kind == "priority" and recognise(value, {UNKNOWN: UNKNOWN_LABEL}):
        return UNKNOWN
    return None


def as_comparison(value: Value) -> str | None:
    """Return the comparison that *value* writes in another way; None where it writes one, or means none."""
    if not isinstance(value, str) or comparison(value):
        return None
    text = value
    for sign, usual in _SIGNS.items():
        text = text.replace(sign, usual)
    text = re.sub(r"(?<=\d),(?=\d{3})", "", unicodedata.normalize("NFKC", text)).strip()
    return text if comparison(text) else None


def _of_id(value: Value, spec: FieldSpec) -> str | None:
    found = _ID.fullmatch(normal_form(str(value)).removesuffix(".md"))
    if found and (spec.kind != "risk-id" or found[1] == "srr"):
        return f"{found[1].upper()}-{found[2]:0>4}"
    return None


def _of_handle(value: Value) -> str | None:
    if not isinstance(value, str) or not _NO_HANDLE.search(value):
        return None
    meant = handle(value)
    return meant if meant and not _NO_HANDLE.search(meant) else None


def _offset(written: str) -> str:
    names = {"z": "Z", "utc": "Z", "jst": "+09:00"}
    if written in names:
        return names[written]
    digits = written[1:].replace(":", "").zfill(4)
    return f"{written[0]}{digits[:2]}:{digits[2:]}"
