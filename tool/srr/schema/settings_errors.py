"""Errors in the settings, as a sentence in terms of TOML."""

from collections.abc import Mapping
from typing import Any

from srr.documents.places import dotted
from srr.schema.validation import Violation
from srr.text.spelling import did_you_mean

WORD = r"^\S+$"
DAY = r"^\d{4}-\d{2}-\d{2}$"
DURATION = r"^[0-9]{1,4}[dwmy]$"

# Descriptions of what the schema expects.
_SHAPES = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text in quotes",
    "array": "a list in [ ]",
    "object": "a table",
}
_FORMS = {
    WORD: "one word without spaces",
    DAY: "a date such as 2026-01-01",
    DURATION: "a duration such as 10d, 2w, 1m or 1y",
}


def sentence(violation: Violation, table: Mapping[str, Any]) -> str:
    """Describe where *table* breaks the schema of the settings, and how to fix it."""
    where = dotted(violation.path)
    match violation.keyword:
        case "additionalProperties":
            return f"no setting is called {where}{_did_you_mean(violation)}"
        case "required":
            return f"{where} is missing"
        case "pattern" | "minLength" if _is_blank(violation):
            what = "the reason" if violation.path[0] == "ignore" else "some text"
            return f"{where} is blank; write {what}"
        case "uniqueItems":
            return f"{where} names the same thing twice; keep one of them"
    value: Any = table
    for key in violation.path:
        value = value[key]
    return f"{where} is {_as_toml(value)}; write {_wanted(violation)}"


def _wanted(violation: Violation) -> str:
    """Describe the expected value."""
    expected = violation.expected
    match violation.keyword:
        case "enum":
            return f"one of {_listed(expected)}"
        case "type":
            return " or ".join(_SHAPES[word] for word in _words(expected))
        case "pattern":
            return _FORMS[str(expected)]
        case "minimum":
            return f"{expected} or more"
        case "minItems":
            return f"a list of {expected} or more"
        case _:
            return f"a list of {expected}"


def _is_blank(violation: Violation) -> bool:
    """Whether text is wanted and there is none; a date is asked for by its form."""
    return violation.expected != DAY and not str(violation.value).strip()


def _words(expected: str | tuple[str, ...]) -> tuple[str, ...]:
    return (expected,) if isinstance(expected, str) else expected


def _as_toml(value: Any) -> str:
    """Describe a value in terms of TOML."""
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return f"a list of {len(value)}" if value else "an empty list"
        case dict():
            return "a table"
        case _:
            return repr(value)


def _did_you_mean(violation: Violation) -> str:
    known = f"known: {_listed(violation.expected)}"
    return f"; {did_you_mean(str(violation.path[-1]), violation.expected, known)}"


def _listed(values: tuple[object, ...]) -> str:
    return ", ".join(sorted(str(value) for value in values if value != "$schema"))
