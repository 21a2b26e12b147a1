"""Edits: one value changes, every other byte stays, and what cannot be proved is refused."""

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.thorough import examples
from srr.documents.document import read
from srr.documents.edit import (
    AddItem,
    AddKey,
    AddSection,
    AppendLine,
    Edit,
    EditRefused,
    Normalise,
    RemoveKey,
    RenameKey,
    SetLine,
    SetValue,
    apply,
)
from srr.documents.places import KeyPath

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


@each_case(
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


@each_case(
    ("edit", "added"),
    [
        (AddKey("area", "api", after="id"), ["id: SRR-0001", "area: api"]),
        (AddKey("area", ["a", "b, c"], after="links"), ['area: [a, "b, c"]', "# before the text"]),
        (AddKey("area", 3), ["# last", "area: 3", "---"]),
        (AddKey("area", 3, after="text"), ["  words", "area: 3"]),
        (
            AddItem("links", "metrics", "https://example.com/c"),
            ["    - https://example.com/b", "    - https://example.com/c", "# before the text"],
        ),
        (
            AddItem("links", "backlog", "https://example.com/c"),
            ["    - https://example.com/b", "  backlog: [https://example.com/c]", "# before the"],
        ),
        (AddItem("refs", "b", "a, b", "owner"), ["'ura'", "refs:", '  b: ["a, b"]', "status"]),
        (AddItem("refs", "b", 3), ["# last", "refs:", "  b: [3]", "---"]),
        (RemoveKey("links"), ["related: [SRR-0002, 'b c']  # flow", "# before the text"]),
        (RemoveKey("text"), ["# before the text", "", "# last"]),
        (AppendLine(("log",), "- b\n  c"), ["- a", "- b", "  c", "", "## Visits"]),
        (AppendLine(("確認履歴", "ＶＩＳＩＴＳ"), "- v"), ["<!-- one line a visit -->", "- v"]),
        (AppendLine(("Plan", "対策方針"), "- p"), ["## Plan", "", "- p"]),
        (AddKey("area", None, after=("id", "not-there")), ["id: SRR-0001", "area:"]),
        (AddSection("Cause", ("log", "Summary")), ["- a", "", "## Cause", "", "## Visits"]),
        (AddSection("Next", ("Visits", "Log")), ["<!-- one line a visit -->", "", "## Next", ""]),
    ],
)
@each_case("end", ["\n", "\r\n"])
def test_lines_are_added_and_removed_with_the_line_ending_of_the_file(
    edit: Edit, added: list[str], end: str
) -> None:
    after = edited(NASTY.replace("\n", end), edit)
    assert end.join(added) in after
    assert after.count("\r") == (after.count("\n") if end == "\r\n" else 0)


@each_case(
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
        ("---\na: 1\n---\n```\n", AddSection("Log", ())),
        ("---\na: 1\n---\n## Log\n<!-- open\n", AddSection("Cause", ("Log",))),
        ("no front matter", RenameKey(("a",), "b")),
        ("---\na: 1\n---\n", RenameKey(("b",), "c")),
        ("---\na: 1\n---\n", RenameKey((), "c")),
        ("---\na: 1\nb: 2\n---\n", RenameKey(("a",), "b")),
        ("---\na: 1\n---\n", RenameKey(("a",), "a")),
        ("---\na: 1\n---\n", RenameKey(("a",), "b c")),
        ("---\na: 1\n---\n", RenameKey(("a",), "")),
        ("---\na: 1\n---\n", RenameKey(("a",), "true")),
        ("---\na: 1\n---\n", RenameKey(("a",), "null")),
        ("---\na: {b: 1, c: 2}\n---\n", RenameKey(("a", "b"), "c")),
        ("---\na: [x, y]\n---\n", RenameKey(("a", 0), "b")),
        ("---\na: 1\na: 2\n---\n", RenameKey(("a",), "b")),
        ("---\na: 1\ntrue: 2\n---\n", RenameKey(("a",), "b")),
        ("---\na: 1\n---\nx\n", SetLine("y", "z")),
        ("---\na: 1\n---\nxy\n x\n", SetLine("x", "z")),
        ("---\na: 1\n---\nx\n", SetLine("a: 1", "a: 2")),
        ("---\na: 1\n---\nx\n", SetLine("x", "y\nz")),
        ("---\na: 1\n---\nx\n", SetLine("x", "y\rz")),
        ("---\ra: 1\r---\rx\r", SetLine("x", "y\rz")),
        ("---\na: 1\n---\nx\n", SetLine("x", "## y")),
        ("---\na: 1\n---\n## Log\nx\n", SetLine("## Log", "Log")),
        ("---\na: 1\n---\nx\n\n## Log\n", SetLine("x", "```")),
        ("---\na: 1\n---\nx\n", SetLine("x", "\u202ey")),
        ("---\na: 1\n---\nx\n", SetLine("x", "<<<<<<< a")),
        ("---\na: 1\n---\n```\nx\n```\n<!-- y\nx\n-->\n", SetLine("x", "z")),
        ("---\na: 1\na: 2\n---\nx\n", SetLine("x", "z")),
        ("---\na: 1\n---\n", SetValue(("b\nc",), 1)),
        ("---\na: 1\n---\n", AddKey("b\nc", 1)),
        ('---\n"b\\nc": 1\n---\n', AddKey("b\nc", 2)),
        ('---\n{"b\\nc": 1}\n---\n', RemoveKey("b\nc")),
        ("---\na: 1\n---\n", RenameKey(("b\nc",), "d")),
    ],
)
def test_what_cannot_be_proved_is_refused_in_a_sentence(text: str, edit: Edit) -> None:
    with pytest.raises(EditRefused, match=r"^x\.md: "):
        edited(text, edit)


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (AddKey("b c", 1), "`{name}` cannot be written on one line"),
        (AddKey("b", "\ud800"), "`{name}` cannot be written on one line"),
        (AddKey("a", 2), "`{name}` is there already"),
        (AddItem("a", "b", "x"), "`{name}` is not a list; change it by hand"),
        (AddItem("b c", "d", "x"), "`{name}` cannot be written on one line"),
        (SetValue(("b",), 1), "there is no `{name}` to change"),
        (SetLine("y", "z"), "there is no such line to change"),
        (SetLine("x", "## y"), "the line would change the headings of the file"),
    ],
)
def test_a_refusal_says_what_is_in_the_way(edit: Edit, reason: str) -> None:
    with pytest.raises(EditRefused) as refused:
        edited("---\na: 1\n---\nx\n", edit)
    assert refused.value.reason == reason


def test_a_key_that_does_not_stand_on_its_own_line_is_not_removed() -> None:
    with pytest.raises(EditRefused) as refused:
        edited("---\n{a: 1, b: 2}\n---\n", RemoveKey("b"))
    assert refused.value.reason == "`{name}` does not stand on a line of its own"


def test_removing_a_key_that_is_not_there_changes_nothing() -> None:
    assert edited("---\na: 1\n---\n", RemoveKey("b")) == "---\na: 1\n---\n"


@pytest.mark.parametrize("edit", [AddKey("a", 1), AddKey("l", ["x"])])
def test_adding_what_is_there_already_with_this_value_changes_nothing(edit: Edit) -> None:
    text = "---\na: 1\nl: [x]\n---\n"
    assert edited(text, edit) == text


@each_case(
    ("links", "after"),
    [
        ("links: {}", "links: {m: [u]}"),
        ("links: {k: [x]} # c", "links: {k: [x], m: [u]} # c"),
        ("links: {m: []}", "links: {m: [u]}"),
        ("links: {m: [x], k: [y]}", "links: {m: [x, u], k: [y]}"),
        ("links:\n  m: [x,\n      y]", "links:\n  m: [x,\n      y, u]"),
        ("links:\n  m:\n  - x # c\n  k: [y]", "links:\n  m:\n  - x # c\n  - u\n  k: [y]"),
        (
            "links:\n    k:\n      - |\n        x\n",
            "links:\n    k:\n      - |\n        x\n    m: [u]\n",
        ),
        ("links: {m: [u]}", "links: {m: [u]}"),
    ],
)
def test_an_item_goes_into_the_list_however_it_is_written(links: str, after: str) -> None:
    assert edited(f"---\n{links}\nz: 1\n---\n", AddItem("links", "m", "u")) == (
        f"---\n{after}\nz: 1\n---\n"
    )


@pytest.mark.parametrize("links", ["links:", "links: [a]", "links: {m: x}", "links:\n  m:"])
def test_an_item_is_refused_where_there_is_another_value_than_a_list(links: str) -> None:
    with pytest.raises(EditRefused):
        edited(f"---\n{links}\n---\n", AddItem("links", "m", "u"))


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


@settings(max_examples=examples(2000))
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


NAMED = """---
# 😀 a comment: with a colon
id: SRR-0001 # kept
"title": a
'owner' : ura
acceptance: {by: kato, "on": 2026-01-26, until: x}  # flow
actions:
  # inside
  - id: A1
    "who": ura # one
  - {id: A2, who : sato}
? odd
: 1
# last
---

## Log

- a

"""


@each_case(
    ("path", "line"),
    [
        (("id",), "new_name: SRR-0001 # kept"),
        (("title",), "new_name: a"),
        (("owner",), "new_name : ura"),
        (("acceptance", "on"), "acceptance: {by: kato, new_name: 2026-01-26, until: x}  # flow"),
        (("acceptance",), 'new_name: {by: kato, "on": 2026-01-26, until: x}  # flow'),
        (("actions",), "new_name:"),
        (("actions", 0, "who"), "    new_name: ura # one"),
        (("actions", 0, "id"), "  - new_name: A1"),
        (("actions", 1, "who"), "  - {id: A2, new_name : sato}"),
        (("odd",), "? new_name"),
    ],
)
def test_a_key_is_renamed_in_its_place_whatever_its_quotes(path: KeyPath, line: str) -> None:
    after = edited(NAMED, RenameKey(path, "new_name"))
    assert line in after.splitlines()
    assert len(changed(NAMED.encode(), after.encode())) == 2


def test_a_key_that_another_tool_made_a_truth_value_is_renamed() -> None:
    """A YAML 1.1 tool writes `on` back as `true`."""
    text = "---\nacceptance:\n  true: 2026-01-26\n---\n"
    after = edited(text, RenameKey(("acceptance", "true"), "decided"))
    assert after == "---\nacceptance:\n  decided: 2026-01-26\n---\n"


RENAMED: list[KeyPath] = [("id",), ("title",), ("owner",), ("acceptance",), ("acceptance", "on")]
RENAMED += [("actions",), ("actions", 0, "who"), ("actions", 1, "who"), ("odd",)]


@given(
    st.sampled_from(RENAMED),
    st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,8}", fullmatch=True),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_another_name_changes_no_byte_beside_it_and_no_value(
    path: KeyPath, name: str, end: str, marked: bool
) -> None:
    raw = (b"\xef\xbb\xbf" if marked else b"") + NAMED.replace("\n", end).encode()
    before = read("x.md", raw)
    try:
        after = read("x.md", apply(before, [RenameKey(path, name)]))
    except EditRefused:
        # Names that are taken, and the words that are no text in YAML 1.2.
        is_taken = (*path[:-1], name) in before.fields
        assert is_taken or name.lower() in ("true", "false", "null")
        return
    span = before.fields[path].key
    assert after.raw[:3] == before.raw[:3]
    assert after.text == before.text[: span.start] + name + before.text[span.end :]
    assert after.fields[(*path[:-1], name)].value == before.fields[path].value
    assert path not in after.fields
    assert list(after.data) == [name if (key,) == path else key for key in before.data]


LINES = """---
id: SRR-0001
---

<!--
- one: a
-->

```
- two: b
```

## Visits

- one: a
- one: a and more
- two: b
  - one: a
- three: c <!-- srr: ignore[visit-log] as it was -->
- one: a
- four: d"""


@each_case(
    ("old", "number"),
    [
        ("- one: a", 15),
        ("- one: a and more", 16),
        ("- two: b", 17),
        ("  - one: a", 18),
        ("- three: c <!-- srr: ignore[visit-log] as it was -->", 19),
        ("- four: d", 21),
    ],
)
@each_case("end", ["\n", "\r\n", "\r"])
@each_case("mark", [b"", b"\xef\xbb\xbf"])
def test_the_first_whole_line_of_prose_is_set_and_no_other(
    old: str, number: int, end: str, mark: bytes
) -> None:
    raw = mark + LINES.replace("\n", end).encode()
    after = apply(read("x.md", raw), [SetLine(old, "- new. words")])
    lines = LINES.split("\n")
    assert lines[number - 1] == old
    lines[number - 1] = "- new. words"
    assert after == mark + end.join(lines).encode()


def test_a_line_that_is_there_twice_is_set_once_for_each_edit() -> None:
    twice = edited(LINES, SetLine("- one: a", "- x"), SetLine("- one: a", "- y"))
    assert twice.splitlines()[14:20] == [
        *("- x", "- one: a and more", "- two: b", "  - one: a"),
        *("- three: c <!-- srr: ignore[visit-log] as it was -->", "- y"),
    ]


def test_a_line_is_taken_literally() -> None:
    odd = r"- (a|b)* [c] \d $"
    after = edited(f"---\na: 1\n---\naab c d\n{odd}\n", SetLine(odd, r"\1 \g<0>"))
    assert after == "---\na: 1\n---\naab c d\n\\1 \\g<0>\n"


ENTRIES = st.lists(
    st.text(st.sampled_from("ab .:->→未中"), min_size=1, max_size=6).map("- {}".format),
    min_size=1,
    max_size=6,
)
PLAIN = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=8)


@given(ENTRIES, st.data(), PLAIN, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_a_line_is_set_without_touching_another_byte(
    lines: list[str], data: st.DataObject, words: str, end: str, marked: bool
) -> None:
    head = f"---{end}id: SRR-0001{end}---{end}{end}## Visits{end}{end}"
    mark = b"\xef\xbb\xbf" if marked else b""
    before = mark + (head + end.join(lines) + end).encode()
    old = data.draw(st.sampled_from(lines))
    after = apply(read("x.md", before), [SetLine(old, f"- {words}")])
    at = lines.index(old)
    expected = [*lines[:at], f"- {words}", *lines[at + 1 :]]
    assert after == mark + (head + end.join(expected) + end).encode()
    assert read("x.md", after).data == {"id": "SRR-0001"}


@each_case(
    ("body", "after"),
    [
        ("## Log\n\n### One\n\n## Visits\n", "## Log\n\n### One\n\n## Cause\n\n## Visits\n"),
        ("# Title\n\nWords.\n", "# Title\n\nWords.\n\n## Cause\n"),
        ("# Title\n\n## Plan\n", "# Title\n\n## Cause\n\n## Plan\n"),
        ("", "\n## Cause\n"),
    ],
)
def test_an_empty_section_comes_behind_the_one_before_with_all_that_is_in_it(
    body: str, after: str
) -> None:
    text = "---\na: 1\n---\n"
    assert edited(f"{text}{body}", AddSection("Cause", ("Log",))) == f"{text}{after}"


def test_sections_are_added_in_their_order_whichever_comes_first() -> None:
    cause, plan = AddSection("Cause", ("Log",)), AddSection("Plan", ("Log", "Cause"))
    text = "---\na: 1\n---\n## Log\n\nIt began.\n"
    assert edited(edited(text, cause), plan) == edited(edited(text, plan), cause)


@settings(max_examples=examples(500))
@given(VALUES, st.sampled_from(["metrics", "backlog"]), st.sampled_from(["\n", "\r\n"]))
def test_an_added_item_is_read_back_and_nothing_else_changes(
    item: str | int | bool, key: str, end: str
) -> None:
    before = read("x.md", NASTY.replace("\n", end).encode())
    try:
        after = read("x.md", apply(before, [AddItem("links", key, item)]))
    except EditRefused:
        return
    links: dict[str, list[object]] = before.data["links"]  # type: ignore[assignment]
    assert after.data == {**before.data, "links": {**links, key: [*links.get(key, []), item]}}
    lines = changed(before.raw, after.raw)
    assert len(lines) == 1
    assert lines[0].startswith("+ ")
