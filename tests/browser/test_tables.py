"""Tables in a browser: sorted, long, as cards on a phone, and without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.browsing import RISKS, Opened, Served

ROWS = ".srr-table tbody tr:not([hidden])"


@pytest.fixture
def table(english: Served, visit: Opened) -> Page:
    return visit(english).open("risks/")


def column(page: Page, number: int) -> list[str]:
    # A row out of sight has no inner text.
    cells = page.locator(f"{ROWS} > :nth-child({number})")
    texts: list[str] = cells.evaluate_all(
        "cells => cells.map(cell => (cell.firstElementChild ?? cell).textContent.trim())"
    )
    return texts


def head(page: Page, name: str) -> str | None:
    return page.get_by_role("columnheader", name=name).get_attribute("aria-sort")


def press(page: Page, name: str, within: Locator | None = None) -> None:
    heads = (within or page).get_by_role("columnheader", name=name)
    heads.get_by_role("button").click()


def test_a_column_sorts_both_ways_and_back(table: Page) -> None:
    before = column(table, 2)
    press(table, "Owner")
    assert head(table, "Owner") == "ascending"
    assert column(table, 4) == sorted(column(table, 4))
    press(table, "Owner")
    assert head(table, "Owner") == "descending"
    assert column(table, 4) == sorted(column(table, 4), reverse=True)
    press(table, "Owner")
    assert head(table, "Owner") is None
    assert column(table, 2) == before


def test_numbers_sort_as_numbers_from_the_highest_and_unknown_stands_first(table: Page) -> None:
    for _ in range(2):
        press(table, "Priority")
        first, *numbers = column(table, 1)
        assert first == "Unknown"
        down = head(table, "Priority") == "descending"
        assert numbers == sorted(numbers, key=int, reverse=down)


def test_dates_sort_and_none_comes_last(table: Page) -> None:
    for _ in range(2):
        press(table, "Next visit")
        days = column(table, 5)
        given = [day for day in days if day != "-"]
        assert given == sorted(given, reverse=head(table, "Next visit") == "descending")
        assert days[len(given) :] == ["-"] * (len(days) - len(given))
        assert len(given) < len(days)


def test_a_status_sorts_by_its_place_in_the_course_of_a_risk(table: Page) -> None:
    press(table, "Status")
    states = list(dict.fromkeys(column(table, 3)))
    assert states == ["Not started", "In progress", "Watching", "Mitigated", "Accepted", "Done"]


def test_without_a_script_it_is_a_plain_table_of_every_risk(site: Served, visit: Opened) -> None:
    page = visit(site, java_script_enabled=False).open("risks/")
    assert page.locator(".srr-table tbody tr").count() == RISKS
    assert page.locator("form.srr-filter").is_hidden()
    assert page.locator(".srr-table button").count() == 0


def test_each_table_of_a_page_sorts_by_itself(english: Served, visit: Opened) -> None:
    page = visit(english).open("overdue/")
    tables = page.locator("table[data-sort]")
    assert tables.count() > 1
    tables.nth(1).get_by_role("button", name="Owner").click()
    assert tables.nth(0).locator("[aria-sort]").count() == 0
    expect(page).to_have_url(re.compile(r"\?sort-this-week=owner$"))


def test_a_long_table_keeps_its_roles_its_order_and_its_width(
    english: Served, visit: Opened
) -> None:
    page = visit(english).open()
    page.route("**/actions/", lambda route: route.fulfill(body=_lengthened(route.fetch().text())))
    page.goto(f"{english.address}actions/")
    table = page.locator("table[data-sort]")
    expect(table).to_have_class(re.compile("srr-table--long"))
    expect(table.get_by_role("columnheader")).to_have_count(4)
    rows = table.get_by_role("row")
    assert rows.count() > 200
    press(page, "Owner", table)
    owners = rows.locator("> :nth-child(3)").all_text_contents()[1:]
    assert owners == sorted(owners)
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    name = table.locator(".srr-title").first.bounding_box()
    head = table.get_by_role("columnheader").nth(1).bounding_box()
    assert name
    assert head
    assert abs(name["width"] - head["width"]) <= 1


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("risks/", "Next visit"),
        ("load/", "Overdue"),
        ("incidents/", "Downtime (min)"),
        ("actions/", "Owner"),
        ("accepted/", "Does it still hold?"),
    ],
)
def test_on_a_phone_each_row_is_a_card_that_names_its_cells_and_none_lies_out_of_sight(
    english: Served, visit: Opened, path: str, label: str
) -> None:
    page = visit(english, viewport={"width": 360, "height": 780}).open(path)
    table = page.get_by_role("table").first
    wide = "table => [table.scrollWidth, table.parentElement.clientWidth]"
    needed, given = table.evaluate(wide)
    assert needed <= given
    shown = "cell => getComputedStyle(cell, '::before').content"
    cells = table.get_by_role("row").nth(1).get_by_role("cell")
    assert any(f'"{label}' in cell.evaluate(shown) for cell in cells.all())


def _lengthened(html: str) -> str:
    start = html.index(">", html.index("<tbody")) + 1
    end = html.index("</tbody>")
    return html[:start] + html[start:end] * 40 + html[end:]
