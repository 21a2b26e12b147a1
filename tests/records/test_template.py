"""Fresh records and settings: what is put in is what is read back."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.cli.commands import init
from srr.documents import document
from srr.language import Language
from srr.records import template
from srr.records.hints import says_something
from srr.schema import kinds, settings, settings_keys
from srr.schema.dates import Duration, Window
from srr.schema.kinds import RecordKind
from srr.schema.profiles import PROFILES
from srr.schema.record_schema import FINISHED_INCIDENT_KEYS
from srr.schema.settings import Settings
from srr.schema.settings_keys import KEYS
from srr.schema.vocabulary import VIEWPOINTS

DATA = {"owner": "ura", "id": "SRR-0001", "title": "Memory grows", "team": None}


def test_keys_stand_in_the_order_of_the_fields_and_none_is_left_out() -> None:
    text = template.record("risk", DATA, "## Summary\n\nx").decode()
    assert text == (
        "---\n"
        "# yaml-language-server: $schema=../.srr/risk.schema.json\n"
        "id: SRR-0001\n"
        "title: Memory grows\n"
        "owner: ura\n"
        "---\n\n"
        "## Summary\n\nx\n"
    )


def test_dates_have_no_quotes_and_lists_are_short() -> None:
    day = date(2026, 2, 2)
    data = DATA | {"noticed": day, "created": day, "postmortems": ("PM-0001", "PM-0002")}
    text = template.record("risk", data, "").decode()
    assert "noticed: 2026-02-02\ncreated: 2026-02-02\npostmortems: [PM-0001, PM-0002]\n" in text


def test_japanese_is_written_as_it_is() -> None:
    assert "title: 注文が遅い\n" in template.record("risk", {"title": "注文が遅い"}, "").decode()


def test_notes_are_comments_behind_the_last_key() -> None:
    text = template.record("postmortem", {"title": "x"}, "y", ("first", "second")).decode()
    assert "title: x\n# first\n# second\n---\n\ny\n" in text


def test_keys_of_a_team_come_last() -> None:
    text = template.record("risk", {"x_sla": 4, **DATA, "unknown": 1}, "y").decode()
    assert text.endswith("owner: ura\nx_sla: 4\n---\n\ny\n")


def test_a_rule_in_the_body_is_none_of_the_fences() -> None:
    text = template.record("risk", DATA, "a\n\n---\n\nb\n\n---\nc", ("note",)).decode()
    assert text.count("# note") == text.count("# yaml-language-server:") == 1
    assert text.endswith("# note\n---\n\na\n\n---\n\nb\n\n---\nc\n")


YAML = """no 1e3 0o17 .inf 12:30 2026-02-02 null a:_b a_#b @a %a 😀 -_a &a *a !a | --- {{_x_}} ${HOME} " ' \\"""


@each_case("title", [*(word.replace("_", " ") for word in YAML.split()), "x" * 10_000])
def test_a_title_in_the_syntax_of_yaml_is_only_a_title(title: str) -> None:
    read = document.read("risks/SRR-0001.md", template.record("risk", {"title": title}, "x"))
    assert read.faults == ()
    assert read.data == {"title": title}


TEXT = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1)


@given(TEXT.filter(lambda text: text == text.strip()))
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    read = document.read("risks/SRR-0001.md", template.record("risk", {"title": text}, "x"))
    assert read.data["title"] == text


def test_a_long_title_stays_on_its_line() -> None:
    title = "Orders fail " * 30 + "and nobody knows why"
    assert f"title: {title}\n" in template.record("risk", {"title": title}, "").decode()


def test_emoji_are_written_as_they_are() -> None:
    assert "title: 障害 😀\n" in template.record("risk", {"title": "障害 😀"}, "").decode()


@each_case("language", ["en", "ja"])
@each_case("kind", ["risk", "postmortem"])
def test_a_section_without_words_says_nothing_yet(kind: RecordKind, language: Language) -> None:
    text = template.record(kind, DATA, template.body(kind, {"summary": "Words."}, language))
    read = document.read("x.md", text)
    headings = [label.within(language) for label in kinds.KINDS[kind].sections.values()]
    unwritten = {"Visits", "確認履歴", "Occurrences", "発生履歴"}
    assert [section.heading for section in read.sections] == [
        heading for heading in headings if heading not in unwritten
    ]
    speaking = [
        section.heading
        for section in read.sections
        if says_something(read.text[section.body.start : section.body.end])
    ]
    assert speaking == headings[:1]


def test_words_with_braces_and_percent_signs_stay_as_they_are() -> None:
    body = template.body("risk", {"summary": "{0} %s {x}"}, "en")
    assert b"{0} %s {x}" in template.record("risk", DATA, body)


def test_the_next_id_follows_the_highest_name_of_its_kind() -> None:
    names = frozenset({"SRR-0002.md", "srr-0010-slug.md", "SRR-0003", "PM-0099.md", "README.md"})
    assert template.next_id("risk", names) == "SRR-0011"
    assert template.next_id("postmortem", names) == "PM-0100"
    assert template.next_id("risk", frozenset()) == "SRR-0001"
    assert template.next_id("risk", frozenset({"SRR-9999.md"})) == "SRR-10000"


def test_the_next_visit_is_the_last_working_day_of_the_window() -> None:
    # Two weeks after Saturday 2026-02-07 is a Saturday too; the Friday before is a holiday.
    chosen = Settings(holidays=frozenset({date(2026, 2, 20)}))
    assert template.next_visit(chosen, "not-started", date(2026, 2, 7)) == date(2026, 2, 19)
    assert template.next_visit(chosen, "watching", date(2026, 1, 31)) == date(2026, 4, 30)


def test_the_next_visit_stays_inside_a_window_in_which_nobody_works() -> None:
    weekend = {"not-started": Window(Duration(0, "d"), Duration(1, "d"))}
    chosen = Settings(windows=weekend)
    assert template.next_visit(chosen, "not-started", date(2026, 2, 7)) == date(2026, 2, 8)
    closed = Settings(closed_days=frozenset(settings_keys.WEEKDAYS))
    assert template.next_visit(closed, "not-started", date(2026, 2, 7)) == date(2026, 2, 21)


@each_case(
    ("name", "handle"),
    [
        ("Ura Taro", "ura-taro"),
        ("山田 太郎", "山田太郎"),
        ("山田　太郎", "山田太郎"),
        ("O'Brien, J.", "o-brien-j"),
        ("@kato", "kato"),
        ("ｋａｔｏ", "kato"),
        ("!!", ""),
    ],
)
def test_a_name_becomes_a_handle(name: str, handle: str) -> None:
    assert template.handle(name) == handle


@each_case("language", ["en", "ja"])
@each_case("profile", PROFILES)
def test_fresh_settings_set_what_was_chosen_and_nothing_else(
    profile: str, language: Language
) -> None:
    text = init.settings_text({"language": language, "profile": profile}, language)
    assert text.startswith("#:schema .srr/settings.schema.json\n")
    assert tomllib.loads(text) == {"language": language, "profile": profile}


@pytest.mark.parametrize("profile", PROFILES)
def test_every_commented_setting_is_the_default(profile: str) -> None:
    text = init.settings_text({"profile": profile}, "en")
    uncommented = "".join(
        f"{line.removeprefix('# ')}\n"
        for line in text.splitlines()
        if line.startswith(("profile", "#  ", "# ]")) or " = " in line
    )
    table = tomllib.loads(uncommented)
    assert set(table) == {key.name for key in KEYS}
    parsed = settings.parse(table, "srr.toml")
    assert parsed == settings.parse({"profile": profile}, "srr.toml")


def test_the_notes_of_a_fresh_postmortem_name_the_keys_that_its_review_needs() -> None:
    before_review, actions = template.review_notes("en")
    for key in FINISHED_INCIDENT_KEYS:
        assert key in before_review
    for viewpoint in VIEWPOINTS:
        assert viewpoint in actions
