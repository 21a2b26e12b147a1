import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.cases import each_case
from kit.reports import golden
from kit.reviews import DATE, replayed, reviewed
from srr.exporters.review.markdown import LIMIT, MARKER, render
from srr.text.sinks import markdown

# As the forges read it: HTML is let through, addresses become links.
FORGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = [
    "@ura and @dinii/sre",
    "fixes #12, dinii/srr#12, GH-12, !34, $56, &7, %8, ~bug",
    "a | b \\| c",
    "<img src=x onerror=alert(1)> <!-- --> -->",
    "[text](https://example.com) ![image](https://example.com/a.png)",
    "https://example.com www.example.com ura@example.com mailto:a@b.example",
    "**bold** __bold__ ~~gone~~ `code` :tada: $x^2$ [^1] [[wiki]]",
    "&lt;b&gt; &#64;ura",
    "see 86413fccfd7bb8f3d061b882b1e62d66917e1738",
    "one\n/close\n# two",
    "<!-- srr-diff -->",
    "</summary></details>",
    "[issue:3] ^alert#4 [vulnerability:5] *iteration:6",
]
# What a forge looks for in the text once Markdown and HTML have been read.
REFERENCES = re.compile(
    r"@\w|[#!$%~&^]\w|:\w+:|://|\bwww\.|\b(?:GH|GL)-\d|\b[0-9a-f]{7,40}\b|\[\w+:\d", re.IGNORECASE
)


def text_of(markdown: str) -> list[str]:
    """Return the text of each inline part, and assert that it is nothing but text."""
    shown = []
    for token in FORGE.parse(markdown):
        for child in token.children or ():
            assert child.type in (
                "text",
                "text_special",
                "strong_open",
                "strong_close",
                "softbreak",
            )
        shown.append("".join(child.content for child in token.children or ()))
    return shown


def test_a_review_is_told_as_on_the_golden_page() -> None:
    assert render(replayed("2-review", "3-hide"), "en", DATE) == golden("review.md") + "\n"


def test_a_review_is_told_in_japanese() -> None:
    told = render(replayed("1-start", "2-review"), "ja", DATE)
    assert told == golden("review.ja.md") + "\n"


def test_the_first_line_is_the_marker_by_which_the_comment_is_found_again() -> None:
    told = render(reviewed("team: web\n", "team: app\n"), "en", DATE)
    assert told.splitlines()[0] == MARKER
    assert told.count("<!--") == 1


@each_case("text", HOSTILE)
def test_whatever_a_record_says_is_text(text: str) -> None:
    (shown,) = filter(None, text_of(markdown(text)))
    assert shown.replace("\u200b", "") == " ".join(text.split("\n"))
    assert REFERENCES.search(shown) is None


@each_case("text", HOSTILE)
def test_a_cell_stays_one_cell(text: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {markdown(text)} | x |\n"
    cells = [token.content for token in FORGE.parse(table) if token.type == "inline"]
    assert len(cells) == 4
    assert cells[3] == "x"


@each_case("text", HOSTILE)
def test_a_title_and_an_owner_name_nobody_on_the_whole_page(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    after = f'title: "{quoted}"\nowner: "{quoted}"\nx_own: "{quoted}"\n## Visits\n\n- {text.splitlines()[0]}\n'
    told = render(reviewed("title: a\n", after), "en", DATE)
    bare = told.replace("&#8203;", "\u200b")
    bare = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), bare)
    bare = re.sub(r"`[^`\n]*`", "", re.sub(r"<!-- srr-diff -->|</?(?:details|summary)>", "", bare))
    assert re.search(r"@\w|#\d|!\d|\bwww\.", bare) is None
    assert set(re.findall(r"<[^>]*>?", told)) <= {
        MARKER,
        *("<details>", "</details>", "<summary>", "</summary>"),
    } | set(re.findall(r"(?<=`)[^`\n]*(?=`)", told))


@given(st.text(max_size=60))
def test_any_text_stays_text(text: str) -> None:
    page = FORGE.parse(f"| a |\n| --- |\n| x{markdown(text)}x |\n")
    (_, cell) = [token for token in page if token.type == "inline"]
    assert {child.type for child in cell.children or ()} <= {"text", "text_special"}


def test_an_address_among_the_values_is_code_that_can_be_copied() -> None:
    told = render(reviewed("title: a\n", "links: {slo: [https://a.example/x?y=1]}\n"), "en", DATE)
    assert "- Links SLO: - → `https://a.example/x?y=1`" in told


def many(number: int, title: str) -> tuple[str, str]:
    before = "".join(f"risks/SRR-{n:04}.md\ntitle: '{title} {n}'\n" for n in range(1, number + 1))
    return before, before.replace(f"title: '{title}", f"potential_impact: 3\ntitle: '{title}")


@pytest.mark.parametrize("title", ["Carts are lost", "在庫の同期が止まる", "@#|<" * 40])
@pytest.mark.parametrize("number", [30, 140])
def test_a_page_fits_a_comment_and_says_how_much_is_left_out(number: int, title: str) -> None:
    limit = 13_000
    told = render(reviewed(*many(number, title)), "en", DATE, limit=limit)
    rows = len(re.findall(r"^\| SRR-", told, re.MULTILINE))
    details = told.count("<details><summary>SRR-")
    assert len(told) <= limit
    assert rows == number or len(told) > limit - 1600
    assert (f"{number - rows} more records are not shown." in told) == (rows < number)
    assert (f"The details of {rows - details} records are not shown" in told) == (details < rows)


def test_a_page_has_the_room_of_a_comment_on_the_forge() -> None:
    told = render(reviewed(*many(120, "@#|<" * 40)), "en", DATE)
    assert LIMIT - 1600 < len(told) <= LIMIT


def test_details_are_left_out_before_records() -> None:
    told = render(reviewed(*many(40, "Carts are lost")), "en", DATE, limit=8000)
    assert told.count("\n| SRR-") == 40
    assert "more records" not in told


def test_settings_that_are_weaker_in_many_ways_fit_too() -> None:
    from srr.schema.settings import parse

    ignore = {"score-priority": {f"SRR-{n}" + "@" * 300: "x" for n in range(300)}}
    new = parse({"ignore": ignore}, "srr.toml")
    told = render(reviewed("team: web\n", "team: web\n", new=new), "en", DATE)
    assert len(told) <= LIMIT
    assert "270 more" in told


def test_no_change_says_with_what_it_was_compared() -> None:
    told = render(reviewed("team: web\n", "team: web\n"), "en", DATE)
    assert "**No risk, postmortem or setting changed.**" in told
    assert "with main (`86413fccfd7b`)" in told
