"""Occurrences in words."""

from srr.language import Text
from srr.records.occurrences import Occurrence, figure

_MINUTE = Text("{n} minute", "{n} 分")
_MINUTES = Text("{n} minutes", "{n} 分")
_MEASURE = Text("{minutes}, {percent} % of users", "{minutes}、利用者の {percent} %")


def minutes_words(minutes: float) -> Text:
    """Return so many minutes in words."""
    return (_MINUTE if minutes == 1 else _MINUTES).fill(n=figure(minutes))


def measure_words(occurrence: Occurrence) -> Text:
    """Return how long it was, and for what share of the users."""
    return _MEASURE.fill(
        minutes=minutes_words(occurrence.minutes), percent=figure(occurrence.percent)
    )
