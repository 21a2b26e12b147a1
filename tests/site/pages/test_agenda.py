"""The page of the review meeting's list."""

import pytest

from kit.sites import Shown, site
from srr.site.pages import agenda

LATE = "next_visit: 2026-02-01\ncreated: 2025-12-01\nstatus: in-progress"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(agenda.page(site(fragments, settings)))


def test_every_point_has_its_heading_with_its_number() -> None:
    page = shown({"risks/SRR-0001.md": LATE, "risks/SRR-0002.md": LATE})
    assert page.ids == [
        "overdue",
        "due",
        "no-report",
        "stalled",
        "new",
        "ending",
        "actions",
        "load",
    ]
    for words in ("Overdue (2)", "Due by the next meeting (0)", "Overdue actions (0)"):
        assert words in page.text


def test_a_risk_is_told_with_what_the_point_is_about() -> None:
    page = shown({"risks/SRR-0001.md": LATE})
    assert "last report 2025-12-01" in page.text
    assert "Overdue by 1 day" in page.text
    assert "risks/SRR-0001" in "".join(page.links)
    ending = f"{LATE.replace('in-progress', 'accepted')}\nacceptance:\n  until: 2026-02-20"
    assert "ends 2026-02-20" in shown({"risks/SRR-0001.md": ending}).text


def test_overdue_actions_stand_in_the_table() -> None:
    actions = "actions:\n  - {id: A1, do: Alert, viewpoint: prevent, owner: ura, due: 2026-02-01}\n"
    assert shown({"postmortems/PM-0001.md": actions}).rows()[0][0] == "2026-02-01 1 day late"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "No visit is overdue."), ("ja", "期限切れはない。")],
)
def test_an_empty_registry_has_an_agenda_that_says_so(language: str, words: str) -> None:
    assert words in shown({}, language=language).text


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
