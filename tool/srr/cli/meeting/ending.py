"""The end of a meeting: what was decided today, the minutes, and the commit."""

from collections import Counter
from contextlib import suppress
from pathlib import Path

from srr.cli.meeting.console import Console
from srr.cli.meeting.keys import ENTER
from srr.cli.meeting.screen import clock
from srr.cli.saving import save
from srr.documents.tree import NotAFile
from srr.exporters import minutes as shown
from srr.insights.minutes import Minutes, minutes
from srr.language import Text
from srr.repository import git, store
from srr.repository.errors import CannotDo, not_a_file
from srr.repository.git import GitError
from srr.repository.steps import step
from srr.repository.workspace import Workspace
from srr.schema.vocabulary import STATUSES

_NOTHING_DECIDED = Text(
    "nothing was decided today, so there are no minutes",
    "今日はまだ何も決めていないため、議事録は書きません",
)
_ALL_THERE = Text(
    "{n} decided today, and {path} holds them all", "今日の決定 {n} 件は、すべて {path} にあります"
)
_SUMMARY = Text(
    "{n} decided today ({kinds}), {skipped} skipped, {clock}.",
    "今日の決定 {n} 件 ({kinds})、見送り {skipped} 件、{clock}。",
)
_KEPT = Text("kept {n}", "維持 {n}")
_KIND = Text("{status} {n}", "{status} {n}")
_COMMIT = Text(
    "y or Enter writes the minutes and commits · n minutes alone",
    "y か Enter で議事録を書いてコミット · n 議事録だけ書く",
)
_WRITE = Text("y or Enter writes the minutes", "y か Enter で議事録を書く")
_UNDO = Text("{keys} · u undo", "{keys} · u 元に戻す")
_MINUTES = Text("minutes: {path}", "議事録: {path}")
_COMMITTED = Text("committed: {n} files", "コミットしました: {n} ファイル")
_COMMITTING = Text("committing", "コミットしています")
_UNREAD = Text("{path} cannot be read: {why}", "{path} を読めません: {why}")
_NOT_UTF8 = Text("it is not UTF-8 text", "UTF-8 のテキストではありません")
_NO_MINUTES = Text(
    "{why}. The decisions are written; srr meeting offers the minutes again",
    "{why}。決定は書き込み済みです。議事録は srr meeting でもう一度書けます",
)
_NOT_COMMITTED = Text(
    "everything is written, but not committed: {why}",
    "すべて書き込みましたが、コミットできませんでした。{why}",
)


def end(
    workspace: Workspace, team: str | None, console: Console, seconds: float, can_undo: bool
) -> bool:
    """Write the minutes of today, and commit on request; return True where the last step is to be undone instead."""
    settings, root = workspace.settings, workspace.root
    found = minutes(workspace.as_written, settings, workspace.today.date, team)
    if not found.decisions:
        if found.skipped:
            console.say(_NOTHING_DECIDED)
        return False
    path = shown.path(found)
    before = store.read_files(root, (path,))
    old = _text(path, before.get(path, b""))
    added = shown.render(found, settings.language, old.replace("\r\n", "\n"))
    files = (*found.paths, path)
    can_commit = git.top(root) is not None and (bool(added) or _differs(root, files))
    if not added and not can_commit:
        console.say(_ALL_THERE.fill(n=len(found.decisions), path=path))
        return False
    console.say(_summary(found, seconds))
    key = _asked(can_commit, can_undo, console)
    if key == "u":
        return True
    if added:
        try:
            save(root, {path: _joined(old, added).encode()}, before)
        except CannotDo as refusal:
            raise CannotDo(_NO_MINUTES.fill(why=refusal.said)) from None
    console.say(_MINUTES.fill(path=path))
    if can_commit and key != "n":
        _commit(workspace, files, shown.message(found, settings.language))
        console.say(_COMMITTED.fill(n=len(files)))
    return False


def _text(path: str, content: bytes | NotAFile) -> str:
    why: Text | str = _NOT_UTF8
    if isinstance(content, NotAFile):
        why = not_a_file(content)
    else:
        with suppress(UnicodeDecodeError):
            return content.decode()
    raise CannotDo(_NO_MINUTES.fill(why=_UNREAD.fill(path=path, why=why)))


def _joined(old: str, added: str) -> str:
    """Return *added* below *old*, with the line ends of *old*."""
    if not old.strip():
        return added
    below = f"\n\n{added}"
    return old.rstrip() + (below.replace("\n", "\r\n") if "\r\n" in old else below)


def _differs(root: Path, files: tuple[str, ...]) -> bool:
    try:
        return git.differs(root, files)
    except GitError as error:
        raise CannotDo(_NOT_COMMITTED.fill(why=error.said)) from None


def _summary(found: Minutes, seconds: float) -> Text:
    visits = [decision.visit for decision in found.decisions]
    moved = Counter(visit.after for visit in visits if visit.before != visit.after)
    kept = len(visits) - moved.total()
    kinds = [_KEPT.fill(n=kept)] if kept else []
    kinds += [_KIND.fill(status=STATUSES[status], n=n) for status, n in moved.items()]
    return _SUMMARY.fill(
        n=len(visits),
        kinds=Text(", ".join(each.en for each in kinds), "、".join(each.ja for each in kinds)),
        skipped=len(found.skipped),
        clock=clock(seconds),
    )


def _asked(can_commit: bool, can_undo: bool, console: Console) -> str:
    keys = _COMMIT if can_commit else _WRITE
    keys = _UNDO.fill(keys=keys) if can_undo else keys
    known = ("y", ENTER, *("n" * can_commit), *("u" * can_undo))

    def show() -> None:
        console.say(keys)

    show()
    return console.key("> ", known, show)


def _commit(workspace: Workspace, files: tuple[str, ...], message: str) -> None:
    try:
        with step(_COMMITTING):
            git.commit(workspace.root, files, message)
    except GitError as error:
        raise CannotDo(_NOT_COMMITTED.fill(why=error.said)) from None
