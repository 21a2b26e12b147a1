"""A table says the same however its cells are padded."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.tables import without_padding

CELL = st.sampled_from(("", "a", "10:00", "p99 4 s", r"a \| b", "注文"))
PADDING = st.sampled_from(("", " ", "   "))


@st.composite
def aligned(draw: st.DrawFn, rows: list[list[str]]) -> str:
    """Write a table of *rows* with any room around its cells."""
    lines = []
    for number, cells in enumerate(rows):
        padded = [draw(PADDING) + cell + draw(PADDING) for cell in cells]
        lines.append(f"|{'|'.join(padded)}|{draw(PADDING)}")
        if number == 0:
            lines.append(f"|{'|'.join('-' * draw(st.integers(1, 9)) for _ in cells)}|")
    return "\n".join(lines)


@given(st.data(), st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=2, max_size=4))
def test_a_table_is_the_same_however_its_cells_are_padded(
    data: st.DataObject, rows: list[list[str]]
) -> None:
    one, other = (without_padding(data.draw(aligned(rows))) for _ in range(2))
    assert one == other
    changed = [*rows[:-1], [*rows[-1][:-1], "changed"]]
    assert without_padding(data.draw(aligned(changed))) != one


@each_case(
    "text",
    [
        "a  |  b\nno  table",
        "Title\n---\n a  | b",
        "- a\n- b",
        "",
        "| a |  b |\n\n|---|---|",
        "a | b\nno  table\n---|---\n x  | y",
        "|\n|\n a  | b",
    ],
)
def test_what_is_no_table_stays_as_it_is(text: str) -> None:
    assert without_padding(text) == text


def test_the_alignment_of_a_column_and_a_row_behind_the_table_count() -> None:
    left, right = (without_padding(f"| a |\n| {sign} |\n| 1 |") for sign in (":--", "--:"))
    assert left != right
    assert without_padding("words\n\n a | b\n--- | ---\n1  |  2") == "words\n\na|b\n-|-\n1|2"
    assert without_padding("words\n a |\n--- |\n1  |") == "words\na\n-\n1"
    assert without_padding("a | b\n--- | -\n1  |  2\n\nx  | y").endswith("1|2\n\nx  | y")
