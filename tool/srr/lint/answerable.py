"""A condition over an indicator in the words of a message, and who answers for it."""

from srr.documents.csv_series import written
from srr.language import Text
from srr.lint.rule import shown
from srr.records.conditions import Condition
from srr.records.headroom import Headroom
from srr.records.indicator import Reading

_OWNER = Text("the owner is {who}", "担当者は {who}")
_REVIEWER = Text("the reviewer is {who}", "見直し担当は {who}")
_NOBODY = Text("nobody", "未定")


def words(condition: Condition, last: Reading | Headroom) -> dict[str, object]:
    """Return what a message on *condition* names: the indicator, its *last* value and day, and who answers."""
    return {
        "name": shown(condition.name),
        "value": written(last.value),
        "on": last.on,
        "stated": shown(condition.stated),
        "answerable": answerable(condition),
    }


def answerable(condition: Condition) -> Text:
    """Name the reviewer of the acceptance that rests on *condition*, else the owner of the risk."""
    if condition.reviewer:
        return _REVIEWER.fill(who=shown(condition.reviewer))
    owner = condition.risk.owner
    return _OWNER.fill(who=shown(owner) if owner else _NOBODY)
