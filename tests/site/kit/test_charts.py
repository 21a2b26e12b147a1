"""Charts: what is drawn where, well formed, the same every time, and said in words."""

import json
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kit.cases import each_case
from srr.site.kit.charts import (
    DotRow,
    Limit,
    Mark,
    area,
    bars,
    dots,
    figure,
    share_bar,
    timeline,
)
from srr.site.kit.drawing import HEIGHT, Series, Words
from srr.site.kit.html import Html, element

WORDS = Words("c", "Open <risks>", "3 & 4")
DAYS = [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7)]
MONTHS = ["2026-01", "2026-02", "2026-03"]
LOW = Series("Low", "srr-low", (10, 20, 30))
HIGH = Series("High", "srr-high", (10, 0, 10))
UP = Series("Opened", "srr-up", (3, 0, 1))
DOWN = Series("Closed", "srr-down", (1, 0, 2))


def left(full: int, hollow: int) -> str:
    return f"{full} left, {hollow} still in it"


def in_days(*rows: DotRow) -> Html:
    return dots(WORDS, rows, lambda number: f"{number} days")


DRAWINGS: dict[str, Callable[[], Html]] = {
    "area": lambda: area(WORDS, DAYS, (LOW, HIGH)),
    "area of nothing": lambda: area(WORDS, DAYS, ()),
    "bars": lambda: bars(WORDS, MONTHS, UP, DOWN),
    "one bar": lambda: bars(WORDS, MONTHS[:1], Series("Opened", "srr-up", (0,))),
    "dots": lambda: in_days(DotRow(left, "srr-in", (1, 2, 2), (9,), 2.0)),
    "dots at nothing": lambda: in_days(DotRow(left, "srr-in", (0,), ())),
}


def read(drawing: str) -> Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 - it is our own


def texts(drawing: str) -> list[str]:
    return [str(each.text) for each in read(drawing).iter("text")]


def of_class(drawing: str, name: str) -> list[Element]:
    return [each for each in read(drawing).iter() if name in each.get("class", "").split()]


@each_case("name", DRAWINGS)
def test_a_drawing_is_an_image_with_a_name_and_words(name: str) -> None:
    svg = read(DRAWINGS[name]())
    assert svg.get("role") == "img"
    named = str(svg.get("aria-labelledby")).split()
    told = {each.get("id"): each.text for each in svg.iter() if each.get("id")}
    assert [told[key] for key in named] == ["Open <risks>", "3 & 4"]
    assert [each.tag for each in svg][:2] == ["title", "desc"]


@each_case("name", DRAWINGS)
def test_a_drawing_is_one_line_without_script_style_or_colour_of_its_own(name: str) -> None:
    drawing = DRAWINGS[name]()
    assert "\n" not in drawing
    assert not re.search(r"<script|<style| style=|fill=|stroke=|#[0-9a-f]{3}|https?:", drawing)
    assert drawing == DRAWINGS[name]()
    assert not re.search(r"nan|inf|e-\d", drawing)


def test_bands_stand_on_each_other_and_the_scale_begins_at_zero() -> None:
    drawing = area(WORDS, DAYS, (LOW, HIGH))
    low, high = (str(each.get("d")) for each in of_class(drawing, "srr-chart__band"))
    assert low == "M0,150L1,100L2,50L2,200L1,200L0,200Z"
    assert high == "M0,100L1,100L2,0L2,50L1,100L0,150Z"
    assert texts(drawing)[:5] == ["0", "10", "20", "30", "40"]


def test_bands_are_named_beside_their_end_with_their_last_number() -> None:
    drawing = area(WORDS, DAYS, (LOW, Series("High", "srr-high", (0, 0, 1234))))
    assert texts(drawing)[-2:] == ["Low 30", "High 1,234"]


def test_names_never_lie_on_each_other_nor_below_the_drawing() -> None:
    bands = [Series(f"Band {n}", "srr-x", (500, 0)) for n in range(5)]
    svg = read(area(WORDS, DAYS[:2], bands))
    heights = [float(str(each.get("y"))) for each in svg.iter("text") if "Band" in str(each.text)]
    assert all(above - below >= 14 for above, below in pairwise(heights))
    assert max(heights) <= HEIGHT + 5


def test_months_are_written_where_they_begin_and_a_narrow_screen_leaves_out_every_other() -> None:
    days = [date(2026, n, 16) for n in range(1, 6)]
    drawing = area(WORDS, days, (Series("Low", "srr-low", range(5)),))
    assert {"2026-02", "2026-03", "2026-04", "2026-05"} <= set(texts(drawing))
    assert [each.text for each in of_class(drawing, "srr-chart__between")] == [
        *("2026-03", "2026-05")
    ]


def test_a_chart_says_what_it_shows_at_each_place() -> None:
    up, down = Series("Opened", "srr-up", (2, 0)), Series("Closed", "srr-down", (0, 1))
    svg = read(bars(WORDS, ["2026-01", "2026-02"], up, down))
    assert svg.get("data-places") == "0.25 0.75"
    assert json.loads(str(svg.get("data-readings"))) == [
        *("2026-01 · Opened 2 · Closed 0", "2026-02 · Opened 0 · Closed 1")
    ]


def test_a_mark_stands_on_its_day_between_the_first_and_today() -> None:
    marks = [Mark(date(2026, 1, 1), 15, "one"), Mark(date(2026, 1, 4), None, "two")]
    name = Series("minutes", "srr-x", ())
    svg = read(timeline(WORDS, date(2026, 1, 11), marks, name, Limit("budget", 30)))
    (group,) = [each for each in svg.iter("g") if "srr-chart__columns" in str(each.get("class"))]
    assert [(each.get("x1"), each.get("y2"), each.get("class")) for each in group] == [
        ("0%", "100", None),
        ("30%", "0", "srr-chart__open"),
    ]
    (limit,) = [each for each in svg.iter("line") if each.get("class") == "srr-chart__limit"]
    assert limit.get("y1") == "0"
    assert json.loads(str(svg.get("data-readings"))) == ["2026-01-01 · one", "2026-01-04 · two"]


@each_case("count", [1, 2, 6, 7])
def test_a_few_bars_have_each_its_label(count: int) -> None:
    months = [f"2026-{n:02}" for n in range(1, count + 1)]
    written = texts(bars(WORDS, months, Series("Opened", "srr-up", [0] * count)))
    assert [text for text in written if text.startswith("2026-")] == months


@each_case(("count", "step"), [(9, 2), (11, 2), (36, 7), (46, 9)])
def test_labels_of_many_stand_evenly_where_their_number_allows_it(count: int, step: int) -> None:
    months = [f"month {n}" for n in range(count)]
    written = texts(bars(WORDS, months, Series("Opened", "srr-up", [0] * count)))
    assert [text for text in written if text.startswith("month")] == months[::step]


def test_a_day_stands_where_it_lies_between_the_first_and_the_last() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 4), date(2026, 1, 11)]
    band = of_class(area(WORDS, days, (LOW,)), "srr-chart__band")[0]
    places = [float(x) for x in re.findall(r"[ML]([\d.]+),", str(band.get("d")))]
    assert places == [0, 3, 10, 10, 3, 0]


def test_bars_stand_on_zero_or_hang_from_it_on_one_scale() -> None:
    svg = read(bars(WORDS, MONTHS, UP, DOWN))
    up, down = [
        [(each.get("y"), each.get("height")) for each in group.iter("rect")]
        for group in svg.iter("g")
        if "srr-chart__bars" in str(group.get("class"))
    ]
    assert up == [("0", "120"), ("80", "40")]
    assert down == [("120", "40"), ("120", "80")]


def test_a_limit_above_all_bars_has_its_place_on_their_scale_and_its_name_in_order() -> None:
    spent = Series("spent", "one", [5, 10])
    words = Words("k", "t", "d")
    drawn = bars(words, ["a", "b"], spent, limit=Limit("budget 20", 20))
    # The scale ends at 20, so the line is at its top, and the longer bar has half of the height.
    assert '<line x1="0" x2="100%" y1="0" y2="0" class="srr-chart__limit">' in drawn
    assert 'height="100"' in drawn
    assert drawn.index("spent</text>") < drawn.index("budget 20</text>")
    assert "srr-chart__limit" not in bars(words, ["a", "b"], spent)


def test_a_share_is_a_bar_with_a_line_and_never_wider_than_its_cell() -> None:
    bar = share_bar(0.1, 0.25, 0.5)
    assert 'width="20%"' in bar
    assert 'x1="50%"' in bar
    assert 'width="100%"' in share_bar(3, 0.25, 0.5)


def test_bars_with_nothing_below_zero_have_the_whole_height() -> None:
    drawing = bars(WORDS, MONTHS, UP, Series("Closed", "srr-down", (0, 0, 0)))
    assert 'height="200"' in drawing
    assert "Closed" not in texts(drawing)


def test_a_few_bars_have_their_number_and_many_do_not() -> None:
    few = bars(WORDS, MONTHS, Series("Opened", "srr-up", (17, 0, 1)))
    many = bars(WORDS, MONTHS * 10, Series("Opened", "srr-up", (17, 0, 1) * 10))
    assert texts(few).count("17") == 1
    assert "17" not in texts(many)


def test_dots_lie_where_their_number_is_and_grow_with_how_many_they_are() -> None:
    drawing = in_days(DotRow(left, "srr-in", (50, 100, 100, 100, 100), (100,)))
    (full,) = of_class(drawing, "srr-chart__full")
    (hollow,) = of_class(drawing, "srr-chart__hollow")
    assert [(each.get("cx"), each.get("r")) for each in full] == [("50%", "3.5"), ("100%", "7")]
    assert [(each.get("cx"), each.get("r")) for each in hollow] == [("100%", "3.5")]


def test_a_reader_of_dots_is_told_how_many_of_each_row_are_at_a_place() -> None:
    svg = read(in_days(DotRow(left, "srr-in", (1, 4, 4), (4,)), DotRow(left, "srr-on", (), (1,))))
    assert svg.get("data-places") == "0.25 1"
    assert json.loads(str(svg.get("data-readings"))) == [
        "1 days · 1 left, 0 still in it · 0 left, 1 still in it",
        "4 days · 2 left, 1 still in it",
    ]


def test_dots_that_share_a_place_are_told_with_the_range_of_their_numbers() -> None:
    svg = read(in_days(DotRow(left, "srr-in", (798, 799, 800), ())))
    assert json.loads(str(svg.get("data-readings"))) == ["798–800 days · 3 left, 0 still in it"]


def test_thousands_of_dots_are_a_bounded_drawing() -> None:
    row = DotRow(left, "srr-in", [n % 977 for n in range(5000)], ())
    drawing = in_days(row)
    assert len(list(read(drawing).iter("circle"))) <= 81
    assert len(json.loads(str(read(drawing).get("data-readings")))) <= 81


def test_the_middle_is_marked_only_where_it_is_given() -> None:
    given = in_days(DotRow(left, "srr-in", (1, 4), (), 2.0))
    (mark,) = of_class(given, "srr-chart__middle")
    assert mark.get("x1") == "50%"
    assert not of_class(in_days(DotRow(left, "srr-in", (1, 4), ())), "srr-chart__middle")


def test_the_numbers_are_folded_below_the_drawing() -> None:
    whole = figure(area(WORDS, DAYS, (LOW,)), "Numbers", element("table"))
    found = read(whole)
    assert [each.tag for each in found] == ["svg", "details"]
    assert [each.tag for each in found[1]] == ["summary", "table"]
