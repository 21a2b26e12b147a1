"""A new risk: the questions, whether it is worth a record, and the concern that it comes from."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from srr.cli.alike import ask_whether_known
from srr.cli.answers import one_line, some_text, yes_or_no
from srr.cli.arguments import srr_as_typed
from srr.cli.author import author
from srr.cli.concern_edits import with_report
from srr.cli.log_edits import refuse_new_errors
from srr.cli.new_records import Draft, finish
from srr.cli.questions import Asker
from srr.cli.risk_questions import placed, scored
from srr.language import Text
from srr.records import template
from srr.records.concern import Concern
from srr.records.hints import FIRST_ACTION
from srr.records.record import Record
from srr.records.visits import Visit
from srr.repository.workspace import Workspace
from srr.text.credentials import mask
from srr.text.sinks import visible, visible_lines

_TITLE = Text("The risk in one line, as its user feels it", "リスク (利用者から見た言葉で 1 行)")
_SUMMARY = Text(
    "What customers notice, and how bad it can get",
    "概要 (顧客に何が起き、どこまで悪化しうるか)",
)
_DRIVER = Text("What growth makes it real?", "何が増えると顕在化しますか")
_FIRST = Text("What to do first", "最初にすること")
_UNSETTLED = Text(
    "Is it still open after {days} of investigation, with a potential impact that can reach {level}"
    " or is unknown? (yes/no)",
    "{days}調べても決着がつかず、潜在的なインパクトが {level} 以上になりうるか、まだわからないものですか (はい/いいえ)",
)
_LONG = Text(
    "Will its cause and its fix take longer than {time} to work out? (yes/no)",
    "原因と対策の検討に {time}より長くかかりますか (はい/いいえ)",
)
_TICKET = Text(
    "A ticket will do, so nothing was written. Its text:",
    "チケットで足りるので、何も書き込みませんでした。チケットの文面:",
)
_THEN_REPORT = Text("Once it is there:", "チケットを作ったら:")
_PROMOTED = Text("Written up as {id}.", "{id} として起票した。")


def write_risk(
    workspace: Workspace,
    asker: Asker,
    linked: list[Record],
    source: Concern | None = None,
    words: str | None = None,
) -> None:
    """Ask for what is not given, and write the risk; with *source*, the concern that it comes from, too.

    *words* are those of the last report on the concern. Where a ticket will do, its text is printed instead.
    """
    language = workspace.settings.language
    asker = _with_flags_of(source, asker) if source else asker
    sources = [source] if source else []
    title = asker.answer("title", one_line, _TITLE, mask(source.title) if source else None)
    if asker.asks:
        ask_whether_known(workspace, title, sources)
    summary = asker.answer("summary", some_text, _SUMMARY)
    waived = asker.maybe("waive", some_text)
    if asker.asks and not waived and not _is_admitted(workspace):
        _print_ticket(workspace, title, summary, source)
        return
    data = {
        "title": title,
        **_asked(asker, workspace),
        "links": _links(source) or None,
        "postmortems": tuple(record.id for record in linked) or None,
        "admission": {"waived": waived} if waived else None,
    }
    action = asker.answer("next-action", some_text, _FIRST, FIRST_ACTION.within(language))
    texts = {"summary": summary, "log": _log(source), "next-action": action}
    draft = Draft("risk", data, template.body("risk", texts, language), linked, sources)
    finish(workspace, draft, asker, _promotion(workspace, source, asker, words) if source else None)


def _asked(asker: Asker, workspace: Workspace) -> dict[str, Any]:
    """Return the scores, the place and the dates of a risk that nobody works on yet."""
    settings, today = workspace.settings, workspace.today.date
    return {
        "status": "not-started",
        **scored(asker, settings),
        "scale_driver": asker.maybe("scale-driver", some_text, _DRIVER),
        **placed(asker, workspace),
        "created": today,
        "next_visit": template.next_visit(settings, "not-started", today),
    }


def _with_flags_of(source: Concern, asker: Asker) -> Asker:
    """Return *asker* with what the concern says in place of the flags that are not given."""
    said = {key: source.data.get(key) for key in ("noticed", "area", "service", "owner")}
    given = {key: value for key, value in asker.flags.items() if value is not None}
    title = {} if asker.asks else {"title": source.title}
    flags = {**title, **{key: str(value) for key, value in said.items() if value}, **given}
    return Asker(flags, asker.asks, asker.language, asker.typed)


def _is_admitted(workspace: Workspace) -> bool:
    """Ask whether it is worth a record; a ticket is enough where both answers are no."""
    admission, language = workspace.settings.admission, workspace.settings.language
    questions = (
        _UNSETTLED.fill(days=admission.investigate.words(), level=admission.potential),
        _LONG.fill(time=admission.short_term.words()),
    )
    # What is answered here is no flag, so a refusal does not give it back.
    asker = Asker({}, asks=True, language=language)
    return any(asker.answer("yes", yes_or_no, each) for each in questions)


def _print_ticket(workspace: Workspace, title: str, summary: str, source: Concern | None) -> None:
    language = workspace.settings.language
    urls = [url for urls in _links(source).values() for url in urls]
    parts = (title, summary, _log(source), "\n".join(urls))
    click.echo(_TICKET.within(language), err=True)
    click.echo(visible_lines(mask("\n\n".join(filter(None, parts)))))
    if source:
        click.echo(_THEN_REPORT.within(language), err=True)
        click.echo(visible(f"  {srr_as_typed()} report {source.id} --backlog URL"), err=True)


def _links(source: Concern | None) -> dict[str, tuple[str, ...]]:
    given = source.data.get("links") if source else None
    if source is None or not isinstance(given, dict):
        return {}
    return {key: urls for key in given if (urls := source.urls(key))}


def _log(source: Concern | None) -> str:
    """Return the reports as the dated lines of the Log."""
    lines = []
    for entry in source.visits if source else ():
        report = entry.visit
        lines.append(f"- {report.on} {report.by}: {report.note}" if report else f"- {entry.words}")
    return "\n".join(lines)


def _promotion(
    workspace: Workspace, source: Concern, asker: Asker, words: str | None
) -> Callable[[str, Mapping[str, bytes]], Mapping[str, bytes]]:
    """Return what marks the concern as the risk of an id, once the files of that risk are there."""
    by = author(asker, workspace) or source.owner or ""

    def promoted(risk_id: str, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        note = words or _PROMOTED.fill(id=risk_id).within(workspace.settings.language)
        report = Visit(workspace.today.date, by, str(source.status), "promoted", None, note)
        marked = {source.path: with_report(source, report, workspace, risk_id=risk_id)}
        refuse_new_errors(source, {**files, **marked}, workspace)
        return marked

    return promoted
