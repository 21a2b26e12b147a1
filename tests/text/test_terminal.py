import pytest
from hypothesis import given
from hypothesis import strategies as st

from srr.text.terminal import cut, table, visible, visible_lines, width


@given(st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    assert visible(text).isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", "<U+001B>[31m"),
        ("a\tb\nc\rd", "a b c d"),
        ("\u202e\u200b\ufeff", "<U+202E><U+200B><U+FEFF>"),
        ("リスク", "リスク"),
        ("password=hunter22!", "password=*********"),
    ],
)
def test_what_is_hidden_is_written_out_and_what_is_secret_is_hidden(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_lines_are_kept_where_lines_are_meant() -> None:
    assert visible_lines("a\n\x07\nb") == "a\n<U+0007>\nb"


def test_no_line_is_a_command_to_a_ci_log() -> None:
    assert visible_lines("a::b\n  ::error::x") == "a::b\n  : :error::x"


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
