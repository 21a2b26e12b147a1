"""A registry that holds everything a record could try, built for real, and judged on the parsed pages."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from kit import outlets
from kit.hostile_site import (
    ELSEWHERE,
    LINES,
    MARK,
    Parsed,
    Tag,
    site,
    write,
)
from kit.shared import filled

pytestmark = pytest.mark.long


@pytest.fixture(scope="module", params=["en", "ja", "zensical"])
def variant(request: pytest.FixtureRequest) -> str:
    chosen: str = request.param
    return chosen


@pytest.fixture(scope="module")
def harmless(variant: str) -> dict[str, Parsed]:
    return parsed(made(variant, hostile=False))


@pytest.fixture(scope="module")
def folder(variant: str) -> Path:
    return made(variant, hostile=True)


def made(variant: str, *, hostile: bool) -> Path:
    if variant != "zensical":
        return site(variant, hostile=hostile)

    def fill(root: Path) -> None:
        write(root / "registry", hostile=hostile)
        (root / "site").symlink_to(outlets.zensical(root / "registry"))

    return (filled(f"hostile-{variant}-{hostile}", fill) / "site").resolve()


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, Parsed]:
    return parsed(folder)


def parsed(folder: Path) -> dict[str, Parsed]:
    return {
        path.relative_to(folder).as_posix(): Parsed(path.read_text(encoding="utf-8"))
        for path in folder.rglob("*.html")
    }


def tags(pages: dict[str, Parsed]) -> Iterator[tuple[str, Tag]]:
    for path, page in pages.items():
        for tag in page.tags:
            yield path, tag


def test_every_record_and_every_odd_file_has_a_page(pages: dict[str, Parsed]) -> None:
    for number in range(1, len(LINES) + 1):
        assert f"risks/SRR-{number:04}/index.html" in pages
        assert f"postmortems/PM-{number:04}/index.html" in pages
        assert f"concerns/CN-{number:04}/index.html" in pages
    for number in (901, 902, 903, 904, 905, 906, 907, 908):
        assert f"risks/SRR-{number:04}/index.html" in pages
    for odd in ("SRR-0901.md", "SRR-0904.md", "SRR-0907.md"):
        assert odd in pages["index.html"].text


def test_no_script_runs_but_those_of_the_theme(
    pages: dict[str, Parsed], harmless: dict[str, Parsed]
) -> None:
    def shape(script: str) -> str:
        # The theme's settings name the way up to the root, and its words in the language.
        return re.sub(
            r'"(base|search)": ?"[^"]*"|"translations": ?\{.*?\}|(\.\./)+|[^\x00-\x7f]', "", script
        )

    known = {shape(script) for page in harmless.values() for script in page.scripts}
    own = {script for page in pages.values() for script in page.scripts}
    assert {shape(script) for script in own} <= known
    assert not [script for script in own if MARK in script]


def test_no_tag_brings_anything_in(pages: dict[str, Parsed], harmless: dict[str, Parsed]) -> None:
    known = {tag.name for _, tag in tags(harmless)}
    prose = {"blockquote", "br", "details", "em", "h3", "ol", "s", "small", "strong", "summary"}
    assert {tag.name for _, tag in tags(pages)} <= known | prose
    assert not known & {"iframe", "object", "embed", "base"}
    assert not [tag for _, tag in tags(pages) if tag.name == "img" and MARK in str(tag)]


def test_no_tag_has_a_handler_or_a_style_of_a_record(pages: dict[str, Parsed]) -> None:
    for path, tag in tags(pages):
        assert not [name for name in tag.attributes if name.startswith("on")], (path, tag)
        assert MARK not in tag.attributes.get("style", ""), (path, tag)
        assert "srcdoc" not in tag.attributes, (path, tag)


def test_every_address_is_of_the_web_or_relative(pages: dict[str, Parsed]) -> None:
    names = ("href", "src", "action", "formaction", "xlink:href", "content")
    # The menu stands on every page, so most addresses do many times.
    places = {
        (name, tag.attributes[name]): path
        for path, tag in tags(pages)
        for name in names
        if name in tag.attributes
    }
    for (name, value), path in places.items():
        if name == "content" and not value.lower().startswith(("javascript", "data")):
            continue
        squeezed = re.sub(r"[\x00-\x20]", "", value).lower()
        scheme = re.match(r"([a-z][a-z0-9+.-]*):", squeezed)
        assert scheme is None or scheme[1] in ("http", "https", "mailto"), (path, value)
        assert not squeezed.startswith(("//", "\\", "/\\")), (path, value)


def test_nothing_is_loaded_from_another_host(pages: dict[str, Parsed]) -> None:
    for path, tag in tags(pages):
        loaded = tag.attributes.get("src", "")
        if tag.name == "link":
            loaded = loaded or tag.attributes.get("href", "")
        assert not loaded.startswith(("http", "//")), (path, tag)


def test_nothing_from_outside_of_the_records_is_published(folder: Path) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            assert ELSEWHERE.encode() not in path.read_bytes(), path


def test_every_link_within_the_site_leads_to_something(
    folder: Path, pages: dict[str, Parsed]
) -> None:
    for path, tag in tags(pages):
        href = tag.attributes.get("href", "")
        if path == "404.html" or not href or urlsplit(href).scheme or tag.name == "link":
            continue
        parts = urlsplit(urljoin(f"/{path}", href))
        target = unquote(parts.path).lstrip("/")
        target += "index.html" if target.endswith("/") or not target else ""
        assert (folder / target).is_file(), (path, href)
        if parts.fragment and target in pages:
            assert unquote(parts.fragment) in pages[target].ids, (path, href)


def test_what_was_written_is_shown_as_text(pages: dict[str, Parsed]) -> None:
    for number, line in enumerate(LINES, start=1):
        page = pages[f"risks/SRR-{number:04}/index.html"]
        shown = " ".join(page.text.replace("\ufffd", " ").split())
        written = " ".join(re.sub(r"[\x00-\x1f]", " ", line).split())
        assert written in shown, line


def test_the_search_index_holds_no_markup_of_a_record(folder: Path) -> None:
    """That of srr is text, which its script escapes."""
    plain = {"p", "pre", "code", "ul", "ol", "li", "em"}
    for entry in index_of(folder):
        assert not urlsplit(entry["location"]).scheme
        for part in (entry["title"], entry["text"]) if (folder / "search.json").is_file() else ():
            found = Parsed(part)
            assert {tag.name for tag in found.tags} <= plain | {"small", "strong", "s"}
            assert not [tag for tag in found.tags if tag.attributes]


def index_of(folder: Path) -> list[dict[str, str]]:
    """Return the entries of the search, which Zensical writes to a place of its own."""
    zensical = folder / "search.json"
    if zensical.is_file():
        entries: list[dict[str, str]] = json.loads(zensical.read_text(encoding="utf-8"))["items"]
    else:
        rows = json.loads((folder / "search/records.json").read_text(encoding="utf-8"))
        entries = [{"location": row[0], "title": row[2], "text": row[4]} for row in rows]
    assert len(entries) > len(LINES)
    return entries
