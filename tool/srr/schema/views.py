"""A view: a name for what the list of risks shows, written as the query of its address."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import parse_qsl, urlencode

from srr.language import Refusal, Text
from srr.schema import vocabulary
from srr.text.credentials import mask
from srr.text.spelling import meant

Facet = Literal[
    "status",
    "due",
    "owner",
    "team",
    "area",
    "service",
    "priority",
    "current_impact",
    "potential_impact",
    "likelihood",
]
FACETS: tuple[Facet, ...] = get_args(Facet)
"""What risks are filtered by; each but `due` is the key of a field."""

NONE = "-"
"""The value of a key that a record does not give."""
OPEN = "open"
"""The status of every unresolved risk."""
HIGH = "high"
"""The priority of every risk that reaches the highest level of impact."""
OVERDUE = "overdue"
SOON_DUE = "soon"
ME = "@me"
"""The owner who reads: the browser remembers the handle."""

COLUMNS = ("next_action", "status", "owner", "next_visit", "current_impact")
"""The columns that the list shows unless it is told otherwise, behind the priority and the title."""
MORE_COLUMNS = ("team", "area", "service", "potential_impact", "likelihood")
GROUPS = ("status", "team", "owner", "area")
DENSITIES = ("two-lines", "one-line")
_SORTED_BY = ("priority", "title", *COLUMNS[1:], *MORE_COLUMNS)

_WORDS: dict[str, tuple[str, ...]] = {
    "status": (OPEN, *vocabulary.STATUSES),
    "due": (OVERDUE, SOON_DUE),
    "group": GROUPS,
    "density": DENSITIES,
    "sort": (*_SORTED_BY, *(f"-{key}" for key in _SORTED_BY)),
}
_PARAMETERS = ("text", *FACETS, "sort", "group", "columns", "density")


_NO_NAME = Text(
    "{where} has no name; write it as en, as ja, or as both",
    "{where} に名前がありません。en か ja、または両方に書いてください",
)
_NO_FILTER = Text(
    "{where}.filter is {text}; write it as in the address, such as status=open&team=web",
    "{where}.filter が {text} です。status=open&team=web のように、ページの URL と同じ形で書いてください",
)
_NO_KEY = Text(
    "{where}: nothing is filtered by {key}; {hint}", "{where}: {key} では絞り込めません。{hint}"
)
_EMPTY = Text(
    "{where}: {key} is empty; write a value behind its =, or leave it out",
    "{where}: {key} が空です。= の後に値を書くか、項目ごと消してください",
)
_NO_WORD = Text(
    "{where}: {key} is never {word}; {hint}",
    "{where}: {key} に {word} という値はありません。{hint}",
)
_KNOWN = Text("known: {words}", "使えるのは {words} です")


class View(NamedTuple):
    """A list of risks that a team looks at often; *query* is that of its address."""

    name: Text
    query: str


class ViewError(Refusal):
    """A view cannot be used; what is said names the place and how to fix it."""


def view(given: dict[str, Any], where: str) -> View:
    """Read one view of the settings; raise ViewError where its filter would not filter."""
    names = [given[language] for language in ("en", "ja") if language in given]
    if not names:
        raise ViewError(_NO_NAME.fill(where=where))
    asked = pairs(given["filter"])
    if not asked:
        raise ViewError(_NO_FILTER.fill(where=where, text=repr(given["filter"])))
    for key, value in asked:
        _refuse_unknown(key, value, f"{where}.filter")
    # A secret may be whole only now, without its percent signs and plus signs.
    query = urlencode([(key, mask(value)) for key, value in asked])
    return View(Text(given.get("en", names[0]), given.get("ja", names[0])), query)


def pairs(query: str) -> list[tuple[str, str]]:
    """Return the keys and values of a filter as a browser reads them."""
    return parse_qsl(query.removeprefix("?"), keep_blank_values=True)


def _refuse_unknown(key: str, value: str, where: str) -> None:
    if key not in _PARAMETERS:
        raise ViewError(_NO_KEY.fill(where=where, key=repr(key), hint=_hint(key, _PARAMETERS)))
    for word in value.split(",") if key == "columns" else [value]:
        known = (*COLUMNS, *MORE_COLUMNS) if key == "columns" else _WORDS.get(key)
        if not word.strip():
            raise ViewError(_EMPTY.fill(where=where, key=key))
        if known and word not in known:
            raise ViewError(
                _NO_WORD.fill(where=where, key=key, word=repr(word), hint=_hint(word, known))
            )


def _hint(word: str, known: Iterable[str]) -> Text:
    words = tuple(known)
    return meant(word, words, _KNOWN.fill(words=", ".join(words)))
