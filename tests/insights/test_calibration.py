"""Estimates beside what incidents and occurrences measured."""

from datetime import date

import pytest

from kit.outages import outage, registry
from srr.insights.calibration import Calibration, calibrations

RISK = "risks/SRR-0001.md"
ESTIMATE = "{detect_minutes: 10, repair_minutes: 25, affected_percent: 60, every_days: 90}"
TODAY = date(2026, 12, 21)
NOTICED = f"estimate: {ESTIMATE}\nnoticed: 2026-01-05\ncreated: 2026-01-14\n"


def told(fragments: dict[str, str], today: date = TODAY) -> Calibration:
    (found,) = calibrations(registry(fragments), today)
    return found


def of_risk(number: int, started: str, ended: str, more: str = "") -> dict[str, str]:
    return outage(number, started, ended, f"risks: [SRR-0001]\n{more}")


def test_it_measures_linked_incidents_and_occurrences() -> None:
    lines = (
        "\n## Occurrences\n\n"
        "- 2026-03-02 sato: 20 minutes, 40 %. The banner was hidden.\n"
        "- 2026-05-02 sato: 5 minutes, 80 %. Again.\n"
    )
    found = told(
        {
            RISK: NOTICED + lines,
            **of_risk(1, "2026-02-03T10:00Z", "2026-02-03T10:45Z"),
            **of_risk(2, "2025-02-03T10:00Z", "2025-02-03T11:30Z"),
            **outage(3, "2026-02-07T10:00Z", "2026-02-07T10:45Z"),
            **of_risk(4, "2026-02-08T10:00Z", "2026-02-08T10:45Z", "kind: drill"),
            **of_risk(5, "2026-02-09T10:00Z", "2026-02-09T10:45Z", "kind: near-miss"),
        }
    )
    assert found.minutes == (5, 20, 45, 90)
    assert found.percents == (40, 80), "a postmortem says nothing of a percent"
    # From 2026-01-05 to 2026-12-21 are 350 days; the incident of 2025 was before that.
    assert (found.seen, found.days) == (3, 350)
    # 350 / 90.
    assert found.expected == pytest.approx(3.8889, abs=0.0001)


def test_an_occurrence_on_the_day_of_an_incident_is_that_incident() -> None:
    line = "\n## Occurrences\n\n- 2026-02-03 sato: 20 minutes, 40 %. It was hidden.\n"
    found = told({RISK: NOTICED + line, **of_risk(1, "2026-02-03T10:00Z", "2026-02-03T10:45Z")})
    assert (found.minutes, found.percents, found.seen) == ((45,), (40,), 1)


def test_what_made_somebody_notice_is_not_counted_as_happening_since() -> None:
    found = told({RISK: NOTICED, **of_risk(1, "2026-01-05T10:00Z", "2026-01-05T10:45Z")})
    assert (found.minutes, found.seen) == ((45,), 0)


def test_an_incident_without_an_end_happened_and_measured_nothing() -> None:
    endless = "risks: [SRR-0001]\nstarted: 2026-02-03T10:00Z\n# no mitigated\n# no resolved"
    found = told({RISK: NOTICED, "postmortems/PM-0001.md": endless})
    assert (found.minutes, found.seen) == ((), 1)


def test_what_lies_after_today_has_not_happened() -> None:
    line = "\n## Occurrences\n\n- 2026-05-02 sato: 5 minutes, 80 %.\n"
    after = of_risk(1, "2026-05-02T10:00Z", "2026-05-02T10:45Z")
    found = told({RISK: NOTICED + line, **after}, date(2026, 5, 1))
    assert (found.events, found.seen) == ((), 0)


def test_without_a_day_to_count_from_nothing_is_said_of_how_often() -> None:
    found = told({RISK: f"estimate: {ESTIMATE}\n# no created\n"})
    assert (found.days, found.expected, found.seen) == (None, None, 0)
    partly = told({RISK: "estimate: {repair_minutes: 5}\n"})
    assert (partly.days, partly.expected) == (329, None)
    unborn = told({RISK: NOTICED}, date(2026, 1, 1))
    assert unborn.days is None


def test_those_with_an_estimate_are_listed_until_they_are_done_the_dearest_first() -> None:
    small = ESTIMATE.replace("60", "1")
    found = calibrations(
        registry(
            {
                RISK: f"estimate: {small}",
                "risks/SRR-0002.md": f"estimate: {ESTIMATE}",
                "risks/SRR-0003.md": f"estimate: {ESTIMATE}\nstatus: done",
                "risks/SRR-0004.md": "",
                "risks/SRR-0005.md": f"estimate: {ESTIMATE}\nstatus: accepted",
            }
        ),
        TODAY,
    )
    assert [each.risk.id for each in found] == ["SRR-0002", "SRR-0005", "SRR-0001"]
