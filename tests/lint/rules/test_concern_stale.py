from datetime import date, timedelta

from kit.cases import each_case
from kit.judging import carets, messages

NOTICED = date(2026, 1, 26)
LAST_DAY = NOTICED + timedelta(weeks=8)
REPORTS = """\
status: {status}

## Reports
- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose from 2 s to 4 s.
- 2026-02-16 ura: assigned -> watching, due 2026-03-16. The pool is larger since today.
{last}
"""


def test_a_concern_is_stale_after_eight_weeks_from_the_day_it_was_noticed() -> None:
    assert messages("concern-stale", "", today=LAST_DAY) == []
    day_after = LAST_DAY + timedelta(1)
    assert messages("concern-stale", "", today=day_after) == [
        f"it has been assigned since 2026-01-26, for more than 8 weeks on {day_after}"
    ]
    assert carets("concern-stale", "", today=day_after) == ["status: «assigned»"]


@each_case(
    ("status", "last", "since"),
    [
        ("watching", "", "2026-02-16"),
        ("watching", "- 2026-03-16 ura: watching, due 2026-04-13. Quiet.", "2026-02-16"),
        ("watching", "- 2026-03-16 ura: a line that cannot be read", "2026-02-16"),
        ("assigned", "- 2026-03-02 ura: watching -> assigned, due 2026-03-09. Back.", "2026-03-02"),
    ],
)
def test_the_weeks_count_from_the_last_report_that_moved_the_status(
    status: str, last: str, since: str
) -> None:
    fragment = REPORTS.format(status=status, last=last)
    last_day = date.fromisoformat(since) + timedelta(weeks=8)
    assert messages("concern-stale", fragment, today=last_day) == []
    (message,) = messages("concern-stale", fragment, today=last_day + timedelta(1))
    assert f"{status} since {since}" in message


@each_case("status", ("resolved", "backlog", "promoted", "whatever"))
def test_a_concern_that_ended_is_never_stale(status: str) -> None:
    assert messages("concern-stale", f"status: {status}\n", today=date(2027, 1, 1)) == []


def test_without_a_day_there_is_nothing_to_count_from() -> None:
    assert messages("concern-stale", "# no noticed\n", today=date(2027, 1, 1)) == []
