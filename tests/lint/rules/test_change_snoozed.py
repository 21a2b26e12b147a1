"""A later date needs a visit; an earlier one is free."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.judging import carets, judged

OLD = "- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is 4 s."
NEW = "- 2026-02-02 ura: not-started, next 2026-02-09. Nobody is free."


def due(day: object, *lines: str) -> str:
    return f"next_visit: {day}\n## Visits\n\n" + "\n".join((OLD, *lines)) + "\n"


def test_a_later_date_without_a_visit_is_an_error_on_the_date() -> None:
    before, after = due("2026-02-05"), due("2026-02-06")
    (finding,) = judged("change-snoozed", after, before=before)
    assert finding.message == (
        "next_visit goes from 2026-02-05 to 2026-02-06 and nobody recorded a visit",
        "next_visit が 2026-02-05 から 2026-02-06 に延びたが、確認の記録がない",
    )
    assert finding.help is not None
    assert finding.help.en == "look at the risk and run srr visit SRR-0001, or put the date back"
    assert finding.severity == "error"
    assert carets("change-snoozed", after, before=before) == ["next_visit: «2026-02-06»"]


@given(st.integers(-40, 40))
def test_it_fires_exactly_where_the_date_moves_later(days: int) -> None:
    old = date(2026, 2, 5)
    found = judged("change-snoozed", due(old + timedelta(days)), before=due(old))
    assert bool(found) == (days > 0)


def test_a_new_visit_moves_it_and_an_altered_one_does_not() -> None:
    before = due("2026-02-05")
    assert judged("change-snoozed", due("2026-02-09", NEW), before=before) == ()
    altered = due("2026-02-09").replace("next 2026-02-05", "next 2026-02-09")
    assert len(judged("change-snoozed", altered, before=before)) == 1
    reworded = due("2026-02-09").replace("4 s", "2 s")
    assert len(judged("change-snoozed", reworded, before=before)) == 1


@each_case(
    ("before", "after"),
    [
        ("# no next_visit", "next_visit: 2026-02-09"),
        ("next_visit: 2026-02-05", "# no next_visit"),
        ("next_visit: 2026/02/05", "next_visit: 2026-02-05"),
        ("next_visit: 2026-02-30", "next_visit: 2026-03-02"),
        ("next_visit: 2026-02-05", "next_visit: soon"),
        ("risks/SRR-0009.md\ntitle: a", "next_visit: 2026-02-09"),
        ("next_visit: 2026-02-05", "risks/SRR-0009.md\ntitle: a"),
    ],
)
def test_a_date_that_is_missing_or_unclear_on_one_side_is_not_compared(
    before: str, after: str
) -> None:
    assert judged("change-snoozed", after, before=before) == ()


def test_a_date_in_another_form_is_compared_by_its_meaning() -> None:
    found = judged("change-snoozed", "next_visit: 2026/2/9", before="next_visit: 2026年2月5日")
    assert len(found) == 1


def test_a_handover_is_no_visit_that_moves_the_date() -> None:
    later = due("2026-02-09", "- 2026-02-02 ura: not-started, owner ura -> sato. Hers.")
    assert len(judged("change-snoozed", later, before=due("2026-02-05"))) == 1
