"""srr accept: decide to live with a risk, for a while and under conditions."""

import click

from srr.cli.accepting import acceptable, accepted
from srr.cli.arguments import completing, open_workspace, today_option
from srr.cli.json_input import is_from_json, json_option
from srr.cli.new_lines import write_lines
from srr.cli.questions import Asker, at_a_terminal
from srr.cli.quiet import quiet_option


@click.command("accept")
@click.argument("record_id", metavar="ID", shell_complete=completing("undone_risk_ids"))
@click.option("--by", metavar="HANDLE", help="Who decides; best not the owner.")
@click.option("--because", metavar="WORDS", help="Why living with it is right today.")
@click.option(
    "--consequence",
    metavar="WORDS",
    multiple=True,
    help="What happens when it happens; may be given several times.",
)
@click.option(
    "--holds-while",
    metavar="CONDITION",
    multiple=True,
    help="A comparison that must hold, such as advertisers < 50; may be given several times.",
)
@click.option("--until", metavar="DATE", help="The day on which the decision expires.")
@click.option("--reviewer", metavar="HANDLE", help="Who looks at the decision again.")
@click.option("--note", metavar="WORDS", help="Words for the visit; a new reason is proposed.")
@click.option("--next", metavar="DATE", help="The next visit, inside the window, by --until.")
@click.option("--dry-run", is_flag=True, help="Show the line, and write nothing.")
@json_option
@quiet_option("Print nothing when it is written.")
@today_option
def command(
    record_id: str,
    consequence: tuple[str, ...],
    holds_while: tuple[str, ...],
    dry_run: bool,
    today: str | None,
    **flags: str | None,
) -> None:
    """Accept the risk called ID: who decides, why, with what consequences, on what conditions, and until when.

    What is left out is asked for on a terminal. The indicators are shown with their values of today, and those of the
    conditions are kept as the basis of the decision. A condition that does not hold today is refused.

    An accepted risk is accepted again: the day of the decision is today, what is left out stays, and the line names a
    new reviewer and a new end. Only --by and --until have to be given each time.

    Nothing is written unless the record then lints clean. JSON has the keys of `acceptance`, and `note` and `next`.

    \b
    Examples:
      srr accept SRR-0008
      srr accept 8 --by abe --because "Users lose nothing." --consequence "Sold views are lost." \\
        --holds-while "advertisers < 50" --until 2027-04-14 --reviewer ishii
      srr accept 8 --by abe --until 2027-10-14 --note "Still 38 advertisers."
      srr accept 8 --json - < acceptance.json
    """
    workspace = open_workspace(today)
    risk = acceptable(workspace, record_id)
    asks = at_a_terminal() and not is_from_json()
    asker = Asker(flags, asks, workspace.settings.language)
    with asker.giving_back():
        line = accepted(risk, workspace, asker, consequence, holds_while)
        write_lines([line], workspace, dry_run=dry_run)
