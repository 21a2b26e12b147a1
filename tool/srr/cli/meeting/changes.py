"""What the meeting asks beside the status: the words of the note, the scores, the owner, why a risk is done."""

from collections.abc import Mapping

from srr.cli.answers import a_handle, number_of
from srr.cli.meeting.console import Console
from srr.cli.meeting.screen import next_action
from srr.cli.visit_edits import Outcome, allowed_scores
from srr.language import Text
from srr.records.rescore import rescored
from srr.records.risk import Risk
from srr.records.visits import NUMBERS, stated
from srr.schema.kinds import KINDS
from srr.schema.scoring import Level
from srr.schema.settings import Settings
from srr.schema.vocabulary import RESOLUTIONS
from srr.text.terminal import width

_LONGEST_ACTION = 120
_SCORE = Text("{label} ({words}) [{now}]:", "{label} ({words}) [{now}]:")
_OWNER = Text("Owner [{now}]:", "担当者 [{now}]:")
_RESOLUTION_KEYS = Text(
    "f fixed · n not a risk · d duplicate · o obsolete · m moved · q back",
    "f 解決 · n リスクではない · d 重複 · o 対象消滅 · m 移管 · q 戻る",
)
_RESOLUTIONS = {word[0]: word for word in RESOLUTIONS}
_KEPT = Text("Nothing new.", "変化なし。")
_KEPT_WITH_ACTION = Text("Nothing new. Next: {action}", "変化なし。次: {action}")
_CHANGED = Text("Looked at again in the review.", "レビューで見直した。")
_MOVED = {
    "not-started": Text("Put back until there is time.", "着手を見送る。"),
    "in-progress": Text("Work begins.", "着手する。"),
    "watching": Text("Watched until the next visit.", "次回確認日まで様子を見る。"),
    "mitigated": Text("Mitigated for now.", "暫定対策を終えた。"),
}
_DONE = Text("Closed in the review: {why}.", "レビューで完了とした ({why})。")


def proposed_note(risk: Risk, status: str, outcome: Outcome) -> Text:
    """Return words for a visit that somebody has nothing to add to; nothing new three times is a stalled risk."""
    if status == "done":
        return _DONE.fill(why=RESOLUTIONS[outcome.resolution or "fixed"])
    if status != risk.status:
        return _MOVED[status]
    if outcome.changes(risk):
        return _CHANGED
    action = next_action(risk)
    if not action or width(action) > _LONGEST_ACTION:
        return _KEPT
    return _KEPT_WITH_ACTION.fill(action=action)


def asked_resolution(console: Console) -> str | None:
    """Return why a risk is done; None where the person goes back."""
    keys = _RESOLUTION_KEYS

    def show() -> None:
        console.say(keys)

    show()
    return _RESOLUTIONS.get(console.key("> ", (*_RESOLUTIONS, "q"), show))


def asked_owner(risk: Risk, console: Console) -> str | None:
    """Return who owns the risk from now on; None where the person goes back."""
    now = risk.owner or ""
    return console.answer(_OWNER.fill(now=now), now, a_handle)


def asked_scores(risk: Risk, settings: Settings, console: Console) -> Mapping[str, Level] | None:
    """Return the scores that change, with those that follow; None where the person goes back."""
    given: dict[str, Level] = {}
    follows = ("potential_impact",) if risk.level_follows else ("scope", "severity")
    for spec in KINDS["risk"].fields:
        if spec.key not in NUMBERS or spec.key in follows:
            continue
        allowed = allowed_scores(spec, settings)
        now = stated(spec.key, risk.data)
        words = ", ".join(map(str, allowed))
        prompt = _SCORE.fill(label=spec.label, words=words, now=now)
        found = console.answer(prompt, now, number_of(allowed))
        if found is None:
            return None
        given[spec.key] = found
    return rescored(risk.data, given, settings)
