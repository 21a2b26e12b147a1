"""The error budget as lines of a terminal."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srr.cli.colours import paint
from srr.exporters import budget_words as words
from srr.insights.calibration import Calibration
from srr.insights.expected import Expectation, ExpectedCost
from srr.insights.objectives import Objective
from srr.language import Language, Text, counted
from srr.records.risk import Risk
from srr.text.sinks import visible
from srr.text.terminal import cut, padded, width, wrapped

NO_SLO = Text(
    'No SLO is set. Write one into srr.toml: slo = [{ target = 99.95, window = "month" }]',
    'SLO が設定されていない。srr.toml に slo = [{ target = 99.95, window = "month" }] のように書く。',
)
_BUDGET = Text("Budget", "予算")
_SPENT = Text("Spent", "消費")
_LEFT = Text("Left", "残り")
_MINUTES = Text("Minutes", "分")
_SHARE = Text("Share", "割合")
_OTHERS = (
    Text("Nothing was spent in the other window.", "ほかの 1 期間では何も使っていない。"),
    Text("Nothing was spent in the other {n} windows.", "ほかの {n} 期間では何も使っていない。"),
)
_LINE = Text(
    "-- {share} %: what is above this line is too big --",
    "-- {share}%: この線より上は大きすぎる --",
)
_IS_ACCEPTED = Text("{title} (accepted)", "{title}(受容)")
_RISKS = (Text("{n} open risk", "{n} 件"), Text("{n} open risks", "{n} 件"))
_UNESTIMATED = Text(
    "{risks} without a whole estimate: {ids}", "そろった見積りのない未解決のリスク {risks}: {ids}"
)
_NOT_MEASURED = Text("Not measured yet (n = 0): {ids}", "まだ実測なし(n = 0): {ids}")
_WIDEST = 100
_MOST_ROWS = 20


class Printer(NamedTuple):
    """Prints in *language*, at most *columns* wide; a risk above *risk_share* of a year is too big."""

    language: Language
    columns: int
    risk_share: float

    def lines(
        self, objectives: Sequence[Objective], measured: Sequence[Calibration]
    ) -> Iterator[str]:
        """Yield what is known of each objective, then the estimates beside what was measured."""
        if not objectives:
            yield from self._wrapped(NO_SLO)
            return
        for found in objectives:
            yield from self._promise(found)
            yield from self._spent(found)
            yield ""
            yield from self._expected(found.expected)
            yield ""
        yield from self._measured(measured)

    def _promise(self, found: Objective) -> Iterator[str]:
        slo = found.slo
        label, promise = slo.label.within(self.language), words.promise(slo).within(self.language)
        yield from (paint(line, "heading") for line in self._fold(f"{label}: {promise}"))
        yield from self._wrapped(words.background(slo))
        yield ""

    def _spent(self, found: Objective) -> Iterator[str]:
        budget, window = found.budget, found.slo.window
        now, *past = budget.windows
        listed = [now, *(each for each in past if each.minutes)]
        rows = [(words.window_name(each, window), each) for each in listed]
        rows += [(words.year_name(each), each) for each in budget.years]
        rows.append((words.worst_name(budget), budget.worst))
        head = ["", *(self.say(label) for label in (_BUDGET, _SPENT, _LEFT))]
        cells = [
            [self.say(name), *map(words.figure, (each.budget, each.minutes, each.left))]
            for name, each in rows
        ]
        first, *lines = _aligned([head, *cells])
        yield first
        for line, (_, each) in zip(lines, rows, strict=True):
            yield paint(line, "removed") if each.left < 0 else line
        if budget.worst.minutes:
            yield f"  {self.say(words.worst_days(budget))}"
        others = len(past) + 1 - len(listed)
        notes = [counted(others, *_OTHERS)] if others else []
        for note in (*notes, words.endless(budget), words.unknown(found.unnamed)):
            yield from self._wrapped(note) if note else ()

    def _expected(self, found: Expectation) -> Iterator[str]:
        yield paint(self.say(words.EXPECTED), "heading")
        if found.ranked:
            sums = words.sums(found)
            yield from _aligned([[self.say(name), minutes] for name, minutes in sums])
        yield from self._wrapped(words.verdict(found))
        if found.ranked:
            yield ""
            yield from self._ranked(found.ranked)
        if found.unestimated:
            ids = words.listed([risk.id for risk in found.unestimated])
            risks = counted(len(found.unestimated), *_RISKS)
            yield from self._wrapped(_UNESTIMATED.fill(risks=risks, ids=ids))

    def _ranked(self, costs: Sequence[ExpectedCost]) -> Iterator[str]:
        shown = costs[:_MOST_ROWS]
        cells = [[self.say(_MINUTES), self.say(_SHARE)]]
        cells += [[words.figure(cost.minutes), words.share(cost.share)] for cost in shown]
        head, *numbers = _aligned(cells, first_too=True)
        yield head
        line = sum(cost.is_too_big for cost in shown)
        for place, (number, cost) in enumerate(zip(numbers, shown, strict=True), 1):
            row = f"{number}  {cost.risk.id}  {self._title(cost.risk)}"
            row = cut(row, self.columns)
            yield paint(row, "removed") if cost.is_too_big else row
            if place == line:
                yield self.say(_LINE.fill(share=f"{100 * self.risk_share:g}"))

    def _title(self, risk: Risk) -> str:
        title = risk.title or ""
        return visible(title if risk.is_open else self.say(_IS_ACCEPTED.fill(title=title)))

    def _measured(self, measured: Sequence[Calibration]) -> Iterator[str]:
        if not measured:
            return
        yield paint(self.say(words.MEASURED), "heading")
        known = [found for found in measured if found.events]
        for found in known[:_MOST_ROWS]:
            yield from self._calibration(found)
        ids = [found.risk.id for found in measured if not found.events]
        if ids:
            yield from self._wrapped(_NOT_MEASURED.fill(ids=words.listed(ids)))

    def _calibration(self, found: Calibration) -> Iterator[str]:
        yield cut(f"{found.risk.id}  {visible(found.risk.title or '')}", self.columns)
        labels = [self.say(label) for label in (words.LASTS, words.AFFECTS, words.HAPPENS)]
        told = (words.lasts(found), words.affects(found), words.happens(found))
        widest = max(map(width, labels))
        for label, text in zip(labels, told, strict=True):
            yield f"  {padded(label, widest)}  {self.say(text)}"

    def say(self, text: Text) -> str:
        """Return *text* in the language of the lines."""
        return text.within(self.language)

    def _wrapped(self, text: Text) -> list[str]:
        return self._fold(self.say(text))

    def _fold(self, text: str) -> list[str]:
        # A line that only now begins with its words may be obeyed where it is printed.
        lines = wrapped(visible(text), self.columns, _MOST_ROWS) if text else []
        return [visible(line) for line in lines]


def widest(columns: int) -> int:
    """Return how wide lines of sentences are on a screen of so many *columns*."""
    return min(columns, _WIDEST)


def _aligned(rows: Sequence[Sequence[str]], *, first_too: bool = False) -> Iterator[str]:
    """Yield *rows* with their cells at the right, the first of each at the left unless it is a number, too."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [" " * (size - width(cell)) + cell for cell, size in zip(row, widths, strict=True)]
        if not first_too:
            cells[0] = padded(row[0], widths[0])
        yield "  ".join(cells)
