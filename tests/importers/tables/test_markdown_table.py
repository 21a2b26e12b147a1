"""Tables of a Markdown file, as a forge shows them, and what a forge would drop."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.source import Source, Unreadable
from srr.importers.table import read, tables

REGISTER = """\
# Risk register

Who reads this?

| Level | Meaning |
|:-----:|---------|
| 1 | low |

## Open risks

| **Ref** | Title | `Status` | Owner |
|:--|:--:|--:|---|
| [R-1](#r-1) | Orders are **slow** | **Open** | [Ura](https://p.example/ura) |
| R-2 | `a \\| b` and [a graph](https://g.example) | _Closed_ | |
| R-3 | first<br>second | Open | sato
  R-4 | no bars around | Open | mei

Later.
"""


def table(text: str, wanted: ImportMap | None = None) -> Source:
    return read(
        "docs/risk-register.md", {"docs/risk-register.md": text.encode()}, wanted or ImportMap()
    )


def test_the_table_with_the_most_known_heads_is_taken_and_bears_its_heading() -> None:
    done = table(REGISTER)
    assert done.name == "Open risks"
    assert done.columns == ("Ref", "Title", "Status", "Owner")
    assert done.keys == ("Ref",)
    assert [row.values for row in done.rows] == [
        {"Ref": "R-1", "Title": "Orders are **slow**", "Status": "Open", "Owner": "Ura"},
        {"Ref": "R-2", "Title": "`a | b` and [a graph](https://g.example)", "Status": "Closed"},
        {"Ref": "R-3", "Title": "first\nsecond", "Status": "Open", "Owner": "sato"},
        {"Ref": "R-4", "Title": "no bars around", "Status": "Open", "Owner": "mei"},
    ]
    assert [row.links for row in done.rows] == [{"Owner": "https://p.example/ura"}, {}, {}, {}]
    assert [row.place.en for row in done.rows] == ["line 13", "line 14", "line 15", "line 16"]
    assert table(REGISTER, ImportMap(table="Risk register")).columns == ("Level", "Meaning")


@each_case(
    ("row", "cells"),
    [
        ("| a | `x|y` | c |", ["a", "x|y", "c"]),
        ("| a | ``x|`y`` | c |", ["a", "x|`y", "c"]),
        ("| a | b |", ["a", "b"]),
        ("| a | b | c |  ", ["a", "b", "c"]),
        ("a|b|c", ["a", "b", "c"]),
        ("| a | b \\| c", ["a", "b | c"]),
        ("> | a | b | c |", ["a", "b", "c"]),
        ("| a | <b>b</b> | ~~c~~ |", ["a", "<b>b</b>", "c"]),
    ],
)
def test_a_row_is_parted_at_its_bars(row: str, cells: list[str]) -> None:
    done = table(f"| x | y | z |\n|---|---|---|\n{row}\n")
    assert list(done.rows[0].values.values()) == cells


def test_a_table_without_names_has_those_of_letters() -> None:
    done = table("| | |\n|---|---|\n| Owner | Ura |\n| Since | 2026-01-01 |\n")
    assert done.columns == ("column A", "column B")
    assert len(done.rows) == 2


def test_a_row_that_is_too_wide_and_one_without_cells_are_named() -> None:
    done = table("| a | b |\n|--|--|\n| 1 | 2 | 3 |\n| 4 | 5 |\nand so on\n")
    assert [row.values for row in done.rows] == [{"a": "4", "b": "5"}]
    assert [(each.place.en, each.why.en[:40]) for each in done.skipped] == [
        ("line 3", "has 3 cells below a head of 2, so values"),
        ("line 5", "has no cells, though it lies within the t"[:40]),
    ]


def test_what_only_looks_like_a_table_is_none() -> None:
    code = "```\n| a |\n|---|\n| 1 |\n```\n\n<!--\n| a |\n|---|\n| 2 |\n-->\n\n"
    prose = "one | two\n\nthree | four\nfive\n\n---\n|---|\n"
    done = table(f"{code}{prose}\n| b |\n|---|\n| 3 |\n# Next\n")
    assert [row.values for row in done.rows] == [{"b": "3"}]
    with pytest.raises(Unreadable, match="holds no table with rows"):
        table(code + prose)


def test_tables_below_one_heading_or_none_have_names_of_their_own() -> None:
    one = "| a |\n|---|\n| 1 |\n\n"
    found = tables("risk-register.md", f"{one}{one}# Open\n{one}{one}".encode())
    assert [each.name for each in found] == [
        "risk-register",
        "risk-register (2)",
        "Open",
        "Open (2)",
    ]


def test_a_vast_line_takes_no_time() -> None:
    odd = "`a|" * 100_000
    done = table(f"| x |\n|---|\n| {odd} |\n| 1 |\n")
    assert len(done.rows) == 1


@given(st.text(st.sampled_from("|-:` \n#a\\<>*[]()\r"), max_size=200))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    with suppress(Unreadable):
        tables("risks.md", text.encode())


WORDS = st.text(st.sampled_from("ab |`\\*"), max_size=6)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_rows_in_are_rows_out_and_rows_named(rows: list[tuple[str, str]]) -> None:
    text = "".join(f"| x{number} | {one} | {two} |\n" for number, (one, two) in enumerate(rows))
    (done,) = tables("risks.md", f"| n | one | two |\n|---|---|---|\n{text}".encode())
    assert len(done.rows) + len(done.skipped) == len(rows)
