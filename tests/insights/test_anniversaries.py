"""This week in past years: the week, leap days, and the turn of the year."""

from datetime import date

from kit.cases import each_case
from kit.examples import tree
from srr.insights.anniversaries import between, closed_on, week
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings


def registry(*fragments: tuple[str, str]) -> Registry:
    files: dict[str, bytes] = {}
    for path, fragment in fragments:
        files |= tree(fragment, path)
    return read_registry(files, Settings())


def found(registered: Registry, today: date) -> list[tuple[str, str, int]]:
    return [(day.record.id, day.what.en, day.years) for day in between(registered, *week(today))]


def test_a_week_goes_from_monday_to_sunday() -> None:
    assert week(date(2026, 2, 2)) == (date(2026, 2, 2), date(2026, 2, 8))
    assert week(date(2026, 2, 8)) == (date(2026, 2, 2), date(2026, 2, 8))


def test_incidents_and_risks_of_earlier_years_come_round() -> None:
    kept = registry(
        ("postmortems/PM-0001.md", "started: 2024-02-05T10:00+09:00"),
        ("postmortems/PM-0002.md", "started: 2026-02-05T10:00+09:00"),
        ("postmortems/PM-0003.md", "kind: drill\nstarted: 2025-02-08T23:59+09:00"),
        ("risks/SRR-0001.md", "noticed: 2025-02-01\ncreated: 2025-02-03"),
        (
            "risks/SRR-0002.md",
            "status: done\n## Visits\n\n- 2025-02-03 ura: watching -> done. Gone.\n",
        ),
    )
    assert found(kept, date(2026, 2, 4)) == [
        ("SRR-0002", "Risk closed", 1),
        ("PM-0001", "Incident began", 2),
        ("PM-0003", "Drill", 1),
    ]


def test_a_risk_is_remembered_by_the_day_on_which_it_was_noticed() -> None:
    noticed = ("risks/SRR-0001.md", "noticed: 2025-02-03\ncreated: 2025-02-04")
    assert found(registry(noticed), date(2026, 2, 4)) == [("SRR-0001", "Risk noticed", 1)]


def test_a_risk_without_a_day_of_notice_is_remembered_by_its_record() -> None:
    assert found(registry(("risks/SRR-0001.md", "created: 2025-02-03")), date(2026, 2, 4)) == [
        ("SRR-0001", "Risk recorded", 1)
    ]


@each_case(
    ("started", "today", "years"),
    [
        ("2024-02-29", date(2027, 2, 28), 3),
        ("2024-02-29", date(2028, 2, 29), 4),
        ("2020-12-31", date(2026, 1, 2), 5),
        ("2021-01-02", date(2025, 12, 30), 5),
    ],
)
def test_leap_days_and_the_turn_of_the_year(started: str, today: date, years: int) -> None:
    kept = registry(("postmortems/PM-0001.md", f"started: {started}T10:00+09:00"))
    assert found(kept, today) == [("PM-0001", "Incident began", years)]


def test_a_risk_that_was_opened_again_is_not_closed() -> None:
    visits = "## Visits\n\n- 2025-02-03 ura: watching -> done. Gone.\n"
    again = f"{visits}- 2025-03-03 ura: done -> watching, next 2025-05-01. Back.\n"
    done = registry(("risks/SRR-0001.md", f"status: done\n{visits}")).risks[0]
    assert closed_on(done) == date(2025, 2, 3)
    assert closed_on(registry(("risks/SRR-0001.md", f"status: watching\n{again}")).risks[0]) is None
