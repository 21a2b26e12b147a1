"""A site of a few records, and a reader of the HTML that its pages hold."""

import html
import re
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from typing import Any

from kit.examples import TODAY, tree
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.repository.today import zone
from srr.schema.settings import parse
from srr.site.kit.page import Heading, Page, Urls
from srr.site.kit.site import Site


def site(
    fragments: Mapping[str, str], settings: Mapping[str, Any] | None = None, today: date = TODAY
) -> Site:
    """Return the site of valid records with *fragments* laid over them, by path."""
    chosen = parse(settings or {}, "srr.toml")
    files: dict[str, bytes] = {}
    for path, fragment in fragments.items():
        files |= tree(fragment, path)
    report = check(read_registry(files, chosen), chosen, today)
    return Site(report, chosen, Urls(), zone=zone(chosen))


class Shown(HTMLParser):
    """What a page shows: its links, those to a list of risks apart, and the text of each cell, heading and fact."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.html = "".join(
            f"<h2 id={block.id}>{html.escape(block.text)}</h2>"
            if isinstance(block, Heading)
            else str(block)
            for block in page.blocks
        )
        self.links: list[str] = []
        self.lists: list[str] = []
        self.ids: list[str] = []
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            href = given["href"] or ""
            (self.lists if "?" in href else self.links).append(href)
        if given.get("id"):
            self.ids.append(given["id"] or "")

    @property
    def text(self) -> str:
        """All words, with one space between."""
        return words(self.html)

    def rows(self, number: int = 0) -> list[list[str]]:
        """Return the cells of the body of one table."""
        body = re.findall(r"<tbody[^>]*>(.*?)</tbody>", self.html, re.DOTALL)[number]
        return [
            [words(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)]
            for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)
        ]

    def facts(self) -> dict[str, str]:
        """Return the names and values of the lists of facts."""
        pairs = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", self.html, re.DOTALL)
        return {words(name): words(value) for name, value in pairs}


def words(markup: str) -> str:
    """Return the text of *markup*, with one space between words."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", markup)).split())
