"""The example registry in two languages, built by three generators: MkDocs, ProperDocs and Zensical."""

import html
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from kit import outlets
from kit.shared import filled

pytestmark = pytest.mark.long

REPO = Path(__file__).parents[2]
SITE_URL = "https://risks.example.com/"
OTHERS = ("properdocs", "zensical")
GENERATORS = ("mkdocs", *OTHERS)
LANGUAGES = ("", "ja/")
# What a generator adds for itself; ours are compared.
THEIRS = ("sitemap.xml", "objects.inv", "search.json", "search/", "assets/")
OURS = ("assets/srr.css", "assets/srr.js", "assets/language.js")
LINK = re.compile(r'<a\b[^>]*\shref="([^"]*)"')
SWITCH = re.compile(r'<a href="([^"]*)" hreflang="(\w+)" class="md-select__link">')
FEED = re.compile(
    r'<link rel="alternate" type="application/atom\+xml" title="([^"]*)" href="([^"]*)">'
)


def build(root: Path) -> None:
    """Build the site with each generator, strictly."""
    for folder in ("risks", "postmortems", "indicators", "site"):
        shutil.copytree(REPO / folder, root / folder)
    shutil.copy(REPO / "srr.toml", root)
    config = f"INHERIT: {REPO / 'mkdocs.yml'}\nsite_url: {SITE_URL}\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    for name in GENERATORS:
        (root / name).symlink_to(getattr(outlets, name)(root))


@pytest.fixture(scope="module")
def built() -> Mapping[str, Path]:
    """Return the folder of the site of each generator."""
    root = filled("builders", build)
    return {name: (root / name).resolve() for name in GENERATORS}


@pytest.fixture(scope="module")
def expected(built: Mapping[str, Path]) -> Mapping[str, str]:
    return pages(built["mkdocs"])


@pytest.fixture(scope="module", params=GENERATORS)
def folder(built: Mapping[str, Path], request: pytest.FixtureRequest) -> Path:
    return built[request.param]


@pytest.fixture(scope="module", params=OTHERS)
def other(built: Mapping[str, Path], request: pytest.FixtureRequest) -> Path:
    return built[request.param]


def pages(folder: Path) -> dict[str, str]:
    """Return each page by its address."""
    return {
        path.relative_to(folder).as_posix().removesuffix("index.html"): path.read_text("utf-8")
        for path in folder.rglob("*.html")
    }


def data(folder: Path) -> dict[str, bytes]:
    """Return every file that is no page and of no theme."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".html")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return {
        path: content
        for path, content in files.items()
        if not (name := path.removeprefix("ja/")).startswith(THEIRS) or name in OURS
    }


def article(page: str) -> str:
    return page.partition("<article")[2].partition("</article>")[0]


def links(address: str, page: str) -> list[str]:
    """Return where the links in the text of a page lead, in order; a generator adds signs to headings."""
    given = (html.unescape(href) for href in LINK.findall(article(page)))
    return [urljoin(SITE_URL + address, href) for href in given if not href.startswith("#")]


def menu(page: str) -> list[str]:
    """Return the names in the menu."""
    nav = page.partition('data-md-level="0"')[2].partition("md-sidebar--secondary")[0]
    names = re.findall(r'<span class="md-ellipsis">\s*(.*?)\s*</span>', nav, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", name)).strip() for name in names]


def test_every_generator_makes_the_same_pages(expected: Mapping[str, str], other: Path) -> None:
    for language in LANGUAGES:
        assert {language, f"{language}risks/SRR-0001/", f"{language}how-to/start/"} < set(expected)
    assert pages(other).keys() == expected.keys()


def test_every_generator_publishes_the_same_data_byte_for_byte(
    built: Mapping[str, Path], other: Path
) -> None:
    files = data(built["mkdocs"])
    for name in ("risks.json", "risks.schema.json", "reviews.ics", "feed.xml", "badge.svg", *OURS):
        assert {name, f"ja/{name}"} < set(files)
    assert data(other) == files


def test_the_links_of_every_page_lead_where_those_of_mkdocs_do(
    expected: Mapping[str, str], other: Path
) -> None:
    made = pages(other)
    for address, page in expected.items():
        assert links(address, made[address]) == links(address, page), address
    assert sum(len(links(*page)) for page in expected.items()) > 1000


def test_every_link_leads_to_a_file_and_to_a_place_in_it(folder: Path) -> None:
    made = pages(folder)
    for address, page in made.items():
        for href in links(address, page):
            if not href.startswith(SITE_URL):
                continue
            parts = urlsplit(href)
            target = parts.path.lstrip("/")
            assert (folder / target).exists(), (address, href)
            assert not parts.fragment or f'id="{parts.fragment}"' in made[target], (address, href)


def test_every_generator_shows_the_same_menu_in_the_language_of_the_site(
    expected: Mapping[str, str], folder: Path
) -> None:
    made = pages(folder)
    for language, group in (("", "Review"), ("ja/", "レビュー")):
        assert group in menu(made[language])
        assert menu(made[language]) == menu(expected[language])
        assert len(menu(made[language])) > 18


def test_every_page_asks_no_other_host_and_stays_out_of_search_engines(folder: Path) -> None:
    for address, page in pages(folder).items():
        head = page.partition("<title>")[0]
        policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)
        assert len(policy) == 1, address
        assert policy[0].startswith("default-src 'none'; "), address
        assert not re.search(r"https?:|[ ;]\*|unsafe-eval", policy[0]), address
        assert "connect-src 'self'" in policy[0]
        assert head.index("Content-Security-Policy") < head.index("<link"), address
        assert page.encode().index(b"charset=") < 1024, address
        assert '<meta name="robots" content="noindex">' in head, address


def test_browsers_find_the_feed_of_the_language(folder: Path) -> None:
    for address, page in pages(folder).items():
        if address.endswith("404.html"):
            continue
        [(name, href)] = FEED.findall(page)
        home = SITE_URL + ("ja/" if address.startswith("ja/") else "")
        assert urljoin(SITE_URL + address, href) == f"{home}feed.xml", address
        assert (name == "System Risk Records") == (home == SITE_URL)


def test_the_switch_leads_to_the_same_page_without_a_script(folder: Path) -> None:
    for address, page in pages(folder).items():
        same = "" if address.endswith("404.html") else address.removeprefix("ja/")
        found = {lang: urljoin(SITE_URL + address, href) for href, lang in SWITCH.findall(page)}
        assert found == {"en": f"{SITE_URL}{same}", "ja": f"{SITE_URL}ja/{same}"}, address


def test_what_is_shown_where_there_is_no_page_is_in_the_language(folder: Path) -> None:
    assert "404 - Not found" in pages(folder)["404.html"]
    assert "404 - ページが見つからない" in pages(folder)["ja/404.html"]
