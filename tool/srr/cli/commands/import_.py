"""srr import: the risks of another register as records, and again what changed there."""

from pathlib import Path

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.importing import json, markdown, text
from srr.cli.importing.map_files import map_file
from srr.cli.importing.run import imported, write, write_map
from srr.cli.output_file import output_file, put, refuse_own
from srr.cli.quiet import is_quiet, quiet_option
from srr.cli.screen_width import screen_width
from srr.importers.kinds import KINDS


@click.command("import")
@click.argument("kind", type=click.Choice([*KINDS]))
@click.argument("source", type=click.Path())
@click.option(
    "--map",
    "named",
    metavar="FILE",
    help="What the columns and values mean; default: srr-import.toml. Written where it is missing.",
)
@click.option("--write", "writes", is_flag=True, help="Write the records, all or none.")
@click.option(
    "--baseline", is_flag=True, help="Let the findings in them pass until their first visit."
)
@click.option("--report", metavar="FILE", help="Write the report as Markdown, for a pull request.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@quiet_option("Print only what needs a look.")
@today_option
def command(
    kind: str,
    source: str,
    named: str | None,
    writes: bool,
    baseline: bool,
    report: str | None,
    as_json: bool,
    today: str | None,
) -> None:
    """Bring in the risks of a Notion export, of a table, or of a folder of Markdown.

    A table is CSV, XLSX, JSON or a Markdown file, also what Jira and `gh issue list --json` export. Without --write
    nothing is written but the map, where there is none: it says what each column and value becomes. Correct it, commit
    it, and run again.

    A second import changes only what changed at the source. What was changed here as well is a conflict, and stays.
    Nothing is lost: what has no key of its own goes into the body.

    Exit codes: 0 done, 1 findings or conflicts, 2 the source cannot be read, or holds secrets.

    \b
    Examples:
      srr import notion export.zip
      srr import notion export.zip --write --baseline
      srr import table risks.xlsx --map sheet.toml --write
      srr import markdown docs/risks --json
    """
    workspace = open_workspace(today)
    file = map_file(named, kind, workspace, writes=writes)
    out = output_file(report) if report else None
    if out:
        refuse_own(out, workspace)
    found = imported(kind, Path(source), file, workspace, baseline=baseline)
    if writes:
        found = write(found, file, workspace)
    else:
        write_map(found.reading, file, workspace)
    if out:
        put(out, markdown.render(found, workspace.settings).encode(), workspace)
    if as_json:
        click.echo(json.to_json(found, workspace.settings))
    elif found.fails or not is_quiet():
        click.echo("\n".join(text.lines(found, workspace.settings, screen_width())))
    click.get_current_context().exit(int(found.fails))
