"""The Markdown of one Notion page: its title, its properties, and its body as others write Markdown."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_UNTITLED = {"", "untitled", "無題"}


class Page(NamedTuple):
    """What a page says; *properties* are those of its columns that are not empty.

    *is_damaged* says that some of its bytes are not UTF-8: those became �.
    """

    title: str
    properties: Mapping[str, str]
    body: str
    is_damaged: bool


def read_page(
    raw: bytes, name: str, columns: Sequence[str], cells: Mapping[str, str] | None = None
) -> Page:
    """Read a page called *name* of a database with *columns*.

    The *cells* of its row say where a property of several paragraphs ends, and that a paragraph is none.
    """
    text, is_damaged = _decoded(raw)
    first, _, rest = text.lstrip("\n").partition("\n")
    has_title = first == "#" or first.startswith("# ")
    lines = (rest if has_title else text).lstrip("\n").split("\n")
    properties, end = _properties(lines, columns, cells)
    return Page(
        title=first[2:].strip() if has_title else name,
        properties=properties,
        body=_plain("\n".join(lines[end:]).strip("\n")),
        is_damaged=is_damaged,
    )


def _decoded(raw: bytes) -> tuple[str, bool]:
    text = raw.decode("utf-8-sig", errors="replace")
    is_damaged = "\ufffd" in text and "\ufffd".encode() not in raw
    return text.replace("\r\n", "\n").replace("\r", "\n"), is_damaged


def _properties(
    lines: Sequence[str], columns: Sequence[str], cells: Mapping[str, str] | None
) -> tuple[dict[str, str], int]:
    """Return the properties at the beginning of *lines*, and where they end: at a blank line, or where text begins."""
    found: dict[str, list[str]] = {}
    last: list[str] | None = None  # of a property that may go on
    place = 0
    while place < len(lines) and lines[place].strip():
        line = lines[place]
        key = max((one for one in columns if line.startswith(f"{one}: ")), key=len, default=None)
        cell = (cells or {}).get(key or "", "")
        if key is None or key in found or (cells is not None and not cell):
            if last is None:
                break
            last.append(line)
            place += 1
            continue
        height = cell.count("\n") + 1
        value = [line[len(key) + 2 :], *lines[place + 1 : place + height]]
        found[key] = value if "\n".join(value).strip() == cell else value[:1]
        place += len(found[key])
        last = found[key] if cells is None or height > 1 else None
    return {key: "\n".join(value).strip() for key, value in found.items()}, place


_TO_DO = re.compile(r"([ \t]*[-*] \[[ xX]\])  +")
_FENCE = re.compile(r"[ \t]*(?:[-*+][ \t]+)?(```+|~~~+)")
_ICON = re.compile(r"<img src=\"[^\"]*\" alt=\"[^\"]*\" width=\"40px\" ?/?>")
_SUMMARY = re.compile(r"(?P<before>[ \t]*)<summary>(?P<words>.*)</summary>[ \t]*")


def _plain(text: str) -> str:
    """Return *text* with Notion's own ways of writing as Markdown: to-do items, callouts, toggles."""
    return "\n".join(_plain_lines(text.split("\n")))


def _plain_lines(lines: Sequence[str]) -> Iterator[str]:
    fence = ""
    callouts: list[str] = []
    closed = max((n for n, line in enumerate(lines) if line.strip() == "</aside>"), default=0)
    for number, line in enumerate(lines):
        marker = _FENCE.match(line)
        if fence:
            fence = "" if marker and marker[1].startswith(fence) else fence
        elif marker:
            fence = marker[1]
        elif line.strip() == "<aside>" and number < closed:
            callouts.append(line.partition("<")[0])
            continue
        elif callouts and line.strip() == "</aside>":
            callouts.pop()
            line = ""
        else:
            line = _plain_line(line)
        if callouts:
            quote = callouts[0] + "> " * len(callouts)
            line = f"{quote}{line.removeprefix(callouts[-1])}".rstrip()
        yield line


def _plain_line(line: str) -> str:
    if line.strip() in ("<details>", "</details>"):
        return ""
    if summary := _SUMMARY.fullmatch(line):
        words = summary["words"].strip()
        return summary["before"] + (words if words.startswith("#") else f"**{words}**")
    return _ICON.sub("", _TO_DO.sub(r"\1 ", line))


def joint(title: str) -> str:
    """Return what two spellings of a title have in common; nothing for one that is missing."""
    words = " ".join(unicodedata.normalize("NFC", title).split())
    return "" if words.casefold() in _UNTITLED else words
