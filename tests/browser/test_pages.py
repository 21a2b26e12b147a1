"""Every kind of page opens, every link leads somewhere, and nothing is asked of another host."""

import re
from itertools import pairwise
from urllib.parse import unquote, urljoin

from playwright.sync_api import Page, expect

from kit.browsing import Opened, Served, kinds_of, pages_of
from kit.hostile_site import Parsed

CLICK = "target => [...document.links].find(link => link.href === target).click()"


def test_every_kind_of_page_opens_with_headings_in_order_and_without_a_complaint(
    site: Served, visit: Opened
) -> None:
    seen = visit(site, search=False)
    for path in kinds_of(site.folder):
        page = seen.open(path)
        headings = page.locator("article :is(h1, h2, h3, h4, h5, h6)")
        levels = headings.evaluate_all("list => list.map(heading => Number(heading.tagName[1]))")
        assert levels.count(1) == 1 == levels[0], path
        assert all(later - level <= 1 for level, later in pairwise(levels)), (path, levels)
        assert seen.problems == [], path


def test_every_link_within_the_site_leads_to_a_page_and_a_place_in_it(site: Served) -> None:
    pages = {
        path: Parsed((site.folder / _file(path)).read_text(encoding="utf-8"))
        for path in pages_of(site.folder)
    }
    for path, page in pages.items():
        for tag in page.tags:
            href = urljoin(site.address + path, tag.attributes.get("href", ""))
            if path == "404.html" or not href.startswith(site.address):
                continue
            target, _, fragment = unquote(href.removeprefix(site.address)).partition("#")
            target = target.partition("?")[0]
            assert (site.folder / _file(target)).is_file(), (path, href)
            if fragment and target in pages:
                assert fragment in pages[target].ids, (path, href)


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") or not path else path


def test_the_menu_leads_through_the_site_without_loading_it_anew(
    site: Served, visit: Opened
) -> None:
    page = settled(visit(site).open())
    menu = ".md-nav--primary a.md-nav__link[href]"
    addresses = page.locator(menu).evaluate_all("links => links.map(link => link.href)")
    targets = {urljoin(site.address, href).partition("#")[0] for href in addresses}
    assert len(targets) > 5
    for target in sorted(targets - {site.address}):
        page.evaluate(CLICK, target)
        expect(page).to_have_url(target)
        expect(page.locator("h1")).to_have_count(1)
    assert page.evaluate("window.mark") == 1


def settled(page: Page) -> Page:
    """Wait until the theme knows the pages of the site, and mark the window that must stay."""
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = 1")
    return page


def test_the_script_does_its_work_after_instant_navigation_and_on_the_way_back(
    english: Served, visit: Opened
) -> None:
    page = settled(visit(english).open())
    page.evaluate(CLICK, f"{english.address}risks/")
    status = page.locator(".srr-filter [role=status]")
    expect(status).to_have_text(re.compile(r"^16 of 16"))
    page.get_by_label("Contains").fill("SRR-0001")
    expect(status).to_have_text(re.compile(r"^\d of 16"))
    before = status.inner_text()
    page.locator("tbody tr:not([hidden]) .srr-title a").first.click()
    expect(page).to_have_url(re.compile(r"risks/SRR-\d+/$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"risks/\?text=SRR-0001$"))
    expect(status).to_have_text(before)
    assert page.evaluate("window.mark") == 1


def test_the_toggle_changes_the_scheme_and_the_choice_stays(english: Served, visit: Opened) -> None:
    page = visit(english, color_scheme="light").open()
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    for title in ("Switch to light mode", "Switch to dark mode"):
        page.locator(f"label[title='{title}']").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark


def test_the_search_finds_a_record_by_its_id(site: Served, visit: Opened) -> None:
    page = visit(site).open()
    page.keyboard.press("/")
    page.keyboard.type("SRR-0004", delay=20)
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile("SRR-0004"))
