"""The page of when the work on risks is planned."""

import pytest

from kit.cases import each_case
from kit.numbers import numbers
from kit.sites import Shown, site
from srr.site.pages import risk, roadmap

PATH = "risks/SRR-0001.md"
ESTIMATE = "{detect_minutes: 10, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"
PLANNED = (
    f"horizon: next\neffort: M\nestimate: {ESTIMATE}\nlinks: {{backlog: ['https://x.example/1']}}\n"
)


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    page = roadmap.page(site(fragments, settings))
    assert page is not None
    return Shown(page)


@each_case("front", ["", "horizon: now\nstatus: done\n"])
def test_there_is_no_page_before_the_first_horizon(front: str) -> None:
    assert roadmap.page(site({PATH: front})) is None


def test_each_horizon_has_its_risks_with_priority_effort_minutes_and_backlog() -> None:
    page = shown(
        {
            PATH: PLANNED,
            "risks/SRR-0002.md": "horizon: 2027Q1",
            "risks/SRR-0003.md": "horizon: now",
            "risks/SRR-0004.md": "",
        }
    )
    assert page.ids == ["now", "next", "2027q1"]
    ((priority, title, effort, minutes, owner, backlog),) = page.rows(1)
    assert title.startswith("SRR-0001 Orders fail when the stock service is slow")
    assert [priority, effort, minutes, owner, backlog] == ["12", "Medium", "90.0", "ura", "Backlog"]
    assert "https://x.example/1" in page.links
    assert "90.0 bad minutes a year, estimated for 1 of 1" in page.text
    assert "1 risk unresolved without a horizon" in page.text
    lists = {"?horizon=next&status=open&status=accepted", "?horizon=-&status=open"}
    assert {f"../risks/{query}" for query in lists} <= set(page.lists)


def test_without_an_estimate_there_is_no_column_of_minutes() -> None:
    page = shown({PATH: "horizon: now"})
    assert "Bad minutes" not in page.text
    assert len(page.rows()[0]) == 5


def test_when_a_risk_is_expected_to_break_is_said_where_a_number_tells() -> None:
    grows = numbers("load", lambda day: 100 + day / 7)
    page = shown(
        {
            PATH: "horizon: now\nbreaks_when: load > 120",
            "risks/SRR-0002.md": "horizon: now",
            "risks/SRR-0003.md": "horizon: later",
            **grows,
        }
    )
    assert [row[3] for row in page.rows()] == ["2026-06", "-"]
    assert len(page.rows(1)[0]) == 5


def test_a_horizon_that_is_none_is_text(monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown({PATH: "horizon: '<i>x'"})
    assert "<i>" not in page.html
    assert page.ids == ["i-x"]
    monkeypatch.setattr(roadmap, "MOST", 0)
    assert "<summary>1 risk</summary>" in shown({PATH: "horizon: now"}).html


def test_the_risk_leads_to_the_roadmap_and_says_its_minutes() -> None:
    made = site({PATH: PLANNED})
    page = Shown(risk.page(made.registry.risks[0], made))
    assert "../../roadmap/" in page.links
    assert "every 365.25 days: 90.0 bad minutes a year" in page.text
    assert "年間の影響 90.0 分" in shown({PATH: PLANNED}, language="ja").text
