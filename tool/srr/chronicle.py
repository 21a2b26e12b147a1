"""The edge that reads the history of the risks from git: never a checkout, each version of a file read once."""

from collections.abc import Iterator, Mapping

from srr import git, model, trend
from srr.document import read as read_document
from srr.model import FOLDERS, is_record_path, kind_of
from srr.trend import UNREADABLE, Gap, History, Standing
from srr.workspace import Workspace, zone


def read(workspace: Workspace) -> History | Gap:
    """Return what the commits tell of the risks, or why they tell nothing."""
    root = workspace.root
    try:
        if git.is_partial(root):
            return "partial"
        if git.commits(root, ("HEAD",)) == (None,):
            return "no-commits"
        log = [step._replace(files=_risks(step.files)) for step in git.log(root, tuple(FOLDERS))]
        standings = _standings(workspace, log)
    except git.GitError:
        return "no-git"
    here = zone(workspace.settings)
    steps = [
        trend.Step(
            step.at.astimezone(here).date(),
            {path: standings[blob] if blob else None for path, blob in step.files.items()},
        )
        for step in log
    ]
    return trend.history(steps, workspace.today.date) or "no-commits"


def _risks(files: Mapping[str, str | None]) -> dict[str, str | None]:
    return {
        path: blob
        for path, blob in files.items()
        if is_record_path(path) and kind_of(path) == "risk"
    }


def _standings(workspace: Workspace, log: list[git.Step]) -> dict[str, Standing]:
    """Return what each blob says; those that lie in the work tree are read already."""
    paths = {blob: path for step in log for path, blob in step.files.items() if blob}
    known = dict(_unchanged(workspace, log))
    contents = git.blobs(workspace.root, [blob for blob in paths if blob not in known])
    return known | {
        blob: _standing(workspace, paths[blob], content) for blob, content in contents.items()
    }


def _unchanged(workspace: Workspace, log: list[git.Step]) -> Iterator[tuple[str, Standing]]:
    latest = {path: blob for step in log for path, blob in step.files.items()}
    for risk in workspace.registry.risks:
        blob = latest.get(risk.path)
        if blob and git.holds(risk.document.raw, blob):
            yield blob, trend.standing(risk)


def _standing(workspace: Workspace, path: str, content: bytes) -> Standing:
    read = read_document(path, content)
    return trend.standing(model.risk(read, workspace.settings)) if read.readable else UNREADABLE
