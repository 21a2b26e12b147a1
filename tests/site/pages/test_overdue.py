"""The page of what is overdue and due soon: stretches of time, and what waits for its day."""

import re

import pytest

from kit.sites import Shown, site
from srr.site.pages import overdue

DAYS = {
    "risks/SRR-0001.md": "title: Late\nnext_visit: 2026-02-01",
    "risks/SRR-0002.md": "title: Today\nnext_visit: 2026-02-02",
    "risks/SRR-0003.md": "title: Week\nnext_visit: 2026-02-09",
    "risks/SRR-0004.md": "title: Month\nnext_visit: 2026-03-04",
    "risks/SRR-0005.md": "title: Later\nnext_visit: 2026-03-05",
    "risks/SRR-0006.md": "title: Later still\nnext_visit: 2026-06-01",
    "risks/SRR-0007.md": "title: Done\nstatus: done\nnext_visit: 2026-02-01",
    "risks/SRR-0008.md": "title: Earliest\nstatus: accepted\nnext_visit: 2025-12-01",
}


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(overdue.page(site(fragments, settings)))


def titles(html: str) -> list[str]:
    return re.findall(r"</small> ([^<]*)</a>", html)


def test_each_visit_stands_in_the_group_of_its_day_the_earliest_first() -> None:
    html, _, later = shown(DAYS).html.partition('<div hidden data-ahead="Infinity">')
    late, week, month = map(titles, html.split("<h2")[1:])
    assert (late, week, month) == (["Earliest", "Late"], ["Today", "Week"], ["Month"])
    assert titles(later) == ["Later", "Later still"]


def test_grace_keeps_a_visit_out_of_the_first_group() -> None:
    late, week, _ = map(titles, shown(DAYS, grace_days=1).html.split("<h2")[1:])
    assert (late, week) == (["Earliest"], ["Late", "Today", "Week"])


@pytest.mark.parametrize(
    ("language", "nothing"), [("en", "No visit is overdue."), ("ja", "期限切れはない。")]
)
def test_an_empty_group_says_so_and_hides_its_table(language: str, nothing: str) -> None:
    html = shown({}, language=language).html
    assert f'<p class="srr-quiet">{nothing}</p><div hidden>' in html
    assert html.count("<div hidden>") == 3
    full = shown({"risks/SRR-0001.md": DAYS["risks/SRR-0001.md"]}, language=language).html
    assert f'<p class="srr-quiet" hidden>{nothing}</p><div>' in full


def test_the_day_that_was_counted_on_is_said() -> None:
    assert "Counted on 2026-02-02 ." in shown(DAYS).text
    assert "2026-02-02 時点。" in shown(DAYS, language="ja").text
