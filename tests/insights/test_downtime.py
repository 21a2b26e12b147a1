"""How long customers could not work."""

import pytest

from kit.cases import each_case
from kit.examples import tree
from srr.insights.downtime import Downtime, downtime
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def found(fragment: str) -> Downtime | None:
    files = tree(fragment, "postmortems/PM-0001.md")
    return downtime(read_registry(files, Settings()).postmortems[0])


def test_it_ends_when_customers_could_work_again_however_late_the_permanent_fix() -> None:
    assert found("resolved: 2026-01-22T10:40+09:00") == (30, "mitigated")


@pytest.mark.parametrize("line", ["# no mitigated", "mitigated: null"])
def test_it_ends_with_the_incident_only_where_no_mitigation_is_given(line: str) -> None:
    assert found(line) == (40, "resolved")


@each_case(
    "lines",
    [
        "mitigated: about noon",
        "mitigated: 2026-01-20T09:00+09:00",
        "# no mitigated\n# no resolved",
        "# no started",
    ],
)
def test_it_is_not_known_where_an_instant_is_missing_or_makes_no_sense(lines: str) -> None:
    assert found(lines) is None


@pytest.mark.parametrize("kind", ["near-miss", "drill"])
def test_where_customers_could_work_throughout_there_is_none(kind: str) -> None:
    assert found(f"kind: {kind}") is None
