"""The last visit and the front matter agree, and each visit begins where the one before it ended."""

import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.lint.finding import Severity

FIRST = "- 2026-01-12 ura: not-started -> in-progress, next 2026-01-30. Measured it."
LAST = "- 2026-01-30 ura: in-progress -> watching, next 2026-03-30. The limit is out."
BROKEN = "- 2026-01-30 ura: not-started -> watching, next 2026-03-30. The limit is out."


def recorded(*lines: str, status: str = "watching", due: str = "next_visit: 2026-03-30") -> str:
    return f"status: {status}\n{due}\n\n## Visits\n" + "\n".join(lines)


def test_what_agrees_passes() -> None:
    assert judged("visit-mismatch", recorded(FIRST, LAST)) == ()


def test_another_status_is_named_on_both_sides() -> None:
    fragment = recorded(FIRST, LAST, status="mitigated")
    (finding,) = judged("visit-mismatch", fragment)
    assert finding.message == (
        "the last visit leaves the status watching, and the record says mitigated",
        "最後の確認ではステータスが watching だが、記録では mitigated である",
    )
    assert finding.help == ("correct the one that is wrong", "間違っているほうを直す")
    assert carets("visit-mismatch", fragment) == [f"«{LAST}»"]


@pytest.mark.parametrize("day", ["2026-03-29", "2026-03-31"])
def test_another_next_date_is_named_on_both_sides(day: str) -> None:
    fragment = recorded(FIRST, LAST, due=f"next_visit: {day}")
    (finding,) = judged("visit-mismatch", fragment)
    assert finding.message == (
        f"the last visit sets the next one for 2026-03-30, and the record says {day}",
        f"最後の確認では次回が 2026-03-30 だが、記録では {day} である",
    )
    assert carets("visit-mismatch", fragment) == [f"«{LAST}»"]


def test_where_both_differ_the_status_is_named() -> None:
    fragment = recorded(LAST, status="mitigated", due="next_visit: 2026-04-30")
    assert messages("visit-mismatch", fragment) == [
        "the last visit leaves the status watching, and the record says mitigated"
    ]


def test_a_visit_that_does_not_begin_where_the_last_one_ended_gets_its_line() -> None:
    fragment = recorded(FIRST, BROKEN)
    (finding,) = judged("visit-mismatch", fragment)
    assert finding.message == (
        "this visit begins with not-started, and the one before it ended with in-progress",
        "この確認は not-started から始まるが、前の確認は in-progress で終わっている",
    )
    assert finding.help == (
        "write in-progress -> watching",
        "in-progress -> watching と書く",
    )
    assert carets("visit-mismatch", fragment) == [f"«{BROKEN}»"]


def test_each_break_and_the_last_visit_are_findings_of_their_own() -> None:
    again = LAST.replace("01-30", "02-02").replace("in-progress -> watching", "in-progress")
    fragment = recorded(FIRST, BROKEN, again)
    assert carets("visit-mismatch", fragment) == [f"«{BROKEN}»", f"«{again}»", f"«{again}»"]


@each_case(
    "fragment",
    [
        "status: watching",
        recorded(),
        recorded("- looked at it"),
        recorded(LAST.replace(", next 2026-03-30", "")),
        recorded(FIRST, LAST, due="# no next_visit"),
        recorded(FIRST, LAST, due="next_visit: 2026年4月30日"),
        recorded(LAST.replace("in-progress", "done")),
        recorded(LAST.replace("-> watching", "→ 様子見")),
        recorded(FIRST.replace("in-progress", "対応中"), LAST.replace("in-progress", "対応中")),
        recorded(LAST, status="様子見"),
        recorded(LAST, status="paused"),
    ],
)
def test_what_says_nothing_else_passes(fragment: str) -> None:
    """No visit, no date on one side, any first status, a label, a status that is left to field-value."""
    assert judged("visit-mismatch", fragment) == ()


def test_a_closing_visit_needs_no_date() -> None:
    closing = "- 2026-01-30 ura: in-progress -> done. It held."
    assert judged("visit-mismatch", recorded(closing, status="done", due="# no next_visit")) == ()
    assert len(judged("visit-mismatch", recorded(closing, due="# no next_visit"))) == 1


def test_the_dates_that_earlier_visits_set_are_over() -> None:
    assert judged("visit-mismatch", recorded(FIRST, LAST, due="next_visit: 2026-01-30")) != ()
    silent = LAST.replace(", next 2026-03-30", "")
    assert judged("visit-mismatch", recorded(FIRST, silent, due="next_visit: 2026-04-30")) == ()


def test_a_line_that_cannot_be_read_is_passed_over() -> None:
    assert judged("visit-mismatch", recorded(FIRST, "- looked at it", LAST, "- and again")) == ()
    assert carets("visit-mismatch", recorded(FIRST, "- looked at it", BROKEN)) == [f"«{BROKEN}»"]


def test_two_visits_of_one_day_are_in_the_order_of_the_file() -> None:
    same_day = FIRST.replace("2026-01-12", "2026-01-30")
    assert judged("visit-mismatch", recorded(same_day, LAST)) == ()
    assert len(judged("visit-mismatch", recorded(LAST, same_day))) == 2


def severities(before: str, after: str) -> list[Severity]:
    return [finding.severity for finding in judged("visit-mismatch", after, before=before)]


def test_a_break_is_an_error_in_a_new_line_and_a_warning_in_an_old_one() -> None:
    assert severities(recorded(FIRST), recorded(FIRST, BROKEN)) == ["error"]
    assert severities(recorded(FIRST, BROKEN), recorded(FIRST, BROKEN)) == ["warning"]
    touched = f"team: web\n{recorded(FIRST, BROKEN)}"
    assert severities(recorded(FIRST, BROKEN), touched) == ["warning"]
    (finding,) = judged("visit-mismatch", recorded(FIRST, BROKEN))
    assert finding.severity == "warning"


def test_the_last_visit_is_an_error_however_old() -> None:
    fragment = recorded(FIRST, LAST, status="mitigated")
    assert severities(fragment, fragment) == ["error"]
    (finding,) = judged("visit-mismatch", fragment)
    assert finding.severity == "error"
