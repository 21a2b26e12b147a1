"""srr diff: what a change does to the risks; never writes."""

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.colours import paint
from srr.cli.output import folder_in_repository
from srr.insights.review import Review, review
from srr.language import Text
from srr.lint.comparison import Base
from srr.repository import merge_base
from srr.repository.errors import CannotDo
from srr.repository.steps import judging
from srr.repository.workspace import Workspace

_NO_RECORD = Text(
    "no record in {root}/risks, and none at {base} either",
    "{root}/risks にも {base} にも記録がありません",
)


@click.command("diff")
@click.argument("base", default=merge_base.AUTO, metavar="[BASE]")
@click.argument("head", required=False, metavar="[HEAD]")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@today_option
def command(base: str, head: str | None, form: str, today: str | None) -> None:
    """Show what changed in the risks since BASE, in HEAD or in the working tree.

    BASE is a branch, a tag or a commit; what is compared with is the commit where HEAD left it. Without BASE it
    is taken from SRR_BASE, GITHUB_BASE_REF or CI_MERGE_REQUEST_DIFF_BASE_SHA, else it is the first parent of a
    merge.

    Exit codes: 0 the changes were printed, 2 they cannot be read.

    \b
    Examples:
      srr diff main
      srr diff v1.4 v1.5
      srr diff --format markdown >> "$GITHUB_STEP_SUMMARY"
    """
    workspace = open_workspace(today)
    now = merge_base.head(workspace, head) if head else None
    before = merge_base.base_of(workspace, base, head or merge_base.HEAD)
    click.echo(_rendered(_reviewed(workspace, before, now), workspace, now, form))


def _reviewed(workspace: Workspace, before: Base, now: Base | None) -> Review:
    registry = now.registry if now else workspace.as_written
    if registry.is_empty and before.registry.is_empty:
        raise CannotDo(_NO_RECORD.fill(root=workspace.root, base=before.name))
    settings = now.settings if now else workspace.settings
    baseline = now.baseline if now else workspace.baseline
    with judging(registry):
        return review(before, registry, settings, workspace.today.date, baseline)


def _rendered(reviewed: Review, workspace: Workspace, now: Base | None, form: str) -> str:
    language = (now.settings if now else workspace.settings).language
    head = f"{now.name} ({now.commit[:12]})" if now else None
    today = workspace.today.described.within(language)
    if form == "json":
        from srr.exporters.review import json

        commit = {"name": now.name, "commit": now.commit} if now else None
        return json.render(reviewed, language, commit)
    if form == "markdown":
        from srr.exporters.review import markdown

        name = now.name if now else None
        folder = folder_in_repository(workspace.root)
        return markdown.render(reviewed, language, today, name, folder=folder).rstrip("\n")
    from srr.exporters.review import text

    return text.render(reviewed, language, today, head, paint=paint)
