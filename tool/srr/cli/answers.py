"""What a person types, read as a value. A ValueError holds the rest of a sentence: "--scope is '4'; write …"."""

import re
from collections.abc import Callable
from datetime import date, datetime, tzinfo

from srr.records import values
from srr.records.hints import is_silent
from srr.schema import vocabulary
from srr.schema.scoring import UNKNOWN, Level
from srr.text import spelling

_MINUTES = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")


def some_text(typed: str) -> str:
    """Return text that says something and can be written."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        raise ValueError("holds bytes that are no UTF-8 text; type it again") from None
    if not typed.strip():
        raise ValueError("is empty; say something")
    return "\n".join(line.rstrip() for line in typed.strip().splitlines())


def one_line(typed: str) -> str:
    """Return text on one line."""
    return " ".join(line.strip() for line in some_text(typed).split("\n") if line.strip())


def some_words(typed: str) -> str:
    """Return the words of a visit on one line; `ok` are none."""
    words = one_line(typed)
    if is_silent(words):
        raise ValueError(f"is {typed!r}, which says nothing; write what you saw in a few words")
    return words


def one_of(words: spelling.Words) -> Callable[[str], str]:
    """Return what reads one of *words*, or its label in either language."""

    def read(typed: str) -> str:
        value = spelling.recognise(typed, words)
        if value is None:
            raise ValueError(f"is {typed!r}; write one of {', '.join(words)}")
        return value

    return read


def number_of(allowed: tuple[int | str, ...]) -> Callable[[str], Level]:
    """Return what reads one of *allowed* numbers; where unknown is allowed, its label and `?` too."""

    def read(typed: str) -> Level:
        if UNKNOWN in allowed and _means_unknown(typed):
            return UNKNOWN
        number = spelling.recognise_number(typed)
        if number is None or number not in allowed:
            raise ValueError(f"is {typed!r}; write one of {', '.join(map(str, allowed))}")
        return number

    return read


def in_zone(zone: tzinfo) -> Callable[[str], str]:
    """Return what reads a time; one without an offset is a time in *zone*."""

    def read(typed: str) -> str:
        written = typed.strip().replace(" ", "T", 1)
        if values.instant(written):
            return written
        try:
            local = datetime.fromisoformat(written) if _MINUTES.fullmatch(typed.strip()) else None
        except ValueError:
            local = None
        if local is None:
            raise ValueError(f"is {typed!r}; write a time that exists, such as 2026-02-01 19:05")
        zoned = local.replace(tzinfo=zone)
        return zoned.isoformat(timespec="seconds" if local.second else "minutes")

    return read


def a_handle(typed: str) -> str:
    """Return the handle of one person; the @ of a chat is taken off."""
    name = one_line(typed).removeprefix("@")
    if re.search(r"[\s,:;@#]", name):
        raise ValueError(f"is {typed!r}; write the handle of one person, such as ura-taro")
    return name


def a_date(typed: str) -> date:
    """Return a date that exists."""
    day = values.day(spelling.recognise_date(typed) or typed)
    if day is None:
        raise ValueError(f"is {typed!r}; write an existing date such as 2026-02-12")
    return day


def _means_unknown(typed: str) -> bool:
    return typed.strip() == "?" or bool(spelling.recognise(typed, {UNKNOWN: vocabulary.UNKNOWN}))
