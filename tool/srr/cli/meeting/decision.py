"""The decision on one risk: what it changes beside the status, the note, and the new version of the file."""

from dataclasses import dataclass, field, replace

from srr.cli.accepting import accepted, refuse_unacceptable
from srr.cli.answers import some_words
from srr.cli.meeting.asker import ConsoleAsker, WentBack
from srr.cli.meeting.changes import asked_owner, asked_resolution, asked_scores, proposed_note
from srr.cli.meeting.console import Console
from srr.cli.visit_edits import TRIAL_NOTE, Outcome, next_days, visited
from srr.language import Text
from srr.records.registry import masked_record
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.repository.workspace import Workspace
from srr.schema.vocabulary import STATUSES
from srr.text.sinks import visible

_NEXT = Text("{status}, next visit {day}.", "{status}、次回確認日 {day}。")
_NO_NEXT = Text("{status}.", "{status}。")
_PROPOSED = Text("Enter writes: {note}", "Enter で記入: {note}")
_NOTE = Text("note:", "見たこと:")
_WAITS = Text(
    "{changes}: written with the decision that follows",
    "{changes}: 続けて選ぶ決定と一緒に記入します",
)
_NO_CHANGE = Text("nothing changes", "変更はありません")


@dataclass(slots=True)
class InHand:
    """What is said of a risk and not written yet; *note* and *answers* were refused, and are proposed again."""

    outcome: Outcome = field(default_factory=Outcome)
    note: str = ""
    answers: dict[str, list[str]] = field(default_factory=dict)


def with_another_owner(risk: Risk, hand: InHand, console: Console) -> None:
    """Ask for the owner that the decision is to name."""
    owner = asked_owner(risk, console)
    if owner is not None:
        hand.outcome = replace(hand.outcome, owner=owner)
        _say_what_waits(risk, hand, console)


def with_other_scores(risk: Risk, hand: InHand, workspace: Workspace, console: Console) -> None:
    """Ask for the scores that the decision is to change."""
    scores = asked_scores(risk, workspace.settings, console)
    if scores is not None:
        hand.outcome = replace(hand.outcome, scores=scores)
        _say_what_waits(risk, hand, console)


def decided(
    risk: Risk, status: str, by: str | None, hand: InHand, workspace: Workspace, console: Console
) -> tuple[Visit, bytes] | None:
    """Return the visit to *risk* and its file with it; None where the person goes back.

    Raise CannotDo before anything is asked where no words would make it lint clean.
    """
    settings, resolution, upcoming = workspace.settings, None, None
    if status != "done":
        upcoming = next_days(risk, status, workspace).proposal(settings)
    else:
        resolution = asked_resolution(console)
        if resolution is None:
            return None
    outcome = replace(hand.outcome, resolution=resolution)
    day, before = workspace.today.date, str(risk.status)
    changes = outcome.changes(risk)
    author = by or outcome.owner or risk.owner or ""
    visit = Visit(day, author, before, status, upcoming, TRIAL_NOTE, changes)
    visited(risk, visit, outcome, workspace)
    note = _asked_note(risk, visit, outcome, hand, workspace, console)
    if note is None:
        return None
    hand.note = note
    visit = visit._replace(note=note)
    return visit, visited(risk, visit, outcome, workspace)


def accepted_now(
    risk: Risk, by: str | None, hand: InHand, workspace: Workspace, console: Console
) -> tuple[Visit, bytes] | None:
    """Return the visit that accepts *risk* and its file with it; None where the person goes back.

    Raise CannotDo before anything is asked where no answer would make it lint clean.
    """
    refuse_unacceptable(risk, hand.outcome, workspace)
    asker = ConsoleAsker({}, True, console.language, hand.answers, console=console)
    try:
        found = accepted(risk, workspace, asker, outcome=hand.outcome, visitor=by)
    except WentBack:
        return None
    assert isinstance(found.line, Visit)  # noqa: S101 - a risk is accepted by a visit
    return found.line, found.content


def _asked_note(
    risk: Risk,
    visit: Visit,
    outcome: Outcome,
    hand: InHand,
    workspace: Workspace,
    console: Console,
) -> str | None:
    shown = masked_record(risk, workspace.settings)
    assert isinstance(shown, Risk)  # noqa: S101 - masking keeps the kind
    words = proposed_note(shown, visit.after, outcome).within(console.language)
    proposal = hand.note or visible(words)
    said = _NEXT if visit.next else _NO_NEXT
    console.say(said.fill(status=STATUSES[visit.after], day=visit.next))
    console.say(_PROPOSED.fill(note=proposal))
    return console.answer(_NOTE, proposal, some_words)


def _say_what_waits(risk: Risk, hand: InHand, console: Console) -> None:
    changes = ", ".join(map(str, hand.outcome.changes(risk)))
    console.say(_WAITS.fill(changes=changes) if changes else _NO_CHANGE)
