"""The JSON Schema (draft 2020-12) of a record, built from the fields and the settings."""

from collections.abc import Iterable, Mapping
from typing import Any

from srr.language import Text
from srr.schema import vocabulary
from srr.schema.fields import FieldSpec
from srr.schema.horizons import QUARTER
from srr.schema.kinds import ANY_ID, KINDS, RecordKind
from srr.schema.profiles import Grade
from srr.schema.scoring import UNKNOWN
from srr.schema.settings import Settings
from srr.schema.views import NONE

FINISHED_INCIDENT_KEYS = (
    "detected",
    "mitigated",
    "resolved",
    "scope",
    "severity",
    "score",
    "trigger",
    "cause_class",
)

_ANY_ID = f"^{ANY_ID}$"
_LINE = r"^[^\r\n]*[^\s][^\r\n]*$"
# Pages and filters read this sign as none.
_NOT_NONE = rf"(?!\s*{NONE}\s*$)"
_WORD = rf"^{_NOT_NONE}{_LINE.removeprefix('^')}"
_HANDLE = rf"^{_NOT_NONE}[^\s,、，:;@#]+$"
# A longer number could be more than a float holds.
COMPARISON = r"^[^\s<>=!]+\s*(<=|>=|==|!=|<|>)\s*-?[0-9][0-9_]{0,99}(\.[0-9]+)?\s*%?$"


def json_schema(kind: RecordKind, settings: Settings) -> dict[str, Any]:
    """Return the JSON Schema of the front matter of a record of *kind*."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": KINDS[kind].title,
        **_object(KINDS[kind].fields, kind, settings),
        **_conditions(kind),
    }


def choices(spec: FieldSpec, kind: RecordKind, settings: Settings) -> Mapping[str, Text]:
    """Return the words that *spec*, a `choice` field, may hold, with their labels."""
    match spec.key:
        case "status":
            return KINDS[kind].statuses
        case "area":
            return _labelled(settings.areas, vocabulary.AREAS)
        case "trigger":
            return _labelled(settings.triggers, vocabulary.TRIGGERS)
        case "cause_class":
            return _labelled(settings.cause_classes, vocabulary.CAUSE_CLASSES)
        case key:
            return _CHOICES[key]


def scale(spec: FieldSpec, settings: Settings) -> tuple[Grade, ...]:
    """Return the steps of *spec*, a `score` field."""
    grades: Mapping[str, tuple[Grade, ...]] = {
        "scope": settings.scope,
        "severity": settings.severity,
        "likelihood": settings.likelihood,
    }
    return grades[spec.key]


def levels(settings: Settings) -> tuple[int | str, ...]:
    """Return the allowed impacts: the levels from 0 upwards, or unknown."""
    return (0, *sorted(settings.levels), UNKNOWN)


_CHOICES: Mapping[str, Mapping[str, Text]] = {
    "resolution": vocabulary.RESOLUTIONS,
    "horizon": vocabulary.HORIZONS,
    "effort": vocabulary.EFFORTS,
    "kind": vocabulary.POSTMORTEM_KINDS,
    "rollback": vocabulary.ROLLBACKS,
    "viewpoint": vocabulary.VIEWPOINTS,
    "tier": vocabulary.TIERS,
}


def _labelled(values: tuple[str, ...], known: Mapping[str, Text]) -> dict[str, Text]:
    return {value: known.get(value, Text(value, value)) for value in values}


def _object(specs: tuple[FieldSpec, ...], kind: RecordKind, settings: Settings) -> dict[str, Any]:
    return {
        "type": "object",
        "required": [spec.key for spec in specs if spec.required],
        "additionalProperties": False,
        "patternProperties": {"^x_": {}},
        "properties": {spec.key: _property(spec, kind, settings) for spec in specs},
    }


def _property(spec: FieldSpec, kind: RecordKind, settings: Settings) -> dict[str, Any]:
    language = settings.language
    return {
        "title": spec.label.within(language),
        "description": spec.meaning.within(language),
        **_shape(spec, kind, settings),
    }


def _shape(spec: FieldSpec, kind: RecordKind, settings: Settings) -> dict[str, Any]:
    match spec.kind:
        case "choice" if spec.key == "horizon":
            words = {"enum": list(choices(spec, kind, settings))}
            return {"type": "string", "anyOf": [words, {"pattern": f"^{QUARTER}$"}]}
        case "choice":
            return {"type": "string", "enum": list(choices(spec, kind, settings))}
        case "score":
            return {"type": "integer", "enum": [grade.score for grade in scale(spec, settings)]}
        case "level":
            return {"type": ["integer", "string"], "enum": list(levels(settings))}
        case "id":
            return {"type": "string", "pattern": f"^{KINDS[kind].prefix}-[0-9]{{4,}}$"}
        case "mapping":
            return _object(spec.fields, kind, settings)
        case "numbers":
            return {"type": "object", "additionalProperties": {"type": "number"}}
        case "mapping-list":
            return {"type": "array", "items": _object(spec.fields, kind, settings)}
        case "url-list" | "id-list" | "text-list" | "word-list" | "comparison-list" as shelf:
            return {"type": "array", "uniqueItems": True, "items": _PLAIN[_ITEM[shelf]]}
        case plain:
            return dict(_PLAIN[plain])


_PLAIN: Mapping[str, Mapping[str, Any]] = {
    "line": {"type": "string", "pattern": _LINE},
    "text": {"type": "string", "pattern": r"\S"},
    "word": {"type": "string", "pattern": _WORD},
    "handle": {"type": "string", "pattern": _HANDLE},
    "date": {"type": "string", "format": "date"},
    "instant": {"type": "string", "format": "date-time"},
    "number": {"type": "number", "minimum": 0},
    "priority": {"type": ["integer", "string"], "pattern": f"^{UNKNOWN}$"},
    "comparison": {"type": "string", "pattern": COMPARISON},
    "url": {"type": "string", "format": "uri"},
    "risk-id": {"type": "string", "pattern": "^SRR-[0-9]{4,}$"},
    "any-id": {"type": "string", "pattern": _ANY_ID},
}
_ITEM = {
    "url-list": "url",
    "id-list": "any-id",
    "text-list": "text",
    "word-list": "word",
    "comparison-list": "comparison",
}


def _conditions(kind: RecordKind) -> dict[str, Any]:
    """Return the condition that one value puts on other keys."""
    if kind == "risk":
        return {
            "if": _status(["done"]),
            "then": {"required": ["resolution"]},
            "else": {"properties": {"resolution": {"not": {}}}},
        }
    if kind == "concern":
        return {
            "if": _status(KINDS[kind].ended),
            "then": {
                "properties": {"report_due": {"not": {}}},
                "if": _status(["promoted"]),
                "then": {"required": ["risk"]},
            },
            "else": {
                "if": _status(vocabulary.REPORTED_STATUSES),
                "then": {"required": ["report_due"]},
            },
        }
    finished_incident = {
        "kind": {"enum": ["incident"]},
        "status": {"enum": ["in-review", "reviewed", "closed"]},
    }
    return {
        "if": {"properties": finished_incident, "required": ["kind", "status"]},
        "then": {"required": list(FINISHED_INCIDENT_KEYS)},
    }


def _status(statuses: Iterable[str]) -> dict[str, Any]:
    """Return the schema of a record with one of *statuses*."""
    return {"properties": {"status": {"enum": list(statuses)}}, "required": ["status"]}
