"""How long incidents took: four times, raw."""

import pytest

from kit.examples import tree
from srr.insights.response_times import ACKNOWLEDGE, DETECT, INTERVALS, MITIGATE, RESOLVE, spread
from srr.records.postmortem import Postmortem
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def postmortem(fragment: str = "") -> Postmortem:
    files = tree(fragment or "# no acknowledged", "postmortems/PM-0001.md")
    return read_registry(files, Settings()).postmortems[0]


def test_each_time_is_counted_between_its_two_instants() -> None:
    told = postmortem("acknowledged: 2026-01-20T01:07Z")
    assert [interval.minutes(told) for interval in INTERVALS] == [5, 2, 30, 40]


def test_what_is_noticed_at_once_takes_no_time() -> None:
    assert DETECT.minutes(postmortem("detected: 2026-01-20T10:00+09:00")) == 0


def test_offsets_are_understood() -> None:
    assert RESOLVE.minutes(postmortem("resolved: 2026-01-20T02:00+00:00")) == 60


@pytest.mark.parametrize("line", ["# no detected", "detected: 2026-01-20T09:00+09:00"])
def test_a_time_that_is_missing_or_runs_backwards_is_not_known(line: str) -> None:
    assert DETECT.minutes(postmortem(line)) is None


def test_only_what_is_known_is_counted() -> None:
    told = [
        postmortem(),
        postmortem("mitigated: 2026-01-20T10:11+09:00"),
        postmortem("# no mitigated"),
    ]
    assert spread(MITIGATE, told) == (2, 11, 20.5, 30)
    assert spread(ACKNOWLEDGE, told) is None
