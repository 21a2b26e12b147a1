"""Lives from steps, and series from lives: nothing here knows git."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from kit.examples import tree
from srr.insights.risk_history import (
    UNREADABLE,
    History,
    RiskState,
    Snapshot,
    history,
    plausible_days,
    state_of,
)
from srr.insights.trend import MOST_MONTHS, MOST_POINTS, Month, months, points, times_in_status
from srr.records.registry import read_registry
from srr.schema.settings import parse

TODAY = date(2026, 2, 2)
CREATED = date(2025, 12, 1)
FIRST = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"


def on(text: str) -> date:
    return date.fromisoformat(text)


def held(status: str, title: str = "a", **more: object) -> RiskState:
    return RiskState(title, CREATED, status)._replace(**more)  # type: ignore[arg-type]


def told(*steps: tuple[str, Mapping[str, RiskState | None]], root: bool = True) -> History:
    """Return the history of *steps* after a first commit that holds another risk."""
    start = [("2025-12-01", {"risks/SRR-0900.md": held("done", "root")})] if root else []
    found = history([Snapshot(on(day), files) for day, files in [*start, *steps]])
    assert found is not None
    return found


def turns(known: History, path: str = FIRST) -> list[tuple[str, str | None]]:
    life = known.of(path)
    return [(turn.day.isoformat(), turn.after) for turn in life.turns()] if life else []


def test_a_life_is_first_and_last_seen_and_counts_its_commits() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("not-started")}),
        ("2026-01-06", {FIRST: held("not-started", "a better title")}),
        ("2026-01-12", {FIRST: held("in-progress")}),
    )
    life = known.of(FIRST)
    assert life is not None
    assert (life.first_seen, life.last_changed) == (on("2026-01-05"), on("2026-01-12"))
    assert len(life.versions) == 3
    assert turns(known) == [("2026-01-05", "not-started"), ("2026-01-12", "in-progress")]


def test_a_renamed_file_is_the_same_risk_even_when_its_text_changed_too() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("not-started")}),
        ("2026-01-12", {FIRST: None, OTHER: held("watching")}),
    )
    assert known.of(FIRST) is None
    assert turns(known, OTHER) == [("2026-01-05", "not-started"), ("2026-01-12", "watching")]
    assert months(known, TODAY)[1].removed == 0


def test_a_number_that_was_left_by_a_rename_can_be_taken_by_another_risk() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("not-started")}),
        ("2026-01-12", {FIRST: None, OTHER: held("not-started")}),
        ("2026-01-13", {FIRST: held("watching", "b")}),
    )
    assert turns(known) == [("2026-01-13", "watching")]
    assert turns(known, OTHER) == [("2026-01-05", "not-started")]


def test_a_removed_risk_that_comes_back_goes_on_and_another_one_in_its_file_does_not() -> None:
    gone = (("2026-01-05", {FIRST: held("watching")}), ("2026-01-06", {FIRST: None}))
    back = told(*gone, ("2026-01-09", {FIRST: held("watching")}))
    other = told(*gone, ("2026-01-09", {FIRST: held("watching", "b", created=on("2026-01-09"))}))
    assert turns(back) == [
        ("2026-01-05", "watching"),
        ("2026-01-06", None),
        ("2026-01-09", "watching"),
    ]
    assert turns(other) == [("2026-01-09", "watching")]


def test_a_file_of_a_removed_risk_takes_on_the_risk_that_is_renamed_to_it() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("watching"), OTHER: held("accepted", "b")}),
        ("2026-01-06", {FIRST: None}),
        ("2026-01-09", {OTHER: None, FIRST: held("accepted", "b")}),
    )
    assert turns(known) == [("2026-01-05", "accepted")]


def test_of_two_files_that_went_the_one_with_the_same_title_was_renamed() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("watching"), OTHER: held("accepted", "b")}),
        ("2026-01-06", {FIRST: None, OTHER: None, "risks/SRR-0003.md": held("accepted", "b")}),
    )
    assert turns(known, "risks/SRR-0003.md") == [("2026-01-05", "accepted")]


def test_a_version_that_cannot_be_read_leaves_the_risk_as_it_was() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("watching", priority=6)}),
        ("2026-01-12", {FIRST: UNREADABLE}),
    )
    assert turns(known) == [("2026-01-05", "watching")]
    assert points(known, TODAY)[-1].priority["watching"] == 6


def test_a_file_that_nobody_could_read_at_first_begins_when_it_can_be_read() -> None:
    known = told(("2026-01-12", {OTHER: UNREADABLE}), ("2026-01-19", {OTHER: held("watching")}))
    assert turns(known, OTHER) == [("2026-01-19", "watching")]
    assert told(("2026-01-12", {FIRST: UNREADABLE})).lives[0].versions[0].status is None


def test_a_status_that_is_none_leaves_the_risk_as_it_was() -> None:
    settings = parse({}, "srr.toml")
    risk = read_registry(tree("status: paused\n", FIRST), settings).risks[0]
    assert state_of(risk).status is None
    known = told(("2026-01-05", {FIRST: held("watching")}), ("2026-01-12", {FIRST: state_of(risk)}))
    assert turns(known) == [("2026-01-05", "watching")]


def test_a_status_that_is_unknown_is_that_of_the_last_visit() -> None:
    lines = "- 2026-01-05 ura: watching. One.\n- 2026-01-12 ura: watching -> accepted. Two.\n"
    files = tree(f"status: paused\n## Visits\n\n{lines}", FIRST)
    assert state_of(read_registry(files, parse({}, "srr.toml")).risks[0]).status == "accepted"


def test_days_follow_the_commits_where_a_clock_was_wrong() -> None:
    for wrong in ("1970-01-01", "2026-12-24", "2099-01-01"):
        first, before, after = on("2025-12-01"), on("2026-01-05"), on("2026-01-12")
        assert plausible_days([first, before, on(wrong), after]) == [first, before, before, after]


def test_the_last_commit_is_believed_where_it_agrees_with_the_most() -> None:
    days = [on("2025-12-01"), on("2026-03-01"), on("2026-01-05"), on("2026-01-12")]
    assert plausible_days(days) == [days[0], days[0], days[2], days[3]]
    assert plausible_days(days[:1]) == days[:1]


def test_several_commits_of_one_day_keep_their_days() -> None:
    days = [on("2025-12-01"), on("2026-01-05"), on("2026-01-05"), on("2026-01-12")]
    assert plausible_days(days) == days


def test_commits_that_hold_no_risk_tell_of_no_life() -> None:
    assert history([]) is None
    assert history([Snapshot(TODAY, {}), Snapshot(TODAY, {FIRST: None})]) is None


def test_points_are_weekly_up_to_today_and_stand_for_the_end_of_the_day() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("not-started", priority=12)}),
        ("2026-01-19", {FIRST: held("watching", priority=3), OTHER: held("watching", priority=1)}),
    )
    rows = [
        (p.day.isoformat(), p.risks["not-started"], p.risks["watching"])
        for p in points(known, TODAY)
    ]
    assert rows[-6:] == [
        ("2025-12-29", 0, 0),
        ("2026-01-05", 1, 0),
        ("2026-01-12", 1, 0),
        ("2026-01-19", 0, 2),
        ("2026-01-26", 0, 2),
        ("2026-02-02", 0, 2),
    ]
    assert [p.priority["not-started"] for p in points(known, TODAY)][-5:] == [12, 12, 0, 0, 0]
    assert points(known, TODAY)[-1].priority["watching"] == 4


def test_an_unknown_priority_is_counted_and_not_summed() -> None:
    known = told(("2026-01-05", {FIRST: held("watching", priority="unknown")}))
    last = points(known, TODAY)[-1]
    assert (last.risks["watching"], last.priority["watching"], last.unknown["watching"]) == (
        1,
        0,
        1,
    )


def test_a_long_history_has_few_points_and_all_of_it() -> None:
    for weeks in (1, 118, 119, 120, 700, 1300):
        first = TODAY - timedelta(weeks=weeks)
        known = history([Snapshot(first, {FIRST: held("watching")})])
        assert known is not None
        found = points(known, TODAY)
        assert 2 <= len(found) <= MOST_POINTS
        assert (found[0].day, found[-1].day) == (first, TODAY)
        assert all(one.day < other.day for one, other in pairwise(found))
        assert found[-1].risks["watching"] == 1
        assert weeks != MOST_POINTS - 1 or len(found) == MOST_POINTS


def test_a_history_of_one_day_has_one_point() -> None:
    known = history([Snapshot(TODAY, {FIRST: held("watching")})])
    assert known is not None
    assert [point.day for point in points(known, TODAY)] == [TODAY]


def test_months_tell_what_came_and_what_left() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("not-started"), OTHER: held("watching", "b")}),
        ("2026-01-06", {FIRST: held("accepted")}),
        ("2026-01-20", {FIRST: held("in-progress"), OTHER: held("done", "b")}),
        ("2026-02-01", {FIRST: None}),
    )
    assert months(known, TODAY) == (
        Month(on("2025-12-01"), 0, 0, 0, 0, 0),
        Month(on("2026-01-01"), 3, 1, 1, 0, 0),
        Month(on("2026-02-01"), 0, 0, 0, 1, 0),
    )


def test_months_add_up_to_the_open_risks() -> None:
    words = ("not-started", "accepted", "watching", "done", "in-progress", "mitigated")
    steps = [
        (
            (on("2025-12-02") + timedelta(days=index)).isoformat(),
            {
                f"risks/SRR-{index % 7:04}.md": held(words[index * 5 % 6], str(index % 7))
                if index % 11
                else None
            },
        )
        for index in range(60)
    ]
    known = told(*steps)
    last = points(known, TODAY)[-1]
    flow = sum(month.opened - month.closed for month in months(known, TODAY))
    is_open = ("not-started", "in-progress", "watching", "mitigated")
    assert flow == sum(last.risks[status] for status in is_open) > 0


def test_what_the_first_commit_brought_was_neither_opened_nor_timed() -> None:
    known = told(
        ("2026-01-05", {FIRST: held("watching")}),
        ("2026-01-15", {FIRST: held("in-progress")}),
        root=False,
    )
    assert [month.opened for month in months(known, TODAY)] == [0, 0]
    (watching, started) = times_in_status(known, TODAY, ("watching", "in-progress"))
    assert (watching.ended, started.lasting) == ((), (18,))


def test_only_the_last_months_are_told() -> None:
    known = history([Snapshot(on("2020-05-05"), {FIRST: held("watching")})])
    assert known is not None
    found = months(known, TODAY)
    assert (len(found), found[-1].first) == (MOST_MONTHS, on("2026-02-01"))


def test_a_snooze_is_a_later_date_without_a_visit() -> None:
    early, late = on("2026-01-20"), on("2026-02-20")
    steps = {
        "2026-01-05": held("watching", next_visit=early),
        "2026-01-06": held("watching", next_visit=late),
        "2026-01-07": held("watching", next_visit=early),
        "2026-01-08": held("watching", next_visit=late, visits=frozenset({"a visit"})),
        "2026-01-09": held("watching"),
        "2026-01-10": held("watching", next_visit=late),
    }
    known = told(*((day, {FIRST: each}) for day, each in steps.items()))
    assert [month.snoozed for month in months(known, TODAY)] == [0, 1, 0]


def test_spells_are_raw_with_their_middle_and_those_that_last() -> None:
    known = told(
        ("2026-01-01", {f"risks/SRR-000{n}.md": held("watching", str(n)) for n in range(1, 5)}),
        ("2026-01-03", {"risks/SRR-0001.md": held("done", "1")}),
        ("2026-01-04", {"risks/SRR-0002.md": held("done", "2")}),
        ("2026-01-31", {"risks/SRR-0003.md": held("mitigated", "3")}),
    )
    (watching, mitigated) = times_in_status(known, TODAY, ("watching", "mitigated"))
    assert (watching.ended, watching.lasting, watching.median) == ((2, 3, 30), (32,), 3)
    assert (mitigated.ended, mitigated.lasting, mitigated.median) == ((), (2,), None)


def test_a_standing_is_what_the_record_says() -> None:
    fragment = (
        "priority: 12\n## Visits\n\n- 2026-01-30 ura: not-started, next\n  2026-02-05. Seen.\n"
    )
    found = state_of(read_registry(tree(fragment, FIRST), parse({}, "srr.toml")).risks[0])
    assert found.priority == 12
    assert found.next_visit == on("2026-02-05")
    assert found.visits == {"2026-01-30 ura: not-started, next 2026-02-05. Seen."}
