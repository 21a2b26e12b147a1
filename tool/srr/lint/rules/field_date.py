"""A date exists, is plausible, and is written as 2025-02-03.

A day that no calendar has, a year with a slip, or slashes instead of hyphens: the registry cannot count from
such a date, and the visit is forgotten. An instant of a postmortem also has a time and an offset from UTC,
because the people who read it live in more than one zone.

ja: 日付は実在し、もっともらしく、2025-02-03 の形で書く。

暦にない日や年の打ち間違い、ハイフンの代わりのスラッシュでは、そこから日数を数えられず、確認が忘れられる。ポスト
モーテムの時刻には、読む人のタイムゾーンが一つとは限らないので、UTC との時差も書く。

Bad:
```
noticed: 2025-02-30
```
Good:
```
noticed: 2025-02-28
```
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from srr.documents.days import YEARS
from srr.documents.edit import SetValue
from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule, shown
from srr.records.meaning import INSTANT, as_day, as_instant
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.records.values import day, instant
from srr.schema.dates import add_months
from srr.schema.fields import FieldSpec, Kind
from srr.schema.kinds import KINDS, RecordKind
from srr.text.spelling import nearest, normal_form, recognise_date

NO_DATE = Text("{value} is not a date", "{value} は日付ではない")
NO_DATE_HELP = Text("write a date such as 2025-02-03", "2025-02-03 のように書く")
SHAPE = Text("{value} is not written as a date", "{value} は決められた形で書かれていない")
SHAPE_HELP = Text("write {meant}, or run srr fix", "{meant} と書くか、srr fix を実行する")
DAYS = Text(
    "{value} does not exist: {month} {year} has {days} days",
    "{value} は存在しない: {year} 年 {number} 月は {days} 日までである",
)
LEAP = Text(
    "{value} does not exist: {year} is not a leap year",
    "{value} は存在しない: {year} 年はうるう年ではない",
)
MONTH = Text(
    "{value} does not exist: a year has 12 months", "{value} は存在しない: 月は 12 までである"
)
NO_DAY = Text(
    "{value} does not exist: days count from 1", "{value} は存在しない: 日は 1 から始まる"
)
TIME = Text(
    "{value} does not exist: a day ends at 23:59", "{value} は存在しない: 時刻は 23:59 までである"
)
EXISTS_HELP = Text("write a day that exists", "実在する日付を書く")
TIME_HELP = Text("write a time that exists", "実在する時刻を書く")
YEAR = Text("the year of {value} is not plausible", "{value} の年がおかしい")
YEAR_HELP = Text("did you mean {near}?", "{near} の間違いではないか")
YEAR_HELP_BOUNDS = Text("write a year from 2000 to 2100", "2000 年から 2100 年までの年を書く")
FAR = Text(
    "{value} is more than two years after {since}", "{value} は {since} から 2 年以上先である"
)
FAR_HELP = Text(
    "write a nearer day: a reason to live with a risk fades",
    "もっと近い日付を書く。受容の理由は薄れていく",
)
NO_OFFSET = Text("{value} has no offset from UTC", "{value} に UTC との時差がない")
NO_OFFSET_HELP = Text(
    "write {value}{offset}, or the offset of your zone", "{value}{offset} のように時差を書く"
)
NO_TIME = Text("{value} has no time of day", "{value} に時刻がない")
NO_CALENDAR_DAY = Text("{value} has no date", "{value} に日付がない")
WITH_TIME = Text(
    "{value} has a time of day; {key} is a day", "{value} に時刻があるが、{key} は日付である"
)
WITH_TIME_HELP = Text("write {meant}", "{meant} と書く")
NO_INSTANT = Text("{value} is not a date with a time", "{value} は日時ではない")
INSTANT_HELP = Text(
    "write date, time and offset, such as 2025-02-03T19:05+09:00",
    "2025-02-03T19:05+09:00 のように、日付、時刻、時差を書く",
)

_TIME = re.compile(r"\d{1,2}:\d\d(:\d\d)?.*")
_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d.*")
_OTHER_YEAR = re.compile(r"(\d{3,6})(-\d\d-\d\d.*)")


class Diagnosis(NamedTuple):
    """What is wrong with a date; *meant* is the right one, where that is certain."""

    message: Text
    help: Text
    meant: str | None = None


def _keys(specs: tuple[FieldSpec, ...]) -> tuple[tuple[str, Kind], ...]:
    return tuple((spec.key, spec.kind) for spec in specs if spec.kind in ("date", "instant"))


_KEYS: dict[RecordKind, tuple[tuple[str, Kind], ...]] = {
    name: _keys(kind.fields) for name, kind in KINDS.items()
}
_INNER: dict[RecordKind, tuple[tuple[str, tuple[tuple[str, Kind], ...]], ...]] = {
    name: tuple((spec.key, _keys(spec.fields)) for spec in kind.fields if _keys(spec.fields))
    for name, kind in KINDS.items()
}


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Check every date and instant of the front matter."""
    for path, kind, value in _doubtful(record):
        found = _diagnose(record, str(path[-1]), kind, value)
        if found:
            fix = (SetValue(path, found.meant),) if found.meant else ()
            yield Problem(found.message, key=path, value=True, help=found.help, fix=fix)
    if isinstance(record, Risk) and record.acceptance:
        yield from _far(record)


def _doubtful(record: Record) -> Iterator[tuple[KeyPath, Kind, object]]:
    """Yield the dates that need a closer look."""
    data = record.data
    for key, kind in _KEYS[record.record_kind]:
        value = data.get(key)
        if value is not None and not (type(value) is str and _is_fine(value, kind)):
            yield (key,), kind, value
    for key, inner in _INNER[record.record_kind]:
        value = data.get(key)
        if isinstance(value, dict):
            yield from _doubtful_inside((key,), inner, value)
        elif isinstance(value, list):
            for index, row in enumerate(value):
                if isinstance(row, dict):
                    yield from _doubtful_inside((key, index), inner, row)


def _doubtful_inside(
    path: KeyPath, keys: tuple[tuple[str, Kind], ...], row: Mapping[str, object]
) -> Iterator[tuple[KeyPath, Kind, object]]:
    for key, kind in keys:
        value = row.get(key)
        if value is not None and not (type(value) is str and _is_fine(value, kind)):
            yield (*path, key), kind, value


# Records share their dates, and most dates are fine.
@lru_cache(maxsize=4096)
def _is_fine(value: str, kind: Kind) -> bool:
    return (day(value) if kind == "date" else instant(value)) is not None


def _diagnose(record: Record, key: str, kind: Kind, value: object) -> Diagnosis | None:
    if isinstance(value, str):
        if not value.strip():
            return Diagnosis(NO_DATE.fill(value='""'), NO_DATE_HELP)
        return _of_day(record, key, value) if kind == "date" else _of_instant(record, value)
    message, help_text = (NO_DATE, NO_DATE_HELP) if kind == "date" else (NO_INSTANT, INSTANT_HELP)
    return Diagnosis(message.fill(value=shown(value)), help_text)


def _of_day(record: Record, key: str, value: str) -> Diagnosis:
    meant = as_day(value)
    if meant:
        return Diagnosis(SHAPE.fill(value=shown(value)), SHAPE_HELP.fill(meant=meant), meant)
    written = recognise_date(value)
    if written is None:
        with_time = _WITH_TIME.fullmatch(value)
        if with_time and day(with_time[1]):
            return Diagnosis(
                WITH_TIME.fill(value=shown(value), key=key), WITH_TIME_HELP.fill(meant=with_time[1])
            )
        return _of_year(record, value) or Diagnosis(NO_DATE.fill(value=shown(value)), NO_DATE_HELP)
    why_not = _why_it_does_not_exist(written)
    near = why_not or _of_year(record, written)
    return near or Diagnosis(YEAR.fill(value=written), YEAR_HELP_BOUNDS)


def _why_it_does_not_exist(text: str) -> Diagnosis | None:
    year, month, number = (int(part) for part in text.split("-"))
    if not 1 <= month <= 12:
        return Diagnosis(MONTH.fill(value=text), EXISTS_HELP)
    if number < 1 or year < 1:
        return Diagnosis(NO_DAY.fill(value=text), EXISTS_HELP)
    from calendar import month_name, monthrange

    days = monthrange(year, month)[1]
    if number <= days:
        return None
    if (month, number) == (2, 29):
        return Diagnosis(LEAP.fill(value=text, year=year), EXISTS_HELP)
    return Diagnosis(
        DAYS.fill(value=text, month=month_name[month], number=month, year=year, days=days),
        EXISTS_HELP,
    )


def _of_year(record: Record, value: str) -> Diagnosis | None:
    """Return the diagnosis of a mistyped year: 0225, 20255, 205."""
    found = _OTHER_YEAR.fullmatch(value)
    if found is None or int(found[1]) in YEARS:
        return None
    near = _near_year(record, found[1])
    text = YEAR_HELP.fill(near=f"{near}{found[2]}") if near else YEAR_HELP_BOUNDS
    return Diagnosis(YEAR.fill(value=shown(value)), text)


def _near_year(record: Record, year: str) -> str | None:
    """Return the year of the record's other dates, or one beside it, that *year* was meant to be."""
    around = sorted({date.year + step for date in _good_days(record) for step in (-1, 0, 1)})
    return nearest(year, map(str, around), cutoff=0.5)


def _good_days(record: Record) -> Iterator[date]:
    days: tuple[date | None, ...] = ()
    match record:
        case Risk():
            days = (record.created, record.noticed, record.next_visit)
        case Postmortem():
            days = (record.started, record.detected, record.resolved)
    yield from (found for found in days if found is not None)


def _of_instant(record: Record, value: str) -> Diagnosis:
    meant = as_instant(value)
    if meant:
        return Diagnosis(SHAPE.fill(value=shown(value)), SHAPE_HELP.fill(meant=meant), meant)
    found = INSTANT.fullmatch(normal_form(value))
    if found is None:
        return _of_part(record, value)
    meant_day = recognise_date(found["day"]) or ""
    why_not = _why_it_does_not_exist(meant_day)
    if why_not:
        return why_not
    if int(meant_day[:4]) not in YEARS:
        return _of_year(record, value) or Diagnosis(YEAR.fill(value=shown(value)), YEAR_HELP_BOUNDS)
    return _of_time(record, value, meant_day, found)


def _of_time(record: Record, value: str, meant_day: str, found: re.Match[str]) -> Diagnosis:
    meant = f"{meant_day}T{found['time']:0>5}"
    if instant(f"{meant}Z") is None:
        return Diagnosis(TIME.fill(value=shown(value)), TIME_HELP)
    if found["offset"] is None:
        offset = _usual_offset(record)
        return Diagnosis(
            NO_OFFSET.fill(value=shown(value)), NO_OFFSET_HELP.fill(value=meant, offset=offset)
        )
    return Diagnosis(NO_INSTANT.fill(value=shown(value)), INSTANT_HELP)


def _of_part(record: Record, value: str) -> Diagnosis:
    text = normal_form(value)
    if recognise_date(value):
        return Diagnosis(NO_TIME.fill(value=shown(value)), INSTANT_HELP)
    if _TIME.fullmatch(text):
        return Diagnosis(NO_CALENDAR_DAY.fill(value=shown(value)), INSTANT_HELP)
    return _of_year(record, value) or Diagnosis(NO_INSTANT.fill(value=shown(value)), INSTANT_HELP)


def _usual_offset(record: Record) -> str:
    """Return the offset of the record's other instants, or one as an example."""
    for key, _ in _KEYS[record.record_kind]:
        value = record.data.get(key)
        if isinstance(value, str) and instant(value):
            return "Z" if value.endswith("Z") else value[-6:]
    return "+09:00"


def _far(risk: Risk) -> Iterator[Problem]:
    """Check the end of an acceptance; visit-window checks the next visit."""
    until = risk.acceptance.until if risk.acceptance else None
    since = max(
        filter(None, (risk.acceptance and risk.acceptance.decided, risk.anchor)), default=None
    )
    if until is None or since is None:
        return
    if until > add_months(since, 24):
        yield Problem(
            FAR.fill(value=until, since=since),
            key=("acceptance", "until"),
            value=True,
            help=FAR_HELP,
        )
