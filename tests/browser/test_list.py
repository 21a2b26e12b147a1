"""The list of risks in a browser: dense, filtered, grouped, in views, shared, printed and by keyboard."""

import re
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Locator, Page, expect

from kit.browsing import RISKS, Build, Opened, Served

ROWS = ".srr-list tbody tr:not(.srr-group)"
COUNT = ".srr-filter [role=status]"
SAID = ".srr-nothing"
MEASURED = """() => {
  const boxes = [...document.querySelectorAll(".srr-list tbody tr")].map(row => row.getBoundingClientRect());
  const within = (from, to) => boxes.filter(box => box.top >= from && box.bottom <= to).length;
  return { tallest: Math.max(...boxes.map(box => box.height)), first: within(0, innerHeight),
           second: within(innerHeight, 2 * innerHeight) };
}"""
HEAD_TOP = "head => Math.round(head.getBoundingClientRect().top)"


@pytest.fixture
def risks(english: Served, visit: Opened) -> Page:
    return visit(english, search=False).open("risks/")


def column(page: Page, number: int) -> list[str]:
    # A row out of sight has no inner text.
    cells = page.locator(f"{ROWS} > :nth-child({number})")
    texts: list[str] = cells.evaluate_all(
        "cells => cells.map(cell => (cell.firstElementChild ?? cell).textContent.trim())"
    )
    return texts


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .srr-title > a").all_text_contents()


def count(page: Page) -> str:
    return page.locator(COUNT).inner_text()


def asked(page: Page) -> dict[str, list[str]]:
    """Return what the address asks for."""
    return parse_qs(page.evaluate("location.search.slice(1)"))


def unfolded(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name)
    if button.get_attribute("aria-expanded") == "false":
        button.click()


def choose(page: Page, label: str, choice: str) -> None:
    """Add a value to the filters: from a list, or typed."""
    unfolded(page, "Filters")
    control = page.locator("#srr-filters").get_by_role("combobox", name=label, exact=True)
    if control.evaluate("control => control.localName") == "select":
        control.select_option(label=choice)
    else:
        control.fill(choice)
        control.press("Enter")


def tags(page: Page) -> list[str]:
    return page.locator(".srr-tag").all_inner_texts()


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Views").get_by_role(
        "link", name=re.compile(rf"^{name}\b")
    )


def many(page: Page, address: str, times: int = 25) -> Page:
    """Open the list of risks with each row so many times."""
    page.route(
        "**/risks/*", lambda route: route.fulfill(body=_repeated(route.fetch().text(), times))
    )
    page.goto(f"{address}risks/?")
    expect(page.locator(COUNT)).to_contain_text(f"{RISKS * times}")
    return page


def _repeated(html: str, times: int) -> str:
    start, end = html.index(">", html.index("<tbody")) + 1, html.index("</tbody>")
    return html[:start] + html[start:end] * times + html[end:]


@pytest.mark.parametrize(
    ("width", "height", "screen", "least"),
    [(1440, 900, "first", 12), (1920, 1080, "first", 16), (360, 740, "second", 6)],
)
def test_a_screen_holds_many_risks(
    site: Served, visit: Opened, width: int, height: int, screen: str, least: int
) -> None:
    size = {"width": width, "height": height}
    page = many(visit(site, search=False, viewport=size).page, site.address)
    found = page.evaluate(MEASURED)
    assert found[screen] >= least
    if width > 720:
        assert found["tallest"] <= 56


def test_it_takes_the_whole_width_and_the_title_what_the_other_columns_leave(
    english: Served, visit: Opened
) -> None:
    page = visit(english, search=False, viewport={"width": 1920, "height": 1080}).open("risks/")
    table, title = page.locator(".srr-list table"), page.locator(".srr-title").first
    whole, name = table.bounding_box(), title.bounding_box()
    assert whole
    assert name
    assert whole["x"] + whole["width"] > 1880
    assert name["width"] > 0.55 * whole["width"]


def test_its_head_stays_in_sight(english: Served, visit: Opened) -> None:
    page = many(visit(english, search=False).page, english.address)
    head = page.locator(".srr-list thead")
    page.evaluate("scrollTo(0, 4000)")
    bottom = page.locator(".md-header").evaluate("bar => bar.getBoundingClientRect().bottom")
    assert abs(head.evaluate(HEAD_TOP) - bottom) <= 1


def test_a_clipped_title_is_shown_whole_to_who_points_at_it(english: Served, visit: Opened) -> None:
    page = visit(english, search=False, viewport={"width": 1024, "height": 768}).open("risks/")
    title = page.locator(".srr-title > a").first
    title.hover()
    assert title.get_attribute("title") == title.inner_text()


def test_words_filter_by_each_of_them_in_any_case_and_width(risks: Page) -> None:
    box = risks.get_by_label("Contains")
    box.fill("srr-0001")
    narrow = titles(risks)
    assert any("SRR-0001" in title for title in narrow)
    box.fill("ｓｒｒ－０００１")
    assert titles(risks) == narrow
    box.fill("order-api server")
    assert 0 < len(titles(risks)) < RISKS
    box.fill("nothing is called so")
    assert titles(risks) == []
    assert count(risks) == f"0 of {RISKS} shown"


@pytest.mark.parametrize(
    ("label", "choice", "number", "shown"),
    [
        ("Status", "In progress", 3, {"In progress"}),
        ("Status", "Unresolved", 3, {"Not started", "In progress", "Watching", "Mitigated"}),
        ("Owner", "ura", 4, {"ura"}),
        ("Priority", "Unknown", 1, {"Unknown"}),
    ],
)
def test_a_filter_leaves_its_rows(
    risks: Page, label: str, choice: str, number: int, shown: set[str]
) -> None:
    choose(risks, label, choice)
    assert set(column(risks, number)) == shown
    assert count(risks) == f"{len(titles(risks))} of {RISKS} shown"


def test_two_values_of_one_key_are_alternatives_and_two_keys_must_both_fit(risks: Page) -> None:
    choose(risks, "Status", "Watching")
    watching = len(titles(risks))
    choose(risks, "Status", "Mitigated")
    assert set(column(risks, 3)) == {"Watching", "Mitigated"}
    assert len(titles(risks)) > watching
    choose(risks, "Owner", column(risks, 4)[0])
    assert len(set(column(risks, 4))) == 1
    assert asked(risks)["status"] == ["watching", "mitigated"]


@pytest.mark.parametrize("key", ["owner", "team", "area", "service", "potential_impact"])
def test_every_value_that_is_offered_has_a_risk_and_all_of_them_together_have_each_once(
    risks: Page, key: str
) -> None:
    options = f"#srr-{key} option, select[data-facet={key}] option"
    values = risks.locator(options).evaluate_all("list => list.map(option => option.value)")
    offered = [value for value in values if value]
    assert len(offered) > 1
    found = 0
    for value in offered:
        show(risks, f"{key}={value}")
        assert titles(risks), value
        found += len(titles(risks))
    assert found == RISKS


def show(page: Page, query: str) -> None:
    """Let the page of the list go to another of its addresses, as its back button does."""
    page.evaluate(
        "query => { history.replaceState(null, '', '?' + query); dispatchEvent(new Event('popstate')) }",
        query,
    )


def test_filters_are_folded_and_those_in_force_are_counted_and_taken_off(risks: Page) -> None:
    panel = risks.locator("#srr-filters")
    assert panel.is_hidden()
    choose(risks, "Status", "Unresolved")
    choose(risks, "Owner", "ura")
    assert panel.is_visible()
    button = risks.get_by_role("button", name="Filters 2")
    button.click()
    assert panel.is_hidden()
    assert tags(risks) == ["Status: Unresolved", "Owner: ura"]
    risks.get_by_role("button", name="Take off Status: Unresolved").click()
    assert tags(risks) == ["Owner: ura"]
    assert asked(risks) == {"owner": ["ura"]}
    clear = risks.locator(".srr-filter").get_by_role("button", name="Clear")
    clear.click()
    assert tags(risks) == []
    assert count(risks) == f"{RISKS} of {RISKS} shown"
    expect(risks).to_have_url(re.compile("/risks/$"))
    assert clear.count() == 0


@pytest.mark.parametrize("label", ["Owner", "Team", "Area", "Service"])
def test_names_are_completed_while_they_are_typed(risks: Page, label: str) -> None:
    unfolded(risks, "Filters")
    control = risks.locator("#srr-filters").get_by_label(label, exact=True)
    offered = control.evaluate("control => [...control.list.options].map(option => option.value)")
    assert len(offered) > 1
    control.evaluate(
        """(control, value) => {
          control.value = value;
          control.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertReplacementText" }));
        }""",
        offered[0],
    )
    assert len(tags(risks)) == 1
    assert 0 < len(titles(risks)) < RISKS


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("status=unresolved", "No risk has the status “unresolved”."),
        ("owner=nobody-here&status=open", "No risk has the owner “nobody-here”."),
        ("owner=<script>", "No risk has the owner “<script>”."),
        ("due=late", "No risk has the next visit “late”."),
    ],
)
def test_a_value_that_does_not_exist_is_said_and_never_read_as_all(
    english: Served, visit: Opened, query: str, said: str
) -> None:
    page = visit(english, search=False).open(f"risks/?{query}")
    assert count(page) == f"0 of {RISKS} shown"
    expect(page.locator(SAID)).to_contain_text(said)
    page.locator(SAID).get_by_role("button", name="Clear").click()
    assert count(page) == f"{RISKS} of {RISKS} shown"
    assert page.locator(SAID).is_hidden()


def test_a_value_that_exists_nowhere_among_others_is_said_beside_what_the_others_show(
    english: Served, visit: Opened
) -> None:
    page = visit(english, search=False).open("risks/?status=watching&status=wachting")
    assert titles(page)
    expect(page.locator(SAID)).to_contain_text("wachting")


def test_what_matches_nothing_is_said_with_a_way_out(risks: Page) -> None:
    risks.get_by_label("Contains").fill("nothing is called so")
    expect(risks.locator(SAID)).to_contain_text("No risk matches these filters.")
    risks.locator(SAID).get_by_role("button", name="Clear").click()
    assert count(risks) == f"{RISKS} of {RISKS} shown"
    assert risks.get_by_label("Contains").input_value() == ""


@pytest.mark.parametrize(
    "query",
    ["sort=nothing", "text=%00", "sort=-", "sort=99&x=1", "group=no", "columns=no&density=no"],
)
def test_an_address_that_makes_no_sense_shows_a_table(
    english: Served, visit: Opened, query: str
) -> None:
    page = visit(english, search=False).open(f"risks/?{query}")
    assert re.fullmatch(rf"(0|{RISKS}) of {RISKS} shown", count(page))


def test_a_view_is_shared_by_its_address(risks: Page, english: Served, visit: Opened) -> None:
    risks.get_by_label("Contains").fill("API &?#=")
    risks.get_by_label("Contains").fill("api")
    choose(risks, "Status", "Unresolved")
    unfolded(risks, "Display")
    risks.get_by_label("Group by").select_option(label="Team")
    risks.get_by_label("Density").select_option(label="One line")
    risks.get_by_role("checkbox", name="Service").check()
    risks.get_by_role("checkbox", name="Current impact").uncheck()
    for _ in range(2):
        risks.get_by_role("columnheader", name="Next visit").get_by_role("button").click()
    columns = "next_action,status,owner,next_visit,service"
    assert asked(risks) == {
        "text": ["api"],
        "status": ["open"],
        "sort": ["-next_visit"],
        "group": ["team"],
        "columns": [columns],
        "density": ["one-line"],
    }
    other = visit(english, search=False).open(risks.url.removeprefix(english.address))
    assert titles(other) == titles(risks)
    assert count(other) == count(risks)
    assert other.get_by_label("Contains").input_value() == "api"
    heads = other.get_by_role("columnheader").all_inner_texts()
    assert heads == risks.get_by_role("columnheader").all_inner_texts()
    assert "Service" in " ".join(heads)
    assert "Current" not in " ".join(heads)
    assert other.locator(".srr-group").count() > 1


def test_a_column_that_is_added_sorts_and_leads_to_its_lists(risks: Page) -> None:
    unfolded(risks, "Display")
    for name in ("Team", "Area", "Service", "Potential impact", "Likelihood"):
        risks.get_by_role("checkbox", name=name, exact=True).check()
    risks.get_by_role("columnheader", name="Service").get_by_role("button").click()
    services = column(risks, 9)
    given = [service for service in services if service != "-"]
    assert given == sorted(given)
    risks.locator(f"{ROWS} > :nth-child(9) a").first.click()
    assert set(column(risks, 9)) == {given[0]}
    assert asked(risks)["service"] == [given[0]]


@pytest.mark.parametrize("group", ["Status", "Team", "Owner", "Area"])
def test_groups_hold_every_risk_once_and_say_how_many(risks: Page, group: str) -> None:
    unfolded(risks, "Display")
    risks.get_by_label("Group by").select_option(label=group)
    heads = risks.locator(".srr-group")
    numbers = [int(each) for each in heads.locator("small").all_text_contents()]
    assert len(numbers) > 1
    assert sum(numbers) == len(titles(risks)) == RISKS
    heads.locator("a").first.click()
    assert len(titles(risks)) == numbers[0]


def test_one_line_a_risk_takes_less_space(risks: Page) -> None:
    before = risks.evaluate(MEASURED)
    unfolded(risks, "Display")
    risks.get_by_label("Density").select_option(label="One line")
    assert risks.evaluate(MEASURED)["tallest"] < 0.8 * before["tallest"]


def test_each_view_is_a_link_with_as_many_rows_as_it_says(
    risks: Page, english: Served, visit: Opened
) -> None:
    views = risks.get_by_role("navigation", name="Views").get_by_role("link")
    names = [" ".join(name.split()) for name in views.all_inner_texts()]
    assert [re.sub(r" \d+$", "", name) for name in names] == [
        *("All open", "Overdue", "Due soon", "Mine", "Unknown", "High", "Accepted"),
        *("Outside services", "All"),
    ]
    fresh = visit(english, search=False)
    for place, name in enumerate(names):
        if name == "Mine":
            continue
        views.nth(place).click()
        number = int(name.rpartition(" ")[2])
        assert len(titles(risks)) == number, name
        assert views.nth(place).get_attribute("aria-current") == "page"
        page = fresh.open(risks.url.removeprefix(english.address))
        assert titles(page) == titles(risks)


def test_a_view_keeps_the_columns_and_the_back_button_returns_from_it(risks: Page) -> None:
    risks.evaluate("window.mark = 1")
    unfolded(risks, "Display")
    risks.get_by_label("Density").select_option(label="One line")
    tab(risks, "Accepted").click()
    assert asked(risks) == {"status": ["accepted"], "density": ["one-line"]}
    tab(risks, "Overdue").click()
    risks.go_back()
    expect(tab(risks, "Accepted")).to_have_attribute("aria-current", "page")
    assert set(column(risks, 3)) == {"Accepted"}
    assert risks.evaluate("window.mark") == 1


def test_the_handle_of_the_reader_is_asked_once_and_remembered(risks: Page) -> None:
    tab(risks, "Mine").click()
    risks.get_by_label("Your handle, as in owner").fill("ura")
    risks.get_by_role("button", name="Remember").click()
    mine = titles(risks)
    assert mine
    assert set(column(risks, 4)) == {"ura"}
    assert tags(risks) == ["Status: Unresolved", "Owner: Mine (ura)"]
    risks.goto(risks.url.partition("?")[0])
    expect(tab(risks, "Mine")).to_contain_text(str(len(mine)))
    tab(risks, "Mine").click()
    assert titles(risks) == mine
    assert risks.get_by_label("Your handle, as in owner").is_hidden()
    risks.get_by_role("button", name="Change who I am").click()
    risks.get_by_label("Your handle, as in owner").fill("mori")
    risks.keyboard.press("Enter")
    assert set(column(risks, 4)) == {"mori"}


def test_overdue_is_what_is_overdue_when_it_is_read(english: Served, visit: Opened) -> None:
    page = visit(english, search=False, now="2026-11-27T12:00+09:00").open("risks/?due=overdue")
    badges = page.locator(f"{ROWS} .srr-overdue")
    assert badges.count() == len(titles(page)) > 0
    expect(tab(page, "Overdue")).to_contain_text(str(badges.count()))


def test_a_page_that_stays_open_knows_the_new_day_of_the_rows_it_does_not_show(
    english: Served, visit: Opened
) -> None:
    seen = visit(english, search=False)
    page = seen.open("risks/?due=overdue")
    before = len(titles(page))
    seen.context.tell("2027-02-01T12:00+09:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert len(titles(page)) > before
    assert count(page) == f"{len(titles(page))} of {RISKS} shown"


def test_names_and_numbers_of_a_row_lead_to_their_lists(risks: Page) -> None:
    for number in (1, 3, 4, 6):
        show(risks, "")
        link = risks.locator(f"{ROWS} > :nth-child({number}) > a").nth(4)
        words = link.text_content()
        link.click()
        assert set(column(risks, number)) == {words}


def test_the_keyboard_alone_is_enough(risks: Page) -> None:
    risks.get_by_label("Contains").focus()
    risks.keyboard.type("api")
    risks.keyboard.press("Enter")
    risks.keyboard.press("Tab")
    risks.keyboard.press("Enter")
    for _ in range(10):
        risks.keyboard.press("Tab")
        if risks.evaluate("document.activeElement.dataset.facet") == "status":
            break
    risks.keyboard.type("Unr")
    risks.keyboard.press("Tab")
    assert tags(risks) == ["Status: Unresolved"]
    for _ in range(40):
        risks.keyboard.press("Tab")
        if risks.evaluate("document.activeElement.textContent") == "Owner":
            break
    head = risks.get_by_role("columnheader", name="Owner")
    risks.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    risks.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert risks.evaluate("document.activeElement.matches(':focus-visible')")


def test_paper_holds_the_rows_that_are_shown_and_no_controls(risks: Page) -> None:
    choose(risks, "Status", "In progress")
    shown = titles(risks)
    risks.emulate_media(media="print")
    assert titles(risks) == shown
    assert risks.locator(".srr-filter :is(input, select):visible").count() == 0
    assert risks.get_by_role("navigation", name="Views").is_hidden()
    assert risks.locator(COUNT).is_visible()
    assert risks.locator(".srr-tag").is_visible()
    assert risks.locator(".srr-table thead").first.is_visible()
    assert len(risks.pdf()) > 10_000


def test_without_a_script_nothing_offers_what_does_not_work(site: Served, visit: Opened) -> None:
    page = visit(site, java_script_enabled=False).open("risks/")
    assert page.locator(ROWS).count() == RISKS
    for part in (".srr-views", ".srr-filter", ".srr-ask", ".srr-nothing", ".srr-more-rows"):
        assert page.locator(part).is_hidden(), part


def test_japanese_words_are_found_sorted_and_said(build: Build, visit: Opened) -> None:
    page = visit(build("ja"), search=False).open("risks/")
    assert count(page) == f"{RISKS} 件中 {RISKS} 件を表示"
    page.get_by_label("キーワード").fill("夜間")
    assert len(titles(page)) == 1
    page.get_by_label("キーワード").fill("")
    page.get_by_role("columnheader", name="リスク").get_by_role("button").click()
    assert page.get_by_role("columnheader", name="リスク").get_attribute("aria-sort") == "ascending"
    show(page, "status=unresolved")
    expect(page.locator(SAID)).to_contain_text("ステータスが「unresolved」のリスクはない。")
    views = page.get_by_role("navigation", name="ビュー")
    views.get_by_role("link", name="外部サービス").click()
    assert tags(page) == ["ステータス: 未解決", "領域: 外部サービス"]
