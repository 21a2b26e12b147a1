"""srr doctor: say what around the registry keeps srr from doing its work."""

import click

from srr.cli.arguments import root_of
from srr.exporters import diagnoses as shown
from srr.insights.diagnoses import diagnoses
from srr.repository.surroundings import surroundings


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Look at what is around the records, and say what is wrong and how to put it right.

    Looks for settings without effect, a clone without its history, missing time zone data, a site that CI would
    publish to Pages unasked, CI files that do not say what to install, and a hook that is not installed. Reads
    files and git only; never writes.

    Exit codes: 0 all is well, 1 something is wrong, 2 it cannot look.

    \b
    Examples:
      srr doctor
      srr doctor --json
    """
    around = surroundings(root_of())
    found, language = diagnoses(around), around.settings.language
    click.echo(shown.to_json(found, language) if as_json else shown.to_text(found, language))
    ctx.exit(1 if found else 0)
