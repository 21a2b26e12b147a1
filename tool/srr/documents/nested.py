"""The keys of a mapping of the top level, added and removed: each edit as the text that it replaces."""

import copy
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from srr.documents.document import Document
from srr.documents.encoding import LINE_END
from srr.documents.places import Field, KeyPath, Scalar, Span, Value
from srr.documents.value_forms import added_form, written

NestedValue = Scalar | Sequence[Scalar] | Mapping[str, Scalar]


class AddUnder(NamedTuple):
    """Add *key* to the mapping *top*, behind the last of its keys *before* that is there, else as the first one.

    A mapping that is missing is added behind the last of the keys *after* of the top level.
    """

    top: str
    key: str
    value: NestedValue
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class RemoveUnder(NamedTuple):
    """Remove what is at *path*, below the top level: a key with its value, or an item of a list."""

    path: KeyPath


class Splice(NamedTuple):
    """A stretch of the text, what stands there instead, and the front matter as it then is."""

    place: Span
    text: str
    data: dict[str, Value]


def plain(value: NestedValue) -> Value:
    """Return *value* as it is read."""
    if isinstance(value, Scalar):
        return value
    return dict(value) if isinstance(value, Mapping) else [*value]


def entry(key: str, value: NestedValue, lead: str, end: str) -> str | None:
    """Write *key* with its *value* on lines that begin with *lead*; None where that cannot be read back."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        forms = [written(item) for item in value]
        items = [f"{lead}  - {form}{end}" for form in forms if form is not None]
        return f"{lead}{key}:{end}{''.join(items)}" if items and None not in forms else None
    form = _in_flow(value) if isinstance(value, Mapping) else written(value)
    return None if form is None else f"{lead}{key}: {form}{end}"


def added(document: Document, edit: AddUnder, end: str) -> Splice | None:
    """Return how *edit* adds its key to a mapping that is there; None where it cannot."""
    holder = document.fields[(edit.top,)]
    siblings = [
        (str(path[-1]), field)
        for path, field in document.fields.items()
        if path[:-1] == (edit.top,) and len(path) == 2
    ]
    behind = next((each for each in reversed(siblings) if each[0] in edit.before), None)
    if holder.style == "flow":
        return _added_in_flow(document, edit, holder, siblings, behind)
    if holder.style != "block" or not siblings:
        return None
    first = siblings[0][1]
    start = document.text.rfind("\n", 0, first.key.start) + 1
    lead = document.text[start : first.key.start]
    text = entry(edit.key, edit.value, lead, end)
    if text is None or lead.strip():
        return None
    place = _line_end(document, behind[1]) if behind else start
    data = _with(document, edit, behind[0] if behind else None)
    return Splice(Span(place, place), text, data)


def _added_in_flow(
    document: Document,
    edit: AddUnder,
    holder: Field,
    siblings: list[tuple[str, Field]],
    behind: tuple[str, Field] | None,
) -> Splice | None:
    form = _in_flow(edit.value) if isinstance(edit.value, Mapping) else _flow_form(edit.value)
    if form is None:
        return None
    written_key = f"{edit.key}: {form}"
    if behind:
        place, text = behind[1].span.end, f", {written_key}"
    else:
        place, text = holder.span.start + 1, f"{written_key}{', ' if siblings else ''}"
    data = _with(document, edit, behind[0] if behind else None)
    return Splice(Span(place, place), text, data)


def removed(document: Document, path: KeyPath) -> Splice | None:
    """Return how what is at *path* goes; None where it does not stand on lines of its own."""
    field = document.fields[path]
    siblings = [each for key, each in document.fields.items() if key[:-1] == path[:-1]]
    data = copy.deepcopy(document.data)
    holder: Any = data
    for part in path[:-1]:
        holder = holder[part]
    del holder[path[-1]]
    if document.fields[path[:-1]].style == "flow":
        return Splice(_within_flow(field, siblings), "", data)
    start = document.text.rfind("\n", 0, field.key.start) + 1
    if document.text[start : field.key.start].strip(" -") or len(siblings) < 2:
        return None
    return Splice(Span(start, _line_end(document, field)), "", data)


def _within_flow(field: Field, siblings: list[Field]) -> Span:
    at = siblings.index(field)
    if at:
        return Span(siblings[at - 1].span.end, field.span.end)
    following = siblings[1].key.start if len(siblings) > 1 else field.span.end
    return Span(field.key.start, following)


def _with(document: Document, edit: AddUnder, behind: str | None) -> dict[str, Value]:
    data = copy.deepcopy(document.data)
    holder = data[edit.top]
    assert isinstance(holder, dict)  # noqa: S101 - its style says so
    kept = list(holder.items())
    at = next((place for place, (key, _) in enumerate(kept, 1) if key == behind), 0)
    holder.clear()
    holder.update([*kept[:at], (edit.key, plain(edit.value)), *kept[at:]])
    return data


def _line_end(document: Document, field: Field) -> int:
    last = document.front_matter.end if document.front_matter else len(document.text)
    found = LINE_END.search(document.text, max(field.span.end, field.key.end), last)
    return found.end() if found else last


def _flow_form(value: Scalar | Sequence[Scalar]) -> str | None:
    return written(value, in_flow=True) if isinstance(value, Scalar) else added_form(value)


def _in_flow(value: Mapping[str, Scalar]) -> str | None:
    pairs = [
        (written(key, in_flow=True), written(each, in_flow=True)) for key, each in value.items()
    ]
    if any(None in pair for pair in pairs):
        return None
    return "{" + ", ".join(f"{key}: {form}" for key, form in pairs) + "}"
