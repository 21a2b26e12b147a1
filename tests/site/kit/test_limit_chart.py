"""The drawing of an indicator and its limit."""

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.numbers import HALF_A_YEAR, numbers
from kit.sites import site
from srr.site.kit.html import Html
from srr.site.kit.limit_chart import limit_chart, sparkline


def drawn(
    condition: str, value: Callable[[int], float], days: range = HALF_A_YEAR
) -> tuple[Html | None, Html | None]:
    made = site({"risks/SRR-0001.md": f"breaks_when: {condition}", **numbers("load", value, days)})
    (found,) = made.breaks
    return limit_chart(found, "limit", made), sparkline(found, made)


def chart(condition: str, value: Callable[[int], float], days: range = HALF_A_YEAR) -> str:
    found, _ = drawn(condition, value, days)
    assert found is not None
    return found


def height(html: str, style: str) -> float:
    """Return the place down of a line across."""
    line = re.search(rf'<line [^>]*y1="([\d.]+)"[^>]*class="{style}"', html)
    assert line is not None, style
    return float(line[1])


def test_the_limit_is_a_line_with_its_name_above_the_weeks_below_it() -> None:
    html = chart("load > 120", lambda day: 100 + day / 7)
    assert height(html, "srr-chart__limit") < height(html, "srr-chart__span") + 1
    assert ">limit 120</text>" in html
    assert ">100</text>" in html
    path = re.search(r'd="M([^"]*)" class="srr-chart__series"', html)
    assert path is not None
    assert path[1].count("L") == 25


def test_a_limit_below_is_drawn_below() -> None:
    assert height(chart("load < 20", lambda _: 90.0), "srr-chart__limit") > 100


def test_what_is_expected_is_drawn_up_to_the_limit() -> None:
    html = chart("load > 105", lambda day: 100 + day / 7)
    assert "srr-chart__ahead" in html
    assert "srr-chart__ahead" not in chart("load > 105", lambda _: 90.0)
    assert "srr-chart__span" not in chart("load > 105", lambda _: 90.0)


def test_what_lies_far_ahead_does_not_press_the_weeks_together() -> None:
    html = chart("load > 300", lambda day: 100 + day / 7)
    box = re.search(r'viewBox="0 0 ([\d.]+) ', html)
    assert box is not None
    assert float(box[1]) == 2 * 25 * 7


def test_a_screen_reader_hears_what_is_drawn() -> None:
    full, small = drawn("load > 120", lambda day: 100 + day / 7)
    words = (
        "load: weekly medians from 2025-08-11 to 2026-02-02, between 75 and 100. Limit 120."
        " 20 left (17 %) 2026-06"
    )
    assert full is not None
    assert small is not None
    assert f'<desc id="limit-description">{words}</desc>' in full
    assert f'role="img" aria-label="{words}"' in small


def test_there_is_nothing_to_draw_before_the_second_week() -> None:
    assert drawn("load > 120", lambda _: 5.0, range(-3, 1)) == (None, None)


def test_a_year_is_drawn_at_most() -> None:
    html = chart("load > 120", lambda _: 5.0, range(-700, 1, 7))
    path = re.search(r'd="M([^"]*)" class="srr-chart__series"', html)
    assert path is not None
    assert path[1].count("L") == 51


@each_case(
    ("values", "limit", "ticks"),
    [
        ((10, 90), 100, ["0", "50", "100"]),
        ((900, 910), 915, ["900", "905", "910", "915"]),
        ((0.2, 0.4), 0.5, ["0", "0.2", "0.4", "0.6"]),
        ((-5, 5), 10, ["-5", "0", "5", "10"]),
        ((1e6, 2.5e6), 3e6, ["0", "1M", "2M", "3M"]),
        ((7, 7), 7.5, ["7", "7.2", "7.4", "7.6"]),
        ((40_000, 46_000), 60_000, ["40,000", "45,000", "50,000", "55,000", "60,000"]),
    ],
)
def test_the_scale_has_round_numbers_and_begins_at_zero_where_that_fits(
    values: tuple[float, float], limit: float, ticks: list[str]
) -> None:
    low, high = values
    html = chart(f"load > {limit:f}", lambda day: high if day > -80 else low)
    rules = re.search(r'<g class="srr-chart__rules">(.*?)</g>|<g[^>]*>(.*?)</g>', html)
    assert rules is not None
    assert re.findall(r'text-anchor="end">([^<]*)<', html) == ticks


NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
# A condition has at most 100 digits before the point.
LIMITS = st.floats(-1e99, 1e99)


@given(st.lists(NUMBERS, min_size=2, max_size=12), LIMITS)
def test_whatever_the_numbers_every_place_is_a_number(values: list[float], limit: float) -> None:
    full, small = drawn(
        f"load > {limit:f}", lambda day: values[day // 7 % len(values)], range(-84, 1, 7)
    )
    assert (full is None) == (small is None)
    for html in (full or "", small or ""):
        assert not re.search(r"nan|inf", html)
        heights = re.findall(r'(?:y[12]|cy)="([^"%]*)"', html)
        assert all(-1 <= float(each) <= 200 for each in heights)
