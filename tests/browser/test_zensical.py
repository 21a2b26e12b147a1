"""The site that Zensical makes of the sources, as a reader uses it: as safe and as able as the one of MkDocs."""

import re
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kit import browsing, outlets, shared
from kit import hostile_site as hostile
from kit.browsing import TODAY, Opened, Served, follow_first_risk, kinds_of, pages_of, switch
from kit.serving import served
from kit.thorough import some

SITE = f"{outlets.FOLDER}/site"
LATER = "2026-12-10T12:00+09:00"


@pytest.fixture(scope="module")
def made(browser: Browser) -> Served:
    """Return the example registry in both languages; its day moves on with that of the browser."""
    del browser
    folder = shared.filled("zensical", example) / SITE
    return Served(folder, shared.address_of(folder))


def example(root: Path) -> None:
    noon = datetime.fromisoformat(f"{TODAY}T12:00+09:00")
    browsing.copied(root, "en", both=True)
    browsing.configured(root, shared.address_of(root / SITE), browsing.REPO / "mkdocs.yml")
    outlets.zensical(root, SRR_TODAY="", SOURCE_DATE_EPOCH=str(int(noon.timestamp())))


def test_every_kind_of_page_opens_without_a_complaint_or_a_request_to_another_host(
    made: Served, visit: Opened
) -> None:
    seen = visit(made, search=False)
    for path in kinds_of(made.folder / "ja"):
        for page in (path, f"ja/{path}"):
            seen.open(page).wait_for_function("window.document$ !== undefined")
            assert seen.problems == [], page


def test_the_table_filters_sorts_and_shares_the_view(made: Served, visit: Opened) -> None:
    page = visit(made).open("risks/")
    page.get_by_label("Contains").fill("srr-0004")
    rows = page.locator(".srr-table tbody tr:not([hidden])")
    expect(rows).to_have_count(1)
    page.wait_for_url("**/risks/?*")
    page.reload()
    expect(rows).to_have_count(1)
    page.get_by_label("Contains").fill("")
    head = page.get_by_role("columnheader", name="Owner")
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    owners = page.locator(".srr-table tbody td:nth-child(4)").all_inner_texts()
    assert owners == sorted(owners)


def test_a_count_leads_to_the_list_behind_it(made: Served, visit: Opened) -> None:
    page = visit(made, search=False).open()
    count = page.locator(".srr-tally--columns b a").first
    number = int(count.inner_text())
    count.click()
    page.wait_for_url(re.compile(r"/risks/\?status=[a-z-]+$"))
    expect(page.locator(".srr-list tbody tr")).to_have_count(number)


def test_what_became_overdue_since_the_build_is_told(made: Served, visit: Opened) -> None:
    then = visit(made).open("risks/").locator(".srr-overdue").count()
    later = visit(made, now=LATER).open("risks/").locator(".srr-overdue")
    assert later.count() > then


def test_the_toggle_changes_the_scheme_and_the_choice_stays(made: Served, visit: Opened) -> None:
    page = visit(made, color_scheme="light").open()
    for _ in range(2):
        page.locator("label.md-header__button[for^=__palette]:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_menu_leads_through_the_site_without_loading_it_anew(
    made: Served, visit: Opened
) -> None:
    page = visit(made).open("ja/")
    follow_first_risk(page)
    shown = page.url.removeprefix(f"{made.address}ja/")
    switch(page, "en")
    expect(page).to_have_url(made.address + shown)


def test_the_search_finds_words_within_japanese_sentences(made: Served, visit: Opened) -> None:
    page = visit(made).open("ja/")
    page.keyboard.press("/")
    page.keyboard.type("SRR-0012", delay=20)
    expect(page.get_by_text("店舗数が増えると").first).to_be_visible()


def test_nothing_of_a_hostile_registry_runs_or_asks_another_host(
    tmp_path: Path, visit: Opened
) -> None:
    hostile.write(tmp_path, hostile=True)
    folder = outlets.zensical(tmp_path)
    with served(folder) as address:
        seen = visit(Served(folder, address))
        ran = f"window.{hostile.MARK} = () => {{ console.error('{hostile.MARK} ran') }}"
        seen.page.add_init_script(ran)
        pages = pages_of(folder)
        ours = [path for path in pages if not path.startswith(("postmortems/", "rules/"))]
        for path in some(ours, 40):
            seen.open(path)
            assert seen.problems == [], path
        page = seen.open()
        page.keyboard.press("/")
        page.keyboard.type(f"script {hostile.MARK}", delay=20)
        page.wait_for_timeout(300)
        assert seen.problems == []
