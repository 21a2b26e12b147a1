"""srr agenda: the review meeting's list."""

import re
import sys

import click

from srr.cli.answers import not_after
from srr.cli.arguments import open_workspace, today_option
from srr.cli.asked import say_unknown
from srr.cli.questions import understood
from srr.exporters import agenda as shown
from srr.exporters import digest as digest_exporter
from srr.exporters.data.records import as_of
from srr.insights.agenda import Agenda, agenda
from srr.insights.digest import News, digest, since_commit, since_day
from srr.insights.team import part_of_team
from srr.language import Text
from srr.records.change import compare
from srr.repository.errors import CannotDo
from srr.repository.merge_base import base_of
from srr.repository.workspace import Workspace
from srr.text.sinks import markdown, visible

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TWO_FORMATS = Text(
    "--since prints a text for a chat, not JSON; give one of the two",
    "--since はチャット向けの文を出力します。--json とは同時に指定できません",
)


@click.command("agenda")
@click.option(
    "--team",
    metavar="TEXT",
    help="Only this team's risks and their postmortems, and the concerns of its people in people.toml; - for none.",
)
@click.option(
    "--since",
    metavar="DATE|REF",
    help="A short text for a chat instead: what changed since then, and what is due.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@today_option
def command(team: str | None, since: str | None, as_json: bool, today: str | None) -> None:
    """Print the list of a review meeting as Markdown.

    The reports on concerns that are due by the next meeting, by owner. Then each risk that is overdue, due by the
    next meeting, in progress without a report, stalled, new, accepted and about to lapse, or at a limit or within 90
    days of one: once, with its reasons, the most pressing first. Then overdue actions, postmortems that are not
    finished, and the load of each owner.

    A concern has no team of its own: it belongs to the one that people.toml gives its owner.

    With --since it prints a short text for a chat, and nothing at all where nothing changed and nothing is due. A day
    is compared by the days that the records name, a commit by what the records were in it.

    \b
    Examples:
      srr agenda
      srr agenda --team platform --json
      srr agenda --today 2026-11-23 > agenda.md
      srr agenda --since 2026-11-16
    """
    if as_json and since is not None:
        raise CannotDo(_TWO_FORMATS)
    workspace = open_workspace(today)
    registry, settings = workspace.registry, workspace.settings
    if team is not None:
        say_unknown({"team": team}, registry.risks, settings.language)
    found = agenda(registry, settings, workspace.today.date, team)
    if since is not None:
        click.echo(_digest(found, since, team, workspace), nl=False)
        return
    if as_json:
        day = as_of(registry, workspace.today.date)
        click.echo(shown.to_json(found, team, day, registry.lost))
        return
    words = visible if sys.stdout.isatty() else markdown
    click.echo(shown.render(found, settings.language, registry.lost, words), nl=False)


def _digest(found: Agenda, since: str, team: str | None, workspace: Workspace) -> str:
    """Return the text for a chat; with a *team*, of what that team looks after."""
    registry, settings = workspace.registry, workspace.settings
    part = part_of_team(registry, team, settings)
    summed = digest(found, part, _news(since, workspace))
    return digest_exporter.render(summed, settings.language, workspace.today.date, since)


def _news(since: str, workspace: Workspace) -> News:
    if _DAY.fullmatch(since):
        today = workspace.today.date
        return since_day(understood("--since", since, not_after(today)), today)
    base = base_of(workspace, since)
    shown_before, shown_now = base.registry.shown, workspace.registry
    return since_commit(shown_before, compare(shown_before, shown_now))
