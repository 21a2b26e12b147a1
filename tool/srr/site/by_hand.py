"""The pages that a team writes by hand, searched for secrets as the records are.

Only mkdocs.yml says where they are, and only a build reads it: lint judges the records alone.
"""

from collections.abc import Mapping
from typing import NamedTuple

from srr.documents.document import read
from srr.lint.catalogue import chosen
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import Registry
from srr.records.secrets import masked
from srr.repository.workspace import Workspace
from srr.site import translation

RULE = "safety-secret"
_ENDING = ".md"


class ByHand(NamedTuple):
    """What is wrong with the pages, and those that hold a secret, with asterisks, by their paths in docs_dir."""

    findings: tuple[Finding, ...] = ()
    masked: Mapping[str, bytes] = {}


def searched(files: Mapping[str, bytes], folder: str, workspace: Workspace) -> ByHand:
    """Search the pages among *files*, by their paths in docs_dir, which is *folder* from the registry's root."""
    settings = workspace.settings
    published = {
        source
        for language in settings.languages
        for source in translation.sources(files, language).values()
        if source.endswith(_ENDING)
    }
    pages = {path: read(f"{folder}/{path}", files[path]) for path in sorted(published)}
    report = check(
        Registry(unreadable=tuple(pages.values()), settings=settings),
        settings,
        workspace.today.date,
        chosen(settings, select=[RULE]),
    )
    shown = {path: masked(page) for path, page in pages.items()}
    return ByHand(
        report.findings,
        {path: page.raw for path, page in shown.items() if page is not pages[path]},
    )
