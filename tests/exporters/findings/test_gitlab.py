import json
from typing import Any

from kit.reports import TOKEN, golden, report
from srr.exporters.findings import Run, gitlab
from srr.lint.engine import Report

SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def issues(judged: Report) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads("".join(gitlab.render(judged, Run("en", folder=""))))
    return read


def test_findings_become_a_code_quality_report() -> None:
    assert "".join(gitlab.render(report(), Run("en", folder="docs/リスク"))) == golden(
        "gitlab.json"
    )


def test_each_issue_has_what_gitlab_requires() -> None:
    found = issues(report())
    assert {each["severity"] for each in found} <= SEVERITIES
    assert all(each["description"] and each["check_name"] for each in found)
    assert all(each["location"]["lines"]["begin"] >= 1 for each in found)
    assert not any(each["location"]["path"].startswith(("/", "./")) for each in found)


def test_fingerprints_are_unique_and_survive_moved_lines() -> None:
    found = issues(report())
    assert len({each["fingerprint"] for each in found}) == len(found)
    before, after = issues(report("priority: 10\n")), issues(report("team: web\n\npriority: 10\n"))
    assert before[0]["location"] != after[0]["location"]
    assert before[0]["fingerprint"] == after[0]["fingerprint"]


def test_ignoring_one_finding_renames_no_other() -> None:
    html = "## Summary\n{}Orders <b>wait</b>.\n\nFor <i>us</i>.\n"
    comment = "<!-- srr: ignore[safety-html] quoted -->\n"
    both, left = issues(report(html.format(""))), issues(report(html.format(comment)))
    assert [each["fingerprint"] for each in left] == [both[1]["fingerprint"]]


def test_a_secret_is_masked_and_a_message_is_in_the_language_of_the_registry() -> None:
    text = "".join(gitlab.render(report(), Run("ja", folder="")))
    assert TOKEN not in text
    assert "6 × 2 = 12 であり、10 ではない" in text


def test_there_is_no_byte_order_mark_and_nothing_is_an_empty_list() -> None:
    assert "".join(gitlab.render(report("team: web\n"), Run("en", folder=""))) == "[]"
