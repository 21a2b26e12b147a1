"""An indicator and its limit as a drawing: its weeks, the line of the limit, and where the trend reaches it."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor, isfinite, log10
from typing import NamedTuple

from srr.insights.break_words import amount, headroom_words, runway_words
from srr.insights.breaks import Break
from srr.language import Text
from srr.records.runway import Runway
from srr.records.weekly_trend import Week, trend, weeks
from srr.site.kit import drawing
from srr.site.kit.drawing import LINE, Series, Words
from srr.site.kit.html import Html, element
from srr.site.kit.site import Site

_HEIGHT = 130
_SMALL = 44
_MOST_WEEKS = 52
_MOST_TICKS = 4
_MOST_MONTHS = 5
_LEAST_SPAN, _MOST_SPAN = 1e-290, 1e290
_WORDS = Text(
    "{name}: weekly medians from {first} to {last}, between {least} and {most}. Limit {limit}. {left} {runway}",
    "{name}: {first} から {last} までの週ごとの中央値。{least} から {most} の範囲。限界 {limit}。{left} {runway}",
)
_LIMIT = Text("limit {limit}", "限界 {limit}")


class _Plan(NamedTuple):
    """What is drawn, and the first and the last day and value of the drawing."""

    found: Break
    shown: Sequence[Week]
    first: float
    last: float
    ticks: Sequence[float]
    height: int

    def x(self, day: float) -> float:
        """Return the place across of a *day*, from 0 to 1."""
        return min(max((day - self.first) / (self.last - self.first), 0.0), 1.0)

    def y(self, value: float) -> float:
        """Return the place down of a *value*."""
        low, high = self.ticks[0], self.ticks[-1]
        return self.height * (high - value) / (high - low)


def limit_chart(found: Break, key: str, site: Site) -> Html | None:
    """Return the drawing with its scale and names, *key* being its id; None where there is less than two weeks."""
    plan = _plan(found, site.today, _HEIGHT)
    if plan is None or found.headroom is None:
        return None
    limit = found.headroom.limit
    named = sorted(
        (
            (plan.y(limit), site.say(_LIMIT, limit=amount(limit)), "srr-chart__limit"),
            (plan.y(found.headroom.value), amount(found.headroom.value), "srr-chart__series"),
        ),
        reverse=True,
    )
    days = [date.fromordinal(floor(end)) for end in (plan.first, plan.last)]
    chart = drawing.plot(
        Words(key, found.condition.name, _description(plan, site)),
        _HEIGHT + 2 * LINE,
        drawing.rules([(_tick(tick, plan.ticks[-1]), plan.y(tick)) for tick in plan.ticks]),
        *_drawn(plan, site.today),
        drawing.months(days[0], days[1], _HEIGHT, _MOST_MONTHS),
        drawing.names(
            [label for _, label, _ in named],
            [Series(label, style, ()) for _, label, style in named],
            [y for y, _, _ in named],
            _HEIGHT,
        ),
    )
    return element("figure", chart, class_="srr-chart")


def sparkline(found: Break, site: Site) -> Html | None:
    """Return the drawing alone, for a table that gives the numbers; None where there is less than two weeks."""
    plan = _plan(found, site.today, _SMALL)
    if plan is None:
        return None
    return element(
        "svg",
        *_drawn(plan, site.today),
        role="img",
        aria_label=_description(plan, site),
        width="100%",
        height=_SMALL,
        class_="srr-spark",
    )


def _plan(found: Break, today: date, height: int) -> _Plan | None:
    indicator, last = found.condition.indicator, found.headroom
    shown = weeks(indicator, today)[-_MOST_WEEKS:] if indicator else ()
    if last is None or len(shown) < 2:
        return None
    values = [last.limit, last.value, *(week.value for week in shown)]
    ticks = _ticks(min(values), max(values))
    first, now = shown[0].day, max(today.toordinal(), last.on.toordinal())
    ahead = now
    if isinstance(found.runway, Runway):
        ahead = (found.runway.latest or found.runway.expected).toordinal()
    # What lies further ahead than the weeks reach back would press them together.
    end = min(max(ahead, now), now + (now - first))
    return _Plan(found, shown, first, end, ticks, height) if ticks else None


def _drawn(plan: _Plan, today: date) -> Iterator[Html]:
    """Yield the line of the weeks, that of the limit, the trend up to it, and the last value."""
    found, last = plan.found, plan.found.headroom
    assert last is not None  # noqa: S101 - there is no plan without it
    y = plan.y(last.limit)
    yield drawing.across(y, "srr-chart__limit")
    lines = [_path(((week.day, week.value) for week in plan.shown), plan, "srr-chart__series")]
    if isinstance(found.runway, Runway):
        ends = (found.runway.earliest, found.runway.latest or date.max)
        x1, x2 = (drawing.at(plan.x(day.toordinal())) for day in ends)
        yield element(
            "line", x1=x1, x2=x2, y1=drawing.px(y), y2=drawing.px(y), class_="srr-chart__span"
        )
        lines.append(_path(_ahead(plan, today), plan, "srr-chart__ahead"))
    yield element(
        "svg",
        *lines,
        width="100%",
        height=plan.height,
        viewBox=f"0 0 {drawing.px(plan.last - plan.first)} {plan.height}",
        preserveAspectRatio="none",
    )
    place = drawing.at(plan.x(last.on.toordinal()))
    yield element(
        "circle", cx=place, cy=drawing.px(plan.y(last.value)), r=3, class_="srr-chart__last"
    )


def _ahead(plan: _Plan, today: date) -> Iterator[tuple[float, float]]:
    """Yield the ends of the line of the trend, from the last week to the limit or to the end of the drawing."""
    indicator, runway = plan.found.condition.indicator, plan.found.runway
    line = trend(indicator, today) if indicator else None
    if line and isinstance(runway, Runway):
        start = plan.shown[-1].day
        end = max(min(runway.expected.toordinal(), plan.last), start)
        yield from ((day, line.at(day)) for day in (start, end))


def _path(points: Iterator[tuple[float, float]], plan: _Plan, style: str) -> Html:
    placed = (
        f"{drawing.px(day - plan.first)},{drawing.px(plan.y(value))}" for day, value in points
    )
    return element("path", d=f"M{'L'.join(placed)}", class_=style)


def _description(plan: _Plan, site: Site) -> str:
    found, values = plan.found, [week.value for week in plan.shown]
    left = headroom_words(found.headroom) if found.headroom else None
    first, last = (date.fromordinal(floor(week.day)) for week in (plan.shown[0], plan.shown[-1]))
    return site.say(
        _WORDS,
        name=found.condition.name,
        first=first,
        last=last,
        least=amount(min(values)),
        most=amount(max(values)),
        limit=amount(found.condition.comparison.limit, found.about.unit),
        left=left or "",
        runway=runway_words(found),
    )


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers from *low* or below it to *high* or above it; none where floating point ends.

    They begin at zero where that leaves the drawing half of its height.
    """
    if 0 <= low <= high / 2:
        low = 0.0
    span = (high - low) or abs(high) or 1.0
    if not _LEAST_SPAN < span < _MOST_SPAN or not isfinite(low / span):
        return []
    unit = 10.0 ** floor(log10(span / _MOST_TICKS))
    step = next(unit * size for size in (1, 2, 5, 10) if span / (unit * size) <= _MOST_TICKS)
    ends = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return [float(f"{step * number:.12g}") for number in range(ends[0], ends[1] + 1)]


def _tick(value: float, largest: float) -> str:
    """Return the label of a tick, short enough to stand beside the drawing."""
    for size, letter in ((1e9, "G"), (1e6, "M")):
        if size <= largest < 1e12:
            return f"{value / size:g}{letter}" if value else "0"
    return f"{value:,g}" if abs(value) < 1e6 else f"{value:.2g}"
