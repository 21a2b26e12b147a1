"""srr agenda: the review meeting's list."""

import click

from srr.cli.arguments import open_workspace, today_option
from srr.exporters import agenda as agenda_markdown
from srr.insights.agenda import agenda


@click.command("agenda")
@today_option
def command(today: str | None) -> None:
    """Print the list of a review meeting as Markdown.

    What is overdue, due by the next meeting, in progress without a report, new, accepted and about to lapse;
    then overdue actions, postmortems that are not finished, and the load of each owner.

    \b
    Examples:
      srr agenda
      srr agenda --today 2026-11-23 > minutes.md
    """
    workspace = open_workspace(today)
    registry = workspace.registry
    found = agenda(registry, workspace.settings, workspace.today.date)
    click.echo(agenda_markdown.render(found, workspace.settings.language, registry.lost), nl=False)
