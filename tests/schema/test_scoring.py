from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from srr.schema.profiles import PROFILES
from srr.schema.scoring import UNKNOWN, level, priority, score
from srr.schema.settings import Settings

STEPS = Settings().levels


def test_three_times_three_is_level_six_and_with_likelihood_two_priority_twelve() -> None:
    reached = level(score(3, 3), STEPS)
    assert reached == 6
    assert priority(reached, 2) == 12


def test_the_published_scales_reach_every_level_and_no_other_priority() -> None:
    for profile in PROFILES.values():
        levels = {
            level(score(scope.score, severity.score), STEPS)
            for scope, severity in product(profile.scope, profile.severity)
        }
        assert levels == {1, 3, 6, 10}
        reachable = {
            priority(reached, likelihood.score)
            for reached, likelihood in product({0, *levels}, profile.likelihood)
        }
        assert reachable == {0, 1, 2, 3, 6, 10, 12, 20}


def test_nothing_is_level_zero() -> None:
    assert level(0, STEPS) == 0
    assert level(5, ()) == 0


def test_unknown_stays_unknown() -> None:
    assert priority(UNKNOWN, 1) == priority(UNKNOWN, 2) == UNKNOWN


@given(st.integers(0, 1000), st.sets(st.integers(1, 1000)))
def test_a_level_is_the_highest_step_that_the_score_reaches(
    given_score: int, steps: set[int]
) -> None:
    reached = level(given_score, tuple(steps))
    assert reached <= given_score
    assert reached == 0 or reached in steps
    assert not any(reached < step <= given_score for step in steps)


@given(st.integers(0, 100), st.integers(0, 100), st.permutations(STEPS))
def test_a_level_rises_with_the_score_whatever_the_order_of_the_steps(
    one: int, other: int, steps: list[int]
) -> None:
    low, high = sorted((one, other))
    assert level(low, steps) <= level(high, STEPS)
