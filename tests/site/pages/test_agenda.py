"""The page of the review meeting's list."""

import pytest

from kit.numbers import numbers
from kit.sites import Shown, site
from srr.site.pages import agenda

LATE = "next_visit: 2026-02-01\ncreated: 2025-12-01\nstatus: in-progress"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(agenda.page(site(fragments, settings)))


def test_each_risk_is_listed_once_with_why_it_comes_up() -> None:
    page = shown({"risks/SRR-0001.md": LATE, "risks/SRR-0002.md": LATE})
    assert page.ids == ["risks", "actions", "load"]
    assert "Risks that come up (2)" in page.text
    assert page.links.count("../risks/SRR-0001/") == 1
    assert "Overdue by 1 day" in page.text
    assert page.text.count("no report since 2025-12-01") == 2
    assert "srr visit SRR-0001; \\ srr visit SRR-0002" in page.text


@pytest.mark.parametrize(
    ("fragment", "reason"),
    [
        ("next_visit: 2026-02-09\ncreated: 2025-12-01", "due by the next meeting"),
        ("created: 2026-01-26\nnext_visit: 2026-03-01", "new"),
        (
            "status: accepted\ncreated: 2025-12-01\nnext_visit: 2026-03-01\nacceptance:\n  until: 2026-02-20",
            "acceptance ends 2026-02-20",
        ),
    ],
)
def test_a_reason_is_said_beside_the_risk(fragment: str, reason: str) -> None:
    assert f"· {reason}" in shown({"risks/SRR-0001.md": fragment}).text


QUIET = "created: 2025-12-01\nnext_visit: 2026-03-01\nbreaks_when: load > "


@pytest.mark.parametrize(
    ("limit", "reason", "style"),
    [
        (90, "limit reached load 100 (2026-02-02) · breaks when > 90 · 10 over (11 %)", "overdue"),
        (110, "limit near load 100 (2026-02-02) · breaks when > 110 · 10 left (9.1 %)", "due-soon"),
    ],
)
def test_a_limit_is_said_in_numbers_and_leads_to_what_breaks_next(
    limit: int, reason: str, style: str
) -> None:
    grows = numbers("load", lambda day: 100 + day / 7)
    page = shown({"risks/SRR-0001.md": f"{QUIET}{limit}", **grows})
    assert f"· {reason}" in page.text
    assert f"srr-badge srr-{style}" in page.html
    assert "../breaks-next/" in page.links


def test_what_was_closed_since_the_last_meeting_is_listed() -> None:
    log = "## Visits\n\n- 2026-01-30 ura: watching -> done. Gone.\n"
    page = shown({"risks/SRR-0001.md": f"status: done\ncreated: 2025-12-01\n{log}"})
    assert "Closed since the last meeting (1)" in page.text
    assert "closed" not in shown({"risks/SRR-0001.md": LATE}).ids


def test_overdue_actions_stand_in_the_table() -> None:
    actions = "actions:\n  - {id: A1, do: Alert, viewpoint: prevent, owner: ura, due: 2026-02-01}\n"
    assert shown({"postmortems/PM-0001.md": actions}).rows()[0][0] == "2026-02-01 1 day late"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No risk comes up:"), ("ja", "確認するリスクはない。")],
)
def test_an_empty_registry_has_an_agenda_that_says_so(language: str, words: str) -> None:
    assert words in shown({}, language=language).text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_names_the_commands_that_print_and_hold_the_meeting(language: str) -> None:
    text = shown({}, language=language).text
    assert "srr agenda" in text
    assert "srr meeting" in text


def test_braces_in_a_name_are_text() -> None:
    assert "{0} 1 (priority 12)" in shown({"risks/SRR-0001.md": "owner: '{0}'"}).text


def test_the_load_is_one_line_in_the_language_of_the_site() -> None:
    assert "ura 1 (priority 12)" in shown({"risks/SRR-0001.md": ""}).text
    assert "ura 1 件(優先度計 12)" in shown({"risks/SRR-0001.md": ""}, language="ja").text


STALLED = "status: draft\nstarted: 2025-12-01T10:00+09:00\nresolved: 2025-12-01T10:40+09:00\n"


def test_postmortems_that_are_not_finished_stand_in_a_table() -> None:
    page = shown({"postmortems/PM-0001.md": STALLED})
    assert "unfinished" in page.ids
    assert "Postmortems not finished (1)" in page.text
    assert page.rows()[0][0] == "2025-12-15"
    assert "postmortems/PM-0001" in "".join(page.links)


REPORT = "report_due: 2026-01-30\n"


def test_reports_that_are_due_come_first_by_owner_the_latest_first() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": LATE,
            "concerns/CN-0001.md": "report_due: 2026-02-09",
            "concerns/CN-0002.md": f"{REPORT}owner: mei",
            "concerns/CN-0003.md": "report_due: 2026-02-02\nowner: mei",
            "concerns/CN-0004.md": "report_due: 2026-02-10",
        }
    )
    assert page.ids[:3] == ["reports", "report-commands", "risks"]
    assert "Reports due (3)" in page.text
    title = "p99 of orders 2 s -> 4 s on Fridays"
    assert page.rows() == [
        ["mei (2)"],
        ["2026-01-30 Overdue by 3 days", f"CN-0002 {title}", "Assigned"],
        ["2026-02-02 Due today", f"CN-0003 {title}", "Assigned"],
        ["ura (1)"],
        ["2026-02-09 in 7 days", f"CN-0001 {title}", "Assigned"],
    ]
    assert "srr report CN-0002; \\\nsrr report CN-0003; \\\nsrr report CN-0001" in page.html
    assert "../concerns/" in page.links
    assert "CN-0004" not in page.text


def test_where_no_report_is_due_nothing_is_said_of_them() -> None:
    page = shown({"concerns/CN-0001.md": "report_due: 2026-02-10"}, language="ja")
    assert "reports" not in page.ids
    assert "報告 (" not in page.text
