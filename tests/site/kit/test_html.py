"""HTML as a type: text is escaped, markup is not, and an unsafe link is no link."""

from kit.cases import each_case
from srr.site.kit.html import Html, element, escape, is_followable, is_web, join, link

HOSTILE = "<img src=x onerror=alert(1)> & \"double\" 'single'"


def test_text_is_escaped_and_html_is_left_as_it_is() -> None:
    assert escape(HOSTILE) == (
        "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;double&quot; &#39;single&#39;"
    )
    assert escape(Html("<b>x</b>")) == "<b>x</b>"


@each_case("character", ["\0", "\x02", "\x03", "\x1b", "\ud800", "\x7f"])
def test_a_character_that_cannot_be_shown_becomes_a_replacement_mark(character: str) -> None:
    assert escape(f"a{character}b") == "a\ufffdb"


def test_line_ends_become_one_kind() -> None:
    assert escape("a\r\nb\rc\n") == "a\nb\nc\n"


def test_an_element_escapes_text_children_and_keeps_elements() -> None:
    assert element("p", "<i>", element("b", "&"), None) == "<p>&lt;i&gt;<b>&amp;</b></p>"


def test_children_may_be_given_as_a_list() -> None:
    assert element("ul", [element("li", word) for word in "ab"]) == "<ul><li>a</li><li>b</li></ul>"


def test_attributes_are_named_quoted_and_left_out_when_none_or_false() -> None:
    built = element("td", class_="a", data_next_visit='"><b>', hidden=True, title=None, open=False)
    assert built == '<td class="a" data-next-visit="&quot;&gt;&lt;b&gt;" hidden></td>'


def test_an_element_without_content_has_no_end_tag() -> None:
    assert element("input", type="checkbox", disabled=True) == '<input type="checkbox" disabled>'


def test_join_escapes_what_stands_between_too() -> None:
    assert join("a", element("b"), None, by=" < ") == "a &lt; <b></b>"


UNSAFE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//host/path",
    "/\\host",
    "\\\\host",
    "/root",
    "https:host",
    "https:///host",
    "x:y",
]


@each_case("href", UNSAFE)
def test_an_unsafe_address_is_never_a_link(href: str) -> None:
    assert not is_followable(href)
    assert link(href, "words") == "words"
    assert "href" not in element("a", "words", href=href)


@each_case(
    "href", ["../SRR-0001/", "a.html#x", "#x", "./", "https://x.example/a:b", "mailto:a@b.example"]
)
def test_a_web_address_or_a_relative_one_is_a_link(href: str) -> None:
    assert f'href="{href}"' in link(href, "words")


def test_a_link_to_the_web_tells_the_other_side_nothing() -> None:
    assert 'rel="noopener noreferrer"' in link("https://x.example/", "x")
    assert "rel" not in link("../x/", "x")


def test_no_address_gives_the_words_alone() -> None:
    assert link(None, "<x>") == "&lt;x&gt;"


def test_a_web_address_needs_a_host() -> None:
    assert is_web("HTTPS://x.example")
    assert not is_web("https://")
    assert not is_web("ftp://x.example")
