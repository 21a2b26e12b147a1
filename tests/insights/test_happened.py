"""How often a risk happened: its occurrences beside its incidents, each event once."""

from datetime import date

from kit.reviews import registry
from srr.insights.happened import Happened, happened

TODAY = date(2026, 2, 2)
RISK = """\
risks/SRR-0001.md
postmortems: [PM-0001]
## Occurrences

- 2026-01-10 sato: 20 minutes, 40 %. Hidden.
- 2026-01-05 sato: 5 minutes, 100 %. Hidden.
- 2026-01-20 sato: 7 minutes, 100 %. The incident itself.
- 2026-02-03 sato: 9 minutes, 100 %. Not yet.
- not readable
"""
INCIDENT = "postmortems/PM-0001.md\nrisks: [SRR-0001]\n"


def found(text: str, since: date | None = None) -> Happened:
    read = registry(text)
    return happened(read.risks[0], read, TODAY, since)


def test_occurrences_and_incidents_are_counted_by_day_and_each_event_once() -> None:
    both = found(RISK + INCIDENT)
    assert [each.on.day for each in both.occurrences] == [5, 10]
    assert [each.id for each in both.incidents] == ["PM-0001"]
    assert (both.count, both.minutes, both.last) == (3, 20 + 5 + 30, date(2026, 1, 20))


def test_only_what_happened_since_a_day_counts() -> None:
    since = found(RISK + INCIDENT, date(2026, 1, 10))
    assert (since.count, since.minutes) == (2, 50)
    assert found(RISK + INCIDENT, date(2026, 1, 21)).count == 0
    assert found(RISK + INCIDENT, date(2026, 1, 21)).last is None


def test_a_near_miss_and_a_drill_did_not_happen() -> None:
    for kind in ("near-miss", "drill"):
        assert found(f"{RISK}{INCIDENT}kind: {kind}\n").count == 3
