"""Owners and teams beyond the limits of the settings, on the risk that came last."""

from typing import Any

from kit.cases import each_case
from kit.judging import carets, judged, messages

TWO = "risks/SRR-0001.md\n{}\nrisks/SRR-0002.md\n{}\n"


def limits(**given: int) -> dict[str, Any]:
    return {"settings": {"limits": given}}


def two(first: str, second: str = "title: Orders fail again") -> str:
    return TWO.format(first, second)


@each_case(
    ("fragment", "given", "said"),
    [
        (two("owner: ura"), {}, []),
        (two("owner: ura"), {"open_per_owner": 2}, []),
        (two("owner: ura"), {"open_per_owner": 1}, ["ura has 2 open risks, and the limit is 1"]),
        (two("owner: sato"), {"open_per_owner": 1}, []),
        (two("# no owner", "# no owner"), {"open_per_owner": 1}, []),
        (two("status: accepted"), {"open_per_owner": 1}, []),
        (two("status: done"), {"open_per_owner": 1}, []),
        (two("owner: ura"), {"priority_per_owner": 24}, []),
        (
            two("owner: ura"),
            {"priority_per_owner": 23},
            ["the priorities of the open risks of ura add up to 24, and the limit is 23"],
        ),
        (two("potential_impact: unknown"), {"priority_per_owner": 12}, []),
        (two("team: web", "team: web"), {"open_per_team": 1},
         ["the team web has 2 open risks, and the limit is 1"]),
        (two("team: web"), {"open_per_team": 1}, []),
    ],
)  # fmt: skip
def test_what_is_beyond_the_limit_is_counted(
    fragment: str, given: dict[str, int], said: list[str]
) -> None:
    assert messages("owner-overloaded", fragment, **limits(**given)) == said


def test_it_is_one_warning_on_the_risk_that_came_last() -> None:
    fragment = two("created: 2026-01-28")
    (finding,) = judged("owner-overloaded", fragment, **limits(open_per_owner=1))
    assert (finding.path, finding.severity) == ("risks/SRR-0001.md", "warning")
    assert carets("owner-overloaded", fragment, **limits(open_per_owner=1)) == ["owner: «ura»"]
    handed = "## Visits\n- 2026-01-30 mei: not-started, owner mei -> ura, next 2026-02-05. His."
    (finding,) = judged(
        "owner-overloaded", two("created: 2026-01-28", handed), **limits(open_per_owner=1)
    )
    assert finding.path == "risks/SRR-0002.md"
