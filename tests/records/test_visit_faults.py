"""What can be wrong with the lines of a visit log, and which of them may be corrected."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY
from srr.documents import document
from srr.records.risk import Risk, risk
from srr.records.visit_faults import (
    at_fault,
    breaks,
    contradicted,
    disordered,
    future,
    last_day,
    stalled,
)
from srr.records.visits import VisitEntry
from srr.schema.settings import Settings
from srr.schema.vocabulary import STATUSES

CREATED = "2026-01-05"
STATUS = st.sampled_from(list(STATUSES))


def log(*lines: str, status: str = "watching", due: str = "2026-03-30") -> Risk:
    """Return a risk with these visits; None or an empty text leaves a key out."""
    front = {"id": "SRR-0001", "created": CREATED, "status": status, "next_visit": due}
    keys = "".join(f"{key}: {value}\n" for key, value in front.items() if value)
    visits = "".join(f"- {line}\n" for line in lines)
    text = f"---\n{keys}---\n\n## Visits\n\n{visits}"
    return risk(document.read("risks/SRR-0001.md", text.encode()), Settings())


def numbers(record: Risk, found: set[VisitEntry]) -> list[int]:
    """Return which entries of *record* are in *found*, from 0."""
    return [at for at, entry in enumerate(record.visits) if entry in found]


def test_the_last_day_that_counts_as_past_is_tomorrow() -> None:
    assert last_day(date(2026, 2, 28)) == date(2026, 3, 1)
    assert last_day(date(2028, 2, 28)) == date(2028, 2, 29)
    assert last_day(date.max - timedelta(1)) == date.max
    assert last_day(date.max) == date.max


def test_a_break_is_found_with_the_status_that_was_left() -> None:
    record = log(
        "2026-01-12 ura: not-started -> in-progress. A.",
        "looked at it",
        "2026-01-19 ura: watching -> mitigated. B.",
        "2026-01-26 ura: mitigated. C.",
    )
    ((entry, visit, left),) = breaks(record.visits)
    assert (entry, visit.before, left) == (record.visits[2], "watching", "in-progress")


@given(st.lists(st.tuples(STATUS, STATUS), max_size=6))
def test_a_chain_is_whole_exactly_where_each_visit_begins_with_what_was_left(
    steps: list[tuple[str, str]],
) -> None:
    record = log(*(f"2026-01-12 ura: {before} -> {after}. A." for before, after in steps))
    broken = [
        at for at, (earlier, later) in enumerate(pairwise(steps), 1) if later[0] != earlier[1]
    ]
    found = {entry for entry, *_ in breaks(record.visits)}
    assert numbers(record, found) == broken


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 1, 31)), max_size=6))
def test_a_visit_is_out_of_order_exactly_where_it_is_before_the_last_one_or_the_creation(
    days: list[date],
) -> None:
    record = log(*(f"{day} ura: watching. Visit {at}." for at, day in enumerate(days)))
    earlier = [date.fromisoformat(CREATED), *days]
    assert [(entry, day, previous) for entry, day, previous in disordered(record)] == [
        (record.visits[at], day, earlier[at]) for at, day in enumerate(days) if day < earlier[at]
    ]


def test_without_a_creation_the_first_visit_is_in_order() -> None:
    text = b"---\nid: SRR-0001\n---\n## Visits\n- 2025-01-01 ura: watching. A.\n"
    assert list(disordered(risk(document.read("risks/SRR-0001.md", text), Settings()))) == []


def test_a_visit_after_tomorrow_is_in_the_future() -> None:
    record = log("2026-02-03 ura: watching. A.", "2026-02-04 ura: watching. B.", "2027-02-30 x")
    ((entry, day),) = future(record.visits, TODAY)
    assert (entry, day) == (record.visits[1], date(2026, 2, 4))


@each_case(
    ("line", "status", "due", "is_other"),
    [
        ("in-progress -> watching, next 2026-03-30. A.", "watching", "2026-03-30", False),
        ("in-progress -> watching, next 2026-03-30. A.", "mitigated", "2026-03-30", True),
        ("in-progress -> watching, next 2026-03-30. A.", "watching", "2026-03-31", True),
        ("in-progress -> watching, next 2026-03-30. A.", "watching", "2026-03-29", True),
        ("in-progress -> watching, next 2026-03-30. A.", "watching", "", False),
        ("in-progress -> watching, next 2026-03-30. A.", "", "2026-03-30", False),
        ("in-progress -> watching. A.", "watching", "2026-03-30", False),
        ("in-progress -> done. A.", "done", "", False),
        ("in-progress -> done. A.", "watching", "2026-03-30", True),
    ],
)
def test_the_last_visit_contradicts_the_record_in_its_status_or_its_date(
    line: str, status: str, due: str, is_other: bool
) -> None:
    record = log(
        "2026-01-12 ura: in-progress, next 2026-01-30. Z.",
        f"2026-01-30 ura: {line}",
        status=status,
        due=due,
    )
    assert contradicted(record) == (record.visits[1] if is_other else None)


def test_a_log_without_a_visit_that_can_be_read_contradicts_nothing() -> None:
    assert contradicted(log()) is None
    assert contradicted(log("looked at it")) is None


def test_the_visits_that_say_the_same_come_in_the_order_of_the_log() -> None:
    same = [f"2026-01-{day} ura: watching. No change." for day in (12, 19, 26)]
    record = log("2026-01-06 ura: watching. Measured.", *same)
    assert stalled(record) == record.visits[1:]
    assert stalled(log(*same[1:])) == ()
    assert stalled(log(*same, status="done")) == ()
    assert stalled(log(*same, "2026-01-30 ura: watching. Measured.")) == ()
    assert stalled(log(*("2026-01-12 ura: watching." for _ in range(3)))) == ()


def test_each_fault_and_no_other_line_may_be_corrected() -> None:
    record = log(
        "2026-01-12 ura: not-started -> in-progress. It is right.",
        "2026-02-30 ura: in-progress. It names no day.",
        "2026-01-19 ura: not-started -> in-progress. It breaks the chain.",
        "2026-01-20 ura: in-progress. It is right.",
        "2026-01-15 ura: in-progress. It is out of order.",
        "2026-02-04 ura: in-progress. It lies ahead.",
        "2026-02-04 ura: in-progress -> mitigated. It ends in another status.",
    )
    assert numbers(record, at_fault(record, TODAY)) == [1, 2, 4, 5, 6]
    assert numbers(record, at_fault(record, date(2026, 2, 3))) == [1, 2, 4, 6]


def test_a_right_log_has_no_line_to_correct() -> None:
    record = log(
        "2026-01-12 ura: not-started -> in-progress, next 2026-01-30. A.",
        "2026-01-30 ura: in-progress -> watching, next 2026-03-30. B.",
    )
    assert at_fault(record, TODAY) == set()
