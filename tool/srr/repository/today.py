"""Which day it is."""

import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from srr.language import Text, untranslated
from srr.records import values
from srr.repository.errors import CannotDo
from srr.schema.settings import Settings

_NO_ZONES = Text(
    "this machine has no time zone data for {zone}; pip install tzdata",
    "このマシンには {zone} のタイムゾーンのデータがありません。pip install tzdata を実行してください",
)
_NO_ZONE = Text(
    "{source}: no time zone is called {zone}; write one such as Asia/Tokyo",
    "{source}: {zone} というタイムゾーンはありません。Asia/Tokyo のように書いてください",
)
_CLOCK = Text("clock, {zone}", "時計、{zone}")
_NO_DAY = Text(
    "{source} is {typed}; write an existing date such as 2026-02-12",
    "{source} の {typed} は日付として読めません。2026-02-12 のように、実在する日付を書いてください",
)
_NO_EPOCH = Text(
    "SOURCE_DATE_EPOCH is {typed}; write seconds since 1970",
    "SOURCE_DATE_EPOCH の {typed} は使えません。1970 年からの秒数を書いてください",
)


@dataclass(frozen=True)
class Today:
    """The date that counts as today and where it came from."""

    date: date
    source: Text

    @property
    def described(self) -> Text:
        """The date with its source in parentheses."""
        return Text(f"{self.date} ({self.source.en})", f"{self.date} ({self.source.ja})")

    @property
    def pinned(self) -> bool:
        """Whether the day was chosen; a site of a chosen day does not move on."""
        return self.source.en in ("--today", "SRR_TODAY")


def zone(chosen: Settings, source: str = "srr.toml") -> tzinfo:
    """Return the time zone of the settings; the zones are imported only where UTC will not do."""
    if chosen.timezone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(chosen.timezone)
    except (LookupError, ValueError, OSError):
        if not has_zones():
            raise CannotDo(_NO_ZONES.fill(zone=chosen.timezone)) from None
        raise CannotDo(_NO_ZONE.fill(source=source, zone=chosen.timezone)) from None


def has_zones() -> bool:
    """Whether this machine has time zone data at all, of its own or from the package tzdata."""
    from zoneinfo import available_timezones

    return bool(available_timezones())


def today_of(flag: str | None, chosen: Settings) -> Today:
    """Return today from the flag, else from the environment, else from the clock."""
    for text, source in ((flag, "--today"), (os.environ.get("SRR_TODAY"), "SRR_TODAY")):
        if text or (text is not None and source == "--today"):
            return Today(_date(text, source), untranslated(source))
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    here = zone(chosen)
    if epoch:
        return Today(_epoch(epoch, here), untranslated("SOURCE_DATE_EPOCH"))
    return Today(datetime.now(here).date(), _CLOCK.fill(zone=chosen.timezone))


def _date(text: str, source: str) -> date:
    day = values.day(text)
    if day is None:
        raise CannotDo(_NO_DAY.fill(source=source, typed=repr(text)))
    return day


def _epoch(text: str, zone: tzinfo) -> date:
    try:
        return datetime.fromtimestamp(int(text), UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        raise CannotDo(_NO_EPOCH.fill(typed=repr(text))) from None
