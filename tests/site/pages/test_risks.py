"""The table of risks as it is published: whole without a script, and ready for one."""

import re

from kit.examples import record
from kit.secrets import word
from kit.sites import Shown, site
from srr.site.kit.page import Page
from srr.site.kit.risk_data import data
from srr.site.kit.site import Site
from srr.site.pages import overdue, risks

FIRST = "risks/SRR-0001.md"
SECOND = "risks/SRR-0002.md"
HOSTILE = 'a"><script>x</script>'


def page(shown: Site) -> Page:
    return next(risks.pages(shown))


def changed(text: str, **values: str) -> str:
    """Return the record with other values for some keys."""
    for key, value in values.items():
        text = re.sub(rf"(?m)^{key}: .*$", f"{key}: {value}", text)
    return text


def row(html: str, name: str) -> str:
    found = re.search(rf"<tr [^>]*>(?:(?!</tr>).)*{name}.*?</tr>", html, re.DOTALL)
    assert found
    return found[0]


def test_the_filters_wait_hidden_for_a_script() -> None:
    html = Shown(page(site({FIRST: record(FIRST)}))).html
    form = html[html.index("<form") : html.index(">", html.index("<form"))]
    assert " hidden" in form
    assert "<button" not in html[html.index("<table") : html.index("</table>")]
    for part in re.findall(r'<(?:nav|form) class="srr-(?:views|ask|filter)"[^>]*>', html):
        assert " hidden" in part


def test_a_registry_without_a_risk_has_no_filters() -> None:
    assert "<form" not in Shown(page(site({}))).html


def test_a_row_says_what_it_is_filtered_by() -> None:
    text = changed(record(FIRST), owner="ura")
    cells = row(Shown(page(site({FIRST: text}))).html, "SRR-0001")
    assert 'data-owner="ura"' in cells
    assert re.search(r'data-status="[a-z-]+(&#10;|\n)open"', cells)


def test_a_risk_whose_score_cannot_be_computed_is_first_and_sorts_with_the_unknown_ones() -> None:
    foreign = changed(record(SECOND), potential_impact="16", likelihood="4", current_impact="16")
    html = Shown(page(site({FIRST: record(FIRST), SECOND: foreign}))).html
    assert html.index("SRR-0002") < html.index("SRR-0001")
    assert row(html, "SRR-0002").count('data-sort="unknown"') == 2


def test_a_value_of_a_record_stays_within_its_attribute() -> None:
    text = changed(record(FIRST), owner=f"'{HOSTILE}'")
    html = Shown(page(site({FIRST: text}))).html
    assert "<script" not in html


def test_each_table_of_what_is_late_has_a_name_and_an_address_of_its_own() -> None:
    soon = changed(record(FIRST), next_visit="2026-02-05")
    late = changed(record(SECOND), next_visit="2026-01-20")
    html = Shown(overdue.page(site({FIRST: soon, SECOND: late}))).html
    names = re.findall(r'data-sort="(sort-[^"]*)"', html)
    assert len(set(names)) == len(names) == 3
    labels = re.findall(r'role="region" aria-label="([^"]*)"', html)
    assert len(set(labels)) == len(labels) == 4


def test_a_next_action_shows_no_token_that_its_markup_parts() -> None:
    token = "ghp_" + word(36)
    text = f"## Next action\n\n- Call gh[**{token[2:]}**](https://example.com/x).\n"
    shown = site({FIRST: text})
    assert token not in Shown(page(shown)).html
    assert token not in data(shown)
    assert "Call ****" in data(shown)
