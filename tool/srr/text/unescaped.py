"""A text as Markdown shows it: without escapes, entities, invisible characters, and marks and links within a word.

Each character has its place in the source. What an address encodes (`%3A`) is read as well.

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
_STRUCK = r"~~(?<=[A-Za-z0-9_-]~~)(?=[A-Za-z0-9_-])"
# Links that begin or end within a word: gh[p_...](https://x), [gh](https://x)p_..., gh![p_...][1].
_GOES_ON = r"(?=[A-Za-z0-9_-][^\[\]]{0,500}\][(\[])"
_LINK_BEGIN = rf"\[(?<=[A-Za-z0-9_-]\[){_GOES_ON}"
_IMAGE_BEGIN = rf"!\[(?<=[A-Za-z0-9_-]!\[){_GOES_ON}"
_ADDRESS = r"\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)"
_LINK_END = rf"\](?<=[A-Za-z0-9_-]\])(?:{_ADDRESS}|\[[^\[\]\n]{{0,100}}\])(?=[A-Za-z0-9_-])"
# An address within an address is encoded again, and so is its percent sign: %3A, %253A.
_PERCENT = r"%(?:25){0,9}(?P<code>[2-7][0-9A-Fa-f])"
# A blank line ends a paragraph, so nothing goes on behind it.
_WRAP = r"(?<!\n)(?<!\n\r)\\?\r?\n(?!\r?\n)[ \t>]{0,40}"
_ESCAPED = re.compile(_ESCAPE)
_NAMED = re.compile("&(?:#|[A-Za-z][A-Za-z0-9]{1,30};)")
_UNSEEN = re.compile(_INVISIBLE)
_IN_BOLD = re.compile(_BOLD)
_IN_CODE = re.compile(_CODE)
_IN_STRUCK = re.compile(_STRUCK)
_IN_LINK = tuple(map(re.compile, (_LINK_BEGIN, _IMAGE_BEGIN, _LINK_END)))
_ENCODED = re.compile(_PERCENT)
# What reads a match asks for the group, which never matches here.
_NO_CODE = r"(?P<code>(?!))"
_IN_WORD = f"{_BOLD}|{_CODE}|{_STRUCK}|{_LINK_BEGIN}|{_IMAGE_BEGIN}|{_LINK_END}"
_MARKS = f"{_ESCAPE}|{_ENTITY}|{_INVISIBLE}|{_IN_WORD}"
_WRITTEN = re.compile(f"{_MARKS}|{_NO_CODE}")
_WRITTEN_OR_ENCODED = re.compile(f"{_MARKS}|{_PERCENT}")
_WRITTEN_OR_WRAPPED = re.compile(f"{_WRAP}|{_MARKS}|{_PERCENT}")


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
        or ("~" in text and _IN_STRUCK.search(text))
        or ("[" in text and any(link.search(text) for link in _IN_LINK))
        or ("%" in text and _ENCODED.search(text))
        or (not text.isascii() and _UNSEEN.search(text))
    )


def plain(text: str) -> str:
    """Return the text of `decoded`, or of `shown` where nothing is encoded, quickly."""
    return _WRITTEN_OR_ENCODED.sub(_read, text) if may_differ(text) else text


def shown(text: str) -> Shown | None:
    """Return *text* as it is shown, its lines as they are; None where that is how it is written."""
    return _shown(text, _WRITTEN)


def decoded(text: str) -> Shown | None:
    """Return *text* as it is shown, with what its addresses encode; None where they encode nothing."""
    return _shown(text, _WRITTEN_OR_ENCODED) if _ENCODED.search(text) else None


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
    """Return what is shown for an escape, an entity, a code or a break; None where it is no entity."""
    if entity := found["entity"]:
        from html import unescape

        read = unescape(entity)
        return read if len(read) == 1 else None
    if code := found["code"]:
        return chr(int(code, 16))
    return found["sign"] or ""
