"""srr note: write down what looks odd, in a line."""

from typing import Any

import click

from srr.cli.alike import show_alike
from srr.cli.answers import a_date, a_name, one_of, some_text, some_words
from srr.cli.arguments import completing, from_here, open_workspace, today_option
from srr.cli.author import own_handle
from srr.cli.json_input import json_option
from srr.cli.new_records import schema_file, written
from srr.cli.questions import Asker, understood
from srr.cli.quiet import is_quiet, quiet_option
from srr.cli.risk_questions import owner
from srr.records import template
from srr.records.visits import REPORTS, Visit
from srr.repository.workspace import Workspace
from srr.schema import record_schema
from srr.schema.kinds import KINDS
from srr.schema.vocabulary import TIERS
from srr.text.credentials import mask
from srr.text.sinks import visible


@click.command("note")
@click.argument("title", metavar="WORDS")
@click.option("--url", metavar="URL", help="A dashboard or graph that shows it.")
@click.option(
    "--owner",
    metavar="HANDLE",
    help="Who looks into it; default: git's user.name.",
    shell_complete=completing("owners"),
)
@click.option("--service", metavar="TEXT", help="The service that it was seen in.")
@click.option("--area", metavar="AREA", help="The part of the system, one of the settings' areas.")
@click.option(
    "--tier", metavar="TIER", help=f"What users feel, or what foretells it: {', '.join(TIERS)}."
)
@click.option("--due", metavar="DATE", help="The day of the report; default: the next meeting.")
@json_option
@quiet_option("Print the paths alone.")
@today_option
def command(title: str, today: str | None, **flags: str | None) -> None:
    """Write down in a line what looks odd and is not a risk yet: a concern.

    It has an owner, who reports on it by the next meeting with `srr report`. Nothing is asked. JSON has the flags as
    keys, and WORDS as `title`.

    \b
    Examples:
      srr note "p99 of orders 2 s -> 4 s on Fridays"
      srr note "Replica lag doubles at noon" --owner sato --tier leading \\
        --url https://metrics.example.com/d/replica
    """
    workspace = open_workspace(today)
    data = _data(understood("WORDS", title, some_words), workspace, Asker(flags, asks=False))
    line = _first_report(data, workspace)
    heading = KINDS["concern"].sections[REPORTS.section].within(workspace.settings.language)

    def files_of(record_id: str) -> dict[str, bytes]:
        content = template.record("concern", {"id": record_id, **data}, f"## {heading}\n\n{line}")
        folder = KINDS["concern"].folder
        return {f"{folder}/{record_id}.md": content, **schema_file(workspace, "concern")}

    path, *others = written(workspace, "concern", files_of)
    said = "" if is_quiet() else f": {line}"
    click.echo(visible(mask(f"{from_here(workspace.root, path)}{said}")))
    for other in others:
        click.echo(visible(from_here(workspace.root, other)))
    if not is_quiet():
        show_alike(workspace, "concern", data["title"])


def _data(title: str, workspace: Workspace, asker: Asker) -> dict[str, Any]:
    """Return the front matter of the concern but for its id."""
    settings, today = workspace.settings, workspace.today.date
    area = next(spec for spec in KINDS["concern"].fields if spec.key == "area")
    areas = record_schema.choices(area, "concern", settings)
    meeting = settings.meetings.next_after(today).isoformat()
    url = asker.maybe("url", some_text)
    return {
        "title": title,
        "status": "assigned",
        "owner": owner(asker, workspace),
        "noticed": today,
        "report_due": asker.unasked("due", a_date, meeting),
        "area": asker.maybe("area", one_of(areas)),
        "service": asker.maybe("service", a_name),
        "tier": asker.maybe("tier", one_of(TIERS)),
        "links": {"metrics": (url,)} if url else None,
    }


def _first_report(data: dict[str, Any], workspace: Workspace) -> Visit:
    by = own_handle(workspace) or data["owner"]
    due, ahead = data["report_due"], REPORTS.ahead[0]
    return Visit(data["noticed"], by, "assigned", "assigned", due, data["title"], ahead=ahead)
