"""An old visit keeps its author and its words; what the linter objects to may be corrected."""

import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages

FIRST = "- 2026-01-12 ura: not-started -> in-progress, next 2026-01-30. The p99 is 4 s."
SECOND = "- 2026-01-30 sato: in-progress, current_impact 3 -> 1, next 2026-02-09. A limit is out."
HEAD = "status: in-progress\ncreated: 2026-01-12\nnext_visit: 2026-02-09\n"


def log(*lines: str, head: str = HEAD, heading: str = "Visits") -> str:
    return f"{head}\n## {heading}\n\n" + "\n".join(lines) + "\n"


def rewritten(before: str, after: str) -> list[str]:
    return messages("change-rewritten", after, before=before)


@each_case(
    "altered",
    [
        FIRST.replace("4 s", "2 s"),
        FIRST.replace("ura", "mei"),
        FIRST.replace("2026-01-12", "2026-01-13"),
        FIRST.replace("next 2026-01-30", "next 2026-02-06"),
        FIRST.replace(", next 2026-01-30", ""),
        FIRST.replace("not-started", "watching"),
        FIRST.replace("not-started -> in-progress", "in-progress"),
        FIRST.replace(", next", ", likelihood 2 -> 1, next"),
        f"{FIRST} And more.",
        FIRST.removesuffix(" The p99 is 4 s."),
        "- the p99 is 4 s",
    ],
)
def test_an_old_visit_that_was_right_keeps_each_of_its_parts(altered: str) -> None:
    assert rewritten(log(FIRST, SECOND), log(altered, SECOND)) == [
        f"an old visit was altered or removed: {FIRST[2:]}"
    ]


def test_the_finding_points_at_the_heading_and_says_what_to_do() -> None:
    before, after = log(FIRST, SECOND), log(SECOND)
    (finding,) = judged("change-rewritten", after, before=before)
    assert finding.message.ja == f"過去の確認が書き換えられたか削除された: {FIRST[2:]}"
    assert finding.help is not None
    assert finding.help.en == "put it back and add a new visit instead"
    assert finding.severity == "error"
    assert carets("change-rewritten", after, before=before) == ["«## Visits»"]
    japanese = log(SECOND, heading="確認履歴")
    assert carets("change-rewritten", japanese, before=before) == ["«## 確認履歴»"]


def test_a_log_that_is_gone_is_reported_line_by_line_at_the_top() -> None:
    found = carets("change-rewritten", HEAD, before=log(FIRST, SECOND))
    assert found == ["«---»", "«---»"]
    hidden = log(f"<!--\n{FIRST}\n-->", SECOND)
    assert len(rewritten(log(FIRST, SECOND), hidden)) == 1


def test_a_new_visit_beside_an_altered_one_does_not_replace_it() -> None:
    new = "- 2026-02-02 mei: in-progress, next 2026-02-16. Watching the limit."
    assert len(rewritten(log(FIRST), log(FIRST.replace("4 s", "2 s"), new))) == 1
    assert len(rewritten(log(FIRST), log(new))) == 1


@each_case(
    "after",
    [
        log(FIRST, SECOND),
        log(SECOND, FIRST),
        log(FIRST, SECOND, "- 2026-02-02 ura: in-progress, next 2026-02-16. Again."),
        log(FIRST, FIRST, SECOND),
        log(FIRST.replace("is 4 s", "is\n  4 s"), SECOND),
        log(FIRST.replace("- 2026", "*   2026"), SECOND),
        log(FIRST.replace("->", "→").replace("not-started", "未着手"), SECOND),
        log(FIRST.replace("2026-01-12 ura:", "2026/1/12 ura："), SECOND),
        log(FIRST, SECOND.replace("current_impact", "現在のインパクト")),
        log(
            FIRST,
            SECOND.replace(
                "in-progress, current_impact 3 -> 1", "current_impact 3 -> 1, in-progress"
            ),
        ),
        log(f"{FIRST} <!-- srr: ignore[visit-log] as it was -->", SECOND),
        log("Some words beside the visits.", FIRST, SECOND),
        log(FIRST, SECOND, heading="確認履歴"),
        log(FIRST, SECOND, head="status: watching\n"),
    ],
)
def test_growth_order_and_spelling_rewrite_nothing(after: str) -> None:
    assert rewritten(log(FIRST, SECOND), after) == []


def test_a_line_that_cannot_be_read_may_be_written_right() -> None:
    wrong = "- 2026-02-30 ura: in-progress. The limit is out."
    right = "- 2026-01-30 ura: in-progress. The limit is out."
    assert rewritten(log(FIRST, wrong), log(FIRST, right)) == []
    for altered in (right.replace("is out", "is in"), right.replace("ura", "mei"), ""):
        assert len(rewritten(log(FIRST, wrong), log(FIRST, altered))) == 1


def test_two_lines_that_cannot_be_read_do_not_become_one() -> None:
    wrong = [f"- 2026-02-{day} ura: in-progress. The limit is out." for day in (30, 31)]
    right = [f"- 2026-01-{day} ura: in-progress. The limit is out." for day in (30, 31)]
    assert rewritten(log(FIRST, *wrong), log(FIRST, *right)) == []
    assert rewritten(log(FIRST, *wrong), log(FIRST, right[0])) == [
        f"an old visit was altered or removed: {wrong[1][2:]}"
    ]


def test_a_line_in_the_wrong_order_may_get_another_date() -> None:
    early = SECOND.replace("2026-01-30", "2026-01-05")
    assert rewritten(log(FIRST, early), log(FIRST, SECOND)) == []
    assert len(rewritten(log(FIRST, early), log(FIRST.replace("01-12", "01-05"), early))) == 1


@pytest.mark.parametrize(("day", "is_wrong"), [("2026-02-03", False), ("2026-02-04", True)])
def test_a_line_of_the_future_may_get_another_date(day: str, is_wrong: bool) -> None:
    ahead = SECOND.replace("2026-01-30", day)
    assert rewritten(log(FIRST, ahead), log(FIRST, SECOND)) == (
        [] if is_wrong else [f"an old visit was altered or removed: {ahead[2:]}"]
    )


def test_a_line_that_breaks_the_chain_may_get_the_status_before_it() -> None:
    broken = SECOND.replace("in-progress", "not-started -> in-progress")
    assert rewritten(log(FIRST, broken), log(FIRST, SECOND)) == []


def test_the_last_line_may_get_the_status_and_the_date_of_the_record() -> None:
    for other in (
        SECOND.replace("02-09", "02-16"),
        SECOND.replace("progress,", "progress -> done,"),
    ):
        assert rewritten(log(FIRST, other), log(FIRST, SECOND)) == []
    first = FIRST.replace("01-30", "02-06")
    assert len(rewritten(log(first, SECOND), log(FIRST, SECOND))) == 1


@each_case(
    "altered",
    [
        SECOND.replace("is out", "is in"),
        SECOND.replace("sato", "ura"),
        SECOND.replace("3 -> 1", "3 -> 0"),
        SECOND.replace(", current_impact 3 -> 1", ""),
        "",
    ],
)
def test_a_correction_keeps_the_author_the_values_and_the_words(altered: str) -> None:
    wrong = SECOND.replace("02-09", "02-16")
    assert rewritten(log(FIRST, wrong), log(FIRST, altered)) == [
        f"an old visit was altered or removed: {wrong[2:]}"
    ]


def test_each_altered_visit_is_a_finding_of_its_own() -> None:
    after = log(FIRST.replace("4 s", "2 s"), SECOND.replace("is out", "is in"))
    assert len(rewritten(log(FIRST, SECOND), after)) == 2


def test_a_record_that_was_moved_is_compared_and_a_deleted_one_is_not() -> None:
    before = f"risks/SRR-0001.md\ntitle: a\n{log(FIRST, SECOND)}"
    after = f"risks/SRR-0002.md\ntitle: a\n{log(SECOND)}"
    (finding,) = judged("change-rewritten", after, before=before)
    assert finding.path == "risks/SRR-0002.md"
    assert rewritten(before, "risks/SRR-0002.md\ntitle: b\n") == []


ONCE = "- 2026-01-20 sato: 20 minutes, 40 %. The banner was hidden."
TWICE = "- 2026-01-22 ura: 5 minutes, 100 %. Again."


def happened(*lines: str) -> str:
    return "## Occurrences\n\n" + "\n".join(lines) + "\n"


@each_case(
    "altered",
    [
        *(ONCE.replace("20 minutes", "2 minutes"), ONCE.replace("40 %", "4 %"), "", "- hidden"),
        *(ONCE.replace("01-20", "01-19"), ONCE.replace("sato", "ura"), f"{ONCE} Not bad."),
    ],
)
def test_an_old_occurrence_keeps_each_of_its_parts(altered: str) -> None:
    before, after = happened(ONCE, TWICE), happened(altered, TWICE)
    assert rewritten(before, after) == [
        f"an old occurrence was altered or removed: {ONCE.removeprefix('- ')}"
    ]
    assert carets("change-rewritten", after, before=before) == ["«## Occurrences»"]


@each_case(
    "after",
    [
        happened(ONCE, TWICE, ONCE.replace("01-20", "02-01")),
        happened(TWICE, ONCE),
        happened(ONCE.replace("20 minutes, 40 %", "40 ％、２０ 分"), TWICE),
    ],
)
def test_occurrences_may_grow_and_be_spelled_otherwise(after: str) -> None:
    assert rewritten(happened(ONCE, TWICE), after) == []


@each_case(
    ("wrong", "right"),
    [
        (ONCE.replace("40 %", "140 %"), ONCE),
        (ONCE.replace("01-20", "02-20"), ONCE),
        ("- 2026-01-20 sato: 20 minutes", "- 2026-01-20 sato: 20 minutes, 40 %."),
    ],
)
def test_an_occurrence_that_the_linter_objects_to_may_be_corrected(wrong: str, right: str) -> None:
    assert rewritten(happened(wrong, TWICE), happened(right, TWICE)) == []
    for altered in (right.replace("sato", "mei"), right.replace("20 min", "2 min"), ""):
        assert len(rewritten(happened(wrong, TWICE), happened(altered, TWICE))) == 1
