import json
import re
from collections.abc import Iterator

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.cases import each_case
from srr.text.sinks import (
    Rows,
    csv_cell,
    dumped,
    dumped_parts,
    markdown,
    markdown_code,
    sarif_message,
    visible,
    visible_lines,
    workflow_message,
    workflow_property,
)

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
# Words around which the signs of CI runners and spreadsheets are put.
SIGNS = st.lists(
    st.sampled_from(
        [*":#[]'=+-@;,%{}() \t\n\r\\", "vso", "section_start:1:x", "＝", "\u3000", "\u202e"]
    )
).map("".join)
TEXTS = st.text() | SIGNS
COMMAND = re.compile(r"^\s*::|##\w*\[|section_(?:start|end):", re.MULTILINE)


@given(TEXTS)
def test_nothing_that_a_terminal_or_a_runner_obeys_is_left(text: str) -> None:
    assert visible(text).replace("\u3000", "").isprintable()
    assert not COMMAND.search(visible(text))
    assert not COMMAND.search(visible_lines(text))


@each_case(
    ("text", "shown"),
    [
        ("\x1b[31m \x07 \x9b0m", "<U+001B>[31m <U+0007> <U+009B>0m"),
        ("a\tb\nc\rd", "a b c d"),
        ("\u202e\u200b\ufeff\ud800", "<U+202E><U+200B><U+FEFF><U+D800>"),
        ("password=hunter22!", "password=*********"),
        ("##[error]x", "## [error]x"),
        (
            "see ##vso[task.setvariable variable=PATH]x",
            "see ## vso[task.setvariable variable=PATH]x",
        ),
        ("##teamcity[buildStop]", "## teamcity[buildStop]"),
        ("section_start:1:x[collapsed=true]", "section_start :1:x[collapsed=true]"),
        ("::error::x", ": :error::x"),
        (" \u3000::stop-commands::x", " \u3000: :stop-commands::x"),
    ],
)
def test_what_is_hidden_is_written_out_and_what_is_obeyed_is_broken_up(
    text: str, shown: str
) -> None:
    assert visible(text) == shown


@each_case(
    "text",
    [
        "リスク　全角の空白",
        "std::vector and ura::x",
        "# 1, ## 2, issue #3, a[0]",
        "section_start",
        "50 % of {x}: [a] (b)",
    ],
)
def test_what_harms_nobody_stays_as_it_is(text: str) -> None:
    assert visible(text) == visible_lines(text) == csv_cell(text) == text
    assert json.dumps(text, ensure_ascii=False) == dumped(text)


def test_lines_are_kept_where_lines_are_meant() -> None:
    assert visible_lines("a\n\x07\nb") == "a\n<U+0007>\nb"


def test_no_line_is_a_command_to_a_ci_log() -> None:
    assert visible_lines("a::b\n  ::error::x") == "a::b\n  : :error::x"


@each_case("split", ["\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_command_hides_behind_an_odd_line_end(split: str) -> None:
    assert visible_lines(f"a{split}::error::x") == "a\n: :error::x"


def test_a_secret_of_several_lines_is_masked() -> None:
    key = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\n-----END PRIVATE KEY-----"
    assert "MIIE" not in visible_lines(key)


def undone(cell: str) -> str:
    """Take away the quotes that `csv_cell` put in, as the how-to page says."""
    return re.sub(r"(?<![^;])'(?=[\s']*[=+\-@＝＋－＠])", "", cell)


@each_case(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        (" -2", "' -2"),
        ("\t=x", "' =x"),
        ("＝HYPERLINK(1)", "'＝HYPERLINK(1)"),
        ("＠SUM", "'＠SUM"),
        ("x;=1+1", "x;'=1+1"),
        ("'tis", "'tis"),
        ("a=b, c-d", "a=b, c-d"),
        ("\x1b]0;\x07", "<U+001B>]0;<U+0007>"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert csv_cell(text) == cell


@given(TEXTS)
@example("'=x")
def test_the_quotes_of_a_cell_can_be_taken_away_again(text: str) -> None:
    assert undone(csv_cell(text)) == visible(text)
    assert not re.search(r"(?<![^;])\s*[=+\-@＝＋－＠]", csv_cell(text))


@given(TEXTS)
@example("##vso[task.setvariable]\u202e\x7f\u0085")
@example("section_start:1:x")
def test_json_shows_nothing_that_is_obeyed_and_keeps_the_value(text: str) -> None:
    written = dumped({"value": [text], text: 1})
    assert written.replace("\n", "").replace("\u3000", "").isprintable()
    assert not COMMAND.search(written)
    assert json.loads(written) == {"value": [text], text: 1}


@given(st.lists(TEXTS, max_size=4), st.integers(1, 3))
def test_json_in_parts_is_that_in_one(texts: list[str], many: int) -> None:
    rows = [{"a": text} for text in texts] * many
    assert "".join(dumped_parts({"rows": Rows(rows), "b": 1})) == dumped({"rows": rows, "b": 1})
    assert "".join(dumped_parts(Rows(rows))) == dumped(rows)


def test_the_rows_of_json_are_made_as_they_are_written() -> None:
    made = []

    def rows() -> Iterator[list[int]]:
        for number in range(1000):
            made.append(number)
            yield [number] * 10

    parts = dumped_parts(Rows(rows()))
    next(parts)
    assert 0 < len(made) < 200
    assert len(json.loads("".join(dumped_parts(Rows(rows()))))) == 1000


@given(TEXTS)
@example("[click](https://example.com) {0} [a\\](2)")
def test_a_message_of_sarif_has_no_link_and_no_placeholder(text: str) -> None:
    written = sarif_message(text)
    assert "](" not in written
    assert "{" not in written.replace("{{", "")
    assert "}" not in written.replace("}}", "")
    assert written.replace("{{", "{").replace("}}", "}") == visible_lines(text).replace("](", "] (")


def test_a_workflow_command_ends_where_it_should() -> None:
    assert workflow_message("100%\n::error::x\x1b") == "100%25%0A: :error::x<U+001B>"
    assert workflow_property("a,b: c%\u202e") == "a%2Cb%3A c%25<U+202E>"


HOSTILE = [
    "<script>alert(1)</script>",
    "[text](https://example.com)",
    "![image](https://example.com/a.png)",
    "**bold** _and_ ~~gone~~ `code`",
    "a | b",
    "&lt;b&gt; \\| $x$",
    "<!-- a comment",
]


@each_case("text", HOSTILE)
def test_a_cell_shows_the_text_word_for_word(text: str) -> None:
    page = MARKDOWN.parse(f"| a |\n| --- |\n| {markdown(text)} |\n")
    cells = [token.content for token in page if token.type == "inline"][1:]
    shown = [child for token in page if token.children for child in token.children]
    assert len(cells) == 1
    assert {child.type for child in shown} <= {"text", "text_special"}
    # A space without width keeps a forge from reading a name, a number or an address.
    assert "".join(child.content for child in shown).replace("\u200b", "") == f"a{text}"


@each_case(
    "text",
    ["@ura", "#12", "!7", "GH-12", "www.example.com", "https://example.com", "0a1b2c3d", ":tada:"],
)
def test_no_reference_survives(text: str) -> None:
    (shown,) = (child for token in MARKDOWN.parse(markdown(text)) for child in token.children or [])
    assert text not in shown.content
    assert shown.content.replace("\u200b", "") == text


def test_a_line_end_ends_neither_cell_nor_paragraph() -> None:
    assert "\n" not in markdown("one\n\n# two\r\n")


@each_case(
    "text",
    ["- a", "+ a", "---", "===", "1. a", "12) a", "/close", "-1", "2026", "::error::x", "   - a"],
)
def test_the_start_of_a_line_is_text(text: str) -> None:
    page = MARKDOWN.parse(f"above\n{markdown(text)}\n")
    assert [token.type for token in page] == ["paragraph_open", "inline", "paragraph_close"]
    assert not markdown(text).startswith(("/", "::"))
    (shown,) = (token.children[-1].content for token in page if token.children)
    assert shown.replace("\u200b", "") == text.strip()


@given(TEXTS)
def test_no_markdown_is_a_command_to_a_ci_log(text: str) -> None:
    for written in (markdown(text), markdown_code(text)):
        assert written.replace("\u3000", "").isprintable()
        assert not COMMAND.search(written)


def test_a_secret_is_masked() -> None:
    assert "hunter" not in markdown("https://ura:hunter22@example.com")


def test_a_value_is_cut_unless_all_of_it_is_wanted() -> None:
    assert len(markdown("x" * 400)) == 300
    assert markdown("x" * 400, limit=None) == "x" * 400
