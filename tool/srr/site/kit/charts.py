"""Charts as inline SVG: numbers in, one drawing out, with a text alternative.

The caller also gives the numbers as a table.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from math import ceil, sqrt
from typing import NamedTuple

from srr.site.kit import drawing, time_axis
from srr.site.kit.drawing import HEIGHT, LINE, Reading, Series, Words
from srr.site.kit.html import Html, element, join

_ROW = 60
_MOST_TICKS = 4
_MOST_LABELS = 7
_MOST_NUMBERED = 12
_PLACES = 80
_DOT = 3.5
_SMALLEST_DOT, _LARGEST_DOT = 2.2, 10.0
_Heaps = Counter[float]


class Mark(NamedTuple):
    """What happened on a day: *value* is None where it is not over; *words* say what it was."""

    day: date
    value: float | None
    words: str


class Limit(NamedTuple):
    """A line across under a name."""

    label: str
    value: float


class DotRow(NamedTuple):
    """A row of dots: full ones, hollow ones, and a mark where *middle* is given.

    *label* says what so many full and so many hollow ones are.
    """

    label: Callable[[int, int], str]
    style: str
    full: Sequence[float]
    hollow: Sequence[float]
    middle: float | None = None


def figure(chart: Html, summary: str, numbers: Html) -> Html:
    """Return a drawing with its numbers folded below it; on paper they are unfolded."""
    folded = element("details", element("summary", summary), numbers, class_="srr-fold")
    return element("figure", chart, folded, class_="srr-chart")


def area(words: Words, days: Sequence[date], bands: Sequence[Series]) -> Html:
    """Draw *bands* on top of each other, the first one lowest; there are two days or more."""
    tops = [list(bands[0].values)] if bands else []
    for band in bands[1:]:
        tops.append([low + value for low, value in zip(tops[-1], band.values, strict=True)])
    ticks = _ticks(max((max(row) for row in tops), default=0))
    rows = [[drawing.px(HEIGHT - HEIGHT * value / ticks[-1]) for value in row] for row in tops]
    lows = [["200"] * len(days), *rows]
    places = [(day - days[0]).days for day in days]
    paths = [
        element("path", d=_outline(places, low, high), class_=f"srr-chart__band {band.style}")
        for band, low, high in zip(bands, lows, rows, strict=False)
    ]
    drawn = element(
        "svg",
        *paths,
        width="100%",
        height=HEIGHT,
        viewBox=f"0 0 {places[-1]} {HEIGHT}",
        preserveAspectRatio="none",
    )
    middles = [
        (float(low[-1]) + float(high[-1])) / 2 for low, high in zip(lows, rows, strict=False)
    ]
    return drawing.plot(
        words,
        HEIGHT + 2 * LINE,
        drawing.rules([(f"{tick:,}", HEIGHT - HEIGHT * tick / ticks[-1]) for tick in ticks]),
        drawn,
        drawing.months(days[0], days[-1]),
        drawing.names([f"{band.label} {band.values[-1]:,}" for band in bands], bands, middles),
        readings=_readings(
            [str(day) for day in days], [place / places[-1] for place in places], bands[::-1]
        ),
    )


def bars(
    words: Words,
    labels: Sequence[str],
    up: Series,
    down: Series | None = None,
    limit: Limit | None = None,
) -> Html:
    """Draw a bar for each label: *up* above the zero line, *down* below it, and a line across at *limit*."""
    highest = max([*up.values, limit.value if limit else 0], default=0)
    lowest = max(down.values, default=0) if down else 0
    step = _ticks(max(highest, lowest))[1]
    over, under = max(1, ceil(highest / step)), ceil(lowest / step)
    unit = HEIGHT / (over + under)
    zero = unit * over
    ticks = [(abs(at) * step, zero - at * unit) for at in range(-under, over + 1)]
    both = [(up, -unit / step)] + ([(down, unit / step)] if down and under else [])
    drawn = [_bar(one, zero, scale, len(labels)) for one, scale in both]
    named = [((HEIGHT + zero) / 2, down)] if down and under else []
    named.append((zero / 2, up))
    across = None
    if limit:
        y = zero - unit / step * limit.value
        across = drawing.across(y, "srr-chart__limit")
        named = _with_limit(named, y, limit)
    places = [(index + 0.5) / len(labels) for index in range(len(labels))]
    return drawing.plot(
        words,
        HEIGHT + 2 * LINE,
        drawing.rules([(f"{tick:,}", y) for tick, y in ticks]),
        *drawn,
        across,
        drawing.across(zero, "srr-chart__zero"),
        _dates(labels, places, HEIGHT),
        drawing.names(
            [one.label for _, one in named], [one for _, one in named], [y for y, _ in named]
        ),
        readings=_readings(labels, places, [one for one, _ in both]),
    )


def timeline(
    words: Words, until: date, marks: Sequence[Mark], name: Series, limit: Limit | None
) -> Html:
    """Draw a column on the day of each of *marks*, the oldest first, up to *until*; what is not over is dashed."""
    known = [mark.value for mark in marks if mark.value is not None]
    scale = _ticks(max([*known, limit.value if limit else 0], default=0))
    unit = HEIGHT / scale[-1]
    first, last = marks[0].day, max(until, marks[-1].day)
    columns = [_column(time_axis.share(mark.day, first, last), mark.value, unit) for mark in marks]
    readings = [
        Reading(time_axis.share(mark.day, first, last), f"{mark.day} · {mark.words}")
        for mark in marks
    ]
    named = [(HEIGHT / 2, name)]
    across = None
    if limit:
        y = HEIGHT - unit * limit.value
        across = drawing.across(y, "srr-chart__limit")
        named = _with_limit(named, y, limit)
    return drawing.plot(
        words,
        HEIGHT + 2 * LINE,
        drawing.rules([(f"{tick:,}", HEIGHT - unit * tick) for tick in scale]),
        element("g", *columns, class_=f"srr-chart__columns {name.style}"),
        across,
        drawing.months(first, last),
        drawing.names(
            [one.label for _, one in named], [one for _, one in named], [y for y, _ in named]
        ),
        readings=readings,
    )


def share_bar(share: float, limit: float, whole: float) -> Html:
    """Draw a bar of *share* in a cell that is *whole* wide, with a line across it at *limit*."""
    at = drawing.at(min(limit / whole, 1))
    return element(
        "svg",
        element("rect", width=drawing.at(min(share / whole, 1)), height="100%"),
        element("line", x1=at, x2=at, y1=0, y2="100%", class_="srr-chart__limit"),
        class_="srr-share",
        aria_hidden="true",
    )


def _with_limit(
    named: Sequence[tuple[float, Series]], y: float, limit: Limit
) -> list[tuple[float, Series]]:
    """Return the names with their heights, the lowest first, and that of *limit* among them."""
    both = [*named, (y, Series(limit.label, "srr-chart__limit", ()))]
    return sorted(both, key=lambda pair: -pair[0])


def dots(words: Words, rows: Sequence[DotRow], unit: Callable[[str], str]) -> Html:
    """Draw a row of dots for each of *rows*, on one scale from zero; a larger dot is several of them.

    *unit* says a number, or a range of them, with its unit.
    """
    longest = max((value for row in rows for value in (*row.full, *row.hollow)), default=0)
    ticks = _ticks(longest)
    height = _ROW * len(rows)
    heaps = [(_heaps(row.full, ticks[-1]), _heaps(row.hollow, ticks[-1])) for row in rows]
    most = max((count for pair in heaps for heap in pair for count in heap.values()), default=1)
    radius = min(_DOT, _LARGEST_DOT / sqrt(most))
    scale = [
        join(
            element(
                "line",
                x1=drawing.at(tick / ticks[-1]),
                x2=drawing.at(tick / ticks[-1]),
                y1=0,
                y2=height,
            ),
            drawing.text(
                f"{tick:g}",
                drawing.at(tick / ticks[-1]),
                height + LINE + 2,
                _side(tick / ticks[-1]),
            ),
        )
        for tick in ticks
    ]
    return drawing.plot(
        words,
        height + 2 * LINE,
        element("g", *scale, class_="srr-chart__rules"),
        *[
            _row(row, pair, _ROW * index, ticks[-1], radius)
            for index, (row, pair) in enumerate(zip(rows, heaps, strict=True))
        ],
        style="srr-chart__plot srr-chart__plot--wide",
        readings=tuple(_dot_readings(rows, heaps, ticks[-1], unit)),
    )


def _dot_readings(
    rows: Sequence[DotRow],
    heaps: Sequence[tuple[_Heaps, _Heaps]],
    longest: float,
    unit: Callable[[str], str],
) -> Iterator[Reading]:
    """Yield for each place at which there are dots the numbers that they are for, and how many each row has."""
    values: dict[float, set[float]] = {}
    for row in rows:
        for value in (*row.full, *row.hollow):
            values.setdefault(_place(value, longest), set()).add(value)
    for place, there in sorted(values.items()):
        ends = dict.fromkeys((min(there), max(there)))
        said = [
            row.label(full[place], hollow[place])
            for row, (full, hollow) in zip(rows, heaps, strict=True)
            if full[place] or hollow[place]
        ]
        yield Reading(place, " · ".join([unit("–".join(f"{end:g}" for end in ends)), *said]))


def _readings(
    labels: Sequence[str], places: Sequence[float], series: Sequence[Series]
) -> list[Reading]:
    """Return for each label what each of *series* is there."""
    return [
        Reading(
            place, " · ".join([label, *(f"{one.label} {one.values[index]:,}" for one in series)])
        )
        for index, (label, place) in enumerate(zip(labels, places, strict=True))
    ]


def _ticks(top: float) -> list[int]:
    """Return the round numbers from zero to *top* or a little above it."""
    step = 1
    while ceil(top / step) > _MOST_TICKS:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return [step * index for index in range(max(1, ceil(top / step)) + 1)]


def _column(place: float, value: float | None, unit: float) -> Html:
    x, top = drawing.at(place), 0 if value is None else HEIGHT - unit * value
    style = "srr-chart__open" if value is None else None
    return element("line", x1=x, x2=x, y1=HEIGHT, y2=drawing.px(top), class_=style)


def _outline(places: Sequence[int], low: Sequence[str], high: Sequence[str]) -> str:
    there = "L".join(f"{x},{y}" for x, y in zip(places, high, strict=True))
    back = "L".join(f"{x},{y}" for x, y in zip(reversed(places), reversed(low), strict=True))
    return f"M{there}L{back}Z"


def _bar(series: Series, zero: float, scale: float, count: int) -> Html:
    """Draw the bars of *series*; a few of them have their number on them."""
    drawn = []
    for index, value in enumerate(series.values):
        if not value:
            continue
        y, height = zero + min(0, scale * value), abs(scale * value)
        drawn.append(
            element(
                "rect",
                x=drawing.at((index + 0.15) / count),
                width=drawing.at(0.7 / count),
                y=drawing.px(y),
                height=drawing.px(height),
            )
        )
        if count <= _MOST_NUMBERED:
            inside = y + height - 4 if scale > 0 else y + LINE - 2
            outside = y + height + LINE - 3 if scale > 0 else y - 4
            place = inside if height > LINE + 4 else outside
            style = "srr-chart__inside" if place == inside else None
            drawn.append(
                drawing.text(f"{value:g}", drawing.at((index + 0.5) / count), place, class_=style)
            )
    return element("g", *drawn, class_=f"srr-chart__bars {series.style}")


def _row(
    row: DotRow, heaps: tuple[_Heaps, _Heaps], top: int, longest: float, radius: float
) -> Html:
    line = element("line", x1=0, x2="100%", y1=top, y2=top, class_="srr-chart__rule")
    mark = None
    if row.middle is not None:
        x = drawing.at(row.middle / longest)
        mark = element("line", x1=x, x2=x, y1=top + 18, y2=top + 38, class_="srr-chart__middle")
    full, hollow = heaps
    return element(
        "g",
        line,
        drawing.text(
            row.label(len(row.full), len(row.hollow)),
            "0",
            top + LINE,
            "start",
            class_="srr-chart__label",
        ),
        element("g", *_circles(full, top + 28, radius), class_="srr-chart__full"),
        element("g", *_circles(hollow, top + 46, radius), class_="srr-chart__hollow"),
        mark,
        class_=row.style,
    )


def _heaps(values: Sequence[float], longest: float) -> _Heaps:
    """Return places across with the number of values at each; those that would overlap share one."""
    return Counter(_place(value, longest) for value in values)


def _place(value: float, longest: float) -> float:
    """Return the place across of *value*, from 0 to 1, moved to the nearest of those that dots may have."""
    width = max(1.0, longest / _PLACES)
    return min(1.0, round(value / width) * width / longest)


def _circles(heaps: _Heaps, y: float, radius: float) -> Iterator[Html]:
    for place in sorted(heaps):
        size = max(_SMALLEST_DOT, radius * sqrt(heaps[place]))
        yield element("circle", cx=drawing.at(place), cy=drawing.px(y), r=drawing.px(size))


def _dates(labels: Sequence[str], places: Sequence[float], y: float) -> Html:
    """Write the first label, the last and a few between them, which a narrow screen leaves out."""
    last = len(labels) - 1
    written = []
    for index in _chosen(len(labels)):
        edge = "start" if index == 0 and last else "end" if index == last and last else "middle"
        x = {"start": 0.0, "end": 1.0}.get(edge, places[index])
        style = "srr-chart__between" if edge == "middle" and last else None
        written.append(drawing.text(labels[index], drawing.at(x), y + LINE + 4, edge, class_=style))
    return join(*written)


def _chosen(count: int) -> Sequence[int]:
    """Return which of *count* labels are written: all of a few, some of many, evenly if possible."""
    if count <= _MOST_LABELS:
        return range(count)
    last = count - 1
    parts = next((parts for parts in (6, 5, 4, 3) if last % parts == 0), 4)
    return [round(index * last / parts) for index in range(parts + 1)]


def _side(share: float) -> str:
    return "start" if share == 0 else "end" if share == 1 else "middle"
