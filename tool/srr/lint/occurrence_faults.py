"""What is wrong with the entries of the section Occurrences, beside their dates."""

from collections.abc import Iterator

from srr.language import Text
from srr.lint.rule import Problem
from srr.records.log_lines import rewritten, stray_lines
from srr.records.occurrences import (
    EXAMPLE,
    SECTION,
    Occurrence,
    OccurrenceEntry,
    foreign_unit,
    meant_occurrence,
    usual_marks,
)
from srr.records.risk import Risk

MESSAGE = Text("this entry cannot be read as an occurrence", "この行は発生の記録として読めない")
UNIT_MESSAGE = Text("{word} is not the unit that srr writes", "{word} は srr が書く単位ではない")
OUTSIDE_MESSAGE = Text(
    "this text is not part of any occurrence", "この文はどの発生の記録にも属していない"
)
HELP = Text(
    "write it like: {line} Words. The share of the users is at most 100 %",
    "次のように書く: {line} 一言。影響を受けた利用者の割合は 100 % までである",
)
WRITE_HELP = Text("begin it with: {line}", "次のように書き始める: {line}")
OUTSIDE_HELP = Text(
    "begin an occurrence with a dash and a date; indent a further line of one by two spaces",
    "発生の記録はダッシュと日付で書き始め、その続きの行は空白二つで字下げする",
)


def occurrence_problems(risk: Risk) -> Iterator[Problem]:
    """Yield the entries that cannot be read or are written in another way, and the text between entries."""
    section = risk.sections.get(SECTION)
    if section is None:
        return
    for span in stray_lines(risk.document, section, [each.span for each in risk.occurrences]):
        yield Problem(OUTSIDE_MESSAGE, span=span, help=OUTSIDE_HELP)
    for entry in risk.occurrences:
        meant = entry.occurrence or meant_occurrence(entry.text)
        if meant is None:
            yield Problem(MESSAGE, span=entry.span, help=HELP.fill(line=EXAMPLE))
        elif entry.occurrence is None or foreign_unit(entry.text):
            yield _written_otherwise(risk, entry, meant)


def _written_otherwise(risk: Risk, entry: OccurrenceEntry, meant: Occurrence) -> Problem:
    unit = foreign_unit(entry.text) or foreign_unit(usual_marks(entry.text))
    return Problem(
        UNIT_MESSAGE.fill(word=unit) if unit else MESSAGE,
        span=entry.span,
        help=WRITE_HELP.fill(line=f"- {meant.head}"),
        fix=rewritten(risk.document, entry.span, entry.text, meant.head, meant.note),
    )
