import pytest
from jsonschema import Draft202012Validator

from kit.cases import each_case
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.record_schema import choices, json_schema, levels, scale
from srr.schema.settings import Settings, parse
from srr.schema.validation import Validator

RISK: dict[str, object] = {
    "id": "SRR-0001",
    "title": "Orders fail",
    "status": "watching",
    "owner": "ura",
    "created": "2026-01-26",
    "current_impact": 1,
    "potential_impact": 6,
    "likelihood": 2,
}
POSTMORTEM: dict[str, object] = {
    "id": "PM-0001",
    "title": "Orders failed",
    "kind": "incident",
    "status": "draft",
    "owner": "ura",
    "started": "2026-01-20T10:00+09:00",
}
CONCERN: dict[str, object] = {
    "id": "CN-0001",
    "title": "The p99 of orders doubles on Fridays",
    "status": "assigned",
    "owner": "ura",
    "noticed": "2026-01-20",
    "report_due": "2026-01-27",
}
WHOLE: dict[RecordKind, dict[str, object]] = {
    "risk": RISK,
    "postmortem": POSTMORTEM,
    "concern": CONCERN,
}


def broken(
    record_kind: RecordKind, settings: Settings | None = None, /, **changed: object
) -> set[tuple[str, str]]:
    record = {**WHOLE[record_kind], **changed}
    validator = Validator(json_schema(record_kind, settings or Settings()))
    return {
        (".".join(map(str, violation.path)), violation.keyword)
        for violation in validator.violations(record)
    }


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_it_is_a_schema_that_describes_every_key(kind: RecordKind, language: str) -> None:
    schema = json_schema(kind, parse({"language": language}, "srr.toml"))
    Draft202012Validator.check_schema(schema)
    for spec in KINDS[kind].fields:
        assert schema["properties"][spec.key]["title"] in spec.label
        assert schema["properties"][spec.key]["description"].isascii() == (language == "en")


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_with_what_is_required_is_valid(kind: RecordKind) -> None:
    assert broken(kind) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_each_required_key_is_asked_for_alone(kind: RecordKind) -> None:
    whole = WHOLE[kind]
    validator = Validator(json_schema(kind, Settings()))
    for key in whole:
        left = {name: value for name, value in whole.items() if name != key}
        (violation,) = validator.violations(left)
        assert (violation.path, violation.keyword) == ((key,), "required")


@each_case(
    ("key", "value"),
    [
        ("current_impact", "unknown"),
        ("current_impact", 0),
        ("priority", "unknown"),
        ("priority", 12),
        ("owner", "浦"),
        ("x_cost", {"yen": [1, 2]}),
        ("breaks_when", "api_calls_per_hour > 900"),
        ("breaks_when", "share >= 12.5%"),
        ("links", {"metrics": ["https://example.com/d/1"]}),
        ("related", ["SRR-0002", "PM-0001"]),
        ("estimate", {"every_days": 0.5}),
        ("effort", "M"),
    ],
)
def test_a_value_that_the_key_may_hold_is_valid(key: str, value: object) -> None:
    assert broken("risk", **{key: value}) == set()


@each_case(
    ("key", "value", "keyword"),
    [
        ("current_impact", 2, "enum"),
        ("current_impact", True, "enum"),
        ("current_impact", "6", "enum"),
        ("likelihood", 3, "enum"),
        ("scope", 2.5, "type"),
        ("priority", "high", "pattern"),
        ("owner", "ura, sato", "pattern"),
        ("owner", "@ura", "pattern"),
        ("owner", ["ura"], "type"),
        ("title", "", "pattern"),
        ("title", "two\nlines", "pattern"),
        ("title", None, "type"),
        ("breaks_when", "when it is full", "pattern"),
        ("id", "SRR-1", "pattern"),
        ("id", "PM-0001", "pattern"),
        ("related", ["SRR-0002", "SRR-0002"], "uniqueItems"),
        ("duplicate_of", "PM-0001", "pattern"),
        ("effort", "s", "enum"),
        ("prioirty", 12, "additionalProperties"),
        ("resolution", "fixed", "unwanted"),
    ],
)
def test_a_value_that_it_may_not_hold_breaks_the_schema(
    key: str, value: object, keyword: str
) -> None:
    assert (key, keyword) in broken("risk", **{key: value})


def test_done_asks_for_a_resolution() -> None:
    assert broken("risk", status="done") == {("resolution", "required")}
    assert broken("risk", status="done", resolution="moved") == set()


@pytest.mark.parametrize("status", ["in-review", "reviewed", "closed"])
def test_a_finished_incident_asks_for_its_times_and_classes(status: str) -> None:
    missing = {key for key, _ in broken("postmortem", status=status)}
    assert missing == {
        *(
            "detected",
            "mitigated",
            "resolved",
            "scope",
            "severity",
            "score",
            "trigger",
            "cause_class",
        )
    }
    assert broken("postmortem", status=status, kind="drill") == set()


def test_an_action_names_what_is_to_be_done() -> None:
    assert broken("postmortem", actions=[{"id": "A1"}]) == {("actions.0.do", "required")}
    assert broken("postmortem", actions=[{"id": "A1", "do": "It", "who": "ura"}]) == {
        ("actions.0.who", "additionalProperties")
    }


def test_lists_and_scales_come_from_the_settings() -> None:
    grades = [{"score": 7, "en": "All", "ja": "全部"}]
    own = parse(
        {"areas": ["kitchen"], "levels": [50, 7], "scales": {"likelihood": grades}}, "srr.toml"
    )
    valid = {"area": "kitchen", "current_impact": 50, "potential_impact": 7, "likelihood": 7}
    assert broken("risk", own, **valid) == set()
    assert broken("risk", own, **{**valid, "area": "api"}) == {("area", "enum")}
    assert levels(own) == (0, 7, 50, "unknown")


def test_every_choice_and_every_scale_has_words_in_both_languages() -> None:
    settings = Settings()
    for kind in KINDS:
        for spec in KINDS[kind].fields:
            if spec.kind == "choice":
                assert all(
                    label.en and label.ja for label in choices(spec, kind, settings).values()
                )
            if spec.kind == "score" and spec.key != "score":
                assert scale(spec, settings)


def test_the_ids_of_the_two_kinds_differ() -> None:
    assert len({kind.prefix for kind in KINDS.values()}) == len(KINDS)


def test_a_report_is_due_while_a_concern_is_open_and_a_promoted_one_names_its_risk() -> None:
    closed = {key: value for key, value in CONCERN.items() if key != "report_due"}
    validator = Validator(json_schema("concern", Settings()))

    def faults(**changed: object) -> set[tuple[str, str]]:
        found = validator.violations({**closed, **changed})
        return {(".".join(map(str, each.path)), each.keyword) for each in found}

    for status in ("assigned", "watching"):
        assert faults(status=status) == {("report_due", "required")}
    for status in ("resolved", "backlog"):
        assert faults(status=status) == set()
        assert faults(status=status, report_due="2026-01-27") == {("report_due", "unwanted")}
    assert faults(status="promoted") == {("risk", "required")}
    assert faults(status="promoted", risk="SRR-0001") == set()
