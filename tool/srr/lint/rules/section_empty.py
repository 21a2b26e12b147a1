"""A section that the status asks for says something.

A heading with nothing under it looks like knowledge and is none. A comment, `TODO`, `N/A`, a dash and the hints of
a new record count as nothing. A summary is always needed; a log once somebody has started; a next action while
the risk is open; a plan once a stop-gap is in place.

ja: ステータスが求める節には中身がある。

見出しだけの節は、わかっているように見えて何も伝えない。コメント、`TODO`、`N/A`、ダッシュ、ひな形のままの文は空と
みなす。概要は常に、ログは着手したら、次のアクションは未解決の間、対策方針は暫定対策を終えたら必要になる。

Bad:
```
## Next action
TODO
```
Good:
```
## Next action
Measure the stock service on Friday evening.
```
"""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.finding import Lack, Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.records.hints import HINTS, is_first_action, says_something
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.kinds import KINDS
from srr.schema.vocabulary import POSTMORTEM_SECTIONS
from srr.text.spelling import recognise

MESSAGE = Text(
    'the section {heading} says nothing, and the status "{status}" needs it',
    "「{heading}」の節に中身がない。ステータスが「{status}」なら必要である",
)
ALWAYS_MESSAGE = Text("the section {heading} says nothing", "「{heading}」の節に中身がない")
HELP = Text("write there: {hint}", "ここに書くこと: {hint}")

_ALWAYS = ("summary",)
_RISK = {
    "not-started": ("summary", "next-action"),
    "in-progress": ("summary", "log", "next-action"),
    "watching": ("summary", "log", "next-action"),
    "mitigated": ("summary", "log", "plan", "next-action"),
    "accepted": ("summary", "log"),
}
_FIXED = ("summary", "log")
_INCIDENT = tuple(POSTMORTEM_SECTIONS)


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Report each required section that is empty; section-missing reports those that are missing."""
    for key in _needed(record):
        section = record.sections.get(key)
        if section is not None and not _is_said(record, key):
            heading = KINDS[record.record_kind].sections[key]
            # The one that srr fix adds is what section-missing found before.
            lack = Lack(f"section {key}", heading)
            help_ = _help(record, key)
            yield Problem(_message(record, key), span=section.line, help=help_, lack=lack)


def _is_said(record: Record, key: str) -> bool:
    text = record.section(key)
    is_stale = key == "next-action" and _status(record) != "not-started" and is_first_action(text)
    return says_something(text) and not is_stale


def _needed(record: Record) -> tuple[str, ...]:
    status = _status(record)
    if isinstance(record, Risk):
        is_fixed = status == "done" and record.resolution == "fixed"
        return _FIXED if is_fixed else _RISK.get(status or "", _ALWAYS)
    if isinstance(record, Postmortem) and record.kind == "incident" and status != "draft":
        return _INCIDENT
    return () if isinstance(record, Concern) else _ALWAYS


def _status(record: Record) -> str | None:
    """Return the status that is meant, also where it is written as a label: a visit takes it for that."""
    return recognise(record.status, KINDS[record.record_kind].statuses) if record.status else None


def _message(record: Record, key: str) -> Text:
    kind = KINDS[record.record_kind]
    heading, status = kind.sections[key], kind.statuses.get(_status(record) or "")
    if key in _ALWAYS or status is None:
        return ALWAYS_MESSAGE.fill(heading=heading)
    return MESSAGE.fill(heading=heading, status=status)


def _help(record: Record, key: str) -> Text:
    return HELP.fill(hint=HINTS[record.record_kind][key])
