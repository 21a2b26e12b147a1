"""What a risk was on a past day, by its visits and by the commits: nothing here knows git."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.examples import tree
from srr.insights.risk_history import UNREADABLE, History, RiskState, Snapshot, state_of
from srr.insights.trend import OPEN, months, points, times_in_status
from srr.insights.visit_history import day_by_day
from srr.records.registry import Registry, read_registry
from srr.schema.settings import parse
from srr.schema.vocabulary import STATUSES

TODAY = date(2026, 2, 2)
FIRST = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"
SETTINGS = parse({}, "srr.toml")
BEGUN = "2025-12-20 ura: not-started -> in-progress."
EASED = "2026-01-10 ura: in-progress -> mitigated."
SEEN = "2026-01-25 ura: mitigated."


def on(text: str) -> date:
    return date.fromisoformat(text)


def fragment(status: str, *visits: str, created: str = "2025-12-01", more: str = "") -> str:
    log = "".join(f"- {line}\n" for line in visits)
    return f"status: {status}\ncreated: {created}\n{more}\n## Visits\n\n{log}"


def registry(**records: str) -> Registry:
    files: dict[str, bytes] = {}
    for name, text in records.items():
        files |= tree(text, f"risks/SRR-{int(name.removeprefix('r')):04}.md")
    return read_registry(files, SETTINGS)


def version(text: str) -> RiskState:
    return state_of(registry(r1=text).risks[0])


def told(
    text: str | None,
    *commits: tuple[str, str | None],
    today: date = TODAY,
    root: bool = True,
) -> list[tuple[str, str | None]]:
    """Return the changes of status of a risk that is *text* now and that the commits left as they say."""
    start = [Snapshot(on("2025-11-30"), {OTHER: UNREADABLE})] if root else []
    steps = [
        Snapshot(on(day), {FIRST: version(held) if held is not None else None})
        for day, held in commits
    ]
    now = registry(r1=text) if text is not None else Registry()
    known = day_by_day([*start, *steps], now, today)
    assert known is not None
    return turns(known)


def turns(known: History, path: str = FIRST) -> list[tuple[str, str | None]]:
    return [
        (turn.day.isoformat(), turn.after)
        for life in known.lives
        if life.path == path
        for turn in life.turns()
    ]


def test_without_commits_a_risk_is_what_its_visits_say_from_the_day_of_its_creation() -> None:
    assert told(fragment("mitigated", BEGUN, EASED, SEEN), root=False) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
        ("2026-01-10", "mitigated"),
    ]


def test_a_risk_without_visits_was_always_what_it_is() -> None:
    assert told(fragment("watching"), root=False) == [("2025-12-01", "watching")]


def test_the_first_visit_says_what_the_risk_was_when_it_was_created() -> None:
    assert told(fragment("done", "2026-01-10 ura: accepted -> done."), root=False)[0] == (
        "2025-12-01",
        "accepted",
    )


def test_a_risk_that_does_not_say_when_it_was_created_begins_with_its_first_visit() -> None:
    text = fragment("in-progress", BEGUN).replace("created: 2025-12-01", "# no created")
    known = day_by_day((), registry(r1=text), TODAY)
    assert known is not None
    assert known.first == on("2025-12-20")
    (waiting, working) = times_in_status(known, TODAY, ("not-started", "in-progress"))
    assert (waiting.ended, working.lasting) == ((), (44,))


@pytest.mark.parametrize(
    ("visits", "is_first"), [((), False), (("2025-12-05 ura: watching, next 2026-01-10.",), True)]
)
def test_a_risk_without_a_creation_was_there_before_a_visit_that_no_commit_had_yet(
    visits: tuple[str, ...], is_first: bool
) -> None:
    text = fragment("watching", *visits).replace("created: 2025-12-01", "# no created")
    steps = [
        Snapshot(on("2025-11-30"), {OTHER: UNREADABLE}),
        Snapshot(on("2025-12-10"), {FIRST: version(text)}),
    ]
    known = day_by_day(steps, registry(r1=text), TODAY)
    assert known is not None
    assert [life.is_first for life in known.lives if life.path == FIRST] == [is_first]


def test_a_visit_counts_from_its_own_day_and_not_from_that_of_its_commit() -> None:
    after = fragment("in-progress", BEGUN)
    assert told(after, ("2025-12-05", fragment("not-started")), ("2025-12-28", after)) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
    ]


def test_another_commit_between_a_visit_and_the_commit_of_its_line_changes_nothing() -> None:
    after = fragment("in-progress", BEGUN)
    found = told(
        after,
        ("2025-12-05", fragment("not-started")),
        ("2025-12-24", fragment("not-started", more="team: orders")),
        ("2025-12-28", after),
    )
    assert found == [("2025-12-01", "not-started"), ("2025-12-20", "in-progress")]


def test_a_status_that_no_visit_tells_changes_on_the_day_of_its_commit() -> None:
    unlogged = fragment("watching", BEGUN)
    assert told(
        unlogged,
        ("2025-12-05", fragment("not-started")),
        ("2025-12-28", fragment("in-progress", BEGUN)),
        ("2026-01-15", unlogged),
    ) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
        ("2026-01-15", "watching"),
    ]


def test_a_status_that_went_and_came_back_unlogged_is_told_twice() -> None:
    begun = fragment("in-progress", BEGUN)
    found = told(
        begun, ("2025-12-28", begun), ("2026-01-05", fragment("done", BEGUN)), ("2026-01-08", begun)
    )
    assert found[-2:] == [("2026-01-05", "done"), ("2026-01-08", "in-progress")]


def test_a_visit_that_was_written_after_the_change_was_committed_has_the_day_of_the_change() -> (
    None
):
    late = fragment("in-progress", BEGUN)
    found = told(
        late,
        ("2025-12-05", fragment("not-started")),
        ("2025-12-18", fragment("in-progress")),
        ("2025-12-22", late),
    )
    assert found == [("2025-12-01", "not-started"), ("2025-12-20", "in-progress")]


def test_a_look_at_an_unlogged_status_is_no_visit_that_changed_it() -> None:
    looked = fragment("watching", "2026-01-20 ura: watching.")
    found = told(
        looked,
        ("2025-12-05", fragment("not-started")),
        ("2026-01-05", fragment("watching")),
        ("2026-01-20", looked),
    )
    assert found == [("2025-12-01", "not-started"), ("2026-01-05", "watching")]


def test_a_visit_is_not_later_than_the_commit_that_holds_its_line() -> None:
    ahead = fragment("in-progress", "2027-12-20 ura: not-started -> in-progress.")
    assert told(ahead, ("2025-12-05", fragment("not-started")), ("2025-12-20", ahead)) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
    ]


def test_a_record_that_contradicts_its_visits_is_what_it_says_now() -> None:
    assert told(fragment("not-started", BEGUN), root=False)[-1] == ("2026-02-02", "not-started")


@pytest.mark.parametrize("status", ["paused", "未着手", "[done]"])
def test_where_a_record_says_no_known_status_its_last_visit_does(status: str) -> None:
    assert told(fragment(status, BEGUN, EASED), root=False)[-1] == ("2026-01-10", "mitigated")


def test_what_a_commit_removed_is_gone_and_its_visits_stay() -> None:
    begun = fragment("in-progress", BEGUN)
    assert told(None, ("2025-12-28", begun), ("2026-01-05", None)) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
        ("2026-01-05", None),
    ]


def test_what_was_removed_and_came_back_is_told_so() -> None:
    begun = fragment("in-progress", BEGUN)
    found = told(begun, ("2025-12-28", begun), ("2026-01-05", None), ("2026-01-09", begun))
    assert found[-2:] == [("2026-01-05", None), ("2026-01-09", "in-progress")]


def test_a_file_that_lies_here_no_more_is_gone_today() -> None:
    assert told(None, ("2025-12-28", fragment("watching")))[-1] == ("2026-02-02", None)


def test_a_file_that_is_renamed_but_not_committed_is_one_risk() -> None:
    text = fragment("watching")
    known = day_by_day(
        [Snapshot(on("2025-12-28"), {FIRST: version(text)})],
        read_registry(tree(text, OTHER), SETTINGS),
        TODAY,
    )
    assert known is not None
    assert [life.path for life in known.lives] == [OTHER]


def test_a_file_that_cannot_be_read_now_stays_as_it_was() -> None:
    begun = fragment("in-progress", BEGUN)
    known = day_by_day(
        [Snapshot(on("2025-12-28"), {FIRST: version(begun)})],
        read_registry({FIRST: b"<<<<<<< ours\n"}, SETTINGS),
        TODAY,
    )
    assert known is not None
    assert turns(known)[-1] == ("2025-12-20", "in-progress")


def test_lines_on_days_and_with_statuses_that_are_none_are_left_out() -> None:
    odd = ("0202-01-01 ura: not-started -> done.", "2025-12-10 ura: not-started -> paused.")
    assert told(fragment("in-progress", *odd, BEGUN), root=False) == [
        ("2025-12-01", "not-started"),
        ("2025-12-20", "in-progress"),
    ]


def test_a_risk_of_the_first_commit_was_opened_on_the_day_of_its_creation() -> None:
    held = {FIRST: version(fragment("in-progress", BEGUN))}
    known = day_by_day(
        [Snapshot(on("2026-01-05"), held)], registry(r1=fragment("in-progress", BEGUN)), TODAY
    )
    assert known is not None
    assert [month.opened for month in months(known, TODAY)] == [1, 0, 0]
    (waiting,) = times_in_status(known, TODAY, ("not-started",))
    assert waiting.ended == (19,)


def test_a_visit_puts_nothing_off() -> None:
    before = fragment("in-progress", more="next_visit: 2026-01-05")
    after = fragment("in-progress", BEGUN, more="next_visit: 2026-02-05")
    steps = [
        Snapshot(on(day), {FIRST: version(text)})
        for day, text in (("2025-12-05", before), ("2025-12-28", after))
    ]
    known = day_by_day(steps, registry(r1=after), TODAY)
    assert known is not None
    assert sum(month.snoozed for month in months(known, TODAY)) == 0


def test_where_nothing_can_be_read_nothing_is_told() -> None:
    assert day_by_day((), Registry(), TODAY) is None
    steps = [Snapshot(on("2026-01-01"), {FIRST: UNREADABLE}), Snapshot(TODAY, {FIRST: None})]
    assert day_by_day(steps, read_registry({FIRST: b"\xff"}, SETTINGS), TODAY) is None


DAYS = st.integers(0, 60).map(lambda number: (on("2025-12-05") + timedelta(number)).isoformat())
LINES = st.builds(
    "{} ura: {} -> {}.".format,
    DAYS,
    st.sampled_from(list(STATUSES)),
    st.sampled_from(["paused", *STATUSES]),
)
RECORDS = st.builds(
    lambda status, visits, created: fragment(status, *visits, created=created),
    st.sampled_from([*STATUSES, "paused"]),
    st.lists(LINES, max_size=4),
    st.sampled_from(["2025-12-01", "2026-01-10", "2026-02-30", "2099-01-01"]),
)
HELD = st.sampled_from([None, UNREADABLE]) | RECORDS.map(version)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 20),
            st.dictionaries(st.sampled_from([FIRST, OTHER]), HELD, min_size=1),
        ),
        max_size=8,
    ),
    st.dictionaries(st.sampled_from(["r1", "r2"]), RECORDS),
)
def test_the_last_day_is_what_the_records_say_now_and_the_months_add_up(
    commits: list[tuple[int, Mapping[str, RiskState | None]]], records: Mapping[str, str]
) -> None:
    day = on("2025-12-01")
    steps = []
    for passed, files in commits:
        day = min(day + timedelta(passed), TODAY)
        steps.append(Snapshot(day, files))
    now = registry(**records)
    known = day_by_day(steps, now, TODAY)
    if known is None:
        assert not now.risks
        return
    last = points(known, TODAY)[-1]
    stated = [risk.status for risk in now.risks]
    for status in STATUSES:
        if "paused" not in stated:
            assert last.risks[status] == stated.count(status)
    for life in known.lives:
        assert all(one.day <= other.day for one, other in pairwise(life.versions))
        assert known.first <= life.first_seen <= life.last_changed <= TODAY
    already = sum(
        next((turn.after in OPEN for turn in life.turns()), False)
        for life in known.lives
        if life.is_first
    )
    flow = sum(month.opened - month.closed for month in months(known, TODAY))
    assert already + flow == sum(last.risks[status] for status in OPEN)
