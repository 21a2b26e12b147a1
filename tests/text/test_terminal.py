import pytest
from hypothesis import given
from hypothesis import strategies as st

from srr.text.terminal import cut, table, width


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("リスク", 6), ("ﾘｽｸ", 3), ("e\u0301", 1)]
)
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(min_value=3, max_value=40))
def test_a_cut_text_fits(text: str, room: int) -> None:
    assert width(cut(text, room)) <= max(room, 3)


def test_columns_stand_below_each_other_in_japanese() -> None:
    rows = [["ID", "担当者", "リスク"], ["SRR-0001", "浦", "重い" * 40], ["SRR-0002", "sato", "x"]]
    lines = list(table(rows, 60))
    assert {
        width(line[: line.index(last)]) for line, last in zip(lines, ("リ", "重", "x"), strict=True)
    } == {18}
    assert max(map(width, lines)) <= 60
