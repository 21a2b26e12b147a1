"""How the open risks are spread: numbers, sums, and who was not looked at for the longest time."""

from kit.examples import tree
from srr.insights.workload import Load, loads, owner_loads
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def by_owner(*fragments: str) -> dict[str, Load]:
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(fragments, start=1):
        files |= tree(fragment, f"risks/SRR-{number:04d}.md")
    risks = read_registry(files, Settings()).risks
    return {found.name: found for found in loads(risks, lambda risk: risk.owner)}


def test_only_unresolved_risks_weigh() -> None:
    found = by_owner("", "status: accepted", "status: done")
    assert [risk.id for risk in found["ura"].risks] == ["SRR-0001"]


def test_unknown_is_counted_and_never_summed_as_zero() -> None:
    load = by_owner("", "potential_impact: unknown", "# no likelihood")["ura"]
    assert (load.priority, load.unknown) == (12, 2)


def test_the_oldest_is_the_one_with_the_earliest_last_visit() -> None:
    visited = (
        "created: 2025-01-01\n## Visits\n\n- 2026-01-30 ura: not-started, next 2026-02-05. x\n"
    )
    oldest = by_owner(visited, "created: 2026-01-20", "# no created")["ura"].oldest
    assert oldest is not None
    assert oldest.id == "SRR-0002"


def test_without_any_day_there_is_no_oldest() -> None:
    assert by_owner("# no created")["ura"].oldest is None


def test_the_fullest_comes_first_and_nobody_has_a_place() -> None:
    found = by_owner(
        "owner: b", "owner: a", "owner: a", "owner: c\npotential_impact: 10", "# no owner"
    )
    assert list(found) == ["a", "c", "", "b"]


ACCEPTED = """status: accepted
acceptance: {by: mei, decided: 2026-01-26, because: It is rare, reviewer: sato}
"""
ACTIONS = """status: draft
actions:
  - {id: A1, do: Look, viewpoint: prevent, owner: sato, due: 2026-03-02}
  - {id: A2, do: Look, viewpoint: prevent, owner: sato, due: 2026-03-02, done: 2026-01-29}
  - {id: A3, do: Look, viewpoint: prevent, due: 2026-03-02}
"""


def test_an_owner_also_carries_open_actions_acceptances_to_review_and_drafts() -> None:
    files = {
        **tree(ACCEPTED, "risks/SRR-0001.md"),
        **tree(ACCEPTED.replace("accepted", "watching"), "risks/SRR-0002.md"),
        **tree(ACTIONS, "postmortems/PM-0001.md"),
        **tree("owner: mei\nactions: []", "postmortems/PM-0002.md"),
    }
    registry = read_registry(files, Settings())
    found = owner_loads(registry.risks, registry.postmortems, registry.concerns)
    assert [
        (load.name, len(load.risks), len(load.actions), len(load.reviews), len(load.drafts))
        for load in found
    ] == [("ura", 1, 0, 0, 1), ("sato", 0, 1, 1, 0), ("", 0, 1, 0, 0)]


def test_an_owner_also_carries_the_concerns_on_which_a_report_is_owed() -> None:
    files = {
        **tree("", "risks/SRR-0001.md"),
        **tree("owner: mei", "concerns/CN-0001.md"),
        **tree("owner: mei\nstatus: watching", "concerns/CN-0002.md"),
        **tree("owner: sato\nstatus: backlog", "concerns/CN-0003.md"),
    }
    registry = read_registry(files, Settings())
    found = owner_loads(registry.risks, registry.postmortems, registry.concerns)
    counts = [(load.name, len(load.concerns), load.carries_something) for load in found]
    assert counts == [("ura", 0, True), ("mei", 2, True)]
