"""Occurrences in words."""

from srr.insights.happened import Happened
from srr.language import Text, counted
from srr.records.objectives import Multiple
from srr.records.occurrences import Occurrence, figure

_MINUTE = Text("{n} minute", "{n} 分")
_MINUTES = Text("{n} minutes", "{n} 分")
_MEASURE = Text("{minutes}, {percent} % of users", "{minutes}、利用者の {percent} %")

_HAPPENED = (Text("happened once", "1 回発生"), Text("happened {n} times", "{n} 回発生"))
_TIMES = (Text("once", "1 回"), Text("{n} times", "{n} 回"))
_COST = Text(
    "{minutes} of outage for all users: {share} % of {budget}",
    "全利用者の停止時間に換算して {minutes}。{budget}の {share} %",
)
_NAMED = Text("{cost} ({name})", "{cost} ({name})")
_IN_ALL = Text("{times}, {minutes}", "{times}、計 {minutes}")


def minutes_words(minutes: float) -> Text:
    """Return so many minutes in words."""
    return (_MINUTE if minutes == 1 else _MINUTES).fill(n=figure(minutes))


def measure_words(occurrence: Occurrence) -> Text:
    """Return how long it was, and for what share of the users."""
    return _MEASURE.fill(
        minutes=minutes_words(occurrence.minutes), percent=figure(occurrence.percent)
    )


def times_words(count: int) -> Text:
    """Say how often."""
    return counted(count, *_TIMES)


def cost_words(occurrence: Occurrence, taken: Multiple) -> Text:
    """Say what an occurrence costs, and how much of a window's budget it has *taken*."""
    slo = taken.slo
    cost = _COST.fill(
        minutes=minutes_words(round(occurrence.bad_minutes, 1)),
        share=f"{100 * taken.times:,.0f}",
        budget=slo.window.budget_words,
    )
    return _NAMED.fill(cost=cost, name=slo.name) if slo.name else cost


def happened_words(found: Happened) -> Text:
    """Say how often a risk happened, and for how many minutes in all."""
    times = counted(found.count, *_HAPPENED)
    return _IN_ALL.fill(times=times, minutes=minutes_words(found.minutes)) if found.count else times
