"""The file of an import map: read from TOML, with one sentence for what is wrong in it, and its JSON Schema."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from srr.importers.import_map import ImportMap
from srr.importers.mapping.targets import OWN, SECTIONS, TARGETS, is_target
from srr.language import Refusal, Text
from srr.records.values import day
from srr.schema.columns import SECTION
from srr.schema.fields import FieldSpec
from srr.schema.record_schema import choices, levels, scale
from srr.schema.settings import Settings
from srr.text.spelling import meant

_TABLES = ("source", "columns", "values")
_SOURCE: Mapping[str, tuple[type, Text]] = {
    "kind": (str, Text("The kind of the source: notion, table, markdown.", "取り込み元の種類。")),
    "name": (
        str,
        Text("What records say that they come from; default: the kind.", "取り込み元の名前。"),
    ),
    "table": (
        str,
        Text("The table or sheet to take of several.", "複数あるときに使う表やシート。"),
    ),
    "key": (str, Text("The column that identifies a row.", "行を識別する列。")),
    "day_first": (
        bool,
        Text("Whether 3/4/2026 is the third of April.", "3/4/2026 を 4 月 3 日と読むか。"),
    ),
}
_COLUMN = Text(
    "What the column becomes: a key of a risk, an own key (x_cost), a section (body:log), or false to leave it out.",
    "列の取り込み先。リスクのキー、独自のキー (x_cost)、本文の節 (body:log)。取り込まないなら false。",
)
_VALUE = Text(
    "What the text means; false where it says nothing.",
    "その文字列の意味。何も意味しないなら false。",
)

_NO_KEY = Text("no key is called {where}; {hint}", "{where} というキーはありません。{hint}")
_KNOWN = Text("known: {words}", "使えるのは {words} です")
_NO_TABLE = Text("{where} is not a table", "{where} がテーブルではありません")
_NO_TEXT = Text(
    "{where} is not text; put it in quotes",
    "{where} が文字列ではありません。引用符で囲んでください",
)
_NO_SWITCH = Text("{where} is neither true nor false", "{where} が true でも false でもありません")
_NO_TARGET = Text(
    "{where} is {value}, which no column becomes; {hint}",
    "{where} の {value} は取り込み先にできません。{hint}",
)
_FORMS = Text(
    "write a key of a risk, x_NAME, body:SECTION, or false",
    "リスクのキー、x_名前、body:節 のいずれか、または false と書いてください",
)
_NO_VALUE = Text(
    "{where} is {value}, which {key} cannot be; {hint}",
    "{where} の {value} は {key} の値にできません。{hint}",
)
_A_DAY = Text("write a day such as 2026-03-31", "2026-03-31 のような日付を書いてください")
_NO_VALUES = Text(
    "{where} has no values to map; only a field of a risk has",
    "{where} の値は対応づけできません。対応づけできるのはリスクの項目だけです",
)


class MapError(Refusal):
    """The map cannot be used; what is said is one sentence with the place."""


def parse(table: Mapping[str, Any], settings: Settings) -> ImportMap:
    """Return the map that *table*, the content of the file, holds; raise MapError."""
    _refuse_unknown(table, _TABLES, "")
    source, columns, values = (_table(table.get(name, {}), name) for name in _TABLES)
    _refuse_unknown(source, _SOURCE, "source.")
    for key, value in source.items():
        _require(value, _SOURCE[key][0], f"source.{key}")
    return ImportMap(
        columns={name: _target(value, f"columns.{_name(name)}") for name, value in columns.items()},
        values={key: _values(rows, key, settings) for key, rows in values.items()},
        **source,
    )


def _refuse_unknown(table: Mapping[str, Any], known: Iterable[str], above: str) -> None:
    words = tuple(known)
    for key in table:
        if key not in words:
            hint = meant(key, words, _KNOWN.fill(words=", ".join(words)))
            raise MapError(_NO_KEY.fill(where=f"{above}{_name(key)}", hint=hint))


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise MapError(_NO_TABLE.fill(where=where))
    return value


def _require(value: object, kind: type, where: str) -> None:
    if not isinstance(value, kind):
        raise MapError((_NO_SWITCH if kind is bool else _NO_TEXT).fill(where=where))


def _target(value: object, where: str) -> str | None:
    if value is False:
        return None
    _require(value, str, where)
    key = cast("str", value)
    if not is_target(key):
        known = (*TARGETS, *SECTIONS)
        raise MapError(
            _NO_TARGET.fill(where=where, value=repr(key), hint=meant(key, known, _FORMS))
        )
    return key


def _values(rows: object, key: str, settings: Settings) -> Mapping[str, str | None]:
    where = f"values.{_name(key)}"
    if key not in TARGETS:
        hint = meant(key, TARGETS, _FORMS)
        said = _NO_VALUES if is_target(key) else _NO_KEY
        raise MapError(said.fill(where=where, hint=hint))
    return {
        text: _value(value, key, f"{where}.{_name(text)}", settings)
        for text, value in _table(rows, where).items()
    }


def _value(value: object, key: str, where: str, settings: Settings) -> str | None:
    if value is False:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    _require(value, str, where)
    text = cast("str", value)
    allowed = allowed_values(TARGETS[key], settings)
    if allowed and text not in allowed:
        known = _KNOWN.fill(words=", ".join(allowed))
        hint = meant(text, allowed, known)
        raise MapError(_NO_VALUE.fill(where=where, value=repr(text), key=key, hint=hint))
    if TARGETS[key].kind == "date" and day(text) is None:
        raise MapError(_NO_VALUE.fill(where=where, value=repr(text), key=key, hint=_A_DAY))
    return text


def allowed_values(spec: FieldSpec, settings: Settings) -> tuple[str, ...]:
    """Return the values of a field that has a closed list of them; none for any other."""
    match spec.kind:
        case "choice":
            return () if spec.key == "horizon" else tuple(choices(spec, "risk", settings))
        case "level":
            return tuple(map(str, levels(settings)))
        case "score":
            return tuple(str(grade.score) for grade in scale(spec, settings))
        case _:
            return ()


def _name(key: str) -> str:
    """Return *key* as a path of TOML writes it."""
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else repr(key)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the file."""
    shapes = {str: "string", bool: "boolean"}
    target = {
        "anyOf": [
            {"const": False},
            {"enum": [*TARGETS, *SECTIONS]},
            {"type": "string", "pattern": f"^{OWN.pattern}$"},
            {"type": "string", "pattern": rf"^{SECTION}.*\S"},
        ]
    }
    value = {"anyOf": [{"const": False}, {"type": ["string", "integer"]}]}
    source = {
        key: {"type": shapes[kind], "description": said.en} for key, (kind, said) in _SOURCE.items()
    }
    of_field = {"type": "object", "additionalProperties": {"description": _VALUE.en, **value}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The map of an import",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "source": {"type": "object", "additionalProperties": False, "properties": source},
            "columns": {
                "type": "object",
                "additionalProperties": {"description": _COLUMN.en, **target},
            },
            "values": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    key: {"description": spec.meaning.en, **of_field}
                    for key, spec in TARGETS.items()
                },
            },
        },
    }
