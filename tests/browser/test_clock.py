"""What is late is told on the day of reading: the page of an old build says what a new build would say."""

import pytest
from playwright.sync_api import Page, expect

from kit.browsing import TODAY, Build, Opened, Served

LATER = "2026-12-10"
NOON = "T12:00+09:00"
STATE = """() => ({
  badges: [...document.querySelectorAll('[data-day]')].map(place => place.innerHTML),
  rows: [...document.querySelectorAll('tr[data-due]')].map(row => row.dataset.due),
  boxes: [...document.querySelectorAll('[data-alarm]')].map(box => [box.hidden, box.innerText]),
})"""


def state(page: Page) -> object:
    """Return everything on the page that depends on the day."""
    return page.evaluate(STATE)


@pytest.mark.parametrize(("language", "grace"), [("en", 0), ("ja", 0), ("en", 3)])
def test_an_old_page_says_what_a_new_build_says(
    build: Build, visit: Opened, language: str, grace: int
) -> None:
    old, new = build(language, TODAY, grace), build(language, LATER, grace)
    reader = visit(old, search=False, now=LATER + NOON)
    plain = visit(new, search=False, now=LATER + NOON, java_script_enabled=False)
    risks = [path.name for path in (old.folder / "risks").iterdir() if path.is_dir()]
    concerns = ("concerns/", "concerns/CN-0005/")
    for path in ("", "risks/", *concerns, *(f"risks/{name}/" for name in sorted(risks)[:4])):
        reader.open(path)
        plain.open(path)
        assert _boxes_aside(state(reader.page)) == _boxes_aside(state(plain.page)), path
    assert reader.open("risks/").locator(".srr-overdue").count() > 2


def _boxes_aside(found: object) -> object:
    """A hidden box keeps the words of the day of its build."""
    assert isinstance(found, dict)
    return found | {"boxes": [html for hidden, html in found["boxes"] if not hidden]}


def test_on_the_day_of_the_build_nothing_changes(site: Served, visit: Opened) -> None:
    reader = visit(site, search=False)
    plain = visit(site, search=False, java_script_enabled=False)
    for path in ("", "risks/", "risks/SRR-0001/"):
        assert state(reader.open(path)) == state(plain.open(path)), path


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-11-26T14:59Z", "Due today"),
        ("2026-11-26T15:00Z", "Overdue by 1 day"),
        ("2026-11-25T14:59Z", ""),
        ("2026-11-27T15:00Z", "Overdue by 2 days"),
    ],
)
def test_the_day_turns_at_midnight_where_the_registry_is(
    english: Served, visit: Opened, now: str, words: str
) -> None:
    page = visit(english, search=False, now=now, timezone_id="America/Los_Angeles").open(
        "risks/SRR-0001/"
    )
    badge = page.locator("[data-kind=visit][data-day='2026-11-26']").first
    assert badge.inner_text() == words


def test_home_counts_the_visits_that_became_late(english: Served, visit: Opened) -> None:
    box = visit(english, search=False).open().locator("[data-alarm]").first
    assert box.is_hidden()
    box = visit(english, search=False, now=f"2026-11-26{NOON}").open().locator("[data-alarm]").first
    assert "2 visits are overdue" in box.inner_text()
    assert box.locator("[data-item]").filter(visible=True).count() == 2


@pytest.mark.parametrize(
    ("day", "count", "words"),
    [("2026-11-25", "0", "Due today"), ("2026-11-26", "2", "Overdue by 1 day")],
)
def test_a_report_becomes_late_on_the_day_of_reading(
    english: Served, visit: Opened, day: str, count: str, words: str
) -> None:
    reader = visit(english, search=False, now=f"{day}{NOON}")
    page = reader.open("concerns/")
    assert page.locator(".srr-lead [data-kind=report-due]").inner_text() == count
    badges = page.locator("td [data-kind=report-due]").filter(has_text=words)
    assert badges.count() == 2
    for path in ("concerns/CN-0005/", "agenda/"):
        assert words in reader.open(path).locator("[data-kind=report-due]").first.inner_text()


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "This site is 8 days old"), ("ja", "このサイトは 8 日前のもの")],
)
def test_a_site_that_is_older_than_a_week_says_so(
    build: Build, visit: Opened, language: str, title: str
) -> None:
    site = build(language)
    week = visit(site, search=False, now=f"2026-11-30{NOON}")
    older = visit(site, search=False, now=f"2026-12-01{NOON}")
    for path in ("", "risks/SRR-0001/"):
        page = week.open(path)
        assert page.get_by_text(title[:9]).filter(visible=True).count() == 0
        page = older.open(path)
        expect(page.get_by_text(title)).to_be_visible()
        assert page.get_by_text(title).bounding_box()["y"] < 200  # type: ignore[index]


def test_a_clock_that_runs_behind_the_build_is_not_believed(english: Served, visit: Opened) -> None:
    shown = state(visit(english, search=False, now=f"2020-01-01{NOON}").open("risks/"))
    assert shown == state(visit(english, search=False).open("risks/"))


def test_a_page_that_stays_open_learns_of_the_new_day(english: Served, visit: Opened) -> None:
    seen = visit(english, search=False)
    page = seen.open("risks/SRR-0001/")
    seen.context.tell(f"2026-11-28{NOON}")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator("[data-kind=visit]").first).to_have_text("Overdue by 2 days")


def test_a_day_that_somebody_chose_stays(english: Served, visit: Opened) -> None:
    reader = visit(english, search=False, now=LATER + NOON)
    html = (english.folder / "risks/index.html").read_text(encoding="utf-8")
    pinned = html.replace("data-built=", "data-pinned data-built=")
    reader.page.route(
        "**/risks/", lambda route: route.fulfill(body=pinned, content_type="text/html")
    )
    page = reader.open("risks/")
    assert pinned != html
    assert page.locator(".srr-overdue").count() == 0
    expect(page.locator("[data-built] .srr-callout--caution")).to_be_hidden()


def test_how_far_off_a_day_is_goes_on_with_the_day_of_reading(
    english: Served, visit: Opened
) -> None:
    for now, ahead, ago in (("2026-11-23", "in 3 days", 26), ("2026-11-25", "in 1 day", 28)):
        page = visit(english, now=f"{now}T12:00+09:00").open("risks/SRR-0004/")
        expect(page.locator(".srr-facts").first).to_contain_text(f"2026-11-26 {ahead}")
        expect(page.locator(".srr-timeline")).to_contain_text(f"{ago} days ago")
