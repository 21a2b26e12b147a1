"""The way through a meeting: one risk after the other, then the end."""

import time
from datetime import date

import click

from srr.cli.log_edits import errors_in, finding_lines, with_known_status
from srr.cli.meeting.console import Console
from srr.cli.meeting.decision import (
    InHand,
    accepted_now,
    decided,
    with_another_owner,
    with_other_scores,
)
from srr.cli.meeting.ending import end
from srr.cli.meeting.journal import Step, undone, written
from srr.cli.meeting.screen import STATUS_OF_KEY, Turn, lines
from srr.cli.visit_edits import Outcome, next_days
from srr.exporters.agenda import LOST
from srr.insights.agenda import agenda
from srr.insights.breaks import breaks
from srr.language import Text, untranslated
from srr.records.registry import masked_record
from srr.records.risk import Risk
from srr.repository import store
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace

_KEYS = (*"koresuq", *STATUS_OF_KEY)
_SECONDS_EACH = 30
_BEGINS = Text(
    "{n} to decide on, about {minutes} min. {today}", "対象 {n} 件、約 {minutes} 分。{today}"
)
_NONE = Text(
    "no risk asks for a decision on {day}; srr agenda shows what else comes up",
    "{day} に決めることのあるリスクはありません。ほかの議題は srr agenda で確認できます",
)
_REPORTS = Text(
    "reports due: {ids}; srr report ID --note TEXT takes each",
    "報告期限: {ids}。srr report ID --note TEXT で報告できます",
)
_GONE = Text(
    "{path} was removed meanwhile, or cannot be read any more",
    "{path} は途中で削除されたか、読めなくなりました",
)
_VISITED = Text("{path} was visited today", "{path} は今日すでに確認されています")
_CLEAN = Text("{path}: srr lint finds no error", "{path}: srr lint のエラーはありません")
_UNCLEAN = Text("{path}: srr lint finds:{listed}", "{path}: srr lint のエラー:{listed}")
_NOT_EDITED = Text("the editor failed: {why}", "エディターが失敗しました: {why}")
_NO_STEP = Text(
    "nothing was decided in this run, so nothing can be undone",
    "この実行ではまだ何も決めていないため、元に戻せません",
)
_UNDONE = Text("{path} is as it was before the decision", "{path} を決定の前の状態に戻しました")


class Walk:
    """One run of a meeting; *by* is who decides, None for the owner of each risk."""

    def __init__(
        self, workspace: Workspace, team: str | None, by: str | None, console: Console
    ) -> None:
        self._workspace, self._team, self._by, self._console = workspace, team, by, console
        settings, day = workspace.settings, workspace.today.date
        found = agenda(workspace.as_written, settings, day, team)
        self._queue = [(risk.path, keys) for risk, keys in found.to_decide()]
        self._reports = [concern.id for concern in found.reports]
        self._at = 0
        self._hand = InHand()
        self._steps: list[Step] = []
        self._started = time.monotonic()

    @property
    def decided(self) -> int:
        """How many decisions of this run are written."""
        return sum(not step.is_skip for step in self._steps)

    def run(self) -> None:
        """Walk until everything is decided or skipped, or somebody stops; then end the meeting."""
        n, lost = len(self._queue), self._workspace.as_written.lost
        if lost:
            self._console.say(LOST.fill(n=lost))
        if self._reports:
            self._console.say(_REPORTS.fill(ids=", ".join(self._reports)))
        if n:
            minutes, today = -(-n * _SECONDS_EACH // 60), self._workspace.today.described
            self._console.say(_BEGINS.fill(n=n, minutes=minutes, today=today))
        else:
            self._console.say(_NONE.fill(day=self._workspace.today.date))
        while True:
            while self._at < n and self._turn():
                pass
            seconds = time.monotonic() - self._started
            if not end(self._workspace, self._team, self._console, seconds, bool(self._steps)):
                return
            self._undo()

    def _turn(self) -> bool:
        """Take the risk whose turn it is until it is decided or left; return False to stop."""
        at, self._hand = self._at, InHand()
        is_shown = False
        while self._at == at:
            if self._refresh():
                is_shown = False
                self._pass_over()
            if self._at != at:
                break
            if not is_shown:
                self._show()
            key = self._console.key("> ", _KEYS, self._show)
            if key == "q":
                return False
            try:
                is_shown = self._do(key)
            except CannotDo as refusal:
                # What was typed ahead was meant for another question.
                self._console.keys.forget()
                self._console.say(refusal.said)
                is_shown = True
        return True

    @property
    def _path(self) -> str:
        return self._queue[self._at][0]

    @property
    def _risk(self) -> Risk:
        found = self._workspace.as_written.by_path[self._path]
        assert isinstance(found, Risk)  # noqa: S101 - the agenda lists risks
        return found

    def _refresh(self) -> bool:
        """Read the file again, and return whether it has changed."""
        path = self._path
        files = store.read_files(self._workspace.root, (path,))
        if files.get(path) == self._workspace.tree.get(path):
            return False
        self._workspace = self._workspace.holding(files, () if files else (path,))
        self._hand.outcome = Outcome()
        return True

    def _pass_over(self) -> None:
        """Go on to the next risk where this one needs no decision any more, and say why."""
        path = self._path
        risk = self._workspace.as_written.by_path.get(path)
        if not isinstance(risk, Risk) or risk.is_visited(self._workspace.today.date):
            self._console.keys.forget()
            self._console.say((_VISITED if risk else _GONE).fill(path=path))
            self._at += 1

    def _show(self) -> None:
        risk = masked_record(self._risk, self._workspace.settings)
        assert isinstance(risk, Risk)  # noqa: S101 - masking keeps the kind
        reasons = self._queue[self._at][1]
        seconds = time.monotonic() - self._started
        found = breaks(self._workspace.as_written, (risk,), self._workspace.today.date)
        first = found[0] if found else None
        place = self._at + 1
        turn = Turn(risk, reasons, place, len(self._queue), seconds, self._keep(risk), first)
        for line in lines(turn, self._console.language, self._console.columns()):
            self._console.write(f"{line}\n")

    def _keep(self, risk: Risk) -> date | None:
        """Return the next visit, should the status be kept; None where no day is left."""
        try:
            days = next_days(risk, risk.status or "", self._workspace)
        except CannotDo:
            return None
        return days.proposal(self._workspace.settings)

    def _do(self, key: str) -> bool:
        """Do what *key* stands for; return whether what is on the screen is still true."""
        match key:
            case "u":
                self._undo()
                return False
            case "s":
                self._next(Step(self._at, self._path))
            case "e":
                self._edit()
                return False
            case "o":
                with_another_owner(self._risk, self._hand, self._console)
            case "r":
                with_other_scores(self._risk, self._hand, self._workspace, self._console)
            case _:
                self._decide(STATUS_OF_KEY.get(key))
        return True

    def _decide(self, status: str | None) -> None:
        """Ask for the note of a decision and write it; None keeps the status."""
        workspace, console = self._workspace, self._console
        risk = with_known_status(self._risk, workspace)
        if status == "accepted":
            found = accepted_now(risk, self._by, self._hand, workspace, console)
        else:
            after = status or str(risk.status)
            found = decided(risk, after, self._by, self._hand, workspace, console)
        if found is None:
            return
        visit, content = found
        step = Step(self._at, risk.path, risk.document.raw, content)
        self._workspace = written(step, workspace)
        console.say(untranslated(f"{risk.path}: {visit}"))
        self._next(step)

    def _next(self, step: Step) -> None:
        self._steps.append(step)
        self._at += 1
        self._console.write("\n")

    def _undo(self) -> None:
        """Take the last step of this run back, and go back to its risk."""
        if not self._steps:
            self._console.say(_NO_STEP)
            return
        step = self._steps.pop()
        try:
            self._workspace = undone(step, self._workspace)
        except CannotDo as refusal:
            self._console.keys.forget()
            self._console.say(refusal.said)
            return
        if not step.is_skip:
            self._console.say(_UNDONE.fill(path=step.path))
        self._at = step.at

    def _edit(self) -> None:
        """Let the person edit the file, and say what lint finds; a visit of today without errors is a decision."""
        path = self._path
        with self._console.keys.lent():
            try:
                click.edit(filename=str(self._workspace.root / path))
            except click.ClickException as error:
                raise CannotDo(_NOT_EDITED.fill(why=error.message)) from None
        self._refresh()
        is_read = path in self._workspace.as_written.by_path
        found = errors_in(self._workspace.report_on(path))
        if found:
            listed = finding_lines(found, self._workspace)
            self._console.say(_UNCLEAN.fill(path=path, listed=listed))
        elif is_read:
            self._console.say(_CLEAN.fill(path=path))
        if not (found and is_read):
            self._pass_over()
