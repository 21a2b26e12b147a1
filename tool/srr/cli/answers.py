"""What a person types, read as a value; a WrongAnswer says why it cannot be."""

import re
import sys
from collections.abc import Callable
from datetime import date, datetime, tzinfo

from srr.documents.encoding import code_points, hidden
from srr.language import Text
from srr.records import values
from srr.records.hints import is_silent
from srr.schema import vocabulary
from srr.schema.scoring import UNKNOWN, Level
from srr.schema.views import NONE
from srr.text import spelling

_MEASURE = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?")
_MINUTES = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?")

_LISTED = Text(
    "is {typed}; write one of {words}", "{typed} は使えません。{words} から選んでください"
)
_NOT_UTF8 = Text(
    "holds bytes that are not valid UTF-8; type it again",
    "UTF-8 として読めない文字が含まれています。もう一度入力してください",
)
_OTHER_ENCODING = Text(
    "cannot be read in the encoding {name} of this terminal; set LC_ALL=C.UTF-8 and type it again",
    "この端末の文字コード {name} では読めません。LC_ALL=C.UTF-8 を設定して、もう一度入力してください",
)
_EMPTY = Text("is empty; say something", "空です。何か書いてください")
_INVISIBLE = (
    Text(
        "holds {codes}, which is invisible; type it without",
        "目に見えない文字 ({codes}) が含まれています。取り除いて入力してください",
    ),
    Text(
        "holds {codes}, which are invisible; type it without",
        "目に見えない文字 ({codes}) が含まれています。取り除いて入力してください",
    ),
)
_NO_NAME = Text(
    "is -, which stands for none; write a name or leave it out",
    "- は「なし」を表します。名前を書くか、指定しないでください",
)
_SILENT = Text(
    "is {typed}, which says nothing; write what you saw in a few words",
    "{typed} だけでは様子が分かりません。見たことをひとこと書いてください",
)
_YES_OR_NO = Text(
    "is {typed}; write yes or no", "{typed} は使えません。はい か いいえ と書いてください"
)
_NO_TIME = Text(
    "is {typed}; write a time that exists, such as 2026-02-01 19:05",
    "{typed} は日時として読めません。2026-02-01 19:05 のように書いてください",
)
_NO_HANDLE = Text(
    "is {typed}; write the handle of one person, such as ura-taro",
    "{typed} は使えません。ura-taro のように、1 人のハンドルを書いてください",
)
_NO_DATE = Text(
    "is {typed}; write an existing date such as 2026-02-12",
    "{typed} は日付として読めません。2026-02-12 のように、実在する日付を書いてください",
)
_NO_MEASURE = Text(
    "is {typed}; write a number from 0 to {most}",
    "{typed} は使えません。0 から {most} までの数値を書いてください",
)
_OVER = Text(
    "is {day}, and today is {today}; write a day that is still to come",
    "{day} は今日 ({today}) までに過ぎています。今日より後の日付を書いてください",
)
_NOT_YET = Text(
    "is {day}, which is after today, {today}; write a day that has come",
    "{day} は今日 ({today}) より後です。今日以前の日付を書いてください",
)


class WrongAnswer(ValueError):
    """What was typed is no value; *why* is in English the rest of "--scope is '4'; write …", in Japanese a sentence."""

    def __init__(self, why: Text, **values: object) -> None:
        self.why = why.fill(**values)
        super().__init__(self.why.en)


def some_text(typed: str) -> str:
    """Return text that says something and can be written."""
    try:
        typed.encode()
    except UnicodeEncodeError:
        name = sys.getfilesystemencoding()
        raise WrongAnswer(_NOT_UTF8 if name == "utf-8" else _OTHER_ENCODING, name=name) from None
    if not typed.strip():
        raise WrongAnswer(_EMPTY)
    text = "\n".join(line.rstrip() for line in typed.strip().splitlines())
    if signs := hidden(text):
        raise WrongAnswer(_INVISIBLE[len(signs) > 1], codes=code_points(signs))
    return text


def one_line(typed: str) -> str:
    """Return text on one line."""
    return " ".join(line.strip() for line in some_text(typed).split("\n") if line.strip())


def a_name(typed: str) -> str:
    """Return the name of a team or a service; the sign for none is no name."""
    name = one_line(typed)
    if name == NONE:
        raise WrongAnswer(_NO_NAME)
    return name


def some_words(typed: str) -> str:
    """Return the words of a visit on one line; `ok` are none."""
    words = one_line(typed)
    if is_silent(words):
        raise WrongAnswer(_SILENT, typed=repr(typed))
    return words


def yes_or_no(typed: str) -> bool:
    """Return whether the answer is yes; one letter is enough."""
    word = spelling.normal_form(typed)
    if word in ("y", "yes", "はい"):
        return True
    if word in ("n", "no", "いいえ"):
        return False
    raise WrongAnswer(_YES_OR_NO, typed=repr(typed))


def one_of(words: spelling.Words) -> Callable[[str], str]:
    """Return what reads one of *words*, or its label in either language."""

    def read(typed: str) -> str:
        value = spelling.recognise(typed, words)
        if value is None:
            raise WrongAnswer(_LISTED, typed=repr(typed), words=", ".join(words))
        return value

    return read


def number_of(allowed: tuple[int | str, ...]) -> Callable[[str], Level]:
    """Return what reads one of *allowed* numbers; where unknown is allowed, its label and `?` too."""

    def read(typed: str) -> Level:
        if UNKNOWN in allowed and _means_unknown(typed):
            return UNKNOWN
        number = spelling.recognise_number(typed)
        if number is None or number not in allowed:
            raise WrongAnswer(_LISTED, typed=repr(typed), words=", ".join(map(str, allowed)))
        return number

    return read


def after(today: date) -> Callable[[str], date]:
    """Return what reads a date that is after *today*."""

    def read(typed: str) -> date:
        day = a_date(typed)
        if day <= today:
            raise WrongAnswer(_OVER, day=day, today=today)
        return day

    return read


def measure(most: float) -> Callable[[str], float]:
    """Return what reads a number from 0 to *most*, with up to four decimals."""

    def read(typed: str) -> float:
        found = _MEASURE.fullmatch(spelling.normal_form(typed))
        if found is None or float(found[0]) > most:
            raise WrongAnswer(_NO_MEASURE, typed=repr(typed), most=f"{most:g}")
        return float(found[0])

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
            raise WrongAnswer(_NO_TIME, typed=repr(typed))
        zoned = local.replace(tzinfo=zone)
        return zoned.isoformat(timespec="seconds" if local.second else "minutes")

    return read


def a_handle(typed: str) -> str:
    """Return the handle of one person; the @ of a chat is taken off."""
    name = one_line(typed).removeprefix("@")
    if name in ("", NONE) or re.search(r"[\s,:;@#]", name):
        raise WrongAnswer(_NO_HANDLE, typed=repr(typed))
    return name


def a_date(typed: str) -> date:
    """Return a date that exists."""
    day = values.day(spelling.recognise_date(typed) or typed)
    if day is None:
        raise WrongAnswer(_NO_DATE, typed=repr(typed))
    return day


def not_after(today: date) -> Callable[[str], date]:
    """Return what reads a date that is not after *today*."""

    def read(typed: str) -> date:
        day = a_date(typed)
        if day > today:
            raise WrongAnswer(_NOT_YET, day=day, today=today)
        return day

    return read


def _means_unknown(typed: str) -> bool:
    return typed.strip() == "?" or bool(spelling.recognise(typed, {UNKNOWN: vocabulary.UNKNOWN}))
