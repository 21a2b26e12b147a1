"""The configuration of a site in the language of the registry, and a whole one for its sources."""

from collections.abc import Collection, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from srr.language import NAMES, Language, Text
from srr.schema.settings import Settings
from srr.site.kit.html import escape
from srr.site.kit.page import FAVICON, JUMP_SCRIPT, LANGUAGE_SCRIPT, SCRIPT, STYLESHEET

THEME = Path(__file__).with_name("theme")
"""The templates that override those of the theme."""

# The labels that `srr init` writes into mkdocs.yml.
_TOGGLES = (
    Text("Switch to light mode", "ライトモードに切り替える"),
    Text("Switch to dark mode", "ダークモードに切り替える"),
    Text("Follow the system", "システムの設定に合わせる"),
)
# Text that generators and their theme show in English in any language.
_HEADING_LINK = Text("Permanent link", "この見出しへのリンク")

SKIP = Text("Skip to the content", "本文へ移動")

# Keys that refer to files of the repository, which a folder of sources does not have.
_LEFT_OUT = ("INHERIT", "hooks", "watch")
# An edit of a source that is written again by the next run would be lost.
_NO_FEATURES = ("content.action.edit", "content.action.view")


def has_switch(config: Mapping[str, Any], settings: Settings) -> bool:
    """Whether srr adds a language switch; a team may have configured its own."""
    return len(settings.languages) > 1 and "alternate" not in _dict(config.get("extra"))


def folder(settings: Settings) -> str:
    """Return the folder of the site within that of the first language, which is empty for the first one."""
    return "" if settings.language == settings.languages[0] else settings.language


def address(first: str, settings: Settings) -> str:
    """Return the URL of the site, given that of the first language; empty where unknown."""
    within = folder(settings)
    return f"{first.rstrip('/')}/{within}/" if first and within else first


def switch(settings: Settings) -> list[dict[str, str]]:
    """Return the languages that the theme offers, each with the way from this site's root to its own."""
    first, *others = settings.languages
    root = "../" if folder(settings) else "./"
    homes = {first: root} | {language: f"{root}{language}/" for language in others}
    homes[settings.language] = "./"
    return [{"name": NAMES[name], "link": home, "lang": name} for name, home in homes.items()]


def name_toggles(palettes: object, language: Language) -> None:
    """Label the light and dark switches in *palettes* in *language*."""
    names = {name.en: name.within(language) for name in _TOGGLES}
    for palette in palettes if isinstance(palettes, list) else ():
        toggle = palette.get("toggle") if isinstance(palette, dict) else None
        if isinstance(toggle, dict):
            toggle["name"] = names.get(str(toggle.get("name")), toggle.get("name"))


def name_heading_links(toc: dict[str, Any], language: Language) -> None:
    """Label the link after each heading, in the options *toc*, in *language*."""
    toc.setdefault("permalink_title", _HEADING_LINK.within(language))


def for_folder(config: Mapping[str, Any], settings: Settings) -> dict[str, Any]:
    """Return *config*, that of the registry's own site, for a folder of sources in the language of *settings*.

    Its folders are left to the caller.
    """
    language, own, offers = settings.language, deepcopy(dict(config)), has_switch(config, settings)
    scripts = [SCRIPT, JUMP_SCRIPT, *([LANGUAGE_SCRIPT] if offers else [])]
    return {key: value for key, value in own.items() if key not in _LEFT_OUT} | {
        # Material does not escape the name, see `Page` in kit/page.py.
        "site_name": str(escape(settings.name(language))),
        "theme": _theme(own.get("theme"), language),
        "nav": [_item(item, language) for item in _list(own.get("nav"))],
        "plugins": [plugin for plugin in _list(own.get("plugins")) if _name(plugin) != "srr"],
        "markdown_extensions": _extensions(own.get("markdown_extensions"), language),
        "extra_css": [*_list(own.get("extra_css")), STYLESHEET],
        "extra_javascript": [*_list(own.get("extra_javascript")), *scripts],
        "extra": _dict(own.get("extra")) | ({"alternate": switch(settings)} if offers else {}),
    }


def _theme(given: object, language: Language) -> dict[str, Any]:
    theme = {"name": given} if isinstance(given, str) else _dict(given)
    name_toggles(theme.get("palette"), language)
    features = [name for name in _list(theme.get("features")) if name not in _NO_FEATURES]
    return {
        "variant": "classic",
        "favicon": FAVICON,
        **theme,
        "language": language,
        "features": features,
    }


def _item(item: object, language: Language) -> object:
    """Return an item of the menu; srr's own groups are named in *language*."""
    if not isinstance(item, dict):
        return item
    return {
        group(name, language) if isinstance(value, list) else name: value
        for name, value in item.items()
    }


def _extensions(given: object, language: Language) -> list[object]:
    options = {_name(entry): _options(entry) for entry in _list(given)}
    name_heading_links(options.setdefault("toc", {}), language)
    return [{name: chosen} if chosen else name for name, chosen in options.items()]


def _name(entry: object) -> str:
    return str(next(iter(entry))) if isinstance(entry, dict) and entry else str(entry)


def _options(entry: object) -> dict[str, Any]:
    return _dict(next(iter(entry.values()))) if isinstance(entry, dict) and entry else {}


def _list(given: object) -> list[Any]:
    """Return *given* as a list; names of plugins and extensions may also be the keys of a mapping."""
    if isinstance(given, dict):
        return [{name: value} if value else name for name, value in given.items()]
    return list(given) if isinstance(given, list) else []


def _dict(given: object) -> dict[str, Any]:
    return dict(given) if isinstance(given, Mapping) else {}


def without(nav: object, pages: Collection[str]) -> object:
    """Return the menu *nav* without *pages*, and without the groups that held nothing else."""
    if isinstance(nav, list):
        kept = (without(item, pages) for item in nav)
        return [item for item in kept if item not in (None, {}, [])]
    if isinstance(nav, dict):
        items = {name: without(value, pages) for name, value in nav.items()}
        return {name: value for name, value in items.items() if value not in (None, [])}
    return None if nav in pages else nav


def mount(config: Mapping[str, Any]) -> str | None:
    """Return the path below which the registry goes on a team's own site; None where it is the whole site."""
    plugins = _list(config.get("plugins"))
    options = next((_options(entry) for entry in plugins if _name(entry) == "srr"), {})
    return options.get("mount")


GROUPS = (
    Text("Review", "レビュー"),
    Text("Overview", "全体像"),
    Text("Lessons", "教訓"),
    Text("Reference", "資料"),
)


def group(name: str, language: Language) -> str:
    """Return the name of a group of the menu in *language*; any other name as it is."""
    return next((label.within(language) for label in GROUPS if label.en == name), name)
