"""What the meeting shows of a risk: few enough lines that nothing scrolls away at 80 x 24."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from srr.cli.colours import paint
from srr.cli.score_words import arithmetic
from srr.documents.body import first_item
from srr.insights.agenda import NOBODY, REASONS
from srr.insights.break_words import said
from srr.insights.breaks import Break
from srr.language import Language, Text
from srr.records.hints import says_something
from srr.records.risk import Risk
from srr.schema.vocabulary import STATUSES, level_words
from srr.text.sinks import visible
from srr.text.terminal import padded, width, wrapped

STATUS_OF_KEY: Mapping[str, str] = {
    "p": "in-progress",
    "w": "watching",
    "m": "mitigated",
    "a": "accepted",
    "d": "done",
}
"""The status that a key decides on."""

_FACTS = Text(
    "{status} · {owner} · next visit {day} · {clock}",
    "{status} · {owner} · 次回確認日 {day} · {clock}",
)
_WHY = Text("why", "理由")
_SCORE = Text("score", "スコア")
_CURRENT = Text("{product} · current impact {level}", "{product} · 現在のインパクト {level}")
_LIMIT = Text("limit", "限界")
_VISITS = Text("visits", "履歴")
_NO_VISIT = Text("none yet", "まだありません")
_NEXT = Text("next", "次")
_NO_NEXT = Text("no next action is written", "次のアクションが書かれていません")
_KEEP = Text("k keep (next {day})", "k 維持 (次回 {day})")
_KEEP_ALONE = Text("k keep", "k 維持")
_KEYS = (
    Text("p in progress", "p 対応中"),
    Text("w watch", "w 様子見"),
    Text("m mitigated", "m 暫定対策済み"),
    Text("a accept", "a 受容"),
    Text("d done", "d 完了"),
    Text("o owner", "o 担当者"),
    Text("r re-score", "r スコア"),
    Text("e edit", "e 編集"),
    Text("s skip", "s 見送る"),
    Text("u undo", "u 元に戻す"),
    Text("q stop", "q 終わる"),
)
_ALARMING = frozenset(("overdue", "reached", "stale"))
_MOST_ROWS = {"title": 2, "why": 2, "score": 2, "limit": 2, "visit": 3, "next": 3}


class Turn(NamedTuple):
    """A risk whose turn it is, the points of the agenda that it is on, its place, and the seconds so far."""

    risk: Risk
    reasons: Sequence[str]
    at: int
    of: int
    seconds: float
    keep: date | None
    """The next visit, should the status be kept; None where no day is left."""
    first: Break | None = None
    """What breaks first of it; None where no condition hangs on a number."""


def lines(turn: Turn, language: Language, columns: int) -> Iterator[str]:
    """Yield what is shown of a risk before it is decided on, and the keys."""
    risk = turn.risk
    title = visible(f"[{turn.at}/{turn.of}] {risk.id}  {risk.title}")
    yield from (paint(line, "heading") for line in wrapped(title, columns, _MOST_ROWS["title"]))
    facts = _FACTS.fill(
        status=STATUSES.get(risk.status or "", Text("-", "-")),
        owner=risk.owner or NOBODY,
        day=risk.next_visit or "-",
        clock=clock(turn.seconds),
    )
    yield from wrapped(visible(facts.within(language)), columns, 2)
    yield from _rows(turn, language, columns)
    yield from in_a_row(_keys(turn, language), columns)


def in_a_row(keys: Iterable[str], columns: int) -> Iterator[str]:
    """Yield the explanations of *keys* on lines that end between two of them."""
    line = ""
    for key in keys:
        longer = f"{line} · {key}" if line else key
        if line and width(longer) > columns:
            yield line
            longer = key
        line = longer
    yield line


def clock(seconds: float) -> str:
    """Return minutes and seconds, as on a watch."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def next_action(risk: Risk) -> str:
    """Return the next action on one line; empty where none is written."""
    text = risk.section("next-action")
    return first_item(text) if says_something(text) else ""


def _rows(turn: Turn, language: Language, columns: int) -> Iterator[str]:
    risk = turn.risk
    why = " · ".join(REASONS[key].within(language) for key in turn.reasons)
    score = _CURRENT.fill(product=arithmetic(risk), level=level_words(risk.current_impact))
    labels = [label.within(language) for label in (_WHY, _SCORE, _VISITS, _NEXT)]
    limit = " · ".join(part.within(language) for part in said(turn.first)) if turn.first else ""
    room = max(map(width, labels)) + 2

    def row(label: str, text: str, kind: str) -> Iterator[str]:
        parts = wrapped(visible(text), max(columns - room, 1), _MOST_ROWS[kind])
        for number, part in enumerate(parts):
            role = "error" if kind == "why" and _ALARMING.intersection(turn.reasons) else ""
            yield padded("" if number else label, room) + paint(part, role)

    yield from row(labels[0], why, "why")
    yield from row(labels[1], score.within(language), "score")
    if limit:
        yield from row(_LIMIT.within(language), limit, "limit")
    last = [entry.words for entry in risk.visits[-2:]] or [_NO_VISIT.within(language)]
    for number, words in enumerate(last):
        yield from row("" if number else labels[2], words, "visit")
    yield from row(labels[3], next_action(risk) or _NO_NEXT.within(language), "next")


def _keys(turn: Turn, language: Language) -> Iterator[str]:
    keep = _KEEP.fill(day=turn.keep) if turn.keep else _KEEP_ALONE
    yield keep.within(language)
    yield from (key.within(language) for key in _KEYS)
