"""Errors in the settings, as a sentence in terms of TOML."""

from collections.abc import Mapping
from typing import Any

from srr.documents.places import dotted
from srr.language import Text, untranslated
from srr.schema.validation import Violation
from srr.text.spelling import meant

WORD = r"^(?!-$)\S+$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
DURATION = r"^[0-9]{1,4}[dwmy]$"
BUDGET_WINDOW = r"^(month|quarter|[1-9][0-9]{0,2}d)$"
NO_DAY = Text("{where}: {text} does not exist", "{where}: {text} は存在しない日付です")

# Descriptions of what the schema expects.
_SHAPES = {
    "integer": Text("a whole number", "整数"),
    "number": Text("a number", "数値"),
    "string": Text("text in quotes", "引用符で囲んだ文字列"),
    "array": Text("a list in [ ]", "[ ] で囲んだリスト"),
    "object": Text("a table", "テーブル"),
}
_FORMS = {
    WORD: Text("one word without spaces, other than -", "空白を含まない、- 以外の 1 語"),
    DAY: Text("a date such as 2026-01-01", "2026-01-01 のような日付"),
    DURATION: Text("a duration such as 10d, 2w, 1m or 1y", "10d、2w、1m、1y のような期間"),
    BUDGET_WINDOW: Text(
        "month, quarter, or days such as 30d", "month、quarter、または 30d のような日数"
    ),
}
_UNKNOWN = Text("no setting is called {where}; {hint}", "{where} という設定はありません。{hint}")
_KNOWN = Text("known: {words}", "使えるのは {words} です")
_MISSING = Text("{where} is missing", "{where} がありません")
_BLANK = Text("{where} is blank; write {what}", "{where} が空です。{what}を書いてください")
_REASON = Text("the reason", "理由")
_SOME_TEXT = Text("some text", "文字列")
_TWICE = Text(
    "{where} names the same thing twice; keep one of them",
    "{where} に同じものが 2 回あります。1 つだけ残してください",
)
_WRONG = Text(
    "{where} is {value}; write {wanted}", "{where} が {value} です。{wanted}を書いてください"
)
_ONE_OF = Text("one of {words}", "{words} のいずれか")
_AT_LEAST = Text("{n} or more", "{n} 以上の値")
_LONGER = Text("a list of {n} or more", "{n} 個以上のリスト")
_LONG = Text("a list of {n}", "{n} 個のリスト")
_EMPTY_LIST = Text("an empty list", "空のリスト")
_TABLE = Text("a table", "テーブル")


def sentence(violation: Violation, table: Mapping[str, Any]) -> Text:
    """Describe where *table* breaks the schema of the settings, and how to fix it."""
    where = dotted(violation.path)
    match violation.keyword:
        case "additionalProperties":
            return _UNKNOWN.fill(where=where, hint=_hint(violation))
        case "required":
            return _MISSING.fill(where=where)
        case "pattern" | "minLength" if _is_blank(violation):
            what = _REASON if violation.path[0] == "ignore" else _SOME_TEXT
            return _BLANK.fill(where=where, what=what)
        case "uniqueItems":
            return _TWICE.fill(where=where)
    value: Any = table
    for key in violation.path:
        value = value[key]
    return _WRONG.fill(where=where, value=_as_toml(value), wanted=_wanted(violation))


def _wanted(violation: Violation) -> Text:
    """Describe the expected value."""
    expected = violation.expected
    match violation.keyword:
        case "enum":
            return _ONE_OF.fill(words=", ".join(map(str, expected)))
        case "type":
            shapes = [_SHAPES[word] for word in _words(expected)]
            return Text(
                " or ".join(shape.en for shape in shapes), "か".join(shape.ja for shape in shapes)
            )
        case "pattern":
            return _FORMS[str(expected)]
        case "minimum":
            return _AT_LEAST.fill(n=expected)
        case "minItems":
            return _LONGER.fill(n=expected)
        case _:
            return _LONG.fill(n=expected)


def _is_blank(violation: Violation) -> bool:
    """Whether text is wanted and there is none; a date is asked for by its form."""
    return violation.expected != DAY and not str(violation.value).strip()


def _words(expected: str | tuple[str, ...]) -> tuple[str, ...]:
    return (expected,) if isinstance(expected, str) else expected


def _as_toml(value: Any) -> Text:
    """Describe a value in terms of TOML."""
    match value:
        case bool():
            return untranslated("true" if value else "false")
        case list():
            return _LONG.fill(n=len(value)) if value else _EMPTY_LIST
        case dict():
            return _TABLE
        case _:
            return untranslated(repr(value))


def _hint(violation: Violation) -> Text:
    known = _KNOWN.fill(words=_listed(violation.expected))
    return meant(str(violation.path[-1]), violation.expected, known)


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(sorted(str(value) for value in values if value != "$schema"))
