"""The actions of all postmortems, and which of them are late."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from srr.records.postmortem import Action, Postmortem
from srr.records.registry import Registry


class ActionOf(NamedTuple):
    """An action and its postmortem."""

    postmortem: Postmortem
    action: Action

    @property
    def name(self) -> str:
        """The action's id within its postmortem, or its number."""
        return self.action.id or str(self.action.index + 1)

    @property
    def in_time(self) -> tuple[date, str, int]:
        """Sort key: the earliest due date first, actions without one last."""
        return self.action.due or date.max, self.postmortem.id, self.action.index

    def is_overdue(self, today: date) -> bool:
        """Whether it is open and was due before *today*."""
        return self.action.is_open and self.action.due is not None and self.action.due < today


class ActionCount(NamedTuple):
    """The actions of one owner or viewpoint: open ones, their due days, and done ones."""

    name: str
    open: int
    due: tuple[date, ...]
    done: int


def actions_of(registry: Registry) -> tuple[ActionOf, ...]:
    """Return every action of every postmortem, the earliest due first."""
    found = [ActionOf(each, action) for each in registry.postmortems for action in each.actions]
    return tuple(sorted(found, key=lambda each: each.in_time))


def action_count(name: str, among: Iterable[ActionOf]) -> ActionCount:
    """Count the actions *among* those of one name."""
    actions = [each.action for each in among]
    still = [action for action in actions if action.is_open]
    due = tuple(action.due for action in still if action.due)
    return ActionCount(name, len(still), due, len(actions) - len(still))
