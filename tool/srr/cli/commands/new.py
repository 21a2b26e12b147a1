"""srr new: write a record that lints clean, from a few questions or flags."""

import shlex
from collections.abc import Mapping
from typing import Any

import click

from srr.cli.alike import ask_whether_known, show_alike
from srr.cli.answers import (
    WrongAnswer,
    a_name,
    in_zone,
    one_line,
    one_of,
    some_text,
)
from srr.cli.arguments import find, from_here, open_workspace, srr_as_typed, today_option
from srr.cli.colours import paint
from srr.cli.json_input import json_option
from srr.cli.messages import say
from srr.cli.questions import Asker, at_a_terminal, wrong_flag
from srr.cli.quiet import is_quiet, quiet_option, tell
from srr.cli.risk_questions import owner, placed, scored
from srr.cli.saving import is_saved
from srr.documents.edit import AddKey, EditRefused, RemoveKey, apply
from srr.exporters.findings import Run, rendered
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.records import edit_refusals, template
from srr.records.hints import FIRST_ACTION
from srr.records.record import Record
from srr.records.risk import Risk
from srr.repository import git
from srr.repository.errors import CannotDo
from srr.repository.steps import step
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema import vocabulary
from srr.schema.kinds import KINDS, RecordKind
from srr.text.sinks import visible_lines

_TITLE = Text("The risk in one line, as its user feels it", "リスク (利用者から見た言葉で 1 行)")
_SUMMARY = Text(
    "What customers notice, and how bad it can get",
    "概要 (顧客に何が起き、どこまで悪化しうるか)",
)
_DRIVER = Text("What growth makes it real?", "何が増えると顕在化しますか")
_READING_IDS = Text("reading the ids on all branches", "全ブランチの ID を読んでいます")
_FIRST = Text("What to do first", "最初にすること")
_PM_TITLE = Text("What happened, in one line", "何が起きたか (1 行)")
_PM_SUMMARY = Text(
    "What happened, to whom and for how long", "概要 (何が、誰に、どのくらいの時間起きたか)"
)
_KIND = Text("What it was", "種別")
_STARTED = Text(
    "When customers were first affected", "顧客に最初に影響が出た日時 (例: 2026-02-01 19:05)"
)
_UNCLEAN = Text(
    "nothing was written: {path} would not pass srr lint; see above",
    "何も書き込みませんでした。{path} は srr lint に通りません (上を参照)",
)
_OTHER_KIND = Text(
    "--{kind} names {id}, which is not a {kind}", "--{kind} の {id} は{label}ではありません"
)
_NOT_LINKED = Text(
    "nothing was written: {path} cannot name {id}: {why}",
    "{path} に {id} を書けないため、何も書き込みませんでした。{why}",
)
_FILL_IN = Text("Fill in what is still a hint, then:", "説明文のまま残っている欄を埋めてから:")
_NOT_COUNTED = Text(
    "ids on other branches are not counted: {error}",
    "ほかのブランチの ID は数えていない: {error}",
)
_NO_ANSWER = Text("git does not answer in this repository", "このリポジトリで git が応答しません")


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
@json_option
@yes_option
@quiet_option("Print the paths alone, without the next steps.")
@today_option
def risk(yes: bool, today: str | None, postmortem: tuple[str, ...], **flags: str | None) -> None:
    """Write a new risk.

    What is left out is asked for on a terminal. Elsewhere --title and --summary must be given, and
    --likelihood where the potential impact is known; an impact that is left out is unknown. JSON has the flags as
    keys, with _ for -, and lists as `postmortems`.

    \b
    Examples:
      srr new risk
      srr new risk --json - < risk.json
      srr new risk --title "Orders fail when the stock service is slow" \\
        --summary "Orders wait for the stock service without a limit." \\
        --scope 2 --severity 3 --likelihood 2 --current-impact 1
    """
    workspace = open_workspace(today)
    linked = _linked(workspace, "postmortem", postmortem)
    asker = Asker(flags, not yes and at_a_terminal(), workspace.settings.language)
    with asker.giving_back():
        _new_risk(workspace, asker, linked)


def _new_risk(workspace: Workspace, asker: Asker, linked: list[Record]) -> None:
    """Ask for what is not given, and write the risk."""
    settings, language = workspace.settings, workspace.settings.language
    title = asker.answer("title", one_line, _TITLE)
    if asker.asks:
        ask_whether_known(workspace, title)
    summary = asker.answer("summary", some_text, _SUMMARY)
    data = {
        "title": title,
        "status": "not-started",
        **scored(asker, settings),
        "scale_driver": asker.maybe("scale-driver", some_text, _DRIVER),
        **placed(asker, workspace),
        "created": workspace.today.date,
        "next_visit": template.next_visit(settings, "not-started", workspace.today.date),
        "postmortems": tuple(record.id for record in linked) or None,
    }
    action = asker.answer("next-action", some_text, _FIRST, FIRST_ACTION.within(language))
    body = template.body("risk", {"summary": summary, "next-action": action}, language)
    _finish(workspace, "risk", data, body, linked, asker)


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
    _finish(workspace, "postmortem", data, body, linked, asker)


def _services(given: tuple[str, ...], risks: list[Record]) -> tuple[str, ...] | None:
    """Return the services given, else those of the risks."""
    try:
        named = [a_name(name) for name in given]
    except WrongAnswer as wrong:
        raise CannotDo(wrong_flag("service", wrong)) from None
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


def _finish(
    workspace: Workspace,
    kind: RecordKind,
    data: Mapping[str, Any],
    body: str,
    linked: list[Record],
    asker: Asker,
) -> None:
    """Write the record and the records that name it, and print the next step."""
    taken = _taken(workspace, kind)
    record_id = template.next_id(kind, taken)
    files = _files(workspace, kind, record_id, data, body, linked)
    _refuse_findings(workspace, next(iter(files)), files)
    while not is_saved(workspace.root, files, workspace.tree):  # another run has taken the id
        taken |= {record_id}
        record_id = template.next_id(kind, taken)
        files = _files(workspace, kind, record_id, data, body, linked)
    paths = [from_here(workspace.root, each) for each in files]
    click.echo(visible_lines("\n".join(paths)))
    if not (asker.asks or is_quiet()):
        show_alike(workspace, kind, str(data["title"]), linked)
    written = " ".join(map(shlex.quote, paths))
    commit = f"git add {written} && git commit -m {shlex.quote(f'Add {record_id}')}"
    tell(f"\n{_FILL_IN.within(workspace.settings.language)}")
    tell(visible_lines(f"  {srr_as_typed()} lint {written}\n  {commit}"))


def _files(
    workspace: Workspace,
    kind: RecordKind,
    record_id: str,
    data: Mapping[str, Any],
    body: str,
    linked: list[Record],
) -> dict[str, bytes]:
    """Return the new record, and after it those that name it, by their paths."""
    notes = template.review_notes(workspace.settings.language) if kind == "postmortem" else ()
    content = template.record(kind, {"id": record_id, **data}, body, notes)
    key = "postmortems" if kind == "postmortem" else "risks"
    naming = {record.path: _naming(record, key, record_id) for record in linked}
    return {f"{KINDS[kind].folder}/{record_id}.md": content, **naming}


def _taken(workspace: Workspace, kind: RecordKind) -> frozenset[str]:
    """Return the names in use in the working tree and on every branch."""
    names = {path.rpartition("/")[2] for path in workspace.tree}
    names |= {record.id for record in workspace.registry.records}
    try:
        if git.top(workspace.root) is not None:
            with step(_READING_IDS):
                names |= git.names_on_branches(workspace.root, KINDS[kind].folder)
        elif any(
            (folder / ".git").exists() for folder in (workspace.root, *workspace.root.parents)
        ):
            raise git.GitError(_NO_ANSWER)
    except git.GitError as error:
        said = _NOT_COUNTED.fill(error=error.said).within(workspace.settings.language)
        say(said)
    return frozenset(names)


def _naming(record: Record, key: str, record_id: str) -> bytes:
    """Return the bytes of *record* with *record_id* among the ids under *key*."""
    order = [spec.key for spec in KINDS[record.record_kind].fields]
    above = [other for other in order[: order.index(key)] if other in record.data]
    ids = [*record.links_to(key), record_id]
    removal = [RemoveKey(key)] if key in record.data else []
    try:
        return apply(record.document, [*removal, AddKey(key, ids, above[-1] if above else None)])
    except EditRefused as refusal:
        why = edit_refusals.said(refusal)
        raise CannotDo(_NOT_LINKED.fill(path=record.path, id=record_id, why=why)) from None


def _refuse_findings(workspace: Workspace, path: str, files: Mapping[str, bytes]) -> None:
    """Show the linter's findings on the new record; stop on errors."""
    report = workspace.report_on(path, files)
    if report.findings:
        click.echo(_rendered(report, workspace), err=True)
    if report.count(Severity.ERROR):
        raise CannotDo(_UNCLEAN.fill(path=path))


def _rendered(report: Report, workspace: Workspace) -> str:
    language = workspace.settings.language
    run = Run(language, workspace.today.described.within(language), paint=paint)
    return "".join(rendered("text", report, run)).rpartition("\n")[0]
