"""A page of the site as a value, and the paths from one page to another."""

import posixpath
import re
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import quote

from srr.site.kit.html import Html, escape, join, printable

STYLESHEET = "assets/srr.css"
SCRIPT = "assets/srr.js"
FAVICON = "assets/favicon.svg"
JUMP_SCRIPT = "assets/jump.js"
SEARCH_SCRIPT = "assets/search.js"
LANGUAGE_SCRIPT = "assets/language.js"
BLOCK = '<div class="srr">'
"""The start of each block of HTML in a page; it holds no empty line and is followed by one."""

# A line that does not begin with a tag could be read as a fence or an include.
_LINE_END = re.compile(r"\n(?!</?[a-z])")
_MARKDOWN = re.compile(r"[!-/:-@\[-`{-~]")


class Heading(NamedTuple):
    """A level-2 heading; the generator lists it in the page's table of contents."""

    text: str
    id: str


class Markdown(NamedTuple):
    """Markdown that srr ships, rendered by the generator."""

    text: str


Block = Heading | Html | Markdown


@dataclass(frozen=True, slots=True)
class Page:
    """One page: *path* is its place in the site's sources, such as `risks/SRR-0001.md`.

    A *wide* one has no table of contents beside it. One that is *alone* is an entry of the menu by itself, so there is
    no menu beside it.
    """

    path: str
    title: str
    blocks: tuple[Block, ...]
    searchable: bool = True
    wide: bool = False
    alone: bool = False

    def source(self) -> bytes:
        """Return the Markdown file of this page; no generator finds Markdown of a record in it."""
        parts = [self._front_matter()]
        run: list[Html] = []
        for block in self.blocks:
            if isinstance(block, Html):
                run.append(block)
                continue
            parts += [_raw(run), _markdown(block)]
            run = []
        parts.append(_raw(run))
        return "\n\n".join(part for part in parts if part).encode() + b"\n"

    def followed_by(self, block: Html) -> "Page":
        """Return this page with one more block at its end."""
        return replace(self, blocks=(*self.blocks, block))

    def _front_matter(self) -> str:
        # Material does not escape the title:
        # https://github.com/squidfunk/mkdocs-material/blob/master/material/templates/base.html
        title = _without_links(escape(" ".join(self.title.split())))
        lines = ["---", f"title: {_quoted(title)}"]
        lines += [] if self.searchable else ["search:", "  exclude: true"]
        hidden = ["navigation"] * self.alone + ["toc"] * self.wide
        lines += [f"hide: [{', '.join(hidden)}]"] if hidden else []
        return "\n".join([*lines, "---"])


@dataclass(frozen=True, slots=True)
class Urls:
    """How pages become addresses: `risks/SRR-0001/`, or without directories `….html`."""

    directories: bool = True

    def between(self, source: str, target: str, fragment: str = "") -> str:
        """Return the relative address that leads from the page *source* to *target*."""
        start = posixpath.dirname(self.of(source))
        place, slash = self.of(target), ""
        if place == "" or place.endswith("/"):
            place, slash = place.rstrip("/"), "/"
        path = _relative(start, place) + slash
        return quote(path) + (f"#{quote(fragment)}" if fragment else "")

    def of(self, page: str) -> str:
        """Return the address of *page* relative to the root of the site; other files keep their names."""
        if not page.endswith(".md"):
            return page
        stem = page.removesuffix(".md")
        if not self.directories:
            return f"{stem}.html"
        return stem.removesuffix("index") if posixpath.basename(stem) == "index" else f"{stem}/"


@dataclass(frozen=True, slots=True)
class Paths(Urls):
    """Paths from source to source, for a generator that also resolves those in HTML."""

    def of(self, page: str) -> str:
        """Return *page* as it is."""
        return page


def _relative(start: str, place: str) -> str:
    """Return the way from the folder *start* to *place*, both from the root of the site."""
    # posixpath.relpath looks up the current folder each time, and a site has thousands of links.
    origin, goal = (path.split("/") if path else [] for path in (start, place))
    shared = len(posixpath.commonprefix([origin, goal]))
    return "/".join([*[".."] * (len(origin) - shared), *goal[shared:]]) or "."


def _quoted(text: str) -> str:
    """Return *text* as a double-quoted YAML scalar."""
    return f'"{"".join(_yaml_character(character) for character in text)}"'


def _yaml_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _markdown(block: Heading | Markdown) -> str:
    return _heading(block) if isinstance(block, Heading) else block.text.strip()


def _heading(heading: Heading) -> str:
    text = _MARKDOWN.sub(
        lambda match: f"&#{ord(match[0])};", " ".join(printable(heading.text).split())
    )
    return f"## {text} {{ #{heading.id} }}"


def _raw(run: list[Html]) -> str:
    """Return HTML as one block that Markdown passes on untouched, whatever extensions are on."""
    if not any(run):
        return ""
    text = f"{BLOCK}{join(*run)}</div>"
    text = _without_links(text).replace("\t", "&#9;").replace("{", "&#123;")
    return _LINE_END.sub("&#10;", text)


def _without_links(text: str) -> str:
    """Return HTML without anything that Zensical would check as a link: https://zensical.org/docs/setup/validation/"""
    return text.replace("](", "]&#40;")
