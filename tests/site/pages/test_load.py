"""The page of who carries how much."""

from kit.sites import Shown, site
from srr.site.pages import home, load

TITLE = "Orders fail when the stock service is slow"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(load.page(site(fragments, settings)))


def test_owners_and_teams_stand_with_their_sums() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "team: web",
            "risks/SRR-0002.md": "team: web\npotential_impact: unknown\nnext_visit: 2026-01-31",
            "risks/SRR-0003.md": "owner: kato\ncreated: 2026-01-02",
            "risks/SRR-0004.md": "owner: kato\nstatus: done",
        }
    )
    assert page.rows() == [
        ["ura", "2", "12 + 1 unknown", "1", f"SRR-0001 {TITLE} 2026-01-26 · 7 days ago"],
        ["kato", "1", "12", "0", f"SRR-0003 {TITLE} 2026-01-02 · 31 days ago"],
    ]
    assert [row[:2] for row in page.rows(1)] == [["web", "2"], ["Nobody", "1"]]


def test_a_long_and_hostile_owner_is_text() -> None:
    page = shown({"risks/SRR-0001.md": f"owner: '<i>{'x' * 60}'"})
    assert f"<i>{'x' * 60}" in page.text
    assert "<i>" not in page.html


def test_nothing_open_says_so_in_both_languages() -> None:
    assert "No risk is unresolved." in shown({"risks/SRR-0001.md": "status: done"}).text
    assert "未解決のリスクはない。" in shown({}, language="ja").text


def test_what_is_overdue_adds_up_to_what_home_counts() -> None:
    fragments = {
        "risks/SRR-0001.md": "next_visit: 2026-01-30",
        "risks/SRR-0002.md": "next_visit: 2026-01-30\nstatus: accepted",
        "risks/SRR-0003.md": "next_visit: 2026-01-30\nstatus: accepted\nowner: mori",
        "risks/SRR-0004.md": "next_visit: 2026-01-30\nstatus: done",
    }
    assert [row[:4] for row in shown(fragments).rows()] == [
        ["ura", "1", "12", "2"],
        ["mori", "0", "0", "1"],
    ]
    assert "3 overdue" in Shown(home.page(site(fragments))).text


def test_what_else_waits_for_an_owner_has_a_column_that_leads_to_its_list() -> None:
    action = "{id: A1, do: Look, viewpoint: prevent, owner: sato, due: 2026-03-02}"
    page = shown(
        {"risks/SRR-0001.md": "", "postmortems/PM-0001.md": f"status: draft\nactions: [{action}]"}
    )
    assert "Acceptances to review" not in page.text
    assert [row[4:6] for row in page.rows()] == [["0", "1"], ["1", "0"]]
    assert {"../actions/", "../postmortems/"} <= set(page.links)
    assert "Drafts" not in shown({"risks/SRR-0001.md": ""}).text
