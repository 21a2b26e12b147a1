"""The search, asked what people ask: ids, levers, Japanese words within sentences, owners."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from kit import browsing, shared
from kit.browsing import Opened, Served, ask
from kit.examples import record

STARTER = browsing.REPO / "tool/srr/starter/mkdocs.yml"
PATH = "risks/SRR-0001.md"
SENTENCE = (
    "データベースの容量が不足し、障害の経緯を追えなくなった。Failoverにも失敗した(再試行は無効)。"
    "会計の締め処理が期限切れになり、在庫数も合わない。"
)


@pytest.fixture(scope="module")
def japanese(browser: Browser) -> Served:
    """Build and serve a registry with a Japanese record among others."""
    del browser
    return browsing.kept("japanese", few_records)


def few_records(root: Path) -> None:
    for place in ("risks", "site"):
        (root / place).mkdir()
    text = record(PATH).replace("Orders wait for the stock service without a limit", SENTENCE)
    text = text.replace("owner: ura", "owner: 浦島").replace(
        "likelihood: 2", "likelihood: 2\nteam: 基盤"
    )
    (root / PATH).write_text(text, encoding="utf-8")
    (root / "risks/SRR-0002.md").write_text(record("risks/SRR-0002.md"), encoding="utf-8")
    (root / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    browsing.built(root, shared.address_of(root / browsing.SITE), STARTER, "2026-02-02")


def found(served: Served, visit: Opened, query: str) -> list[str]:
    """Return the addresses of what the search finds."""
    page = visit(served, locale="ja").open(f"?q={quote(query)}")
    # One finding, many, or none: only then the search has looked.
    expect(page.locator(".md-search-result__meta")).to_contain_text("見つか")
    links = page.locator(".md-search-result__link")
    addresses: list[str] = links.evaluate_all("all => all.map(link => link.href)")
    return [address.removeprefix(served.address) for address in addresses]


@pytest.mark.parametrize(
    "query",
    [
        *("容量", "不足", "容量が不足", "障害の経緯", "経緯", "データベース", "失敗した", "再試行"),
        *("在庫", "会計", "締め処理", "期限切れ", "会計 在庫", "容量不足", "データベース容量"),
        *("Failover", "failover", "SRR-0001", "浦島", "基盤", "ＦＡＩＬＯＶＥＲ"),
    ],
)
def test_words_within_japanese_sentences_ids_and_names_are_found(
    japanese: Served, visit: Opened, query: str
) -> None:
    links = found(japanese, visit, query)
    assert any(link.startswith("risks/SRR-0001/") for link in links), links


@pytest.mark.parametrize("query", ["容量", "浦島"])
def test_a_record_that_does_not_hold_the_word_is_not_found(
    japanese: Served, visit: Opened, query: str
) -> None:
    assert not [link for link in found(japanese, visit, query) if "SRR-0002" in link]


RESULTS = ".md-search-result__link"
HUNDREDS = [
    [
        f"risks/SRR-{n:04}/",
        f"SRR-{n:04}",
        f"Orders of shop {n * 7 % 2000} wait",
        "ura",
        "x " * 99,
        9,
    ]
    for n in range(1, 2001)
]


def typed(page: Page, query: str) -> Page:
    page.wait_for_load_state("networkidle")
    ask(page, query, delay=60)
    return page


def titles(page: Page) -> list[str]:
    expect(page.locator(".md-search-result__meta")).to_contain_text("matching")
    shown: list[str] = page.locator(".md-search-result__item").all_inner_texts()
    return [text.partition("\n")[0] for text in shown]


@pytest.mark.parametrize(("query", "record"), [("SRR-1203", 1203), ("srr 7", 7), ("2000", 2000)])
def test_among_2000_risks_an_id_that_is_typed_key_by_key_comes_first(
    english: Served, visit: Opened, query: str, record: int
) -> None:
    seen = visit(english)
    seen.page.route("**/records.json", lambda route: route.fulfill(body=json.dumps(HUNDREDS)))
    page = typed(seen.open("glossary/"), query)
    first = page.locator(RESULTS).first
    expect(first).to_have_attribute("href", re.compile(rf"risks/SRR-{record:04}/"), timeout=1000)


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SRR-4", "risks/SRR-0004/"),
        ("srr0012", "risks/SRR-0012/"),
        ("PM-9", "postmortems/PM-0009/"),
        ("CN-4", "concerns/CN-0004/"),
    ],
)
def test_enter_leads_to_the_record_of_an_id_before_anything_is_found(
    english: Served, visit: Opened, query: str, place: str
) -> None:
    page = typed(visit(english, search=False).open("how-to/start/"), query)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place}")


SENT = """addEventListener("submit", (event) => {
    window.sent = !event.defaultPrevented;
    event.preventDefault();
})"""


@pytest.mark.parametrize("held_open", [True, False])
def test_enter_on_an_id_that_no_record_has_stays_on_the_page(
    english: Served, visit: Opened, held_open: bool
) -> None:
    page = typed(visit(english, search=False).open(), "SRR-99")
    # The theme closes the search a moment after a page is opened, also under somebody who types.
    toggle = page.locator("[data-md-toggle=search]")
    toggle.evaluate("(toggle, open) => { toggle.checked = open }", held_open)
    page.evaluate(SENT)
    page.keyboard.press("Enter")
    assert not page.evaluate("window.sent")


def test_what_is_searched_is_fetched_with_the_first_question(
    english: Served, visit: Opened
) -> None:
    seen = visit(english)
    asked: list[str] = []
    seen.page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page = seen.open()
    page.wait_for_load_state("networkidle")
    assert "records.json" not in asked
    typed(page, "orders")
    assert titles(page)
    assert asked.count("records.json") == 1


@pytest.mark.parametrize(
    ("query", "first"),
    [("containment", "Levers"), ("checkin", "Levers"), ("skip the profile", "PM-0005 Drill")],
)
def test_a_lever_is_found_by_the_words_that_on_call_types(
    english: Served, visit: Opened, query: str, first: str
) -> None:
    assert titles(typed(visit(english).open(), query))[0].startswith(first)


def test_records_come_before_other_pages_and_show_their_lever(
    english: Served, visit: Opened
) -> None:
    found = titles(typed(visit(english).open(), "rolled back"))
    kinds = [bool(re.match(r"(SRR|PM)-|Levers", title)) for title in found]
    assert kinds == sorted(kinds, reverse=True)
    assert not all(kinds)
    page = typed(visit(english).open(), "messaging platform answers slowly")
    teaser = page.locator(".md-search-result__item").first
    expect(teaser).to_contain_text("Containment: CHECKIN_PROFILE=skip, then redeploy")
    expect(teaser.locator("mark").first).to_have_text("messaging")
