"""srr indicator: write down a number that the team watches, or look at them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

import click

from srr.cli.answers import WrongAnswer, a_date, some_text
from srr.cli.arguments import completing, from_here, open_workspace, today_option
from srr.cli.indicator_lists import lines_about, list_lines
from srr.cli.indicator_names import called, plain_name
from srr.cli.indicator_rows import (
    NewRows,
    require_sound,
    save_rows,
    say_conditions,
    say_rows,
    with_rows,
)
from srr.cli.questions import understood
from srr.cli.quiet import quiet_option, tell
from srr.documents import csv_series
from srr.documents.csv_series import written
from srr.exporters import indicators as shown
from srr.insights.indicators import Watched, watched
from srr.language import Text
from srr.records.indicator import Indicator, Reading, path_of
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.indicators import is_name
from srr.text.sinks import visible
from srr.text.spelling import nearest, normal_form

_ALIKE = 0.8
_BELOW_ZERO = re.compile(r"(?i)-(?:[\d.,_]+(?:e[+-]?\d+)?%?|inf|nan)")
_FOR_A_NUMBER = Text(
    "--on goes with a number: srr indicator NAME VALUE --on DATE",
    "--on は数値と一緒に使います: srr indicator NAME VALUE --on DATE",
)
_ODD_NAME = Text(
    "is {typed}; write one word, such as advertisers",
    "{typed} は指標の名前にできません。advertisers のように 1 語で書いてください",
)
_ODD_NUMBER = Text(
    "is {typed}; write a plain number, such as 1204 or 0.25",
    "{typed} は使えません。1204 や 0.25 のように、数だけを書いてください",
)
_TOO_LATE = Text(
    "is {day}, which is after tomorrow; today is {today}",
    "{day} は明日より先です。今日は {today} です",
)
_MISSPELT = Text(
    "no indicator is called {name}; did you mean {near}? A new one begins with [indicators.{name}] in srr.toml",
    "{name} という指標はありません。{near} のことですか。"
    "新しい指標なら、先に srr.toml に [indicators.{name}] を書いてください",
)
_OTHER_VALUE = Text(
    "{path} has {old} for {day} already, and rows stay; to correct it, edit the file",
    "{path} には {day} の値 {old} がすでにあり、行は書き換えません。訂正するにはファイルを編集してください",
)
_TOO_EARLY = Text(
    "{day} is before the last row of {path}, {last}, and rows come at the end; put it in its place by hand",
    "{day} は {path} の最後の行 ({last}) より前です。行は末尾にだけ追加するので、手で書き加えてください",
)
_SAME_VALUE = Text(
    "{path} has {value} for {day} already", "{path} には {day} の値 {value} がすでにある"
)


class _Numbers(click.Command):
    """A command that takes a number below zero for what it is, not for an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line."""
        ctx.ignore_unknown_options = any(map(_BELOW_ZERO.fullmatch, args))
        return super().parse_args(ctx, args)


@click.command("indicator", cls=_Numbers)
@click.argument("name", required=False, shell_complete=completing("indicator_names"))
@click.argument("value", required=False)
@click.option("--on", metavar="DATE", help="The day of the number; default: today.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@quiet_option("Print only what asks for a decision.")
@today_option
def command(
    name: str | None, value: str | None, on: str | None, as_json: bool, today: str | None
) -> None:
    """Write the number VALUE into indicators/NAME.csv, and say what it means for the risks that hang on it.

    Rows are only added, behind the last one, one a day. A number that is there already is not written again.

    Without VALUE, show the indicator; without NAME, list all of them. `!` marks a number that is too old, and a risk
    whose limit is reached or whose acceptance no longer holds.

    \b
    Examples:
      srr indicator advertisers 52
      srr indicator advertisers 48 --on 2026-01-26
      srr indicator advertisers
      srr indicator
    """
    workspace = open_workspace(today)
    known = watched(workspace.registry, workspace.settings)
    if name is not None and value is not None:
        _write(name, value, on, workspace, known, as_json=as_json)
        return
    if on is not None:
        raise CannotDo(_FOR_A_NUMBER)
    asked = tuple(known.values()) if name is None else (called(name, known),)
    if as_json:
        click.echo(shown.to_json(asked, workspace.settings, workspace.today.date))
    else:
        lines = list_lines(asked, workspace) if name is None else lines_about(asked[0], workspace)
        click.echo("\n".join(lines))


def _write(
    name: str,
    value: str,
    on: str | None,
    workspace: Workspace,
    known: Mapping[str, Watched],
    *,
    as_json: bool,
) -> None:
    """Add the row, unless it is there already, and say what it means."""
    today = workspace.today.date
    number = understood("VALUE", value, _a_number)
    day = understood("--on", on, _up_to_tomorrow(today)) if on is not None else today
    indicator = _indicator(understood("NAME", name, _a_name_of_one), known)
    new = _added(indicator, Reading(day, number), workspace)
    if new:
        save_rows(new, workspace)
    after = workspace.holding({indicator.path: new.content}) if new else workspace
    found = watched(after.registry, after.settings)[indicator.name]
    if as_json:
        click.echo(shown.to_json([found], after.settings, today))
    elif new:
        say_rows([new], workspace)
    else:
        there = _SAME_VALUE.fill(
            path=from_here(workspace.root, indicator.path), value=written(number), day=day
        )
        tell(visible(there.within(workspace.settings.language)))
        say_conditions(found, workspace)


def _indicator(name: str, known: Mapping[str, Watched]) -> Indicator:
    """Return the indicator called *name*, a new one where nothing is spelled like it; else raise CannotDo."""
    if name in known:
        return known[name].indicator
    near = nearest(normal_form(name), known, _ALIKE)
    if near:
        raise CannotDo(_MISSPELT.fill(name=name, near=near))
    return Indicator(name, path_of(name))


def _added(indicator: Indicator, row: Reading, workspace: Workspace) -> NewRows | None:
    """Return the file with *row*; None where it has that row. Raise CannotDo where it cannot come behind the others."""
    require_sound(indicator, workspace)
    days, values = indicator.series.days, indicator.series.values
    path = from_here(workspace.root, indicator.path)
    there = dict(zip(days, values, strict=True)).get(row.on)
    if there == row.value:
        return None
    if there is not None:
        raise CannotDo(_OTHER_VALUE.fill(path=path, old=written(there), day=row.on))
    if days and row.on < days[-1]:
        raise CannotDo(_TOO_EARLY.fill(path=path, day=row.on, last=days[-1]))
    return with_rows(indicator, (row,))


def _a_name_of_one(typed: str) -> str:
    """Return the name of an indicator; raise WrongAnswer."""
    name = plain_name(some_text(typed))
    if not is_name(name):
        raise WrongAnswer(_ODD_NAME, typed=repr(typed))
    return name


def _a_number(typed: str) -> float:
    """Return a number, written as in a condition, full-width too; raise WrongAnswer."""
    plain = normal_form(typed).removesuffix("%").replace("_", "").strip()
    number = csv_series.number(plain)
    if number is None:
        raise WrongAnswer(_ODD_NUMBER, typed=repr(typed))
    return number


def _up_to_tomorrow(today: date) -> Callable[[str], date]:
    """Return what reads a day; a team spreads over time zones, so tomorrow has come somewhere."""

    def read(typed: str) -> date:
        day = a_date(typed)
        if day > today + timedelta(1):
            raise WrongAnswer(_TOO_LATE, day=day, today=today)
        return day

    return read
