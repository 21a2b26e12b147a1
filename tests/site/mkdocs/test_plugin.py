"""The MkDocs plugin: real strict builds of pages that hold everything a record could try."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import click
import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from srr.site import search_index, sources
from srr.site.kit.html import element
from srr.site.kit.markdown import render
from srr.site.kit.page import STYLESHEET, Heading, Page
from srr.site.mkdocs import build as mkdocs_run

pytestmark = pytest.mark.long

STARTER = Path(__file__).parents[3] / "tool/srr/starter/mkdocs.yml"
HOSTILE = """\
</code></pre></div><script>alert(1)</script>

```evil
~~~
--8<-- "secret.md"
;--8<-- "secret.md"
{{ config.site_dir }} {% raw %}
[TOC]

*[HTML]: abbreviation
## A heading { onclick=alert(1) }
    !!! danger
\ttab <div markdown="1">**bold**</div>
\x02wzxhzdk:0\x03 \x02amp\x03 klzzwxh:0000
&lt;script&gt; &#60;script&#62; <!-- <? <![CDATA[
[x](javascript:alert(1)) ![x](https://evil.example/x.png)
: definition
"""
TITLE = '</title><script>alert(1)</script><img src=x onerror=alert(1)>" {.x} *a* `b`'
EXTENSIONS = """
  - md_in_html
  - abbr
  - def_list
  - footnotes
  - meta
  - pymdownx.snippets
  - pymdownx.tasklist
  - pymdownx.magiclink
  - pymdownx.details
  - pymdownx.blocks.html
  - pymdownx.tabbed"""


class Reader(HTMLParser):
    """Reads a built page: its tags, and the text within the blocks that hold records."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._depth = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "pre":
            self._depth += 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "pre"

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.texts[-1] += data


def hostile_pages() -> dict[str, bytes]:
    verbatim = element("pre", element("code", HOSTILE), data_text=HOSTILE, title=HOSTILE)
    prose = render(HOSTILE.replace("```evil\n~~~\n", ""), {"SRR-0001": "../SRR-0001/"}.get, "en")
    record = Page(
        "risks/SRR-0001.md",
        TITLE,
        (
            element("h1", TITLE),
            verbatim,
            Heading(TITLE, "summary"),
            prose,
            Heading("Visits", "visits"),
            element("p", "after"),
        ),
    )
    plain = [Page(path, "T", (element("h1", "T"),)) for path in ("index.md", "risks/index.md")]
    rules = Page("rules/visit-overdue.md", "visit-overdue", (element("h1", "x"),))
    return {page.path: page.source() for page in [*plain, record, rules]} | {
        STYLESHEET: b"a{}",
        search_index.PATH: b"[]",
    }


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sources, "files", lambda *_, **__: hostile_pages())
    (tmp_path / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "risks").mkdir()
    (tmp_path / "secret.md").write_text("the secret", encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(registry: Path) -> Callable[[str], Path]:
    def run(extensions: str = "") -> Path:
        text = (resources.files("srr") / "starter/mkdocs.yml").read_text(encoding="utf-8")
        text = text.split("\nnav:")[0].replace("\n  - attr_list", f"\n  - attr_list{extensions}")
        (registry / "mkdocs.yml").write_text(
            f"{text}\nnav: [index.md, risks/index.md]\nnot_in_nav: /by-hand/\n"
        )
        config = load_config(
            str(registry / "mkdocs.yml"), edit_uri_template="https://forge.example/edit/{path}"
        )
        build(config)
        return registry / "build/site"

    return run


def body_of(page: str) -> Reader:
    return Reader(page.split("<article")[1].split("</article>")[0])


def test_a_link_that_edits_a_page_leads_to_its_source_in_the_repository(
    built: Callable[[str], Path], registry: Path
) -> None:
    by_hand = registry / "site/by-hand"
    by_hand.mkdir()
    for name in ("notes.md", "about.md", "about.ja.md"):
        (by_hand / name).write_text(f"# {name}\n", encoding="utf-8")
    site = built("")
    edited = {
        page: re.findall(
            r'href="https://forge.example/edit/([^"]*)"',
            (site / page / "index.html").read_text(encoding="utf-8"),
        )
        for page in ("by-hand/notes", "by-hand/about", "risks/SRR-0001", ".")
    }
    assert edited == {
        "by-hand/notes": ["site/by-hand/notes.md"],
        "by-hand/about": ["site/by-hand/about.ja.md"],
        "risks/SRR-0001": ["risks/SRR-0001.md"],
        ".": [],
    }


@pytest.mark.parametrize("extensions", ["", EXTENSIONS], ids=["ours", "every extension"])
def test_a_page_cannot_be_broken_open_by_a_record(
    built: Callable[[str], Path], extensions: str
) -> None:
    site = built(extensions)
    page = (site / "risks/SRR-0001/index.html").read_text(encoding="utf-8")
    body = body_of(page)
    assert "the secret" not in page
    assert {tag for tag, _ in body.tags} <= {
        *("div", "h1", "h2", "h3", "p", "pre", "code", "a", "em", "strong", "nav", "svg", "path"),
        *("br", "ul", "ol", "li", "article", "hr", "span"),
    }
    # The place to which the first link of the page leads.
    (start,) = [attributes for tag, attributes in body.tags if tag == "span"]
    assert start == {"id": "srr-content", "tabindex": "-1"}
    for tag, attributes in body.tags:
        assert not {name for name in attributes if name.startswith(("on", "style"))}, tag
        assert not (attributes.get("href") or "").startswith(("javascript:", "data:", "//"))
    whole = Reader(page)
    assert not [tag for tag, attributes in whole.tags if "onerror" in attributes]
    assert "alert(1)</script>" not in page.replace("&lt;/script&gt;", "")


@pytest.mark.parametrize("extensions", ["", EXTENSIONS], ids=["ours", "every extension"])
def test_text_and_attributes_come_through_as_they_were(
    built: Callable[[str], Path], extensions: str
) -> None:
    body = body_of((built(extensions) / "risks/SRR-0001/index.html").read_text(encoding="utf-8"))
    expected = HOSTILE.replace("\x02", "\ufffd").replace("\x03", "\ufffd")
    assert body.texts[0] == expected
    (verbatim,) = [attributes for _, attributes in body.tags if "data-text" in attributes]
    assert verbatim["data-text"] == expected


def test_headings_of_ours_are_listed_and_no_others(built: Callable[[str], Path]) -> None:
    body = body_of((built("") / "risks/SRR-0001/index.html").read_text(encoding="utf-8"))
    ids = [attributes.get("id") for tag, attributes in body.tags if tag.startswith("h")]
    assert ids == [None, "summary", None, "visits"]


def test_a_record_leads_to_its_file_on_the_forge(built: Callable[[str], Path]) -> None:
    site = built("")
    edit = "https://forge.example/edit/risks/SRR-0001.md"
    assert edit in (site / "risks/SRR-0001/index.html").read_text(encoding="utf-8")
    assert "forge.example" not in (site / "risks/index.html").read_text(encoding="utf-8")


def test_the_language_of_the_registry_is_that_of_the_site(built: Callable[[str], Path]) -> None:
    assert '<html lang="ja"' in (built("") / "index.html").read_text(encoding="utf-8")


def test_the_stylesheet_is_published_and_used(built: Callable[[str], Path]) -> None:
    site = built("")
    assert (site / STYLESHEET).read_bytes() == b"a{}"
    assert f'href="{STYLESHEET}"' in (site / "index.html").read_text(encoding="utf-8")


def test_nothing_is_asked_of_another_host(built: Callable[[str], Path]) -> None:
    for page in built("").rglob("*.html"):
        for tag, attributes in Reader(page.read_text(encoding="utf-8")).tags:
            loaded = attributes.get("src") or (tag == "link" and attributes.get("href")) or ""
            assert not str(loaded).startswith(("http", "//")), (page, tag)


def test_the_search_is_srrs_and_holds_what_the_themes_would_as_text(
    built: Callable[[str], Path],
) -> None:
    site = built("")
    theirs = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert theirs["docs"] == []
    rows = json.loads((site / "search/records.json").read_text(encoding="utf-8"))
    texts = {row[0]: row[4] for row in rows}
    assert "after" in texts["risks/SRR-0001/"]
    for address, way in (("index.html", ""), ("risks/SRR-0001/index.html", "../../")):
        page = (site / address).read_text(encoding="utf-8")
        assert f'"search": "{way}assets/search.js"' in page


def test_where_another_search_is_chosen_the_theme_is_left_alone(registry: Path) -> None:
    text = (resources.files("srr") / "starter/mkdocs.yml").read_text(encoding="utf-8")
    start, _, rest = text.partition("  - search:")
    (registry / "mkdocs.yml").write_text(
        f"{start}{rest[rest.index('  - srr') :].split(chr(10) + 'nav:')[0]}\nnav: [index.md, risks/index.md]\n"
    )
    build(load_config(str(registry / "mkdocs.yml")))
    page = (registry / "build/site/index.html").read_text(encoding="utf-8")
    assert "assets/search.js" not in page


def test_a_menu_names_the_pages_that_were_written_before(built: Callable[[str], Path]) -> None:
    page = (built("") / "rules/visit-overdue/index.html").read_text(encoding="utf-8")
    names = re.findall(r'<span class="md-ellipsis">\s*(\S+)', page)
    assert "T" in names
    assert "None" not in names


def test_a_page_written_by_hand_is_left_as_it_is(
    registry: Path, built: Callable[[str], Path]
) -> None:
    (registry / "site/overdue.md").write_text("# By hand\n\n*kept*\n", encoding="utf-8")
    with pytest.raises(Abort):
        built("")  # it is not in the nav
    page = (registry / "build/site/overdue/index.html").read_text(encoding="utf-8")
    assert "<em>kept</em>" in page


def test_a_script_in_the_front_matter_of_a_page_by_hand_is_let_through_on_no_page(
    registry: Path, built: Callable[[str], Path]
) -> None:
    of_theme = (built("") / "index.html").read_text(encoding="utf-8").count("sha256-")
    script = "<script>evil()</script>"
    by_hand = f"---\ntitle: x</title>{script}\ndescription: '\">{script}'\n---\nText\n"
    (registry / "site/by-hand.md").write_text(by_hand, encoding="utf-8")
    with pytest.raises(Abort):
        built("")  # it is not in the nav
    pages = [
        (registry / "build/site" / path).read_text(encoding="utf-8")
        for path in ("index.html", "risks/SRR-0001/index.html", "by-hand/index.html")
    ]
    assert {page.count("sha256-") for page in pages} == {of_theme}
    assert script in pages[-1]


@pytest.mark.parametrize(("language", "title"), [("ja", "日本語"), ("en", "English")])
def test_of_a_page_in_two_languages_that_of_the_registry_is_published(
    registry: Path, built: Callable[[str], Path], language: str, title: str
) -> None:
    (registry / "srr.toml").write_text(f'language = "{language}"\n', encoding="utf-8")
    (registry / "site/guide.md").write_text("# English\n", encoding="utf-8")
    (registry / "site/guide.ja.md").write_text("# 日本語\n", encoding="utf-8")
    with pytest.raises(Abort):
        built("")  # it is not in the nav
    page = (registry / "build/site/guide/index.html").read_text(encoding="utf-8")
    assert f">{title}<" in page
    assert f"edit/site/guide{'.ja' if language == 'ja' else ''}.md" in page
    assert not list((registry / "build/site").glob("guide.ja*"))


def test_what_a_link_brings_in_from_elsewhere_stops_a_strict_build(
    registry: Path, built: Callable[[str], Path]
) -> None:
    (registry / "site/leak.md").symlink_to(registry / "secret.md")
    with pytest.raises(Abort):
        built("")


def test_a_record_that_the_menu_lists_has_the_name_that_it_gives(
    registry: Path, built: Callable[[str], Path]
) -> None:
    built("")
    config = registry / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("nav: [", "nav: [{Hot: risks/SRR-0001.md}, "), encoding="utf-8")
    build(load_config(str(config)))
    assert "Hot" in (registry / "build/site/index.html").read_text(encoding="utf-8")


def test_the_records_and_the_settings_are_watched(
    registry: Path, built: Callable[[str], Path]
) -> None:
    built("")
    config = load_config(str(registry / "mkdocs.yml"))
    config.plugins.run_event("config", config)
    assert {Path(path).name for path in config.watch} >= {"risks", "srr.toml"}


def test_properdocs_takes_the_plugin(registry: Path, built: Callable[[str], Path]) -> None:
    built("")
    (registry / "drive.py").write_text(
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(Path(__file__).parents[2])!r}]\n"
        "from properdocs.__main__ import cli\n"
        "import srr.site.sources, test_plugin\n"
        "srr.site.sources.files = lambda *_, **__: test_plugin.hostile_pages()\n"
        "cli(['build', '--strict', '-f', 'mkdocs.yml', '-d', 'proper'])\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "drive.py"], cwd=registry, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert (registry / "proper/risks/SRR-0001/index.html").is_file()


def test_settings_that_cannot_be_used_stop_the_build_with_one_sentence(
    registry: Path, built: Callable[[str], Path], caplog: pytest.LogCaptureFixture
) -> None:
    (registry / "srr.toml").write_text('languge = "ja"\n', encoding="utf-8")
    with pytest.raises(Abort):
        built("")
    assert [record.getMessage() for record in caplog.records if "languge" in record.getMessage()]


@pytest.mark.usefixtures("few_texts")
def test_a_build_has_the_policy_and_a_page_that_reloads_itself_has_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "srr.toml").write_text("", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    policy = "Content-Security-Policy"
    for command, expected in (("build", True), ("serve", False)):
        with click.Context(click.Command(command), info_name=command):
            folder = mkdocs_run.build(tmp_path, "2026-02-02", print).folder
        for page in ("index.html", "404.html"):
            assert (policy in (folder / page).read_text(encoding="utf-8")) is expected, command
