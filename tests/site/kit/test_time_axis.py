"""The ticks of an axis of time."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.site.kit.time_axis import share, ticks


@each_case(
    ("first", "last", "labels"),
    [
        ("2026-01-14", "2026-11-23", ["2026-03", "2026-05", "2026-07", "2026-09", "2026-11"]),
        ("2021-08-15", "2026-11-23", ["2022", "2023", "2024", "2025", "2026"]),
        ("2026-01-01", "2026-03-01", ["2026-01", "2026-02", "2026-03"]),
        ("2026-01-02", "2026-01-20", ["2026-01-02", "2026-01-20"]),
        ("2026-01-02", "2026-01-02", ["2026-01-02"]),
    ],
)
def test_months_or_years_are_written_where_they_begin(
    first: str, last: str, labels: list[str]
) -> None:
    found = ticks(date.fromisoformat(first), date.fromisoformat(last))
    assert [label for label, _ in found] == labels


@given(st.dates(), st.dates())
def test_ticks_are_few_in_order_and_where_their_days_lie(one: date, other: date) -> None:
    first, last = sorted((one, other))
    found = ticks(first, last)
    assert 1 <= len(found) <= 9
    assert all(left < right for (_, left), (_, right) in pairwise(found))
    for label, place in found:
        day = date.fromisoformat(f"{label}-01-01"[:10])
        assert place == share(day, first, last)
        assert 0 <= place <= 1
