"""Every count and name leads on: to the list of risks behind it, which has as many rows as the count says."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from kit.browsing import Build, Opened, Served, kinds_of, pages_of

# Each place of a count that must be a link, where it is more than nothing.
COUNTED = (
    ".srr-number:has(+ .srr-bar)",
    ".srr-tally--columns b",
    "[data-alarm]:not([hidden]) [data-kind=visit]",
    "[data-sort=sort-owners] tbody td:is(:nth-child(2), :nth-child(4))",
    ".srr-matrix td:not(.srr-matrix__empty) b",
    ".srr-numbers [data-kind=visit]",
    "#area ~ .srr .srr-group small",
)
COUNT = re.compile(r"^(?:\+ )?(\d+)\b|(\d+) 件")
# The links in sight, and the counts that are none.
LINKS = """selectors => [
  [...document.querySelectorAll("a.srr-to")].filter(link => link.checkVisibility()).map(link => [
    link.getAttribute("href"), link.innerText.trim(), link.querySelector(".srr-chip") !== null]),
  [...document.querySelectorAll(selectors.join())]
    .filter(place => /[1-9]/.test(place.innerText) && !place.querySelector("a.srr-to") && !place.closest("a.srr-to"))
    .map(place => place.outerHTML)]"""
ROWS = """queries => queries.map(query => {
  history.replaceState(null, "", "?" + query);
  dispatchEvent(new Event("popstate"));
  const said = document.querySelector(".srr-nothing").innerText;
  return [document.querySelectorAll(".srr-list tbody tr").length, said];
})"""


class Lead(NamedTuple):
    """A link to the list: the page that it stands on, the query, and its words."""

    page: str
    query: str
    words: str
    is_chip: bool


def crawled(page: Page, site: Served, paths: list[str]) -> list[Lead]:
    """Return each link to the list of risks on these pages of *site*."""
    found: list[Lead] = []
    for path in paths:
        if path.startswith(("how-to/", "rules/", "404")):
            continue
        page.goto(site.address + path)
        links, bare = page.evaluate(LINKS, COUNTED)
        for href, words, is_chip in links:
            target, _, query = urljoin(page.url, href).partition("?")
            assert target == f"{site.address}risks/", (path, href)
            found.append(Lead(path, query, words, is_chip))
        assert bare == [], path
    return found


# The Japanese site has the same links, with other words around the counts.
@pytest.mark.parametrize(("language", "looked_at"), [("en", pages_of), ("ja", kinds_of)])
def test_each_count_leads_to_a_list_with_as_many_rows_and_each_name_to_one_with_rows(
    build: Build, visit: Opened, language: str, looked_at: Callable[[Path], list[str]]
) -> None:
    site = build(language)
    page = visit(site, search=False).page
    leads = crawled(page, site, looked_at(site.folder))
    assert {lead.page for lead in leads} >= {"", "risks/", "load/", "areas/", "matrix/", "overdue/"}
    queries = list(dict.fromkeys(lead.query for lead in leads))
    page.goto(f"{site.address}risks/")
    rows = dict(zip(queries, page.evaluate(ROWS, queries), strict=True))
    counts = 0
    for lead in leads:
        number, said = rows[lead.query]
        assert "“" not in said, lead
        assert "「" not in said, lead
        count = None if lead.is_chip else COUNT.search(lead.words)
        if count:
            counts += 1
            assert number == int(count[1] or count[2]), lead
        else:
            assert number > 0, lead
    assert counts > 40
