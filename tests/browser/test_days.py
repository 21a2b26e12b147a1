"""A site that was built some days ago says in the browser what a site that is built today would say."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kit import browsing, shared
from kit.browsing import Opened, Served, Watched
from kit.examples import TODAY, tree
from kit.theme import few_texts

BUILT = TODAY.isoformat()
FORTNIGHT = "2026-02-16"
RECORDS = {
    "risks/SRR-0001.md": "title: One\nowner: kato\nnext_visit: 2026-02-01",
    "risks/SRR-0002.md": "title: Two\nnext_visit: 2026-02-03",
    "risks/SRR-0003.md": "title: Three\nstatus: accepted\nnext_visit: 2026-02-15\n"
    "acceptance:\n  by: kato\n  until: 2026-02-15",
    "risks/SRR-0004.md": "title: Four\nstatus: accepted\nnext_visit: 2026-02-17\n"
    "acceptance:\n  by: kato\n  until: 2026-03-17",
    "risks/SRR-0005.md": "title: Five\nstatus: watching\nnext_visit: 2026-03-05",
    "risks/SRR-0006.md": "title: Six\nstatus: watching\nnext_visit: 2026-04-01",
    "risks/SRR-0007.md": "title: Seven\nstatus: done",
    "postmortems/PM-0001.md": "actions:\n"
    "  - {id: A1, do: Late, viewpoint: prevent, owner: ura, due: 2026-01-31}\n"
    "  - {id: A2, do: Soon, viewpoint: prevent, owner: ura, due: 2026-02-15}\n"
    "  - {id: A3, do: Today, viewpoint: detect-sooner, owner: kato, due: 2026-02-16}\n"
    "  - {id: A4, do: Kept, viewpoint: prevent, owner: ura, due: 2026-01-31, done: 2026-01-30}\n"
    "  - {id: A5, do: Bare}\n",
}
STARTER = browsing.REPO / "tool/srr/starter/mkdocs.yml"
PAGES = (
    *("overdue/", "accepted/", "actions/", "load/", "areas/", "risks/"),
    *("risks/SRR-0002/", "risks/SRR-0003/", "risks/SRR-0004/", "postmortems/PM-0001/"),
)
# What the linter said is as of the build, and says so; how old the site is, only an old one says.
SAID = """() => {
  const page = document.querySelector('.md-content').cloneNode(true);
  for (const aside of page.querySelectorAll('[role=note], [hidden]')) aside.remove();
  return {
    words: page.textContent.split(/\\s+/).join(' '),
    badges: [...page.querySelectorAll('.srr-badge')].map(
      badge => [badge.className, badge.textContent, badge.dataset.n]
    ),
  };
}"""
Built = Callable[..., Served]


@pytest.fixture
def on() -> Built:
    return built_on


def built_on(today: str = BUILT, language: str = "en", grace: int = 0) -> Served:
    """Return the site of the records on a day, built and served once for all processes of a run."""

    def fill(root: Path) -> None:
        for path, fragment in RECORDS.items():
            for name, content in tree(fragment, path).items():
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).write_bytes(content)
        settings = f'language = "{language}"\ngrace_days = {grace}\n'
        (root / "srr.toml").write_text(settings, "utf-8")
        (root / "site").mkdir()
        with few_texts():
            browsing.built(root, shared.address_of(root / browsing.SITE), STARTER, today)

    return browsing.kept(f"days-{today}-{language}-{grace}", fill)


def reader(visit: Opened, site: Served, day: str) -> Watched:
    return visit(site, now=f"{day}T12:00+09:00", search=False)


def titles(page: Page, group: str) -> list[str]:
    """Return the titles that stand in the table below a heading, in sight."""
    below = page.locator(f"xpath=//h2[@id='{group}']/following::div[@data-ahead][1]")
    found = below.locator("tbody .srr-title a").filter(visible=True).all_text_contents()
    return [title.rpartition(" ")[2] for title in found]


@pytest.mark.parametrize(
    ("day", "language", "grace"),
    [(FORTNIGHT, "en", 0), (FORTNIGHT, "ja", 0), ("2026-03-18", "en", 3)],
)
def test_every_page_says_what_a_new_build_says(
    on: Built, visit: Opened, day: str, language: str, grace: int
) -> None:
    old = reader(visit, on(BUILT, language, grace), day)
    new = reader(visit, on(day, language, grace), day)
    for path in PAGES:
        said = old.open(path).evaluate(SAID)
        assert said == new.open(path).evaluate(SAID), path
        assert said["badges"], path


def test_an_acceptance_expires_after_the_build(on: Built, visit: Opened) -> None:
    built = reader(visit, on(), BUILT).open("accepted/").locator("tbody tr")
    expect(built.filter(has_text="Three").locator(".srr-due-soon")).to_have_text("Ends in 13 days")
    expect(built.filter(has_text="Four").locator(".srr-badge")).to_have_count(0)
    seen = reader(visit, on(), FORTNIGHT)
    later = seen.open("accepted/").locator("tbody tr")
    expect(later.filter(has_text="Three").locator(".srr-overdue")).to_have_text("Expired 1 day ago")
    expect(later.filter(has_text="Four").locator(".srr-due-soon")).to_have_text("Ends in 29 days")
    end = seen.open("risks/SRR-0003/").locator("[data-kind=acceptance]")
    expect(end).to_have_text("Expired 1 day ago")


@pytest.mark.parametrize(
    ("language", "late", "today", "lead"),
    [
        ("en", "1 day late", "Due today", "4 open, 2 of them overdue, 1 done"),
        ("ja", "1 日超過", "本日期限", "未完了 4 件、うち期限切れ 2 件、完了 1 件"),
    ],
)
def test_an_action_becomes_late_after_the_build(
    on: Built, visit: Opened, language: str, late: str, today: str, lead: str
) -> None:
    seen = reader(visit, on(BUILT, language), FORTNIGHT)
    for path in ("postmortems/PM-0001/", "actions/"):
        rows = seen.open(path).locator("tbody tr")
        expect(rows.filter(has_text=re.compile("A2")).locator(".srr-overdue")).to_have_text(late)
        expect(rows.filter(has_text=re.compile("A3")).locator(".srr-due-soon")).to_have_text(today)
    page = seen.page
    expect(page.locator(".srr-lead")).to_contain_text(lead)
    owner = page.locator("table").nth(1).locator("tr", has_text="ura").locator("td")
    assert owner.all_inner_texts() == ["2", "2", "1"]


def test_a_visit_moves_to_the_group_of_its_day(on: Built, visit: Opened) -> None:
    page = reader(visit, on(), BUILT).open("overdue/")
    groups = ("overdue", "this-week", "this-month")
    assert [titles(page, group) for group in groups] == [["One"], ["Two"], ["Three", "Four"]]
    seen = reader(visit, on(), FORTNIGHT)
    page = seen.open("overdue/")
    late = ["One", "Two", "Three"]
    assert [titles(page, group) for group in groups] == [late, ["Four"], ["Five"]]
    expect(page.locator(".srr-lead")).to_contain_text(f"Counted on {FORTNIGHT}.")
    expect(page.locator("p.srr-quiet").filter(visible=True)).to_have_count(0)


def test_a_group_that_is_left_empty_says_so(on: Built, visit: Opened) -> None:
    page = reader(visit, on(BUILT, "ja"), "2026-04-30").open("overdue/")
    assert len(titles(page, "overdue")) == 6
    quiet = page.locator("p.srr-quiet").filter(visible=True)
    assert quiet.all_inner_texts() == [
        "7 日以内に期限を迎えるものはない。",
        "30 日以内に期限を迎えるものはほかにない。",
    ]


def test_a_sorted_table_stays_sorted_when_the_day_turns(on: Built, visit: Opened) -> None:
    seen = reader(visit, on(), FORTNIGHT)
    page = seen.open("overdue/")
    page.locator("table").first.get_by_role("button", name="Risk").click()
    assert titles(page, "overdue") == ["One", "Three", "Two"]
    seen.context.tell("2026-03-06T12:00+09:00")
    for _ in range(2):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert titles(page, "overdue") == ["Five", "Four", "One", "Three", "Two"]
    assert titles(page, "this-month") == ["Six"]
    page.locator("table").first.get_by_role("button", name="Risk").click()
    page.locator("table").first.get_by_role("button", name="Risk").click()
    assert titles(page, "overdue") == ["One", "Two", "Three", "Four", "Five"]


def test_a_filter_finds_what_is_overdue_when_the_day_turns(on: Built, visit: Opened) -> None:
    seen = reader(visit, on(), BUILT)
    page = seen.open("risks/?due=overdue")
    expect(page.locator(".srr-filter [role=status]")).to_have_text("1 of 7 shown")
    seen.context.tell(f"{FORTNIGHT}T12:00+09:00")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".srr-filter [role=status]")).to_have_text("3 of 7 shown")


def test_who_carries_what_is_late_is_counted_anew(on: Built, visit: Opened) -> None:
    page = reader(visit, on(), FORTNIGHT).open("load/")
    cells = page.locator("table").first.locator("tr", has_text="ura").locator("td")
    assert cells.nth(2).inner_text() == "2", "the visit of an accepted risk counts, too"
    assert cells.last.inner_text() == "SRR-0002 Two\n2026-01-26 · 21 days ago"


def test_a_move_within_the_site_tells_the_day_too(on: Built, visit: Opened) -> None:
    page = reader(visit, on(), FORTNIGHT).open()
    page.locator(".md-tabs").get_by_role("link", name="Review").click()
    page.locator(".md-nav").get_by_role("link", name="Overdue and due soon").first.click()
    page.wait_for_url("**/overdue/")
    expect(page.locator(".srr-lead")).to_contain_text(f"Counted on {FORTNIGHT}.")
    assert titles(page, "overdue") == ["One", "Two", "Three"]


def test_the_list_for_a_meeting_is_as_of_the_day_that_it_names(on: Built, visit: Opened) -> None:
    page = reader(visit, on(), FORTNIGHT).open("agenda/")
    expect(page.locator(".srr-lead")).to_contain_text(f"meeting of {BUILT}: what comes up")
    expect(page.get_by_role("heading", name="Risks that come up (7)")).to_be_visible()
    expect(page.locator(".srr-badge", has_text="due by the next meeting")).to_have_count(1)


def test_a_page_without_a_script_is_right_on_the_day_of_its_build(on: Built, visit: Opened) -> None:
    plain = visit(on(), java_script_enabled=False)
    page = plain.open("overdue/")
    groups = ("overdue", "this-week", "this-month")
    assert [titles(page, group) for group in groups] == [["One"], ["Two"], ["Three", "Four"]]
    assert page.locator("tbody .srr-title a").filter(visible=True).count() == 4


def test_a_day_that_somebody_chose_stays_for_every_kind(on: Built, visit: Opened) -> None:
    site = on()
    new, built = reader(visit, site, FORTNIGHT), reader(visit, site, BUILT)
    new.page.route("**/*/", lambda route: route.fulfill(**_pinned(site, route.request.url)))
    for path in PAGES:
        assert new.open(path).evaluate(SAID) == built.open(path).evaluate(SAID), path
    assert new.page.locator("[data-pinned]").count() == 1


def _pinned(site: Served, url: str) -> dict[str, str]:
    file = site.folder / url.removeprefix(site.address) / "index.html"
    html = file.read_text(encoding="utf-8").replace("data-built=", "data-pinned data-built=")
    return {"body": html, "content_type": "text/html"}


def test_days_and_kinds_that_are_none_break_nothing(on: Built, visit: Opened) -> None:
    """A page that somebody else changed may hold anything; what stands beside it is told all the same."""
    site = on()
    html = (site.folder / "actions/index.html").read_text(encoding="utf-8")
    odd = "".join(
        f'<span data-day="{day}" data-kind="{kind}">x</span><b data-days="{day} {day}" data-kind="{kind}"></b>'
        for day in ("", "2026-02-30", "constructor", "__proto__")
        for kind in ("visit", "constructor", "__proto__", "")
    )
    seen = reader(visit, site, FORTNIGHT)
    body = html.replace("<h1>", f"{odd}<h1>", 1)
    seen.page.route("**/actions/", lambda route: route.fulfill(body=body, content_type="text/html"))
    page = seen.open("actions/")
    assert odd in body
    expect(page.locator("tr", has_text=re.compile("A2")).locator(".srr-overdue")).to_have_text(
        "1 day late"
    )
