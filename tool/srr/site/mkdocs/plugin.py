"""The registry as an MkDocs plugin: passes the generated pages to MkDocs or ProperDocs.

No other part of srr knows MkDocs; `srr build --out` gives the same pages to Zensical.
"""

import json
import logging
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from os.path import relpath
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin, urlsplit

import click
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from srr.exporters.data import feed
from srr.exporters.data.feed import LIMIT
from srr.language import Text
from srr.repository import errors, history
from srr.repository.history import Past
from srr.repository.settings_file import language_at
from srr.repository.workspace import Workspace, open_workspace
from srr.schema.kinds import FOLDERS, READ_FOLDERS
from srr.schema.settings import FILES as SETTINGS_FILES
from srr.schema.settings import Settings
from srr.site import by_hand, config_secrets, not_found, search_index, sources
from srr.site import config as site_config
from srr.site.by_hand import ByHand
from srr.site.config import group
from srr.site.content_policy import guarded, scripts
from srr.site.kit.html import Html, element, escape
from srr.site.kit.jump import jumps
from srr.site.kit.page import (
    BLOCK,
    FAVICON,
    JUMP_SCRIPT,
    LANGUAGE_SCRIPT,
    SCRIPT,
    SEARCH_SCRIPT,
    STYLESHEET,
)
from srr.site.kit.site import HOW_TO, LEVERS, RISK_PAGES, SUBSCRIBE, WHEN_USED, Site
from srr.site.mkdocs import languages, own_files
from srr.site.mkdocs.outline import Converted, OutlinePage
from srr.text.credentials import mask
from srr.text.sinks import visible, visible_lines

OUT_OF_NAV = (*FOLDERS, RISK_PAGES, "rules", SUBSCRIBE)
# The menus that earlier versions wrote do not list them.
NEED_NOT_BE_IN_NAV = (LEVERS, HOW_TO, *WHEN_USED)
WATCHED = (*READ_FOLDERS, *SETTINGS_FILES)

_INLINE_TAG = re.compile(r"</?(?:a|b|code|em|s|strong)(?: [^>]*)?>")
_TAG = re.compile(r"<[^>]*>")
# https://github.com/squidfunk/mkdocs-material/blob/master/material/templates/base.html
_THEMES_FAVICON = "assets/images/favicon.png"
_SKIP = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
# An id on the article itself would be the nearest one above each block of code, by which the theme tells them apart:
# https://github.com/squidfunk/mkdocs-material/blob/master/src/templates/assets/javascripts/components/content/code/_/index.ts
_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>')
_START = '<span id="srr-content" tabindex="-1"></span>'
_NOT_FOUND = "<h1>404 - Not found</h1>"
_WORKER = re.compile(r'("search": "[^"]*?)assets/javascripts/workers/[^"]*')
_MOUNT = re.compile(r"[\w-]+(?:/[\w-]+)*", re.ASCII)
_NO_MOUNT = Text(
    "mount in mkdocs.yml is {path}; write a path of letters, digits, - and _, such as risks",
    "mkdocs.yml の mount に {path} は使えません。risks のように、英数字、-、_ のパスを書いてください",
)
_SECRET_MOUNT = Text(
    "mount in mkdocs.yml holds a secret, and every address would show it; write another path",
    "mkdocs.yml の mount に秘密情報があり、すべての URL に表示されてしまいます。別のパスを書いてください",
)
_NO_TEMPLATE = Text(
    "{path}, a template of the theme, is not a regular file; remove it",
    "テーマのテンプレート {path} が通常のファイルではありません。削除してください",
)

log = logging.getLogger("mkdocs.plugins.srr")


class SrrOptions(Config):  # type: ignore[no-untyped-call]
    """The options under `srr:` in mkdocs.yml."""

    root = config_options.Type(str, default=".")
    today = config_options.Optional(config_options.Type(str))
    mount = config_options.Optional(config_options.Type(str))


class SrrPlugin(BasePlugin[SrrOptions]):  # type: ignore[no-untyped-call]
    """Adds a page for each record, and the pages that sum them up."""

    translated: tuple[Workspace, Past] | None = None
    """The registry and its history, to be shown in another language, where the first is not built."""
    by_hand = ByHand()
    """The secrets in mkdocs.yml and, where the whole site is the registry's, in the files written by hand."""
    mount = ""
    """The path of a team's own site below which all pages go, with a slash at its end; empty for the whole site."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the name and the language of the registry, and let `serve` watch its records."""
        root = self._root(config)
        try:
            if self.translated:
                self.workspace = self.translated[0]
            else:
                self.mount = _mount(self.config.mount)
                self.workspace = open_workspace(root, self.config.today)
                sources.refuse_outside(_project(config), Path(config.docs_dir))
                sources.refuse_to_empty(root, Path(config.docs_dir), Path(config.site_dir))
            self._scripts = scripts(_templates(config))
        except errors.CannotDo as error:
            language = language_at(root)
            raise PluginError(visible_lines(error.said.within(language))) from None
        shown = _shown(config, mounted=bool(self.mount))
        place = Path(relpath(config.config_file_path, root)).as_posix()
        raw = Path(config.config_file_path).read_bytes()
        self._document = config_secrets.as_document(place, raw, shown)
        _show(config, config_secrets.masked(shown))
        config.extra_css.append(f"{self.mount}{STYLESHEET}")
        config.extra_javascript.append(f"{self.mount}{SCRIPT}")
        if not self.mount:
            config.extra_javascript.append(JUMP_SCRIPT)
            self._take_over(config)
        config.watch.extend(str(root / name) for name in WATCHED if (root / name).exists())
        return config

    def _take_over(self, config: MkDocsConfig) -> None:
        """Give the whole site the name and the languages of the registry."""
        settings = self.workspace.settings
        # Material does not escape the name, see `Page`.
        config.site_name = escape(settings.name(settings.language))
        config.theme["language"] = settings.language
        if config.theme.get("favicon") in (None, _THEMES_FAVICON):
            config.theme["favicon"] = FAVICON
        site_config.name_toggles(config.theme.get("palette"), settings.language)
        site_config.name_heading_links(config.mdx_configs.setdefault("toc", {}), settings.language)
        if site_config.has_switch(config, settings):
            config.extra_javascript.append(LANGUAGE_SCRIPT)
            config.extra["alternate"] = site_config.switch(settings)
            # The team's own templates come before it.
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(site_config.THEME))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages, and leave out what a link brought in from elsewhere, and what is no file."""
        for file in tuple(files):
            if why := own_files.unpublishable(file, config):
                self._warn(why)
                files.remove(file)
        self.by_hand = self._searched(files, config)
        if not self.mount:
            own_files.translate(files, config, self.workspace.settings.language)
            own_files.place_in_repository(files, config, self._root(config))
        written = {file.dest_uri: file for file in files}
        self.past = self.translated[1] if self.translated else history.read(self.workspace, LIMIT)
        self._blocks: dict[str, bytes] = {}
        self._own: set[str] = set()
        self._outlines: dict[str, str] = {}
        self._feeds: dict[str, Settings] = {}
        for shown in self._languages():
            folder = site_config.folder(shown.settings) if self.mount else ""
            place = f"{self.mount}{folder}/" if folder else self.mount
            self._feeds[place] = shown.settings
            site = sources.site(
                shown,
                self.past,
                directory_urls=config.use_directory_urls,
                edit=self._edit_template(config),
            )
            if not self.mount:
                self._ids, self._missing = jumps(site), _missing(site, config)
            for file in self._generated(site, place, config):
                if file.dest_uri in written:
                    taken = written[file.dest_uri]
                    self._warn(by_hand.TAKEN.fill(page=taken.src_uri))
                    files.remove(taken)
                files.append(file)
        absent = {f"{self.mount}{path}" for path in WHEN_USED} - self._own
        config.nav = site_config.without(config.nav, absent)
        return files

    def _searched(self, files: Files, config: MkDocsConfig) -> ByHand:
        """Search mkdocs.yml and the files of docs_dir, in all languages, for secrets; put asterisks into the latter."""
        settings = self.workspace.settings
        ours = {} if self.mount else own_files.published(files, config)
        contents = {path: own_files.content(file, settings) for path, file in ours.items()}
        folder = Path(relpath(config.docs_dir, self._root(config))).as_posix()
        try:
            found = by_hand.searched(contents, folder, self.workspace, self._document)
        except errors.CannotDo as error:
            raise PluginError(visible_lines(error.said.within(settings.language))) from None
        for path in found.masked.keys() & ours.keys():
            if not ours[path].is_documentation_page():
                ours[path].content_bytes = found.masked[path]
        return found

    def _languages(self) -> Iterator[Workspace]:
        """Yield the registry in the languages of this build: a site of its own has a build for each."""
        yield self.workspace
        if self.mount:
            for language in self.workspace.settings.languages[1:]:
                yield self.workspace.within(language)

    def _generated(self, site: Site, place: str, config: MkDocsConfig) -> Iterator[File]:
        """Yield the generated files of *site*, at *place*."""
        rendered = sources.files(
            site,
            address=f"{config.site_url.rstrip('/')}/{place}" if config.site_url else "",
            own_search=self._has_own_search(config),
        )
        self._own |= {f"{place}{path}" for path in rendered}
        for path in tuple(rendered):
            content = rendered.pop(path)
            if path in sources.PARTS and place != self.mount:
                continue  # every page of the site has those of the first language
            if path.endswith(".md"):
                content, blocks = outlined(content)
                self._blocks[f"{place}{path}"] = _packed(blocks)
            file = _file(config, path, content, place)
            if self.mount and file.edit_uri:
                file.edit_uri = relpath(self._root(config) / path, config.docs_dir)
            yield file

    def _warn(self, said: Text) -> None:
        log.warning("%s", visible(said.within(self.workspace.settings.language)))

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Put asterisks into a page written by hand, in place of its secrets."""
        source = page.file.abs_src_path
        if source is None or not self.by_hand.masked:
            return None
        shown = self.by_hand.masked.get(Path(relpath(source, config.docs_dir)).as_posix())
        return None if shown is None else shown.decode("utf-8-sig")

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Translate the groups of the menu into the language of the registry; prepare the pages outside of it."""
        for item in nav.items:
            if item.is_section and not self.mount:
                item.title = group(item.title or "", self.workspace.settings.language)
        in_menu = {page.file.src_uri for page in nav.pages}
        converted: Converted = {}
        for file in files.documentation_pages():
            if file.src_uri in self._blocks and file.src_uri not in in_menu:
                # It takes its place at the file.
                OutlinePage(file, config, converted)
        return nav

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the search index the text of a generated page, which is faster than parsing the HTML."""
        del config, files
        blocks = self._blocks.get(page.file.src_uri)
        if blocks is None:
            return html
        self._outlines[page.file.src_uri] = html
        if page.meta.get("search", {}).get("exclude"):
            return html
        return _filled(html, [f"<p>{_words(block)}</p>" for block in _unpacked(blocks)])

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Put the blocks of a generated page in their places."""
        del config, nav
        outline = self._outlines.pop(page.file.src_uri, None)
        if outline is not None:
            page.content = _filled(outline, _unpacked(self._blocks.pop(page.file.src_uri)))
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let browsers find the feed, and put the policy into the page."""
        is_own = page.file.src_uri in self._own
        if self.mount and not is_own:
            return output
        path = page.file.src_uri
        if is_own:
            # It is written, and MkDocs would hold it until all are. With None it would have no title for the menus:
            # https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/structure/pages.py
            page.content = page.markdown = ""
        place = max((each for each in self._feeds if path.startswith(each)), key=len)
        settings = self._feeds[place]
        address = get_relative_url(f"{place}{feed.PATH}", page.url)
        link = _feed_link(settings.name(settings.language), address)
        output = output.replace("</head>", f"{link}</head>", 1)
        output = self._skipping(self._searching(output, config))
        if not is_own:
            output = output.replace("</body>", f"{self._ids}</body>", 1)
        return output if _is_served() else guarded(output, self._scripts)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Put the policy, and what srr knows of the records, into the page for a missing address."""
        if self.mount:
            return output_content
        if template_name == "404.html":
            output_content = output_content.replace(_NOT_FOUND, self._missing)
        output_content = self._skipping(self._searching(output_content, config))
        is_page = template_name.endswith(".html") and not _is_served()
        return guarded(output_content, self._scripts) if is_page else output_content

    # After the theme's search, wherever mkdocs.yml lists it.
    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Complete what the search looks through; build the site of each other language into a folder of this one."""
        if self._has_own_search(config):
            _complete_search(Path(config.site_dir))
        if self.translated is None and not self.mount:
            for language in self.workspace.settings.languages[1:]:
                shown = self.workspace.within(language)
                languages.build(config, shown, self.past, "serve" if _is_served() else "build")

    def _has_own_search(self, config: MkDocsConfig) -> bool:
        """Whether srr's search takes the place of the theme's: on a site of its own, in the theme that can be told."""
        searched = "search" in config.plugins or "material/search" in config.plugins
        return searched and config.theme.name == "material" and not self.mount

    def _searching(self, page: str, config: MkDocsConfig) -> str:
        """Return *page*, told to ask srr's search in place of the theme's."""
        return _WORKER.sub(rf"\1{SEARCH_SCRIPT}", page) if self._has_own_search(config) else page

    def _skipping(self, page: str) -> str:
        """Return *page* with a link to its content: the theme's leads to the first heading, where there is one."""
        words = site_config.SKIP.within(self.workspace.settings.language)
        link = element("a", words, href="#srr-content", class_="md-skip")
        page = _ARTICLE.sub(lambda found: f"{found[0]}{_START}", page, count=1)
        return _SKIP.sub(lambda found: f"{found[1]}{link}{found[2]}", page, count=1)

    def _edit_template(self, config: MkDocsConfig) -> str:
        """Return where the forge edits the file at `{path}` from the registry's root; empty where that is not known."""
        given = str(config.edit_uri_template or "")
        if not given and config.edit_uri:
            given = f"{config.edit_uri}{{path}}"
        if self.mount:
            folder = relpath(self._root(config), config.docs_dir)
            given = given.replace("{path", f"{folder}/{{path")
        return (
            urljoin(f"{config.repo_url.rstrip('/')}/", given)
            if config.repo_url and given
            else given
        )

    def _root(self, config: MkDocsConfig) -> Path:
        return (_project(config) / self.config.root).resolve()


def _missing(site: Site, config: MkDocsConfig) -> Html:
    """Return the content of the page for a missing address."""
    # MkDocs gives the page this base, too:
    # https://github.com/mkdocs/mkdocs/blob/1.6.1/mkdocs/commands/build.py#L66-L70
    base = f"{urlsplit(config.site_url or '/').path.rstrip('/')}/"
    return not_found.content(site, lambda address: f"{base}{address}")


def _complete_search(site: Path) -> None:
    """Add the pages that the theme's search knows to srr's, and leave the theme's empty: each reader loads it."""
    theirs, ours = site / "search/search_index.json", site / search_index.PATH
    index = json.loads(theirs.read_text(encoding="utf-8"))
    ours.write_bytes(search_index.with_pages(ours.read_bytes(), index["docs"]))
    theirs.write_text(json.dumps({**index, "docs": []}), encoding="utf-8")


def _shown(config: MkDocsConfig, *, mounted: bool) -> dict[str, Any]:
    """Return what the site shows of *config* as plain values."""
    shown = config_secrets.shown(config, mounted=mounted)
    return shown | ({"theme": dict(config.theme)} if "theme" in shown else {})


def _show(config: MkDocsConfig, values: dict[str, Any]) -> None:
    """Put *values* into *config*; the theme stays the object that it is, and takes its own."""
    config.theme.update(values.pop("theme", {}))
    config.update(values)


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").parent


def _templates(config: MkDocsConfig) -> Iterator[str]:
    """Yield the templates of the theme, without its hidden folder of thousands of icons."""
    for place in config.theme.dirs:
        for folder, inner, names in os.walk(place):
            inner[:] = [name for name in inner if not name.startswith(".")]
            for name in names:
                path = Path(folder, name)
                if name.endswith(".html"):
                    if not path.is_file():
                        raise errors.CannotDo(_NO_TEMPLATE.fill(path=path))
                    yield path.read_text(encoding="utf-8", errors="replace")


def outlined(source: bytes) -> tuple[bytes, list[str]]:
    """Return a page with its blocks of HTML taken out, and the blocks.

    Python-Markdown would pass them on unchanged, but parse every tag first, which is half of the time of a build:
    https://github.com/Python-Markdown/markdown/blob/master/markdown/htmlparser.py
    """
    blocks: list[str] = []
    parts = source.decode().rstrip("\n").split(_PARAGRAPH)
    for index, part in enumerate(parts):
        if part.startswith(BLOCK):
            parts[index] = _place(len(blocks))
            blocks.append(part)
    return _PARAGRAPH.join(parts).encode(), blocks


_PARAGRAPH = "\n\n"


def _packed(blocks: Sequence[str]) -> bytes:
    # MkDocs reads all pages before it writes the first, and the blocks are most of a page.
    return zlib.compress(_PARAGRAPH.join(blocks).encode(), 1)


def _unpacked(packed: bytes) -> list[str]:
    return zlib.decompress(packed).decode().split(_PARAGRAPH)


def _is_served() -> bool:
    """Whether pages are served live: those get a reload script that differs on each build."""
    # on_startup also knows, but MkDocs reuses a plugin that has one from build to build:
    # https://www.mkdocs.org/dev-guide/plugins/#on_startup
    command = click.get_current_context(silent=True)
    return command is not None and command.info_name == "serve"


def _place(number: int) -> str:
    # A record cannot contain this: its tags are escaped.
    return f'<div data-srr-block="{number}"></div>'


def _filled(outline: str, blocks: Sequence[str]) -> str:
    for number, block in enumerate(blocks):
        outline = outline.replace(_place(number), block)
    return outline


def _words(block: str) -> str:
    return mask(" ".join(_TAG.sub(" ", _INLINE_TAG.sub("", block)).replace("&#10;", " ").split()))


def _mount(path: str | None) -> str:
    """Return the path below which the pages go, with a slash at its end; empty for the whole site."""
    folder = (path or "").strip("/")
    if path is not None and not _MOUNT.fullmatch(folder):
        raise errors.CannotDo(_NO_MOUNT.fill(path=repr(path)))
    if mask(folder) != folder:
        raise errors.CannotDo(_SECRET_MOUNT)
    return f"{folder}/" if folder else ""


def _feed_link(name: str, address: str) -> str:
    kind = "application/atom+xml"
    return element("link", rel="alternate", type=kind, title=name, href=address)


def _file(config: MkDocsConfig, path: str, content: bytes, mount: str) -> File:
    place = PurePosixPath(path)
    first = place.parts[0]
    may_be_missing = first in NEED_NOT_BE_IN_NAV or path in NEED_NOT_BE_IN_NAV
    left_out = may_be_missing or (first in OUT_OF_NAV and place.name != "index.md")
    inclusion = InclusionLevel.NOT_IN_NAV if left_out else InclusionLevel.INCLUDED
    file = File.generated(config, f"{mount}{path}", content=content, inclusion=inclusion)
    if place.parts[0] in FOLDERS and place.name != "index.md":
        file.edit_uri = path
    return file
