"""Rows of a file on a web server, whatever its bytes are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srr.collectors import csv_file
from srr.collectors.refusals import NotCollected
from srr.records.indicator import Reading

TODAY = date(2026, 2, 2)


def test_rows_up_to_today_are_taken() -> None:
    body = b"date,value\n2026-01-01,1\n2026-02-02,2\n2026-02-03,3\n"
    assert csv_file.rows_in(body, TODAY) == [
        Reading(date(2026, 1, 1), 1.0),
        Reading(TODAY, 2.0),
    ]


@given(
    st.binary(max_size=60)
    | st.text("date,value\r\n2026-01.e", max_size=60).map(
        lambda each: f"date,value\n{each}".encode()
    )
)
def test_any_bytes_are_rows_or_one_sentence(body: bytes) -> None:
    try:
        found: list[Reading] | NotCollected = csv_file.rows_in(body, TODAY)
    except NotCollected as refusal:
        found = refusal
    if isinstance(found, NotCollected):
        assert found.said.en.count("\n") == found.said.ja.count("\n") == 0
        assert len(found.said.en) < 300
    else:
        assert found == sorted(found)
        assert found[-1].on <= TODAY


def test_a_long_line_is_cut() -> None:
    with pytest.raises(NotCollected, match=r"line 2 of the answer is 'x{57}[.]{3}'"):
        csv_file.rows_in(b"date,value\n" + b"x" * 10_000, TODAY)
