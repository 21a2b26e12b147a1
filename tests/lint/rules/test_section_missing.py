import pytest

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.documents.edit import AddSection

JAPANESE = """\
---
id: SRR-0001
status: watching
---
## 概要
## リスクの認知〜原因特定までのログ
## 原因
## 対策方針
## 対策ログ
## 次のアクション
"""


def test_japanese_headings_count() -> None:
    assert judged("section-missing", JAPANESE) == ()


def test_a_look_alike_heading_counts() -> None:
    assert judged("section-missing", JAPANESE.replace("〜", "～")) == ()
    assert judged("section-missing", JAPANESE.replace("## 概要", "## SUMMARY ##")) == ()


def test_a_closed_risk_needs_no_next_action() -> None:
    assert judged("section-missing", "status: done\n# no Next action") == ()
    assert len(judged("section-missing", "status: accepted\n# no Next action")) == 1
    assert messages("section-missing", "status: done\n# no Summary\n# no Countermeasures") == [
        "the section Summary is missing",
        "the section Countermeasures is missing",
    ]


def test_visits_are_needed_by_nobody_before_the_first() -> None:
    assert judged("section-missing", "status: watching") == ()


@pytest.mark.parametrize("kind", ["drill", "near-miss"])
def test_other_postmortems_than_incidents_need_a_summary_only(kind: str) -> None:
    fragment = f"kind: {kind}\n# no Impact\n# no Timeline"
    assert judged("section-missing", fragment, folder="postmortems") == ()
    fragment = f"kind: {kind}\n# no Summary"
    assert len(judged("section-missing", fragment, folder="postmortems")) == 1


def test_a_draft_of_an_incident_needs_a_summary_only() -> None:
    gone = "# no Impact\n# no Follow-up"
    assert judged("section-missing", f"status: draft\n{gone}", folder="postmortems") == ()
    assert messages("section-missing", f"status: in-review\n{gone}", folder="postmortems") == [
        "the section Impact is missing",
        "the section Follow-up is missing",
    ]


def test_the_finding_stands_at_the_section_before_the_gap() -> None:
    (finding,) = judged("section-missing", "# no Cause")
    assert finding.help is not None
    assert finding.help.en == "add the line ## Cause, or run srr fix"
    (log,) = judged("section-empty", "status: watching\n\n## Log\n-")
    assert finding.place.line == log.place.line


@each_case("heading", ["### Cause", "# Cause", "## Causes", "## 原因:"])
def test_a_heading_that_nearly_says_it_is_shown(heading: str) -> None:
    fragment = f"# no Cause\n\n## Plan\nWait.\n\n{heading}\nIt is slow."
    (finding,) = judged("section-missing", fragment)
    assert carets("section-missing", fragment) == [f"«{heading}»"]
    assert finding.help is not None
    assert finding.help.en == f"write {heading} as ## Cause"


@pytest.mark.parametrize("heading", ["## Course", "## Causal chain", "## Notes"])
def test_a_heading_that_says_something_else_is_not(heading: str) -> None:
    fragment = f"# no Cause\n\n## Plan\nWait.\n\n{heading}\nIt is slow."
    assert carets("section-missing", fragment) == ["«## Log»"]


def test_further_headings_are_a_setting() -> None:
    fragment = "# no Cause\n\n## Root cause\nIt is slow."
    assert len(judged("section-missing", fragment)) == 1
    assert (
        judged("section-missing", fragment, settings={"sections": {"cause": ["Root cause"]}}) == ()
    )


def test_it_points_at_the_section_before_the_gap_else_at_the_start() -> None:
    assert carets("section-missing", "# no Summary\n# no Cause") == ["«---»", "«## Log»"]
    assert carets("section-missing", "# no Cause\n\n## Plan\nWait.\n\n### Cause\nIt.") == [
        "«### Cause»"
    ]


def test_a_heading_that_serves_another_section_is_not_taken_for_a_misspelling() -> None:
    settings = {"sections": {"log": ["Course"]}}
    fragment = "# no Cause\n# no Log\n\n## Course\nIt began."
    (finding,) = judged("section-missing", fragment, settings=settings)
    assert finding.help is not None
    assert finding.help.en == "add the line ## Cause, or run srr fix"


@each_case(("language", "heading"), [("en", "Cause"), ("ja", "原因")])
def test_a_record_without_headings_gets_them_in_the_language_of_the_registry(
    language: str, heading: str
) -> None:
    bare = "---\nid: SRR-0001\nstatus: watching\n---\n"
    first, *_ = judged("section-missing", bare, settings={"language": language})
    assert [edit.heading for edit in first.fix if isinstance(edit, AddSection)] == [heading]
