"""What a Markdown page states as keys and values outside of front matter: `**Status**: Active`, lists, tables."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from srr.documents.body import without_comments

Pair = tuple[str, str]

_COLON = r"(?::(?=[ \t]|$)|：)"
_BOLD = re.compile(
    rf"(?:[-*+][ \t]+)?(\*\*|__)(?P<key>[^*_:：\n]+?)(?:\1[ \t]*{_COLON}|[:：]\1)[ \t]*(?P<value>.*)"
)
_ITEM = re.compile(
    rf"[-*+][ \t]+(?P<key>[^:：`\[\]()*_|]{{1,40}}?)[ \t]*{_COLON}[ \t]*(?P<value>.*)"
)
_PLAIN = re.compile(r"(?P<key>[A-Za-z][A-Za-z -]{1,30}?):[ \t]+(?P<value>\S.*)")
_IS_ITEM = re.compile(r"[-*+][ \t]")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
# A table of two columns may have its first pair, nothing, or such words as its head.
_HEADS = {"項目", "属性", "item", "field", "key", "property", "attribute", "name", "metadata", ""}


class Stated(NamedTuple):
    """The *pairs* of a text, and the *rest* of it."""

    pairs: Mapping[str, str]
    rest: str


def of_head(text: str) -> Stated:
    """Return what the text below the title states; lines such as `Date: 2026-02-03` are taken there as well."""
    return _stated(text, (_BOLD, _ITEM, _PLAIN))


def of_section(text: str) -> Stated:
    """Return what a section states, as lists and tables do."""
    return _stated(text, (_BOLD, _ITEM))


def _stated(text: str, forms: Sequence[re.Pattern[str]]) -> Stated:
    found: dict[str, str] = {}
    rest = []
    for paragraph in re.split(r"\n(?:[ \t]*\n)+", text.strip("\n")):
        lines = paragraph.split("\n")
        pairs = _table(lines) or next(filter(None, (_pairs(lines, form) for form in forms)), [])
        for key, value in pairs:
            found.setdefault(key, value)
        if not pairs:
            rest.append(paragraph)
    plain = ((key, without_comments(value).strip()) for key, value in found.items())
    return Stated({key: value for key, value in plain if value}, "\n\n".join(rest).strip())


def _pairs(lines: Sequence[str], form: re.Pattern[str]) -> list[Pair]:
    """Return the pairs of a paragraph that holds nothing else; none where it holds anything else.

    A line that is neither a pair nor an item goes on with the value above it. A key never begins with a digit: those
    are days and times.
    """
    found: list[Pair] = []
    for line in lines:
        pair = form.fullmatch(line.rstrip())
        if pair and not pair["key"][:1].isdigit():
            found.append((pair["key"].strip(), pair["value"].strip()))
        elif not found or _IS_ITEM.match(line) or form is _PLAIN:
            return []
        else:
            key, value = found[-1]
            found[-1] = (key, f"{value}\n{line.strip()}".strip())
    return found


def _table(lines: Sequence[str]) -> list[Pair]:
    """Return the rows of a table of two columns."""
    if len(lines) < 2 or "|" not in lines[0]:
        return []
    head, rule, *body = (_cells(line) for line in lines)
    if len(head) != 2 or len(rule) != 2 or not all(map(_RULE.fullmatch, rule)):
        return []
    rows = body if head[0].casefold() in _HEADS else [head, *body]
    pairs = [(_plain(row[0]), row[1]) for row in rows if len(row) == 2 and row[0]]
    is_record = len(pairs) == len(rows) and not any(key[:1].isdigit() for key, _ in pairs)
    return pairs if is_record else []


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|")
    inner = inner.removesuffix("|") if not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _CELL.split(inner)]


def _plain(words: str) -> str:
    return words.strip("*_` ").rstrip(":：")
