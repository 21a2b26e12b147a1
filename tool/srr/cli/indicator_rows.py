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
from srr.records.conditions import Condition
from srr.records.headroom import comes_from_below, headroom
from srr.records.indicator import Indicator, Reading
from srr.records.runway import Runway, runway
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
    "{id}: {stated} no longer holds; reviewer {who}",
    "{id}: {stated} が成り立たなくなった。見直し担当は {who}",
)
_REACHED = Text("{id}: {stated} is reached; owner {who}", "{id}: {stated} に達した。担当者は {who}")
_HOLDS = Text(
    "{id}: {stated} holds{left}; reviewer {who}",
    "{id}: {stated} は成り立っている{left}。見直し担当は {who}",
)
_NOT_REACHED = Text(
    "{id}: {stated} is not reached{left}; owner {who}",
    "{id}: {stated} には達していない{left}。担当者は {who}",
)
_LEFT = Text(", {left} left{share}{runway}", "。残り {left}{share}{runway}")
_EXPECTED = Text(
    ", expected in {expected} ({earliest} to {latest})",
    "。{expected} ({earliest}〜{latest}) に達する見込み",
)
_FROM_ON = Text(
    ", expected in {expected} ({earliest} or later)",
    "。{expected} ({earliest} 以降) に達する見込み",
)
_STALE = Text(
    "{id}: of {stated} nothing can be said, as {on} is more than {max_age} ago; {role} {who}",
    "{id}: {stated} については何も言えない。{on} は {max_age} より前。{role}は {who}",
)
_OWNER = Text("owner", "担当者")
_REVIEWER = Text("reviewer", "見直し担当")
_NOBODY = Text("nobody", "未定")
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
    today, settings = workspace.today.date, workspace.settings
    for condition in found.conditions:
        is_crossed = condition.crossed(today, settings) is not None
        is_stale = condition.is_stale(today, settings)
        said = _state(condition, workspace, is_crossed=is_crossed, is_stale=is_stale)
        if said and (is_crossed or is_stale or not is_quiet()):
            line = visible(said.within(settings.language))
            yield paint(line, "error") if is_crossed or is_stale else line


def _state(
    condition: Condition, workspace: Workspace, *, is_crossed: bool, is_stale: bool
) -> Text | None:
    """Say whether *condition* is crossed, and how far off that is; None where there is no number."""
    last, risk = condition.reading(workspace.today.date), condition.risk
    if last is None:
        return None
    acceptance = None if condition.is_limit else risk.acceptance
    role = _REVIEWER if acceptance else _OWNER
    said = {
        "id": risk.id,
        "stated": condition.stated,
        "who": (acceptance.reviewer if acceptance else risk.owner) or _NOBODY,
    }
    if is_stale:
        max_age = workspace.settings.indicator(condition.name).max_age
        return _STALE.fill(**said, on=last.on, max_age=max_age, role=role)
    if is_crossed:
        return (_REACHED if condition.is_limit else _TRIPPED).fill(**said)
    sentence = _NOT_REACHED if condition.is_limit else _HOLDS
    return sentence.fill(**said, left=_left(condition, last, workspace))


def _left(condition: Condition, last: Reading, workspace: Workspace) -> Text | str:
    """Say how far the number is from the limit, and when it may get there; nothing where the condition has no side."""
    if comes_from_below(condition) is None:
        return ""
    today = workspace.today.date
    room, found = headroom(condition, today), runway(condition, workspace.settings, today)
    distance = round(abs(condition.comparison.limit - last.value), 9)
    share = f" ({room.share * 100:.3g} %)" if room and room.share is not None else ""
    expected = _expected(found) if isinstance(found, Runway) else ""
    return _LEFT.fill(left=written(distance), share=share, runway=expected)


def _expected(found: Runway) -> Text:
    months = {"expected": f"{found.expected:%Y-%m}", "earliest": f"{found.earliest:%Y-%m}"}
    if found.latest is None:
        return _FROM_ON.fill(**months)
    return _EXPECTED.fill(**months, latest=f"{found.latest:%Y-%m}")
