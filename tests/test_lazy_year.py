"""A year of a team, replayed in a real repository: honest work is never blocked, and a lazy team is caught.

Each cheat is a generator. What it does before it yields is honest work and must pass; then it cheats.
"""

import json
import pickle
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kit.shared import filled
from kit.team import Desk, Merge
from kit.terminal import git
from kit.year import MEETINGS, TEAM, play
from srr.repository.workspace import open_workspace
from srr.schema.vocabulary import STATUSES

pytestmark = pytest.mark.long

DAY = "2026-12-15"
# A week after the meeting of 2027-01-05, to which nobody went.
LATER = "2027-01-12"

Steps = Callable[[Desk], Iterator[None]]
Judge = Callable[[Desk], tuple[int, str]]


class Cheat(NamedTuple):
    """A cheat, the day on which it is done, who judges it and when, and what that must give."""

    steps: Steps
    day: str
    judge: Judge
    judged: str
    code: int
    words: tuple[str, ...]


CHEATS: list[Cheat] = []
NOT_CAUGHT: list[tuple[Cheat, str]] = []
"""The cheats that pass, each with the reason."""


def by_pull_request(desk: Desk) -> tuple[int, str]:
    done = desk.lint()
    return done.returncode, done.stdout + done.stderr


def by_schedule(desk: Desk) -> tuple[int, str]:
    """Judge the checkout as main is judged every week."""
    done = desk.srr("lint")
    return done.returncode, done.stdout + done.stderr


def by_reviewer(desk: Desk) -> tuple[int, str]:
    """Return whether lint passes, and what srr diff shows."""
    return desk.lint().returncode, desk.srr("diff", "main").stdout


def caught(
    *rules: str, judge: Judge = by_pull_request, day: str = DAY, judged: str = "", also: str = ""
) -> Callable[[Steps], Steps]:
    """Keep a cheat that these rules stop, as errors."""
    return _kept(judge, 1, (*(f"error[{rule}]" for rule in rules), also), day, judged)


def warned(*rules: str, also: str = "") -> Callable[[Steps], Steps]:
    """Keep a cheat that passes with these warnings."""
    return _kept(by_pull_request, 0, (*(f"warning[{rule}]" for rule in rules), also))


def shown(*words: str) -> Callable[[Steps], Steps]:
    """Keep a cheat that passes, and that srr diff shows to a reviewer."""
    return _kept(by_reviewer, 0, words)


def refused(*words: str) -> Callable[[Steps], Steps]:
    """Keep a cheat after which srr lint cannot judge, and says so."""
    return _kept(by_pull_request, 2, words)


def _kept(
    judge: Judge, code: int, words: tuple[str, ...], day: str = DAY, judged: str = ""
) -> Callable[[Steps], Steps]:
    def kept(steps: Steps) -> Steps:
        expected = tuple(filter(None, words))
        CHEATS.append(Cheat(steps, day, judge, judged or day, code, expected))
        return steps

    return kept


def not_caught(
    reason: str, *words: str, judge: Judge = by_reviewer, day: str = DAY
) -> Callable[[Steps], Steps]:
    """Keep a cheat that passes, with the reason; *words* are what can be seen of it all the same."""

    def kept(steps: Steps) -> Steps:
        NOT_CAUGHT.append((Cheat(steps, day, judge, day, 0, words), reason))
        return steps

    return kept


def typo(desk: Desk, name: str) -> Iterator[None]:
    """Correct the prose of a record, as honest work."""
    old, new = {
        "PM-0002": ("A third of the shops", "One third of the shops"),
        "PM-0003": ("took no orders", "could take no orders"),
    }.get(name, ("One path takes every order", "Every order takes one path"))
    desk.edit(name, old, new)
    yield


def visit_of(desk: Desk, name: str, day: str) -> str:
    """Return the line of a visit, with its end."""
    return next(line for line in desk.text(name).splitlines(True) if line.startswith(f"- {day}"))


def last_visit(desk: Desk, name: str) -> str:
    """Return the line of the last visit, without its end."""
    return [line for line in desk.text(name).splitlines() if line.startswith("- 20")][-1]


def action(desk: Desk, name: str) -> str:
    """Return the line of an action of PM-0002, with its end."""
    return next(line for line in desk.text("PM-0002").splitlines(True) if f"id: {name}," in line)


def weaker(desk: Desk, table: str) -> None:
    """Add a table to the settings by hand."""
    desk.write("srr.toml", f"{desk.text('srr.toml')}\n{table}\n")


def new_risk(desk: Desk, potential: str) -> None:
    """Write SRR-0016 with srr new risk."""
    desk.do(
        *("new", "risk", "--yes", "--owner", "ura", "--title", "Maps of tables are redrawn"),
        *("--summary", "Each change of a table draws the whole map.", "--next-action", "Count."),
        *("--potential-impact", potential, "--likelihood", "1", "--current-impact", "0"),
    )


def land(desk: Desk) -> None:
    """Put the branch on main, after lint has passed it, and go on with the next one."""
    desk.commit("first")
    done = desk.lint()
    assert done.returncode == 0, done.stdout
    git(desk.folder, "branch", "--quiet", "--force", "main", "HEAD")


# Dates


@caught("change-snoozed", "visit-mismatch")
def a_next_visit_is_moved_without_a_visit(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.set("SRR-0004", next_visit="2027-03-01")


@caught("visit-window", also="did you mean 2027-01-12?")
def a_year_is_mistyped(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-12")
    yield
    for _ in range(2):
        desk.edit("SRR-0006", "2027-01-12", "2028-01-12")


@caught("date-future")
def a_visit_is_recorded_ahead(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk._replace(day="2027-01-05").visit("SRR-0006", "The broker will hold.")


@warned("visit-stalled")
def a_visit_is_copied_twelve_times(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "No change.", "--next", "2027-01-12")
    yield
    for _ in range(11):
        desk.append("SRR-0006", last_visit(desk, "SRR-0006"))


@caught("visit-silent")
def a_visit_says_ok(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.")
    yield
    desk.edit("SRR-0006", "The broker held 2 GB.", "ok")


@caught("visit-mismatch")
def a_visit_names_another_day_than_the_record(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-05")
    yield
    desk.set("SRR-0006", next_visit="2027-01-15")


@caught("visit-overdue", day=LATER)
def an_overdue_record_is_edited_and_not_visited(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", team="platform")


@caught("visit-missing", "field-unknown")
def the_key_of_the_next_visit_is_renamed(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.edit("SRR-0006", "next_visit:", "next_vist:")


@caught("visit-missing")
def the_key_of_the_next_visit_becomes_a_key_of_the_team(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.edit("SRR-0006", "next_visit:", "x_next_visit:")


@caught("visit-order")
def a_risk_is_created_again_after_its_visits(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.set("SRR-0004", created="2026-12-14")


@caught("change-snoozed")
def a_risk_that_nobody_visited_is_created_again(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0015", area="external")
    yield
    desk.set("SRR-0015", created="2026-12-15", next_visit="2026-12-29")


@caught("date-future")
def a_risk_is_created_in_half_a_year(desk: Desk) -> Iterator[None]:
    new_risk(desk, "3")
    yield
    desk.set("SRR-0016", created="2027-06-15", next_visit="2027-06-28")


@caught("change-admitted", also="warning[score-admission]")
def a_ticket_becomes_a_risk(desk: Desk) -> Iterator[None]:
    new_risk(desk, "3")
    yield
    desk.set("SRR-0016", potential_impact=1, priority=1)


@warned("change-admitted")
def a_worry_becomes_a_risk_on_the_day_it_is_noticed(desk: Desk) -> Iterator[None]:
    new_risk(desk, "3")
    yield
    desk.set("SRR-0016", noticed="2026-12-15")


@caught("change-snoozed", "change-unlogged", "visit-mismatch")
def watching_stretches_the_window(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", status="watching", next_visit="2027-03-01")


@caught("visit-overdue", judge=by_schedule, judged=LATER)
def nobody_comes_to_the_meeting(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")


# The log of visits


@caught("change-rewritten")
def the_words_of_an_old_visit_are_rewritten(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.edit(
        "SRR-0008", "Orders of two hundred shops stood for an hour.", "A few orders were slow."
    )


@caught("change-rewritten")
def an_old_visit_is_taken_out(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.edit("SRR-0008", visit_of(desk, "SRR-0008", "2026-10-13"), "")


@caught("change-rewritten")
def an_old_visit_becomes_a_comment(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    line = visit_of(desk, "SRR-0008", "2026-11-10")
    desk.edit("SRR-0008", line, f"<!-- {line} -->")


@caught("change-rewritten")
def an_old_visit_is_signed_by_another(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.edit("SRR-0008", "- 2026-11-10 ura:", "- 2026-11-10 kato:")


@caught("change-rewritten")
def a_late_visit_becomes_a_punctual_one(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0002")
    desk.edit("SRR-0002", "- 2026-09-01 mori:", "- 2026-08-18 mori:")


@caught("change-rewritten", "change-snoozed")
def the_last_visit_gets_a_later_next_date(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    for _ in range(2):
        desk.edit("SRR-0006", "2027-01-05", "2027-01-08")


@caught("change-rewritten")
def the_log_gets_another_heading(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.edit("SRR-0008", "## Visits", "## Old visits")


@caught("change-rewritten")
def the_log_begins_again(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0004", "Twenty seconds now.", "--next", "2027-02-16")
    yield
    line = last_visit(desk, "SRR-0004")
    desk.edit("SRR-0004", f"{line}\n", "")
    desk.edit("SRR-0004", "## Visits\n", f"## Visits\n\n{line}\n\n## Visits\n")


@caught("change-rewritten", "visit-log")
def old_visits_become_an_example(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    line = visit_of(desk, "SRR-0008", "2026-10-13")
    desk.edit("SRR-0008", line, f"```\n{line}```\n")


@caught("change-rewritten")
def two_visits_are_folded_into_one(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.edit("SRR-0004", visit_of(desk, "SRR-0004", "2026-03-31"), "")
    desk.edit("SRR-0004", visit_of(desk, "SRR-0004", "2026-05-26"), "")


@caught("visit-order")
def a_visit_is_dated_before_the_one_above(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-05")
    yield
    desk.edit("SRR-0006", "- 2026-12-15 ura:", "- 2026-12-07 ura:")


@caught("change-snoozed")
def the_new_visit_is_only_a_comment(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-12")
    yield
    line = last_visit(desk, "SRR-0006")
    desk.edit("SRR-0006", line, f"<!-- {line} -->")


@caught("visit-mismatch")
def a_visit_forgets_the_status_before_it(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-12")
    yield
    desk.edit(
        "SRR-0006", "2026-12-15 ura: in-progress", "2026-12-15 ura: not-started -> in-progress"
    )


@caught("change-unlogged", "visit-mismatch")
def a_closed_risk_is_opened_without_a_word(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0005")
    desk.set("SRR-0005", status="in-progress", resolution=None, next_visit="2027-01-05")


# Owners and scores


@warned("change-unlogged")
def an_owner_changes_silently(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", owner="mori")


@caught("change-lowered")
def a_level_is_lowered_without_a_name(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "Half as many messages now.", "--potential-impact", "3")
    yield
    desk.edit("SRR-0006", "potential_impact 6 -> 3, ", "")


@caught("change-lowered")
def a_level_is_lowered_without_a_visit(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", potential_impact=3)


@caught("change-lowered")
def a_level_is_lowered_further_than_named(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "Half as many messages now.", "--potential-impact", "3")
    yield
    desk.set("SRR-0006", potential_impact=1)


@caught("change-lowered", "visit-silent")
def a_level_is_lowered_by_a_dash(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "Half as many messages now.", "--potential-impact", "3")
    yield
    desk.edit("SRR-0006", "Half as many messages now.", "-")


@caught("change-lowered")
def an_unknown_impact_becomes_one(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0015", area="external")
    yield
    desk.set("SRR-0015", potential_impact=1, priority=2)


@caught("change-lowered")
def the_current_impact_vanishes(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0008", "Check-in has a pool of its own.")
    yield
    desk.set("SRR-0008", current_impact=0)


@caught("change-lowered")
def a_likelihood_is_lowered(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "Half as many messages now.")
    yield
    desk.set("SRR-0006", likelihood=1)


@caught("change-lowered", "field-value")
def a_level_is_lowered_in_other_digits(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", potential_impact='"３"')


@caught("change-lowered")
def an_impact_is_forgotten_and_then_low(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0008", current_impact="unknown")
    land(desk)
    yield from typo(desk, "SRR-0008")
    desk.set("SRR-0008", current_impact=1)


@caught("change-lowered")
def a_level_is_freed_from_its_scope_and_lowered(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0013", "Two workers are idle.")
    yield
    desk.set("SRR-0013", scope=None, severity=None, potential_impact=1, priority=1)


@caught("change-lowered", "score-level")
def a_scope_is_narrowed_under_its_level(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0013", "Two workers are idle.")
    yield
    desk.set("SRR-0013", scope=1)


@caught("score-priority")
def a_priority_is_typed_by_hand(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", priority=1)


@caught("field-value")
def a_score_lies_above_the_scale(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", likelihood=5)


@caught("field-missing")
def an_impact_is_taken_out(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.set("SRR-0008", current_impact=None)


@warned("change-unlogged")
def an_impact_is_forgotten(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.set("SRR-0008", current_impact="unknown")


@caught("score-current")
def the_worst_case_is_less_than_today(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0008", "It cannot stop every shop.", "--current-impact", "6")
    yield
    desk.set("SRR-0008", potential_impact=3)
    desk.edit(
        "SRR-0008", "current_impact 10 -> 6", "current_impact 10 -> 6, potential_impact 10 -> 3"
    )


# Acceptances


@caught("change-accepted", "field-date")
def an_acceptance_is_stretched_by_two_years(desk: Desk) -> Iterator[None]:
    desk.edit("SRR-0003", "forty-two advertisers", "42 advertisers")
    yield
    desk.edit("SRR-0003", "until: 2027-03-31", "until: 2029-03-31")


@caught("change-accepted")
def an_acceptance_is_renewed_without_a_visit(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "decided: 2026-09-15", "decided: 2026-12-15")
    desk.edit("SRR-0003", "until: 2027-03-31", "until: 2027-09-30")


@caught("change-accepted")
def an_acceptance_is_renewed_by_a_visit_alone(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0003", "Forty-two advertisers still.")
    yield
    desk.edit("SRR-0003", "until: 2027-03-31", "until: 2027-09-30")


@caught("change-accepted")
def a_consequence_is_dropped(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "    - Two reports at once fail.\n", "")


@caught("change-accepted")
def a_condition_is_relaxed(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "advertisers < 50", "advertisers < 500")


@caught("change-accepted")
def a_condition_is_dropped(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "    - advertisers < 50\n", "")


@caught("change-accepted")
def a_condition_speaks_of_something_else(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "advertisers < 50", "shops < 50")


@caught("change-accepted")
def another_reviewer_is_entered(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "reviewer: kato", "reviewer: mori")


@caught("change-accepted")
def somebody_else_has_accepted_it(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "by: ura", "by: mori")


@caught("acceptance-incomplete")
def an_acceptance_loses_its_end(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "  until: 2027-03-31\n", "")


@caught("date-future", "change-accepted")
def an_acceptance_is_renewed_ahead(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0003", "Forty-two advertisers still.")
    yield
    desk.edit("SRR-0003", "decided: 2026-09-15", "decided: 2027-03-01")
    desk.edit("SRR-0003", "reviewer: kato", "reviewer: mori")


@caught("acceptance-incomplete")
def a_risk_is_accepted_without_a_decision(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0009", "Three shops a second.", "--next", "2027-02-16")
    yield
    desk.set("SRR-0009", status="accepted")
    desk.edit("SRR-0009", "2026-12-15 ura: watching", "2026-12-15 ura: watching -> accepted")


@caught("acceptance-expired", judge=by_schedule, judged="2027-04-01")
def an_acceptance_is_left_to_expire(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")


@caught("visit-window")
def the_next_look_is_after_the_end_of_an_acceptance(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0003", "Forty-two advertisers.", "--next", "2027-03-30")
    yield
    for _ in range(2):
        desk.edit("SRR-0003", "2027-03-30", "2027-04-06")


@caught("change-accepted")
def an_acceptance_is_loosened_on_the_way_back(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0003", "Is it still right to accept it?", "--status", "watching")
    land(desk)
    desk.accept_by_hand("SRR-0003", "It is.", "2027-02-16")
    yield
    desk.edit("SRR-0003", "until: 2027-03-31", "until: 2027-12-31")


@shown("Acceptance Because")
def the_reason_of_an_acceptance_is_reworded(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "because: An index", "because: Nobody reads the reports, and an index")


@shown("Acceptance Consequences")
def a_consequence_is_reworded(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "Two reports at once fail.", "A report may wait.")


@warned("acceptance-self-approved", "change-unlogged")
def the_one_who_accepted_owns_it_now(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0003")
    desk.set("SRR-0003", owner="ura")


# Actions and postmortems


@caught("change-action")
def an_action_is_put_off_by_nine_months(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.edit("PM-0002", "due: 2027-02-26", "due: 2027-11-26")


@caught("change-action")
def an_action_is_taken_out(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.edit("PM-0002", action(desk, "A4"), "")


@caught("change-action")
def an_action_becomes_an_easier_one(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.edit("PM-0002", "{id: A4, do: Alert on the queue", "{id: A6, do: Think about the queue")


@caught("change-action")
def another_action_is_explained(desk: Desk) -> Iterator[None]:
    desk.edit("PM-0002", "due: 2027-02-26", "due: 2027-11-26")
    desk.edit("PM-0002", "in February.", "in February.\n- A4は新しいキューを待つ。")
    yield
    desk.edit("PM-0002", "- A4は新しい", "- A40 and A4-2 and BA4: 新しい")


@caught("date-future")
def an_action_is_done_in_the_future(desk: Desk) -> Iterator[None]:
    desk.edit("PM-0002", "due: 2027-02-26", "due: 2027-02-26, done: 2026-12-14")
    yield
    desk.edit("PM-0002", "done: 2026-12-14", "done: 2027-02-20")


@caught("date-order")
def an_action_is_done_before_the_incident(desk: Desk) -> Iterator[None]:
    desk.edit("PM-0002", "due: 2027-02-26", "due: 2027-02-26, done: 2026-12-14")
    yield
    desk.edit("PM-0002", "done: 2026-12-14", "done: 2026-02-14")


@caught("action-incomplete")
def an_action_loses_its_date(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.edit("PM-0002", ", due: 2027-02-26", "")


@caught("action-overdue", judge=by_schedule, judged="2027-03-02")
def an_action_is_forgotten(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")


@caught("postmortem-open-actions")
def the_risk_that_carries_an_action_is_closed(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0013", "Quiet.", "--current-impact", "0")
    yield
    desk.set("SRR-0013", status="done", resolution="fixed", next_visit=None)
    line = last_visit(desk, "SRR-0013")
    desk.edit(
        "SRR-0013", line, re.sub(r"mitigated, (.*), next [-0-9]+", r"mitigated -> done, \1", line)
    )


@caught("postmortem-open-actions")
def the_carrying_risk_is_taken_off_the_postmortem(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.set("PM-0002", risks="[SRR-0007]")


@caught("postmortem-stalled", day="2026-12-18")
def a_postmortem_stays_a_draft(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0003")
    desk.set("PM-0003", detected="2026-12-03T12:04+09:00")


@caught("postmortem-stalled", judge=by_schedule, judged="2026-12-18")
def a_postmortem_is_forgotten(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0003")


@caught("change-deleted")
def a_postmortem_is_deleted(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0008", postmortems=None)
    desk.edit("PM-0003", "risks: [SRR-0008]\n", "")
    yield
    desk.path("PM-0003").unlink()


@warned("link-one-way")
def a_risk_forgets_its_postmortem(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.set("SRR-0008", postmortems=None)


@shown("2 -> 1")
def an_incident_becomes_smaller(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.set("PM-0002", scope=1, score=3)


@shown("-> 2026-04-22T19:15+09:00")
def an_incident_becomes_shorter(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.set("PM-0002", mitigated="2026-04-22T19:15+09:00")


@shown("Incident -> Near miss")
def an_incident_becomes_a_near_miss(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.set("PM-0002", kind="near-miss")


# Closing


@caught("close-unproven")
def a_duplicate_of_nothing(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0006", duplicate_of="SRR-0008")
    desk.visit("SRR-0006", "It is SRR-0008.", "--status", "done", "--resolution", "duplicate")
    yield
    desk.set("SRR-0006", duplicate_of=None)


@caught("link-broken")
def a_duplicate_of_itself(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0006", duplicate_of="SRR-0008")
    desk.visit("SRR-0006", "It is SRR-0008.", "--status", "done", "--resolution", "duplicate")
    yield
    desk.set("SRR-0006", duplicate_of="SRR-0006")


@not_caught(
    "Each names a risk that exists; the diff shows that both are closed.",
    "closed",
)
def duplicates_of_each_other(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0006", duplicate_of="SRR-0008")
    desk.visit("SRR-0006", "It is SRR-0008.", "--status", "done", "--resolution", "duplicate")
    land(desk)
    yield from typo(desk, "SRR-0004")
    desk.set("SRR-0008", duplicate_of="SRR-0006")
    desk.visit("SRR-0008", "It is SRR-0006.", "--status", "done", "--resolution", "duplicate")


@caught("close-unproven")
def moved_to_nowhere(desk: Desk) -> Iterator[None]:
    desk.edit("SRR-0006", "links:\n", 'links:\n  backlog: ["https://example.com/backlog/8"]\n')
    desk.visit("SRR-0006", "In the backlog.", "--status", "done", "--resolution", "moved")
    yield
    desk.edit("SRR-0006", '  backlog: ["https://example.com/backlog/8"]\n', "")


@caught("close-unproven", "visit-silent")
def no_risk_for_no_reason(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "No broker is left.", "--status", "done", "--resolution", "not-a-risk")
    yield
    desk.edit("SRR-0006", "No broker is left.", ".")


@caught("close-unproven")
def fixed_while_customers_suffer(desk: Desk) -> Iterator[None]:
    note = "The pool is out."
    desk.visit(
        "SRR-0008", note, "--status", "done", "--resolution", "fixed", "--current-impact", "0"
    )
    yield
    desk.set("SRR-0008", current_impact=10)
    desk.edit("SRR-0008", ", current_impact 10 -> 0", "")


@caught("change-lowered")
def fixed_with_a_number_that_nobody_named(desk: Desk) -> Iterator[None]:
    note = "The pool is out."
    desk.visit(
        "SRR-0008", note, "--status", "done", "--resolution", "fixed", "--current-impact", "0"
    )
    yield
    desk.edit("SRR-0008", ", current_impact 10 -> 0", "")


@caught("close-unproven", "change-unlogged", "visit-mismatch")
def closed_without_a_visit(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.set("SRR-0004", status="done", resolution="obsolete", next_visit=None)


@caught("section-unproven")
def fixed_without_a_proof(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0004", "Twenty seconds now.", "--status", "done", "--resolution", "fixed")
    yield
    desk.fill("SRR-0004", "Countermeasures", "We looked at it.")


@warned("close-unproven")
def another_reason_for_an_old_closing(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0010")
    desk.set("SRR-0010", resolution="duplicate")


# Files


@caught("change-deleted")
def a_record_is_deleted(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("SRR-0004").unlink()


@caught("change-renamed")
def a_record_is_renamed(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("SRR-0004").rename(desk.path("SRR-0099"))
    desk.set("SRR-0099", id="SRR-0099")


@caught("change-deleted")
def a_record_is_renamed_and_retold(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("SRR-0004").rename(desk.path("SRR-0099"))
    desk.set("SRR-0099", id="SRR-0099", title="A failover may be seen")


@caught("change-renamed")
def a_record_is_put_away(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    (desk.folder / "risks/old").mkdir()
    desk.path("SRR-0004").rename(desk.folder / "risks/old/SRR-0004.md")


@caught("change-renamed", "file-name")
def a_record_is_no_longer_markdown(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("SRR-0004").rename(desk.folder / "risks/SRR-0004.txt")


@caught("front-matter-missing")
def a_record_can_no_longer_be_read(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.edit("SRR-0004", "---\nid", "--\nid")


@caught("front-matter-missing")
def a_record_is_emptied(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.write("SRR-0004", "")


@caught("file-type")
def a_record_becomes_a_link_to_another(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("SRR-0004").unlink()
    desk.path("SRR-0004").symlink_to("SRR-0001.md")


@refused("no registry")
def the_registry_is_put_away(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    (desk.folder / "old").mkdir()
    for name in ("risks", "postmortems", "srr.toml"):
        (desk.folder / name).rename(desk.folder / "old" / name)


@caught("id-duplicate")
def two_records_have_one_id(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.write("SRR-0016", desk.text("SRR-0006"))


@shown("another record in this file")
def another_risk_slips_in_under_one_visit(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0004", "Twenty seconds now.")
    yield
    desk.set("SRR-0004", title="Colours of the menu differ", created="2025-10-09")
    desk.fill("SRR-0004", "Summary", "The colours of the menu differ between tablets.")


@caught("file-encoding", "change-lowered")
def a_file_in_other_bytes_hides_a_lower_score(desk: Desk) -> Iterator[None]:
    desk.write("SRR-0006", desk.text("SRR-0006").replace("\n", "\r\n"))
    yield
    desk.write(
        "SRR-0006",
        "\ufeff" + desk.text("SRR-0006").replace("potential_impact: 6", "potential_impact: 3"),
    )


# Settings, ignores, baseline


@caught("visit-overdue", day=LATER, also="by the settings of main")
def days_of_grace_excuse_the_own_record(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.edit("srr.toml", "timezone", "grace_days = 365\ntimezone")
    desk.set("SRR-0006", team="platform")


@caught("change-lowered", also="by the settings of main")
def the_rule_in_the_way_is_turned_off(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    weaker(desk, '[rules]\nchange-lowered = "off"')
    desk.set("SRR-0006", potential_impact=3)


@caught("visit-window", also="by the settings of main")
def the_window_is_widened_for_the_own_visit(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.", "--next", "2027-01-12")
    yield
    desk.write("srr.toml", f'{desk.text("srr.toml")}in-progress = ["1w", "1y"]\n')
    for _ in range(2):
        desk.edit("SRR-0006", "2027-01-12", "2027-11-16")


@caught("change-deleted")
def a_deletion_is_ignored_by_the_settings(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    weaker(desk, '[ignore.change-deleted]\nSRR-0004 = "old"')
    desk.path("SRR-0004").unlink()


GRADE = '{{ score = {}, en = "likely", ja = "起こる" }}'
# What is replaced in srr.toml, by what, and how lint calls it. A weaker setting alone is allowed, and said.
WEAKER = (
    ("timezone", "grace_days = 365\ntimezone", "grace_days goes from 0 to 365"),
    ("timezone", "admission = 1\ntimezone", "admission.potential goes from 3 to 1"),
    ("timezone", "levels = [20, 10, 6, 3, 1]\ntimezone", "levels goes from 10, 6, 3, 1"),
    ("timezone", 'unknown_for = "1y"\ntimezone', "unknown_for goes from 1m to 1y"),
    ("watching = ", 'mitigated = ["1m", "2y"]\nwatching = ', "mitigated ends after 2y, not 3m"),
    ('"10w"', '"3m"', "watching ends after 3m, not 10w"),
    ("99.95", "99.5", "slo.target goes from 99.95 to 99.5"),
    ("slo = { target = 99.95, window_days = 30 }\n", "", "slo was removed"),
    ('["sat", "sun"]', "[]", "closed_days no longer includes sat, sun"),
    (', "2027-01-01"', "", "holidays no longer includes 2027-01-01"),
    ('draft_for = "2w"', 'draft_for = "1y"', "postmortem.draft_for goes from 2w to 1y"),
    ("[windows]", '[rules]\nchange-policy = "off"\n[windows]', "change-policy is off"),
    ("[windows]", '[rules]\nvisit-overdue = "off"\n[windows]', "visit-overdue is off, not error"),
    (
        "[windows]",
        '[rules]\nvisit-overdue = "info"\n[windows]',
        "visit-overdue is info, not error",
    ),
    (
        "[windows]",
        f"[scales]\nlikelihood = [{', '.join(GRADE.format(n) for n in (1, 2, 3))}]\n[windows]",
        "scales.likelihood goes from 1, 2 to 1, 2, 3",
    ),
    (
        "[windows]",
        '[ignore.score-unknown]\nSRR-0015 = "later"\n[windows]',
        "score-unknown is ignored on SRR-0015",
    ),
)
for old, new, words in WEAKER:

    def a_setting_gets_weaker(desk: Desk, old: str = old, new: str = new) -> Iterator[None]:
        yield from typo(desk, "SRR-0004")
        desk.edit("srr.toml", old, new)

    a_setting_gets_weaker.__name__ = words
    warned("change-policy", also=words)(a_setting_gets_weaker)


@warned("score-admission")
def admission_is_raised(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.edit("srr.toml", "timezone", "admission = 6\ntimezone")


@warned("change-policy", also="slo was removed")
def the_settings_are_deleted(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("srr.toml").unlink()


@refused("symbolic link")
def the_settings_become_a_link(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.path("srr.toml").rename(desk.folder / "other.toml")
    desk.path("srr.toml").symlink_to("other.toml")


@refused("srr.toml")
def the_settings_cannot_be_read(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.edit("srr.toml", "[windows]", "[windows")


# An ignore above the next visit of an overdue record, and why it has no force.
EXCUSES = (
    ("ignore[visit-overdue] No time.", "no effect without an end date"),
    ("ignore[visit-overdue until=2028-01-01] No time.", "2028-01-01 is too far ahead"),
    ("ignore[visit-overdue until=2027-01-10] No time.", "ended on 2027-01-10"),
    ("ignore[visit-overdue until=soon] No time.", "until=soon is not a date"),
    ("ignore[visit-overdue until=2027-01-20]", "warning[ignore-unused]"),
)
for comment, words in EXCUSES:

    def an_excuse_has_no_force(desk: Desk, comment: str = comment) -> Iterator[None]:
        yield from typo(desk, "SRR-0006")
        desk.edit("SRR-0006", "next_visit:", f"# srr: {comment}\nnext_visit:")
        desk.set("SRR-0006", team="platform")

    an_excuse_has_no_force.__name__ = comment
    caught("visit-overdue", day=LATER, also=words)(an_excuse_has_no_force)


@caught("visit-overdue", day=LATER, also="no effect without an end date")
def an_overdue_visit_is_ignored_by_the_settings(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    weaker(desk, '[ignore.visit-overdue]\nSRR-0006 = "no time"')
    desk.set("SRR-0006", team="platform")


@shown("change-lowered: We all know why.")
def a_lower_score_is_ignored_by_a_comment(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    comment = "# srr: ignore[change-lowered] We all know why.\n"
    desk.edit("SRR-0006", "potential_impact: 6", f"{comment}potential_impact: 3")
    desk.set("SRR-0006", priority=6)


@warned("change-policy", also="the baseline grew: 1 of score-admission")
def a_baseline_grows(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0009")
    desk.set("SRR-0009", potential_impact=1)
    line = "potential_impact 3 -> 1, next 2027-02-16. Few shops."
    desk.append("SRR-0009", f"- 2026-12-15 ura: watching, {line}")
    desk.set("SRR-0009", next_visit="2027-02-16")
    desk.do("baseline", "write")


@caught("visit-overdue", judge=by_schedule, judged=LATER, also="warning[ignore-unused]")
def a_baseline_is_written_by_hand(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    entry = '{"record": "SRR-0008", "rule": "visit-overdue", "key": "next_visit", "count": 1}'
    desk.write("srr-baseline.json", f'{{"version": 1, "findings": [{entry}]}}')


@caught("visit-overdue", judge=by_schedule, judged=LATER)
def a_baseline_is_written_with_an_overdue_visit(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk._replace(day=LATER).do("baseline", "write")


@caught("front-matter-syntax", also="the baseline grew: 1 of front-matter-syntax")
def a_record_is_broken_and_the_baseline_covers_it(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0008")
    desk.edit("SRR-0008", "title: ", "x_title: [\ntitle: ")
    desk.do("baseline", "write")


# git


@refused("no history shared with it")
def the_history_is_rewritten(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    git(desk.folder, "checkout", "--quiet", "--orphan", "new")


@refused("this clone holds too little history")
def the_clone_is_shallow(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    whole = desk.folder.with_name("whole")
    desk.folder.rename(whole)
    address = f"file://{whole}"
    git(whole, "clone", "--quiet", "--depth=1", "--no-single-branch", address, str(desk.folder))


@caught("change-rewritten")
def a_visit_is_reverted(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.")
    land(desk)
    yield from typo(desk, "SRR-0004")
    git(desk.folder, "revert", "--no-edit", "main")


@caught("change-rewritten")
def a_merge_commit_drops_a_visit_of_main(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "The broker held 2 GB.")
    land(desk)
    git(desk.folder, "reset", "--quiet", "--hard", "main~1")
    yield from typo(desk, "SRR-0004")
    git(desk.folder, "merge", "--quiet", "--strategy=ours", "--message=Merge main", "main")


# What passes


@not_caught(
    "A team may weaken its settings; the pull request that does so says it (change-policy).",
    day=LATER,
)
def the_settings_first_and_then_the_record(desk: Desk) -> Iterator[None]:
    desk.edit("srr.toml", "timezone", "grace_days = 365\ntimezone")
    assert "warning[change-policy]" in desk.lint().stdout
    land(desk)
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", team="platform")


@not_caught(
    "A pull request may be some days old, so a visit may be dated before today.",
    "2027-01-05 ura: in-progress, next 2027-02-02. Seen",
    day=LATER,
)
def an_overdue_visit_is_backdated(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk._replace(day="2027-01-05").visit("SRR-0006", "Seen a week ago.", "--next", "2027-02-02")


@not_caught(
    "Two branches that visit one risk merge in the order of days, so a new line may stand between old ones.",
    "2026-08-18 mori: mitigated. Seen on leave.",
)
def a_visit_is_slipped_in_among_the_old_ones(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0002")
    line = visit_of(desk, "SRR-0002", "2026-09-01")
    desk.edit("SRR-0002", line, f"- 2026-08-18 mori: mitigated. Seen on leave.\n{line}")


@not_caught(
    "The file holds names and not signatures; git knows who wrote the line.", "mori: in-progress"
)
def a_visit_is_signed_by_a_colleague(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk._replace(who="mori").visit("SRR-0006", "Mori looked, believe me.")


@not_caught("Nobody is asked who exists, as long as there is no people.toml.", "kato -> nobody")
def a_risk_is_given_to_nobody(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", owner="nobody")


@not_caught(
    "Words that differ may say the same; visit-stalled compares the words.", "No change again."
)
def a_visit_is_copied_in_other_words(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0006", "No change.", "--next", "2027-01-12")
    yield
    line = last_visit(desk, "SRR-0006")
    for words in ("No change yet.", "Still no change.", "No change again."):
        desk.append("SRR-0006", line.replace("No change.", words))


@not_caught(
    "A status is a judgement; its visit has words, and the diff shows the step.", "watching"
)
def watching_is_recorded_and_nobody_watches(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.visit("SRR-0006", "We keep an eye on it.", "--status", "watching")


@not_caught("Whether an action was done is not in the file; a link is not asked for.", "Actions")
def an_action_is_ticked_and_not_done(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0002")
    desk.edit("PM-0002", "due: 2027-02-26", "due: 2027-02-26, done: 2026-12-14")


@not_caught("Links are not opened, so any address counts as proof.", "closed")
def fixed_with_a_link_that_proves_nothing(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0004")
    desk.fill("SRR-0004", "Countermeasures", "[See](https://example.com/).")
    desk.visit("SRR-0004", "Twenty seconds now.", "--status", "done", "--resolution", "fixed")


@not_caught("The example of srr init may be deleted, and x_starter is what names it.", "deleted")
def a_record_is_called_the_example_and_deleted(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0004", x_starter="true")
    assert "x_starter" in desk.srr("diff", "main").stdout
    land(desk)
    yield from typo(desk, "SRR-0006")
    desk.path("SRR-0004").unlink()


@not_caught(
    "Nothing is accepted while the risk has another status; the diff shows the new end.",
    "2027-03-31 -> 2027-12-31",
)
def an_acceptance_is_loosened_while_it_rests(desk: Desk) -> Iterator[None]:
    desk.visit("SRR-0003", "Is it still right to accept it?", "--status", "watching")
    land(desk)
    yield from typo(desk, "SRR-0003")
    desk.edit("SRR-0003", "until: 2027-03-31", "until: 2027-12-31")


@not_caught(
    "A new acceptance is compared with none; the visit that accepts again has words.", "2027-12-31"
)
def an_acceptance_is_taken_out_and_written_again(desk: Desk) -> Iterator[None]:
    kept = desk.text("SRR-0003")
    desk.visit("SRR-0003", "Is it still right to accept it?", "--status", "watching")
    desk.set("SRR-0003", acceptance=None)
    land(desk)
    yield from typo(desk, "SRR-0003")
    block = kept[kept.index("acceptance:") : kept.index("\n---\n", 4)]
    block = block.replace("2027-03-31", "2027-12-31")
    desk.edit("SRR-0003", "\n---\n", f"\n{block}\n---\n")
    desk.accept_by_hand("SRR-0003", "It is.", "2027-02-16")


@not_caught(
    "No rule compares the condition; the diff shows it.",
    "orders_a_day > 60000 -> orders_a_day > 90000",
)
def the_limit_moves_away(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0006", breaks_when="orders_a_day > 60000")
    land(desk)
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", breaks_when="orders_a_day > 90000")


@not_caught(
    "When an incident ended is what the team says it is; the diff shows it.",
    "Resolved",
    day="2026-12-18",
)
def an_incident_ends_later_for_the_draft(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0003")
    desk.set("PM-0003", resolved="2026-12-10T13:00+09:00")


@not_caught(
    "What is not resolved may stay a draft; the diff shows that the end is gone.",
    "Resolved",
    day="2026-12-18",
)
def an_incident_ends_no_more(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "PM-0003")
    desk.set("PM-0003", resolved=None)


@not_caught(
    "A risk that nobody visited has no other date to compare with; the diff shows it.", "Created"
)
def the_time_to_find_out_begins_again(desk: Desk) -> Iterator[None]:
    desk.set("SRR-0015", area="external")
    yield
    desk.set("SRR-0015", created="2026-12-15")


@not_caught(
    "An ignore ends after 31 days, and a new one is another decision; the diff shows it.",
    "Ignored",
    day=LATER,
)
def an_excuse_is_renewed_every_month(desk: Desk) -> Iterator[None]:
    comment = "# srr: ignore[visit-overdue until=2027-01-{}] No time."
    desk.edit("SRR-0006", "next_visit:", f"{comment.format(20)}\nnext_visit:")
    land(desk)
    yield from typo(desk, "SRR-0006")
    desk.edit("SRR-0006", comment.format(20), comment.format(31))


@not_caught(
    "Without a base there is nothing to compare; the forge protects main.", judge=by_schedule
)
def a_record_is_deleted_on_main(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.path("SRR-0004").unlink()


def early(desk: Desk) -> tuple[int, str]:
    return by_pull_request(desk._replace(day="2027-01-04"))


def at_itself(desk: Desk) -> tuple[int, str]:
    done = desk.srr("lint", "--base", "HEAD")
    return done.returncode, done.stdout


@not_caught(
    "Every command believes --today; each report says the day.",
    "as of 2027-01-04 (--today)",
    judge=early,
    day=LATER,
)
def lint_is_run_as_of_another_day(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.set("SRR-0006", team="platform")


@not_caught(
    "What CI compares with is for the forge to protect; each report says it.",
    "compared with HEAD",
    judge=at_itself,
)
def lint_compares_a_branch_with_itself(desk: Desk) -> Iterator[None]:
    yield from typo(desk, "SRR-0006")
    desk.path("SRR-0004").unlink()


def play_once(root: Path) -> None:
    merges = play(root / "year")
    git(root / "year", "gc", "--quiet")
    (root / "merges").write_bytes(pickle.dumps(merges))


@pytest.fixture(scope="module")
def year() -> tuple[Path, list[Merge]]:
    root = filled("year", play_once)
    return root / "year", pickle.loads((root / "merges").read_bytes())  # noqa: S301


@pytest.fixture
def desk(year: tuple[Path, list[Merge]], tmp_path: Path) -> Desk:
    """Return a checkout of the year's end, on a branch."""
    folder = tmp_path / "work"
    shutil.copytree(year[0], folder)
    git(folder, "checkout", "--quiet", "-b", "work")
    return Desk(folder, DAY, "ura")


def name(cheat: Cheat) -> str:
    return cheat.steps.__name__


def follow(cheat: Cheat, desk: Desk) -> tuple[str, int, str]:
    """Do the honest work, which must pass, then cheat; return both judgements."""
    desk = desk._replace(day=cheat.day)
    steps = cheat.steps(desk)
    next(steps)
    desk.commit("honest")
    for judge in dict.fromkeys((by_pull_request, cheat.judge)):
        code, honest = judge(desk)
        assert code == 0, honest
    next(steps, None)
    desk.commit("cheat")
    return honest, *cheat.judge(desk._replace(day=cheat.judged))


@pytest.mark.parametrize("cheat", CHEATS, ids=[name(each) for each in CHEATS])
def test_a_cheat_is_caught(cheat: Cheat, desk: Desk) -> None:
    honest, code, after = follow(cheat, desk)
    assert (code, [words for words in cheat.words if words not in after]) == (cheat.code, []), after
    assert [words for words in cheat.words if words in honest] == []
    assert cheat.words


@pytest.mark.parametrize(
    ("cheat", "reason"), NOT_CAUGHT, ids=[name(each) for each, _ in NOT_CAUGHT]
)
def test_a_cheat_that_is_not_caught_is_known_and_shown(
    cheat: Cheat, reason: str, desk: Desk
) -> None:
    honest, code, after = follow(cheat, desk)
    assert (code, [words for words in cheat.words if words not in after]) == (0, []), after
    assert cheat.judge is not by_reviewer or not [words for words in cheat.words if words in honest]
    assert reason.endswith(".")


def test_nothing_honest_is_blocked(year: tuple[Path, list[Merge]]) -> None:
    merges = year[1]
    assert [(each.day, each.who) for each in merges if each.checked.returncode] == []
    assert {each.day[:7] for each in merges} == {f"2026-{month:02}" for month in range(1, 13)}
    assert {each.who for each in merges} == set(TEAM)


def test_main_is_clean_but_for_the_visit_that_waits_for_mori(
    year: tuple[Path, list[Merge]],
) -> None:
    red = [each for each in year[1] if each.main.returncode]
    assert [each.day for each in red] == ["2026-08-25"]
    assert [re.findall(r"error\[(.*)\]", each.main.stdout) for each in red] == [["visit-overdue"]]


def test_honest_work_meets_no_warning_but_that_one(year: tuple[Path, list[Merge]]) -> None:
    found = [
        (each.day, rule)
        for each in year[1]
        for rule in re.findall(r"warning\[(.*)\]", each.checked.stdout)
    ]
    assert found == [("2026-08-25", "visit-overdue")]


def test_the_year_ends_with_a_registry_that_can_be_read(year: tuple[Path, list[Merge]]) -> None:
    workspace = open_workspace(year[0], str(MEETINGS[-1]))
    registry = workspace.registry
    assert (len(registry.risks), len(registry.postmortems), registry.lost) == (15, 3, 0)
    assert {risk.status for risk in registry.risks} == set(STATUSES)
    assert {risk.owner for risk in registry.risks} == set(TEAM)


def test_the_site_of_the_year_holds_every_risk(desk: Desk, tmp_path: Path) -> None:
    desk.do("build", "--out", str(tmp_path / "site"))
    risks = json.loads((tmp_path / "site/docs/risks.json").read_text())["risks"]
    assert sorted(risk["id"] for risk in risks) == desk.names()
