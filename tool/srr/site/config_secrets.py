"""The secrets of mkdocs.yml: what a site shows of it, with asterisks in their place, and where they are."""

from collections import UserString
from collections.abc import Mapping
from copy import copy
from typing import Any

from srr.documents.document import Document, configuration
from srr.documents.encoding import decode
from srr.documents.places import Field, KeyPath, Span
from srr.schema.settings_text import lines_of, texts
from srr.text.credentials import mask

ADDRESSES = ("site_url", "repo_url", "edit_uri", "edit_uri_template")
"""What srr's own pages show of mkdocs.yml, on any site."""
SHOWN = (
    *("site_name", "site_description", "site_author", "copyright", "repo_name", "nav", "extra"),
    *("theme", "extra_css", "extra_javascript", *ADDRESSES),
)
"""What a site of srr's own shows of it. A plugin may need a password to do its work, and shows it nowhere."""


def shown(config: Mapping[str, Any], *, mounted: bool = False) -> dict[str, Any]:
    """Return the part of *config* that a site shows; where srr is *mounted* on a team's own, what its pages show."""
    keys = ADDRESSES if mounted else SHOWN
    return {key: config[key] for key in keys if key in config}


def masked(value: Any) -> Any:
    """Return a value of mkdocs.yml as it may be shown: with asterisks in place of its secrets.

    A template of MkDocs stays one.
    """
    match value:
        case str():
            return mask(value)
        case UserString():
            hidden = copy(value)
            hidden.data = mask(value.data)
            return hidden
        case dict():
            return {masked(key): masked(inner) for key, inner in value.items()}
        case list():
            return [masked(inner) for inner in value]
        case _:
            return value


def as_document(path: str, raw: bytes, config: Mapping[str, Any]) -> Document:
    """Return mkdocs.yml, which is at *path*, as it is searched for secrets: those in the values of *config* count."""
    text, _, _ = decode(raw)
    found = ((str(path[0]), value) for path, value in texts(config, keys=True))
    keys = {value: key for key, value in found if mask(value) != value}
    places = {value: text.find(value) for value in keys}
    written = sorted({Span(at, at + len(value)) for value, at in places.items() if at >= 0})
    outermost = [span for span in written if not any(_holds(other, span) for other in written)]
    # Values not written literally in the file: inherited, from the environment, or escaped.
    unwritten = [(value, key) for value, key in keys.items() if places[value] < 0]
    fields: dict[KeyPath, Field] = {
        (key, number): _field(value, key, text) for number, (value, key) in enumerate(unwritten)
    }
    return configuration(path, raw, fields, tuple(outermost))


def _field(value: str, key: str, text: str) -> Field:
    """Return *value* as a field on the line of its *key*; at the start of *text* where that is not in it either."""
    line = next(lines_of(text, (key,), ":"), Span(0, 0))
    return Field(value, value, "double", line, line)


def _holds(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end
