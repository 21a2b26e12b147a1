"""The people that a cell names, as handles: by the map, by people.toml, else made of the name."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from srr.importers.mapping.blanks import says_something
from srr.records.template import handle
from srr.schema.settings import Settings
from srr.text.spelling import normal_form

_BETWEEN = re.compile(r"\s*[,、，;；|\n]\s*|\s+(?:/|／|&|＆)\s+")
_MAIL = re.compile(r"(?:mailto:)?([^\s@:]+)@[^\s@]+\.[^\s@]+")
_UNFIT = re.compile(r"[\s,:;@#]")


class People(NamedTuple):
    """The *first* person of a cell, and the names of the *others*."""

    first: str | None
    others: tuple[str, ...] = ()


def people(text: str, known: Mapping[str, str | None], settings: Settings) -> People:
    """Return the people in *text*; *known* are the handles of the map, by name."""
    whole = _known(text, known, settings)
    if whole is not None:
        return whole
    names = _names(text)
    if not names:
        return People(None)
    found = _known(names[0], known, settings)
    first = found.first if found else _made(names[0])
    return People(first, tuple(names[1:]))


def handles(
    cells: Iterable[str], known: Mapping[str, str | None], settings: Settings
) -> dict[str, str | None]:
    """Return the handle of each person whom *cells* name, by the name; None where none can be made."""
    found: dict[str, str | None] = {}
    for text in cells:
        whole = _known(text, known, settings)
        names = [text] if whole else _names(text)
        for name in names:
            found.setdefault(name.strip(), people(name, known, settings).first)
    return found


def _names(text: str) -> list[str]:
    return [name for name in _BETWEEN.split(text.strip()) if name and says_something(name)]


def _known(name: str, known: Mapping[str, str | None], settings: Settings) -> People | None:
    """Return who bears *name* by the map or people.toml; None where neither says."""
    plain = normal_form(name)
    for text, value in known.items():
        if normal_form(text) == plain:
            return People(value)
    for person, entry in (settings.people or {}).items():
        if plain.lstrip("@") in {
            normal_form(each) for each in (person, entry.name, entry.forge) if each
        }:
            return People(person)
    return None


def _made(name: str) -> str | None:
    """Return the handle that is made of *name*; None where nothing of it is left."""
    mail = _MAIL.fullmatch(name)
    made = handle(mail[1] if mail else name.lstrip("@＠"))
    return made if made and not _UNFIT.search(made) else None
