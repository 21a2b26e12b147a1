import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.text.unescaped import decoded, joined, may_differ, plain, shown

PIECES = st.lists(
    st.sampled_from(
        [
            "a",
            "\\_",
            "\\",
            "&amp;",
            "&#95;",
            "&nope;",
            "&",
            "\u200b",
            "\n",
            "\r\n> ",
            "é",
            "**",
            "`",
            "~~",
            "[",
            "![",
            "](b)",
            "][b]",
            "%5F",
            "%255f",
        ]
    )
)


@each_case(
    ("written", "expected"),
    [
        ("ghp\\_a", "ghp_a"),
        ("a&#95;b", "a_b"),
        ("a&lowbar;b&no;", "a_b&no;"),
        ("a\u200b\u00adb", "ab"),
        ("ghp_**a**b", "ghp_ab"),
        ("`ghp_``a`", "`ghp_a`"),
        ("**a-***b*** c", "**a-b*** c"),
        ("~~gh~~p_a", "~~ghp_a"),
        ("gh[p_a](https://x)", "ghp_a](https://x)"),
        ("[gh](https://x/y_(z))p_a", "[ghp_a"),
        ('[gh](<https://x y> "a title")p_a', "[ghp_a"),
        ("gh![p][1]_a", "ghp_a"),
    ],
)
def test_a_text_is_read_as_it_is_shown(written: str, expected: str) -> None:
    found = shown(written)
    assert found is not None
    assert found.text == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("?t=ghp%5Fa", "?t=ghp_a"),
        ("?next=https%253A%252f%252Fa", "?next=https://a"),
        ("gh\\_a%5fb", "gh_a_b"),
    ],
)
def test_what_an_address_encodes_is_read(written: str, expected: str) -> None:
    found = decoded(written)
    assert found is not None
    assert found.text == plain(written) == expected


@pytest.mark.parametrize("text", ["50 %, 100%", "%E3%83%91", "a\\_b", "%0A"])
def test_what_is_no_character_of_an_address_stays(text: str) -> None:
    assert decoded(text) is None


def test_lines_are_joined_without_quotes_and_hard_breaks() -> None:
    found = joined("> one\\\n> two\r\n   three")
    assert found is not None
    assert found.text == "> onetwothree"


@each_case(
    "text",
    [
        *("**a** b", "5 * 3", "`a` `b`", "は**太字**の", "a*。", "a`"),
        *("C:\\dir", "AT&T", "a & b"),
        *("~~a~~ b", "a [b](c) d", "[b](c).", "は[b](c)の", "- [ ] a", "a[]"),
    ],
)
def test_marks_around_words_and_signs_that_mean_nothing_stay(text: str) -> None:
    assert not may_differ(text)
    assert shown(text) is None


@given(PIECES.map("".join))
def test_each_character_is_written_where_it_is_said_to_be(text: str) -> None:
    read = decoded(text) or shown(text)
    assert plain(text) == (read.text if read else text)
    for found in filter(None, (read, shown(text), joined(text))):
        for at, character in enumerate(found.text):
            start, end = found.source(at, at + 1)
            assert character in text[start:end] or plain(text[:end]).endswith(character)


@given(PIECES.map("".join))
def test_the_quick_look_never_misses_a_difference(text: str) -> None:
    assert may_differ(text) or (shown(text) is None and decoded(text) is None)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_goes_on_in_the_next_one_and_not_behind_a_blank_one(end: str) -> None:
    found = joined(f"## Log{end}{end}eyJ{end}hbG")
    assert found is not None
    assert found.text == f"## Log{end}{end}eyJhbG"
