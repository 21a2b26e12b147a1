"""A record has the sections that its readers look for.

Everybody finds the log, the cause or the next action at the same place of every record. A section with nothing
to say yet may be short, but its heading stands. English and Japanese headings are both read, at level two.
`srr fix` adds the headings that are missing, each in its place.

ja: 記録には、決められた節がそろっている。

どの記録でも、ログ、原因、次のアクションが同じ場所で見つかる。まだ書くことがない節は短くてよいが、見出しは置く。
見出しは英語でも日本語でもよく、レベル 2(##)で書く。足りない見出しは `srr fix` が正しい位置に加える。

Bad:
```
# no Cause
```
Good:
```
## Cause
Not known yet.
```
"""

from collections.abc import Iterator

from srr.documents.body import Section
from srr.language import Text
from srr.lint.finding import Lack, Severity
from srr.lint.rule import Context, Problem, rule
from srr.records.concern import Concern
from srr.records.new_sections import new_section
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.kinds import KINDS
from srr.schema.settings import Settings
from srr.schema.vocabulary import POSTMORTEM_SECTIONS
from srr.text.spelling import nearest, normal_form

MESSAGE = Text("the section {heading} is missing", "「{heading}」の節がない")
SEVERAL = Text("{n} sections are missing: {names}", "{n} 個の節がない: {names}")
HELP = Text(
    "add the line ## {heading}, or run srr fix",
    "## {heading} という行を加えるか、srr fix を実行する",
)
SEVERAL_HELP = Text(
    "run srr fix, which adds the headings, then write below them",
    "srr fix を実行すると見出しが加わる。その下に内容を書く",
)
HEADING_HELP = Text("write {stated} as ## {heading}", "{stated} を ## {heading} と書く")

_RISK = ("summary", "log", "cause", "plan", "countermeasures", "next-action")
_CLOSED_RISK = _RISK[:-1]
_INCIDENT = tuple(POSTMORTEM_SECTIONS)
_DRAFT = ("summary",)
_CONCERN = ("reports",)


@rule(Record, Severity.ERROR)
def check(record: Record, context: Context) -> Iterator[Problem]:
    """Report each missing section, at the section before it."""
    needed = _needed(record)
    if all(map(record.sections.__contains__, needed)):
        return
    previous: Section | None = None
    for key in needed:
        section = record.sections.get(key)
        if section is None:
            yield _missing(record, key, previous, context.settings)
        previous = section or previous


def _needed(record: Record) -> tuple[str, ...]:
    match record:
        case Risk():
            return _CLOSED_RISK if record.status == "done" else _RISK
        case Postmortem(kind="incident") if record.status != "draft":
            return _INCIDENT
        case Concern():
            return _CONCERN
        case _:
            return _DRAFT


def _missing(record: Record, key: str, previous: Section | None, settings: Settings) -> Problem:
    words = KINDS[record.record_kind].sections
    heading = words[key]
    misspelt = _misspelt(record, key, settings)
    if misspelt:
        stated = record.document.text[slice(*misspelt.line)].strip()
        advice = HEADING_HELP.fill(stated=stated, heading=heading)
        return Problem(MESSAGE.fill(heading=heading), span=misspelt.line, help=advice)
    span = previous.line if previous else None
    return Problem(
        MESSAGE.fill(heading=heading),
        span=span,
        help=HELP.fill(heading=heading),
        fix=(new_section(record, key, settings),),
        lack=Lack(f"section {key}", heading, list(words).index(key), SEVERAL, SEVERAL_HELP),
    )


def _misspelt(record: Record, key: str, settings: Settings) -> Section | None:
    """Return the section whose heading means *key* but is misspelt or at another level."""
    spellings = [spelling for spelling, keys in settings.headings.items() if key in keys]
    taken = [section.line for section in record.sections.values()]
    for section in record.document.sections:
        near = nearest(normal_form(section.heading), spellings, cutoff=0.8)
        if near and section.line not in taken:
            return section
    return None
