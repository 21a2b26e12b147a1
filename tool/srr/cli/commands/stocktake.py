"""srr stocktake: clear out once or twice a year."""

import sys
from collections.abc import Mapping
from typing import NamedTuple

import click

from srr.cli.answers import WrongAnswer, some_words
from srr.cli.arguments import open_workspace, today_option
from srr.cli.asked import say_unknown
from srr.cli.author import author
from srr.cli.given_file import Unread, text_of
from srr.cli.log_edits import visited_risk
from srr.cli.new_lines import NewLine, write_lines
from srr.cli.questions import Asker
from srr.cli.quiet import quiet_option, tell
from srr.cli.several import all_or_none
from srr.cli.stocktake_table import Decision, Row, Table, TableFault, decision, parse
from srr.cli.visit_edits import Outcome, next_days, visited
from srr.exporters import stocktake as shown
from srr.insights.stocktake import candidates
from srr.insights.team import part_of_team
from srr.language import Text, counted
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.vocabulary import RESOLUTIONS, STATUSES
from srr.text.sinks import markdown, visible

_FOR_APPLY = Text(
    "--by and --dry-run go with --apply FILE", "--by と --dry-run は --apply FILE と一緒に使います"
)
_WHOLE_TABLE = Text(
    "--apply takes every row of FILE; leave out --team",
    "--apply は FILE のすべての行を適用します。--team を外してください",
)
_UNREAD = Text("{file} cannot be read: {why}", "{file} を読めません: {why}")
_UNUSABLE = Text("{file} cannot be applied: {why}", "{file} を適用できません: {why}")
_OTHER_DAY = Text(
    "it is of {day}, and today is {today}; apply it as of that day with --today {day}, or print a new one",
    "{day} の表ですが、今日は {today} です。その日付のまま --today {day} で適用するか、新しい表を出力してください",
)
_OTHER_REGISTRY = Text(
    "it is of another registry: none of its risks has its title here",
    "別のレジストリの表です。どの行のリスク名もこのレジストリと一致しません",
)
_NO_DECISION = Text(
    "{id} (line {line}) has no decision; write keep, a status, dismiss with a reason, or skip",
    "{id} ({line} 行目)に判断がありません。keep、ステータス、dismiss と完了理由、skip のどれかを書いてください",
)
_ODD_DECISION = Text(
    "{id} (line {line}) has the decision {cell}; write keep, skip, one of {statuses},"
    " or dismiss with one of {reasons}",
    "{id} ({line} 行目)の判断 {cell} は使えません。keep、skip、{statuses} のどれか、または dismiss と"
    " {reasons} のどれかを書いてください",
)
_NO_WORDS = Text(
    "{id} (line {line}) has no words; write why in a few words",
    "{id} ({line} 行目)に理由がありません。ひとこと書いてください",
)
_WRONG_WORDS = Text(
    "{id} (line {line}): what you wrote {why}",
    "{id} ({line} 行目)の理由: {why}",
)
_THERE = (
    Text("{n} visit was there already", "{n} 件の確認はすでにある"),
    Text("{n} visits were there already", "{n} 件の確認はすでにある"),
)
_SKIPPED = (Text("{n} row skipped", "{n} 行を見送り"), Text("{n} rows skipped", "{n} 行を見送り"))


@click.command("stocktake")
@click.option("--team", metavar="TEXT", help="Only this team's risks; - for none.")
@click.option("--apply", "file", metavar="FILE", help="Write the visits of the filled-in table.")
@click.option("--by", metavar="HANDLE", help="Who decided; default: your name in git.")
@click.option("--dry-run", is_flag=True, help="Show the visits, and write nothing.")
@quiet_option("Print nothing when the visits are written.")
@today_option
def command(
    team: str | None, file: str | None, by: str | None, dry_run: bool, today: str | None
) -> None:
    """Print the unresolved risks that may be cleared out, as a Markdown table to fill in.

    It lists risks that are old, for more than a year; stalled, without a change for six months or with visits that say
    the same; and low, with the least priority that is worth a record.

    --apply writes a visit for each row, with a date inside its window, or none at all. A row that says skip is left
    out. The table must hold each of its rows once, and is applied on its day.

    \b
    Examples:
      srr stocktake > stocktake.md
      srr stocktake --apply stocktake.md --dry-run
      srr stocktake --apply stocktake.md
    """
    if file is None and (by is not None or dry_run):
        raise CannotDo(_FOR_APPLY)
    if file is not None and team is not None:
        raise CannotDo(_WHOLE_TABLE)
    workspace = open_workspace(today)
    if file is None:
        _print(workspace, team)
    else:
        _apply(file, by, workspace, dry_run=dry_run)


def _print(workspace: Workspace, team: str | None) -> None:
    settings, day = workspace.settings, workspace.today.date
    risks = workspace.registry.risks
    if team is not None:
        say_unknown({"team": team}, risks, settings.language)
    part = part_of_team(workspace.registry, team, settings)
    found = candidates(part.risks, settings, day)
    words = visible if sys.stdout.isatty() else markdown
    click.echo(shown.render(found, settings.language, day, words), nl=False)


class _Decided(NamedTuple):
    """What becomes of a row: the *line* to write; none where it is there already, or the row is skipped."""

    line: NewLine | None = None
    is_skipped: bool = False


def _apply(file: str, by: str | None, workspace: Workspace, *, dry_run: bool) -> None:
    table = _table(file, workspace)
    rows = {row.id: row for row in table.rows}
    decides = author(Asker({"by": by}, asks=False), workspace)
    found = all_or_none(rows, lambda each: _decided(rows[each], decides, workspace))
    lines = [each.line for each in found if each.line]
    write_lines(lines, workspace, dry_run=dry_run)
    skipped = sum(each.is_skipped for each in found)
    for number, words in ((len(found) - len(lines) - skipped, _THERE), (skipped, _SKIPPED)):
        if number:
            (click.echo if dry_run else tell)(
                counted(number, *words).within(workspace.settings.language)
            )


def _table(file: str, workspace: Workspace) -> Table:
    """Return the table in *file*; raise CannotDo where it is not one of this registry and this day."""
    try:
        table = parse(text_of(file))
        _refuse_foreign(table, workspace)
    except Unread as error:
        raise CannotDo(_UNREAD.fill(file=file, why=error.said)) from None
    except TableFault as fault:
        raise CannotDo(_UNUSABLE.fill(file=file, why=fault.said)) from None
    return table


def _refuse_foreign(table: Table, workspace: Workspace) -> None:
    today = workspace.today.date
    if table.day != today:
        raise TableFault(_OTHER_DAY.fill(day=table.day, today=today))
    titles: Mapping[str, str] = {risk.id: risk.title for risk in workspace.registry.risks}
    known = [
        row
        for row in table.rows
        if row.title in (sink(titles.get(row.id, "")) for sink in (markdown, visible))
    ]
    if table.rows and not known:
        raise TableFault(_OTHER_REGISTRY)


def _decided(row: Row, by: str | None, workspace: Workspace) -> _Decided:
    """Return what becomes of the risk of *row*; raise CannotDo where it cannot be written."""
    chosen = _decision(row)
    risk = visited_risk(workspace, row.id)
    if chosen.is_skipped:
        return _Decided(is_skipped=True)
    visit = _visit(risk, chosen, row, by, workspace)
    if any(_is_same(entry.visit, visit) for entry in risk.visits):
        return _Decided()
    content = visited(risk, visit, Outcome(chosen.resolution), workspace)
    return _Decided(NewLine(risk.path, visit, content))


def _is_same(one: Visit | None, other: Visit) -> bool:
    """Whether *one* is *other* as an earlier run wrote it, whatever the status was before."""
    return one is not None and (one.on, one.by, one.after, one.note) == (
        other.on,
        other.by,
        other.after,
        other.note,
    )


def _decision(row: Row) -> Decision:
    if not row.decision:
        raise CannotDo(_NO_DECISION.fill(id=row.id, line=row.line))
    chosen = decision(row.decision)
    if chosen is None:
        statuses = ", ".join(status for status in STATUSES if status != "done")
        reasons, cell = ", ".join(RESOLUTIONS), repr(row.decision)
        values = {"id": row.id, "line": row.line, "cell": cell}
        raise CannotDo(_ODD_DECISION.fill(**values, statuses=statuses, reasons=reasons))
    return chosen


def _visit(risk: Risk, chosen: Decision, row: Row, by: str | None, workspace: Workspace) -> Visit:
    before, after = str(risk.status), chosen.status or str(risk.status)
    upcoming = None
    if after != "done":
        upcoming = next_days(risk, after, workspace).proposal(workspace.settings)
    day, who = workspace.today.date, by or risk.owner or ""
    return Visit(day, who, before, after, upcoming, _words(row))


def _words(row: Row) -> str:
    if not row.words:
        raise CannotDo(_NO_WORDS.fill(id=row.id, line=row.line))
    try:
        return some_words(row.words)
    except WrongAnswer as wrong:
        raise CannotDo(_WRONG_WORDS.fill(id=row.id, line=row.line, why=wrong.why)) from None
