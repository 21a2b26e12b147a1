"""A runway in words: the months between which a limit is expected to be reached."""

from datetime import date

from srr.language import Text, untranslated
from srr.records.runway import Runway

_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_BETWEEN = Text("{expected}, between {earliest} and {latest}", "{expected} ({earliest}〜{latest})")
_FROM_ON = Text("{expected}, not before {earliest}", "{expected} ({earliest} 以降)")


def months(runway: Runway) -> Text:
    """Return the month that is expected and the interval around it: `2027-03, between February and June`."""
    expected, earliest, latest = runway
    if latest is None:
        return _FROM_ON.fill(expected=month(expected), earliest=month(earliest))
    if month(earliest) == month(latest):
        return untranslated(month(expected))
    in_one_year = earliest.year == expected.year == latest.year
    name = _name if in_one_year else _dated
    return _BETWEEN.fill(expected=month(expected), earliest=name(earliest), latest=name(latest))


def month(day: date) -> str:
    """Return the month of *day*, `2027-03`."""
    return f"{day.year:04}-{day.month:02}"


def _name(day: date) -> Text:
    return Text(_NAMES[day.month - 1], f"{day.month} 月")


def _dated(day: date) -> Text:
    return untranslated(month(day))
