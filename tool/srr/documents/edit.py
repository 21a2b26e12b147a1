"""Edits that change one thing in a file and keep every other byte: a value in, new bytes out.

Each edit proves itself: the new text is read again, and anything but the intended change refuses the edit.
"""

import copy
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, assert_never

from srr.documents.body import Section, one_line_end, unread
from srr.documents.document import Document, read
from srr.documents.encoding import LINE_END
from srr.documents.nested import AddUnder, RemoveUnder, added, entry, plain, removed
from srr.documents.places import Field, KeyPath, Scalar, Span, Value, dotted
from srr.documents.value_forms import added_form, on_one_line, same, written


class EditRefused(Exception):
    """The edit would change more than it should; *reason*, filled with *values*, says why in English."""

    def __init__(self, path: str, reason: str, **values: object) -> None:
        self.path, self.reason, self.values = path, reason, values
        super().__init__(f"{path}: {reason.format(**values)}")


class SetValue(NamedTuple):
    """Replace the value at *path*, which is there already."""

    path: KeyPath
    value: Scalar


class AddKey(NamedTuple):
    """Add a key of the top level behind the key *after*, or as the last one; None is written as nothing.

    Of several keys *after*, the last one that is there counts.
    """

    key: str
    value: Scalar | Sequence[Scalar]
    after: str | tuple[str, ...] | None = None


class AddItem(NamedTuple):
    """Add *item* to the list *key* of the mapping *top*, unless it is there; what is missing of both is added.

    A new mapping stands where `AddKey` puts a key behind *after*.
    """

    top: str
    key: str
    item: Scalar
    after: str | tuple[str, ...] | None = None


class RenameKey(NamedTuple):
    """Give the key at *path*, which is there already, another *name*."""

    path: KeyPath
    name: str


class RemoveKey(NamedTuple):
    """Remove a key of the top level with the lines of its value; comments above it stay."""

    key: str


class AppendLine(NamedTuple):
    """Append a line to the first section with one of *headings*; a missing section is added with the first."""

    headings: tuple[str, ...]
    line: str


class AddSection(NamedTuple):
    """Add an empty section behind the last one with one of the headings *after*, or as the first one."""

    heading: str
    after: tuple[str, ...]


class SetLine(NamedTuple):
    """Replace the line *old* of the body by *new*; the first one outside comments and code is meant."""

    old: str
    new: str


class Normalise(NamedTuple):
    """Remove the byte order mark and give all lines the most frequent line end."""


Edit = (
    SetValue
    | AddKey
    | AddItem
    | RenameKey
    | RemoveKey
    | AddUnder
    | RemoveUnder
    | AppendLine
    | AddSection
    | SetLine
    | Normalise
)


def apply(document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of *document* with *edits* made in order; raise EditRefused rather than harm the file."""
    for edit in edits:
        document = _edited(document, edit)
    return document.raw


def _edited(document: Document, edit: Edit) -> Document:
    if isinstance(edit, Normalise):
        return _normalised(document)
    _require_sound(document, edit.path if isinstance(edit, RenameKey) else None)
    match edit:
        case AppendLine() | AddSection() | SetLine():
            return _edited_body(document, edit)
        case SetValue():
            return _with_value(document, edit)
        case AddKey():
            return _with_key(document, edit)
        case AddItem():
            return _with_item(document, edit)
        case RenameKey():
            return _with_name(document, edit)
        case RemoveKey():
            return _without_key(document, edit)
        case AddUnder() | RemoveUnder():
            return _with_nested(document, edit)
    assert_never(edit)


def _edited_body(document: Document, edit: AppendLine | AddSection | SetLine) -> Document:
    match edit:
        case AppendLine():
            return _with_line(document, edit)
        case AddSection():
            return _with_empty_section(document, edit)
        case SetLine():
            return _with_other_line(document, edit)


def _require_sound(document: Document, renamed: KeyPath | None) -> None:
    path = document.path
    field = document.fields.get(renamed) if renamed else None
    if not document.readable:
        raise EditRefused(
            path, "the front matter cannot be read; fix what `srr lint` reports first"
        )
    for fault in document.faults:
        if field and fault.kind == "key-not-text" and fault.span == field.key:
            continue
        if fault.kind in ("duplicate", "key-not-text", "conflict-marker"):
            line = document.position(fault.span.start).line
            raise EditRefused(path, _REASONS[fault.kind], line=line)


_REASONS = {
    "duplicate": "a key is there twice (line {line}); fix that first",
    "key-not-text": "a key is not text (line {line}); fix that first",
    "conflict-marker": "a merge conflict is not resolved (line {line}); fix that first",
}


# --- one value ---


def _with_value(document: Document, edit: SetValue) -> Document:
    field = document.fields.get(edit.path)
    name = on_one_line(dotted(edit.path))
    if field is None:
        raise EditRefused(document.path, "there is no `{name}` to change", name=name)
    if same(field.value, edit.value):
        return document
    if field.style in ("block", "flow"):
        raise EditRefused(
            document.path, "`{name}` is a list or a mapping; change it by hand", name=name
        )
    in_flow = any(
        document.fields[edit.path[:depth]].style == "flow" for depth in range(1, len(edit.path))
    )
    form = written(edit.value, field.style, in_flow)
    if form is None:
        raise EditRefused(document.path, "`{name}` cannot hold this value on one line", name=name)
    if field.style == "empty":
        form = " " + form
    data = copy.deepcopy(document.data)
    _assign(data, edit.path, edit.value)
    return _spliced(document, field.span, form, data)


def _assign(data: dict[str, Value], path: KeyPath, value: Scalar) -> None:
    holder: Value = data
    for part in path[:-1]:
        holder = holder[part]  # type: ignore[index]
    holder[path[-1]] = value  # type: ignore[index]


# --- whole keys ---

_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def _with_key(document: Document, edit: AddKey) -> Document:
    value: Value = edit.value if isinstance(edit.value, Scalar) else [*edit.value]
    if edit.key in document.data:
        if same(document.data[edit.key], value):
            return document
        raise EditRefused(document.path, "`{name}` is there already", name=on_one_line(edit.key))
    form = added_form(edit.value)
    if form is None or not _KEY.fullmatch(edit.key):
        raise EditRefused(
            document.path, "`{name}` cannot be written on one line", name=on_one_line(edit.key)
        )
    line = f"{edit.key}:{form and f' {form}'}{_usual_line_end(document.text)}"
    return _with_lines(document, edit.key, value, edit.after, line)


def _with_lines(
    document: Document, name: str, value: Value, behind: str | tuple[str, ...] | None, lines: str
) -> Document:
    """Return *document* with the *lines* that give the new key *name* its *value*, behind the key *behind*."""
    after = _last_there(document, behind)
    before = document.fields[(after,)] if after is not None else None
    place = _line_end(document, before.span.end, before) if before else _fence(document).end
    data: dict[str, Value] = {}
    for key, kept in document.data.items():
        data[key] = kept
        if before and key == after:
            data[name] = value
    data.setdefault(name, value)
    return _spliced(document, Span(place, place), lines, data)


def _last_there(document: Document, keys: str | tuple[str, ...] | None) -> str | None:
    asked = (keys,) if isinstance(keys, str) else keys or ()
    return next((key for key in reversed(asked) if (key,) in document.fields), None)


def _with_item(document: Document, edit: AddItem) -> Document:
    form = written(edit.item, in_flow=True)
    name = on_one_line(f"{edit.top}.{edit.key}")
    if form is None or not (_KEY.fullmatch(edit.top) and _KEY.fullmatch(edit.key)):
        raise EditRefused(document.path, "`{name}` cannot be written on one line", name=name)
    end = _usual_line_end(document.text)
    if edit.top not in document.data:
        lines = f"{edit.top}:{end}  {edit.key}: [{form}]{end}"
        return _with_lines(document, edit.top, {edit.key: [edit.item]}, edit.after, lines)
    data = copy.deepcopy(document.data)
    mapping = data[edit.top]
    items = mapping.setdefault(edit.key, []) if isinstance(mapping, dict) else None
    if not isinstance(items, list):
        raise EditRefused(document.path, "`{name}` is not a list; change it by hand", name=name)
    if edit.item in items:
        return document
    items.append(edit.item)
    place, added = _place_of_item(document, edit, form, end)
    return _spliced(document, Span(place, place), added, data)


def _place_of_item(document: Document, edit: AddItem, form: str, end: str) -> tuple[int, str]:
    """Return where the item goes, and its text: into the list that is there, or below the other lists."""
    above: KeyPath = (edit.top, edit.key)
    form = form if above in document.fields else f"{edit.key}: [{form}]"
    above = above if above in document.fields else above[:1]
    holder = document.fields[above]
    inside = [field for path, field in document.fields.items() if path[:-1] == above]
    if holder.style == "flow" or not inside:
        return holder.span.end - 1, f", {form}" if inside else form
    last = inside[-1]
    start = document.text.rfind("\n", 0, last.key.start) + 1
    lead = document.text[start : last.key.start]
    return _line_end(document, last.span.end, last), f"{lead}{form}{end}"


def _with_nested(document: Document, edit: AddUnder | RemoveUnder) -> Document:
    path = edit.path if isinstance(edit, RemoveUnder) else (edit.top, edit.key)
    name, end = on_one_line(dotted(path)), _usual_line_end(document.text)
    if isinstance(edit, RemoveUnder):
        if path not in document.fields:
            return document
        splice = removed(document, path)
    elif path in document.fields:
        raise EditRefused(document.path, "`{name}` is there already", name=name)
    elif edit.top in document.data:
        splice = added(document, edit, end)
    elif lines := entry(edit.key, edit.value, "  ", end):
        held: Value = {edit.key: plain(edit.value)}
        return _with_lines(document, edit.top, held, edit.after, f"{edit.top}:{end}{lines}")
    else:
        splice = None
    if splice is None:
        raise EditRefused(document.path, "`{name}` cannot be changed; do it by hand", name=name)
    return _spliced(document, *splice)


def _with_name(document: Document, edit: RenameKey) -> Document:
    field = document.fields.get(edit.path)
    name = on_one_line(dotted(edit.path))
    if field is None or not _KEY.fullmatch(edit.name):
        raise EditRefused(document.path, "there is no `{name}` that could be renamed", name=name)
    if (*edit.path[:-1], edit.name) in document.fields:
        raise EditRefused(document.path, "`{name}` is there already", name=edit.name)
    data = copy.deepcopy(document.data)
    holder: Any = data
    for step in edit.path[:-1]:
        holder = holder[step]
    if not isinstance(holder, dict):
        raise EditRefused(document.path, "`{name}` is an item of a list and has no name", name=name)
    kept = list(holder.items())
    holder.clear()
    holder.update((edit.name if key == edit.path[-1] else key, value) for key, value in kept)
    return _spliced(document, field.key, edit.name, data)


def _without_key(document: Document, edit: RemoveKey) -> Document:
    field = document.fields.get((edit.key,))
    if field is None:
        return document
    start = field.key.start
    if document.text[start - 1] not in "\r\n":
        raise EditRefused(
            document.path,
            "`{name}` does not stand on a line of its own",
            name=on_one_line(edit.key),
        )
    data = {key: value for key, value in document.data.items() if key != edit.key}
    end = _line_end(document, max(field.span.end, field.key.end), field)
    return _spliced(document, Span(start, end), "", data)


def _fence(document: Document) -> Span:
    if document.front_matter is None:
        raise EditRefused(document.path, "there is no front matter")
    return document.front_matter


def _line_end(document: Document, place: int, field: Field) -> int:
    """Return where the line after the one of *place* starts."""
    last = _fence(document).end
    match = LINE_END.search(document.text, max(place, field.key.end), last)
    return match.end() if match else last


def _usual_line_end(text: str) -> str:
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda end: counts[end])


# --- lines of the body ---

_LEVEL = 2
"""The level of the headings of a record's sections."""


def _with_line(document: Document, edit: AppendLine) -> Document:
    wanted = {_folded(heading) for heading in edit.headings}
    end = _usual_line_end(document.text)
    line = end.join(edit.line.splitlines())
    section = next((each for each in document.sections if _folded(each.heading) in wanted), None)
    if section is None:
        return _with_section(document, edit.headings[0], line, end)
    body = document.text[section.body.start : section.body.end]
    if body.strip():
        place = section.body.start + len(body.rstrip())
        added = end + line
    else:
        place = section.line.start + len(document.text[slice(*section.line)].rstrip("\r\n"))
        added = end + end + line
    return _with_body(document, Span(place, place), added, document.sections)


def _with_other_line(document: Document, edit: SetLine) -> Document:
    if "\n" in edit.new or "\r" in edit.new:
        raise EditRefused(document.path, "one line cannot become several")
    place = _line_of_prose(document, edit.old)
    if place is None:
        raise EditRefused(document.path, "there is no such line to change")
    return _with_body(document, place, edit.new, document.sections)


def _line_of_prose(document: Document, line: str) -> Span | None:
    """Return the first line of the body that is *line*, and no part of a comment or of code."""
    hidden = [span for _, span in unread(one_line_end(document.text), document.body)]
    whole = re.compile(rf"(?<![^\r\n]){re.escape(line)}(?![^\r\n])")
    found = (Span(*match.span()) for match in whole.finditer(document.text, document.body.start))
    return next(
        (place for place in found if not any(start <= place.start < end for start, end in hidden)),
        None,
    )


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).strip().casefold()


def _with_section(document: Document, heading: str, line: str, end: str) -> Document:
    text = document.text
    gap = "" if text.endswith(end + end) else end if text.endswith(end) else end + end
    added = f"{gap}## {heading}{end}{end}{line}{end}"
    place = len(text)
    section = Section(heading.strip(), 2, Span(place, place), Span(place, place))
    return _with_body(document, Span(place, place), added, (*document.sections, section))


def _with_empty_section(document: Document, edit: AddSection) -> Document:
    text, end = document.text, _usual_line_end(document.text)
    wanted = {_folded(heading) for heading in edit.after}
    number = max(
        (
            number
            for number, section in enumerate(document.sections, 1)
            if section.level == _LEVEL and _folded(section.heading) in wanted
        ),
        default=0,
    )
    # What is below the section before, at a lower level, belongs to it.
    while number and number < len(document.sections) and document.sections[number].level > _LEVEL:
        number += 1
    sections = document.sections
    if not number and sections and sections[0].level < _LEVEL:
        number = 1
    place = sections[number].line.start if number < len(sections) else len(text)
    before = text[:place]
    gap = "" if before.endswith(end + end) else end if before.endswith(end) else end + end
    added = f"{gap}## {edit.heading}{end}{end if place < len(text) else ''}"
    nowhere = Span(place, place)
    section = Section(edit.heading.strip(), _LEVEL, nowhere, nowhere)
    around = (*sections[:number], section, *sections[number:])
    return _with_body(document, nowhere, added, around)


def _with_body(
    document: Document, place: Span, text: str, sections: tuple[Section, ...]
) -> Document:
    around = document.text[: place.start], document.text[place.end :]
    result = _read_again(document, text.join(around))
    headings = [(section.level, section.heading) for section in sections]
    kept = [(section.level, section.heading) for section in result.sections]
    if headings != kept or not same(result.data, document.data):
        raise EditRefused(document.path, "the line would change the headings of the file")
    if _worse(document, result):
        raise EditRefused(document.path, "the line holds characters that a record may not hold")
    return result


# --- the whole file ---


def _normalised(document: Document) -> Document:
    if any(fault.kind == "not-utf-8" for fault in document.faults):
        raise EditRefused(document.path, "the file is not UTF-8; convert it first")
    text = LINE_END.sub(_usual_line_end(document.text), document.text)
    result = read(document.path, text.encode())
    if document.readable and not same(result.data, document.data):
        raise EditRefused(document.path, "other line ends would change a value")
    return result


# --- the proof ---


def _spliced(document: Document, span: Span, form: str, data: dict[str, Value]) -> Document:
    text = document.text[: span.start] + form + document.text[span.end :]
    result = _read_again(document, text)
    body, kept = document.text[slice(*document.body)], result.text[slice(*result.body)]
    if not result.readable or not same(result.data, data) or body != kept:
        line = document.position(span.start).line
        raise EditRefused(
            document.path,
            "the edit would change more than it should; do it by hand (line {line})",
            line=line,
        )
    if _worse(document, result):
        raise EditRefused(document.path, "the value holds characters that a record may not hold")
    return result


def _read_again(document: Document, text: str) -> Document:
    mark = document.raw[:3] if document.raw.startswith(b"\xef\xbb\xbf") else b""
    try:
        return read(document.path, mark + text.encode())
    except UnicodeEncodeError:
        raise EditRefused(document.path, "the value is not valid Unicode") from None


def _worse(document: Document, result: Document) -> bool:
    def kinds(each: Document) -> Counter[str]:
        return Counter(fault.kind for fault in each.faults)

    return bool(kinds(result) - kinds(document))
