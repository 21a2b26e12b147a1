"""A page as a value: what its Markdown file holds, and how one page finds another."""

import html

import yaml

from kit.cases import each_case
from srr.site.kit.html import Html, element
from srr.site.kit.page import Heading, Page, Paths, Urls


def front_matter(page: Page) -> dict[str, object]:
    loaded = yaml.safe_load(page.source().decode().split("---\n")[1])
    assert isinstance(loaded, dict)
    return loaded


@each_case(
    "title",
    ['</title><script>x</script>"', "no", "a: b #c", "リスク\u2028\x85", "😀 \\ \ud800", "---\nx"],
)
def test_the_title_survives_as_escaped_text(title: str) -> None:
    read = front_matter(Page("x.md", title, ()))["title"]
    assert isinstance(read, str)
    assert "<" not in read
    assert '"' not in read


def test_only_the_title_and_what_the_page_asks_for_reach_the_generator() -> None:
    assert front_matter(Page("x.md", "T", ())) == {"title": "T"}
    page = Page("x.md", "T", (), searchable=False, wide=True)
    assert front_matter(page) == {"title": "T", "search": {"exclude": True}, "hide": ["toc"]}


def test_a_heading_holds_no_markdown() -> None:
    source = Page("x.md", "T", (Heading("*a* <b> {.c}\n## d", "summary"),)).source().decode()
    line = source.splitlines()[-1]
    assert line == ("## &#42;a&#42; &#60;b&#62; &#123;&#46;c&#125; &#35;&#35; d { #summary }")


def test_no_line_of_a_block_begins_with_anything_but_a_tag() -> None:
    block = element("pre", "a\n\n```\n--8<-- x\n\t{{ x }}\n")
    body = Page("x.md", "T", (block, Html("<p>a</p>\n<p>b</p>"))).source().decode()
    lines = body.split("---\n", 2)[2].strip().split("\n")
    assert all(line.startswith("<") for line in lines)
    assert "{" not in body


def test_blocks_side_by_side_become_one() -> None:
    source = Page("x.md", "T", (Html("<p>a</p>"), Html("<p>b</p>"), Heading("H", "h"))).source()
    assert source.count(b'<div class="srr">') == 1


@each_case(
    ("source", "target", "with_directories", "without"),
    [
        ("index.md", "risks/index.md", "risks/", "risks/index.html"),
        ("index.md", "risks/SRR-0001.md", "risks/SRR-0001/", "risks/SRR-0001.html"),
        ("risks/SRR-0001.md", "risks/SRR-0002.md", "../SRR-0002/", "SRR-0002.html"),
        ("risks/SRR-0001.md", "risks/index.md", "../", "index.html"),
        ("risks/SRR-0001.md", "index.md", "../../", "../index.html"),
        (
            "overdue.md",
            "postmortems/PM-0001.md",
            "../postmortems/PM-0001/",
            "postmortems/PM-0001.html",
        ),
        ("risks/index.md", "risks/index.md", "./", "index.html"),
        ("risks/SRR-0001.md", "risks.json", "../../risks.json", "../risks.json"),
    ],
)
def test_one_page_finds_another(
    source: str, target: str, with_directories: str, without: str
) -> None:
    assert Urls(directories=True).between(source, target) == with_directories
    assert Urls(directories=False).between(source, target) == without


def test_a_fragment_is_kept_and_quoted() -> None:
    assert Urls().between("index.md", "scoring.md", "a b") == "scoring/#a%20b"


def test_no_generator_finds_a_link_of_markdown_in_a_page() -> None:
    words = "[x](missing.md)"
    page = Page("index.md", words, (Heading(words, "x"), element("p", words, title=words)))
    source = page.source().decode()
    assert "](" not in source
    assert html.unescape(source).count(words) == 4


@each_case(
    ("source", "target", "path"),
    [
        ("index.md", "risks/SRR-0001.md", "risks/SRR-0001.md"),
        ("risks/SRR-0001.md", "risks/SRR-0002.md", "SRR-0002.md"),
        ("risks/SRR-0001.md", "index.md", "../index.md"),
        ("risks/index.md", "reviews/a b.ics", "../reviews/a%20b.ics"),
    ],
)
def test_a_page_may_name_others_by_their_sources(source: str, target: str, path: str) -> None:
    assert Paths().between(source, target) == path
    assert Paths().between(source, target, "log") == f"{path}#log"
