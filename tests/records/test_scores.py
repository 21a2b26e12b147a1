"""A score is read when the rule on values accepts it, and only then."""

from hypothesis import given
from hypothesis import strategies as st

from srr.records import scores
from srr.schema.record_schema import json_schema
from srr.schema.settings import Settings, parse
from srr.schema.validation import Validator

VALUES = st.one_of(
    st.integers(-5, 40),
    st.floats(),
    st.booleans(),
    st.none(),
    st.sampled_from(("unknown", "6", "1", "")),
    st.just([6]),
)
SETTINGS = (
    Settings(),
    parse(
        {
            "levels": [25, 16, 4],
            "scales": {"scope": [{"score": each, "en": "x", "ja": "x"} for each in (1, 4)]},
        },
        "srr.toml",
    ),
)


def accepted(key: str, value: object, settings: Settings) -> bool:
    validator = Validator(json_schema("risk", settings))
    return not any(found.path == (key,) for found in validator.violations({key: value}))


@given(VALUES, st.sampled_from(SETTINGS))
def test_an_impact_is_read_when_it_is_accepted(value: object, settings: Settings) -> None:
    is_read = scores.level(value, settings) is not None
    assert is_read == accepted("potential_impact", value, settings)


@given(VALUES, st.sampled_from(SETTINGS))
def test_a_step_is_read_when_it_is_accepted(value: object, settings: Settings) -> None:
    is_read = scores.graded(value, settings.scope) is not None
    assert is_read == accepted("scope", value, settings)


def test_a_score_below_zero_is_not_a_score() -> None:
    assert [scores.stated_score(value) for value in (-3, 0, 9, 2.5)] == [None, 0, 9, None]


@given(VALUES)
def test_a_stated_priority_is_any_whole_number_or_unknown(value: object) -> None:
    is_read = scores.stated_priority(value) is not None
    is_whole = not isinstance(value, bool) and isinstance(value, int | float) and value % 1 == 0
    assert is_read == (value == "unknown" or is_whole)


def test_a_number_with_a_point_is_the_whole_number() -> None:
    settings = Settings()
    assert repr(scores.level(6.0, settings)) == "6"
    assert repr(scores.graded(2.0, settings.scope)) == "2"
    assert repr(scores.stated_priority(12.0)) == "12"
    assert repr(scores.stated_score(9.0)) == "9"


def test_zero_is_a_level_of_every_scale_and_no_step_of_one() -> None:
    for settings in SETTINGS:
        assert scores.level(0, settings) == 0
        assert scores.graded(0, settings.scope) is None


def test_unknown_is_a_level_and_no_step() -> None:
    assert scores.level("unknown", Settings()) == "unknown"
    assert scores.graded("unknown", Settings().scope) is None
    assert scores.stated_score("unknown") is None
    assert scores.level("不明", Settings()) is None
