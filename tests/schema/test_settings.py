import tomllib
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kit.cases import each_case
from srr.schema.dates import Duration, Window
from srr.schema.settings import Admission, Exemption, Settings, SettingsError, parse
from srr.schema.settings_keys import KEYS, WINDOWS, json_schema

GRADES = [{"score": 1, "en": "Some", "ja": "一部"}, {"score": 4, "en": "All", "ja": "全部"}]


def refused(table: dict[str, Any]) -> str:
    with pytest.raises(SettingsError) as error:
        parse(table, "srr.toml")
    assert not error.value.said.ja.isascii()
    return str(error.value)


def test_without_keys_everything_has_its_default() -> None:
    assert parse({}, "srr.toml") == Settings()


def test_a_key_for_editors_changes_nothing() -> None:
    assert parse({"$schema": ".srr/srr.schema.json"}, "srr.toml") == Settings()


def test_the_profile_brings_its_scales_and_your_own_go_before_them() -> None:
    july = parse({"profile": "dinii-2024-07"}, "srr.toml")
    assert july.scope[2].label.ja == "過半数〜すべての顧客"
    own = parse({"profile": "dinii-2024-07", "scales": {"severity": GRADES}}, "srr.toml")
    assert own.scope == july.scope
    assert [grade.score for grade in own.severity] == [1, 4]
    assert own.severity[1].label.within("ja") == "全部"


def test_windows_are_changed_one_by_one() -> None:
    windows = parse({"windows": {"watching": ["2w", "1y"]}}, "srr.toml").windows
    assert windows["watching"] == Window(Duration(2, "w"), Duration(1, "y"))
    assert windows["mitigated"] == Settings().windows["mitigated"]
    assert windows.keys() == WINDOWS.keys()


def test_dates_are_read_as_text_or_as_toml_dates() -> None:
    table = tomllib.loads('holidays = ["2026-01-01", 2026-05-05]')
    assert parse(table, "srr.toml").holidays == {date(2026, 1, 1), date(2026, 5, 5)}


def test_an_ignore_is_a_reason_or_a_reason_with_an_end() -> None:
    table = tomllib.loads(
        "[ignore.visit-overdue]\n"
        'SRR-0001 = "for good"\n'
        'SRR-0002 = {reason = "away", until = 2026-07-01}\n'
        'SRR-0003 = {reason = "no end"}\n'
    )
    assert parse(table, "srr.toml").ignore["visit-overdue"] == {
        "SRR-0001": Exemption("for good"),
        "SRR-0002": Exemption("away", date(2026, 7, 1)),
        "SRR-0003": Exemption("no end"),
    }


def test_a_postmortem_is_given_its_times_one_by_one() -> None:
    settings = parse({"postmortem": {"review_for": "6w"}}, "srr.toml")
    assert (settings.draft_for, settings.review_for) == (Duration(2, "w"), Duration(6, "w"))


def test_headings_are_found_whatever_their_width_and_case() -> None:
    headings = parse({"sections": {"cause": ["Root Cause", "根本原因"]}}, "srr.toml").headings
    assert headings["root cause"] == ("cause",)
    assert headings["根本原因"] == ("cause",)
    assert headings["cause"] == ("cause",)


@each_case(
    ("table", "sentence"),
    [
        ({"langauge": "ja"}, "no setting is called langauge; did you mean language?"),
        (
            {"windows": {"watchin": ["1d", "2d"]}},
            "no setting is called windows.watchin; did you mean watching?",
        ),
        ({"language": "fr"}, "language is 'fr'; write one of en, ja"),
        ({"profile": "dinii"}, "profile is 'dinii'; write one of dinii-2024-08, dinii-2024-07"),
        ({"grace_days": "7"}, "grace_days is '7'; write a whole number"),
        ({"grace_days": True}, "grace_days is true; write a whole number"),
        ({"grace_days": -1}, "grace_days is -1; write 0 or more"),
        ({"title": 5}, "title is 5; write text in quotes"),
        ({"areas": "api"}, "areas is 'api'; write a list in [ ]"),
        ({"rules": []}, "rules is an empty list; write a table"),
        ({"title": {"en": "Risks"}}, "title is a table; write text in quotes"),
        ({"title": ""}, "title is blank; write some text"),
        ({"titles": {"en": ""}}, "titles.en is blank; write some text"),
        ({"titles": {"ja": ""}}, "titles.ja is blank; write some text"),
        ({"timezone": ""}, "timezone is blank; write some text"),
        ({"sections": {"cause": [""]}}, "sections.cause.0 is blank; write some text"),
        (
            {"scales": {"scope": [{"score": 0, "en": "None", "ja": "なし"}]}},
            "scales.scope.0.score is 0; write 1 or more",
        ),
        (
            {"scales": {"scope": [{"score": 1, "en": "", "ja": "なし"}]}},
            "scales.scope.0.en is blank; write some text",
        ),
        (
            {"scales": {"scope": [{"score": 1, "en": "None", "ja": ""}]}},
            "scales.scope.0.ja is blank; write some text",
        ),
        ({"areas": []}, "areas is an empty list; write a list of 1 or more"),
        ({"areas": ["api", "api"]}, "areas names the same thing twice; keep one of them"),
        ({"areas": ["web api"]}, "areas.0 is 'web api'; write one word without spaces"),
        (
            {"views": [{"en": "a\u202eb", "filter": "status=open"}]},
            "views.0.en holds U+202E, which is invisible; take it out",
        ),
        ({"title": "a\0b\x1b"}, "title holds U+0000, U+001B, which are invisible; take them out"),
        ({"x\u200b": 1}, "x\u200b holds U+200B, which is invisible"),
        (
            {"ignore": {"file-size": {"SRR-0001": "a\u2060b"}}},
            "ignore.file-size.SRR-0001 holds U+2060",
        ),
        ({"areas": ["api", "-"]}, "areas.1 is '-'; write one word without spaces, other than -"),
        ({"holidays": ["May 5"]}, "holidays.0 is 'May 5'; write a date such as 2026-01-01"),
        ({"windows": {"done": ["1d", "2d"]}}, "no setting is called windows.done; known: accepted"),
        (
            {"windows": {"watching": ["1d", "2d", "3d"]}},
            "windows.watching is a list of 3; write a list of 2",
        ),
        ({"scales": {"scope": [3]}}, "scales.scope.0 is 3; write a table"),
        (
            {"unknown_for": "a month"},
            "unknown_for is 'a month'; write a duration such as 10d, 2w, 1m or 1y",
        ),
        (
            {"windows": {"watching": ["3m", "1m"]}},
            "windows.watching starts after it ends: 3m is more than 1m",
        ),
        ({"windows": {"watching": ["3m"]}}, "windows.watching is a list of 1; write a list of 2"),
        ({"scales": {"scope": [{"score": 1, "en": "Some"}]}}, "scales.scope.0.ja is missing"),
        ({"holidays": ["2026-02-30"]}, "holidays: 2026-02-30 does not exist"),
        (
            {"rules": {"score-level": "fatal"}},
            "rules.score-level is 'fatal'; write one of error, warning, info, off",
        ),
        (
            {"ignore": {"score-level": {"SRR-0001": " "}}},
            "ignore.score-level.SRR-0001 is blank; write the reason",
        ),
        (
            {"ignore": {"visit-overdue": {"SRR-0001": {"until": "2026-07-01"}}}},
            "ignore.visit-overdue.SRR-0001.reason is missing",
        ),
        (
            {"ignore": {"visit-overdue": {"SRR-0001": {"reason": " "}}}},
            "ignore.visit-overdue.SRR-0001.reason is blank; write the reason",
        ),
        (
            {"ignore": {"visit-overdue": {"SRR-0001": {"reason": "x", "untli": "2026-07-01"}}}},
            "no setting is called ignore.visit-overdue.SRR-0001.untli; did you mean until?",
        ),
        (
            {"ignore": {"visit-overdue": {"SRR-0001": {"reason": "x", "until": ""}}}},
            "ignore.visit-overdue.SRR-0001.until is ''; write a date such as 2026-01-01",
        ),
        (
            {"ignore": {"visit-overdue": {"SRR-0001": {"reason": "x", "until": "2026-02-30"}}}},
            "ignore.visit-overdue.SRR-0001.until: 2026-02-30 does not exist",
        ),
        (
            {"ignore": {"score-level": {"SRR-0001": 5}}},
            "ignore.score-level.SRR-0001 is 5; write text in quotes or a table",
        ),
        (
            {"postmortem": {"draft": "2w"}},
            "no setting is called postmortem.draft; did you mean draft_for?",
        ),
        ({"closed_days": ["sunday"]}, "closed_days.0 is 'sunday'; write one of mon, tue"),
        ({"size_limit": 0}, "size_limit is 0; write 1 or more"),
    ],
)
def test_what_is_wrong_is_said_in_one_clear_sentence(table: dict[str, Any], sentence: str) -> None:
    said = refused(table)
    assert said.startswith(f"srr.toml: {sentence}")
    assert "\n" not in said


def test_one_letter_is_text() -> None:
    grade = {"score": 1, "en": "a", "ja": "全"}
    texts = {"title": "R", "titles": {"en": "R", "ja": "リ"}, "timezone": "Z"}
    settings = parse(
        {**texts, "sections": {"cause": ["C"]}, "scales": {"scope": [grade]}}, "srr.toml"
    )
    assert (settings.title, settings.timezone, settings.scope[0].score) == ("R", "Z", 1)
    assert settings.headings["c"] == ("cause",)


def test_a_name_like_no_setting_is_answered_with_all_of_them() -> None:
    said = refused({"zzz": 1})
    assert "known: admission, areas" in said
    assert "$schema" not in said


def test_each_key_is_a_setting_with_its_default() -> None:
    for key in KEYS:
        if key.name != "scales":
            parse(tomllib.loads(f"{key.name} = {toml(key.default)}"), "srr.toml")
    spoken = [key.name for key in KEYS if key.name not in ("sections", "scales", "rules", "ignore")]
    defaults = tomllib.loads(
        "\n".join(f"{key.name} = {toml(key.default)}" for key in KEYS if key.name in spoken)
    )
    assert parse(defaults, "srr.toml") == Settings()


def toml(default: str) -> str:
    return default.replace("': ", "' = ") if default.startswith("{") else default


def test_the_schema_is_one_and_describes_every_key_in_both_languages() -> None:
    schema = json_schema()
    Draft202012Validator.check_schema(schema)
    for key in KEYS:
        description = schema["properties"][key.name]["description"]
        assert key.meaning.en in description
        assert key.meaning.ja in description


def test_an_admission_is_a_number_or_a_table() -> None:
    assert parse({"admission": 6}, "srr.toml").admission == Admission(potential=6)
    table = {"potential": 1, "investigate": "3d"}
    own = parse({"admission": table}, "srr.toml").admission
    assert own == Admission(1, Duration(3, "d"), Duration(2, "w"))


@each_case(
    ("table", "said"),
    [
        (
            {"weekday": "monday", "first": "2026-01-06"},
            "meeting.first, 2026-01-06, is a tuesday, but meeting.weekday is monday",
        ),
        ({"weekday": "sunday"}, "nobody meets on a sunday, which closed_days holds"),
        ({"first": "2026-01-03"}, "nobody meets on a saturday"),
        ({"first": "2026-02-30"}, "meeting.first: 2026-02-30 does not exist"),
        ({"weekday": "tue"}, "meeting.weekday is 'tue'; write one of monday, tuesday"),
        ({"every": "3d"}, "meeting.every is '3d'; write one of 1w, 2w, 1m"),
        ({"stocktake": ["jun"]}, "meeting.stocktake.0 is 'jun'; write one of january"),
        ({"wekday": "monday"}, "did you mean weekday"),
    ],
)
def test_a_meeting_that_makes_no_sense_is_refused(table: dict[str, Any], said: str) -> None:
    assert said in refused({"meeting": table})
