"""The block reader, held to markdown-it-py, which reads CommonMark as the forges do."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise, product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.cases import each_case
from kit.growth import in_proportion
from kit.thorough import examples
from srr.documents.body import (
    MOST_BLOCKS,
    MOST_CHARACTERS,
    Block,
    Unread,
    blanked,
    first_item,
    one_line_end,
    sections,
    unread,
    without_comments,
)
from srr.documents.body import blocks as blocks_of
from srr.documents.places import Span

PARSER = MarkdownIt("commonmark")
# A definition of a link takes lines out of its paragraph, which no user of the reader minds.
PARSER.disable("reference")

INDENTS = ("", "", "", " ", "  ", "   ", "    ", "      ", "\t", " \t")
MARKERS = (
    "",
    "",
    "",
    "- ",
    "* ",
    "+   ",
    "1. ",
    "2) ",
    "10. ",
    "> ",
    ">",
    "> > ",
    "-\t",
    "-      ",
    "-",
)
WORDS = (
    *(
        "",
        "",
        "word",
        "more words",
        "`a` b",
        "``` x",
        "a `b",
        "- 2026-02-12 ura",
        "# h",
        "## h ##",
        "### ",
        "#x",
    ),
    *(
        "```",
        "```",
        "~~~",
        "````",
        "``` sql",
        "~~~~ x",
        "```  ",
        "``` `",
        "===",
        "---",
        "--",
        "- - -",
        "***",
        "__ _",
    ),
    *(
        "<!-- c -->",
        "<!--",
        "-->",
        "<!-- a --> b",
        "<div>",
        "</div>",
        "<b>",
        "<a href='x'> ",
        "<?php",
        "?>",
        "<pre>",
    ),
    *(
        "</pre>",
        "<!X",
        "<![CDATA[",
        "]]>",
        "a <!-- b",
        "c --> d",
        "\\`x`",
        "<x@y>",
        "1.",
        "-",
        "14. x",
        "01. x",
        "+",
    ),
)


# No marker, one, and two, each as often.
MARKS = (
    *("" for _ in product(MARKERS, repeat=2)),
    *(marker for marker, _ in product(MARKERS, repeat=2)),
    *(first + second for first, second in product(MARKERS, repeat=2)),
)


def line(number: int) -> str:
    """Return one of all lines; to draw its parts one by one takes longer than to read it."""
    number, word = divmod(number, len(WORDS))
    mark, indent = divmod(number, len(INDENTS))
    # Right below a list item markdown-it lets an indented sign end the paragraph; the specification does not.
    above = "\n" if len(INDENTS[indent].expandtabs(4)) > 3 else ""
    return above + INDENTS[indent] + MARKS[mark] + WORDS[word]


LINES = st.integers(0, len(MARKS) * len(INDENTS) * len(WORDS) - 1).map(line)
MARKDOWN = st.lists(LINES, max_size=12).map("\n".join)
# In and below a quote markdown-it reads deeply indented lines in its own way, so the two are tried one at a time.
QUOTE = re.compile(r"^[^\n]*>", re.MULTILINE)
DEEP = re.compile(r"^[^\n\w]*(?: {3}|\t)", re.MULTILINE)


def starts(text: str) -> list[int]:
    return [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]


def line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place)


def theirs(text: str) -> list[tuple[str, int, int]]:
    """Return the kind, the first line and the level of each block that markdown-it-py finds."""
    found = []
    for token in PARSER.parse(text):
        first = token.map[0] if token.map else 0
        match token.type:
            case "fence" | "code_block":
                found.append(("code", first, 0))
            case "html_block":
                found.append(("html", first, 0))
            case "heading_open":
                found.append(("heading", first, int(token.tag[1])))
            case "paragraph_open":
                found.append(("prose", first, 0))
    return found


def ours(text: str) -> list[tuple[str, int, int]]:
    found = blocks_of(text, Span(0, len(text)))
    return [(block.kind, line_of(text, block.span.start), block.level) for block in found]


def everything(text: str) -> str:
    """Return *text* with something at its end for which no short cut is taken."""
    return f"{text}\n\n<!-- -->\n"


@settings(max_examples=examples(400))
@given(MARKDOWN)
def test_blocks_are_those_of_commonmark(text: str) -> None:
    assume(not (QUOTE.search(text) and DEEP.search(text)))
    full = everything(text)
    assert ours(full) == theirs(full)


# https://spec.commonmark.org/0.31.2/#tabs
@each_case(
    "text",
    [
        "\tfoo\tbaz\t\tbim",
        "  \tfoo\tbaz\t\tbim",
        "    a\ta\n    b\ta",
        "  - foo\n\n\tbar",
        "- foo\n\n\t\tbar",
        "- foo\n\n\tbar",
        "-  foo\n\n\t\tbar",
        "-  foo\n\n \t \tbar",
        ">\t\tfoo",
        ">\tfoo",
        "> \tfoo",
        ">  \tfoo",
        ">   \tfoo",
        "-\t\tfoo",
        "-\tfoo",
        "-\t foo",
        "-\t\t foo",
        "- \tfoo",
        "-  \tfoo",
        "    foo\n\tbar",
        " - foo\n   - bar\n\t - baz",
        "#\tFoo",
        "*\t*\t*\t",
        "1.\t\tfoo",
        "1.\tfoo\n\n\t\tbar",
        ">>\t\tfoo",
        ">-\t\tfoo",
        "->\t\tfoo",
        "- a\n >\t\tfoo",
        "-\ta\n\n  \t\tb",
        "- - a\n\n\t\tb\n\n\t\t\tc",
        "-\t-\ta\n\n\t\tb\n\n\t\t\tc",
    ],
)
def test_a_tab_reaches_to_the_next_multiple_of_four_columns(text: str) -> None:
    full = everything(text)
    assert ours(full) == theirs(full)


@each_case(
    "text",
    [
        "1. -\n\n\n   word",  # the blank lines end the inner item, which is empty, and not the outer one
        "- 1. a\n\n\n  # h",
        "a\n01) b\n# c",  # a list that begins with one, however it is written, ends a paragraph
        "a\n02) b\n# c",
        "a\n- b\n  00. c",
    ],
)
def test_lists_begin_and_end_where_commonmark_says(text: str) -> None:
    full = everything(text)
    assert ours(full) == theirs(full)


@settings(max_examples=examples(300))
@given(MARKDOWN)
def test_the_short_cut_finds_the_same_headings(text: str) -> None:
    def headings(found: list[Block]) -> list[tuple[Span, int, str]]:
        return [
            (block.span, block.level, block.text)
            for block in found
            if block.kind == "heading" and not block.depth
        ]

    whole = everything(text)
    assert headings(blocks_of(text, Span(0, len(text)))) == headings(
        blocks_of(whole, Span(0, len(whole)))
    )


def their_inline(text: str) -> list[tuple[str, str]]:
    """Return the code spans and the inline comments that markdown-it-py finds."""
    return [
        ("code-span", child.content) if child.type == "code_inline" else ("comment", child.content)
        for token in PARSER.parse(text)
        for child in token.children or ()
        if child.type == "code_inline"
        or (child.type == "html_inline" and child.content.startswith("<!--"))
    ]


def our_inline(text: str) -> Iterator[tuple[str, str]]:
    for kind, span in unread(text, Span(0, len(text))):
        words = text[slice(*span)]
        if kind == "code-span":
            inside = words.strip("`").replace("\n", " ")
            both = inside.startswith(" ") and inside.endswith(" ") and inside.strip()
            yield "code-span", inside[1:-1] if both else inside
        elif kind == "comment":
            yield "comment", words


@settings(max_examples=examples(300))
@given(
    st.lists(
        st.sampled_from(("a", " ", "`", "``", "```", "\\`", "<!--", "-->", "<b>", "x", "é"))
    ).map("".join)
)
def test_code_spans_and_inline_comments_are_those_of_commonmark(words: str) -> None:
    # The specification of 2024 lets a comment hold two hyphens; markdown-it does not yet.
    assume(words.count("<!--") < 2 and words.count("-->") < 2 and "<!---->" not in words)
    text = f"w{words}w"
    assert list(our_inline(text)) == their_inline(text)


@settings(max_examples=examples(200))
@given(MARKDOWN)
def test_what_is_blanked_keeps_every_place(text: str) -> None:
    shown = blanked(text, unread(text, Span(0, len(text))))
    assert len(shown) == len(text)
    assert starts(shown) == starts(text)
    assert all(new in (old, " ") for new, old in zip(shown, text, strict=True))


@settings(max_examples=examples(200))
@given(MARKDOWN)
def test_stretches_come_in_their_order_and_never_overlap(text: str) -> None:
    found = [span for _, span in unread(text, Span(0, len(text)))]
    assert found == sorted(found)
    assert all(before.end <= after.start for before, after in pairwise(found))


def stretches(text: str) -> list[tuple[str, str]]:
    return [(kind, text[slice(*span)]) for kind, span in unread(text, Span(0, len(text)))]


@each_case(
    ("text", "found"),
    [
        ("a `b` c", [("code-span", "`b`")]),
        (
            "- a\n  ```\n  ``` not the end\n  b\n  ```\n- c",
            [("code", "```\n  ``` not the end\n  b\n  ```")],
        ),
        ("~~~\n```\n~~~\n`x", [("code", "~~~\n```\n~~~")]),
        ("a\n\n    code\n\nb", [("code", "    code")]),
        ("- a\n\n    still prose", []),
        ("<!-- a\n\n`b` --> c", [("comment", "<!-- a\n\n`b` -->")]),
        ("a <!-- b", []),
        ("```\n<!-- a -->", [("code", "```\n<!-- a -->")]),
    ],
)
def test_what_is_not_prose_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert stretches(text) == found


@each_case(
    ("text", "kept"),
    [
        ("a <!-- b --> c", "a  c"),
        ("```\n<!-- b -->\n```\n<!-- c -->", "```\n<!-- b -->\n```\n"),
        ("`<!-- b -->` <!-- c -->", "`<!-- b -->` "),
        ("<!-- open\nto the end", ""),
        ("no comment", "no comment"),
        ("a\r\n<!-- b -->\r\nc", "a\r\n\r\nc"),
    ],
)
def test_comments_are_left_out_and_code_is_kept(text: str, kept: str) -> None:
    assert without_comments(text) == kept


@each_case(
    ("line", "words"),
    [
        ("# a #", "a"),
        ("# a ## ", "a"),
        ("# a#", "a#"),
        ("# a # b", "a # b"),
        ("# a #\t##", "a #"),
        ("#\t#", ""),
        ("# #", ""),
        ("#", ""),
        ("# a \\#", "a \\#"),
    ],
)
def test_signs_that_close_a_heading_are_not_its_words(line: str, words: str) -> None:
    assert [block.text for block in blocks_of(line, Span(0, len(line)))] == [words]


def test_headings_in_lists_quotes_and_code_begin_no_section() -> None:
    text = "## One\n- # item\n\n> ## quote\n\n```\n## code\n```\nTwo\n---\n"
    found = sections(blocks_of(text, Span(0, len(text))), len(text))
    assert [(section.heading, section.level) for section in found] == [("One", 2), ("Two", 2)]


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: "`\n" + unit * (size // len(unit))


def runs_of_all_lengths(size: int) -> str:
    return " ".join("`" * length for length in range(1, int((2 * size) ** 0.5)))


UNITS = (
    *("#\n", "```\n", "<!--\n", "> ", "- ", "- - - x\n", "`", "<!-- ", "\n", " ", "<a ", "    x\n"),
    *(
        "1) ",
        "\\`",
        "-\n",
        "> `\n",
        "# a #\n",
        "#" + " " * 50,
        "<a b='",
        "<!-->",
        "a\n",
        "- a\n  ```\n",
    ),
)
HOSTILE: dict[str, Callable[[int], str]] = {
    **{repr(unit): repeated(unit) for unit in UNITS},
    "runs of all lengths": runs_of_all_lengths,
    "blanks in a heading": lambda size: f"# a{' ' * size}b#",
    "signs in a heading": lambda size: f"# {('#' + ' ' * 50) * (size // 51)}",
    "a long underlined heading": lambda size: "`\n" + "a\n" * (size // 2) + "===",
}


def read(text: str) -> None:
    body = Span(0, len(text))
    list(sections(blocks_of(text, body), body.end))
    blanked(text, unread(text, body))


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_takes_time_in_proportion_to_the_text(name: str) -> None:
    assert in_proportion(read, HOSTILE[name](5_000), HOSTILE[name](40_000))


@each_case("unit", ["#\n", "```\n```\n", "> " * 99])
def test_of_a_long_body_no_more_is_read_than_a_record_ever_has(unit: str) -> None:
    text = unit * (2 * MOST_CHARACTERS // len(unit))
    body = Span(0, len(text))
    assert len(blocks_of(text, body)) <= MOST_BLOCKS
    assert all(span.end <= MOST_CHARACTERS for _, span in unread(text, body))


def test_an_unread_stretch_is_a_kind_and_a_place() -> None:
    assert list(unread("`a`", Span(0, 3))) == [Unread("code-span", Span(0, 3))]


def test_the_first_item_is_one_line_without_its_bullet() -> None:
    assert (
        first_item("- Move the job\n  to the queue.\n- Then measure.")
        == "Move the job to the queue."
    )
    assert first_item("店舗を\n移す。") == "店舗を移す。"


def test_line_ends_become_one_kind_and_every_place_stays() -> None:
    assert one_line_end("a\r\nb\rc\n") == "a \nb\nc\n"
