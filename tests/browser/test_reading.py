"""Charts and the agenda under the hands of a reader: values where one points, risks by key."""

import re

from playwright.sync_api import expect

from kit.browsing import Opened, Served


def test_a_chart_says_its_values_where_one_points(english: Served, visit: Opened) -> None:
    page = visit(english, search=False).open("trend/")
    chart = page.locator(".srr-chart").first
    chart.locator("svg[data-places]").hover(position={"x": 3, "y": 60})
    expect(chart.locator("output")).to_have_text(re.compile(r"^2026-01-14 · Not started 1 · "))
    expect(chart.locator(".srr-chart__cursor")).to_have_count(1)


def test_a_chart_says_its_values_to_who_goes_by_key(english: Served, visit: Opened) -> None:
    page = visit(english, search=False).open("incidents/")
    chart = page.locator(".srr-chart")
    chart.locator("svg[data-places]").focus()
    page.keyboard.press("ArrowRight")
    expect(chart.locator("output")).to_have_text(re.compile(r"^2021-08-15 · PM-0001 · 60 min · "))
    page.keyboard.press("ArrowRight")
    expect(chart.locator("output")).to_have_text(re.compile(r"^2022-08-11 · PM-0002 · 90 min · "))
    page.keyboard.press("End")
    expect(chart.locator("output")).to_have_text(
        re.compile(r"^2026-11-11 · PM-0009 · no end given")
    )


def test_one_goes_through_the_agenda_by_key(english: Served, visit: Opened) -> None:
    page = visit(english, search=False).open("agenda/")
    here, place = page.locator(".srr-here"), page.locator(".srr-going output")
    risks = re.search(r"\((\d+)\)", page.locator("#risks").inner_text())
    assert risks
    page.keyboard.press("j")
    expect(place).to_have_text(f"1 of {risks[1]}")
    expect(here.locator(".srr-ranking__title a")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("k")
    expect(place).to_have_text(f"1 of {risks[1]}")
    expect(here).to_have_count(1)


def test_the_agenda_is_grouped_by_owner_on_request_and_the_address_says_so(
    english: Served, visit: Opened
) -> None:
    page = visit(english, search=False).open("agenda/")
    groups = page.locator(".srr-ranking__group")
    expect(groups).to_have_count(0)
    page.get_by_role("button", name="By owner").click()
    expect(page).to_have_url(re.compile(r"\?by=owner$"))
    expect(groups.first).to_have_text("hana (1)")
    page.reload()
    expect(groups.first).to_have_text("hana (1)")
    page.get_by_role("button", name="By priority").click()
    expect(groups).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/agenda/$"))


def test_without_a_script_the_agenda_is_a_plain_list(english: Served, visit: Opened) -> None:
    page = visit(english, search=False, java_script_enabled=False).open("agenda/")
    expect(page.locator(".srr-going")).to_be_hidden()
    expect(page.locator(".srr-ranking > li").first).to_be_visible()
