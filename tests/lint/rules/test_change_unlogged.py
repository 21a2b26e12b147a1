"""A status needs a new visit that ends in it; another owner and a higher score are worth one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.records.visits import NUMBERS

OLD = "- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is 4 s."


def visits(*lines: str) -> str:
    return "## Visits\n\n" + "\n".join((OLD, *lines)) + "\n"


def seen(status: str, *changes: str, words: str = "Looked at it.") -> str:
    return f"- 2026-02-02 ura: {', '.join([status, *changes])}. {words}"


def unlogged(before: str, after: str, *lines: str) -> list[str]:
    """Return the messages on what went from *before* to *after* while *lines* were added."""
    return messages("change-unlogged", after + visits(*lines), before=before + visits())


def status(*lines: str) -> list[str]:
    return unlogged("status: not-started\n", "status: watching\n", *lines)


def test_a_status_without_a_visit_is_an_error_with_the_command_to_run() -> None:
    before, after = "status: not-started", "status: watching"
    (finding,) = judged("change-unlogged", after, before=before)
    assert finding.message == (
        "status goes from not-started to watching and no visit records it",
        "status が not-started から watching に変わったが、確認の記録がない",
    )
    assert finding.help is not None
    assert finding.help.en == "put not-started back and run srr visit SRR-0001 --status watching"
    assert finding.severity == "error"
    assert carets("change-unlogged", after, before=before) == ["status: «watching»"]


@each_case(
    "lines",
    [
        [seen("not-started -> watching")],
        [seen("not-started → 様子見")],
        ["- 2026/2/2 ura： 未着手 → 様子見。静か。"],
        [seen("watching")],
        [seen("not-started -> in-progress"), seen("in-progress -> watching")],
    ],
)
def test_a_new_visit_that_ends_in_the_status_is_enough(lines: list[str]) -> None:
    assert status(*lines) == []


@each_case(
    "lines",
    [
        [],
        [seen("not-started")],
        [seen("not-started -> mitigated")],
        [seen("watching -> not-started")],
        [f"<!-- {seen('not-started -> watching')} -->"],
        ["- it is watching now"],
    ],
)
def test_any_other_visit_is_not(lines: list[str]) -> None:
    assert len(status(*lines)) == 1


def test_a_visit_of_the_base_is_not_new_and_neither_is_an_altered_one() -> None:
    old = visits(seen("not-started -> watching"))
    before = f"status: not-started\n{old}"
    assert len(judged("change-unlogged", f"status: watching\n{old}", before=before)) == 1
    altered = visits().replace("not-started,", "not-started -> watching,")
    before = f"status: not-started\n{visits()}"
    assert len(judged("change-unlogged", f"status: watching\n{altered}", before=before)) == 1


@each_case(
    ("before", "after"),
    [
        ("status: watching\n", "status: watching\nteam: web\n"),
        ("status: 様子見\n", "status: watching\n"),
        ("status: watching\n", "# no status\n"),
        ("# no status\n", "status: watching\n"),
        ("status: [watching]\n", "status: watching\n"),
        ("owner: ura\n", "# no owner\n"),
        ("# no owner\n", "owner: ura\n"),
        ("owner: '@ura'\n", "owner: ura\n"),
        ("likelihood: 2\n", "# no likelihood\n"),
        ("likelihood: high\n", "likelihood: 2\n"),
        ("likelihood: '１'\n", "likelihood: 1\n"),
        ("likelihood: 1.0\n", "likelihood: 1\n"),
        ("team: web\n", "team: app\n"),
        ("next_visit: 2026-02-05\n", "next_visit: 2026-02-09\n"),
    ],
)
def test_what_changes_nothing_that_a_visit_names_passes(before: str, after: str) -> None:
    assert unlogged(before, after) == []


def test_another_owner_is_a_warning_with_the_words_to_add() -> None:
    before, after = "owner: ura\n", "owner: mei\n"
    (finding,) = judged("change-unlogged", after, before=before)
    assert finding.message == (
        "owner goes from ura to mei, and no new visit names that change",
        "owner が ura から mei に変わったが、それを記した新しい確認がない",
    )
    assert finding.help is not None
    assert finding.help.en == "add to the new visit: owner ura -> mei"
    assert finding.severity == "warning"
    assert carets("change-unlogged", after, before=before) == ["owner: «mei»"]
    assert unlogged(before, after, seen("not-started", "owner ura -> mei")) == []
    assert unlogged(before, after, seen("not-started", "担当者 ura → mei")) == []
    assert len(unlogged(before, after, seen("not-started", "owner ura -> kato"))) == 1
    assert len(unlogged(before, after, seen("not-started", "owner ura -> mei", words="ok"))) == 1


@each_case("key", NUMBERS)
def test_a_raised_score_is_a_warning(key: str) -> None:
    before, after = f"{key}: 1\n", f"{key}: 3\n"
    (finding,) = judged("change-unlogged", after, before=before)
    assert finding.message.en == f"{key} goes from 1 to 3, and no new visit names that change"
    assert finding.severity == "warning"
    assert carets("change-unlogged", after, before=before) == [f"{key}: «3»"]
    assert unlogged(before, after, seen("not-started", f"{key} 1 -> 3")) == []


def test_a_score_that_becomes_unknown_counts_as_raised() -> None:
    before, after = "potential_impact: 3\n", "potential_impact: unknown\n"
    assert len(unlogged(before, after)) == 1
    assert unlogged(before, after, seen("not-started", "potential_impact 3 -> unknown")) == []


def test_a_level_that_follows_from_scope_and_severity_is_not_named() -> None:
    before = "scope: 1\nseverity: 3\npotential_impact: 3\n"
    after = "scope: 3\nseverity: 3\npotential_impact: 6\n"
    assert unlogged(before, after, seen("not-started", "scope 1 -> 3")) == []
    assert [line.split()[0] for line in unlogged(before, after)] == ["scope"]


def test_a_level_follows_from_a_scope_and_a_severity_that_are_new_and_named() -> None:
    before = "potential_impact: 3\n"
    after = "scope: 3\nseverity: 3\npotential_impact: 6\n"
    named = seen("not-started", "scope none -> 3", "severity none -> 3")
    assert unlogged(before, after, named) == []
    assert len(unlogged(before, after, seen("not-started", "scope none -> 3"))) == 1


@pytest.mark.parametrize("one_side", ["scope: 1\nseverity: 3\n", "scope: 1\n", "severity: 3\n"])
def test_a_level_that_follows_on_one_side_only_is_named(one_side: str) -> None:
    high, low = "potential_impact: 6\n", "potential_impact: 3\n"
    assert len(unlogged(low, high + one_side)) == 1
    assert len(unlogged(low + one_side, high)) == 1


def test_records_that_are_new_or_postmortems_are_not_asked() -> None:
    new = judged("change-unlogged", "status: watching", before="risks/SRR-0009.md\ntitle: a")
    assert new == ()
    pm = "postmortems/PM-0001.md\nstatus: {}\nowner: {}\nscope: {}\n"
    before, after = pm.format("draft", "ura", 1), pm.format("in-review", "mei", 2)
    assert judged("change-unlogged", after, before=before) == ()


LEVELS = st.sampled_from([0, 1, 3, 6, 10, "unknown"])


@given(LEVELS, LEVELS)
def test_each_change_of_a_score_is_asked_by_one_of_two_rules(
    old: int | str, new: int | str
) -> None:
    before, after = f"potential_impact: {old}\n", f"potential_impact: {new}\n"
    found = [
        finding
        for rule in ("change-lowered", "change-unlogged")
        for finding in judged(rule, after, before=before)
    ]
    assert len(found) == (0 if old == new else 1)
