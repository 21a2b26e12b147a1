"""How long customers could not work: the one count of minutes that is held against the error budget."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple

from srr.language import Text
from srr.records.postmortem import Postmortem

LABEL = Text("Downtime", "ダウンタイム")
DEFINITION = Text(
    "From the start until customers could work again (mitigated); where that is not given, until it was over"
    " (resolved).",
    "発生から、顧客が再び使えるようになるまで(暫定復旧)。暫定復旧の時刻がない場合だけ、解決まで。",
)

_CUSTOMERS_COULD_WORK = ("near-miss", "drill")


class Downtime(NamedTuple):
    """The whole minutes, and the key of the instant that they run to."""

    minutes: int
    until: Literal["mitigated", "resolved"]


def minutes_between(start: datetime | None, end: datetime | None) -> int | None:
    """Return the whole minutes; None when they are not known, or negative."""
    if start is None or end is None or end < start:
        return None
    return int((end - start).total_seconds() // 60)


def kept_from_working(postmortem: Postmortem) -> bool:
    """Whether it was neither a near miss nor a drill."""
    return postmortem.kind not in _CUSTOMERS_COULD_WORK


def has_no_end(postmortem: Postmortem) -> bool:
    """Whether the record gives a start and no end, of what kept customers from working."""
    data = postmortem.data
    ends = (data.get("mitigated"), data.get("resolved"))
    begun = data.get("started") is not None and ends == (None, None)
    return begun and kept_from_working(postmortem)


def downtime(postmortem: Postmortem) -> Downtime | None:
    """Return the downtime; None for near misses and drills, and when an instant is missing or makes no sense."""
    if not kept_from_working(postmortem):
        return None
    until: Literal["mitigated", "resolved"] = "mitigated"
    if postmortem.data.get("mitigated") is None:
        until = "resolved"
    minutes = minutes_between(postmortem.started, getattr(postmortem, until))
    return None if minutes is None else Downtime(minutes, until)


def downtime_begun_on(day: date, postmortems: Iterable[Postmortem]) -> int:
    """Return the minutes of those that began on *day*, on the clock that each of them is written by."""
    found = (downtime(each) for each in postmortems if each.started and each.started.date() == day)
    return sum(each.minutes for each in found if each)
