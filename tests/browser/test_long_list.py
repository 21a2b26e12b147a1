"""A list of risks that is cut: the page holds the first of them, a script all, and without one there are pages."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kit import browsing, shared
from kit.browsing import RISKS, Build, Opened, Served
from kit.theme import few_texts
from srr.site.kit import risk_data

ROWS = ".srr-risks tbody tr:not(.srr-group)"
COUNT = ".srr-filter [role=status]"
PART = 5
# Rows of the page and rows made from data are told apart by who made them.
SAME = """async (markup) => {
  const page = new DOMParser().parseFromString(markup, "text/html");
  const table = page.querySelector(".srr-list table");
  srrTable.label(table);
  const made = [...document.querySelectorAll(".srr-list tbody tr")];
  return [...table.tBodies[0].rows].map((row, place) => [row.outerHTML, made[place].outerHTML])
    .filter((pair, place) => !table.tBodies[0].rows[place].isEqualNode(made[place]));
}"""


def example(name: str, language: str, whole: int, odd: Mapping[str, Mapping[str, str]]) -> Served:
    """Return the example as if no more than *whole* of its sixteen risks went on one page, some with *odd* values."""

    def fill(root: Path) -> None:
        browsing.copied(root, language)
        for record, values in odd.items():
            _set(root / f"risks/{record}.md", values)
        with pytest.MonkeyPatch.context() as patch, few_texts():
            patch.setattr(risk_data, "WHOLE", whole)
            patch.setattr(risk_data, "PART", PART)
            address = shared.address_of(root / browsing.SITE)
            browsing.built(root, address, browsing.REPO / "mkdocs.yml", browsing.TODAY)

    return browsing.kept(f"long-{name}-{language}-{whole}", fill)


@pytest.fixture(scope="module", params=["en", "ja"])
def cut(request: pytest.FixtureRequest, browser: Browser) -> Served:
    """Build the example as if its sixteen risks were too many for one page."""
    del browser
    return example("plain", request.param, 10, {})


ODD = {
    "SRR-0001": {"status": r'"two\nlines"', "team": r'"nul\0"', "owner": '"@me"'},
    "SRR-0002": {"status": r'"bogus\0x"', "team": '"-"', "owner": '"-"'},
    "SRR-0003": {"status": '"open"', "team": r'"a\nb"', "service": '"-"'},
}


@pytest.fixture(scope="module", params=[10, 1000], ids=["cut", "whole"])
def odd(request: pytest.FixtureRequest, browser: Browser) -> Served:
    """Build the example, cut and whole, with values that no record may hold or that a filter takes for another."""
    del browser
    return example("odd", "en", request.param, ODD)


def _set(path: Path, values: Mapping[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for key, value in values.items():
        text = re.sub(rf"^{key}:.*\n", "", text, flags=re.MULTILINE)
        text = text.replace("---\n", f"---\n{key}: {value}\n", 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def long(cut: Served, visit: Opened) -> Page:
    page = visit(cut, search=False).open("risks/")
    expect(page.locator(COUNT)).to_contain_text(f"{RISKS}")
    return page


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .srr-title > a").all_text_contents()


def whole(cut: Served, build: Build) -> Served:
    """Return the same site with a list that is not cut."""
    language = re.search(r'<html lang="(\w+)"', _html(cut.folder / "risks/index.html"))
    assert language
    return build(language[1])


def _html(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_a_row_made_from_data_is_the_row_that_a_page_holds(
    long: Page, cut: Served, build: Build
) -> None:
    markup = _html(whole(cut, build).folder / "risks/index.html")
    assert len(titles(long)) == RISKS
    assert long.evaluate(SAME, markup) == []


@pytest.mark.parametrize(
    "query",
    [
        *("", "status=open", "due=overdue&sort=next_visit", "text=api", "sort=-title"),
        *("group=team&sort=owner", "columns=team,service&priority=high", "owner=-&owner=ura"),
    ],
)
def test_it_filters_sorts_and_groups_over_all_risks_as_a_whole_list_does(
    cut: Served, build: Build, visit: Opened, query: str
) -> None:
    pages = [visit(site, search=False).open(f"risks/?{query}") for site in (cut, whole(cut, build))]
    expect(pages[0].locator(COUNT)).to_have_text(pages[1].locator(COUNT).inner_text())
    assert titles(pages[0]) == titles(pages[1])
    views = [page.locator(".srr-views").inner_text() for page in pages]
    assert views[0] == views[1]


def test_more_than_a_screenful_is_shown_on_request(cut: Served, visit: Opened) -> None:
    seen = visit(cut, search=False)
    rows = json.loads((cut.folder / risk_data.DATA).read_text(encoding="utf-8"))
    rows["rows"] = rows["rows"] * 20
    seen.page.route(f"**/{risk_data.DATA}", lambda route: route.fulfill(json=rows))
    page = seen.open("risks/")
    more = page.locator(".srr-more-rows")
    expect(more).to_contain_text(f"{RISKS * 20 - 200}")
    expect(page.locator(ROWS)).to_have_count(200)
    more.click()
    expect(page.locator(ROWS)).to_have_count(RISKS * 20)
    assert more.is_hidden()


def test_a_later_day_is_told_of_risks_that_the_page_does_not_hold(
    cut: Served, build: Build, visit: Opened
) -> None:
    later = {"search": False, "now": "2027-02-01T12:00+09:00"}
    pages = [visit(site, **later).open("risks/?due=overdue") for site in (cut, whole(cut, build))]
    expect(pages[0].locator(COUNT)).to_have_text(pages[1].locator(COUNT).inner_text())
    assert titles(pages[0]) == titles(pages[1])
    late = [page.locator(f"{ROWS} .srr-overdue").all_text_contents() for page in pages]
    assert late[0] == late[1]


def test_data_that_does_not_come_is_said(cut: Served, browser: Browser) -> None:
    with browsing.watched(browser, cut.address, search=False) as seen:
        seen.page.route(f"**/{risk_data.DATA}", lambda route: route.abort())
        page = seen.open("risks/")
        words = page.locator(".srr-list").get_attribute("data-incomplete") or ""
        expect(page.locator(COUNT)).to_have_text(words)
        assert len(titles(page)) == PART
        assert page.locator(".srr-pages").is_visible()


def test_without_a_script_the_pages_hold_every_risk_once_in_order(
    cut: Served, build: Build, visit: Opened
) -> None:
    reader = visit(cut, search=False, java_script_enabled=False)
    page = reader.open("risks/")
    found = titles(page)
    for number in range(2, -(-RISKS // PART) + 1):
        page.locator(".srr-pages").first.get_by_role("link").last.click()
        page.wait_for_url(f"**/risk-pages/{number}/")
        found += titles(page)
    plain = visit(whole(cut, build), search=False, java_script_enabled=False).open("risks/")
    assert found == titles(plain)


def test_a_further_page_sorts_what_it_holds_and_leads_back(cut: Served, visit: Opened) -> None:
    page = visit(cut, search=False).open("risk-pages/2/")
    assert page.locator(".srr-risks tbody tr").count() == PART
    page.get_by_role("columnheader").nth(3).get_by_role("button").click()
    page.locator(".srr-pages").first.get_by_role("link").first.click()
    expect(page).to_have_url(f"{cut.address}risks/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("text=SRR-0001", ["SRR-0001"]),
        ("status=two+lines", ["SRR-0001"]),
        ("status=bogus%EF%BF%BDx", ["SRR-0002"]),
        ("team=nul%EF%BF%BD&group=status", ["SRR-0001"]),
        ("owner=me", ["SRR-0001"]),
        ("owner=-", ["SRR-0002"]),
    ],
)
def test_a_value_that_no_record_may_hold_is_a_row_like_any_other(
    odd: Served, visit: Opened, query: str, found: list[str]
) -> None:
    page = visit(odd, search=False).open(f"risks/?{query}")
    expect(page.locator(COUNT)).to_contain_text(f"{len(found)} of {RISKS}")
    assert [title.split()[0] for title in titles(page)] == found
    assert page.locator(".srr-nothing").is_hidden()
    assert page.locator(".srr-tag--unknown").count() == 0


def test_each_count_of_the_workload_is_that_of_the_list_behind_it(
    odd: Served, visit: Opened
) -> None:
    page = visit(odd, search=False).open("load/")
    links = page.locator("td:nth-child(2) a").evaluate_all(
        "links => links.map(link => [link.href, link.textContent.trim()])"
    )
    assert len(links) > 6
    for address, number in links:
        page.goto(address)
        expect(page.locator(COUNT)).to_contain_text(f"{number} of {RISKS}")


def test_a_value_without_a_chip_is_shown_in_words(cut: Served, visit: Opened) -> None:
    seen = visit(cut, search=False)
    read = json.loads((cut.folder / risk_data.DATA).read_text(encoding="utf-8"))
    for row in read["rows"]:
        row[read["keys"].index("status")] = "newer\nopen"
    seen.page.route(f"**/{risk_data.DATA}", lambda route: route.fulfill(json=read))
    page = seen.open("risks/?sort=title")
    expect(page.locator(COUNT)).to_contain_text(f"{RISKS}")
    assert page.locator(f"{ROWS} td a").filter(has_text="newer").count() >= RISKS - PART
