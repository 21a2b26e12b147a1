"""Every count and name leads on: to the list of risks behind it, which has as many rows as the count says."""

import re
from typing import NamedTuple
from urllib.parse import urljoin

from playwright.sync_api import Page

from kit.browsing import Opened, Served, pages_of

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
LINKS = """() => [...document.querySelectorAll("a.srr-to")].filter(link => link.checkVisibility()).map(link => [
  link.getAttribute("href"), link.innerText.trim(), link.querySelector(".srr-chip") !== null])"""
BARE = """selector => [...document.querySelectorAll(selector)]
  .filter(place => /[1-9]/.test(place.innerText) && !place.querySelector("a.srr-to") && !place.closest("a.srr-to"))
  .map(place => place.outerHTML)"""
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


def crawled(page: Page, site: Served) -> list[Lead]:
    """Return each link to the list of risks on every page of *site*."""
    found: list[Lead] = []
    for path in pages_of(site.folder):
        if path.startswith(("how-to/", "rules/", "404")):
            continue
        page.goto(site.address + path)
        for href, words, is_chip in page.evaluate(LINKS):
            target, _, query = urljoin(page.url, href).partition("?")
            assert target == f"{site.address}risks/", (path, href)
            found.append(Lead(path, query, words, is_chip))
        bare = [place for selector in COUNTED for place in page.evaluate(BARE, selector)]
        assert bare == [], path
    return found


def test_each_count_leads_to_a_list_with_as_many_rows_and_each_name_to_one_with_rows(
    site: Served, visit: Opened
) -> None:
    page = visit(site, search=False).page
    leads = crawled(page, site)
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
