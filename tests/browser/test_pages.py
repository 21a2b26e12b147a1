"""Every kind of page opens, every link leads somewhere, and nothing is asked of another host."""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote, urljoin

from playwright.sync_api import Page, expect

from kit.browsing import RISKS, Opened, Served, ask, kinds_of, pages_of
from kit.hostile_site import Parsed

CLICK = "target => [...document.links].find(link => link.href === target).click()"


PHONE = {"width": 360, "height": 740}
# A window of 1280 pixels shows as much at 200 % as one of 640 does.
LARGE = {"width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": False}
SHEET = re.compile(rb"/Type\s*/Page\b[^s].*?/Contents (\d+) 0 R", re.DOTALL)
DESK = {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False}
RESIZE = "Emulation.setDeviceMetricsOverride"
IS_WIDE = "document.documentElement.scrollWidth > innerWidth"
LEVELS = """[...document.querySelectorAll("article :is(h1, h2, h3, h4, h5, h6)")].map(
  heading => Number(heading.tagName[1]))"""
IS_AT_SKIP = "document.activeElement.matches('.md-skip')"
IS_INSIDE = "!!document.activeElement.closest('article, .md-footer, .md-sidebar--secondary')"


def test_every_kind_of_page_opens_fits_each_window_and_sheet_and_begins_with_the_way_to_its_content(
    site: Served, visit: Opened
) -> None:
    """All in one visit: to load a page takes longer than to look at it."""
    seen = visit(site, search=False, viewport=PHONE)
    window = seen.page.context.new_cdp_session(seen.page)
    faults = {}
    for path in kinds_of(site.folder):
        window.send(RESIZE, {**PHONE, "deviceScaleFactor": 1, "mobile": False})
        page = seen.open(path)
        found = ["wider than a phone"] if page.evaluate(IS_WIDE) else []
        window.send(RESIZE, LARGE)
        found += ["cut off in a large type"] if page.evaluate(IS_WIDE) else []
        window.send(RESIZE, DESK)
        printed = page.pdf(prefer_css_page_size=True)
        found += [] if all(map(has_words, sheets(printed))) else ["prints an empty sheet"]
        found += [*_out_of_order(page.evaluate(LEVELS)), *_stops(page), *seen.problems]
        seen.problems.clear()
        if found:
            faults[path] = found
    assert faults == {}


def sheets(printed: bytes) -> list[bytes]:
    """Return what is drawn on each sheet of a PDF."""
    return [
        drawing(printed, printed.index(b"\n%s 0 obj" % number)) for number in SHEET.findall(printed)
    ]


def drawing(printed: bytes, place: int) -> bytes:
    start = printed.index(b"stream\n", place) + len(b"stream\n")
    if b"/FlateDecode" in printed[place:start]:
        return zlib.decompressobj().decompress(printed[start:])
    return printed[start : printed.index(b"endstream", start)]


def has_words(drawn: bytes) -> bool:
    return b"Tj" in drawn or b"TJ" in drawn


def _out_of_order(levels: list[int]) -> Iterator[str]:
    """Yield what is wrong with the headings of a page, by their levels."""
    if levels.count(1) != 1 or levels[0] != 1:
        yield f"its one title is not first: {levels}"
    if any(later - level > 1 for level, later in pairwise(levels)):
        yield f"a level of headings is left out: {levels}"


def _stops(page: Page) -> Iterator[str]:
    """Yield what is wrong with the first stops of Tab."""
    page.keyboard.press("Tab")
    if not page.evaluate(IS_AT_SKIP):
        yield "the first stop of Tab is elsewhere"
    page.keyboard.press("Enter")
    page.wait_for_url("**#srr-content")
    page.keyboard.press("Tab")
    if not page.evaluate(IS_INSIDE):
        yield "the way to the content leads elsewhere"


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
    expect(status).to_have_text(re.compile(rf"^{RISKS} of {RISKS}"))
    page.get_by_label("Contains").fill("SRR-0001")
    expect(status).to_have_text(re.compile(rf"^\d of {RISKS}"))
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
    ask(page, "SRR-0004")
    first = page.locator(".md-search-result__item a").first
    expect(first).to_have_attribute("href", re.compile("SRR-0004"))
