"""A view: a name for what the list of risks shows, written as the query of its address."""

import re
from collections.abc import Iterable
from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode

from srr.documents.encoding import code_points, hidden
from srr.language import Refusal, Text
from srr.schema import vocabulary
from srr.schema.scoring import UNKNOWN
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
    "horizon",
    "effort",
]
FACETS: tuple[Facet, ...] = get_args(Facet)
"""What risks are filtered by; each but `due` is the key of a field."""

PLANS: tuple[Facet, ...] = ("horizon", "effort")
"""Those that not every registry uses."""

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
MORE_COLUMNS = ("team", "area", "service", "potential_impact", "likelihood", *PLANS)
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
_LEVELS: dict[str, tuple[str, ...]] = {
    "priority": (HIGH, UNKNOWN, NONE),
    "current_impact": (UNKNOWN, NONE),
    "potential_impact": (UNKNOWN, NONE),
    "likelihood": (NONE,),
}
"""The words beside the numbers of a key."""
_SINGLE = ("text", "sort", "group", "columns", "density")
_PARAMETERS = (*_SINGLE, *FACETS)
_NUMBER = "0|[1-9][0-9]*"
_BROKEN_ESCAPE = r"%(?![0-9A-Fa-f]{2})"


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
_NO_ESCAPE = Text(
    "{where}: {text} holds a % that is no escape of UTF-8; write the words as they are, and % as %25",
    "{where}: {text} に UTF-8 のエスケープとして読めない % があります。文字はそのまま、% は %25 と書いてください",
)
_HIDDEN = Text(
    "{where}: {key} holds {codes}, which no name holds; take it out",
    "{where}: {key} に、名前には使えない文字 ({codes}) があります。取り除いてください",
)
_TWICE = Text(
    "{where}: {key} is given twice, and takes one value; keep one of them",
    "{where}: {key} が 2 回あります。値は 1 つだけなので、どちらかを消してください",
)
_SAME = Text(
    "{where}: {key} has {word} twice; keep one of them",
    "{where}: {key} に {word} が 2 回あります。どちらかを消してください",
)
_NO_WORD = Text(
    "{where}: {key} is never {word}; {hint}",
    "{where}: {key} に {word} という値はありません。{hint}",
)
_KNOWN = Text("known: {words}", "使えるのは {words} です")
_NUMBERS = Text("known: whole numbers, {words}", "使えるのは整数と {words} です")


class View(NamedTuple):
    """A list of risks that a team looks at often; *query* is that of its address."""

    name: Text
    query: str


class ViewError(Refusal):
    """A view cannot be used; what is said names the place and how to fix it."""


def view(given: dict[str, Any], where: str) -> View:
    """Read one view of the settings; raise ViewError where its filter would not filter."""
    name = given.get("en", given.get("ja"))
    if name is None:
        raise ViewError(_NO_NAME.fill(where=where))
    _refuse_broken(given["filter"], f"{where}.filter")
    asked = pairs(given["filter"])
    if not asked:
        raise ViewError(_NO_FILTER.fill(where=where, text=repr(given["filter"])))
    for key, value in asked:
        _refuse_hidden(key, value, f"{where}.filter")
        _refuse_unknown(key, value, f"{where}.filter")
    _refuse_repeated(asked, f"{where}.filter")
    # A secret may be whole only now, without its percent signs and plus signs.
    query = urlencode([(key, mask(value)) for key, value in asked])
    return View(Text(name, given.get("ja", name)), query)


def pairs(query: str) -> list[tuple[str, str]]:
    """Return the keys and values of a filter as a browser reads them."""
    return parse_qsl(query.removeprefix("?"), keep_blank_values=True)


def _refuse_broken(query: str, where: str) -> None:
    """Refuse what is no escape of UTF-8: a browser reads it as something else than was meant."""
    for part in query.removeprefix("?").split("&"):
        for text in part.partition("=")[::2]:
            if re.search(_BROKEN_ESCAPE, text) or not _is_utf8(text):
                raise ViewError(_NO_ESCAPE.fill(where=where, text=repr(text)))


def _is_utf8(text: str) -> bool:
    try:
        unquote_to_bytes(text).decode()
    except UnicodeDecodeError:
        return False
    return True


def _refuse_hidden(key: str, value: str, where: str) -> None:
    signs = [sign for sign in "\t\n\r" if sign in value]
    if signs := [*signs, *hidden(value)]:
        raise ViewError(_HIDDEN.fill(where=where, key=repr(key), codes=code_points(signs)))


def _refuse_repeated(asked: list[tuple[str, str]], where: str) -> None:
    keys = [key for key, _ in asked]
    for key in _SINGLE:
        if keys.count(key) > 1:
            raise ViewError(_TWICE.fill(where=where, key=key))
    words = [
        (key, word)
        for key, value in asked
        for word in (value.split(",") if key == "columns" else [value])
    ]
    for key, word in words:
        if words.count((key, word)) > 1:
            raise ViewError(_SAME.fill(where=where, key=key, word=repr(word)))


def _refuse_unknown(key: str, value: str, where: str) -> None:
    if key not in _PARAMETERS:
        raise ViewError(_NO_KEY.fill(where=where, key=repr(key), hint=_hint(key, _PARAMETERS)))
    for word in value.split(",") if key == "columns" else [value]:
        known = (*COLUMNS, *MORE_COLUMNS) if key == "columns" else _WORDS.get(key)
        if not word.strip():
            raise ViewError(_EMPTY.fill(where=where, key=key))
        if known and word not in known:
            hint = _hint(word, known)
        elif key in _LEVELS and word not in _LEVELS[key] and not re.fullmatch(_NUMBER, word):
            hint = _hint(word, _LEVELS[key], _NUMBERS)
        else:
            continue
        raise ViewError(_NO_WORD.fill(where=where, key=key, word=repr(word), hint=hint))


def _hint(word: str, known: Iterable[str], every: Text = _KNOWN) -> Text:
    words = tuple(known)
    return meant(word, words, every.fill(words=", ".join(words)))
