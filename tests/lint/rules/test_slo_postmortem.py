"""The rule slo-postmortem beyond its page."""

from typing import Any

from kit.cases import each_case
from kit.judging import carets, messages

POLICY = {"budget": {"incident_share": 0.2}}
# A fifth of 21.6 minutes is 4.32.
ORDERING = {"name": "Ordering", "target": 99.95, "services": ["order-api"]}
TALK = {"name": "Talk", "target": 99.99, "services": ["talk-server"]}
LINE = "\n## Occurrences\n\n- {} sato: {} minutes, {} %. It failed.\n"


def said(fragment: str, **settings: Any) -> list[str]:
    return messages("slo-postmortem", fragment, settings=settings)


def occurred(minutes: float, percent: float = 100, day: str = "2026-01-30", front: str = "") -> str:
    return front + LINE.format(day, minutes, percent)


@each_case(
    ("minutes", "percent", "is_found"),
    [(4.32, 100, False), (4.33, 100, True), (10.8, 40, False), (10.9, 40, True), (0, 100, False)],
)
def test_an_occurrence_is_held_against_the_share_by_its_percent(
    minutes: float, percent: float, is_found: bool
) -> None:
    found = said(occurred(minutes, percent), slo=[ORDERING], **POLICY)
    assert bool(found) is is_found


def test_it_says_how_much_of_whose_budget_that_is() -> None:
    # 20 x 40 % = 8 of 21.6 and of 4.32 minutes: the objective is named of which it is more.
    assert said(occurred(20, 40), slo=[ORDERING, TALK], **POLICY) == [
        "8 min of all users are 185 % of a month's budget of Talk, and there is no postmortem"
    ]
    ordering = occurred(20, 40, front="service: order-api\n")
    assert said(ordering, slo=[ORDERING, TALK], **POLICY) == [
        "8 min of all users are 37 % of a month's budget of Ordering, and there is no postmortem"
    ]


def test_without_the_setting_or_an_objective_nothing_is_asked() -> None:
    assert said(occurred(600), slo=[ORDERING]) == []
    assert said(occurred(600), slo=[ORDERING], budget={"risk_share": 0.1}) == []
    assert said(occurred(600), **POLICY) == []
    assert said(occurred(600, front="service: menu-api\n"), slo=[ORDERING], **POLICY) == []


@each_case(
    ("postmortem", "is_found"),
    [
        ("risks: [SRR-0001]\nstarted: 2026-01-30T10:00+09:00", False),
        ("risks: [SRR-0001]\nstarted: 2026-01-29T10:00+09:00", True),
        ("risks: [SRR-0001]\nkind: drill\nstarted: 2026-01-30T10:00+09:00", True),
        ("started: 2026-01-30T10:00+09:00", True),
    ],
)
def test_an_incident_of_the_risk_on_that_day_is_its_postmortem(
    postmortem: str, is_found: bool
) -> None:
    fragment = f"risks/SRR-0001.md\n{occurred(60)}\npostmortems/PM-0001.md\n{postmortem}"
    assert bool(said(fragment, slo=[ORDERING], **POLICY)) is is_found


def test_what_has_not_happened_yet_needs_none() -> None:
    assert said(occurred(60, day="2026-02-03"), slo=[ORDERING], **POLICY) == []
    assert said(occurred(60, day="2026-02-02"), slo=[ORDERING], **POLICY) != []


def test_the_occurrence_is_pointed_at() -> None:
    fragment = occurred(60)
    settings = {"slo": [ORDERING], **POLICY}
    assert carets("slo-postmortem", fragment, settings=settings) == [
        "«- 2026-01-30 sato: 60 minutes, 100 %. It failed.»"
    ]


@each_case(
    ("front", "found"),
    [
        ("", []),
        (
            "actions: []",
            ["30 min are 139 % of a month's budget of Ordering, and no action follows from it"],
        ),
        (
            "# no actions",
            ["30 min are 139 % of a month's budget of Ordering, and no action follows from it"],
        ),
        ("actions: []\nstatus: draft", []),
        ("actions: []\nkind: drill", []),
        ("actions: []\nkind: near-miss", []),
        ("actions: []\nmitigated: 2026-01-20T10:04+09:00", []),
        ("actions: []\nservices: [menu-api]", []),
    ],
)
def test_a_postmortem_above_the_share_has_an_action(front: str, found: list[str]) -> None:
    settings = {"slo": [ORDERING], **POLICY}
    assert messages("slo-postmortem", front, settings=settings, folder="postmortems") == found
