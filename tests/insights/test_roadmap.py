"""The roadmap: which risks are planned for when."""

from kit.examples import tree
from srr.insights.roadmap import roadmap, unplanned
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings


def risks(*fragments: str) -> tuple[Risk, ...]:
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(fragments, start=1):
        files |= tree(fragment, f"risks/SRR-{number:04d}.md")
    return read_registry(files, Settings()).risks


def test_the_lanes_follow_time_and_the_risks_priority() -> None:
    found = roadmap(
        risks(
            "horizon: later",
            "horizon: now\npotential_impact: 3",
            "horizon: now",
            "horizon: 2027Q1\nstatus: accepted",
            "horizon: next\nstatus: done",
            "",
        )
    )
    assert [(lane.horizon, [risk.id for risk in lane.risks]) for lane in found] == [
        ("now", ["SRR-0003", "SRR-0002"]),
        ("2027Q1", ["SRR-0004"]),
        ("later", ["SRR-0001"]),
    ]


def test_the_minutes_add_up_over_the_risks_with_an_estimate() -> None:
    given = "{detect_minutes: 0, repair_minutes: 10, affected_percent: 50, every_days: 365.25}"
    planned = f"horizon: now\nestimate: {given}"
    (lane,) = roadmap(risks(planned, planned, "horizon: now", "horizon: now\nestimate: {}"))
    assert (lane.bad_minutes_a_year, lane.estimated) == (10, 2)


def test_unplanned_are_the_unresolved_without_a_horizon() -> None:
    found = unplanned(risks("", "horizon: now", "status: accepted", "status: done"))
    assert [risk.id for risk in found] == ["SRR-0001"]
