"""Reading a file: never an exception, a fault of its own for each trap, places that people can find."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.thorough import examples
from srr.documents.body import without_comments
from srr.documents.document import Document, read

HEAD = "---\nid: SRR-0001\n---\n"
DATA = Path(__file__).parents[3] / "shared" / "data"


def doc(text: str) -> Document:
    return read("risks/SRR-0001.md", text.encode())


def kinds(document: Document) -> list[str]:
    return [fault.kind for fault in document.faults]


@each_case(
    ("raw", "kind", "detail"),
    [
        ("様子見".encode("cp932") * 3, "not-utf-8", "Shift_JIS"),
        ("対応中の障害".encode("euc_jp") * 3, "not-utf-8", "EUC-JP"),
        ("対応中".encode("iso2022_jp"), "not-utf-8", "ISO-2022-JP"),
        (HEAD.encode("utf-16"), "not-utf-8", "UTF-16"),
        (HEAD.encode("utf-16-le"), "not-utf-8", "UTF-16"),
        (b"\xff\x00\x80", "not-utf-8", None),
        (b"\xed\xa0\x80 lone surrogate", "not-utf-8", ""),
    ],
)
def test_another_encoding_is_named_and_nothing_else_is_said(
    raw: bytes, kind: str, detail: str | None
) -> None:
    document = read("x.md", raw)
    assert kinds(document) == [kind]
    assert detail is None or document.faults[0].detail == detail
    assert not document.readable


@each_case(
    ("text", "kind", "detail"),
    [
        ("a\x00b", "nul", "U+0000"),
        ("a\u202eb", "control", "U+202E"),
        ("a\u200bb", "control", "U+200B"),
        ("a\x1bb", "control", "U+001B"),
        ("a\x85b", "control", "U+0085"),
        ("a\u2028b", "control", "U+2028"),
        ("a\u200db", "control", "U+200D"),
        ("a\ufeffb", "control", "U+FEFF"),
    ],
)
def test_an_unseen_character_is_a_fault_at_its_first_place(
    text: str, kind: str, detail: str
) -> None:
    (fault,) = doc(HEAD + text + text).faults
    assert (fault.kind, fault.detail) == (kind, detail)
    assert fault.span.start == len(HEAD) + 1


@each_case("text", ["👩‍💻", "🏳️‍🌈", "👩🏽‍🚒", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "می‌خواهم", "tab\tand é 漢字"])
def test_emoji_and_persian_may_use_their_joiners(text: str) -> None:
    assert kinds(doc(HEAD + text)) == []


def test_a_byte_order_mark_is_a_fault_and_the_rest_is_read() -> None:
    document = read("x.md", b"\xef\xbb\xbf" + HEAD.encode())
    assert kinds(document) == ["bom"]
    assert document.data == {"id": "SRR-0001"}
    assert document.position(document.fields[("id",)].key.start) == (2, 1)


def test_mixed_line_endings_are_shown_where_the_rarer_one_stands() -> None:
    document = doc("---\nid: a\r\n---\nx\n")
    (fault,) = document.faults
    assert (fault.kind, fault.detail) == ("mixed-line-endings", "CRLF 1, LF 3")
    assert document.position(fault.span.start).line == 2
    assert document.data == {"id": "a"}


@each_case(
    ("text", "kind"),
    [
        ("", "absent"),
        ("# Words\n", "absent"),
        ("\n---\nid: a\n---\n", "blank-before"),
        (" ---\nid: a\n---\n", "blank-before"),
        ("---\nid: a\n", "unclosed"),
        ("---", "unclosed"),
        ("---\nid: a\n...\n", "dots"),
        ("----\nid: a\n----\n", "fence"),
        ("---\nid: a\n----\n", "fence"),
        ("+++\nid = 1\n+++\n", "toml"),
        ("---\n---\n", "empty"),
        ("---\n- a\n---\n", "not-a-mapping"),
    ],
)
def test_front_matter_that_is_not_there_says_why(text: str, kind: str) -> None:
    document = doc(text)
    assert kinds(document) == [kind]
    assert not document.readable


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_lines_and_characters_whatever_the_line_ending(end: str) -> None:
    text = "---\nid: 😀 # é\ntitle: b\n---\n## Log\n- x\n".replace("\n", end)
    document = doc(text)
    assert document.data == {"id": "😀", "title": "b"}
    assert document.position(document.fields[("title",)].span.start) == (3, 8)
    assert document.position(text.index("é")) == (2, 9)
    assert document.position(len(text)) == (7, 1)
    assert document.line(2) == "id: 😀 # é"
    assert document.line(99) == ""
    (section,) = document.sections
    assert document.text[slice(*section.body)].strip() == "- x"


def test_a_line_separator_does_not_move_the_lines_below() -> None:
    document = doc("---\nid: a\u2028b\ntitle: c\n---\n")
    assert document.position(document.fields[("title",)].key.start) == (3, 1)


def test_sections_end_at_the_next_heading_of_their_level_and_none_is_in_code_or_comments() -> None:
    document = doc(
        HEAD
        + "## Summary ##\na\n### Deeper\nb\n```sh\n## no\n````\n~~~\n## no\n~~~\n<!--\n## no\n-->\n"
        "    ## no\n#no\n##\nc\n## 概要 C#\nd"
    )
    found = [(each.level, each.heading) for each in document.sections]
    assert found == [(2, "Summary"), (3, "Deeper"), (2, ""), (2, "概要 C#")]
    assert document.text[slice(*document.sections[0].body)].startswith("a\n### Deeper\nb\n")
    assert document.text[slice(*document.sections[0].body)].endswith("#no\n")
    assert document.text[slice(*document.sections[3].body)] == "d"


def test_conflict_markers_are_one_fault_a_conflict_and_hide_the_yaml_errors_they_cause() -> None:
    conflict = "<<<<<<< HEAD\nid: a\n=======\nid: b\n>>>>>>> other\n"
    document = doc(f"---\n{conflict}---\n{conflict}")
    assert kinds(document) == ["conflict-marker", "conflict-marker"]
    assert not document.readable


def test_an_underline_or_a_marker_in_code_is_no_conflict() -> None:
    assert kinds(doc(HEAD + "Title\n=======\n```\n<<<<<<< HEAD\n>>>>>>> x\n```\n")) == []


def test_ignore_comments_are_found_where_they_are_comments() -> None:
    document = doc(
        "---\n# srr: ignore[field-date, visit-window] the date is right\nid: a # srr: ignore[id-x] y\n"
        "t: 'b # srr: ignore[no] z'\n---\n<!-- srr: ignore[section-empty] later -->\n"
        "```\n<!-- srr: ignore[no] z -->\n```\n"
    )
    found = [(each.rules, each.reason, each.line) for each in document.ignores]
    assert found == [
        (("field-date", "visit-window"), "the date is right", 2),
        (("id-x",), "y", 3),
        (("section-empty",), "later", 6),
    ]
    assert document.text[slice(*document.ignores[1].span)] == "# srr: ignore[id-x] y"


def test_a_reason_in_the_body_has_at_most_500_characters() -> None:
    def reasons(length: int) -> list[str]:
        comment = f"<!-- srr: ignore[section-empty]{'x' * length}-->"
        return [ignore.reason for ignore in doc(f"{HEAD}{comment}\n").ignores]

    assert reasons(500) == ["x" * 500]
    assert reasons(501) == []


def test_code_is_found_around_each_of_its_lines_and_around_no_other() -> None:
    document = doc("---\nid: a\n---\n<!-- a\nb -->\n\n```\nx\ny\n```\nwords\nmore\n\n    z\n")
    found = {line: document.code_around(line) for line in range(1, 15)}
    assert {line: first for line, first in found.items() if line != first} == {8: 7, 9: 7, 10: 7}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_line_is_given_without_its_end_and_no_line_outside_the_file(end: str) -> None:
    document = doc(end.join(["---", "id: a", "---", "", "words"]))
    assert [document.line(number) for number in range(-1, 8)] == [
        *("", "", "---", "id: a", "---", "", "words", "", "")
    ]


def test_values_that_are_spelled_differently_are_veiled_and_no_others() -> None:
    document = doc('---\nid: a\nt: "\\x61"\nl: [b, "\\x62"]\nn:\n---\n')
    assert [path for path, _ in document.veiled] == [("t",), ("l", 1)]


def test_a_conflict_in_the_body_hides_no_error_of_the_front_matter() -> None:
    conflict = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n"
    assert kinds(doc(f"---\nid: @a\n---\n{conflict}")) == ["syntax", "conflict-marker"]
    assert kinds(doc(f"---\nid: @a\n{conflict}---\n")) == ["conflict-marker"]


def test_a_character_that_yaml_refuses_too_is_said_once() -> None:
    assert kinds(doc("---\nid: a\x01b\n---\n")) == ["control"]
    assert kinds(doc("---\nid: @a\n---\n\x01\n")) == ["syntax", "control"]


@given(
    st.lists(st.from_regex(r"[a-z]{1,8}-[a-z]{1,8}", fullmatch=True), min_size=1, max_size=4),
    st.text("0123456789-/=[{}期", max_size=12),
    st.sampled_from([" until=", ", until=", " until = "]),
)
def test_the_end_of_an_ignore_is_read_apart_from_its_rules(
    rules: list[str], until: str, sign: str
) -> None:
    comment = f"# srr: ignore[{', '.join(rules)}{sign}{until}] why"
    (ignore,) = doc(f"---\n{comment}\nid: a\n---\n").ignores
    assert (ignore.rules, ignore.until, ignore.reason) == (tuple(rules), until, "why")
    (ignore,) = doc(f"---\n# srr: ignore[{rules[0]}] why\nid: a\n---\n").ignores
    assert (ignore.rules, ignore.until) == ((rules[0],), None)


def test_comments_are_left_out_except_in_code() -> None:
    text = "a <!-- b\n c -->d\n```\n<!-- e -->\n```\n<!-- f"
    assert without_comments(text) == "a d\n```\n<!-- e -->\n```\n"


@settings(max_examples=examples(1500))
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"---\n", b"\xef\xbb\xbf---\r\n", b"---\na: "])
)
def test_no_bytes_make_reading_raise(raw: bytes, head: bytes) -> None:
    _check(read("x.md", head + raw))


PIECES = [
    "---\n",
    "a: ",
    "b:\n",
    "- ",
    "[",
    "{",
    "'",
    '"',
    "\r",
    "\n",
    "## x\n",
    "```\n",
    "<!--",
    "-->",
]
PIECES += [
    "<<<<<<< x\n",
    "=======\n",
    "# srr: ignore[a] b\n",
    "|\n",
    "&a ",
    "*a",
    "\u2028",
    "\x00",
    "é",
]


@settings(max_examples=examples(1500))
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_no_text_makes_reading_raise_and_all_places_are_in_it(pieces: list[str]) -> None:
    _check(doc("---\n" + "".join(pieces) + "\n---\n" + "".join(reversed(pieces))))


def _check(document: Document) -> None:
    last = len(document.text)
    spans = [fault.span for fault in document.faults]
    spans += [field.span for field in document.fields.values()]
    spans += [section.body for section in document.sections]
    spans += [ignore.span for ignore in document.ignores]
    assert all(0 <= span.start <= span.end <= last for span in spans)
    assert all(document.position(span.start).line >= 1 for span in spans)
    assert document.readable or document.faults
    assert document.readable or not document.data


@pytest.mark.parametrize(
    "raw",
    [
        b"x" * 1_000_000,
        b"## x\n" * 200_000,
        b"---\n" * 250_000,
        b"```\n~~~\n" * 125_000,
        b"<<<<<<< x\n" * 100_000,
        b"srr: ignore" + b"<!-- srr: ignore[a] " * 50_000,
        b"---\na: " + b"[" * 1_000_000,
    ],
)
def test_a_megabyte_is_read_in_a_moment(raw: bytes) -> None:
    start = time.process_time()
    read("x.md", raw)
    assert time.process_time() - start < 1


@pytest.mark.skipif(not DATA.is_dir(), reason="the collected records of others are not here")
def test_records_of_other_conventions_are_read() -> None:
    paths = [path for path in DATA.rglob("*") if path.is_file()]
    assert paths
    for path in paths:
        _check(read(path.name, path.read_bytes()))


def test_what_a_file_holds_stays_the_same_after_many_others_were_read() -> None:
    raw = f"{HEAD}## Log\n- x\n".encode()
    before = read("risks/SRR-0001.md", raw)
    fields, sections, text = before.fields, before.sections, before.text
    for number in range(20):
        doc(f"{HEAD}## Cause\n{number}\n")
    assert (before.fields, before.sections, before.text) == (fields, sections, text)
    assert before.line(4) == "## Log"
