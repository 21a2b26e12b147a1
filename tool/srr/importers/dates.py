"""Dates as other programs write them. Each layout stands here; what none of them fits, or two fit, is refused."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from srr.language import Text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? +)?"
_YEAR = r"(?P<year>\d{4})"
_SHORT_YEAR = r"(?P<year>\d{4}|\d{2})"
_M = r"(?P<month>\d{1,2})"
_D = r"(?P<day>\d{1,2})"

_TIME = (
    r"(?P<hour>\d{1,2})(?::|時)(?P<minute>\d{2})分?(?::\d{2}(?:[.,]\d+)?)?"
    r" ?(?P<half>[ap]\.?m\.?|午[前後])?(?: ?(?P<zone>z|utc|gmt|\(?(?:gmt|utc)?[+-]\d{1,2}(?::?\d{2})?\)?))?"
)
_AT = rf"(?:(?:t| +|, *| at +){_TIME})?"
_LAYOUTS = tuple(
    re.compile(layout + _AT)
    for layout in (
        rf"{_YEAR}-{_M}-{_D}",  # 2026-03-31
        rf"{_YEAR}/{_M}/{_D}",  # 2026/3/31
        rf"{_YEAR}\.{_M}\.{_D}\.?",  # 2026.3.31
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",  # 20260331
        rf"{_YEAR} ?年 ?{_M} ?月 ?{_D} ?日",  # 2026年3月31日
        rf"(?P<era>令和|r) ?(?P<year>\d{{1,2}}|元) ?年 ?{_M} ?月 ?{_D} ?日",  # 令和8年3月31日
        rf"(?P<era>r)(?P<year>\d{{1,2}})[./]{_M}[./]{_D}",  # R8.3.31
        rf"{_D}\.{_M}\.{_YEAR}",  # 31.3.2026: no one puts the month first with points
        rf"{_WEEKDAY}{_MONTH} {_D}(?:st|nd|rd|th)?,? {_YEAR}",  # March 31, 2026
        rf"{_WEEKDAY}{_D}(?:st|nd|rd|th)? {_MONTH},? {_YEAR}",  # 31 March 2026
        rf"{_D}[-/]{_MONTH}[-/]{_SHORT_YEAR}",  # 31/Mar/26, as Jira writes it
        rf"{_MONTH}[-/]{_D}[-/]{_SHORT_YEAR}",  # Mar/31/26
        rf"{_YEAR}-{_MONTH}-{_D}",  # 2026-Mar-31
        rf"{_D}[-/]{_M}月[-/]{_SHORT_YEAR}",  # 31/3月/26, as Jira writes it in Japanese
    )
)
# Nobody can see which number is the day; a year of two digits may even come first (26/3/4).
_NUMBERS = re.compile(r"(?P<one>\d{1,2})([/-])(?P<two>\d{1,2})\2(?P<year>\d{4}|\d{1,2})" + _AT)
_TIME_ALONE = re.compile(_TIME)
_JAPANESE_WEEKDAY = re.compile(r" ?\([日月火水木金土](?:曜日?)?\)| ?[日月火水木金土]曜日")
_ARROW = re.compile(r" *→ *| +[~〜] +")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_BEFORE_REIWA = 2018
_LONGEST = 100

_UNKNOWN = Text(
    '"{text}" is not a date that srr reads; write it as 2026-03-31',
    "「{text}」は日付として読めません。2026-03-31 の形で書いてください",
)
_NO_SUCH_DAY = Text('"{text}" is a day that does not exist', "「{text}」という日はありません")
_AMBIGUOUS = Text(
    '"{text}" may begin with the day or with the month ({evidence}); set day_first in the map',
    "「{text}」は日と月のどちらが先か決まりません ({evidence})。マップに day_first を書いてください",
)
_BACKWARDS = Text('"{text}" ends before it begins', "「{text}」は終わりが始まりより前です")

_TOLD = Text("the map says so", "マップの指定による")
_NONE = Text("no row decides it", "決め手になる行なし")
_ONLY = (
    Text("{n} row only makes sense as {order}", "{order} としか読めない行が {n} 行"),
    Text("{n} rows only make sense as {order}", "{order} としか読めない行が {n} 行"),
)
_TWO_ORDERS = Text("{one}, and {other}", "{one}、{other}")
_ORDERS = {
    "dmy": Text("day/month", "日/月"),
    "mdy": Text("month/day", "月/日"),
}


class Days(NamedTuple):
    """A day, or the days from *first* to *last*."""

    first: date
    last: date | None = None


class Order(NamedTuple):
    """Whether the day comes first in dates of numbers such as `3/4/2026`, and what says so; None where nothing does."""

    day_first: bool | None
    evidence: Text


UNDECIDED = Order(None, _NONE)


def order(cells: Iterable[str], day_first: bool | None = None) -> Order:
    """Return the order that the cells of a column share, unless *day_first* says it.

    Those decide that make sense in one order only; where they disagree, nothing does.
    """
    if day_first is not None:
        return Order(day_first, _TOLD)
    counts = dict.fromkeys(_ORDERS, 0)
    for cell in cells:
        for part in _ARROW.split(_normal(cell)):
            if (found := _NUMBERS.fullmatch(part)) and len(orders := _readings(found)) == 1:
                counts[next(iter(orders))] += 1
    held = {name: count for name, count in counts.items() if count}
    if not held:
        return UNDECIDED
    said = [_ONLY[count > 1].fill(n=count, order=_ORDERS[name]) for name, count in held.items()]
    if len(said) > 1:
        return Order(None, _TWO_ORDERS.fill(one=said[0], other=said[1]))
    return Order("dmy" in held, said[0])


def read(text: str, order: Order = UNDECIDED, zone: tzinfo | None = None) -> Days | Text:
    """Return the day or the days that *text* names; else say why it names none.

    An instant with an offset is the day that it falls on in *zone*; without a zone, the day that is written.
    """
    first, *rest = _ARROW.split(_normal(text))
    days = [_day(first, order, zone)]
    days += [_day(part, order, zone) for part in rest if not _TIME_ALONE.fullmatch(part)]
    shown = text.strip() if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    known = [day for day in days if isinstance(day, date)]
    if len(days) > 2 or len(known) < len(days):
        why = next((day for day in days if isinstance(day, Text)), _UNKNOWN)
        return why.fill(text=shown, evidence=order.evidence)
    if known != sorted(known):
        return _BACKWARDS.fill(text=shown)
    return Days(*known)


def _normal(text: str) -> str:
    if len(text) > _LONGEST:
        return ""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return _JAPANESE_WEEKDAY.sub("", folded).removeprefix("@").strip()


def _day(text: str, order: Order, zone: tzinfo | None) -> date | Text:
    if found := _NUMBERS.fullmatch(text):
        day = _in_order(_readings(found), order)
    else:
        found = next((match for layout in _LAYOUTS if (match := layout.fullmatch(text))), None)
        if found is None:
            return _UNKNOWN
        day = _date(*_numbers(found)) or _NO_SUCH_DAY
    return day if isinstance(day, Text) else _in_zone(day, found, zone)


def _in_order(readings: dict[str, date], order: Order) -> date | Text:
    if order.day_first is not None:
        return readings.get("dmy" if order.day_first else "mdy", _NO_SUCH_DAY)
    days = set(readings.values())
    if len(days) > 1:
        return _AMBIGUOUS
    return days.pop() if days else _NO_SUCH_DAY


def _readings(found: re.Match[str]) -> dict[str, date]:
    """Return the day that the numbers of *found* name in each order that makes sense."""
    one, two, year = (int(found[name]) for name in ("one", "two", "year"))
    days: dict[str, date | None] = {}
    if len(found["year"]) > 1:
        days = {"dmy": _date(_full(year), two, one), "mdy": _date(_full(year), one, two)}
    if len(found["year"]) < 3:
        days["ymd"] = _date(_full(one), two, year)
    return {name: day for name, day in days.items() if day}


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    parts = found.groupdict()
    name = parts.get("name")
    month = _MONTHS.index(name[:3]) + 1 if name else int(found["month"])
    if parts.get("era"):
        year = _BEFORE_REIWA + (1 if found["year"] == "元" else int(found["year"]))
    else:
        year = _full(int(found["year"]))
    return year, month, int(found["day"])


def _full(year: int) -> int:
    return year if year > 99 else 2000 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _in_zone(day: date, found: re.Match[str], zone: tzinfo | None) -> date | Text:
    if not found["hour"]:
        return day
    hour, minute = int(found["hour"]), int(found["minute"])
    if half := found["half"]:
        hour = hour % 12 + (12 if half[0] == "p" or half[1] == "後" else 0)
    if hour > 23 or minute > 59:
        return _NO_SUCH_DAY
    offset = _offset(found["zone"])
    if zone is None or offset is None:
        return day
    instant = datetime(day.year, day.month, day.day, hour, minute, tzinfo=offset)
    try:
        return instant.astimezone(zone).date()
    except OverflowError:  # at either end of the calendar
        return day


def _offset(written: str | None) -> timezone | None:
    if not written:
        return None
    found = _OFFSET.search(written)
    if not found:
        return UTC
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return timezone((-1 if found[1] == "-" else 1) * timedelta(minutes=min(minutes, 1439)))
