"""What only its spelling sets apart is the same: in the rules of change, in the diff and in the feed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, tree
from kit.reviews import change, registry, reviewed
from kit.sites import site
from kit.thorough import examples
from srr.insights.commits import Commit
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import check
from srr.lint.fixes import fix
from srr.records.change import Change, compare
from srr.records.meaning import as_day, as_instant
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse
from srr.site import feed_entries

RISK = "risks/SRR-0001.md"
POSTMORTEM = "postmortems/PM-0001.md"
ACCEPTED = "acceptance:\n  by: {}\n  until: {}\n  holds_while: [{}]\nstatus: {}\n"
VISIT = "## Visits\n\n- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is 4 s.\n"
# A key of a risk, and the ways in which other tools and people write one value of it.
SPELLINGS = {
    "status": ("未着手", "Not started", "not_started", "NOT-STARTED"),
    "owner": ("'@ura'", "'ura '", "'@@ura'", "'＠ ura'"),
    "current_impact": ("１", '"1"', "1 (some)"),
    "potential_impact": ("６", "'6'", "６ "),
    "likelihood": ("２", '"2"'),
    "created": ("2026/1/26", "2026年1月26日", "2026-01-26T00:00:00.000Z"),
    "next_visit": ("2026/02/05", "'2026-02-05T00:00:00.000Z'", "２０２６-０２-０５Ｔ00:00:00.000Z"),
    "noticed": ("2026.01.20", "2026-01-20 00:00:00"),
    "horizon": ("次", "Next"),
    "effort": ("中", "Medium"),
    "team": ("2024", "1.10", "true"),
    "breaks_when": ("orders ＞ 1,000", "orders ≥ 1000"),
    "related": ("[SRR-2]", "[srr-0002, ＳＲＲ-0003]"),
    "duplicate_of": ("SRR-2", "srr_0002.md"),
}
OF_ACCEPTANCE = {
    "until": ("2026/07/01", "2026-07-01T00:00:00Z"),
    "by": ("'@kato'",),
    "holds_while": ("['shops ≦ 50']",),
}
OF_POSTMORTEM = {
    "status": ("下書き", "DRAFT", "In review"),
    "kind": ("障害", "Incident"),
    "started": ("2026/01/20 10:00 JST", "2026-01-20T10:00+0900"),
    "trigger": ("設定変更", "config_push"),
    "scope": ("２", "'2'"),
}
RULES = all_rules()
OF_CHANGE = tuple(rule for rule in RULES if rule.scope is Change)


def _drawn(draw: st.DrawFn, table: dict[str, tuple[str, ...]], indent: str = "") -> str:
    keys = draw(st.sets(st.sampled_from(sorted(table)), min_size=1))
    lines = (f"{indent}{key}: {draw(st.sampled_from(table[key]))}" for key in sorted(keys))
    return "\n".join(lines) + "\n"


@st.composite
def misspelled(draw: st.DrawFn) -> tuple[str, str]:
    """Draw the path and the fragment of a record that is written in another way."""
    if draw(st.booleans()):
        return POSTMORTEM, _drawn(draw, OF_POSTMORTEM)
    fragment = _drawn(draw, SPELLINGS)
    if draw(st.booleans()):
        fragment += f"acceptance:\n{_drawn(draw, OF_ACCEPTANCE, '  ')}"
    return RISK, fragment + draw(st.sampled_from(("", VISIT)))


@settings(max_examples=examples(80))
@given(misspelled())
def test_what_fix_writes_is_no_change(drawn: tuple[str, str]) -> None:
    path, fragment = drawn
    before = tree(fragment, path)
    # Every fix at once, those that srr fix holds back for another finding as well.
    rules = tuple(rule for rule in RULES if rule.name in ("field-value", "field-date"))
    after = {**before, **fix(before, Settings(), TODAY, rules, frozenset({path})).files}
    assert after != before
    old, new = (read_registry(files, Settings()) for files in (before, after))
    base = Base(old, Settings(), "main")
    assert check(new, Settings(), TODAY, OF_CHANGE, base).findings == ()
    (found,) = compare(old, new)
    assert found.fields() == ()
    commit = Commit("c", datetime(2026, 2, 1, tzinfo=UTC), "Ura", (found,))
    assert not list(feed_entries.entries(replace(site({path: fragment}), commits=(commit,))))


def test_a_diff_says_that_only_the_spelling_changed() -> None:
    (row,) = reviewed("status: 未着手\nlikelihood: '２'\n", "status: not-started\n").rows
    assert (row.acts, row.fields, row.objections) == (("reformatted",), (), ())


def test_a_real_change_beside_a_spelling_is_told_alone() -> None:
    (row,) = reviewed("status: 未着手\nteam: web\n", "status: not-started\nteam: app\n").rows
    assert [field.key for field in row.fields] == [("team",)]
    assert row.acts == ("edited",)


@pytest.mark.parametrize("written", ["2026/02/05", "2026-02-05T00:00:00.000Z", "someday"])
def test_a_next_visit_that_reads_differently_is_not_postponed(written: str) -> None:
    (row,) = reviewed("next_visit: 2026-02-05\n", f"next_visit: {written}\n").rows
    assert "postponed" not in row.acts


def test_a_later_day_in_another_form_is_still_postponed_and_wants_a_visit() -> None:
    (row,) = reviewed("next_visit: 2026-02-05\n", "next_visit: 2026/02/09\n").rows
    assert row.acts == ("postponed",)
    assert [finding.rule for finding in row.objections] == ["change-snoozed"]


def test_each_side_is_read_with_its_own_settings() -> None:
    old, new = (parse({"areas": areas}, "srr.toml") for areas in (["api"], ["api", "server"]))
    before = registry("area: サーバー\n", old)
    assert [row.key for row in compare(before, registry("area: server\n", new))[0].fields()] == [
        ("area",)
    ]
    before = registry("area: サーバー\n", new)
    assert compare(before, registry("area: server\n", new))[0].fields() == ()


def test_a_record_is_known_again_by_its_day_in_another_form() -> None:
    before = registry("risks/SRR-0001.md\ntitle: a\ncreated: 2026/1/26\nowner: ura\n")
    after = registry("risks/SRR-0009.md\ntitle: a\ncreated: 2026-01-26\nowner: mori\n")
    (found,) = compare(before, after)
    assert found.is_rename


def test_another_arrow_in_a_visit_is_no_other_visit() -> None:
    entry = "- 2026-01-30 ura: not-started {} watching. Quiet.\n"
    found = change(*(f"## Visits\n\n{entry.format(arrow)}" for arrow in ("->", "→")))
    assert (found.lost_visits(), found.new_entries()) == ((), ())


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from("-/."))
def test_a_day_is_the_same_in_every_form(day: date, sign: str) -> None:
    forms = (
        f"{day}T00:00:00.000Z",
        f"{day} 00:00",
        f"{day.year}{sign}{day.month}{sign}{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert {as_day(form) for form in forms} == {str(day)}


@each_case(
    "written",
    ["2026-02-30", "2026-02-05T15:00:00.000Z", "2026-02-05T00:00:01Z", "1999-01-01", "", "soon"],
)
def test_what_is_no_day_is_not_read_as_one(written: str) -> None:
    assert as_day(written) is None


@pytest.mark.parametrize("written", ["2026-01-20", "2026-01-20 10:00", "2026-01-20T25:00Z"])
def test_what_is_no_instant_is_not_read_as_one(written: str) -> None:
    assert as_instant(written) is None


def test_a_key_under_its_former_name_is_the_same_key() -> None:
    former, now = (f"acceptance:\n  by: kato\n  {key}: 2026-01-26\n" for key in ("on", "decided"))
    assert change(former, now).fields() == ()
    both = f"{now}  on: 2026-01-05\n"
    assert [row.key for row in change(now, both).fields()] == [("acceptance", "on")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026/1/20 9:05 JST", "2026-01-20T09:05+09:00"),
        ("2026-01-20 10:00 UTC", "2026-01-20T10:00Z"),
        ("2026-01-20T10:00z", "2026-01-20T10:00Z"),
        ("2026-01-20 10:00 -0330", "2026-01-20T10:00-03:30"),
        ("2026-01-20T10:00+09:00", "2026-01-20T10:00+09:00"),
    ],
)
def test_an_instant_is_read_with_its_zone(written: str, meant: str) -> None:
    assert as_instant(written) == meant


@pytest.mark.parametrize(
    ("written", "is_number"),
    [
        ("１２", True),
        (" 12", True),
        ("12 points", False),
        ("0" * 13 + "12", True),
        ("0" * 14 + "12", False),
    ],
)
def test_a_number_in_quotes_is_the_number_where_it_is_no_longer_than_numbers_are(
    written: str, is_number: bool
) -> None:
    for before, after in (
        (f"priority: '{written}'\n", "priority: 12\n"),
        (f"estimate:\n  every_days: '{written}'\n", "estimate:\n  every_days: 12\n"),
    ):
        assert (change(before, after).fields() == ()) is is_number


def test_a_number_in_quotes_keeps_its_fraction() -> None:
    found = change("estimate:\n  repair_minutes: '2.5'\n", "estimate:\n  repair_minutes: 2.5\n")
    assert found.fields() == ()
