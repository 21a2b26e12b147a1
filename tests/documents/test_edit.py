"""Edits: one value changes, every other byte stays, and what cannot be proved is refused."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srr.documents.document import read
from srr.documents.edit import (
    AddKey,
    AppendLine,
    Edit,
    EditRefused,
    Normalise,
    RemoveKey,
    SetValue,
    apply,
)

NASTY = """---
# 😀 a comment: with a colon
id: SRR-0001
title: "Réponse: 😀"   # kept
owner: 'ura'
status: watching\t# tab
next_visit:
empty: # nothing
related: [SRR-0002, 'b c']  # flow
links:
  # inside
  metrics:
    - https://example.com/a # one
    - https://example.com/b
# before the text
text: >-
  folded

  words

# last
---

## Log

- a

## Visits

<!-- one line a visit -->

"""


def changed(before: bytes, after: bytes) -> list[str]:
    old, new = (each.decode().splitlines(keepends=True) for each in (before, after))
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def edited(text: str, *edits: Edit) -> str:
    return apply(read("x.md", text.encode()), edits).decode()


@pytest.mark.parametrize(
    ("edit", "line"),
    [
        (SetValue(("owner",), "kato"), "owner: 'kato'"),
        (SetValue(("title",), 'a "b"'), 'title: "a \\"b\\""   # kept'),
        (SetValue(("id",), "@x: y # z"), 'id: "@x: y # z"'),
        (SetValue(("id",), "12"), 'id: "12"'),
        (SetValue(("id",), 12), "id: 12"),
        (SetValue(("next_visit",), "2026-03-01"), "next_visit: 2026-03-01"),
        (SetValue(("empty",), "様子見"), "empty: 様子見 # nothing"),
        (SetValue(("related", 0), "a, b"), "related: [\"a, b\", 'b c']  # flow"),
        (SetValue(("links", "metrics", 0), "x"), "    - x # one"),
        (SetValue(("text",), "short"), "text: short"),
    ],
)
def test_a_value_is_replaced_in_its_own_quotes_where_they_serve(edit: Edit, line: str) -> None:
    after = edited(NASTY, edit)
    assert line in after.splitlines()
    assert all(each in after for each in ("# inside", "# before the text", "# last"))


@pytest.mark.parametrize(
    ("edit", "added"),
    [
        (AddKey("area", "api", after="id"), ["id: SRR-0001", "area: api"]),
        (AddKey("area", ["a", "b, c"], after="links"), ['area: [a, "b, c"]', "# before the text"]),
        (AddKey("area", 3), ["# last", "area: 3", "---"]),
        (AddKey("area", 3, after="text"), ["  words", "area: 3"]),
        (RemoveKey("links"), ["related: [SRR-0002, 'b c']  # flow", "# before the text"]),
        (RemoveKey("text"), ["# before the text", "", "# last"]),
        (AppendLine(("log",), "- b\n  c"), ["- a", "- b", "  c", "", "## Visits"]),
        (AppendLine(("確認履歴", "ＶＩＳＩＴＳ"), "- v"), ["<!-- one line a visit -->", "- v"]),
        (AppendLine(("Plan", "対策方針"), "- p"), ["## Plan", "", "- p"]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_are_added_and_removed_with_the_line_ending_of_the_file(
    edit: Edit, added: list[str], end: str
) -> None:
    after = edited(NASTY.replace("\n", end), edit)
    assert end.join(added) in after
    assert after.count("\r") == (after.count("\n") if end == "\r\n" else 0)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("no front matter", SetValue(("a",), 1)),
        ("---\na: &x 1\nb: *x\n---\n", SetValue(("a",), 2)),
        ("---\na: 1\na: 2\n---\n", SetValue(("a",), 2)),
        ("---\na: [1]\n---\n", SetValue(("a",), 2)),
        ("---\na: 1\n---\n", SetValue(("b",), 2)),
        ("---\na: 1\n---\n", SetValue(("a",), "\ud800")),
        ("---\na: 1\n---\n", SetValue(("a",), "x\u202ey")),
        ("---\na: 1\n---\n", AddKey("a", 2)),
        ("---\na: 1\n---\n", AddKey("b: c", 2)),
        ("---\n{a: 1}\n---\n", AddKey("b", 2)),
        ("---\na: 1\n---\n", RemoveKey("a")),
        ("---\na: 1\n---\n## Log\n", AppendLine(("Log",), "## x")),
        ("---\na: 1\n---\n```\n", AppendLine(("Log",), "x")),
    ],
)
def test_what_cannot_be_proved_is_refused_in_a_sentence(text: str, edit: Edit) -> None:
    with pytest.raises(EditRefused, match=r"^x\.md.*[.]$"):
        edited(text, edit)


def test_normalise_removes_the_mark_and_keeps_the_more_common_line_ending() -> None:
    raw = b"\xef\xbb\xbf---\r\nid: a\r\n---\nx\r\n"
    assert apply(read("x.md", raw), [Normalise()]) == b"---\r\nid: a\r\n---\r\nx\r\n"


def test_edits_are_made_in_order() -> None:
    edits: list[Edit] = [AddKey("a", 1, after="id"), SetValue(("a",), 2), RemoveKey("owner")]
    after = edited(NASTY, *edits)
    assert "id: SRR-0001\na: 2\ntitle" in after
    assert "owner" not in after


PATHS = [("id",), ("title",), ("owner",), ("status",), ("next_visit",), ("empty",), ("related", 1)]
PATHS += [("links", "metrics", 0), ("links", "metrics", 1)]
VALUES = (
    st.text(st.sampled_from("ab :#'\"\\,[]{}&*!|>%@`-\u3000é😀漢\n\t0~"), max_size=8)
    | st.text(st.characters(codec="utf-8"), max_size=5)
    | st.sampled_from(["true", "null", "1.5", "0010", "2026-03-01", "- a", "? b", "---", "..."])
    | st.integers()
    | st.booleans()
)


@settings(max_examples=2000)
@given(st.sampled_from(PATHS), VALUES, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_an_edit_changes_its_own_line_and_no_other_byte(
    path: tuple[str | int, ...], value: str | int | bool, end: str, marked: bool
) -> None:
    raw = (b"\xef\xbb\xbf" if marked else b"") + NASTY.replace("\n", end).encode()
    before = read("x.md", raw)
    try:
        after = read("x.md", apply(before, [SetValue(path, value)]))
    except EditRefused:
        assert isinstance(value, str)
        assert not value.isprintable()
        return
    field = after.fields[path]
    assert repr(field.value) == repr(value)
    span = before.fields[path].span
    assert after.text[: span.start] == before.text[: span.start]
    assert after.text.endswith(before.text[span.end :])
    assert after.raw[:3] == before.raw[:3]
    assert len(changed(before.raw, after.raw)) in (0, 2)
    assert apply(after, [SetValue(path, value)]) == after.raw
