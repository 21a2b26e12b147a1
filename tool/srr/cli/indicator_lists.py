"""The indicators in the terminal: all of them in a table, or one with its last numbers."""

from collections.abc import Iterator, Sequence

from srr.cli.colours import paint
from srr.cli.indicator_rows import condition_lines
from srr.cli.screen_width import screen_width
from srr.documents.csv_series import written
from srr.insights.indicators import Watched
from srr.language import Text
from srr.records.conditions import Condition
from srr.records.indicator import Reading
from srr.repository.workspace import Workspace
from srr.text.sinks import visible
from srr.text.terminal import padded, table, width

_MARK = "!"
_NOTHING = "-"
_MOST_ROWS = 8
_EMPTY = Text(
    "No indicator yet. Write the first number with srr indicator NAME VALUE.",
    "指標はまだない。最初の数値は srr indicator NAME VALUE で書く。",
)
_SUMMARY = Text(
    "{today}: indicators {n}, stale {stale}, conditions crossed {crossed}.",
    "{today} 時点で指標 {n} 件、古いもの {stale} 件、崩れた条件 {crossed} 件。",
)
_HEADS = (
    Text("Indicator", "指標"),
    Text("Value", "値"),
    Text("Day", "日付"),
    Text("Risks", "リスク"),
    Text("Label", "名称"),
)
_FACTS = {
    "unit": Text("Unit", "単位"),
    "owner": Text("Owner", "担当者"),
    "max_age": Text("Counts for", "有効期間"),
    "source": Text("Source", "取得元"),
    "rows": Text("Rows", "行数"),
}


def list_lines(shown: Sequence[Watched], workspace: Workspace) -> Iterator[str]:
    """Yield a table of indicators, and how many of them are stale."""
    language, today = workspace.settings.language, workspace.today.date
    if not shown:
        yield _EMPTY.within(language)
        return
    labelled = any(each.about.name(language) for each in shown)
    heads = [head.within(language) for head in (_HEADS if labelled else _HEADS[:-1])]
    rows = [[visible(cell) for cell in _cells(each, workspace)][: len(heads)] for each in shown]
    head, *lines = table([heads, *rows], screen_width())
    yield paint(head, "heading")
    for each, line in zip(shown, lines, strict=True):
        yield paint(line, "error") if _asks(each, workspace) else line
    stale = sum(each.is_stale(today) for each in shown)
    crossed = sum(_is_crossed(one, workspace) for each in shown for one in each.conditions)
    summary = _SUMMARY.fill(
        n=len(shown), stale=stale, crossed=crossed, today=workspace.today.described
    )
    yield f"\n{summary.within(language)}"


def lines_about(each: Watched, workspace: Workspace) -> Iterator[str]:
    """Yield what is known of one indicator: its settings, its last numbers, and what hangs on it."""
    language, today = workspace.settings.language, workspace.today.date
    label = each.about.name(language)
    yield paint(visible(f"{each.name}  {label}" if label else each.name), "heading")
    facts = {_FACTS[key].within(language): value for key, value in _facts(each, workspace)}
    size = max(map(width, facts))
    for name, value in facts.items():
        yield f"{padded(name, size)}  {visible(value)}"
    series, last = each.indicator.series, each.indicator.rows(today)
    first = max(0, last - _MOST_ROWS)
    for on, number in zip(series.days[first:last], series.values[first:last], strict=True):
        yield f"{on}  {written(number)}"
    yield from condition_lines(each, workspace)


def _facts(each: Watched, workspace: Workspace) -> Iterator[tuple[str, str]]:
    about = each.about
    if about.unit:
        yield "unit", about.unit
    if about.owner:
        yield "owner", about.owner
    yield "max_age", str(about.max_age)
    if about.source:
        yield "source", " ".join(filter(None, about.source))
    yield "rows", str(each.indicator.rows(workspace.today.date))


def _cells(each: Watched, workspace: Workspace) -> tuple[str, ...]:
    today = workspace.today.date
    last = each.last(today)
    stale = f" {_MARK}" if each.is_stale(today) else ""
    return (
        each.name,
        _value(last, each.about.unit) if last else _NOTHING,
        f"{last.on}{stale}" if last else _NOTHING,
        ", ".join(_risks(each, workspace)) or _NOTHING,
        each.about.name(workspace.settings.language) or _NOTHING,
    )


def _value(last: Reading, unit: str | None) -> str:
    return f"{written(last.value)} {unit}" if unit else written(last.value)


def _risks(each: Watched, workspace: Workspace) -> Iterator[str]:
    """Yield the ids of the risks that hang on it, with a mark where a limit is crossed."""
    for record_id in dict.fromkeys(one.risk.id for one in each.conditions):
        own = [one for one in each.conditions if one.risk.id == record_id]
        mark = f" {_MARK}" if any(_is_crossed(one, workspace) for one in own) else ""
        yield f"{record_id}{mark}"


def _asks(each: Watched, workspace: Workspace) -> bool:
    """Whether somebody has to act: a limit is crossed, or cannot be judged."""
    is_stale = bool(each.conditions) and each.is_stale(workspace.today.date)
    return is_stale or any(_is_crossed(one, workspace) for one in each.conditions)


def _is_crossed(one: Condition, workspace: Workspace) -> bool:
    return one.crossed(workspace.today.date, workspace.settings) is not None
