import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import record
from kit.thorough import examples
from srr.documents import document
from srr.lint.rule import validators
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.settings import Settings
from srr.schema.validation import Validator, Violation

VALIDATORS = validators(Settings())
DATA: dict[RecordKind, dict[str, Any]] = {
    "risk": {
        **document.read("risks/SRR-0001.md", record("risks/SRR-0001.md").encode()).data,
        "acceptance": {
            "by": "kato",
            "consequences": ["Guests wait."],
            "holds_while": ["shops < 50"],
        },
        "links": {"metrics": ["https://example.com/d/1"]},
        "estimate": {"detect_minutes": 10, "affected_percent": 12.5},
        "related": ["SRR-0002"],
        "x_cost": 5,
    },
    "postmortem": dict(
        document.read("postmortems/PM-0001.md", record("postmortems/PM-0001.md").encode()).data
    ),
}

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-2, 12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
    | st.sampled_from(["unknown", "done", "fixed", "in-review", "drill", "SRR-0002", "PM-0001"])
    | st.sampled_from(["2026-02-30", "a\nb", "x > 1", "https://a.b", "ura", "\n", " ", "6", 6.0])
)
KEYS = st.sampled_from(["do", "id", "by", "x_y", "metrics", "who", ""]) | st.text(max_size=3)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def mutated(draw: st.DrawFn) -> tuple[RecordKind, dict[str, Any]]:
    """Draw a valid record of either kind with some keys dropped, changed or added."""
    kind: RecordKind = draw(st.sampled_from(["risk", "postmortem"]))
    data = dict(DATA[kind])
    keys = st.sampled_from([*(spec.key for spec in KINDS[kind].fields), "prioirty", "x_own"])
    for key in draw(st.lists(keys, max_size=3)):
        data.pop(key, None)
        if draw(st.booleans()):
            data[key] = draw(VALUES)
    return kind, data


def test_the_records_to_mutate_are_valid() -> None:
    for kind, data in DATA.items():
        assert VALIDATORS[kind].violations(data) == ()
        assert VALIDATORS[kind].explain(data) == ()


@settings(max_examples=examples(600), suppress_health_check=[HealthCheck.too_slow])
@given(mutated())
@example(("risk", {**DATA["risk"], "scope": 3.0}))
@example(("risk", {**DATA["risk"], "scope": True}))
@example(("risk", {**DATA["risk"], "title": "Orders fail\n"}))
@example(("risk", {**DATA["risk"], "id": "SRR-0001\n"}))
@example(("risk", {**DATA["risk"], "owner": "ura\n"}))
@example(("risk", {**DATA["risk"], "related": [True, 1]}))
@example(("postmortem", {**DATA["postmortem"], "actions": [{"id": "A1", "do": "It"}, {}]}))
def test_the_quick_verdict_and_the_explanation_agree(
    case: tuple[RecordKind, dict[str, Any]],
) -> None:
    kind, data = case
    assert VALIDATORS[kind].accepts(data) == (VALIDATORS[kind].explain(data) == ())


def test_the_explanation_names_the_missing_and_the_unexpected_key() -> None:
    schema = {
        "type": "object",
        "required": ["a", "b"],
        "properties": {"a": {}, "b": {}, "c": {"not": {}}},
        "additionalProperties": False,
    }
    assert Validator(schema).violations({"c": 1, "d": 2}) == (
        Violation(("a",), "required", ("a", "b")),
        Violation(("b",), "required", ("a", "b")),
        Violation(("c",), "unwanted", None, 1),
        Violation(("d",), "additionalProperties", ("a", "b", "c")),
    )


def test_the_explanation_reaches_into_lists_and_mappings() -> None:
    violations = VALIDATORS["postmortem"].violations(
        {**DATA["postmortem"], "actions": [{"id": "A1", "do": "It", "viewpoint": "hope"}]}
    )
    assert [(violation.path, violation.keyword) for violation in violations] == [
        (("actions", 0, "viewpoint"), "enum")
    ]
    assert violations[0].value == "hope"


def test_the_same_record_gives_the_same_explanation() -> None:
    data = {**DATA["risk"], "scope": 9, "severity": 9, "zzz": 1}
    assert len({VALIDATORS["risk"].explain(data) for _ in range(3)}) == 1


def test_a_valid_record_does_not_pay_for_jsonschema() -> None:
    program = (
        "import sys\n"
        "from srr.lint.engine import validators\n"
        "from srr.schema.settings import Settings\n"
        f"assert validators(Settings())['risk'].violations({DATA['risk']!r}) == ()\n"
        "assert 'jsonschema' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_both_kinds_have_a_schema_of_their_own() -> None:
    for kind, data in DATA.items():
        other = VALIDATORS["postmortem" if kind == "risk" else "risk"]
        assert not other.accepts(data)


@each_case(
    ("schema", "value", "is_valid"),
    [
        ({"maxItems": 2}, [1, 2], True),
        ({"maxItems": 2}, [1, 2, 3], False),
        ({"minItems": 2}, [1, 2], True),
        ({"minItems": 2}, [1], False),
        ({"minLength": 2}, "ab", True),
        ({"minLength": 2}, "a", False),
        ({"minimum": 2}, 2, True),
        ({"minimum": 2}, 1, False),
    ],
)
def test_the_quick_verdict_takes_a_limit_itself(
    schema: dict[str, Any], value: object, is_valid: bool
) -> None:
    assert Validator(schema).accepts(value) is is_valid


def test_a_keyword_that_the_quick_verdict_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="does not know oneOf"):
        Validator({"oneOf": []})
