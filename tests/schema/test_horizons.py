"""Horizons: quarters in any spelling, and the order in which they come."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.schema.horizons import order, quarter


@each_case(
    ("written", "meant"),
    [
        ("2027Q1", "2027Q1"),
        ("2027q4", "2027Q4"),
        ("２０２７ Ｑ１", "2027Q1"),
        ("2027-Q2", "2027Q2"),
        ("2027Q5", None),
        ("1999Q1", None),
        ("Q1 2027", None),
        ("now", None),
    ],
)
def test_a_quarter_is_read_in_any_spelling(written: str, meant: str | None) -> None:
    assert quarter(written) == meant


def test_horizons_come_in_the_order_of_time() -> None:
    words = ["odd", "later", "2027Q2", "now", "2026Q4", "next", "2027Q1"]
    assert sorted(words, key=order) == ["now", "next", "2026Q4", "2027Q1", "2027Q2", "later", "odd"]


@given(st.text())
def test_any_text_has_a_place(text: str) -> None:
    assert order(text) == order(text)
    quarter(text)
