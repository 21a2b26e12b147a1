"""What both outlets of the site publish, and the folders in which neither may."""

import os
from dataclasses import replace
from importlib import resources
from pathlib import Path

from srr.exporters.data.feed import LIMIT
from srr.language import Language, Text
from srr.repository import history as git_history
from srr.repository.errors import CannotDo
from srr.repository.history import Past
from srr.repository.steps import step
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema.kinds import READ_FOLDERS
from srr.site import data_files, pages, search_index, translation
from srr.site.kit.page import (
    FAVICON,
    JUMP_SCRIPT,
    LANGUAGE_SCRIPT,
    SCRIPT,
    SEARCH_SCRIPT,
    STYLESHEET,
    Paths,
    Urls,
)
from srr.site.kit.site import HOW_TO, Site

PARTS = {
    STYLESHEET: ("srr.css", "list.css", "deeds.css"),
    FAVICON: ("favicon.svg",),
    SCRIPT: (
        "days.js",
        "table.js",
        "query.js",
        "rows.js",
        "bar.js",
        "list.js",
        "agenda.js",
        "charts.js",
        "start.js",
    ),
    JUMP_SCRIPT: ("jump.js",),
    SEARCH_SCRIPT: ("search.js",),
    LANGUAGE_SCRIPT: ("language.js",),
}
"""What each asset is put together from, in this order."""
# MkDocs writes it with every theme: https://github.com/mkdocs/mkdocs/tree/master/mkdocs/templates
OF_A_SITE = "sitemap.xml"

_JAPANESE = ".ja.png"
_RENDERING = Text("rendering the pages", "ページを描いています")
_RAW = Text(
    "docs_dir in mkdocs.yml is {docs}, and the records would be published as they stand;"
    " name a folder of its own, such as site",
    "mkdocs.yml の docs_dir が {docs} なので、記録のファイルがそのまま公開されてしまいます。"
    "site のような専用のフォルダーを指定してください",
)
_IN_SOURCE = Text(
    "{out} lies in {source}/, which is read; name another folder",
    "{out} は、読み込む側の {source}/ の中にあります。別のフォルダーを指定してください",
)
_OUTSIDE = Text(
    "docs_dir in mkdocs.yml is {docs}, outside of {project}, and srr publishes nothing from"
    " there; name a folder inside, such as site",
    "mkdocs.yml の docs_dir が {docs} で、{project} の外にあります。そこからは公開しません。"
    "site のように、中のフォルダーを指定してください",
)
_HOLDS_FILES = Text(
    "{folder} holds files that are no site, and a build would remove them;"
    " name another folder as site_dir in mkdocs.yml",
    "{folder} にサイト以外のファイルがあり、ビルドすると消えてしまいます。"
    "mkdocs.yml の site_dir に別のフォルダーを指定してください",
)


def site(
    workspace: Workspace,
    past: Past | None = None,
    *,
    directory_urls: bool = True,
    edit: str = "",
) -> Site:
    """Return the registry as it is shown.

    *past* is the history in git, where it was already read for another language, and *edit* where the forge edits the
    file at `{path}`, as far as that is known.
    """
    known = past or git_history.read(workspace, LIMIT)
    settings = workspace.settings
    return Site(
        workspace.report.without_large(settings.size_limit * 1024),
        settings,
        Urls(directory_urls),
        known.history,
        workspace.today.pinned,
        known.commits,
        known.trend,
        edit,
        zone(settings),
    )


def files(
    site: Site, *, address: str = "", as_paths: bool = False, own_search: bool = False
) -> dict[str, bytes]:
    """Return the generated files of *site* by their paths in its sources.

    *address* is where the site will be, as far as that is known; *as_paths* lets a page name others by their sources.
    With an *own_search* the generator need not look through the records, for which there is `search_index.PATH` then.
    """
    folder = resources.files("srr.site.assets")
    assets = {
        path: b"".join(folder.joinpath(part).read_bytes() for part in parts)
        for path, parts in PARTS.items()
    }
    home = address if not address or address.endswith("/") else f"{address}/"
    shown = replace(site, urls=Paths(site.urls.directories)) if as_paths else site
    with step(_RENDERING):
        generated = pages.render(shown, how_to(site.language), searchable=not own_search)
        generated |= data_files.files(site, home) | assets | pictures(site.language)
        if own_search:
            generated[search_index.PATH] = search_index.render(search_index.records(site))
        return generated


def how_to(language: Language) -> dict[str, str]:
    """Return the text of each how-to page by its name."""
    folder = resources.files("srr.site").joinpath(HOW_TO)
    pages_of = (entry.name for entry in folder.iterdir() if entry.name.endswith(".md"))
    names = translation.sources(pages_of, language)
    return {page: folder.joinpath(name).read_text("utf-8") for page, name in names.items()}


def pictures(language: Language) -> dict[str, bytes]:
    """Return the pictures of the how-to pages in *language* by their paths in the sources."""
    folder = resources.files("srr.site").joinpath(HOW_TO)
    found = (entry for entry in folder.iterdir() if entry.name.endswith(".png"))
    return {
        f"{HOW_TO}/{entry.name}": entry.read_bytes()
        for entry in found
        if entry.name.endswith(_JAPANESE) == (language == "ja")
    }


def refuse_places(root: Path, docs: Path, out: Path) -> None:
    """Refuse to publish the raw record files, and to write where the next run would read."""
    records, here, place = [root / folder for folder in READ_FOLDERS], _real(docs), _real(out)
    for folder in map(_real, records):
        if here.is_relative_to(folder) or folder.is_relative_to(here):
            raise CannotDo(_RAW.fill(docs=here))
    for source in (docs, *records):
        if place.is_relative_to(_real(source)):
            raise CannotDo(_IN_SOURCE.fill(out=out, source=source.name))


def refuse_outside(project: Path, docs: Path) -> None:
    """Refuse to publish pages from outside of *project*, the folder that holds mkdocs.yml."""
    if not _real(docs).is_relative_to(_real(project)):
        raise CannotDo(_OUTSIDE.fill(docs=_real(docs), project=_real(project)))


def _real(path: Path) -> Path:
    """Return where *path* leads; unlike Path.resolve this accepts a loop of links."""
    return Path(os.path.realpath(path))


def refuse_to_empty(root: Path, docs: Path, folder: Path) -> None:
    """Refuse a folder for the site that holds something else: a build would remove it."""
    refuse_places(root, docs, folder)
    if not folder.is_dir() or (folder / OF_A_SITE).is_file():
        return
    if any(not entry.name.startswith(".") for entry in folder.iterdir()):
        raise CannotDo(_HOLDS_FILES.fill(folder=folder))
