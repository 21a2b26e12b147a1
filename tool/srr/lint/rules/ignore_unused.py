"""An ignore names a rule, gives a reason and has something to ignore.

An ignore that outlives its finding hides the next one. Take it out once the finding is gone; without a reason it
does nothing, because nobody could tell later whether it is still right.

ja: 無視の指定には、ルール名と理由と、無視する指摘がある。

指摘が消えた後に残った指定は、次の指摘を隠してしまう。指摘がなくなったら消す。理由のない指定は、後から正しさを確かめ
られないので効かない。

Bad:
```
# srr: ignore[score-priority] the sales team agreed on 12
priority: 12
```
Good:
```
priority: 12
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.baseline import FILE
from srr.lint.finding import Severity
from srr.lint.ignores import UnusedIgnore
from srr.lint.rule import Context, Problem, rule
from srr.text.spelling import nearest

MESSAGE = Text(
    "there is no finding of {rules}{record} to ignore", "無視する {rules} の指摘が{record}ない"
)
REASON_MESSAGE = Text(
    "the ignore of {rules} gives no reason, so it does nothing",
    "{rules} を無視する理由がないので、この指定は効かない",
)
NOTHING_MESSAGE = Text(
    "the ignore names no rule, so it does nothing", "ルールの名前がないので、この指定は効かない"
)
NAME_MESSAGE = Text("no rule is called {name}", "{name} というルールはない")
BASELINE_MESSAGE = Text(
    "the baseline holds {n} too many: {entry}", "ベースラインの件数が {n} 件多い: {entry}"
)
HELP = Text("take it out", "この指定を消す")
BASELINE_HELP = Text(
    "run srr baseline prune and commit {file}",
    "srr baseline prune を実行し、{file} をコミットする",
)
REASON_HELP = Text("write the reason after the bracket", "括弧の後に理由を書く")
DID_YOU_MEAN = Text("did you mean {name}?", "{name} の間違いではないか")
LIST_HELP = Text("srr rule lists the rules", "ルールの一覧は srr rule で見られる")
ON_RECORD = Text(" on {record}", " {record} に")


@rule(UnusedIgnore, Severity.WARNING)
def check(ignore: UnusedIgnore, context: Context) -> Iterator[Problem]:
    """Report why an ignore covered nothing."""
    if ignore.surplus:
        message = BASELINE_MESSAGE.fill(n=ignore.surplus, entry=ignore.record)
        yield Problem(message, help=BASELINE_HELP.fill(file=FILE), path=FILE)
        return
    known = list(context.severities)
    unknown = [name for name in ignore.rules if name not in known]
    for name in unknown:
        yield Problem(
            NAME_MESSAGE.fill(name=name), span=ignore.span, help=_did_you_mean(name, known)
        )
    rules = ", ".join(ignore.rules)
    if not rules:
        yield Problem(NOTHING_MESSAGE, span=ignore.span, help=HELP)
    elif not ignore.reason:
        yield Problem(REASON_MESSAGE.fill(rules=rules), span=ignore.span, help=REASON_HELP)
    elif not unknown:
        record = ON_RECORD.fill(record=ignore.record) if ignore.record else Text("", "")
        yield Problem(MESSAGE.fill(rules=rules, record=record), span=ignore.span, help=HELP)


def _did_you_mean(name: str, known: list[str]) -> Text:
    near = nearest(name, known)
    return DID_YOU_MEAN.fill(name=near) if near else LIST_HELP
