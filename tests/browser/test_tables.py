"""The table of risks in a browser: sorted, filtered, shared, printed, by keyboard, and without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.browsing import Build, Opened, Served

ROWS = ".srr-table tbody tr:not([hidden])"


@pytest.fixture
def table(english: Served, visit: Opened) -> Page:
    return visit(english).open("risks/")


def column(page: Page, number: int) -> list[str]:
    cells = page.locator(f"{ROWS} > :nth-child({number})").all_inner_texts()
    return [cell.strip().split("\n")[0] for cell in cells]


def count(page: Page) -> str:
    return page.locator(".srr-filter [role=status]").inner_text()


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def head(page: Page, name: str) -> str | None:
    return page.get_by_role("columnheader", name=name).get_attribute("aria-sort")


def press(page: Page, name: str) -> None:
    page.get_by_role("columnheader", name=name).get_by_role("button").click()


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


def test_words_filter_by_each_of_them_in_any_case_and_width(table: Page) -> None:
    box = table.get_by_label("Contains")
    box.fill("srr-0001")
    narrow = column(table, 2)
    assert any("SRR-0001" in title for title in narrow)
    box.fill("ｓｒｒ－０００１")
    assert column(table, 2) == narrow
    box.fill("order-api server")
    assert 0 < len(column(table, 2)) < 16
    box.fill("nothing is called so")
    assert column(table, 2) == []
    assert count(table) == "0 of 16 shown"


@pytest.mark.parametrize(
    ("label", "choice", "number", "shown"),
    [
        ("Status", "In progress", 3, {"In progress"}),
        ("Status", "Unresolved", 3, {"Not started", "In progress", "Watching", "Mitigated"}),
        ("Owner", "ura", 4, {"ura"}),
    ],
)
def test_a_facet_leaves_its_rows(
    table: Page, label: str, choice: str, number: int, shown: set[str]
) -> None:
    facet(table, label).select_option(label=choice)
    assert set(column(table, number)) == shown
    assert count(table) == f"{len(column(table, number))} of 16 shown"


@pytest.mark.parametrize("label", ["Team", "Area", "Service", "Potential impact"])
def test_every_choice_of_a_facet_has_a_row_and_all_of_them_together_have_each_once(
    table: Page, label: str
) -> None:
    select = facet(table, label)
    values = [option.get_attribute("value") or "" for option in select.locator("option").all()]
    assert len(values) > 2
    found = 0
    for value in values[1:]:
        select.select_option(value=value)
        assert column(table, 1), value
        found += len(column(table, 1))
    assert found <= 16


def test_overdue_is_what_is_overdue_when_it_is_read(english: Served, visit: Opened) -> None:
    page = visit(english, now="2026-11-27T12:00+09:00").open("risks/")
    facet(page, "Next visit").select_option(label="Overdue")
    badges = page.locator(f"{ROWS} .srr-overdue")
    assert badges.count() == len(column(page, 1)) > 0


def test_a_view_is_shared_by_its_address(table: Page, english: Served, visit: Opened) -> None:
    table.get_by_label("Contains").fill("API &?#=")
    table.get_by_label("Contains").fill("api")
    facet(table, "Status").select_option(label="Unresolved")
    press(table, "Next visit")
    press(table, "Next visit")
    assert table.url.endswith("risks/?text=api&status=open&sort=-next_visit")
    other = visit(english).open(table.url.removeprefix(english.address))
    assert column(other, 2) == column(table, 2)
    assert count(other) == count(table)
    assert head(other, "Next visit") == "descending"
    assert other.get_by_label("Contains").input_value() == "api"
    assert facet(other, "Status").input_value() == "open"


def test_show_all_takes_every_filter_back_and_out_of_the_address(table: Page) -> None:
    table.get_by_label("Contains").fill("api")
    facet(table, "Owner").select_option(label="ura")
    table.get_by_role("button", name="Show all").click()
    expect(table.locator(".srr-filter [role=status]")).to_have_text("16 of 16 shown")
    assert table.url.endswith("/risks/")


@pytest.mark.parametrize(
    "query", ["sort=nothing", "status=nothing&owner=<script>", "text=%00", "sort=-", "sort=99&x=1"]
)
def test_an_address_that_makes_no_sense_shows_a_table(
    english: Served, visit: Opened, query: str
) -> None:
    page = visit(english).open(f"risks/?{query}")
    assert re.fullmatch(r"(0|16) of 16 shown", count(page))


def test_the_keyboard_alone_is_enough(table: Page) -> None:
    table.get_by_label("Contains").focus()
    table.keyboard.type("api")
    table.keyboard.press("Enter")
    table.keyboard.press("Tab")
    assert table.evaluate("document.activeElement.name") == "status"
    table.keyboard.type("Unr")
    assert facet(table, "Status").input_value() == "open"
    for _ in range(30):
        table.keyboard.press("Tab")
        if table.evaluate("document.activeElement.textContent") == "Owner":
            break
    table.keyboard.press("Enter")
    assert head(table, "Owner") == "ascending"
    table.keyboard.press("Space")
    assert head(table, "Owner") == "descending"
    assert table.evaluate("document.activeElement.textContent") == "Owner"
    assert table.evaluate("document.activeElement.matches(':focus-visible')")


def test_paper_holds_the_rows_that_are_shown_and_no_controls(table: Page) -> None:
    facet(table, "Status").select_option(label="In progress")
    shown = column(table, 2)
    table.emulate_media(media="print")
    assert column(table, 2) == shown
    assert table.locator(".srr-filter select").first.is_hidden()
    assert table.locator(".srr-filter [role=status]").is_visible()
    assert table.locator(".srr-table thead").first.is_visible()
    assert len(table.pdf()) > 10_000


def test_without_a_script_it_is_a_plain_table_of_every_risk(site: Served, visit: Opened) -> None:
    page = visit(site, java_script_enabled=False).open("risks/")
    assert page.locator(".srr-table tbody tr").count() == 16
    assert page.locator("form.srr-filter").is_hidden()
    assert page.locator(".srr-table button").count() == 0


def test_each_table_of_a_page_sorts_by_itself(english: Served, visit: Opened) -> None:
    page = visit(english).open("overdue/")
    tables = page.locator("table[data-sort]")
    assert tables.count() > 1
    tables.nth(1).get_by_role("button", name="Owner").click()
    assert tables.nth(0).locator("[aria-sort]").count() == 0
    assert re.search(r"\?sort-this-week=owner$", page.url)


def test_a_long_table_keeps_its_roles_its_order_and_its_width(
    english: Served, visit: Opened
) -> None:
    page = visit(english).open()
    page.route("**/risks/", lambda route: route.fulfill(body=_lengthened(route.fetch().text())))
    page.goto(f"{english.address}risks/")
    table = page.locator("table.srr-table")
    expect(table).to_have_class(re.compile("srr-table--long"))
    assert page.get_by_role("columnheader").count() == 6
    assert page.get_by_role("row").count() == 1 + 16 * 20
    press(page, "Owner")
    owners = page.get_by_role("row").locator("> :nth-child(4)").all_text_contents()
    assert len(owners) == 1 + 16 * 20
    names = page.locator(".srr-table tbody > tr").evaluate_all(
        "rows => rows.map(row => row.dataset.owner)"
    )
    assert names == sorted(names)
    wide = table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    assert wide


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("risks/", "Next visit"),
        ("load/", "Overdue"),
        ("incidents/", "Downtime (min)"),
        ("actions/", "Owner"),
        ("accepted/", "Until"),
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
    assert f'"{label}"' in [cell.evaluate(shown) for cell in cells.all()]


def _lengthened(html: str) -> str:
    start = html.index("<tbody>") + len("<tbody>")
    end = html.index("</tbody>")
    return html[:start] + html[start:end] * 20 + html[end:]


def test_japanese_words_are_found_and_sorted(build: Build, visit: Opened) -> None:
    page = visit(build("ja")).open("risks/")
    assert count(page) == "16 件中 16 件を表示"
    page.get_by_label("キーワード").fill("夜間")
    assert len(column(page, 2)) == 1
    page.get_by_label("キーワード").fill("")
    page.get_by_role("columnheader", name="リスク").get_by_role("button").click()
    assert head(page, "リスク") == "ascending"
