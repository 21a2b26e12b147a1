"""srr agenda: the review meeting's list."""

import sys

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.asked import say_unknown
from srr.exporters import agenda as shown
from srr.insights.agenda import agenda
from srr.text.sinks import markdown, visible


@click.command("agenda")
@click.option(
    "--team",
    metavar="TEXT",
    help="Only this team's risks and their postmortems, and the concerns of its people in people.toml; - for none.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@today_option
def command(team: str | None, as_json: bool, today: str | None) -> None:
    """Print the list of a review meeting as Markdown.

    The reports on concerns that are due by the next meeting, by owner. Then what is overdue, due by the next
    meeting, in progress without a report, new, accepted and about to lapse; then overdue actions, postmortems that
    are not finished, and the load of each owner.

    A concern has no team of its own: it belongs to the one that people.toml gives its owner.

    JSON holds each risk once, with the reasons why it is listed.

    \b
    Examples:
      srr agenda
      srr agenda --team platform --json
      srr agenda --today 2026-11-23 > minutes.md
    """
    workspace = open_workspace(today)
    registry, settings = workspace.registry, workspace.settings
    if team is not None:
        say_unknown({"team": team}, registry.risks, settings.language)
    found = agenda(registry, settings, workspace.today.date, team)
    if as_json:
        click.echo(shown.to_json(found, team, settings.grace_days, registry.lost))
        return
    words = visible if sys.stdout.isatty() else markdown
    click.echo(shown.render(found, settings.language, registry.lost, words), nl=False)
