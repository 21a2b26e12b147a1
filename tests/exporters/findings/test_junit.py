from dataclasses import replace

from junitparser import Error, Failure, JUnitXml, Skipped, TestCase, TestSuite

from kit.reports import RULES, TOKEN, golden, report
from srr.exporters.findings import Run, junit
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity


def suites(judged: Report) -> dict[str, TestSuite]:
    """Read the report with a parser that is not ours."""
    text = "".join(junit.render(judged, Run("en", folder="docs", rules=RULES)))
    return {suite.name: suite for suite in JUnitXml.fromstring(text.encode())}


def cases(judged: Report) -> list[TestCase]:
    return [case for suite in suites(judged).values() for case in suite]


def results(judged: Report) -> dict[str, list[type]]:
    return {case.name: [type(result) for result in case.result] for case in cases(judged)}


def test_findings_become_a_junit_report() -> None:
    assert "".join(junit.render(report(), Run("en", folder="docs/リスク", rules=RULES))) == golden(
        "junit.xml"
    )


def test_a_family_is_a_suite_and_its_counts_add_up() -> None:
    read = suites(report())
    assert list(read) == ["field", "safety", "score", "visit"]
    told = [(suite.tests, suite.failures, suite.errors, suite.skipped) for suite in read.values()]
    for suite in read.values():
        suite.update_statistics()  # type: ignore[no-untyped-call]
    counted = [
        (suite.tests, suite.failures, suite.errors, suite.skipped) for suite in read.values()
    ]
    assert told == counted == [(2, 0, 2, 0), (1, 1, 0, 0), (2, 1, 1, 0), (3, 0, 1, 1)]


def test_how_a_test_ends_follows_from_the_severity() -> None:
    assert results(report()) == {
        "field-value SRR-0003 area": [Error],
        "field-value SRR-0004 area": [Error],
        "safety-html SRR-0007": [Failure],
        "score-admission SRR-0004 potential_impact": [Failure],
        "score-priority SRR-0001 priority": [Error],
        "visit-closed-day SRR-0005 next_visit": [],
        "visit-overdue SRR-0002 next_visit": [Skipped],
        "visit-unneeded SRR-0006 next_visit": [Error],
    }


def test_an_ignored_finding_is_skipped_with_its_reason() -> None:
    (skipped,) = (case.result[0] for case in cases(report()) if case.is_skipped)
    assert skipped.message == "the team is at a fair | until Monday"


def test_a_rule_that_found_nothing_is_a_test_that_passed() -> None:
    read = cases(report("team: web\n"))
    assert [case.name for case in read] == [rule.name for rule in RULES]
    assert all(case.is_passed for case in read)


def test_tests_of_one_rule_on_one_record_have_names_of_their_own() -> None:
    read = cases(report("## Summary\nOrders <b>wait</b>.\n\nFor <i>us</i>.\n"))
    names = [case.name for case in read if case.name.startswith("safety-html")]
    assert names == ["safety-html SRR-0001", "safety-html SRR-0001 (2)"]


def test_what_xml_cannot_hold_is_written_out() -> None:
    words = Text("]]> \x00 \x1b[31m \ufffe & <x>", "x")
    odd = Finding("risks/\udcff.md", Place(1, 1, 1, 2), "field-value", Severity.ERROR, words)
    (case,) = (
        case for case in cases(replace(report("team: web\n"), findings=(odd,))) if case.result
    )
    assert case.result[0].message == "]]> <U+0000> <U+001B>[31m <U+FFFE> & <x>"


def test_a_secret_is_masked_and_a_message_is_in_the_language_of_the_registry() -> None:
    text = "".join(junit.render(report(), Run("ja", folder="", rules=RULES)))
    assert TOKEN not in text
    assert "6 × 2 = 12 であり、10 ではない" in text
