"""New rows of indicators: written, printed, and what they mean for the risks that hang on them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click

from srr.cli.arguments import from_here
from srr.cli.colours import paint
from srr.cli.quiet import is_quiet, tell
from srr.cli.saving import save
from srr.documents import csv_series
from srr.documents.csv_series import written
from srr.insights.indicators import Watched, watched
from srr.language import Text
from srr.lint.answerable import answerable
from srr.records.conditions import Condition, State
from srr.records.headroom import comes_from_below, headroom
from srr.records.indicator import Indicator, Reading
from srr.records.runway import Runway, runway
from srr.records.runway_words import months
from srr.repository.errors import CannotDo, not_a_file
from srr.repository.workspace import Workspace
from srr.text.sinks import visible

_UNREAD = Text("{path} cannot be read: {why}", "{path} を読めません: {why}")
_FAULTY = Text(
    "nothing can be added to {path} while line {line} is wrong; srr lint {path} says how to mend it",
    "{path} の {line} 行目が正しくないので、追加できません。直し方は srr lint {path} が示します",
)
_ROWS = Text("{path}: {n} rows, {first} to {last}", "{path}: {n} 行 ({first} から {last} まで)")
_TRIPPED = Text(
    "{id}: {stated} no longer holds; {answerable}",
    "{id}: {stated} が成り立たなくなった。{answerable}",
)
_REACHED = Text("{id}: {stated} is reached; {answerable}", "{id}: {stated} に達した。{answerable}")
_HOLDS = Text(
    "{id}: {stated} holds{left}; {answerable}",
    "{id}: {stated} は成り立っている{left}。{answerable}",
)
_NOT_REACHED = Text(
    "{id}: {stated} is not reached{left}; {answerable}",
    "{id}: {stated} には達していない{left}。{answerable}",
)
_LEFT = Text(", {left} left{share}{runway}", "。残り {left}{share}{runway}")
_EXPECTED = Text(", expected in {months}", "。{months} に達する見込み")
_STALE = Text(
    "{id}: {stated} cannot be judged, as {on} is more than {max_age} ago; {answerable}",
    "{id}: {stated} は判断できない。最後の値 ({on}) が {max_age} より古い。{answerable}",
)
_UNUSED = Text(
    "{name}: no risk names it in breaks_when or holds_while",
    "{name}: breaks_when や holds_while でこの指標を使っているリスクはない",
)


class NewRows(NamedTuple):
    """Rows that come behind those of an indicator, and what its file holds with them."""

    indicator: Indicator
    rows: Sequence[Reading]
    content: bytes


def require_sound(indicator: Indicator, workspace: Workspace) -> None:
    """Raise CannotDo where no row can be added to the file of *indicator*."""
    path = from_here(workspace.root, indicator.path)
    if indicator.not_a_file:
        raise CannotDo(_UNREAD.fill(path=path, why=not_a_file(indicator.not_a_file)))
    is_blank = not indicator.document.text.strip()
    if indicator.series.faults and not is_blank:
        _, span = indicator.series.faults[0]
        line = indicator.document.position(span.start).line
        raise CannotDo(_FAULTY.fill(path=path, line=line))


def with_rows(indicator: Indicator, rows: Sequence[Reading]) -> NewRows:
    """Return *rows*, which are later than those of *indicator*, with what its file then holds."""
    return NewRows(indicator, rows, csv_series.with_rows(indicator.raw, rows))


def save_rows(new: NewRows, workspace: Workspace) -> None:
    """Write the file with its new rows; raise CannotDo where it cannot be, or changed meanwhile."""
    save(workspace.root, {new.indicator.path: new.content}, workspace.tree)


def say_rows(new: Sequence[NewRows], workspace: Workspace) -> None:
    """Print the new rows, and what becomes of the risks that hang on them."""
    after = workspace.holding({each.indicator.path: each.content for each in new})
    found = watched(after.registry, after.settings)
    for each in new:
        tell(visible(_rows(each, workspace).within(workspace.settings.language)))
        say_conditions(found[each.indicator.name], after)


def say_conditions(found: Watched, workspace: Workspace) -> None:
    """Print what becomes of the risks that hang on an indicator; with -q, only what asks for a decision."""
    for line in condition_lines(found, workspace):
        click.echo(line)
    if not found.conditions:
        tell(visible(_UNUSED.fill(name=found.name).within(workspace.settings.language)))


def _rows(new: NewRows, workspace: Workspace) -> Text:
    path, rows = from_here(workspace.root, new.indicator.path), [_row(each) for each in new.rows]
    if len(rows) == 1:
        return Text(f"{path}: {rows[0]}", f"{path}: {rows[0]}")
    return _ROWS.fill(path=path, n=len(rows), first=rows[0], last=rows[-1])


def _row(row: Reading) -> str:
    return f"{row.on},{written(row.value)}"


def condition_lines(found: Watched, workspace: Workspace) -> Iterator[str]:
    """Yield a line for each condition on an indicator with a number; with -q, only those that are crossed or stale."""
    for condition in found.conditions:
        state = condition.state(workspace.today.date, workspace.settings)
        if state == "unknown" or (state == "holds" and is_quiet()):
            continue
        words = _said(condition, state, workspace)
        line = visible(words.within(workspace.settings.language))
        yield line if state == "holds" else paint(line, "error")


def _said(condition: Condition, state: State, workspace: Workspace) -> Text:
    """Say whether *condition* is crossed, and how far off that is."""
    said = {
        "id": condition.risk.id,
        "stated": condition.stated,
        "answerable": answerable(condition),
    }
    match state:
        case "crossed":
            return (_REACHED if condition.is_limit else _TRIPPED).fill(**said)
        case "stale":
            last = condition.reading(workspace.today.date)
            max_age = workspace.settings.indicator(condition.name).max_age
            return _STALE.fill(**said, on=last.on if last else "-", max_age=max_age)
        case _:
            sentence = _NOT_REACHED if condition.is_limit else _HOLDS
            return sentence.fill(**said, left=_left(condition, workspace))


def _left(condition: Condition, workspace: Workspace) -> Text | str:
    """Say how far the number is from the limit, and when it may get there; nothing where the condition has no side."""
    today = workspace.today.date
    left, found = headroom(condition, today), runway(condition, workspace.settings, today)
    if left is None or comes_from_below(condition) is None:
        return ""
    distance = round(abs(left.limit - left.value), 9)
    share = "" if left.share is None else f" ({left.share * 100:.3g} %)"
    expected = _EXPECTED.fill(months=months(found)) if isinstance(found, Runway) else ""
    return _LEFT.fill(left=written(distance), share=share, runway=expected)
