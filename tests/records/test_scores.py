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
