from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.text.terminal import cut, padded, plain, table, width, wrapped


@each_case(("text", "columns"), [("abc", 3), ("リスク", 6), ("ﾘｽｸ", 3), ("e\u0301", 1)])
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


def test_a_table_of_one_row_is_as_wide_as_it_must_be() -> None:
    assert list(table([["ID", "Risk"]], 60)) == ["ID  Risk"]
    assert list(table([["x"]], 60)) == ["x"]


def test_the_last_column_has_twenty_columns_in_any_case() -> None:
    assert list(table([["SRR-0001", "x" * 21]], 1)) == [f"SRR-0001  {'x' * 17}..."]
    assert list(table([["SRR-0001", "x" * 20]], 1)) == [f"SRR-0001  {'x' * 20}"]


def test_the_last_column_takes_what_the_others_leave() -> None:
    rows = [["a", "bc", "x" * 31], ["abc", "b", "y" * 30]]
    assert list(table(rows, 3 + 2 + 2 + 2 + 30)) == [
        f"a    bc  {'x' * 27}...",
        f"abc  b   {'y' * 30}",
    ]


def test_a_cut_keeps_as_much_as_fits_before_the_dots() -> None:
    assert cut("abcdef", 6) == "abcdef"
    assert cut("abcdefg", 6) == "abc..."
    assert cut("リスクの一覧", 9) == "リスク..."
    assert cut("リスクの一覧", 10) == "リスク..."


def test_padding_counts_columns() -> None:
    assert padded("浦", 4) == "浦  "
    assert padded("abcd", 4) == "abcd"


def test_paint_without_colours_changes_nothing() -> None:
    assert plain("text", "error") == "text"


@each_case(
    ("text", "columns", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 8, ["one two", "three"]),
        ("one two", 7, ["one two"]),
        ("a  b", 10, ["a  b"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("リスクの一覧。", 12, ["リスクの一", "覧。"]),
        ("リスクが重い", 8, ["リスクが", "重い"]),
        ("see リスク", 8, ["see リス", "ク"]),
    ],
)
def test_lines_end_between_words_and_between_wide_characters(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrapped(text, columns, 9) == lines


def test_dots_mark_the_rows_that_are_cut_off() -> None:
    assert wrapped("one two three four", 9, 2) == ["one two", "three..."]
    assert wrapped("one two six four", 9, 1) == ["one tw..."]


@given(st.text(), st.integers(min_value=4, max_value=40), st.integers(min_value=1, max_value=4))
def test_wrapped_lines_fit_and_say_everything_that_is_not_cut_off(
    text: str, columns: int, rows: int
) -> None:
    lines = wrapped(text, columns, rows)
    assert 1 <= len(lines) <= rows
    assert max(map(width, lines)) <= columns
    if len(wrapped(text, columns, 10_000)) <= rows:
        assert "".join("".join(lines).split()) == "".join(text.split())
