"""A new record: its id, its files written if it lints clean, and what is printed then."""

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import click

from srr.cli.alike import show_alike
from srr.cli.arguments import from_here, srr_as_typed
from srr.cli.colours import paint
from srr.cli.messages import say
from srr.cli.questions import Asker
from srr.cli.quiet import is_quiet, tell
from srr.cli.saving import is_saved
from srr.documents.edit import AddKey, EditRefused, RemoveKey, apply
from srr.exporters.findings import Run, rendered
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.records import edit_refusals, template
from srr.records.record import Record
from srr.repository import git
from srr.repository.errors import CannotDo
from srr.repository.steps import step
from srr.repository.workspace import Workspace
from srr.schema import record_schema
from srr.schema.kinds import KINDS, RecordKind
from srr.text.sinks import dumped, visible_lines

_READING_IDS = Text("reading the ids on all branches", "全ブランチの ID を読んでいます")
_UNCLEAN = Text(
    "nothing was written: {path} would not pass srr lint; see above",
    "何も書き込みませんでした。{path} は srr lint に通りません (上を参照)",
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


def written(
    workspace: Workspace, kind: RecordKind, files_of: Callable[[str], Mapping[str, bytes]]
) -> Mapping[str, bytes]:
    """Write the files of a record of *kind* with the next free id, which *files_of* takes, and return them.

    The first of them is the record. Raise CannotDo, and write nothing, where it would not lint clean.
    """
    taken = taken_ids(workspace, kind)
    record_id = template.next_id(kind, taken)
    files = files_of(record_id)
    _refuse_findings(workspace, next(iter(files)), files)
    while not is_saved(workspace.root, files, workspace.tree):  # another run has taken the id
        taken |= {record_id}
        record_id = template.next_id(kind, taken)
        files = files_of(record_id)
    return files


def schema_file(workspace: Workspace, kind: RecordKind) -> dict[str, bytes]:
    """Return the JSON Schema of *kind* by its path, where the registry does not have it yet."""
    path = f".srr/{kind}.schema.json"
    if (workspace.root / path).exists():
        return {}
    schema = record_schema.json_schema(kind, workspace.settings)
    return {path: f"{dumped(schema)}\n".encode()}


class Draft(NamedTuple):
    """A new record but for its id: its front matter, and its body.

    The *linked* records will name it, and it comes from its *sources*.
    """

    kind: RecordKind
    data: Mapping[str, Any]
    body: str
    linked: Sequence[Record] = ()
    sources: Sequence[Record] = ()


def finish(
    workspace: Workspace,
    draft: Draft,
    asker: Asker,
    more: Callable[[str, Mapping[str, bytes]], Mapping[str, bytes]] | None = None,
) -> None:
    """Write the record, the records that name it, and what *more* makes of its id and these files.

    Print the next step.
    """

    def files_of(record_id: str) -> Mapping[str, bytes]:
        files = _files(workspace, draft, record_id)
        return {**files, **more(record_id, files)} if more else files

    files = written(workspace, draft.kind, files_of)
    paths = [from_here(workspace.root, each) for each in files]
    click.echo(visible_lines("\n".join(paths)))
    if not (asker.asks or is_quiet()):
        known = (*draft.linked, *draft.sources)
        show_alike(workspace, draft.kind, str(draft.data["title"]), known)
    words = " ".join(map(shlex.quote, paths))
    record_id = next(iter(files)).rpartition("/")[2].removesuffix(".md")
    commit = f"git add {words} && git commit -m {shlex.quote(f'Add {record_id}')}"
    tell(f"\n{_FILL_IN.within(workspace.settings.language)}")
    tell(visible_lines(f"  {srr_as_typed()} lint {words}\n  {commit}"))


def _files(workspace: Workspace, draft: Draft, record_id: str) -> dict[str, bytes]:
    """Return the new record, and after it those that name it, by their paths."""
    kind = draft.kind
    notes = template.review_notes(workspace.settings.language) if kind == "postmortem" else ()
    content = template.record(kind, {"id": record_id, **draft.data}, draft.body, notes)
    key = "postmortems" if kind == "postmortem" else "risks"
    naming = {record.path: _naming(record, key, record_id) for record in draft.linked}
    return {f"{KINDS[kind].folder}/{record_id}.md": content, **naming}


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


def taken_ids(workspace: Workspace, kind: RecordKind) -> frozenset[str]:
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
