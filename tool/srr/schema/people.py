"""The people of people.toml: who is behind a handle, and what the forge calls them."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from srr.documents.encoding import hidden
from srr.language import Refusal, Text
from srr.schema.settings_text import invisible, texts
from srr.text.credentials import mask
from srr.text.spelling import meant

FILE = "people.toml"
_KEYS = ("name", "team", "until", "forge")
_NO_TABLE = Text(
    '{handle} is not a table; write [{handle}], and forge = "NAME" below it',
    '{handle} がテーブルではありません。[{handle}] と書き、その下に forge = "NAME" を書いてください',
)
_NO_KEY = Text(
    "{handle} has no key {key}; {hint}", "{handle} に {key} というキーはありません。{hint}"
)
_KNOWN = Text("there are {keys}", "使えるのは {keys} です")
_NO_TEXT = Text(
    "{handle}.{key} is not text; put it in quotes",
    "{handle}.{key} が文字列ではありません。引用符で囲んでください",
)
_NO_DAY = Text(
    "{handle}.until is not a day; write one such as 2026-07-01",
    "{handle}.until が日付ではありません。2026-07-01 のように書いてください",
)
_NO_FORGE = Text(
    "{handle}.forge is not the name of a user or a team; write one such as ura",
    "{handle}.forge がユーザーやチームの名前ではありません。ura のように書いてください",
)
# A user of GitHub or GitLab, or a team of theirs.
_FORGE = re.compile(r"@?(\w[\w.-]*(?:/\w[\w.-]*)*)", re.ASCII)


class PeopleError(Refusal):
    """The file cannot be used; what is said is one sentence."""


class Person(NamedTuple):
    """A person or a team; *forge* is the name to mention, without @, and *until* the last day on the *team*."""

    forge: str | None = None
    until: date | None = None
    team: str | None = None
    name: str | None = None

    def has_left(self, today: date) -> bool:
        """Whether the last day on the team is past."""
        return self.until is not None and self.until < today

    def mention(self, today: date) -> str | None:
        """Return what mentions the person on the forge; None for one who left, or whom the forge does not know."""
        return None if self.has_left(today) or self.forge is None else f"@{self.forge}"


def parse(table: Mapping[str, Any]) -> Mapping[str, Person]:
    """Return the people by handle; raise PeopleError where *table* is not what the file holds."""
    for path, words in texts(table, keys=True):
        if signs := hidden(words):
            raise PeopleError(invisible(path, signs))
    # Handles and names of the forge are shown.
    return {mask(handle): _person(mask(handle), row) for handle, row in table.items()}


def _person(handle: str, row: Any) -> Person:
    if not isinstance(row, dict):
        raise PeopleError(_NO_TABLE.fill(handle=handle))
    for key, value in row.items():
        if key not in _KEYS:
            hint = meant(key, _KEYS, _KNOWN.fill(keys=", ".join(_KEYS)))
            raise PeopleError(_NO_KEY.fill(handle=handle, key=key, hint=hint))
        if key != "until" and not isinstance(value, str):
            raise PeopleError(_NO_TEXT.fill(handle=handle, key=key))
    until = row.get("until")
    if until is not None and (not isinstance(until, date) or isinstance(until, datetime)):
        raise PeopleError(_NO_DAY.fill(handle=handle))
    team, name = (mask(row[key]) if row.get(key) else None for key in ("team", "name"))
    return Person(_forge(handle, row.get("forge")), until, team, name)


def _forge(handle: str, name: str | None) -> str | None:
    if name is None:
        return None
    found = _FORGE.fullmatch(name)
    if found is None:
        raise PeopleError(_NO_FORGE.fill(handle=handle))
    return mask(found[1])
