"""srr new: write a record that lints clean, from a few questions or flags."""

import click

from srr.cli.alike import show_alike
from srr.cli.answers import (
    a_name,
    in_zone,
    one_line,
    one_of,
    some_text,
)
from srr.cli.arguments import completing, find, open_workspace, today_option
from srr.cli.concern_edits import open_concern
from srr.cli.json_input import json_option
from srr.cli.new_records import Draft, finish
from srr.cli.new_risk import write_risk
from srr.cli.questions import Asker, at_a_terminal, understood
from srr.cli.quiet import quiet_option
from srr.cli.risk_questions import owner
from srr.language import Text
from srr.records import template
from srr.records.record import Record
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema import vocabulary
from srr.schema.kinds import KINDS, RecordKind

_PM_TITLE = Text("What happened, in one line", "何が起きたか (1 行)")
_PM_SUMMARY = Text(
    "What happened, to whom and for how long", "概要 (何が、誰に、どのくらいの時間起きたか)"
)
_KIND = Text("What it was", "種別")
_STARTED = Text(
    "When customers were first affected", "顧客に最初に影響が出た日時 (例: 2026-02-01 19:05)"
)
_OTHER_KIND = Text(
    "--{kind} names {id}, which is not a {kind}", "--{kind} の {id} は{label}ではありません"
)


@click.group("new")
def command() -> None:
    """Write a new record.

    \b
    Examples:
      srr new risk
      srr new postmortem --risk SRR-0003
    """


yes_option = click.option(
    "--yes", is_flag=True, help="Ask nothing; take the proposal for what is left out."
)


@command.command("risk")
@click.option("--title", metavar="TEXT", help="The risk in one line, as its user feels it.")
@click.option("--summary", metavar="TEXT", help="What customers notice, and how bad it can get.")
@click.option("--scope", metavar="N", help="How many customers the worst case reaches.")
@click.option("--severity", metavar="N", help="How hard the worst case hits them.")
@click.option(
    "--potential-impact",
    metavar="LEVEL",
    help="The level of the worst case, in place of scope and severity; or unknown.",
)
@click.option("--likelihood", metavar="N", help="How likely the worst case is with scale.")
@click.option("--current-impact", metavar="LEVEL", help="What it does to customers now.")
@click.option("--scale-driver", metavar="TEXT", help="The growth that makes it real.")
@click.option("--next-action", metavar="TEXT", help="What to do first.")
@click.option("--owner", metavar="HANDLE", help="Who answers for it; default: git's user.name.")
@click.option("--team", metavar="TEXT", help="The team that works on it.")
@click.option("--area", metavar="AREA", help="The part of the system, one of the settings' areas.")
@click.option("--service", metavar="TEXT", help="The service it endangers.")
@click.option("--noticed", metavar="DATE", help="The day somebody first saw it.")
@click.option("--postmortem", metavar="ID", multiple=True, help="A postmortem that it showed in.")
@click.option(
    "--from",
    metavar="ID",
    help="The concern that it comes from, whose day, links and reports it takes.",
    shell_complete=completing("concern_ids"),
)
@click.option(
    "--waive", metavar="TEXT", help="Why it is worth a record that admission would refuse."
)
@json_option
@yes_option
@quiet_option("Print the paths alone, without the next steps.")
@today_option
def risk(
    yes: bool,
    today: str | None,
    postmortem: tuple[str, ...],
    **flags: str | None,
) -> None:
    """Write a new risk.

    What is left out is asked for on a terminal. So is whether it is worth a record: where a ticket will do, its text
    is printed and nothing is written.

    Elsewhere --summary must be given, --title unless there is --from, and --likelihood where the potential impact is
    known. An impact that is left out is unknown. JSON has the flags as keys, with _ for -, and lists as `postmortems`.

    \b
    Examples:
      srr new risk
      srr new risk --from CN-0001
      srr new risk --json - < risk.json
      srr new risk --title "Orders fail when the stock service is slow" \\
        --summary "Orders wait for the stock service without a limit." \\
        --scope 2 --severity 3 --likelihood 2 --current-impact 1
    """
    workspace = open_workspace(today)
    linked = _linked(workspace, "postmortem", postmortem)
    source = flags["from"]
    concern = open_concern(workspace, source) if source else None
    asker = Asker(flags, not yes and at_a_terminal(), workspace.settings.language)
    with asker.giving_back():
        write_risk(workspace, asker, linked, concern)


@command.command("postmortem", short_help="Write a new postmortem.")
@click.option("--title", metavar="TEXT", help="What happened, in one line.")
@click.option("--summary", metavar="TEXT", help="What happened, to whom and for how long.")
@click.option("--kind", metavar="KIND", help="incident, near-miss or drill; default: incident.")
@click.option(
    "--started",
    metavar="TIME",
    help="When customers were first affected; without an offset in the registry's time zone.",
)
@click.option("--owner", metavar="HANDLE", help="Who sees it closed; default: git's user.name.")
@click.option("--service", metavar="TEXT", multiple=True, help="A service that was affected.")
@click.option("--risk", "risks", metavar="ID", multiple=True, help="A risk that showed in it.")
@json_option
@yes_option
@quiet_option("Print the paths alone, without the next steps.")
@today_option
def postmortem(
    yes: bool,
    today: str | None,
    service: tuple[str, ...],
    risks: tuple[str, ...],
    **flags: str | None,
) -> None:
    """Write a new postmortem, a draft; the risks that it names will name it too.

    What is left out is asked for on a terminal. Elsewhere --title, --summary and --started must be given. JSON has
    the flags as keys, and lists as `services` and `risks`.

    \b
    Examples:
      srr new postmortem --risk SRR-0003
      srr new postmortem --json - < postmortem.json
      srr new postmortem --title "Orders failed for forty minutes" --started "2026-02-01 19:05" \\
        --summary "Half of the shops could not take orders from 19:05 to 19:45."
    """
    workspace = open_workspace(today)
    linked = _linked(workspace, "risk", risks)
    asker = Asker(flags, not yes and at_a_terminal(), workspace.settings.language)
    with asker.giving_back():
        _new_postmortem(workspace, asker, linked, service)


def _new_postmortem(
    workspace: Workspace, asker: Asker, linked: list[Record], service: tuple[str, ...]
) -> None:
    """Ask for what is not given, and write the postmortem."""
    settings, language = workspace.settings, workspace.settings.language
    title = asker.answer("title", one_line, _PM_TITLE)
    if asker.asks:
        show_alike(workspace, "postmortem", title, linked)
    summary = asker.answer("summary", some_text, _PM_SUMMARY)
    kind = asker.answer("kind", one_of(vocabulary.POSTMORTEM_KINDS), _KIND, "incident")
    started = asker.answer("started", in_zone(zone(settings)), _STARTED)
    data = {
        "title": title,
        "kind": kind,
        "status": "draft",
        "owner": owner(asker, workspace),
        "started": started,
        "services": _services(service, linked),
        "risks": tuple(record.id for record in linked) or None,
    }
    body = template.body("postmortem", {"summary": summary}, language)
    finish(workspace, Draft("postmortem", data, body, linked), asker)


def _services(given: tuple[str, ...], risks: list[Record]) -> tuple[str, ...] | None:
    """Return the services given, else those of the risks."""
    named = [understood("--service", name, a_name) for name in given]
    inherited = [risk.service for risk in risks if isinstance(risk, Risk) and risk.service]
    return tuple(dict.fromkeys(named or inherited)) or None


def _linked(workspace: Workspace, kind: RecordKind, ids: tuple[str, ...]) -> list[Record]:
    """Return the records of *kind* that *ids* name, each once."""
    named = (find(workspace.as_written, each, kind) for each in ids)
    found = {record.id: record for record in named}
    for record in found.values():
        if record.record_kind != kind:
            raise CannotDo(_OTHER_KIND.fill(kind=kind, id=record.id, label=KINDS[kind].label))
    return list(found.values())
