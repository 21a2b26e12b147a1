"""Whatever records say: a count on a page is the number of rows of the list behind it."""

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.sites import Shown, site
from srr.schema.views import FACETS, GROUPS, ME, NONE, PLANS
from srr.site.kit.filters import list_of, values
from srr.site.kit.list_links import name_link, status_link
from srr.site.kit.page import Page
from srr.site.kit.risk_data import chips, data
from srr.site.kit.risk_table import risk_table
from srr.site.kit.site import LOAD, RISKS, Site
from srr.site.pages import areas, home, load, matrix

READER = "the-reader"
NAMES = ("owner", "team", "area", "service")
ODD = [
    *("-", " - ", "@me", "@@me", "@ @me", "@-", "open", "“open”", "high", "overdue", "unknown"),
    *("nul\0", "\x1b[31m", "a\nb", "a b", "a\r\nb", "a\rb", "a\u2028b", "\x85", "\n", "+", "%00"),
    *(" x", "x ", "x", "\ufeffx", "\ufffd", "a\u202eb", "\U0001f3f4", "&amp;", "<b>", '"', "?a=b"),
]
TEXTS = st.sampled_from(ODD) | st.text(st.characters(codec="utf-8"), max_size=4)
RECORDS = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys(("status", *NAMES), TEXTS)),
    min_size=1,
    max_size=5,
)
Row = Mapping[str, str]


def built(records: Sequence[Mapping[str, str]]) -> Site:
    """Return the site of records with these values; where one is left out, the record does not give it."""
    fragments = {}
    for number, record in enumerate(records, 1):
        lines = [f"{key}: {quoted(text)}" for key, text in record.items()]
        missing = [] if "owner" in record else ["# no owner"]
        fragments[f"risks/SRR-{number:04}.md"] = "\n".join([*lines, *missing])
    return site(fragments)


def quoted(text: str) -> str:
    escaped = "".join(
        sign if sign.isalnum() and sign.isascii() else f"\\U{ord(sign):08x}" for sign in text
    )
    return f'"{escaped}"'


class _Rows(HTMLParser):
    def __init__(self, markup: str) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "tr" and "data-owner" in given:
            keys = {key: f"data-{key.replace('_', '-')}" for key in FACETS if key not in PLANS}
            self.rows.append({key: given[name] or "" for key, name in keys.items()})


def rows_of_page(shown: Site) -> list[Row]:
    return _Rows(risk_table(shown.registry.ranked, RISKS, shown)).rows


def rows_of_data(shown: Site) -> list[Row]:
    read = json.loads(data(shown))
    rows = [dict(zip(read["keys"], row, strict=True)) for row in read["rows"]]
    due = {risk.id: "\n".join(values(risk, shown)["due"]) for risk in shown.registry.risks}
    return [row | {"due": due[row["id"]]} for row in rows]


def found(rows: Sequence[Row], query: str) -> list[Row]:
    """Return the rows that a browser shows for *query*, as query.js does."""
    asked = parse_qs(query, keep_blank_values=True)
    wanted = {
        key: {READER if key == "owner" and text == ME else text for text in texts}
        for key, texts in asked.items()
    }
    return [row for row in rows if all(set(words(row, key)) & wanted[key] for key in wanted)]


def words(row: Row, key: str) -> list[str]:
    return (row[key] or NONE).split("\n")


def counts(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the query and the number of each link to a list that is a number, and not what is asked for."""
    for link in re.findall(r'<a href="[^"]*\?[^"]*"[^>]*>.*?</a>', Shown(page).html):
        text, query = html.unescape(re.sub(r"<[^>]*>", "", link)).strip(), _query(link)
        number = re.fullmatch(r"(?:\+ )?([0-9]+)(?: unknown| overdue)?", text)
        if number and [text] not in parse_qs(query).values():
            yield query, int(number[1])


def _query(link: str) -> str:
    return urlsplit(html.unescape(re.findall(r'href="([^"]*)"', link)[0])).query


@pytest.mark.parametrize("page", [load.page, areas.page, home.page, matrix.page])
@given(records=RECORDS)
@example([{"team": "-", "owner": "-", "service": "-", "area": "-"}, {}, {"team": "x"}])
@example([{"team": "nul\0", "owner": "@me", "service": "a\nb", "area": "a\r\nb"}, {"team": "a b"}])
@example([{"status": "open"}, {"status": "watching"}, {"status": "“open”"}, {"status": "-"}])
def test_a_count_is_the_number_of_rows_of_the_list_behind_it(
    page: Callable[[Site], Page], records: list[dict[str, str]]
) -> None:
    shown = built(records)
    for query, number in counts(page(shown)):
        for rows in (rows_of_page(shown), rows_of_data(shown)):
            assert len(found(rows, query)) == number, query


@given(records=RECORDS)
@example([{"status": "open"}, {"status": "watching"}, {"status": "done"}])
@example([{"owner": "@me"}, {"owner": "me"}, {"owner": "-"}, {}])
def test_the_head_of_a_group_counts_the_list_that_it_leads_to(
    records: list[dict[str, str]],
) -> None:
    rows = rows_of_data(built(records))
    for key in GROUPS:
        groups = [words(row, key)[0] for row in rows]
        for name in groups:
            query = list_of(RISKS, site({}), **{key: name}).removeprefix("?")
            assert len(found(rows, query)) == groups.count(name)


@given(records=RECORDS)
@example([{"status": "two\nlines"}, {"status": "bogus\0x"}, {"status": "open"}, {"status": "-"}])
def test_a_row_made_from_data_finds_each_of_its_chips(records: list[dict[str, str]]) -> None:
    shown = built(records)
    there = set(map(html.unescape, re.findall(r'data-chip="([^"]*)"', chips(shown))))
    for row in rows_of_data(shown):
        for key in ("status", "current_impact", "priority"):
            assert f"{key} {words(row, key)[0]}" in there


@given(records=RECORDS)
def test_each_word_of_a_risk_leads_to_a_list_that_holds_it(records: list[dict[str, str]]) -> None:
    shown = built(records)
    rows = {row["id"]: row for row in rows_of_data(shown)}
    for risk in shown.registry.risks:
        links = [name_link(key, getattr(risk, key), LOAD, shown) for key in NAMES]
        for link in (status_link(risk, LOAD, shown), *filter(None, links)):
            assert rows[risk.id] in found(list(rows.values()), _query(link))
