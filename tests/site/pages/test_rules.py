"""The index of rules, and the page of each."""

import re

import pytest

from kit.sites import Shown, site
from srr.lint import explanation
from srr.lint.catalogue import all_rules
from srr.site.pages import rules

NAMES = [rule.name for rule in all_rules()]


def pages(**settings: object) -> dict[str, Shown]:
    return {page.path: Shown(page) for page in rules.pages(site({}, settings))}


def test_the_index_names_every_rule_below_its_family() -> None:
    rows = Shown(rules.index(site({}))).rows()
    assert sorted(row[0] for row in rows if len(row) == 3) == sorted(NAMES)
    family = ""
    for row in rows:
        family = row[0] if len(row) == 1 else family
        if row[0] == "visit-overdue":
            assert family == "Visits"


def test_every_rule_has_the_page_that_the_index_leads_to() -> None:
    links = Shown(rules.index(site({}))).links
    assert [f"rules/{link.strip('/')}.md" for link in sorted(links)] == sorted(pages())


def test_the_severity_is_that_of_the_settings() -> None:
    settings = {"rules": {"visit-overdue": "off", "score-level": "warning"}}
    rows = {row[0]: row for row in Shown(rules.index(site({}, settings))).rows()}
    assert rows["visit-overdue"][1] == "Off"
    assert rows["score-level"][1] == "Warning"
    assert "Off" in pages(**settings)["rules/visit-overdue.md"].text


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_page_tells_the_claim_the_reason_and_the_examples(language: str) -> None:
    shown = pages(language=language)
    for rule in all_rules():
        page, told = shown[f"rules/{rule.name}.md"], explanation.parse(rule.page)
        assert page.ids == ["why", "bad", "good", "ignore"]
        for example in (told.bad, told.good):
            assert " ".join(example.split()) in page.text
    overdue = shown["rules/visit-overdue.md"].text
    claim = "次回確認日までにリスクを見直す" if language == "ja" else "A risk is looked at again"
    assert claim in overdue


def test_a_page_shows_the_three_ways_to_ignore_it() -> None:
    text = pages()["rules/score-priority.md"].text
    assert "# srr: ignore[score-priority] the reason" in text
    assert "<!-- srr: ignore[score-priority] the reason -->" in text
    assert '[ignore.score-priority] SRR-0001 = "the reason"' in text
    assert "only until a day" not in text


def test_a_page_of_a_rule_of_time_shows_them_with_an_end() -> None:
    text = pages()["rules/visit-overdue.md"].text
    assert "is ignored only until a day, 31 days ahead at most" in text
    assert "# srr: ignore[visit-overdue until=2026-03-05] the reason" in text
    assert "<!-- srr: ignore[visit-overdue until=2026-03-05] the reason -->" in text
    assert 'SRR-0001 = { reason = "the reason", until = 2026-03-05 }' in text


def test_the_ids_in_an_example_lead_to_no_record() -> None:
    paths = ("risks/SRR-0001.md", "postmortems/PM-0001.md", "concerns/CN-0001.md")
    for page in rules.pages(site(dict.fromkeys(paths, ""))):
        assert not [link for link in Shown(page).links if re.search("(SRR|PM|CN)-", link)]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_no_explanation_is_taken_for_markup_by_accident(language: str) -> None:
    for path, page in pages(language=language).items():
        assert not {"<blockquote", "<h3", "<h4", "<hr", "<table"} & set(
            re.findall(r"<[a-z0-9]+", page.html)
        ), path
