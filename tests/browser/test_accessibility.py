"""axe finds nothing to object to on any kind of page: light and dark, on a desk and on a phone."""

from importlib import resources
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from kit.browsing import Build, kinds_of, watched
from kit.thorough import THOROUGH

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = """async preload => (await axe.run(document, { preload, resultTypes: ['violations'] })).violations.map(found =>
  `${found.id}: ${found.nodes.map(node => node.target + ' ' + node.failureSummary).slice(0, 3).join(' | ')}`)"""
# Contrast is most of the work, and the same for all text that is drawn alike: two of each are looked at.
ALIKE = """() => {
  const grounds = new Map([[null, ""]]), times = new Map();
  const ground = element => {
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter,
        style.mixBlendMode, style.position, element.getAttribute("aria-disabled")].join();
      const plain = own === "rgba(0, 0, 0, 0),none,1,none,normal,static,";
      grounds.set(element, ground(element.parentElement) + (plain ? "" : `${own};`));
    }
    return grounds.get(element);
  };
  const seen = { opacityProperty: true, visibilityProperty: true };
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const key = [ground(element), style.color, style.fontSize, style.fontWeight, style.textShadow,
      style.webkitTextStroke, element.matches(":disabled")].join();
    element.toggleAttribute("data-alike", times.get(key) === 2);
    if ([...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())
        && element.checkVisibility(seen) && Math.min(box.width, box.height) > 4)
      times.set(key, Math.min((times.get(key) ?? 0) + 1, 2));
  }
}"""
SELECT = "axe.configure({ rules: [{ id: 'color-contrast', selector: '*:not([data-alike])' }] })"
VIEWS: tuple[tuple[Literal["light", "dark"], int], ...] = (
    ("light", 1280),
    ("dark", 360),
    *((("dark", 1280), ("light", 360)) if THOROUGH else ()),
)
STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"


def violations(page: Page, *, with_sheets: bool = True) -> list[str]:
    """Return what axe objects to; its rule about the style sheets, which it fetches again, may have seen them."""
    page.evaluate(ALIKE)
    found: list[str] = page.evaluate(RUN, with_sheets)
    return found


def ready(page: Page) -> Page:
    page.add_style_tag(content=STILL)
    page.evaluate(AXE)
    page.evaluate(SELECT)
    return page


def dress(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Let the system ask for *scheme*, and wait until the theme has followed."""
    page.emulate_media(color_scheme=scheme)
    name = {"light": "default", "dark": "slate"}[scheme]
    page.wait_for_function("name => document.body.dataset.mdColorScheme === name", arg=name)


@pytest.fixture(scope="module")
def kinds(build: Build) -> list[str]:
    return kinds_of(build("en").folder)


@pytest.mark.parametrize("part", range(4))
def test_axe_objects_to_nothing_on_any_kind_of_page(
    build: Build, browser: Browser, kinds: list[str], part: int
) -> None:
    """A late day shows the badges and boxes that a fresh site hides."""
    objections: dict[tuple[str, str, int], Any] = {}
    options: dict[str, Any] = {"bypass_csp": True, "search": False, "now": "2026-12-10T12:00+09:00"}
    with watched(browser, build("en").address, **options) as seen:
        for path in kinds[part::4]:
            page = ready(seen.open(path))
            for scheme, width in VIEWS:
                page.set_viewport_size({"width": width, "height": 900})
                dress(page, scheme)
                if found := violations(page, with_sheets=(scheme, width) == VIEWS[0]):
                    objections[path, scheme, width] = found
    assert objections == {}


@pytest.mark.parametrize("path", ["", "risks/", "risks/SRR-0012/", "postmortems/PM-0001/"])
def test_axe_objects_to_nothing_in_japanese(build: Build, browser: Browser, path: str) -> None:
    with watched(browser, build("ja").address, bypass_csp=True, search=False) as seen:
        assert violations(ready(seen.open(path))) == []


def test_axe_objects_to_nothing_once_a_table_is_sorted_and_filtered_to_nothing(
    build: Build, browser: Browser
) -> None:
    with watched(browser, build("en").address, bypass_csp=True, search=False) as seen:
        page = ready(seen.open("risks/?text=nothing-is-so&sort=-priority"))
        assert page.locator("tbody tr:not([hidden])").count() == 0
        assert violations(page) == []


@pytest.mark.parametrize("place", [0, -1])
def test_axe_sees_one_pale_text_among_many_that_are_drawn_alike(
    build: Build, browser: Browser, place: int
) -> None:
    with watched(browser, build("en").address, bypass_csp=True, search=False) as seen:
        page = ready(seen.open("glossary/"))
        text = page.locator("article p:visible, article dd:visible").nth(place)
        assert violations(page) == []
        text.evaluate("text => { text.style.color = '#ccc' }")
        (found,) = violations(page)
        assert found.startswith("color-contrast: ")


def test_axe_sees_pale_text_that_is_everywhere(build: Build, browser: Browser) -> None:
    with watched(browser, build("en").address, bypass_csp=True, search=False) as seen:
        page = ready(seen.open("glossary/"))
        page.add_style_tag(content="article * { color: #ccc !important }")
        (found,) = violations(page)
        assert found.startswith("color-contrast: ")
