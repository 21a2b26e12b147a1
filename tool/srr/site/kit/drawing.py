"""What charts are drawn of: lines, rules, dates and names, as inline SVG.

A drawing is as wide as its place and keeps its height: places across are percentages, places down are pixels,
so the letters are as large on a phone as on a desk. Colours come from the stylesheet; the names of the series are
beside them, and the caller also gives the numbers as a table.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from srr.site.kit import time_axis
from srr.site.kit.html import Html, element, join

HEIGHT = 200
LINE = 14
"""The least distance of two lines of text."""


class Words(NamedTuple):
    """The title and description of a chart for screen readers; *key* is its id."""

    key: str
    title: str
    description: str


class Series(NamedTuple):
    """Numbers under one name; *style* is the class that gives the colour."""

    label: str
    style: str
    values: Sequence[float]


class Reading(NamedTuple):
    """What a chart says at a place across, for a reader who points there or goes there by key."""

    place: float
    words: str


def plot(
    words: Words,
    height: int,
    *parts: Html | None,
    style: str = "srr-chart__plot",
    readings: Sequence[Reading] = (),
) -> Html:
    """Return a drawing of *parts*, which is *height* pixels high with the text below it."""
    title, description = f"{words.key}-title", f"{words.key}-description"
    return element(
        "svg",
        element("title", words.title, id=title),
        element("desc", words.description, id=description),
        *parts,
        role="img",
        aria_labelledby=f"{title} {description}",
        width="100%",
        height=height,
        class_=style,
        data_places=" ".join(px(each.place, 4) for each in readings) or None,
        data_readings=_listed(each.words for each in readings) if readings else None,
    )


def rules(ticks: Sequence[tuple[str, float]]) -> Html:
    """Draw a line across for each tick, its label at the left."""
    lines = [
        join(
            across(y),
            text(tick, "0", y + 4, "end", dx=-8),
        )
        for tick, y in ticks
    ]
    return element("g", *lines, class_="srr-chart__rules")


def across(y: float, style: str | None = None) -> Html:
    """Draw a line across at *y*."""
    return element("line", x1=0, x2="100%", y1=px(y), y2=px(y), class_=style)


def months(first: date, last: date, height: int = HEIGHT, most: int = time_axis.MOST) -> Html:
    """Write the beginnings of months or years below; a narrow screen leaves out every other one."""
    written = [
        text(
            label,
            at(place),
            height + LINE + 4,
            class_="srr-chart__between" if index % 2 else None,
        )
        for index, (label, place) in enumerate(time_axis.ticks(first, last, most))
    ]
    return join(*written)


def names(
    labels: Sequence[str],
    series: Sequence[Series],
    middles: Sequence[float],
    height: int = HEIGHT,
) -> Html:
    """Write the names at the right, each at the height of what it names and none over another."""
    places = _apart([min(max(middle, 0.0), height) for middle in middles])
    written = [
        join(
            element(
                "path", d=f"M3,{px(middle)}L12,{px(place)}", class_=f"srr-chart__lead {one.style}"
            ),
            element("rect", x=14, y=px(place - 4), width=8, height=8, rx=2, class_=one.style),
            text(label, "26", place + 4, "start", class_="srr-chart__label"),
        )
        for label, one, middle, place in zip(labels, series, middles, places, strict=False)
    ]
    return element("svg", *written, x="100%", width=1, height=height, class_="srr-chart__names")


def text(
    words: str, x: str, y: float, side: str = "middle", dx: int = 0, class_: str | None = None
) -> Html:
    """Write *words* at a place; *side* is which part of them stands there."""
    return element("text", words, x=x, y=px(y), dx=dx or None, text_anchor=side, class_=class_)


def at(share: float) -> str:
    """Return a place across, for a *share* of the width."""
    return f"{px(100 * share, 2)}%"


def px(value: float, digits: int = 1) -> str:
    """Return a number in its shortest form, the same on every machine."""
    shown = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if shown in ("", "-0") else shown


def _apart(middles: Sequence[float]) -> list[float]:
    """Return places near *middles*, which go upwards, at least a line apart."""
    places: list[float] = []
    for middle in middles:
        places.append(min(middle, places[-1] - LINE) if places else middle)
    lowest = -LINE * 0.5
    for index in range(len(places) - 1, -1, -1):
        places[index] = max(places[index], lowest)
        lowest = places[index] + LINE
    return places


def _listed(words: Iterable[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
