"""A list of objects in JSON: what `gh issue list --json` and GitHub's API give, what srr exports, and others alike."""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from srr.importers.identity import candidates
from srr.importers.pages.passages import passages_of
from srr.importers.source import Row, Skipped, Source, Unreadable
from srr.importers.tables.decoding import decoded
from srr.importers.tables.grid import list_item
from srr.language import Text
from srr.records.row import front_matter
from srr.schema.columns import SECTION
from srr.text import cells

_ITEM = Text("item {n}", "{n} 件目")
_ISSUE = Text("issue #{n}", "{n} 番の Issue")
_NO_OBJECT = Text("is no object with keys and values", "キーと値の組ではありません")
_PULL_REQUEST = Text("is a pull request", "プルリクエストです")
_BROKEN = Text(
    "{name} is not valid JSON (line {line}, column {column}): save it once more",
    "{name} は正しい JSON ではありません ({line} 行目、{column} 列目)。保存し直してください",
)
_TOO_DEEP = Text(
    "{name} is JSON that goes deeper, or holds a longer number, than srr reads",
    "{name} の JSON は、srr が読める深さか数値の桁数を超えています",
)
_NO_LIST = Text(
    "{name} holds no list of objects: export the issues or records as one",
    "{name} にはオブジェクトの一覧がありません。Issue や記録を一覧として出力してください",
)
_ALL_OPEN = Text(
    "every issue is open, as gh lists them by itself: add --state all --limit 5000 for the others",
    "開いている Issue だけです。gh issue list に --state all --limit 5000 を付けると、ほかも出力されます",
)

# The names of GitHub's API, by those of its command line.
_REST = {
    "url": "html_url",
    "createdAt": "created_at",
    "updatedAt": "updated_at",
    "closedAt": "closed_at",
    "stateReason": "state_reason",
    "author": "user",
}
_NAMES = ("login", "name", "title", "displayName", "key", "value", "url")
_LONG = ("body", "comments")


def read(name: str, content: bytes) -> tuple[Source, ...]:
    """Return each list of objects in a JSON file; raise Unreadable."""
    text = decoded(name, content)
    try:
        values = list(_values(name, text))
        found = _lists(PurePosixPath(name).name, values)
        if not found and [] not in values:
            raise Unreadable(_NO_LIST.fill(name=name))
        return tuple(_source(title, items) for title, items in found.items())
    except (RecursionError, ValueError):
        raise Unreadable(_TOO_DEEP.fill(name=name)) from None


def _values(name: str, text: str) -> Iterator[Any]:
    """Yield the JSON values of *text*: one, one for each page of an API, or one a line."""
    decoder, place = json.JSONDecoder(), 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        try:
            value, place = decoder.raw_decode(text, place)
        except json.JSONDecodeError as error:
            said = _BROKEN.fill(name=name, line=error.lineno, column=error.colno)
            raise Unreadable(said) from None
        yield value


def _lists(title: str, values: list[Any]) -> dict[str, list[Any]]:
    """Return the lists of objects that *values* are, or that they hold, by name."""
    found: dict[str, list[Any]] = {}
    for value in values:
        within = _within(value) if isinstance(value, dict) else {}
        if isinstance(value, list):
            found.setdefault(title, []).extend(value)
        elif within and "title" not in value:
            for key, items in within.items():
                found.setdefault(key, []).extend(items)
        else:
            found.setdefault(title, []).append(value)
    return {name: items for name, items in found.items() if _has_object(items)}


def _within(value: Mapping[str, Any]) -> dict[str, list[Any]]:
    return {
        key: items for key, items in value.items() if isinstance(items, list) and _has_object(items)
    }


def _has_object(items: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in items)


def _source(name: str, items: list[Any]) -> Source:
    rows: list[Row] = []
    skipped: list[Skipped] = []
    for number, item in enumerate(items, 1):
        place = _ITEM.fill(n=number)
        if not isinstance(item, dict):
            skipped.append(Skipped(place, _NO_OBJECT))
        elif item.get("pull_request"):
            skipped.append(Skipped(_ISSUE.fill(n=item.get("number", "")), _PULL_REQUEST))
        elif _is_issue(item):
            rows.append(_issue(_ISSUE.fill(n=item["number"]), item))
        else:
            rows.append(Row(place, _record(item)))
    columns = tuple(dict.fromkeys(column for row in rows for column in row.values))
    is_issues = bool(rows) and all(row.key for row in rows)
    states = {row.values.get("state") for row in rows}
    return Source(
        name=name,
        columns=columns,
        rows=tuple(rows),
        title="title" if is_issues else None,
        keys=() if is_issues else candidates(columns, rows),
        skipped=tuple(skipped),
        notes=(_ALL_OPEN,) if is_issues and states == {"OPEN"} else (),
    )


def _is_issue(item: Mapping[str, Any]) -> bool:
    """Whether *item* is an issue of GitHub: its address and its number name it."""
    address = item.get("html_url", item.get("url"))
    return isinstance(item.get("number"), int) and isinstance(address, str) and "title" in item


def _issue(place: Text, item: Mapping[str, Any]) -> Row:
    known = {**item, **{name: item[rest] for name, rest in _REST.items() if rest in item}}
    others = {name: value for name, value in known.items() if name not in _REST.values()}
    values = dict(_flat({name: value for name, value in others.items() if name not in _LONG}))
    for name in ("labels", "assignees"):
        if isinstance(found := known.get(name), list) and found:
            values[name] = ", ".join(filter(None, map(_text, found)))
    for name in ("state", "stateReason"):
        if name in values:
            values[name] = values[name].upper()
    comments = known.get("comments")
    if isinstance(comments, list) and (said := "\n".join(map(_comment, comments))):
        values["comments"] = said
    body = known.get("body")
    passages = passages_of(_text(body)) if isinstance(body, str) else ()
    return Row(place, values, key=_text(known["url"]), passages=passages)


def _comment(comment: Any) -> str:
    """Return a comment as an item of a list: the day, who wrote it, and the words."""
    if not isinstance(comment, dict):
        return list_item(_text(comment))
    day = _text(comment.get("createdAt"))[:10]
    return list_item(f"{day} {_text(comment.get('author'))}: {_text(comment.get('body'))}")


def _record(item: Mapping[str, Any]) -> dict[str, str]:
    """Return the values of any other object, or of a record that srr itself exported."""
    data, sections = item.get("front_matter"), item.get("sections")
    if isinstance(data, dict) and isinstance(sections, dict):
        named = {f"{SECTION}{key}": str(text) for key, text in sections.items() if text}
        return {**{key: str(cell) for key, cell in front_matter(data, "risk").items()}, **named}
    return dict(_flat(item))


def _flat(item: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each value as text, those of objects within by a path; what is empty is left out."""
    for key, value in item.items():
        name = f"{above}{key}"
        if isinstance(value, dict) and not _name_of(value):
            yield from _flat(value, f"{name}.")
        elif text := _text(value):
            yield name, text


def _name_of(value: Mapping[str, Any]) -> str:
    """Return what names an object: a person, a label, a milestone."""
    named = (value.get(key) for key in _NAMES)
    return next((_text(name) for name in named if isinstance(name, str) and name.strip()), "")


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
            # Half of a character, which JSON can hold and no file can.
            return text.encode("utf-8", "replace").decode()
        case bool():
            return str(value).lower()
        case dict():
            return _name_of(value) or json.dumps(value, ensure_ascii=False)
        case list():
            return cells.joined(text for item in value if (text := _text(item)))
        case _:
            return str(value)
