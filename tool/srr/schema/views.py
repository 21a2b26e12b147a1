"""A view: a name for what the list of risks shows, written as the query of its address."""

from typing import Any, Literal, NamedTuple, get_args
from urllib.parse import parse_qsl, urlencode

from srr.language import Text
from srr.schema import vocabulary
from srr.text.spelling import did_you_mean

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


class View(NamedTuple):
    """A list of risks that a team looks at often; *query* is that of its address."""

    name: Text
    query: str


def view(given: dict[str, Any], where: str) -> View:
    """Read one view of the settings; raise ValueError where its filter would not filter."""
    names = [given[language] for language in ("en", "ja") if language in given]
    if not names:
        raise ValueError(f"{where} has no name; write it as en, as ja, or as both")
    pairs = parse_qsl(given["filter"].removeprefix("?"), keep_blank_values=True)
    if not pairs:
        raise ValueError(
            f"{where}.filter is {given['filter']!r}; write it as in the address, such as status=open&team=web"
        )
    for key, value in pairs:
        _refuse_unknown(key, value, f"{where}.filter")
    return View(Text(given.get("en", names[0]), given.get("ja", names[0])), urlencode(pairs))


def _refuse_unknown(key: str, value: str, where: str) -> None:
    if key not in _PARAMETERS:
        hint = did_you_mean(key, _PARAMETERS, f"known: {', '.join(_PARAMETERS)}")
        raise ValueError(f"{where}: nothing is filtered by {key!r}; {hint}")
    for word in value.split(",") if key == "columns" else [value]:
        known = (*COLUMNS, *MORE_COLUMNS) if key == "columns" else _WORDS.get(key)
        if not word.strip():
            raise ValueError(
                f"{where}: {key} is empty; write a value behind its =, or leave it out"
            )
        if known and word not in known:
            hint = did_you_mean(word, known, f"known: {', '.join(known)}")
            raise ValueError(f"{where}: {key} is never {word!r}; {hint}")
