"""The rules of the `safety` family."""

import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.judging import carets, judged

TOKEN = "ghp_" + "abcdefghijklmnopqrstuvwxyz0123456789"


@pytest.mark.parametrize(
    "written",
    [f"x_note: {TOKEN}", f"## Plan\nRun it with {TOKEN}.", f"## Plan\n```\n{TOKEN}\n```"],
)
def test_a_secret_is_found_anywhere_and_not_repeated(written: str) -> None:
    (finding,) = judged("safety-secret", written)
    assert finding.message.en == "this looks like a GitHub token"
    assert finding.help
    assert "git's history" in finding.help.en
    assert finding.place.end_column - finding.place.column == len(TOKEN)


@pytest.mark.parametrize(
    ("written", "line"),
    [
        (f'x_note: "\\x67hp_{TOKEN[4:]}"', 'x_note: "\\x67'),
        ("x_note: >\n  the password:\n  S0mmer-2026", "S0mmer-2026"),
        ("x_password:\n  S0mmer-2026", "S0mmer-2026"),
    ],
    ids=["escaped", "folded", "on the next line"],
)
def test_a_secret_that_yaml_brings_to_light_is_found_where_it_is_written(
    written: str, line: str
) -> None:
    (finding,) = judged("safety-secret", written)
    lines = tree(written, "risks/SRR-0001.md")["risks/SRR-0001.md"].decode().splitlines()
    assert lines[finding.place.line - 1][finding.place.column - 1 :].startswith(line[-7:]) or (
        line in lines[finding.place.line - 1]
    )


@pytest.mark.parametrize(
    ("written", "comment"),
    [
        (f"x_note: {TOKEN}", "# srr: ignore[safety-secret] an example that opens nothing"),
        (
            f"## Plan\nRun it with {TOKEN}.",
            "<!-- srr: ignore[safety-secret] an example that opens nothing -->",
        ),
        (
            f"---\nid: SRR-0001\n---\n{TOKEN}\n",
            "<!-- srr: ignore[safety-secret] an example that opens nothing -->",
        ),
    ],
    ids=["front matter", "body", "first of the body"],
)
def test_the_help_says_how_to_keep_an_example(written: str, comment: str) -> None:
    (finding,) = judged("safety-secret", written)
    assert finding.help
    assert finding.help.en.endswith(f"write above it: {comment}")
    line = next(line for line in written.splitlines() if TOKEN in line)
    kept = written.replace(line, f"{comment}\n{line}")
    assert judged("safety-secret", kept) == ()


def test_a_secret_is_found_in_a_file_that_cannot_be_read_as_a_record() -> None:
    assert len(judged("safety-secret", f"---\nbroken: [{TOKEN}\n---\n")) == 1


@each_case(
    "body",
    [
        "a < b > c, 1<2, x <- y, <3",
        "<https://example.com> <ura@example.com>",
        "`<b>` and ``<`x`>``",
        "```html\n<script>\n```",
        "text\n\n    <pre>\n\n    <b>",
        "<!-- <b> a comment -->",
        "\\<b> is meant",
    ],
)
def test_a_body_without_html_gives_no_finding(body: str) -> None:
    assert judged("safety-html", f"## Plan\n{body}\n") == ()


@each_case(
    ("body", "tag"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("a | b<br/> | c", "<br>"),
        ("<img src=x\n onerror=alert(1)>", "<img>"),
        ("List<String> names", "<String>"),
        ("`a` <b> `c`", "<b>"),
        ("<!DOCTYPE html>", "<!DOCTYPE>"),
        ("<?php ?>", "<?php>"),
    ],
)
def test_a_tag_in_a_body_is_shown_as_text(body: str, tag: str) -> None:
    (finding,) = judged("safety-html", f"## Plan\n{body}\n")
    assert finding.message.en == f"{tag} is shown as text"


def test_the_place_of_a_tag_is_right_behind_code_and_comments() -> None:
    (finding,) = judged("safety-html", "## Plan\nWords <!-- <b>\n<i> --> `<u>` x <br>\n")
    assert finding.place.column == len("<i> --> `<u>` x ") + 1


def test_the_line_on_which_a_comment_block_ends_is_raw_html_to_its_end() -> None:
    (finding,) = judged("safety-html", "## Plan\n<!-- <b>\n<i> --> `<u>` x\n")
    assert finding.place.column == len("<i> --> `") + 1


@pytest.mark.parametrize(
    ("rule", "fragment", "lines"),
    [
        ("safety-secret", f"x_note: a {TOKEN} b", [f"x_note: a «{TOKEN}» b"]),
        ("safety-html", "## Plan\na <b>b</b> <i>\n\n<u x=1>", ["a «<b>»b</b> <i>", "«<u x=1>»"]),
    ],
)
def test_it_points_at_the_place_once_a_line(rule: str, fragment: str, lines: list[str]) -> None:
    assert carets(rule, fragment) == lines


def test_a_secret_of_many_lines_is_pointed_at_in_its_first() -> None:
    key = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----"
    assert carets("safety-secret", f"## Plan\n{key}") == ["«-----BEGIN PRIVATE KEY-----»"]


def test_a_secret_at_the_very_end_of_a_file_is_pointed_at() -> None:
    assert carets("safety-secret", f"---\nid: SRR-0001\n---\n{TOKEN}") == [f"«{TOKEN}»"]


def test_html_in_a_file_that_cannot_be_read_or_in_front_matter_is_not_asked_about() -> None:
    assert judged("safety-html", "---\nbroken: [\n---\n<b>\n") == ()
    assert judged("safety-html", "x_note: <b>\n") == ()
