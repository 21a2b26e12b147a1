"""The impact of today never exceeds the worst that can happen, where both are known numbers."""

from itertools import product

import pytest

from kit.cases import each_case
from kit.judging import carets, judged

LEVELS = (0, 1, 3, 6, 10)


def impacts(current: object, potential: object) -> str:
    return f"current_impact: {current}\npotential_impact: {potential}\n"


@each_case(("current", "potential"), list(product(LEVELS, LEVELS)))
def test_it_fires_exactly_above_the_potential_impact(current: int, potential: int) -> None:
    found = judged("score-current", impacts(current, potential))
    assert len(found) == (1 if current > potential else 0)


def test_the_message_names_both_numbers_and_the_way_out() -> None:
    (finding,) = judged("score-current", impacts(10, 6))
    assert finding.message.en == "current_impact is 10, above the potential_impact of 6"
    assert finding.message.ja == "current_impact が 10 で、potential_impact の 6 を超えている"
    assert finding.help is not None
    assert finding.help.en == "raise potential_impact, or correct current_impact"
    assert finding.severity == "error"


def test_it_points_at_the_current_impact_and_refers_to_the_potential_one() -> None:
    assert carets("score-current", impacts(10, 6)) == ["current_impact: «10»"]
    (finding,) = judged("score-current", impacts(10, 6))
    (other,) = finding.related
    assert other.line == finding.place.line + 1


@each_case(
    "fragment",
    [
        impacts("unknown", 1),
        impacts(10, "unknown"),
        impacts("不明", 1),
        impacts("'10'", 1),
        impacts("１０", 1),
        impacts(16, 10),
        impacts("true", 0),
        "# no current_impact\npotential_impact: 1\n",
        "current_impact: 10\n# no potential_impact\n",
    ],
)
def test_what_is_unknown_missing_or_off_the_scale_is_not_compared(fragment: str) -> None:
    assert judged("score-current", fragment) == ()


def test_the_scale_of_the_settings_decides_what_a_level_is() -> None:
    settings = {"levels": [25, 16, 4]}
    assert len(judged("score-current", impacts(25, 16), settings=settings)) == 1
    assert judged("score-current", impacts(10, 4), settings=settings) == ()


@pytest.mark.parametrize("status", ["watching", "accepted", "done"])
def test_the_status_is_no_excuse(status: str) -> None:
    assert len(judged("score-current", f"status: {status}\n{impacts(10, 6)}")) == 1
