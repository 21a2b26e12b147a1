"""How far an indicator is from a limit, from either side."""

from math import isfinite

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.series import TODAY, held, indicator, limit
from srr.records.headroom import Headroom, comes_from_below, headroom

NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@each_case(
    ("stated", "value", "share"),
    [
        ("load > 900", 715, 185 / 900),
        ("load >= 900", 900, 0),
        ("load > 900", 990, -0.1),
        ("load < 20", 25, 0.25),
        ("load <= 20", 15, -0.25),
        ("load > -50", -60, 0.2),
        ("load < -50", -40, 0.2),
        ("load > 0", -3, None),
        ("load == 5", 3, None),
        ("load != 5", 5, None),
    ],
)
def test_the_share_is_the_distance_by_the_size_of_the_limit(
    stated: str, value: float, share: float | None
) -> None:
    condition = limit(stated, indicator({0: value}))
    found = headroom(condition, TODAY)
    assert found == Headroom("load", value, TODAY, condition.comparison.limit, share)


@each_case(
    ("stated", "value", "share"),
    [
        ("load < 50", 40, 0.2),
        ("load <= 50", 60, -0.2),
        ("load > 50", 60, 0.2),
        ("load >= 50", 40, -0.2),
    ],
)
def test_what_must_hold_has_its_limit_where_it_ceases_to(
    stated: str, value: float, share: float
) -> None:
    found = headroom(held(stated, indicator({0: value})), TODAY)
    assert found is not None
    assert found.share == share


def test_nothing_is_said_without_a_row_up_to_today() -> None:
    assert headroom(limit("load > 9"), TODAY) is None
    assert headroom(limit("load > 9", indicator({2: 5})), TODAY) is None


def test_a_row_after_today_is_not_counted() -> None:
    found = headroom(limit("load > 10", indicator({-1: 5, 2: 50})), TODAY)
    assert found is not None
    assert found.share == 0.5


@given(NUMBERS, NUMBERS, st.sampled_from(["<", "<=", ">", ">="]), st.booleans())
def test_the_share_is_finite_and_its_sign_is_that_of_the_condition(
    value: float, bound: float, sign: str, accepted: bool
) -> None:
    condition = (held if accepted else limit)(f"load {sign} {bound!r}", indicator({0: value}))
    found = headroom(condition, TODAY)
    assert found is not None
    if found.share is not None:
        assert isfinite(found.share)
        assert found.share <= 0 or not condition.is_crossed(value)
        assert found.share >= 0 or condition.is_crossed(value)


def test_a_limit_has_a_side_unless_it_is_one_value() -> None:
    assert comes_from_below(limit("load > 1")) is True
    assert comes_from_below(held("load > 1")) is False
    assert comes_from_below(limit("load == 1")) is None
