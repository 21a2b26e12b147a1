"""An action of a postmortem is put off or dropped only with a reason.

An action is a promise made after an outage. When its `due` moves later, or when it disappears, the Follow-up section
gets a line that names it and says why. An earlier date is free, and so is finishing it.

ja: ポストモーテムのアクションを延期したり取り下げたりするときは、理由を残す。

アクションは障害の後でした約束である。`due` を延ばすときや、なくすときは、フォローアップの節にその ID と理由を書く。
早めるのも、終えるのも自由である。

Bad:
```
before
postmortems/PM-0001.md
kind: near-miss
actions:
  - {id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: 2026-02-20}

after
postmortems/PM-0001.md
kind: near-miss
actions:
  - {id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: 2026-11-20}
```
Good:
```
before
postmortems/PM-0001.md
kind: near-miss
actions:
  - {id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: 2026-02-20}

after
postmortems/PM-0001.md
kind: near-miss
actions:
  - {id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: 2026-02-16}
```
"""

import re
from collections.abc import Iterator

from srr.documents.places import KeyPath
from srr.language import Text
from srr.lint.finding import Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.change import Change
from srr.records.hints import is_silent
from srr.records.postmortem import Action, Postmortem

MOVED = Text(
    "the action {action} is due on {new} in place of {old}, and Follow-up does not say why",
    "アクション {action} の期限が {old} から {new} に延びたが、フォローアップに理由がない",
)
GONE = Text(
    "the action {action} is gone, and Follow-up does not say why",
    "アクション {action} がなくなったが、フォローアップに理由がない",
)
HELP = Text(
    "add a line to Follow-up that names {action} and says why",
    "フォローアップに {action} と理由を書く",
)


@rule(Change, Severity.ERROR)
def check(change: Change, context: Context) -> Iterator[Problem]:
    """Compare the actions of a postmortem with those it had."""
    before, after = change.before, change.after
    if not isinstance(before, Postmortem) or not isinstance(after, Postmortem):
        return
    added = _added_lines(before, after)
    for old in before.actions:
        name = old.id or old.do
        if name is None or any(_is_reason(line, name) for line in added):
            continue
        for message, key in _what_happened(name, old, _same(old, after.actions)):
            yield Problem(
                message,
                key=key,
                value=True,
                document=after.document,
                help=HELP.fill(action=name),
            )


def _what_happened(name: str, old: Action, new: Action | None) -> Iterator[tuple[Text, KeyPath]]:
    if new is None and old.is_open:
        yield GONE.fill(action=name), ("actions",)
    elif new and new.is_open and old.due and new.due and new.due > old.due:
        message = MOVED.fill(action=name, old=old.due, new=new.due)
        yield message, ("actions", new.index, "due")


def _same(old: Action, actions: tuple[Action, ...]) -> Action | None:
    by_id = [action for action in actions if old.id and action.id == old.id]
    by_text = [action for action in actions if old.do and action.do == old.do]
    return next(iter([*by_id, *by_text]), None)


def _is_reason(line: str, name: str) -> bool:
    """Whether *line* names the action, and not only one whose name begins or ends like it, and says something else."""
    word = rf"(?<![A-Za-z0-9_])(?<![A-Za-z0-9]-){re.escape(name)}(?![A-Za-z0-9_]|-[A-Za-z0-9])"
    rest, count = re.subn(word, "", line)
    return count > 0 and not is_silent(rest)


def _added_lines(before: Postmortem, after: Postmortem) -> list[str]:
    old = set(_lines(before))
    return [line for line in _lines(after) if line not in old]


def _lines(record: Postmortem) -> list[str]:
    """Return the lines of Follow-up; the indented ones below an item belong to it."""
    return re.sub(r"(?:\r\n?|\n)[ \t]+", " ", record.section("follow-up")).splitlines()
