"""The people of people.toml: who is behind a handle, and what the forge calls them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from srr.text.spelling import did_you_mean

FILE = "people.toml"
_KEYS = ("name", "team", "until", "forge")
# A user of GitHub or GitLab, or a team of theirs.
_FORGE = re.compile(r"@?(\w[\w.-]*(?:/\w[\w.-]*)*)", re.ASCII)


class PeopleError(Exception):
    """The file cannot be used; the message is one sentence."""


class Person(NamedTuple):
    """A person or a team; *forge* is the name to mention, without @, and *until* the last day on the team."""

    forge: str | None = None
    until: date | None = None

    def mention(self, today: date) -> str | None:
        """Return what mentions the person on the forge; None for one who left, or whom the forge does not know."""
        has_left = self.until is not None and self.until < today
        return None if has_left or self.forge is None else f"@{self.forge}"


def parse(table: Mapping[str, Any]) -> Mapping[str, Person]:
    """Return the people by handle; raise PeopleError where *table* is not what the file holds."""
    return {handle: _person(handle, row) for handle, row in table.items()}


def _person(handle: str, row: Any) -> Person:
    if not isinstance(row, dict):
        raise PeopleError(f'{handle} is not a table; write [{handle}], and forge = "NAME" below it')
    for key, value in row.items():
        if key not in _KEYS:
            hint = did_you_mean(key, _KEYS, f"there are {', '.join(_KEYS)}")
            raise PeopleError(f"{handle} has no key {key}; {hint}")
        if key != "until" and not isinstance(value, str):
            raise PeopleError(f"{handle}.{key} is not text; put it in quotes")
    until = row.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise PeopleError(f"{handle}.until is not a day; write one such as 2026-07-01")
    return Person(_forge(handle, row.get("forge")), until)


def _forge(handle: str, name: str | None) -> str | None:
    if name is None:
        return None
    found = _FORGE.fullmatch(name)
    if found is None:
        raise PeopleError(
            f"{handle}.forge is not the name of a user or a team; write one such as ura"
        )
    return found[1]
