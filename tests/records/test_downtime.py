"""How long customers could not work."""

import pytest

from kit.cases import each_case
from kit.examples import tree
from srr.records.downtime import Downtime, downtime, has_no_end
from srr.records.postmortem import Postmortem
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def incident(fragment: str) -> Postmortem:
    files = tree(fragment, "postmortems/PM-0001.md")
    return read_registry(files, Settings()).postmortems[0]


def found(fragment: str) -> Downtime | None:
    return downtime(incident(fragment))


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


@each_case(
    ("lines", "is_endless"),
    [
        ("# no mitigated\n# no resolved", True),
        ("# no resolved", False),
        ("# no mitigated", False),
        ("# no started\n# no mitigated\n# no resolved", False),
        ("kind: drill\n# no mitigated\n# no resolved", False),
    ],
)
def test_it_has_no_end_where_a_start_is_given_and_neither_end(lines: str, is_endless: bool) -> None:
    assert has_no_end(incident(lines)) is is_endless
