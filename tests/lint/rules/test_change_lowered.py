"""A lowered score is named, with words, by the visits that the pull request adds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.records.visits import NUMBERS

OLD = "- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is 4 s."
SCORES = "current_impact: 6\npotential_impact: 10\nlikelihood: 2\n"


def visits(*lines: str) -> str:
    return "## Visits\n\n" + "\n".join((OLD, *lines)) + "\n"


def seen(*changes: str, words: str = "Only one shop uses it.") -> str:
    return f"- 2026-02-02 ura: {', '.join(['not-started', *changes])}. {words}"


def lowered(before: str, after: str, *lines: str) -> list[str]:
    """Return the messages on scores that went from *before* to *after* while *lines* were added."""
    return messages("change-lowered", after + visits(*lines), before=before + visits())


@each_case("key", NUMBERS)
def test_each_score_is_asked_for_a_visit_that_names_it(key: str) -> None:
    before, after = f"{key}: 3\n", f"{key}: 1\n"
    message = f"{key} goes from 3 to 1, and no new visit names that change"
    assert lowered(before, after) == [message]
    assert lowered(before, after, seen()) == [message]
    assert lowered(before, after, seen(f"{key} 3 -> 1")) == []
    assert carets("change-lowered", after, before=before) == [f"{key}: «1»"]


def test_the_help_is_a_command_or_the_part_of_a_line() -> None:
    (finding,) = judged("change-lowered", "current_impact: 1", before="current_impact: 3")
    assert finding.message.ja == (
        "current_impact が 3 から 1 に変わったが、それを記した新しい確認がない"
    )
    assert finding.severity == "error"
    assert finding.help is not None
    assert finding.help.en == (
        "put it back and run srr visit SRR-0001 --current-impact 1,"
        " or add to the new visit: current_impact 3 -> 1"
    )


@each_case(
    "line",
    [
        seen("potential_impact 10 -> 3"),
        seen("next 2026-02-09", "potential_impact 10 -> 3"),
        seen("潜在的なインパクト 10 → 3"),
        "- 2026/2/2 ura： 未着手、潜在的なインパクト 10 → 3。一店だけが使う。",
        "- 2026-02-02 ura: not-started -> watching, potential_impact 10 -> 3. One shop.",
    ],
)
def test_a_visit_may_name_it_in_any_form_that_can_be_read(line: str) -> None:
    assert lowered("potential_impact: 10\n", "potential_impact: 3\n", line) == []


@each_case(
    "line",
    [
        seen(words="potential_impact 10 -> 3"),
        seen("potential_impact 10 -> 6"),
        seen("potential_impact 6 -> 3"),
        seen("potential_impact 3 -> 10"),
        seen("current_impact 10 -> 3"),
        seen("potential_impact 10 -> 3", words=""),
        seen("potential_impact 10 -> 3", words="ok"),
        f"<!-- {seen('potential_impact 10 -> 3')} -->",
        "- potential_impact 10 -> 3, because only one shop uses it.",
    ],
)
def test_what_names_another_change_or_says_nothing_is_not_enough(line: str) -> None:
    assert len(lowered("potential_impact: 10\n", "potential_impact: 3\n", line)) == 1


def test_a_visit_that_was_there_before_does_not_count() -> None:
    old = visits(seen("potential_impact 10 -> 3"))
    found = judged(
        "change-lowered", f"potential_impact: 3\n{old}", before=f"potential_impact: 10\n{old}"
    )
    assert len(found) == 1


def test_an_old_visit_that_was_altered_to_name_it_does_not_count() -> None:
    altered = visits().replace("not-started,", "not-started, potential_impact 10 -> 3,")
    found = judged(
        "change-lowered",
        f"potential_impact: 3\n{altered}",
        before=f"potential_impact: 10\n{visits()}",
    )
    assert len(found) == 1


def test_several_visits_lead_there_together() -> None:
    steps = [seen("potential_impact 10 -> 6"), seen("potential_impact 6 -> 3", words="Again less.")]
    before, after = "potential_impact: 10\n", "potential_impact: 3\n"
    assert lowered(before, after, *steps) == []
    assert len(lowered(before, after, *reversed(steps))) == 1
    up = [seen("potential_impact 6 -> 10"), seen("potential_impact 10 -> 3", words="Less.")]
    assert lowered("potential_impact: 6\n", after, *up) == []


def test_from_unknown_to_any_number_counts_as_lowering() -> None:
    for key in ("current_impact", "potential_impact"):
        before, after = f"{key}: unknown\n", f"{key}: 10\n"
        assert lowered(before, after) == [
            f"{key} goes from unknown to 10, and no new visit names that change"
        ]
        assert lowered(before, after, seen(f"{key} unknown -> 10")) == []


@each_case(
    ("before", "after"),
    [
        ("potential_impact: 3\n", "potential_impact: 10\n"),
        ("potential_impact: 3\n", "potential_impact: unknown\n"),
        ("potential_impact: 3\n", "potential_impact: 3\n"),
        ("potential_impact: '３'\n", "potential_impact: 3\n"),
        ("potential_impact: 3\n", "potential_impact: 3.0\n"),
        ("potential_impact: 不明\n", "potential_impact: unknown\n"),
        ("likelihood: 1\n", "likelihood: 2\n"),
        ("potential_impact: 10\n", "# no potential_impact\n"),
        ("# no potential_impact\n", "potential_impact: 1\n"),
        ("potential_impact: 10\n", "potential_impact: low\n"),
        ("potential_impact: high\n", "potential_impact: 1\n"),
        ("priority: 12\n", "priority: 6\n"),
        ("x_score: 3\n", "x_score: 1\n"),
        ("estimate: {affected_percent: 9}\n", "estimate: {affected_percent: 1}\n"),
    ],
)
def test_what_is_not_lowered_passes(before: str, after: str) -> None:
    assert lowered(before, after) == []


def test_a_score_that_stayed_passes_whatever_a_visit_says() -> None:
    assert lowered("likelihood: 2\n", "likelihood: 2\n", seen("likelihood 2 -> 1")) == []


def test_a_number_with_a_point_is_named_without_it() -> None:
    before, after = "potential_impact: 6.0\n", "potential_impact: 3.0\n"
    assert lowered(before, after, seen("potential_impact 6 -> 3")) == []
    assert lowered(before, after) == [
        "potential_impact goes from 6 to 3, and no new visit names that change"
    ]


def test_a_score_in_another_spelling_is_compared_by_its_meaning() -> None:
    assert lowered("potential_impact: '１０'\n", "potential_impact: ３\n") == [
        "potential_impact goes from 10 to 3, and no new visit names that change"
    ]


def test_a_level_that_follows_from_scope_and_severity_is_not_named() -> None:
    before = "scope: 3\nseverity: 3\npotential_impact: 6\n"
    after = "scope: 1\nseverity: 3\npotential_impact: 3\n"
    assert lowered(before, after, seen("scope 3 -> 1")) == []
    assert lowered(before, after, seen("potential_impact 6 -> 3")) == [
        "scope goes from 3 to 1, and no new visit names that change"
    ]


def test_a_level_follows_from_a_scope_and_a_severity_that_are_new_and_named() -> None:
    before = "potential_impact: 6\n"
    after = "scope: 1\nseverity: 3\npotential_impact: 3\n"
    assert lowered(before, after, seen("scope none -> 1", "severity none -> 3")) == []
    assert len(lowered(before, after, seen("scope none -> 1"))) == 1
    assert len(lowered(before, after, seen("severity none -> 3"))) == 1
    assert len(lowered(before, after, seen("scope none -> 2", "severity none -> 3"))) == 1
    assert lowered(before, after, seen("potential_impact 6 -> 3")) == []


def test_a_level_follows_from_neither_of_the_two_alone() -> None:
    before, low = "potential_impact: 6\n", "potential_impact: 3\n"
    assert len(lowered(before, f"scope: 1\n{low}", seen("scope none -> 1"))) == 1
    assert len(lowered(before, f"severity: 3\n{low}", seen("severity none -> 3"))) == 1


@pytest.mark.parametrize("one_side", ["scope: 1\nseverity: 3\n", "scope: 1\n", "severity: 3\n"])
def test_a_level_that_follows_on_one_side_only_is_named(one_side: str) -> None:
    high, low = "potential_impact: 6\n", "potential_impact: 3\n"
    assert len(lowered(high, low + one_side)) == 1
    assert len(lowered(high + one_side, low)) == 1


def test_each_lowered_score_is_a_finding_of_its_own() -> None:
    after = SCORES.replace("6", "1").replace("10", "3").replace("2", "1")
    assert [line.split()[0] for line in lowered(SCORES, after, seen("likelihood 2 -> 1"))] == [
        "current_impact",
        "potential_impact",
    ]


def test_records_that_are_new_gone_or_postmortems_are_not_asked() -> None:
    assert (
        judged("change-lowered", "potential_impact: 1", before="risks/SRR-0009.md\ntitle: a") == ()
    )
    pm = "postmortems/PM-0001.md\nscope: {}\nseverity: {}\nscore: {}\n"
    assert judged("change-lowered", pm.format(1, 1, 1), before=pm.format(3, 5, 15)) == ()


def test_a_record_that_was_moved_is_asked_as_well() -> None:
    (finding,) = judged(
        "change-lowered",
        "risks/SRR-0002.md\ntitle: a\npotential_impact: 3",
        before="risks/SRR-0001.md\ntitle: a\npotential_impact: 10",
    )
    assert finding.path == "risks/SRR-0002.md"


LEVELS = st.sampled_from([0, 1, 3, 6, 10, "unknown"])


@given(LEVELS, LEVELS)
def test_it_fires_exactly_where_a_number_is_lower_or_was_unknown(
    old: int | str, new: int | str
) -> None:
    is_lower = isinstance(new, int) and (old == "unknown" or (isinstance(old, int) and new < old))
    before, after = f"potential_impact: {old}\n", f"potential_impact: {new}\n"
    assert bool(lowered(before, after)) == is_lower
    assert lowered(before, after, seen(f"potential_impact {old} -> {new}")) == []
