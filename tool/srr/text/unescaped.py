"""A text as Markdown shows it: without escapes, entities, invisible characters and marks within a word.

Each character has its place in the source.

Who copies a token from a page, or wraps a long line, changes how it is written and not what it opens.
"""

import re
from bisect import bisect_right
from typing import NamedTuple

_ESCAPE = r"\\(?P<sign>[!-/:-@\[-`{-~])"
_ENTITY = r"(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
_INVISIBLE = r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+"
# Marks of bold text and of code with a letter on each side: ghp_**...**. Each begins with a plain character.
_BOLD = r"\*(?<=[A-Za-z0-9_-]\*)\*{0,2}+(?=[A-Za-z0-9_-])"
_CODE = r"`(?<=[A-Za-z0-9_-]`)`{0,2}+(?=[A-Za-z0-9_-])"
# A blank line ends a paragraph, so nothing goes on behind it.
_WRAP = r"(?<!\n)(?<!\n\r)\\?\r?\n(?!\r?\n)[ \t>]{0,40}"
_ESCAPED = re.compile(_ESCAPE)
_NAMED = re.compile("&(?:#|[A-Za-z][A-Za-z0-9]{1,30};)")
_UNSEEN = re.compile(_INVISIBLE)
_IN_BOLD = re.compile(_BOLD)
_IN_CODE = re.compile(_CODE)
_WRITTEN = re.compile(f"{_ESCAPE}|{_ENTITY}|{_INVISIBLE}|{_BOLD}|{_CODE}")
_WRITTEN_OR_WRAPPED = re.compile(f"{_WRAP}|{_WRITTEN.pattern}")


class Shown(NamedTuple):
    """A text as it is shown. *cuts* are places in it, and *origins* where in the source each of them begins."""

    text: str
    cuts: list[int]
    origins: list[int]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from *start* up to *end* are written."""
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, place: int) -> int:
        cut = bisect_right(self.cuts, place) - 1
        return self.origins[cut] + place - self.cuts[cut]


def may_differ(text: str) -> bool:
    """Whether *text* may be shown otherwise than it is written, decided quickly."""
    # Each pattern begins with a plain character, for which the search is fastest.
    return bool(
        ("\\" in text and _ESCAPED.search(text))
        or ("&" in text and _NAMED.search(text))
        or ("*" in text and _IN_BOLD.search(text))
        or ("`" in text and _IN_CODE.search(text))
        or (not text.isascii() and _UNSEEN.search(text))
    )


def plain(text: str) -> str:
    """Return the text of `shown`, quickly."""
    return _WRITTEN.sub(_read, text) if may_differ(text) else text


def shown(text: str) -> Shown | None:
    """Return *text* as it is shown, its lines as they are; None where that is how it is written."""
    return _shown(text, _WRITTEN)


def joined(text: str) -> Shown | None:
    """Return *text* as it is shown, with each line joined to the one before; None where it has one line."""
    return _shown(text, _WRITTEN_OR_WRAPPED)


def _shown(text: str, written: re.Pattern[str]) -> Shown | None:
    parts: list[str] = []
    cuts, origins = [0], [0]
    length = place = 0
    for found in written.finditer(text):
        character = _character(found)
        if character is None:
            continue
        parts += [text[place : found.start()], character]
        length += found.start() - place
        if character:
            cuts.append(length)
            origins.append(found.end() - 1)
        length += len(character)
        place = found.end()
        cuts.append(length)
        origins.append(place)
    return Shown("".join([*parts, text[place:]]), cuts, origins) if parts else None


def _read(found: re.Match[str]) -> str:
    character = _character(found)
    return found[0] if character is None else character


def _character(found: re.Match[str]) -> str | None:
    """Return what is shown for an escape, an entity or a break; None where it is no entity."""
    if entity := found["entity"]:
        from html import unescape

        read = unescape(entity)
        return read if len(read) == 1 else None
    return found["sign"] or ""
