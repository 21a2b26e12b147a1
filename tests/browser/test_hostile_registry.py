"""The registry that tries everything, opened page by page: nothing of it runs, asks or opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kit import hostile_site as hostile
from kit.browsing import Opened, Served, pages_of
from kit.serving import served

# All pages below are texts of srr, with the same frame: nothing of a record is on them.
OURS = ("rules/", "how-to/")
# Every event that a handler of a record would wait for.
STIR = """() => document.querySelectorAll('article *').forEach(part => {
  for (const kind of ['mouseover', 'focus', 'error', 'load', 'toggle']) part.dispatchEvent(new Event(kind))
})"""


@pytest.fixture(scope="module")
def site(browser: Browser) -> Iterator[Served]:
    """Serve it by itself: its page for a missing address looks for all else at the root."""
    del browser
    folder = hostile.site("en", hostile=True)
    with served(folder) as address:
        yield Served(folder, address)


def watching() -> str:
    """Return a script that notes whenever the name that every payload calls is called."""
    return f"window.{hostile.MARK} = () => {{ console.error('{hostile.MARK} ran') }}"


def test_no_page_opens_a_dialog_runs_a_script_of_a_record_or_asks_another_host(
    site: Served, visit: Opened
) -> None:
    seen = visit(site, search=False)
    seen.page.add_init_script(watching())
    for path in pages_of(site.folder):
        if path.startswith(OURS) and path not in OURS:
            continue
        page = seen.open(path)
        page.evaluate(STIR)
        links = page.locator("article a").evaluate_all("links => links.map(link => link.href)")
        assert not [link for link in links if not link.startswith(("http", "mailto:"))], path
        assert seen.problems == [], path


def test_the_table_filters_by_a_hostile_owner_and_shares_the_view(
    site: Served, visit: Opened
) -> None:
    seen = visit(site)
    seen.page.add_init_script(watching())
    page = seen.open("risks/")
    owner = page.locator("[data-facet=owner]")
    count = page.locator(".srr-filter [role=status]")
    tag = page.locator(".srr-tag")
    values = owner.evaluate("input => [...input.list.options].map(option => option.value)")
    assert len(values) > 20
    page.locator("[aria-controls=srr-filters]").click()
    for value in values:
        owner.fill(value)
        owner.press("Enter")
        expect(tag).to_have_count(1)
        assert not count.inner_text().startswith("0 "), value
        tag.click()
        expect(tag).to_have_count(0)
    owner.fill(values[-1])
    owner.press("Enter")
    expect(tag).to_have_attribute("value", values[-1])
    shown = count.inner_text()
    page.reload()
    expect(tag).to_have_attribute("value", values[-1])
    assert count.inner_text() == shown
    page.locator("th[data-key=title] button").click()
    expect(page.locator("[aria-sort=ascending]")).to_have_count(1)


def test_no_outside_file_is_shown(site: Served) -> None:
    shown = [
        path
        for path in Path(site.folder).rglob("*.html")
        if hostile.ELSEWHERE in path.read_text(encoding="utf-8")
    ]
    assert shown == []
