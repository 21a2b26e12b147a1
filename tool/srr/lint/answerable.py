"""Who answers for a condition over an indicator, in words."""

from srr.language import Text
from srr.lint.rule import shown
from srr.records.conditions import Condition

_OWNER = Text("the owner is {who}", "担当者は {who}")
_REVIEWER = Text("the reviewer is {who}", "見直し担当は {who}")
_NOBODY = Text("nobody", "未定")


def answerable(condition: Condition) -> Text:
    """Name the reviewer of the acceptance that rests on *condition*, else the owner of the risk."""
    if condition.reviewer:
        return _REVIEWER.fill(who=shown(condition.reviewer))
    owner = condition.risk.owner
    return _OWNER.fill(who=shown(owner) if owner else _NOBODY)
