"""Which levers there are, by service, and when each was last tried."""

from datetime import date

from kit.sites import site
from srr.insights.levers import levers, without_lever

DRILL = "kind: drill\nstarted: 2026-01-{day}T10:00+09:00\n"


def found(fragments: dict[str, str]) -> list[tuple[str, list[str]]]:
    made = site(fragments)
    groups = levers(made.registry, made.today)
    return [(name, [each.risk.id for each in group]) for name, group in groups.items()]


def test_services_go_from_a_to_z_and_in_each_the_most_pressing_comes_first_none_last() -> None:
    low = "potential_impact: 3\nscope: 1\nseverity: 3\npriority: 6"
    assert found(
        {
            "risks/SRR-0001.md": "containment: x",
            "risks/SRR-0002.md": f"containment: x\nservice: api\n{low}",
            "risks/SRR-0003.md": "workaround: x\nservice: api",
            "risks/SRR-0004.md": "service: Batch\nlinks:\n  runbook: [https://example.com/x]",
        }
    ) == [("api", ["SRR-0003", "SRR-0002"]), ("Batch", ["SRR-0004"]), ("", ["SRR-0001"])]


def test_a_risk_that_is_done_has_no_lever_and_one_that_says_nothing_is_listed_apart() -> None:
    fragments = {
        "risks/SRR-0001.md": "status: done\ncontainment: x",
        "risks/SRR-0002.md": "links:\n  chat: [https://example.com/x]",
        "risks/SRR-0003.md": "status: accepted",
        "risks/SRR-0004.md": "potential_impact: 10",
    }
    assert found(fragments) == []
    silent = without_lever(site(fragments).registry.risks)
    assert [risk.id for risk in silent] == ["SRR-0004", "SRR-0002"]


def test_a_lever_was_last_tried_in_the_last_drill_that_either_names() -> None:
    made = site(
        {
            "risks/SRR-0001.md": "containment: x\npostmortems: [PM-0002]",
            "risks/SRR-0002.md": "containment: x",
            "risks/SRR-0003.md": "containment: x\npostmortems: [PM-0004]",
            "postmortems/PM-0001.md": f"{DRILL.format(day='05')}risks: [SRR-0001, SRR-0002]",
            "postmortems/PM-0002.md": DRILL.format(day="20"),
            "postmortems/PM-0003.md": f"{DRILL.replace('01-', '03-').format(day='01')}risks: [SRR-0002]",
            "postmortems/PM-0004.md": DRILL.replace("drill", "incident").format(day="20"),
        },
        today=date(2026, 1, 20),
    )
    (group,) = levers(made.registry, made.today).values()
    tried = {each.risk.id: each.tried.id if each.tried else None for each in group}
    assert tried == {"SRR-0001": "PM-0002", "SRR-0002": "PM-0001", "SRR-0003": None}
