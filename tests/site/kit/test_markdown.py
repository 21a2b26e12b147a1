"""What people wrote: read as the forges read it, and safe whatever it holds."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kit.cases import each_case
from kit.growth import in_proportion
from kit.thorough import examples
from srr.documents.expansion import expansion
from srr.site.kit.html import Html, printable
from srr.site.kit.markdown import FOLDED_FROM, LONGEST, render, render_line

RECORDS = {"SRR-0002": "../SRR-0002/", "PM-0001": "../../postmortems/PM-0001/"}
TO_RISK = '<a href="../SRR-0002/" rel="noopener noreferrer">'


def shown(text: str) -> Html:
    return render(text, RECORDS.get, "en")


class Tags(HTMLParser):
    """Collects each start tag with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_common_markdown_tables_and_strikethrough_are_read() -> None:
    html = shown("**a** ~~b~~\n\n|x|y|\n|--|-:|\n|1|2|")
    assert "<strong>a</strong> <s>b</s>" in html
    assert '<div class="srr-scroll" tabindex="0"><table class="srr-table">' in html
    assert '<td class="srr-right">2</td>' in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<svg/onload=alert(1)>",
    "<div style='position:fixed' markdown='1'>",
    "<!-- x --><!DOCTYPE x><?php x ?><![CDATA[x]]>",
    "</div></main></body>",
    "[x](javascript:alert(1))",
    "[x](JAVASCRIPT:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x01;javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/png;base64,AAAA)",
    "[x](vbscript:x)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/SRR-0002)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](https:evil.example)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](//evil.example/x.png)",
    "![x](../../secret.png)",
    '[x](https://a.example "\\" onmouseover=alert(1)")',
    "[x](https://a.example){ onclick=alert(1) }",
    "# x { onclick=alert(1) }",
    "|<script>|[x](javascript:a)|\n|--|--|\n|<img onerror=x>|`<b>`|",
    "```<script>\n</code></pre><script>\n```",
    "~~~js onload=x\n<b>\n~~~",
]
ALLOWED = {
    "a": {"href", "title", "rel"},
    "input": {"type", "disabled", "checked"},
    "div": {"class", "tabindex"},
    "pre": {"class", "tabindex"},
    **{tag: {"class"} for tag in ("details", "label", "li", "table", "td", "th")},
}


@each_case("text", HOSTILE)
def test_nothing_live_comes_out_of_hostile_text(text: str) -> None:
    for html in (shown(text), render_line(text, RECORDS.get)):
        for tag, attributes in Tags(html).found:
            assert tag not in {"script", "img", "iframe", "svg", "style", "object", "form"}
            assert set(attributes) <= ALLOWED.get(tag, set())
            assert (attributes.get("href") or "https://").startswith(("https://", "../"))


def test_raw_html_is_shown_as_the_text_it_is() -> None:
    assert shown("a <b>x</b>") == "<p>a &lt;b&gt;x&lt;/b&gt;</p>"


def test_an_image_elsewhere_becomes_a_link_and_one_beside_the_record_its_path() -> None:
    assert ">graph</a>" in shown("![graph](https://x.example/g.png)")
    assert shown("![graph](g.png)") == "<p>graph (g.png)</p>"
    assert shown("![](g.png)") == "<p>g.png</p>"


def test_an_image_within_a_link_gives_the_link_its_words() -> None:
    html = shown("[![state](https://i.example/x.svg)](https://x.example/)")
    assert html == '<p><a href="https://x.example/" rel="noopener noreferrer">state</a></p>'


@each_case("href", ["SRR-0002", "SRR-0002.md", "./SRR-0002.md", "SRR-0002.md#x"])
def test_a_link_to_a_record_leads_to_its_page(href: str) -> None:
    assert shown(f"[words]({href})") == f"<p>{TO_RISK}words</a></p>"


def test_a_link_to_a_record_of_the_other_kind_leads_to_its_page() -> None:
    assert 'href="../../postmortems/PM-0001/"' in shown("[w](../postmortems/PM-0001.md)")


@each_case("href", ["other.md", "../x/", "#here", "/risks/SRR-0002.md", "SRR-0009"])
def test_a_link_that_leads_to_no_page_keeps_its_words(href: str) -> None:
    assert shown(f"a [words]({href}) b") == "<p>a words b</p>"


def test_an_id_in_prose_becomes_a_link() -> None:
    assert shown("SRR-0002を見る") == f"<p>{TO_RISK}SRR-0002</a>を見る</p>"


@each_case("text", ["`SRR-0002`", "SRR-0009", "XSRR-0002", "SRR-00021", "x/SRR-0002"])
def test_an_id_in_code_or_of_no_record_stays_text(text: str) -> None:
    assert "<a " not in shown(text)


def test_a_link_within_a_link_is_never_made() -> None:
    assert shown("[see SRR-0002](https://x.example/)").count("<a ") == 1


def test_an_address_in_prose_becomes_a_link_without_the_full_stop() -> None:
    html = shown("(https://x.example/a_b). https://y.example/(z)、次")
    assert '<a href="https://x.example/a_b"' in html
    assert ">https://x.example/a_b</a>)." in html
    assert ">https://y.example/(z)</a>、次" in html


@each_case(
    ("text", "tags"),
    [
        ("# a\n## b\n", ["h3", "h4"]),
        ("### a", ["h3"]),
        ("##### a\n###### b", ["h3", "h4"]),
        ("# a\n###### b", ["h3", "h6"]),
    ],
)
def test_headings_stand_below_those_of_the_page(text: str, tags: list[str]) -> None:
    assert [tag for tag, _ in Tags(shown(text)).found] == tags


def test_a_task_shows_a_box_that_cannot_be_clicked() -> None:
    html = shown("- [ ] a\n- [x] **b**")
    boxes = [attributes for tag, attributes in Tags(html).found if tag == "input"]
    assert [("checked" in box, "disabled" in box) for box in boxes] == [(False, True), (True, True)]
    assert "<strong>b</strong></label>" in html


def test_a_long_block_of_code_is_folded_and_a_short_one_is_not() -> None:
    short, long = "x\n" * FOLDED_FROM, "x\n" * (FOLDED_FROM + 1)
    assert "<details" not in shown(f"```\n{short}```")
    html = shown(f"```\n{long}```")
    assert (
        '<details class="srr-fold"><summary>41 lines</summary><pre class="copy" tabindex="0">'
        in html
    )
    assert "<summary>41 行</summary>" in render(f"```\n{long}```", RECORDS.get, "ja")


def test_code_keeps_blank_lines_and_tabs() -> None:
    assert "<code>a\n\n\tb\n</code>" in shown("```\na\n\n\tb\n```")


def test_a_text_beyond_measure_is_shown_unread() -> None:
    html = shown("**a** <b>\n" * (LONGEST // 10 + 1))
    assert "<strong>" not in html
    assert "**a** &lt;b&gt;" in html


@pytest.mark.parametrize("unit", ["> ", "- ", "[", "![", "*a ", "`a``", "[a](b", "<a ", "&#", "("])
def test_deep_or_unbalanced_text_is_read_in_time_in_proportion_to_its_length(unit: str) -> None:
    assert in_proportion(shown, unit * 200, unit * 1_600)


def test_one_line_has_no_block_around_it() -> None:
    assert render_line("a `b`\nSRR-0002", RECORDS.get) == f"a <code>b</code> {TO_RISK}SRR-0002</a>"
    assert render_line("# a", RECORDS.get) == "# a"


@each_case(
    ("text", "shown"),
    [
        ("一行目。\n二行目", "<p>一行目。二行目</p>"),
        ("word\n二行目", "<p>word\n二行目</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("一行目  \n二行目", "<p>一行目<br>\n二行目</p>"),
        (
            "    一行目\n    二行目",
            '<pre class="copy" tabindex="0"><code>一行目\n二行目\n</code></pre>',
        ),
    ],
)
def test_a_line_end_within_japanese_is_no_space(text: str, shown: str) -> None:
    assert render(text, lambda _: None, "ja") == shown


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="[]<>!"), max_size=40)


@given(WORDS)
@example("The provider's limit is 900 calls an hour")
@example("一つの注文で二度呼ぶ。\u3000")
@example("one\nparagraph")
@example("a *marked* word")
@example("a &copy; b")
@example("A title\n=")
def test_what_is_shown_as_one_paragraph_is_one_to_markdown_with_the_same_words(text: str) -> None:
    html = shown(text)
    if html.count("<") == 2 and html.startswith("<p>"):
        read = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(printable(text))
        assert unescape(html) == unescape(read.strip())
        line = "".join(unescape(render_line(text, RECORDS.get)).split())
        assert "".join(unescape(html).split()) == f"<p>{line}</p>"


URL = "https://example.com/" + "x" * 80
PIECES = st.sampled_from(
    (
        "[a]",
        "[A ]",
        "![a][b]",
        "[b]",
        "\n\n",
        "\n",
        " ",
        "> ",
        "- ",
        "|",
        "|-|-|-|",
        "x",
        "\\[",
        "]:",
    )
)
DEFINITIONS = st.sampled_from(
    (f"\n\n[a]: {URL}\n", f"\n\n[b]: <{URL}> '{URL}'\n\n", f"\n> [a]:\n> {URL}\n\n", f"[b]: {URL}")
)
TEXTS = st.lists(st.one_of(PIECES, PIECES, PIECES, DEFINITIONS), max_size=60).map("".join)


@settings(max_examples=examples(400))
@given(TEXTS)
def test_the_addresses_and_cells_that_rendering_repeats_are_foreseen(text: str) -> None:
    html = render(text, lambda name: None, "en")
    repeated = sum(len(found[1]) for found in re.finditer(r' (?:href|title)="([^"]*)"', html))
    foreseen = expansion(text).size
    assert repeated <= foreseen + len(text)
    assert 10 * html.count("<td></td>") <= foreseen + 10 * text.count("|")


@pytest.mark.parametrize(
    "text",
    [
        f"[a]: https://example.com/{'x' * 5000}\n\n" + "[a]" * 5000,
        "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|x|\n" * 300,
    ],
)
def test_a_text_that_multiplies_is_shown_as_written(text: str) -> None:
    html = render(text, lambda name: None, "en")
    assert len(html) < 2 * len(text)
    assert html.startswith(("<pre", "<details"))


@pytest.mark.parametrize("text", ["- " * 60 + "deep\n\nlater", ">" * 120 + "deep\n\nlater"])
def test_nothing_is_lost_below_the_deepest_list_or_quote(text: str) -> None:
    html = render(text, lambda name: None, "en")
    assert "deep" in html
    assert "later" in html
