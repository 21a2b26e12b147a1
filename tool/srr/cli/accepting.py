"""A risk accepted: the questions, the line of the visit, and the file as it then is."""

from collections.abc import Sequence
from dataclasses import replace

from srr.cli.acceptance_edits import Terms, term_changes
from srr.cli.acceptance_questions import asked_terms
from srr.cli.answers import a_date, some_words
from srr.cli.arguments import from_here
from srr.cli.author import own_handle
from srr.cli.log_edits import risk_called, with_known_status
from srr.cli.new_lines import NewLine
from srr.cli.questions import Asker
from srr.cli.visit_edits import NO_CHANGE, Outcome, next_days, refuse_hopeless, visited
from srr.documents.csv_series import written
from srr.language import Text
from srr.records import conditions
from srr.records.risk import Risk
from srr.records.visits import KEYS, Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace

_NEXT = Text("Next visit ({first} to {last})", "次回確認日 ({first} から {last} まで)")
_NOTE = Text("Words for the visit", "確認に書くこと")
_ACCEPTED = Text("Accepted by {by}: {because}", "{by} が受容した: {because}")
_CONCERN = Text(
    "{id} is a concern; make it a risk with srr report {id} --promote, and accept that",
    "{id} は気になる点です。srr report {id} --promote でリスクにしてから受容してください",
)
_OTHER_KIND = Text(
    "{id} is a {kind}; only risks are accepted", "{id} は{kind}です。受容できるのはリスクだけです"
)
_DONE = Text(
    "{id} is done; take it up again with srr visit {id} --status in-progress before it is accepted",
    "{id} は完了しています。受容する前に srr visit {id} --status in-progress で再開してください",
)
_REACHED = Text(
    "{id} breaks when {stated}, and {name} was {value} on {on}; write the limit that the system bears now into {path}"
    " before it is accepted",
    "{id} の顕在化の条件は {stated} で、{name} は {on} に {value} です。"
    "受容する前に、いまの限界を {path} に書いてください",
)
# Words that any acceptance may have, to find what would be wrong with every one.
_ANY = Text("Rare.", "まれである。")


def acceptable(workspace: Workspace, record_id: str) -> Risk:
    """Return the risk called *record_id*; raise CannotDo where it cannot be accepted, whatever is answered."""
    risk = with_known_status(risk_called(workspace, record_id, _CONCERN, _OTHER_KIND), workspace)
    refuse_unacceptable(risk, NO_CHANGE, workspace)
    return risk


def refuse_unacceptable(risk: Risk, outcome: Outcome, workspace: Workspace) -> None:
    """Raise CannotDo where no answer would make the accepted *risk* lint clean."""
    if risk.status == "done":
        raise CannotDo(_DONE.fill(id=risk.id))
    limit = conditions.limit(risk, workspace.registry)
    last = limit.crossed(workspace.today.date, workspace.settings) if limit else None
    if limit and last:
        facts = {
            "stated": limit.stated,
            "name": limit.name,
            "value": written(last.value),
            "on": last.on,
        }
        path = from_here(workspace.root, risk.path)
        raise CannotDo(_REACHED.fill(id=risk.id, path=path, **facts))
    _, until = workspace.settings.windows["accepted"].bounds(workspace.today.date)
    words = _ANY.within(workspace.settings.language)
    tried = replace(outcome, acceptance=Terms("srr", words, (words,), (), until, "srr"))
    refuse_hopeless(risk, "accepted", tried, workspace)
    day, days = workspace.today.date, next_days(risk, "accepted", workspace, until)
    visit = Visit(day, "srr", str(risk.status), "accepted", days.last, words, tried.changes(risk))
    visited(risk, visit, tried, workspace)


def accepted(
    risk: Risk,
    workspace: Workspace,
    asker: Asker,
    consequences: Sequence[str] = (),
    holds_while: Sequence[str] = (),
    outcome: Outcome = NO_CHANGE,
    visitor: str | None = None,
) -> NewLine:
    """Return the *risk* as it is accepted by the answers, *outcome* included; raise CannotDo where it is not clean.

    The line bears the name of the *visitor*, by default git's.
    """
    terms = asked_terms(risk, workspace, asker, consequences, holds_while)
    days = next_days(risk, "accepted", workspace, terms.until)
    question = _NEXT.fill(first=days.first, last=days.last)
    upcoming = asker.answer("next", a_date, question, days.proposal(workspace.settings).isoformat())
    note = asker.answer("note", some_words, _NOTE, _proposed_note(risk, terms, workspace))
    outcome = replace(outcome, acceptance=terms)
    changes = (*outcome.changes(risk), *term_changes(risk, terms))
    visit = Visit(
        workspace.today.date,
        visitor or own_handle(workspace) or risk.owner or terms.by,
        str(risk.status),
        "accepted",
        upcoming,
        note,
        tuple(sorted(changes, key=lambda change: KEYS.index(change.key))),
    )
    return NewLine(risk.path, visit, visited(risk, visit, outcome, workspace))


def _proposed_note(risk: Risk, terms: Terms, workspace: Workspace) -> str | None:
    """Return words for a first decision, or one with another reason; a renewal has to say why."""
    old = risk.acceptance
    if old and old.because == terms.because:
        return None
    words = _ACCEPTED.fill(by=terms.by, because=terms.because)
    return words.within(workspace.settings.language)
