"""srr fix: fix what is safe to fix, one value at a time."""

from collections.abc import Iterator
from difflib import unified_diff

import click

from srr.cli.arguments import from_here, no_record, open_workspace, record_paths, today_option
from srr.cli.colours import paint
from srr.cli.messages import say
from srr.cli.quiet import quiet_option, tell
from srr.cli.saving import save
from srr.documents.document import read
from srr.documents.tree import Tree
from srr.language import Text, counted
from srr.lint import catalogue
from srr.lint.fixes import Fixed, fix
from srr.lint.gathering import gathered
from srr.records.secrets import masked
from srr.repository.staging import remove_leftovers
from srr.repository.steps import step
from srr.repository.workspace import Workspace
from srr.schema.kinds import FOLDERS
from srr.text.sinks import visible

_PART = Text("{path} is fixed in part: {reason}", "{path} は一部だけ修正した: {reason}")
_LEFT = Text("{path} is left as it is: {reason}", "{path} はそのまま残した: {reason}")
_FIXED = (
    Text("Fixed 1 file.", "1 ファイルを修正した。"),
    Text("Fixed {n} files.", "{n} ファイルを修正した。"),
)
_ADDED = Text("{message}; added, for you to fill in", "{message}。加えたので、書き入れること")
_FIXING = Text("reading and fixing records ({n})", "記録を読んで修正しています ({n})")
_NOTHING = Text("Nothing to fix.", "修正するものはない。")


@click.command("fix")
@click.argument("paths", nargs=-1, type=click.Path(), metavar="[PATH]...")
@click.option("--diff", is_flag=True, help="Show the changes and write nothing; exit 1 if any.")
@click.option("--staged", is_flag=True, help="Only the records that the next commit would change.")
@quiet_option("Print only what cannot be fixed.")
@today_option
def command(paths: tuple[str, ...], diff: bool, staged: bool, today: str | None) -> None:
    """Fix what is safe to fix in the records, all of them or those at PATH.

    That is: priorities, levels, labels for values (`対応中`), full-width forms, dates in another shape, line
    endings, a byte order mark, and the keys and headings that are missing, which you then fill. Every other byte
    stays. A fix that would bring a new finding is left out.

    Exit codes: 0 done, 1 with --diff when a file would change, 2 cannot do what was asked.

    \b
    Examples:
      srr fix
      srr fix --diff risks/SRR-0003.md
    """
    workspace = open_workspace(today)
    if not workspace.tree:
        raise no_record(workspace.root)
    chosen = frozenset(record_paths(workspace, paths) if paths else workspace.tree)
    if staged:
        chosen &= _staged_paths(workspace)
    rules = catalogue.chosen(workspace.settings)
    tree, day = workspace.tree, workspace.today.date
    with step(_FIXING.fill(n=f"{len(tree):,}")):
        result = fix(tree, workspace.settings, day, rules, chosen)
    for path, reason in sorted(result.refused.items()):
        sentence = _PART if path in result.files else _LEFT
        said = sentence.fill(path=from_here(workspace.root, path), reason=reason)
        say(said.within(workspace.settings.language))
    if diff:
        for changes in _diff(workspace.tree, result):
            click.echo(changes, nl=False)
        click.get_current_context().exit(int(bool(result.files)))
    _write(workspace, result)


def _staged_paths(workspace: Workspace) -> frozenset[str]:
    from srr.lint import pull_request
    from srr.repository import merge_base

    index, before = merge_base.staged(workspace), merge_base.before_commit(workspace)
    return pull_request.touched_paths(index.registry, before.registry)


def _write(workspace: Workspace, result: Fixed) -> None:
    save(workspace.root, result.files, workspace.tree)
    for folder in FOLDERS:
        remove_leftovers(workspace.root / folder)
    for finding in gathered(result.fixed):
        said = finding.message if finding.is_fixable else _ADDED.fill(message=finding.message)
        message = visible(said.within(workspace.settings.language))
        path = visible(from_here(workspace.root, finding.path))
        tell(f"{path}: {paint(finding.rule, 'heading')}: {message}")
    said = counted(len(result.files), *_FIXED) if result.files else _NOTHING
    tell(said.within(workspace.settings.language))


def _diff(tree: Tree, result: Fixed) -> Iterator[str]:
    """Yield the changes of each file."""
    for path, after in sorted(result.files.items()):
        before = tree[path]
        if isinstance(before, bytes):
            old, new = (_lines(path, content) for content in (before, after))
            changes = unified_diff(old, new, f"a/{path}", f"b/{path}")
            yield "".join(f"{_painted(_shown(line))}\n" for line in changes)


def _shown(line: str) -> str:
    # The line ending may be the only change, so show it.
    return visible(line.removesuffix("\n").replace("\r", "<CR>"))


def _lines(path: str, content: bytes) -> list[str]:
    """Return the lines of a file as they may be shown."""
    written = read(path, content)
    shown = masked(written)
    raw = content if shown is written else shown.raw
    return raw.decode(errors="replace").splitlines(keepends=True)


def _painted(line: str) -> str:
    match line[:1]:
        case "+":
            return paint(line, "added")
        case "-":
            return paint(line, "removed")
        case _:
            return line
