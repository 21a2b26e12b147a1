"""The ways into a page: the keyboard, a missing address, paper, a large type."""

import re

import pytest
from playwright.sync_api import expect

from kit.browsing import Build, Opened, Served

SHEETS = re.compile(rb"/Type\s*/Page\b")
BOX = re.compile(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]")


@pytest.mark.parametrize(
    ("language", "path", "guess"),
    [
        ("en", "risk/srr-4", "SRR-0004"),
        ("ja", "risks/SRR-12/", "SRR-0012"),
        ("en", "postmortems/PM-0009.md", "PM-0009"),
        ("en", "risks/%zz/SRR-2", "SRR-0002"),
        ("en", "risks/SRR-2/%E0%A4%A", "SRR-0002"),
        ("en", "%ff%41/SRR%2D2%E3%83%AA", "SRR-0002"),
        ("en", "risks/SRR-9999/", None),
        ("en", "nothing/", None),
    ],
)
def test_a_missing_address_is_answered_with_the_record_that_was_meant(
    build: Build, visit: Opened, language: str, path: str, guess: str | None
) -> None:
    served = build(language)
    seen = visit(served, search=False)
    seen.page.route(
        f"{served.address}{path}",
        lambda route: route.fulfill(status=404, path=served.folder / "404.html"),
    )
    page = seen.open(path)
    meant = page.locator("[data-guess] a")
    if guess is None:
        expect(page.locator("[data-guess]")).to_be_hidden()
    else:
        meant.click()
        page.wait_for_url(f"**/{guess}/")
    assert not [
        problem for problem in seen.problems if "URIError" in problem or "malformed" in problem
    ]
    seen.problems.clear()


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("ja/risks/SRR-2/x", "ja/risks/SRR-0002/"),
        ("risks/SRR-2/ja/", "risks/SRR-0002/"),
        ("jaa/PM-1", "postmortems/PM-0001/"),
    ],
)
def test_the_record_is_guessed_in_the_language_of_the_address(
    build: Build, visit: Opened, path: str, guess: str
) -> None:
    served = build("en", both=True)
    seen = visit(served, search=False)
    seen.page.route(
        f"{served.address}{path}",
        lambda route: route.fulfill(status=404, path=served.folder / "404.html"),
    )
    page = seen.open(path)
    expect(page.locator("[data-guess] a")).to_have_attribute("href", f"{served.address}{guess}")
    seen.problems.clear()


def test_the_page_for_a_missing_address_opens_the_search_and_leads_on(
    english: Served, visit: Opened
) -> None:
    page = visit(english).open("404.html")
    page.get_by_text("Search (/)").click()
    page.keyboard.type("SRR-0004")
    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", re.compile("SRR-0004")
    )
    page = visit(english).open("404.html")
    page.get_by_role("link", name="All risks").click()
    page.wait_for_url("**/risks/")


def test_the_icon_of_the_site_is_its_own(english: Served, visit: Opened) -> None:
    page = visit(english, search=False).open("risks/SRR-0004/")
    href = page.locator("link[rel=icon]").get_attribute("href")
    assert href == f"{english.address}assets/favicon.svg"
    assert page.request.get(f"{english.address}assets/favicon.svg").ok


@pytest.mark.parametrize(("path", "is_wide"), [("risks/", True), ("risks/SRR-0004/", False)])
def test_a_table_is_printed_across_and_prose_upright(
    english: Served, visit: Opened, path: str, is_wide: bool
) -> None:
    page = visit(english, search=False).open(path)
    printed = page.pdf(prefer_css_page_size=True)
    sizes = {(float(width), float(height)) for width, height in BOX.findall(printed)}
    assert sizes
    assert all((width > height) == is_wide for width, height in sizes)
