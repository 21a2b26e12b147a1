"""The stocktake as a table of Markdown to fill in, which `srr stocktake --apply` reads."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from srr.insights.stocktake import Candidate
from srr.language import Language, Text
from srr.schema.fields import RISK_LABELS
from srr.schema.vocabulary import RESOLUTIONS, STATUSES, level_words
from srr.text.sinks import markdown

HEAD = "<!-- srr stocktake {day}: {ids} -->"
"""The first line: by it the table is known again, and a row that is missing."""
DECISION = Text("Decision", "判断")
WORDS = Text("Words", "理由")
COLUMNS = (
    RISK_LABELS["id"],
    RISK_LABELS["title"],
    RISK_LABELS["owner"],
    RISK_LABELS["status"],
    RISK_LABELS["priority"],
    Text("Why", "候補の理由"),
    DECISION,
    WORDS,
)
KEEP, DISMISS, SKIP = "keep", "dismiss", "skip"

_TITLE = Text("Stocktake, {today}", "棚卸し、{today}")
_HOW = Text(
    "Write into each row a decision and, except for skip, words that say why. Then run"
    " `srr stocktake --apply FILE` on the same day: all visits are written, or none.",
    "各行に判断を書き、skip 以外には理由も書く。同じ日に `srr stocktake --apply FILE` を実行すると、"
    "すべての確認が書き込まれる。書き込めないものが 1 つでもあれば、どれも書き込まない。",
)
_CHOICES = Text(
    "Decisions: {keep} · a new status ({statuses}) · {dismiss} REASON ({reasons}) · {skip}.",
    "判断: {keep} (維持) ・ 新しいステータス({statuses})・ {dismiss} 完了理由({reasons})・ {skip} (見送り)。",
)
_NONE = Text(
    "No risk is old, stalled or low.", "古いリスク、停滞しているリスク、優先度の低いリスクはない。"
)


def render(
    found: Sequence[Candidate],
    language: Language,
    today: date,
    shown: Callable[[str], str] = markdown,
) -> str:
    """Return the table; *shown* makes what records say harmless."""
    return "\n".join(_lines(found, language, today, shown)) + "\n"


def _lines(
    found: Sequence[Candidate], language: Language, today: date, shown: Callable[[str], str]
) -> Iterator[str]:
    ids = " ".join(shown(each.risk.id) for each in found)
    yield HEAD.format(day=today, ids=ids)
    yield f"\n# {_TITLE.fill(today=today).within(language)}\n"
    if not found:
        yield _NONE.within(language)
        return
    statuses = ", ".join(status for status in STATUSES if status not in ("not-started", "done"))
    reasons = ", ".join(RESOLUTIONS)
    choices = {"keep": KEEP, "dismiss": DISMISS, "skip": SKIP}
    yield _HOW.within(language)
    yield f"\n{_CHOICES.fill(statuses=statuses, reasons=reasons, **choices).within(language)}\n"
    yield _row(label.within(language) for label in COLUMNS)
    yield _row("---" for _ in COLUMNS)
    yield from (_row(_cells(each, language, shown)) for each in found)


def _cells(each: Candidate, language: Language, shown: Callable[[str], str]) -> Iterator[str]:
    risk = each.risk
    status = STATUSES.get(risk.status or "")
    yield shown(risk.id)
    yield shown(risk.title)
    yield shown(risk.owner or "-")
    yield shown(status.within(language) if status else risk.status or "-")
    yield level_words(risk.priority).within(language)
    yield "; ".join(reason.within(language) for reason in each.reasons)
    yield from ("", "")


def _row(cells: Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"
