"""The site in a second language: the same build once more, into a folder of the first, and the switch between them."""

from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build as run
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from srr.language import NAMES, Language, Text
from srr.settings import Settings
from srr.workspace import Workspace

# What a command may have laid over mkdocs.yml.
_KEPT = ("strict", "use_directory_urls", "edit_uri_template")
# What `srr init` writes into mkdocs.yml for the reader to see.
_TOGGLES = (
    Text("Switch to light mode", "ライトモードに切り替える"),
    Text("Switch to dark mode", "ダークモードに切り替える"),
    Text("Follow the system", "システムの設定に合わせる"),
)
# What MkDocs and its theme say in English, whatever their language is.
_HEADING_LINK = Text("Permanent link", "この見出しへのリンク")
_NOT_FOUND = Text("404 - Not found", "404 - ページが見つからない")


def switch(settings: Settings) -> list[dict[str, str]]:
    """Return the languages that the theme offers, each with the way from this site's root to its own."""
    first, *others = settings.languages
    root = "./" if settings.language == first else "../"
    homes = {first: root} | {language: f"{root}{language}/" for language in others}
    homes[settings.language] = "./"
    return [{"name": NAMES[name], "link": home, "lang": name} for name, home in homes.items()]


def name_toggles(config: MkDocsConfig, language: Language) -> None:
    """Say in *language* what the switches of light and dark do."""
    names = {name.en: name.within(language) for name in _TOGGLES}
    palettes = config.theme.get("palette")
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle", {})
        toggle["name"] = names.get(toggle.get("name"), toggle.get("name"))


def name_heading_links(config: MkDocsConfig, language: Language) -> None:
    """Say in *language* what the sign behind a heading is for."""
    options = config.mdx_configs.setdefault("toc", {})
    options.setdefault("permalink_title", _HEADING_LINK.within(language))


def not_found(page: str, language: Language) -> str:
    """Return the page that is shown where there is none with its words in *language*."""
    return page.replace(_NOT_FOUND.en, _NOT_FOUND.within(language))


def build(config: MkDocsConfig, shown: Workspace, command: Literal["build", "serve"]) -> None:
    """Build the site of *shown* into a folder within the site of *config*, as the same command would."""
    language = shown.settings.language
    home = config.site_url and f"{config.site_url.rstrip('/')}/{language}/"
    folder = str(Path(config.site_dir, language))
    kept = {key: config[key] for key in _KEPT}
    inner = load_config(config.config_file_path, site_dir=folder, site_url=home, **kept)
    plugin: Any = inner.plugins["srr"]
    plugin.translated = shown
    inner.plugins.on_startup(command=command, dirty=False)
    try:
        run(inner)
    finally:
        inner.plugins.on_shutdown()
