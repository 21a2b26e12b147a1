"""The conditions of a risk over indicators: when it breaks, and when its acceptance holds."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from srr.documents.places import KeyPath
from srr.records.indicator import Indicator, Reading
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.values import Comparison, comparison, text
from srr.schema.settings import Settings

State = Literal["holds", "crossed", "stale", "unknown"]
"""Of a condition: it holds, or not any more; or it cannot be judged, for want of a new value or of any."""
_BREAKS_WHEN = ("breaks_when",)


class Condition(NamedTuple):
    """A comparison of a risk, at *key*, and the indicator that it names; None where there is no such one."""

    risk: Risk
    key: KeyPath
    stated: str
    comparison: Comparison
    indicator: Indicator | None

    @property
    def name(self) -> str:
        """The name of the indicator that it asks for."""
        return self.comparison.name

    @property
    def is_limit(self) -> bool:
        """Whether it says when the risk breaks; the others say when its acceptance holds."""
        return self.key == _BREAKS_WHEN

    @property
    def reviewer(self) -> str | None:
        """Who looks again at the acceptance that rests on it; None for a limit, and where nobody is named."""
        acceptance = None if self.is_limit else self.risk.acceptance
        return acceptance.reviewer if acceptance else None

    def reading(self, today: date) -> Reading | None:
        """Return the last value of its indicator; None where nothing is known."""
        return self.indicator.last(today) if self.indicator else None

    def is_stale(self, today: date, settings: Settings) -> bool:
        """Whether the last value is too old to say anything of *today*."""
        if self.indicator is None:
            return False
        return self.indicator.is_stale(today, settings.indicator(self.indicator.name).max_age)

    def crossed(self, today: date, settings: Settings) -> Reading | None:
        """Return the value at which the risk breaks, or its acceptance holds no more; None where it does not.

        A stale indicator cannot be judged by.
        """
        return self.reading(today) if self.state(today, settings) == "crossed" else None

    def state(self, today: date, settings: Settings) -> State:
        """Return what can be said of it *today*; a limit holds until the risk breaks."""
        last = self.reading(today)
        if last is None:
            return "unknown"
        if self.is_stale(today, settings):
            return "stale"
        return "crossed" if self.is_crossed(last.value) else "holds"

    def is_crossed(self, value: float) -> bool:
        """Whether *value* is one at which the risk breaks, or at which its acceptance holds no more."""
        return self.comparison.holds(value) is self.is_limit


def conditions(risk: Risk, registry: Registry) -> Iterator[Condition]:
    """Yield the conditions of *risk* that count: its limit until it is done, and those of its acceptance."""
    for key, stated in _stated(risk):
        found = comparison(stated)
        if found:
            yield Condition(risk, key, stated, found, registry.indicators.get(found.name))


def limit(risk: Risk, registry: Registry) -> Condition | None:
    """Return the condition under which *risk* breaks; None where it names none, or is done."""
    return next((each for each in conditions(risk, registry) if each.is_limit), None)


def _stated(risk: Risk) -> Iterator[tuple[KeyPath, str]]:
    if risk.status == "done":
        return
    breaks_when = text(risk.data.get("breaks_when"))
    if breaks_when:
        yield _BREAKS_WHEN, breaks_when
    if risk.acceptance and risk.status == "accepted":
        for place, stated in _listed(risk):
            yield ("acceptance", "holds_while", place), stated


def _listed(risk: Risk) -> Iterator[tuple[int, str]]:
    acceptance = risk.data.get("acceptance")
    held = acceptance.get("holds_while") if isinstance(acceptance, dict) else None
    for place, stated in enumerate(held if isinstance(held, list) else ()):
        if isinstance(stated, str):
            yield place, stated
