"""Minutes of outage by day, and what days allow: worked out by hand, and properties of any outages."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.outages import outage, registry, spent
from srr.insights.spending import Days, Spending, spending
from srr.schema.slo import Slo

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
TOKYO = ZoneInfo("Asia/Tokyo")
RISK = "risks/SRR-0001.md"


def month(year: int, number: int) -> Days:
    after = date(year + number // 12, number % 12 + 1, 1)
    return Days(date(year, number, 1), after - timedelta(days=1))


# 99.95 % leaves 0.0005 of the minutes of the days.
@each_case(
    ("days", "zone", "minutes"),
    [
        # 28 x 1,440 = 40,320 minutes.
        (month(2026, 2), UTC, 20.16),
        # A leap year: 29 x 1,440 = 41,760.
        (month(2024, 2), UTC, 20.88),
        # 30 x 1,440 = 43,200.
        (month(2026, 4), UTC, 21.6),
        # 31 x 1,440 = 44,640.
        (month(2026, 1), TOKYO, 22.32),
        # Clocks go forward on 2026-03-29: 44,640 - 60 = 44,580.
        (month(2026, 3), BERLIN, 22.29),
        # Clocks go back on 2026-10-25: 44,640 + 60 = 44,700.
        (month(2026, 10), BERLIN, 22.35),
        # Clocks go forward on 2026-03-08, back on 2026-11-01: 44,580, and 43,200 + 60 = 43,260.
        (month(2026, 3), NEW_YORK, 22.29),
        (month(2026, 11), NEW_YORK, 21.63),
        # In between nothing happens: 44,640.
        (month(2026, 10), NEW_YORK, 22.32),
        # 31 + 28 + 31 days = 129,600, in Berlin an hour less: 129,540.
        (Days(date(2026, 1, 1), date(2026, 3, 31)), UTC, 64.8),
        (Days(date(2026, 1, 1), date(2026, 3, 31)), BERLIN, 64.77),
        # 365 x 1,440 = 525,600; a leap year has 527,040. Over a year the hours of the clocks cancel out.
        (Days(date(2026, 1, 1), date(2026, 12, 31)), BERLIN, 262.8),
        (Days(date(2024, 1, 1), date(2024, 12, 31)), NEW_YORK, 263.52),
        # The last day that can be written.
        (Days(date.max, date.max), UTC, 0.72),
    ],
)
def test_days_allow_the_minutes_that_they_have(days: Days, zone: tzinfo, minutes: float) -> None:
    assert Spending(Slo(99.95), {}, zone).budget(days) == minutes


@each_case(
    ("started", "ended", "zone", "by_day"),
    [
        # 10:00 to 10:45.
        ("2026-02-03T10:00Z", "2026-02-03T10:45Z", UTC, {"02-03": 45}),
        # Over the end of a month: 20 minutes before midnight, 25 after it.
        ("2026-01-31T23:40Z", "2026-02-01T00:25Z", UTC, {"01-31": 20, "02-01": 25}),
        # The same in Tokyo, nine hours later by its clock: all of it on the first.
        ("2026-01-31T23:40Z", "2026-02-01T00:25Z", TOKYO, {"02-01": 45}),
        # A whole day between two parts: 60 + 1,440 + 30.
        (
            "2026-02-27T23:00Z",
            "2026-03-01T00:30Z",
            UTC,
            {"02-27": 60, "02-28": 1440, "03-01": 30},
        ),
        # A leap year has a 29th: 60 + 1,440 + 1,440 + 30.
        (
            "2028-02-27T23:00Z",
            "2028-03-01T00:30Z",
            UTC,
            {"02-27": 60, "02-28": 1440, "02-29": 1440, "03-01": 30},
        ),
        # Berlin, 02:00 becomes 03:00: from 01:30 to 03:30 by the clock is one hour.
        ("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", BERLIN, {"03-29": 60}),
        # That day has 23 hours: 10 + 1,380 + 5.
        (
            "2026-03-28T23:50+01:00",
            "2026-03-30T00:05+02:00",
            BERLIN,
            {"03-28": 10, "03-29": 1380, "03-30": 5},
        ),
        # 03:00 becomes 02:00: from 01:30 to 03:30 by the clock are three hours.
        ("2026-10-25T01:30+02:00", "2026-10-25T03:30+01:00", BERLIN, {"10-25": 180}),
        # New York has 23 hours on 2026-03-08 and 25 on 2026-11-01: 10 + 1,380 + 5, 10 + 1,500 + 5.
        (
            "2026-03-07T23:50-05:00",
            "2026-03-09T00:05-04:00",
            NEW_YORK,
            {"03-07": 10, "03-08": 1380, "03-09": 5},
        ),
        (
            "2026-10-31T23:50-04:00",
            "2026-11-02T00:05-05:00",
            NEW_YORK,
            {"10-31": 10, "11-01": 1500, "11-02": 5},
        ),
        # St. John's once went back over midnight, at 00:01: that day counts its last hour to the next one.
        (
            "2005-10-29T23:00-02:30",
            "2005-10-30T00:30-03:30",
            ZoneInfo("America/St_Johns"),
            {"10-29": 60, "10-30": 90},
        ),
    ],
)
def test_an_outage_is_split_at_midnight_by_the_clock_of_the_registry(
    started: str, ended: str, zone: tzinfo, by_day: dict[str, float]
) -> None:
    found = spent(outage(1, started, ended), zone=zone).by_day
    year = started[:4]
    assert found == {date.fromisoformat(f"{year}-{day}"): n for day, n in by_day.items()}


def test_over_the_end_of_a_year_each_year_has_its_part() -> None:
    found = spent(outage(1, "2026-12-31T23:30Z", "2027-01-01T00:10Z"))
    assert found.minutes(Days(date(2026, 1, 1), date(2026, 12, 31))) == 30
    assert found.minutes(Days(date(2027, 1, 1), date(2027, 12, 31))) == 10


def test_a_minute_in_two_outages_is_spent_once() -> None:
    # 10:00-10:40 and 10:30-11:00 are one hour; 10:05-10:10 lies within; 12:00-12:10 is ten more.
    found = spent(
        outage(1, "2026-02-03T10:00Z", "2026-02-03T10:40Z")
        | outage(2, "2026-02-03T10:30Z", "2026-02-03T11:00Z", "services: [gateway]")
        | outage(3, "2026-02-03T10:05Z", "2026-02-03T10:10Z")
        | outage(4, "2026-02-03T12:00Z", "2026-02-03T12:10Z")
    )
    assert found.by_day == {date(2026, 2, 3): 70}


@each_case(
    ("more", "is_counted"),
    [
        ("", True),
        ("kind: near-miss", False),
        ("kind: drill", False),
        ("services: [order-api, gateway]", True),
        ("services: [menu-api]", False),
        ("mitigated: about noon", False),
        ("started: 2026-02-03T10:45Z", False),
    ],
)
def test_only_outages_of_its_services_count(more: str, is_counted: bool) -> None:
    front = "started: 2026-02-03T10:00Z\nmitigated: 2026-02-03T10:40Z".splitlines()
    key = more.partition(":")[0]
    text = "\n".join([*(line for line in front if not line.startswith(f"{key}:")), more])
    found = spent({"postmortems/PM-0001.md": text}, Slo(99.95, services=("order-api",)))
    assert bool(found.by_day) is is_counted


def test_it_ends_with_resolved_only_where_no_mitigation_is_given() -> None:
    long = "resolved: 2026-02-05T10:00Z"
    assert (
        sum(spent(outage(1, "2026-02-03T10:00Z", "2026-02-03T10:40Z", long)).by_day.values()) == 40
    )
    only = f"started: 2026-02-04T23:00Z\n# no mitigated\n{long}"
    assert sum(spent({"postmortems/PM-0001.md": only}).by_day.values()) == 11 * 60


def test_an_outage_without_an_end_is_in_no_sum_and_is_named() -> None:
    running = "started: {}\n# no mitigated\n# no resolved\nservices: [{}]"
    found = spent(
        {
            "postmortems/PM-0001.md": running.format("2026-02-03T10:00Z", "order-api"),
            "postmortems/PM-0002.md": running.format("2026-02-03T10:00Z", "menu-api"),
            "postmortems/PM-0003.md": running.format("2026-02-04T10:00Z", "order-api"),
            "postmortems/PM-0004.md": "kind: drill\n" + running.format("2026-02-03T10:00Z", "x"),
        },
        Slo(99.95, services=("order-api",)),
        today=date(2026, 2, 3),
    )
    assert found.by_day == {}
    assert [each.id for each in found.endless] == ["PM-0001"]


def test_what_lies_after_today_never_counts() -> None:
    # Of an outage that is said to end tomorrow, the part up to midnight.
    fragments = outage(1, "2026-02-03T23:30Z", "2026-02-04T01:00Z")
    fragments |= outage(2, "2026-02-04T10:00Z", "2026-02-04T11:00Z")
    fragments[RISK] = "## Occurrences\n\n- 2026-02-04 sato: 20 minutes, 50 %. Slow.\n"
    assert spent(fragments, today=date(2026, 2, 3)).by_day == {date(2026, 2, 3): 30}
    # 30 and 60, then 60 more and 20 x 0.5.
    assert spent(fragments, today=date(2026, 2, 4)).by_day == {
        date(2026, 2, 3): 30,
        date(2026, 2, 4): 130,
    }


def test_an_occurrence_takes_its_minutes_from_its_percent_of_the_users() -> None:
    occurred = (
        "service: {}\n\n## Occurrences\n\n"
        "- 2026-02-03 sato: 20 minutes, 40 %. The banner was hidden.\n"
        "- 2026-02-03 sato: 10 minutes, 100 %. Again.\n"
        "- 2026-02-05 sato: 3 minutes, 0.5 %.\n"
        "- 2026-02-06 sato: for a while.\n"
    )
    files = {RISK: occurred.format("ad-banner"), "risks/SRR-0002.md": occurred.format("menu-api")}
    found = spent(files, Slo(99.95, services=("ad-banner",)))
    # 20 x 0.4 + 10 = 18; 3 x 0.005 = 0.015.
    assert found.by_day == {date(2026, 2, 3): 18, date(2026, 2, 5): pytest.approx(0.015)}


@each_case(
    ("minutes", "total"),
    # The incident of 30 minutes is the occurrence of that day; what took longer counts.
    [(20, 30), (30, 30), (45, 45)],
)
def test_an_occurrence_with_an_incident_of_its_risk_on_that_day_is_not_counted_twice(
    minutes: int, total: int
) -> None:
    fragments = outage(1, "2026-02-03T10:00Z", "2026-02-03T10:30Z", "risks: [SRR-0001]")
    fragments |= outage(2, "2026-02-05T10:00Z", "2026-02-05T10:30Z")
    lines = "".join(
        f"- 2026-02-{day} sato: {minutes} minutes, 100 %. It failed.\n" for day in ("03", "05")
    )
    found = spent({**fragments, RISK: f"## Occurrences\n\n{lines}"}).by_day
    assert found == {date(2026, 2, 3): total, date(2026, 2, 5): 30 + minutes}


START = datetime(2026, 1, 1, tzinfo=UTC)
# Minutes after START: up to two years later, at most four days long.
OUTAGES = st.lists(
    st.tuples(st.integers(0, 2 * 525_600), st.integers(0, 4 * 1440)), min_size=1, max_size=6
)
ZONES = st.sampled_from([UTC, BERLIN, NEW_YORK, TOKYO])


def total(outages: list[tuple[int, int]], zone: tzinfo) -> float:
    return sum(_spending(outages, zone).by_day.values())


def _spending(outages: list[tuple[int, int]], zone: tzinfo) -> Spending:
    fragments: dict[str, str] = {}
    for number, (start, minutes) in enumerate(outages, 1):
        begun = START + timedelta(minutes=start)
        ended = begun + timedelta(minutes=minutes)
        fragments |= outage(number, _written(begun), _written(ended))
    return spending(registry(fragments), Slo(99.95), date(2030, 1, 1), zone)


def _written(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%MZ")


@given(OUTAGES, ZONES)
def test_the_days_add_up_to_the_minutes_in_any_outage(
    outages: list[tuple[int, int]], zone: tzinfo
) -> None:
    minutes = {start + offset for start, length in outages for offset in range(length)}
    found = _spending(outages, zone)
    assert sum(found.by_day.values()) == pytest.approx(len(minutes))
    # The months of three years hold each of them once.
    months = (month(year, number) for year in (2025, 2026, 2027, 2028) for number in range(1, 13))
    assert sum(map(found.minutes, months)) == pytest.approx(len(minutes))


@given(OUTAGES, ZONES, st.data())
def test_splitting_an_outage_changes_nothing(
    outages: list[tuple[int, int]], zone: tzinfo, data: st.DataObject
) -> None:
    (start, minutes), *others = outages
    cut = data.draw(st.integers(0, minutes))
    parts = [(start, cut), (start + cut, minutes - cut)]
    assert _spending([*parts, *others], zone).by_day == _spending(outages, zone).by_day


@given(OUTAGES, ZONES)
def test_another_outage_never_lowers_what_a_day_spent(
    outages: list[tuple[int, int]], zone: tzinfo
) -> None:
    fewer, more = _spending(outages[1:], zone).by_day, _spending(outages, zone).by_day
    assert all(more[day] >= minutes for day, minutes in fewer.items())


@given(OUTAGES, ZONES)
def test_no_day_has_more_minutes_than_it_has(outages: list[tuple[int, int]], zone: tzinfo) -> None:
    found = _spending(outages, zone)
    # What 0 % would leave is the whole day.
    whole = found._replace(slo=Slo(50))
    for day, minutes in found.by_day.items():
        assert 0 < minutes <= 2 * whole.budget(Days(day, day))
