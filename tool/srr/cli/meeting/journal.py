"""The decisions of this run, as they are written and undone."""

from typing import NamedTuple

from srr.cli.saving import save
from srr.repository.workspace import Workspace


class Step(NamedTuple):
    """A risk that was decided on or skipped: its place in the meeting, its file, and the bytes before and after."""

    at: int
    path: str
    before: bytes = b""
    after: bytes = b""

    @property
    def is_skip(self) -> bool:
        """Whether nothing was written."""
        return self.before == self.after


def written(step: Step, workspace: Workspace) -> Workspace:
    """Write *step* and return the registry that holds it; raise CannotDo where its file has changed meanwhile."""
    return _replaced(step.path, step.before, step.after, workspace)


def undone(step: Step, workspace: Workspace) -> Workspace:
    """Put the bytes before *step* back; raise CannotDo where its file has changed since."""
    return _replaced(step.path, step.after, step.before, workspace)


def _replaced(path: str, old: bytes, new: bytes, workspace: Workspace) -> Workspace:
    if old == new:
        return workspace
    save(workspace.root, {path: new}, {path: old})
    return workspace.holding({path: new})
