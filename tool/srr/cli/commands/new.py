"""srr new: write a record that lints clean, from a few questions or flags."""

import shlex
from collections.abc import Mapping
from typing import Any

import click

from srr.cli.answers import (
    WrongAnswer,
    a_handle,
    in_zone,
    not_after,
    number_of,
    one_line,
    one_of,
    some_text,
)
from srr.cli.arguments import find, from_here, open_workspace, today_option
from srr.cli.colours import paint
from srr.cli.messages import say
from srr.cli.questions import Asker, at_a_terminal, wrong_flag
from srr.cli.quiet import is_quiet, quiet_option, tell
from srr.cli.saving import is_saved
from srr.documents.edit import AddKey, EditRefused, RemoveKey, apply
from srr.exporters.findings import Run, rendered
from srr.insights import similar
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.records import edit_refusals, template
from srr.records.hints import FIRST_ACTION
from srr.records.postmortem import Postmortem
from srr.records.record import Record
from srr.records.risk import Risk
from srr.repository import git
from srr.repository.errors import CannotDo
from srr.repository.steps import step
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema import record_schema, scoring, vocabulary
from srr.schema.kinds import KINDS, RecordKind
from srr.schema.profiles import Grade
from srr.schema.scoring import UNKNOWN, Level
from srr.schema.settings import Settings
from srr.text.sinks import visible, visible_lines
from srr.text.spelling import Words

_TITLE = Text("The risk in one line, as its user feels it", "リスク (利用者から見た言葉で 1 行)")
_SUMMARY = Text(
    "What customers notice, and how bad it can get",
    "概要 (顧客に何が起き、どこまで悪化しうるか)",
)
_DRIVER = Text("What growth makes it real?", "何が増えると顕在化しますか")
_READING_IDS = Text("reading the ids on all branches", "全ブランチの ID を読んでいます")
_FIRST = Text("What to do first", "最初にすること")
_LIKELIHOOD = Text(
    "How likely is the worst case with scale?",
    "規模が拡大したとき、最悪の事態はどのくらい起こりえますか",
)
_CURRENT = Text(
    "What it does to customers now ({levels})", "現在、顧客に与えているインパクト ({levels})"
)
_SCOPE = Text("The worst case: How many customers?", "最悪の場合: どのくらいの顧客に影響しますか")
_SEVERITY = Text("The worst case: How hard are they hit?", "最悪の場合: どのくらい深刻ですか")
_YOURS = Text("Your answer", "回答")
_AREA = Text("The part of the system ({areas}; Enter for none)", "領域 ({areas}。なければ Enter)")
_TEAM = Text("The team that works on it (Enter for none)", "対応するチーム (なければ Enter)")
_OWNER = Text("Owner", "担当者")
_NOTICED = Text("The day somebody first saw it", "最初に気づいた日")
_PM_TITLE = Text("What happened, in one line", "何が起きたか (1 行)")
_PM_SUMMARY = Text(
    "What happened, to whom and for how long", "概要 (何が、誰に、どのくらいの時間起きたか)"
)
_KIND = Text("What it was", "種別")
_STARTED = Text(
    "When customers were first affected", "顧客に最初に影響が出た日時 (例: 2026-02-01 19:05)"
)
_UNCLEAN = Text(
    "nothing was written: {path} would not pass srr lint; see above{typed}",
    "何も書き込みませんでした。{path} は srr lint に通りません (上を参照){typed}",
)
_OTHER_LEVEL = Text(
    "--potential-impact is {stated}, but {product} is level {level}; leave it out",
    "--potential-impact は {stated} ですが、{product} は段階 {level} です。--potential-impact を外してください",
)
_OTHER_KIND = Text(
    "--{kind} names {id}, which is not a {kind}", "--{kind} の {id} は{label}ではありません"
)
_NOT_LINKED = Text(
    "nothing was written: {path} cannot name {id}: {why}",
    "{path} に {id} を書けないため、何も書き込みませんでした。{why}",
)
_FILL_IN = Text("Fill in what is still a hint, then:", "説明文のまま残っている欄を埋めてから:")
_TYPED = Text("What you typed:", "入力した内容:")
_NOT_COUNTED = Text(
    "ids on other branches are not counted: {error}",
    "ほかのブランチの ID は数えていない: {error}",
)
_NO_ANSWER = Text("git does not answer in this repository", "このリポジトリで git が応答しません")
_SAME = Text("Is it one of these?", "このいずれかと同じリスクですか")
_NOT_WRITTEN = Text(
    "Nothing was written. To record what you saw now:",
    "何も書き込みませんでした。今回見たことを記録するには:",
)
_TAUGHT = Text("reads alike: see what it taught", "似ています。学んだことを確認してください")
_TRIED = Text("reads alike: see what was tried", "似ています。試したことを確認してください")
_ALIKE = Text(
    "reads alike: where it is the same risk, visit that one",
    "似ています。同じリスクなら、こちらを更新してください",
)
_SHOWED = Text(
    "reads alike: where it showed here, name it with --risk",
    "似ています。このリスクが顕在化したのなら --risk で指定してください",
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
@yes_option
@quiet_option("Print the paths alone, without the next steps.")
@today_option
def risk(yes: bool, today: str | None, postmortem: tuple[str, ...], **flags: str | None) -> None:
    """Write a new risk.

    What is left out is asked for on a terminal. Elsewhere --title and --summary must be given, and
    --likelihood where the potential impact is known; an impact that is left out is unknown.

    \b
    Examples:
      srr new risk
      srr new risk --title "Orders fail when the stock service is slow" \\
        --summary "Orders wait for the stock service without a limit." \\
        --scope 2 --severity 3 --likelihood 2 --current-impact 1
    """
    workspace = open_workspace(today)
    linked = _linked(workspace, "postmortem", postmortem)
    settings, language = workspace.settings, workspace.settings.language
    asker = Asker(flags, not yes and at_a_terminal(), language)
    title = asker.answer("title", one_line, _TITLE)
    if asker.asks:
        _ask_whether_known(workspace, title)
    summary = asker.answer("summary", some_text, _SUMMARY)
    data = {
        "title": title,
        "status": "not-started",
        **_scored(asker, settings),
        "scale_driver": asker.maybe("scale-driver", some_text, _DRIVER),
        **_placed(asker, workspace),
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

    What is left out is asked for on a terminal. Elsewhere --title, --summary and --started must be given.

    \b
    Examples:
      srr new postmortem --risk SRR-0003
      srr new postmortem --title "Orders failed for forty minutes" --started "2026-02-01 19:05" \\
        --summary "Half of the shops could not take orders from 19:05 to 19:45."
    """
    workspace = open_workspace(today)
    linked = _linked(workspace, "risk", risks)
    settings, language = workspace.settings, workspace.settings.language
    asker = Asker(flags, not yes and at_a_terminal(), language)
    title = asker.answer("title", one_line, _PM_TITLE)
    if asker.asks:
        _show_alike(workspace, "postmortem", title)
    summary = asker.answer("summary", some_text, _PM_SUMMARY)
    kind = asker.answer("kind", one_of(vocabulary.POSTMORTEM_KINDS), _KIND, "incident")
    started = asker.answer("started", in_zone(zone(settings)), _STARTED)
    data = {
        "title": title,
        "kind": kind,
        "status": "draft",
        "owner": _owner(asker, workspace),
        "started": started,
        "services": _services(service, linked),
        "risks": tuple(record.id for record in linked) or None,
    }
    body = template.body("postmortem", {"summary": summary}, language)
    _finish(workspace, "postmortem", data, body, linked, asker)


def _scored(asker: Asker, settings: Settings) -> dict[str, Any]:
    """Return the impacts and the likelihood, and the priority that follows."""
    scope, severity = _scope_and_severity(asker, settings)
    potential = _potential(asker, settings, scope, severity)
    grades = settings.likelihood
    # Only where the potential impact is unknown is there a proposal, the highest likelihood.
    proposal = str(max(grade.score for grade in grades)) if potential == UNKNOWN else None
    likelihood = asker.answer(
        "likelihood",
        number_of(tuple(grade.score for grade in grades)),
        _question(_LIKELIHOOD, grades),
        proposal,
    )
    levels = record_schema.levels(settings)
    question = _CURRENT.fill(levels=", ".join(map(str, levels)))
    current = asker.answer("current-impact", number_of(levels), question, UNKNOWN)
    return {
        "current_impact": current,
        "potential_impact": potential,
        "scope": scope,
        "severity": severity,
        "likelihood": likelihood,
        "priority": scoring.priority(potential, int(likelihood)),
    }


def _scope_and_severity(asker: Asker, settings: Settings) -> tuple[int | None, int | None]:
    """Return both; neither where the worst case is unknown or its level was given."""
    asked: tuple[tuple[str, Text], ...] = (("scope", _SCOPE), ("severity", _SEVERITY))
    known = [asker.given(key) is not None for key, _ in asked]
    if asker.given("potential-impact") is not None or not (asker.asks or any(known)):
        asked = tuple(row for row, is_known in zip(asked, known, strict=True) if is_known)
    found: dict[str, int] = {}
    for key, question in asked:
        grades: tuple[Grade, ...] = getattr(settings, key)
        answer = asker.answer(
            key,
            number_of((*(grade.score for grade in grades), UNKNOWN)),
            _question(question, grades),
            UNKNOWN if asker.asks else None,
        )
        if answer == UNKNOWN:
            return None, None
        found[key] = int(answer)
    return found.get("scope"), found.get("severity")


def _potential(asker: Asker, settings: Settings, scope: int | None, severity: int | None) -> Level:
    given = asker.given("potential-impact")
    stated = (
        asker.unasked("potential-impact", number_of(record_schema.levels(settings)))
        if given is not None
        else UNKNOWN
    )
    if scope is None or severity is None:
        return stated
    score = scoring.score(scope, severity)
    level = scoring.level(score, settings.levels)
    if given is not None and stated != level:
        product = f"{scope} x {severity} = {score}"
        raise CannotDo(_OTHER_LEVEL.fill(stated=stated, product=product, level=level))
    return level


def _question(question: Text, grades: tuple[Grade, ...]) -> Text:
    english = [f"  {grade.score}  {grade.label.en}" for grade in grades]
    japanese = [f"  {grade.score}  {grade.label.ja}" for grade in grades]
    return Text(
        "\n".join((question.en, *english, _YOURS.en)),
        "\n".join((question.ja, *japanese, _YOURS.ja)),
    )


def _placed(asker: Asker, workspace: Workspace) -> dict[str, Any]:
    """Return where in the system and with whom the risk is."""
    area = next(spec for spec in KINDS["risk"].fields if spec.key == "area")
    areas = record_schema.choices(area, "risk", workspace.settings)
    today = workspace.today.date
    return {
        "area": asker.maybe("area", one_of(areas), _AREA.fill(areas=", ".join(areas))),
        "team": asker.maybe("team", one_line, _TEAM),
        "service": asker.maybe("service", one_line),
        "owner": _owner(asker, workspace),
        "noticed": asker.maybe("noticed", not_after(today), _NOTICED, str(today)),
    }


def _owner(asker: Asker, workspace: Workspace) -> str:
    name = template.handle(git.user_name(workspace.root) or "") or None
    if name and not asker.asks and asker.given("owner") is None:
        return name
    return asker.answer("owner", a_handle, _OWNER, name)


def _services(given: tuple[str, ...], risks: list[Record]) -> tuple[str, ...] | None:
    """Return the services given, else those of the risks."""
    try:
        named = [one_line(name) for name in given]
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
    _refuse_findings(workspace, next(iter(files)), files, asker)
    while not is_saved(workspace.root, files, workspace.tree):  # another run has taken the id
        taken |= {record_id}
        record_id = template.next_id(kind, taken)
        files = _files(workspace, kind, record_id, data, body, linked)
    paths = [from_here(workspace.root, each) for each in files]
    click.echo(visible_lines("\n".join(paths)))
    if not (asker.asks or is_quiet()):
        _show_alike(workspace, kind, str(data["title"]))
    written = " ".join(map(shlex.quote, paths))
    commit = f"git add {written} && git commit -m {shlex.quote(f'Add {record_id}')}"
    tell(f"\n{_FILL_IN.within(workspace.settings.language)}")
    tell(visible_lines(f"  {_srr()} lint {written}\n  {commit}"))


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


def _refuse_findings(
    workspace: Workspace, path: str, files: Mapping[str, bytes], asker: Asker
) -> None:
    """Show the linter's findings on the new record; stop on errors, and give back what was typed."""
    report = workspace.report_on(path, files)
    if report.findings:
        click.echo(_rendered(report, workspace), err=True)
    if report.count(Severity.ERROR):
        typed = f"\n{_TYPED.within(asker.language)} {asker.as_flags()}" if asker.typed else ""
        raise CannotDo(_UNCLEAN.fill(path=path, typed=typed))


def _rendered(report: Report, workspace: Workspace) -> str:
    run = Run(workspace.settings.language, str(workspace.today), paint=paint)
    return rendered("text", report, run).rpartition("\n")[0]


def _srr() -> str:
    """Return the command as it was typed, with its --root."""
    named = click.get_current_context().find_root().obj
    return f"srr --root {shlex.quote(named)}" if named else "srr"


def _ask_whether_known(workspace: Workspace, title: str) -> None:
    """Show what reads alike; where one of them may be the same risk, ask, and end the run if it is."""
    known = [
        record for record in _show_alike(workspace, "risk", title) if _may_be_same(record, "risk")
    ]
    language = workspace.settings.language
    if known and click.confirm(_SAME.within(language), err=True):
        click.echo(_NOT_WRITTEN.within(language), err=True)
        for record in known:
            click.echo(visible(f"  {_srr()} visit {record.id}"), err=True)
        click.get_current_context().exit()


def _show_alike(workspace: Workspace, kind: RecordKind, title: str) -> tuple[Record, ...]:
    """Print the records that read like the *title* of a new record of *kind*, and return them."""
    language = workspace.settings.language
    found = similar.alike(title, workspace.registry.records)
    for record in found:
        words: Words = {**KINDS[record.record_kind].statuses, **vocabulary.RESOLUTIONS}
        said = (record.status, getattr(record, "resolution", None))
        states = [words[each].within(language) if each in words else each for each in said if each]
        advice = _advice(record, kind).within(language)
        line = f"{record.id} {record.title} ({', '.join(states)}) {advice}"
        click.echo(visible(line), err=True)
    return found


def _may_be_same(record: Record, kind: RecordKind) -> bool:
    return kind == record.record_kind == "risk" and record.status != "done"


def _advice(record: Record, kind: RecordKind) -> Text:
    if isinstance(record, Postmortem):
        return _TAUGHT
    if record.status == "done":
        return _TRIED
    return _ALIKE if kind == "risk" else _SHOWED
