"""What a team writes for the site besides records, searched for secrets as those are: its files, and mkdocs.yml.

Only mkdocs.yml says where the files are, and only a build reads it: lint judges records and settings alone.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from srr.documents.document import Document, read
from srr.language import Text
from srr.lint.baseline import SECRETS
from srr.lint.catalogue import chosen
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import Registry
from srr.records.secrets import masked
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.settings import Settings
from srr.site import translation
from srr.text.credentials import mask

LEADS_OUT = Text(
    "{path} leads out of {docs}; remove that link",
    "{path} のリンク先が {docs} の外にあります。リンクを削除してください",
)
NO_FILE = Text(
    "{path} is not a regular file; remove it",
    "{path} は通常のファイルではありません。削除してください",
)
TAKEN = Text(
    "{page} stands where srr writes a page; rename it",
    "{page} の場所には srr がページを書きます。名前を変えてください",
)
_PAGE = ".md"
_SECRET_NAME = Text(
    "the name of {path} holds a secret, and its address would show it; rename it",
    "{path} の名前に秘密情報があり、URL に表示されてしまいます。名前を変えてください",
)


class ByHand(NamedTuple):
    """What is wrong with the files, and those that hold a secret, with asterisks, by their paths in docs_dir."""

    findings: tuple[Finding, ...] = ()
    masked: Mapping[str, bytes] = {}


def is_searched(path: str, size: int, settings: Settings) -> bool:
    """Whether a file of *size* bytes is looked through: every page, and others no larger than a record may be."""
    return path.endswith(_PAGE) or size <= settings.size_limit * 1024


def searched(
    files: Mapping[str, bytes | None],
    folder: str,
    workspace: Workspace,
    config: Document | None = None,
) -> ByHand:
    """Search *files*, by their paths in docs_dir, which is *folder* from the registry's root, and mkdocs.yml: *config*.

    A file that is not searched is None. Raise CannotDo where a path holds a secret: it could be masked, but not the
    links to it.
    """
    settings = workspace.settings
    published = sorted(_published(files, settings))
    _refuse_names(f"{folder}/{path}" for path in published)
    texts = {
        path: read(f"{folder}/{path}", content)
        for path in published
        if (content := files[path]) is not None and _is_text(path, content)
    }
    report = check(
        Registry(
            unreadable=tuple(texts.values()),
            settings=settings,
            settings_files=(config,) if config else (),
        ),
        settings,
        workspace.today.date,
        chosen(settings, select=[SECRETS]),
    )
    shown = {path: masked(text) for path, text in texts.items()}
    return ByHand(
        report.findings,
        {path: text.raw for path, text in shown.items() if text is not texts[path]},
    )


def _refuse_names(paths: Iterable[str]) -> None:
    """Raise CannotDo where one of *paths* holds a secret."""
    for path in paths:
        if mask(path) != path:
            raise CannotDo(_SECRET_NAME.fill(path=mask(path)))


def _published(paths: Iterable[str], settings: Settings) -> set[str]:
    """Return the sources of what is published in one language or another."""
    given = tuple(paths)
    found = (translation.sources(given, language).values() for language in settings.languages)
    return {path for sources in found for path in sources}


def _is_text(path: str, content: bytes) -> bool:
    return path.endswith(_PAGE) or b"\0" not in content
