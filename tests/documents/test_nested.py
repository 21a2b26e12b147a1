"""A key below another one is added and removed in its place, in block and in flow, and nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents.document import read
from srr.documents.edit import Edit, EditRefused, apply
from srr.documents.nested import AddUnder, RemoveUnder

BLOCK = """\
---
status: accepted
acceptance:
  # who
  by: abe   # of the ad desk
  holds_while:
    - shops < 5
    # from the desk
    - users < 9
  basis: {shops: 3}
  until: 2026-03-01
# last
---
"""
FLOW = "---\nacceptance: {by: abe, holds_while: [shops < 5, users < 9], until: 2026-03-01}  # kept\n---\n"
BEFORE = ("by", "decided", "because")


def edited(text: str, *edits: Edit) -> str:
    return apply(read("x.md", text.encode()), edits).decode()


def data(text: str) -> object:
    return read("x.md", text.encode()).data


@each_case(
    ("edit", "old", "new"),
    [
        (
            AddUnder("acceptance", "decided", "2026-02-02", BEFORE),
            "desk\n  holds",
            "desk\n  decided: 2026-02-02\n  holds",
        ),
        (
            AddUnder("acceptance", "consequences", ["Slow: it waits", "b"], BEFORE),
            "desk\n  holds",
            'desk\n  consequences:\n    - "Slow: it waits"\n    - b\n  holds',
        ),
        (
            AddUnder("acceptance", "x_n", {"a b": 1.5, "店舗": 3}, ("until",)),
            "03-01\n",
            "03-01\n  x_n: {a b: 1.5, 店舗: 3}\n",
        ),
        (AddUnder("acceptance", "first", 1), "  by", "  first: 1\n  by"),
        (RemoveUnder(("acceptance", "basis")), "  basis: {shops: 3}\n", ""),
        (RemoveUnder(("acceptance", "holds_while", 0)), "    - shops < 5\n", ""),
        (RemoveUnder(("acceptance", "holds_while", 1)), "    - users < 9\n", ""),
        (
            RemoveUnder(("acceptance", "holds_while")),
            "  holds_while:\n    - shops < 5\n    # from the desk\n    - users < 9\n",
            "",
        ),
        (RemoveUnder(("acceptance", "none")), "", ""),
    ],
)
@each_case("end", ["\n", "\r\n"])
def test_a_block_changes_in_the_lines_of_the_key(edit: Edit, old: str, new: str, end: str) -> None:
    text, wanted = (
        each.replace("\n", end) for each in (BLOCK, BLOCK.replace(old, new, 1) if old else BLOCK)
    )
    assert edited(text, edit) == wanted


@each_case(
    ("edit", "old", "new"),
    [
        (
            AddUnder("acceptance", "decided", "2026-02-02", BEFORE),
            "abe,",
            "abe, decided: 2026-02-02,",
        ),
        (AddUnder("acceptance", "x", ["a, b", "c"]), "{by", '{x: ["a, b", c], by'),
        (
            AddUnder("acceptance", "basis", {"shops": 3}, ("until",)),
            "01}",
            "01, basis: {shops: 3}}",
        ),
        (RemoveUnder(("acceptance", "by")), "by: abe, ", ""),
        (RemoveUnder(("acceptance", "until")), ", until: 2026-03-01", ""),
        (RemoveUnder(("acceptance", "holds_while", 1)), ", users < 9", ""),
        (RemoveUnder(("acceptance", "holds_while", 0)), "shops < 5, ", ""),
    ],
)
def test_a_mapping_on_one_line_stays_on_one_line(edit: Edit, old: str, new: str) -> None:
    assert edited(FLOW, edit) == FLOW.replace(old, new, 1)


def test_a_mapping_that_is_missing_is_made_key_by_key() -> None:
    order = ("by", "because", "holds_while")
    made = edited(
        "---\nid: a\nlinks: {}\nhorizon: now\n---\n",
        AddUnder("acceptance", "by", "abe", (), ("id", "links")),
        AddUnder("acceptance", "because", "rare # so far", order),
        AddUnder("acceptance", "holds_while", ["shops < 5"], order),
    )
    assert made == (
        "---\nid: a\nlinks: {}\nacceptance:\n  by: abe\n"
        '  because: "rare # so far"\n  holds_while:\n    - shops < 5\nhorizon: now\n---\n'
    )


@each_case(
    ("text", "edit"),
    [
        (BLOCK, AddUnder("acceptance", "by", "ito")),
        (BLOCK, AddUnder("status", "by", "ito")),
        (BLOCK, AddUnder("acceptance", "x", [])),
        (BLOCK, AddUnder("acceptance", "x", "a\u202eb")),
        ("---\nacceptance:\n---\n", AddUnder("acceptance", "by", "ito")),
        ("---\nacceptance:\n  by: abe\n---\n", RemoveUnder(("acceptance", "by"))),
    ],
)
def test_what_cannot_be_done_in_its_place_is_refused(text: str, edit: Edit) -> None:
    with pytest.raises(EditRefused):
        edited(text, edit)


SCALARS = st.integers(-9, 9) | st.text(st.characters(exclude_categories=("C", "Z")), max_size=6)
VALUES = (
    SCALARS
    | st.lists(SCALARS, min_size=1, max_size=3)
    | st.dictionaries(st.text("ab: ,#店", min_size=1, max_size=4), SCALARS, min_size=1, max_size=3)
)


@given(st.sampled_from([BLOCK, FLOW]), VALUES, st.sampled_from([(), ("by",), ("until", "basis")]))
def test_what_is_added_and_removed_again_leaves_the_file_as_it_was(
    text: str, value: object, before: tuple[str, ...]
) -> None:
    try:
        added = edited(text, AddUnder("acceptance", "x_new", value, before))  # type: ignore[arg-type]
    except EditRefused:
        return
    holder = data(added)
    assert isinstance(holder, dict)
    assert holder["acceptance"]["x_new"] == value
    assert edited(added, RemoveUnder(("acceptance", "x_new"))) == text
