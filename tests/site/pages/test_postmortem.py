"""The page of one postmortem."""

from kit.sites import Shown, site
from srr.site.kit.page import Heading
from srr.site.pages import postmortem

PATH = "postmortems/PM-0001.md"


def shown(fragment: str = "", others: dict[str, str] | None = None, **settings: object) -> Shown:
    made = site({PATH: fragment} | (others or {}), settings)
    return Shown(postmortem.page(made.registry.postmortems[0], made))


def test_the_score_is_shown_with_its_arithmetic() -> None:
    assert "Score 2 × 3 = 6" in shown().text


def test_a_score_whose_factors_are_not_known_stands_alone() -> None:
    assert "Score 6 ura" in shown("# no scope").text


def test_the_instants_and_the_four_times_are_facts() -> None:
    facts = shown(
        "acknowledged: 2026-01-20T10:06+09:00\nfirst_notice: 2026-01-20T01:12Z\nrollback: safe"
    ).facts()
    assert facts == {
        "Started": "2026-01-20 10:00 +09:00",
        "Detected": "2026-01-20 10:05 +09:00",
        "Acknowledged": "2026-01-20 10:06 +09:00",
        "Mitigated": "2026-01-20 10:30 +09:00",
        "Resolved": "2026-01-20 10:40 +09:00",
        "First notice": "2026-01-20 01:12 +00:00",
        "Time to detect": "5 minutes",
        "Time to acknowledge": "1 minute",
        "Time to mitigate": "30 minutes",
        "Time to resolve": "40 minutes",
        "Trigger": "Configuration push",
        "Class of cause": "Software",
        "Rollback": "Safe",
    }


def test_linked_risks_come_with_their_status() -> None:
    page = shown(
        "risks: [SRR-0001, SRR-0404]", {"risks/SRR-0001.md": "title: A risk\nstatus: watching"}
    )
    assert "SRR-0001 A risk Watching" in page.text
    assert "SRR-0404" in page.text
    assert "../../risks/SRR-0001/" in page.links


def test_sections_have_fixed_ids_in_every_language() -> None:
    page = shown(language="ja")
    assert "うまくいったこと" in page.text
    ids = page.ids
    assert ids == [
        *("summary", "impact", "timeline", "cause", "went-well", "went-wrong", "lucky"),
        *("follow-up", "actions"),
    ]


def test_a_hint_that_nobody_wrote_over_is_not_shown_as_the_text() -> None:
    page = shown("## Cause\n\nWhat set it off, and why that was possible.\n")
    assert "What set it off" not in page.text
    assert "Nothing is written here yet." in page.text


def test_a_section_of_the_teams_own_is_shown_last() -> None:
    made = site({PATH: "## Costs\nTen dollars.\n"})
    blocks = postmortem.page(made.registry.postmortems[0], made).blocks
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert headings[-2:] == ["Costs", "Actions"]


def test_actions_stand_below_their_viewpoints() -> None:
    page = shown(
        "actions:\n"
        "  - {id: A1, do: Alert, viewpoint: detect-sooner, owner: ura, due: 2026-01-30}\n"
        "  - {id: A2, do: Ask SRR-0001, viewpoint: confirm-cause, owner: kato, due: 2026-02-02}\n"
        "  - {id: A3, do: Mend, viewpoint: confirm-cause, owner: ura, due: 2026-01-01,"
        " done: 2026-01-02, link: 'https://example.com/1'}\n"
        "  - {do: Odd, viewpoint: nonsense}\n"
        "  - {do: Bare}\n"
    )
    assert page.rows(1) == [
        ["Confirm the cause"],
        ["A2", "Ask SRR-0001", "kato", "2026-02-02 Due today", "Open"],
        ["A3", "Mend", "ura", "2026-01-01", "Done 2026-01-02"],
        ["Detect sooner"],
        ["A1", "Alert", "ura", "2026-01-30 3 days late", "Open"],
        ["nonsense"],
        ["4", "Odd", "-", "-", "Open"],
        ["No viewpoint"],
        ["5", "Bare", "-", "-", "Open"],
    ]
    assert "https://example.com/1" in page.links


def test_a_link_of_an_action_that_cannot_be_followed_is_no_link() -> None:
    page = shown("actions:\n  - {id: A1, do: x, link: 'javascript:alert(1)'}\n")
    assert not [link for link in page.links if "javascript" in link]


def test_what_the_linter_objects_to_is_said() -> None:
    page = shown("score: 5")
    assert "postmortem-score" in page.text
    assert "../../rules/postmortem-score/" in page.links


def test_a_record_that_says_almost_nothing_is_shown() -> None:
    made = site({PATH: "---\nkind: 3\nstatus: [x]\nactions: no\n---\n"})
    page = Shown(postmortem.page(made.registry.postmortems[0], made))
    assert "No action is recorded." in page.text


def test_it_leads_with_the_downtime_its_share_of_the_budget_and_the_open_actions() -> None:
    slo = {"target": 99.95, "window_days": 30}
    open_, done = "due: 2026-03-01", "due: 2026-03-01, done: 2026-02-01"
    actions = "actions:\n" + "".join(
        f"  - {{do: a, owner: ura, {each}}}\n" for each in (open_, done)
    )
    page = shown(actions, slo=slo)
    assert "30 minutes of downtime · 1.4 × error budget · 1 of 2 actions open" in page.text
    without = shown("# no mitigated\n# no resolved\n# no actions", language="ja").text
    assert "ダウンタイム" not in without
