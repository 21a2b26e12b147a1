"""The search, asked what people ask: Japanese words within sentences, ids, owners."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, expect

from kit import browsing
from kit.browsing import Opened, Served
from kit.examples import record
from kit.serving import served

STARTER = browsing.REPO / "tool/srr/starter/mkdocs.yml"
PATH = "risks/SRR-0001.md"
SENTENCE = (
    "データベースの容量が不足し、障害の経緯を追えなくなった。Failoverにも失敗した(再試行は無効)。"
)


@pytest.fixture(scope="module")
def japanese(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """Build and serve a registry with a Japanese record among others."""
    del browser
    root = tmp_path_factory.mktemp("japanese")
    folder = Path(root, "build/site")
    for place in ("build/site", "risks", "site"):
        (root / place).mkdir(parents=True)
    text = record(PATH).replace("Orders wait for the stock service without a limit", SENTENCE)
    text = text.replace("owner: ura", "owner: 浦島").replace(
        "likelihood: 2", "likelihood: 2\nteam: 基盤"
    )
    (root / PATH).write_text(text, encoding="utf-8")
    (root / "risks/SRR-0002.md").write_text(record("risks/SRR-0002.md"), encoding="utf-8")
    (root / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    with served(folder) as address:
        browsing.built(root, address, STARTER, "2026-02-02")
        yield Served(folder, address)


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
        *("Failover", "failover", "SRR-0001", "浦島", "基盤"),
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
