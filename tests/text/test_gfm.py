import pytest
from markdown_it import MarkdownIt

from srr.text.gfm import literal

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
    # A space without width keeps a forge from reading a name, a number or an address.
    assert "".join(child.content for child in shown).replace("\u200b", "") == f"a{text}"


@pytest.mark.parametrize(
    "text",
    ["@ura", "#12", "!7", "GH-12", "www.example.com", "https://example.com", "0a1b2c3d", ":tada:"],
)
def test_no_reference_survives(text: str) -> None:
    (shown,) = (child for token in MARKDOWN.parse(literal(text)) for child in token.children or [])
    assert text not in shown.content
    assert shown.content.replace("\u200b", "") == text


def test_a_line_end_ends_neither_cell_nor_paragraph() -> None:
    assert "\n" not in literal("one\n\n# two\r\n")


@pytest.mark.parametrize(
    "text", ["- a", "+ a", "---", "===", "1. a", "12) a", "/close", "-1", "2026"]
)
def test_the_start_of_a_line_is_text(text: str) -> None:
    page = MARKDOWN.parse(f"above\n{literal(text)}\n")
    assert [token.type for token in page] == ["paragraph_open", "inline", "paragraph_close"]
    assert not literal(text).startswith("/")
    (shown,) = (token.children[-1].content for token in page if token.children)
    assert shown == text


def test_a_secret_is_masked() -> None:
    assert "hunter" not in literal("https://ura:hunter22@example.com")
