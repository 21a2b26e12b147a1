import pytest
from markdown_it import MarkdownIt

from srr.gfm import literal

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>",
    "[text](https://example.com)",
    "![image](https://example.com/a.png)",
    "**bold** _and_ ~~gone~~ `code`",
    "a | b",
    "&lt;b&gt; \\| $x$",
    "<!-- a comment",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_shows_the_text_word_for_word(text: str) -> None:
    page = MARKDOWN.parse(f"| a |\n| --- |\n| {literal(text)} |\n")
    cells = [token.content for token in page if token.type == "inline"][1:]
    shown = [child for token in page if token.children for child in token.children]
    assert len(cells) == 1
    assert {child.type for child in shown} <= {"text", "text_special"}
    assert "".join(child.content for child in shown) == f"a{text}"


def test_a_name_is_told_nothing_and_a_number_links_nothing() -> None:
    assert literal("@ura fixes #12") == "@&#8203;ura fixes #&#8203;12"


def test_a_line_end_ends_neither_cell_nor_paragraph() -> None:
    assert literal("one\n\n# two\r\n") == "one  # two  "


def test_a_secret_is_masked() -> None:
    assert "hunter" not in literal("https://ura:hunter22@example.com")
