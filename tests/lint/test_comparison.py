"""Which change of the settings can let more through, and which cannot."""

from dataclasses import fields
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.lint.catalogue import severities
from srr.lint.comparison import PolicyChange, weakened
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.dates import Window, parse_duration
from srr.schema.settings import Settings, parse

STEPS = {1: ("A", "ア"), 2: ("B", "イ"), 3: ("C", "ウ"), 4: ("D", "エ"), 5: ("E", "オ")}


def grades(*scores: int) -> list[dict[str, Any]]:
    return [{"score": n, "en": STEPS[n][0], "ja": STEPS[n][1]} for n in scores]


def weaker(before: dict[str, Any], after: dict[str, Any], today: date = TODAY) -> list[str]:
    change = PolicyChange(parse(before, "srr.toml"), parse(after, "srr.toml"))
    return [text.en for text in weakened(change, severities(), today)]


def away(**keys: str) -> dict[str, Any]:
    return {"ignore": {"visit-overdue": {"SRR-0001": {"reason": "away"} | keys}}}


def slos(*names: str, target: float = 99.95) -> dict[str, Any]:
    return {"slo": [{"name": name, "target": target} for name in names]}


@each_case(
    ("weak", "strict", "words"),
    [
        ({"rules": {"visit-order": "off"}}, {}, "visit-order is off, not error"),
        ({"rules": {"visit-order": "warning"}}, {}, "visit-order is warning, not error"),
        (
            {"rules": {"visit-order": "info"}},
            {"rules": {"visit-order": "warning"}},
            "visit-order is info, not warning",
        ),
        (
            {"rules": {"visit-order": "off"}},
            {"rules": {"visit-order": "info"}},
            "visit-order is off, not info",
        ),
        ({"grace_days": 365}, {}, "grace_days goes from 0 to 365"),
        ({"size_limit": 65}, {}, "size_limit goes from 64 to 65"),
        ({"admission": 1}, {}, "admission.potential goes from 3 to 1"),
        ({"admission": {"investigate": "6d"}}, {}, "admission.investigate goes from 7d to 6d"),
        ({"unknown_for": "1y"}, {}, "unknown_for goes from 1m to 1y"),
        ({"unknown_for": "31d"}, {}, "unknown_for goes from 1m to 31d"),
        # A year may hold a leap day, and three years may hold none.
        ({"unknown_for": "1y"}, {"unknown_for": "365d"}, "unknown_for goes from 365d to 1y"),
        ({"unknown_for": "1096d"}, {"unknown_for": "3y"}, "unknown_for goes from 3y to 1096d"),
        (
            {"postmortem": {"draft_for": "3w"}},
            {},
            "postmortem.draft_for goes from 2w to 3w",
        ),
        (
            {"postmortem": {"review_for": "1m"}},
            {},
            "postmortem.review_for goes from 4w to 1m",
        ),
        (
            {"windows": {"watching": ["1m", "1y"]}},
            {},
            "the window of watching ends after 1y, not 3m",
        ),
        (
            {"windows": {"watching": ["0d", "3m"]}},
            {},
            "the window of watching begins after 0d, not 1m",
        ),
        (
            {"scales": {"scope": grades(1, 2)}},
            {"scales": {"scope": grades(1, 2, 3)}},
            "scales.scope goes from 1, 2, 3 to 1, 2",
        ),
        (
            {"scales": {"severity": grades(1, 2, 3, 5)}},
            {},
            "scales.severity goes from 1, 3, 5 to 1, 2, 3, 5",
        ),
        (
            {"scales": {"likelihood": grades(1)}},
            {},
            "scales.likelihood goes from 1, 2 to 1",
        ),
        ({"levels": [10, 3, 1]}, {}, "levels goes from 10, 6, 3, 1 to 10, 3, 1"),
        ({"levels": [10, 6, 3]}, {}, "levels goes from 10, 6, 3, 1 to 10, 6, 3"),
        ({"levels": [20, 6, 3, 1]}, {}, "levels goes from 10, 6, 3, 1 to 20, 6, 3, 1"),
        ({"closed_days": ["sat"]}, {}, "closed_days no longer includes sun"),
        ({}, {"holidays": ["2026-05-05"]}, "holidays no longer includes 2026-05-05"),
        ({}, {"holidays": [str(TODAY)]}, f"holidays no longer includes {TODAY}"),
        ({}, {"slo": {"target": 99.95}}, "slo was removed"),
        ({}, {"limits": {"open_per_team": 9}}, "limits.open_per_team was removed"),
        (
            {"limits": {"open_per_owner": 8, "priority_per_owner": 30}},
            {"limits": {"open_per_owner": 7, "priority_per_owner": 40}},
            "limits.open_per_owner goes from 7 to 8",
        ),
        (
            {"slo": {"target": 99.5}},
            {"slo": {"target": 99.95}},
            "slo.target goes from 99.95 to 99.5",
        ),
        (
            {"slo": {"target": 99.9999}},
            {"slo": {"target": 99.99995}},
            "slo.target goes from 99.99995 to 99.9999",
        ),
        (
            {"slo": {"target": 99.95, "window_days": 90}},
            {"slo": {"target": 99.95}},
            "slo.window goes from 30d to 90d",
        ),
        (
            {"slo": [{"target": 99.95, "window": "quarter"}]},
            {"slo": [{"target": 99.95}]},
            "slo.window goes from month to quarter",
        ),
        (
            {"slo": [{"target": 99.95, "window": "month"}]},
            {"slo": [{"target": 99.95, "window": "30d"}]},
            "slo.window goes from 30d to month",
        ),
        (slos("A", "B"), slos("A", "C"), "slo.C was removed"),
        (
            {"slo": [*slos("A", target=99.9)["slo"], *slos("B")["slo"]]},
            slos("B", "A"),
            "slo.A.target goes from 99.95 to 99.9",
        ),
        (
            {"slo": [{"name": "B", "target": 99.9}]},
            {"slo": [{"name": "A", "target": 99.95}]},
            "slo.A.target goes from 99.95 to 99.9",
        ),
        (
            {"slo": {"target": 99, "services": ["api"]}},
            {"slo": {"target": 99, "services": ["API", "db", "web"]}},
            "slo.services no longer includes db, web",
        ),
        (
            {"slo": {"target": 99, "services": ["api", "db"]}},
            {"slo": {"target": 99}},
            "slo.services goes from all of them to api, db",
        ),
        (
            {"slo": {"target": 99, "review_by": "2027-01-01"}},
            {"slo": {"target": 99, "review_by": "2026-12-31"}},
            "slo.review_by goes from 2026-12-31 to 2027-01-01",
        ),
        (
            {"slo": {"target": 99}},
            {"slo": {"target": 99, "review_by": "2026-12-31"}},
            "slo.review_by was removed",
        ),
        (
            {"budget": {"risk_share": 0.5}},
            {},
            "budget.risk_share goes from 0.25 to 0.5",
        ),
        (
            {"budget": {"incident_share": 0.3}},
            {"budget": {"incident_share": 0.2}},
            "budget.incident_share goes from 0.2 to 0.3",
        ),
        ({}, {"budget": {"incident_share": 0.2}}, "budget.incident_share was removed"),
        (away(), {}, "visit-overdue is ignored on SRR-0001"),
        (
            away(until="2026-03-01"),
            away(until="2026-02-09"),
            "visit-overdue is ignored on SRR-0001 for longer",
        ),
        (away(), away(until="2026-02-09"), "visit-overdue is ignored on SRR-0001 for longer"),
    ],
)
def test_what_can_let_more_through_is_weaker(
    weak: dict[str, Any], strict: dict[str, Any], words: str
) -> None:
    assert weaker(strict, weak) == [words]


@each_case(
    ("before", "after"),
    [
        ({"rules": {"visit-order": "off"}}, {}),
        ({"grace_days": 5}, {}),
        ({"admission": 1}, {"admission": {"potential": 6}}),
        ({}, {"admission": {"investigate": "2w", "short_term": "1m"}}),
        ({"admission": {"investigate": "1w"}}, {}),
        ({"unknown_for": "1y"}, {}),
        ({"unknown_for": "7d"}, {"unknown_for": "1w"}),
        ({"postmortem": {"draft_for": "3w"}}, {}),
        ({"windows": {"watching": ["1w", "1y"]}}, {"windows": {"watching": ["2m", "3m"]}}),
        ({"scales": {"scope": grades(1, 2, 3)}}, {"scales": {"scope": grades(2, 3)}}),
        ({"closed_days": ["sat"]}, {"closed_days": ["sat", "sun", "fri"]}),
        ({"holidays": ["2026-02-01"]}, {}),
        ({}, {"slo": {"target": 99.95}}),
        ({"slo": {"target": 99.5, "window_days": 90}}, {"slo": {"target": 99.95}}),
        ({"slo": [{"target": 99, "window": "month"}]}, {"slo": {"target": 99}}),
        ({"slo": {"target": 99, "services": ["api"]}}, {"slo": {"target": 99}}),
        ({"slo": {"target": 99}}, {"slo": {"target": 99, "review_by": "2027-01-01"}}),
        (slos("A"), slos("A", "B")),
        ({}, {"budget": {"risk_share": 0.1, "incident_share": 1}}),
        (away(until="2026-03-01"), away(until="2026-02-09")),
        (away(until="2026-02-09"), away(until="2026-02-09", reason="on leave")),
        (away(), {}),
        ({}, {"profile": "dinii-2024-07", "areas": ["web"], "sections": {"cause": ["Why"]}}),
    ],
)
def test_what_is_stricter_or_only_worded_otherwise_is_not(
    before: dict[str, Any], after: dict[str, Any]
) -> None:
    assert weaker(before, after) == []


# What a record is called, shown and counted by, and the words that its values may be.
HARMLESS = {
    *("title", "titles", "language", "languages", "timezone", "profile"),
    *("areas", "triggers", "cause_classes", "headings", "views", "meetings", "file", "people"),
    "people_file",
}
WEIGHED = {
    *("rules", "ignore", "grace_days", "unknown_for", "admission", "size_limit", "windows"),
    *("scope", "severity", "likelihood", "levels", "closed_days", "holidays"),
    *("draft_for", "review_for", "limits", "indicators", "slos", "budget"),
}


def test_every_setting_is_weighed_or_known_to_let_nothing_through() -> None:
    assert {field.name for field in fields(Settings)} == HARMLESS | WEIGHED


@given(st.sampled_from([0, 1, 3, 6, 10]), st.integers(0, 11), st.integers(0, 11))
def test_the_weaker_admission_is_the_one_that_lets_more_records_pass(
    potential: int, old: int, new: int
) -> None:
    def passes(admission: int) -> bool:
        settings = parse({"admission": admission}, "srr.toml")
        files = tree(f"potential_impact: {potential}\n", "risks/SRR-0001.md")
        report = check(read_registry(files, settings), settings, TODAY)
        return "score-admission" not in {finding.rule for finding in report.findings}

    if passes(new) and not passes(old):
        assert weaker({"admission": old}, {"admission": new}) != []


DURATIONS = st.builds(lambda n, unit: f"{n}{unit}", st.integers(0, 40), st.sampled_from("dwm"))


@given(DURATIONS, DURATIONS, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_window_that_ends_later_from_any_day_is_weaker(old: str, new: str, day: date) -> None:
    def settings(text: str) -> Settings:
        most = parse_duration(text)
        start = parse_duration("0d")
        assert most is not None
        assert start is not None
        return Settings(windows={**Settings().windows, "watching": Window(start, most)})

    before, after = settings(old), settings(new)
    later = after.windows["watching"].most.after(day) > before.windows["watching"].most.after(day)
    found = list(weakened(PolicyChange(before, after), severities(), TODAY))
    if later:
        assert found != []
