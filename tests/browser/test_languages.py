"""The switch of languages, as a reader uses it."""

import pytest
from playwright.sync_api import expect

from kit.browsing import Build, Opened, Served, follow_first_risk, switch


@pytest.fixture
def both(build: Build) -> Served:
    """Return the example registry in both languages."""
    served: Served = build("en", both=True)
    return served


def test_the_switch_leads_to_the_same_page_and_back(both: Served, visit: Opened) -> None:
    page = visit(both).open("risks/SRR-0001/?seen=1#visits")
    switch(page, "ja")
    expect(page).to_have_url(f"{both.address}ja/risks/SRR-0001/?seen=1#visits")
    expect(page.locator("html")).to_have_attribute("lang", "ja")
    switch(page, "en")
    expect(page).to_have_url(f"{both.address}risks/SRR-0001/?seen=1#visits")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_after_instant_navigation_it_leads_to_the_page_that_is_shown(
    both: Served, visit: Opened
) -> None:
    page = visit(both).open("ja/")
    follow_first_risk(page)
    shown = page.url.removeprefix(f"{both.address}ja/")
    switch(page, "en")
    expect(page).to_have_url(f"{both.address}{shown}")


def test_after_instant_navigation_the_filters_are_kept(both: Served, visit: Opened) -> None:
    page = visit(both).open("risks/SRR-0001/")
    page.evaluate("window.survives = true")
    page.locator(".md-tabs a[href$='/risks/']").click()
    page.wait_for_url("**/risks/")
    page.get_by_label("Contains").fill("SRR-0002")
    page.wait_for_url("**/risks/?*")
    assert page.evaluate("window.survives")
    filters = page.url.partition("?")[2]
    switch(page, "ja")
    expect(page).to_have_url(f"{both.address}ja/risks/?{filters}")


def test_without_scripts_it_leads_to_the_same_page_and_back(both: Served, visit: Opened) -> None:
    page = visit(both, java_script_enabled=False).open("risks/SRR-0001/")
    switch(page, "ja")
    expect(page).to_have_url(f"{both.address}ja/risks/SRR-0001/")
    switch(page, "en")
    expect(page).to_have_url(f"{both.address}risks/SRR-0001/")
