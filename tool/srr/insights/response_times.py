"""How long an incident took: four times, each from one instant to another, shown raw.

There is no time "to repair" or "to recover" here: such a name has several meanings, and a mean of few and
very unequal incidents has none.
"""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

from srr.language import Text
from srr.records.downtime import minutes_between
from srr.records.postmortem import Postmortem


class Interval(NamedTuple):
    """One of the times: from the instant *start* to the instant *end*."""

    key: str
    label: Text
    definition: Text
    start: str
    end: str

    def minutes(self, postmortem: Postmortem) -> int | None:
        """Return the whole minutes it took; None when they are not known, or negative."""
        return minutes_between(getattr(postmortem, self.start), getattr(postmortem, self.end))


class Spread(NamedTuple):
    """How many values there are, with their minimum, median and maximum."""

    n: int
    least: int
    median: float
    most: int


INTERVALS = (
    Interval(
        "detect",
        Text("Time to detect", "検知までの時間"),
        Text("From the start to when somebody or something noticed.", "発生から、気づくまで。"),
        "started",
        "detected",
    ),
    Interval(
        "acknowledge",
        Text("Time to acknowledge", "対応開始までの時間"),
        Text(
            "From when it was noticed to when a person took it on.",
            "検知から、人が対応を始めるまで。",
        ),
        "detected",
        "acknowledged",
    ),
    Interval(
        "mitigate",
        Text("Time to mitigate", "暫定復旧までの時間"),
        Text(
            "From the start to when customers could work again.",
            "発生から、顧客が再び使えるようになるまで。",
        ),
        "started",
        "mitigated",
    ),
    Interval(
        "resolve",
        Text("Time to resolve", "解決までの時間"),
        Text("From the start to when it was over.", "発生から、解決するまで。"),
        "started",
        "resolved",
    ),
)
DETECT, ACKNOWLEDGE, MITIGATE, RESOLVE = INTERVALS


def spread(interval: Interval, postmortems: Iterable[Postmortem]) -> Spread | None:
    """Return how *interval* is spread over those for which it is known; None when there is none."""
    known = [minutes for each in postmortems if (minutes := interval.minutes(each)) is not None]
    return Spread(len(known), min(known), median(known), max(known)) if known else None
