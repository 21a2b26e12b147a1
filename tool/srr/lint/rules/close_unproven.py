"""A closed risk shows why it is closed.

Done means that nobody looks again. So the record names the risk that it duplicates, the ticket that it moved to, or
an impact that is gone, and its last visit says in words why. Risks that were done before are warnings. One that was
imported as done needs no visit.

ja: 完了したリスクには、完了してよい根拠がある。

完了したリスクは、だれも見直さない。だから重複先のリスク、移管先のチケット、なくなった影響のいずれかを示し、最後の確認
に理由を書く。以前から完了しているものは警告にする。完了したリスクとして取り込んだものに、確認は求めない。

Bad:
```
status: done
resolution: duplicate
# no next_visit

## Visits
- 2026-01-30 ura: not-started -> done. The same as the risk of the stock service.
```
Good:
```
status: watching
next_visit: 2026-03-30

## Visits
- 2026-01-30 ura: not-started -> watching, next 2026-03-30. The same as the risk of the stock service.
```
"""

from collections.abc import Iterator

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.hints import is_silent
from srr.records.risk import Risk
from srr.records.values import texts

DUPLICATE_MESSAGE = Text(
    "the risk is closed as a duplicate, and duplicate_of names none",
    "重複として完了しているが、duplicate_of に重複先がない",
)
MOVED_MESSAGE = Text(
    "the risk is closed as moved, and no link says where to",
    "移管として完了しているが、移管先へのリンクがない",
)
FIXED_MESSAGE = Text(
    "the risk is closed as fixed, and current_impact is {current}",
    "解決として完了しているが、current_impact が {current} である",
)
VISIT_MESSAGE = Text(
    "the risk is done, and no visit says why", "完了しているが、その理由の書かれた確認がない"
)
DUPLICATE_HELP = Text(
    "write the id of the other risk in duplicate_of", "duplicate_of に重複先の ID を書く"
)
MOVED_HELP = Text(
    "add the ticket under links.backlog or links.action_items",
    "links.backlog か links.action_items にチケットを書く",
)
FIXED_HELP = Text(
    "set current_impact to 0, or keep the risk open",
    "current_impact を 0 にするか、完了にせずに残す",
)
VISIT_HELP = Text(
    "put the status back and run srr visit {id} --status done",
    "ステータスを戻し、srr visit {id} --status done を実行する",
)


@rule(Risk, Severity.ERROR)
def check(risk: Risk, context: Context) -> Iterator[Problem]:
    """Ask a risk that is done for what its resolution needs."""
    if risk.status != "done":
        return
    before = context.before(risk)
    severity = Severity.WARNING if before and before.status == "done" else None
    for message, key, way_out in (*_resolution(risk), *_visit(risk)):
        yield Problem(message, key=key, value=True, help=way_out, severity=severity)


def _resolution(risk: Risk) -> Iterator[tuple[Text, KeyPath, Text]]:
    match risk.resolution:
        case "duplicate" if not risk.data.get("duplicate_of"):
            yield DUPLICATE_MESSAGE, ("resolution",), DUPLICATE_HELP
        case "moved" if not _has_ticket(risk):
            yield MOVED_MESSAGE, ("resolution",), MOVED_HELP
        case "fixed" if risk.current_impact not in (0, None):
            message = FIXED_MESSAGE.fill(current=risk.current_impact)
            yield message, ("current_impact",), FIXED_HELP


def _visit(risk: Risk) -> Iterator[tuple[Text, KeyPath, Text]]:
    if risk.awaits_first_visit:
        return
    closing = [entry.visit for entry in risk.visits if entry.visit and entry.visit.after == "done"]
    if all(is_silent(visit.note) for visit in closing):
        yield VISIT_MESSAGE, ("status",), VISIT_HELP.fill(id=risk.id)


def _has_ticket(risk: Risk) -> bool:
    links = risk.data.get("links")
    given = links if isinstance(links, dict) else {}
    return any(texts(given.get(name)) for name in ("backlog", "action_items"))
