"""srr schema: print the JSON Schema that editors complete and check with."""

import click

from srr.cli.arguments import open_workspace
from srr.importers.mapping import map_file
from srr.schema import record_schema, settings_keys
from srr.schema.kinds import KINDS
from srr.text.sinks import dumped


@click.command("schema")
@click.argument("what", type=click.Choice([*KINDS, "settings", "import-map"]))
def command(what: str) -> None:
    """Print the JSON Schema (draft 2020-12) of a kind of record, of srr.toml, or of the map of an import.

    It is made from the settings, so that an editor offers your own areas and scales. `srr init` keeps it in
    .srr/, where each record's first line points; print it again when the settings change.

    \b
    Example:
      srr schema risk > .srr/risk.schema.json
    """
    match what:
        case "risk" | "postmortem" | "concern":
            content = record_schema.json_schema(what, open_workspace().settings)
        case "import-map":
            content = map_file.json_schema()
        case _:
            content = settings_keys.json_schema()
    click.echo(dumped(content))
