"""The agenda as Markdown: each risk once with its reasons, and no mark of a record read as Markdown."""

import json

import pytest
from markdown_it import MarkdownIt

from kit.examples import TODAY, tree
from srr.exporters import agenda as agenda_markdown
from srr.exporters.data.records import as_of
from srr.insights.agenda import agenda
from srr.language import Language
from srr.records.registry import read_registry
from srr.schema.settings import Settings

LATE = "status: in-progress\ncreated: 2025-12-01\nnext_visit: 2026-02-01\n"
HOSTILE = "title: '<img src=x> @all [x](javascript:a) | # **b**'\nowner: '*x*'\n"


def rendered(fragments: dict[str, str], language: Language = "en", lost: int = 0) -> str:
    files: dict[str, bytes] = {}
    for path, fragment in fragments.items():
        files |= tree(fragment, path)
    found = agenda(read_registry(files, Settings()), Settings(), TODAY)
    return agenda_markdown.render(found, language, lost)


def test_each_section_has_its_heading_and_its_number() -> None:
    text = rendered({"risks/SRR-0001.md": LATE})
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Risk review, 2026-02-02",
        "## Risks that come up (1)",
        "## Overdue actions (0)",
        "## Workload",
    ]
    assert "No risk comes up: none is overdue," in rendered({})


def test_a_risk_stands_once_with_a_box_to_tick_its_reasons_and_what_comes_next() -> None:
    assert (
        "- [ ] **SRR-0001** Orders fail when the stock service is slow  \n"
        "  ura, In progress, priority 12, next visit 2026-02-01, last report 2025-12-01  \n"
        "  Overdue · In progress, no report since the last meeting  \n"
        "  Measure the stock service on Friday evening.\n"
    ) in rendered({"risks/SRR-0001.md": LATE})


def test_a_limit_that_is_reached_is_said_in_numbers() -> None:
    numbers = "breaks_when: a_b > 900\nindicators/a_b.csv\ndate,value\n2026-02-01,915\n"
    text = rendered({"risks/SRR-0001.md": f"{LATE}{numbers}"})
    assert (
        "· Limit reached, or acceptance tripped  \n"
        "  a&#95;b 915 (2026-02-01) · breaks when &#62; 900 · 15 over (1.7 &#37;) · reached on 2026-02-01  \n"
    ) in text
    japanese = rendered({"risks/SRR-0001.md": f"{LATE}{numbers}"}, "ja")
    assert "2026-02-01 に到達" in japanese


def test_an_action_names_its_postmortem() -> None:
    actions = "actions:\n  - {id: A1, do: Alert, owner: ura, due: 2026-02-01}\n"
    text = rendered({"postmortems/PM-0001.md": actions})
    assert "- [ ] **PM-0001 A1** Alert  \n  ura, due 2026-02-01\n" in text


@pytest.mark.parametrize("fragment", [f"{LATE}{HOSTILE}", f"{HOSTILE}next_visit: 2026-02-01"])
def test_nothing_of_a_record_is_read_as_markdown(fragment: str) -> None:
    text = rendered({"risks/SRR-0001.md": fragment})
    html = MarkdownIt("commonmark").render(text)
    assert "<img" not in html
    assert "<a " not in html
    assert "<strong>b" not in html
    assert "@all" not in text


def test_files_that_nobody_could_read_are_counted() -> None:
    assert "Files that cannot be read: 2." in rendered({}, lost=2)
    assert "cannot be read" not in rendered({})


def test_the_agenda_speaks_japanese() -> None:
    text = rendered({"risks/SRR-0001.md": LATE}, "ja")
    assert "## 確認するリスク (1)" in text
    assert "  期限切れ · 対応中・前回の会議から更新なし  \n" in text
    assert "ura、対応中、優先度 12、次回確認日 2026-02-01、最後の報告 2025-12-01" in text


STALLED = "status: draft\nstarted: 2025-12-01T10:00+09:00\nresolved: 2025-12-01T10:40+09:00\n"


def test_postmortems_that_are_not_finished_have_a_section_of_their_own() -> None:
    text = rendered({"postmortems/PM-0001.md": STALLED})
    assert (
        "## Postmortems not finished (1)\n\n"
        "- [ ] **PM-0001** Orders failed for forty minutes  \n  ura, Draft, was due 2025-12-15\n"
    ) in text
    japanese = rendered({"postmortems/PM-0001.md": STALLED}, "ja")
    assert "## 完了していないポストモーテム (1)" in japanese
    assert "ura、下書き、期限 2025-12-15" in japanese


def test_where_all_postmortems_are_finished_nothing_is_said_of_them() -> None:
    assert "Postmortems" not in rendered({"postmortems/PM-0001.md": ""})


def test_nothing_of_a_postmortem_is_read_as_markdown() -> None:
    text = rendered({"postmortems/PM-0001.md": f"{STALLED}{HOSTILE}"})
    assert "<img" not in MarkdownIt("commonmark").render(text)
    assert "@all" not in text


def test_no_line_is_a_command_to_a_ci_job() -> None:
    text = rendered({"risks/SRR-0001.md": f"{LATE}## Next action\n::error::broken\n"})
    assert {line for line in text.splitlines() if "error" in line} == {
        "  &#58;:&#8203;error::broken"
    }


def test_reports_that_are_due_come_first_by_owner() -> None:
    fragments = {
        "concerns/CN-0001.md": "report_due: 2026-02-09\nstatus: watching",
        "concerns/CN-0002.md": "report_due: 2026-01-31\nowner: mei",
        "concerns/CN-0003.md": "report_due: 2026-02-01\n# no owner",
        "concerns/CN-0004.md": "report_due: 2026-02-02\nowner: mei",
    }
    assert rendered(fragments).startswith(
        "# Risk review, 2026-02-02\n\n## Reports due (4)\n\n"
        "### mei (2)\n\n"
        "- [ ] **CN-0002** p99 of orders 2 s -&#62; 4 s on Fridays  \n"
        "  Assigned, report due 2026-01-31, 2 days overdue\n"
        "- [ ] **CN-0004** p99 of orders 2 s -&#62; 4 s on Fridays  \n"
        "  Assigned, report due 2026-02-02, today\n\n"
        "### nobody (1)\n\n"
        "- [ ] **CN-0003** p99 of orders 2 s -&#62; 4 s on Fridays  \n"
        "  Assigned, report due 2026-02-01, 1 day overdue\n\n"
        "### ura (1)\n\n"
        "- [ ] **CN-0001** p99 of orders 2 s -&#62; 4 s on Fridays  \n"
        "  Watching, report due 2026-02-09, in 7 days\n\n"
        "## Risks that come up (0)\n"
    )
    japanese = rendered(fragments, "ja")
    assert "## 報告 (4)\n\n### mei (2)\n" in japanese
    assert "  調査中、報告期限 2026-01-31、2 日超過\n" in japanese
    assert "  調査中、報告期限 2026-02-02、本日\n" in japanese
    assert "  様子見、報告期限 2026-02-09、7 日後\n" in japanese


def test_where_no_report_is_due_nothing_is_said_of_reports() -> None:
    assert "Reports" not in rendered({"concerns/CN-0001.md": "status: resolved"})


def test_nothing_of_a_concern_is_read_as_markdown() -> None:
    text = rendered({"concerns/CN-0001.md": f"{HOSTILE}tier: '<b>'"})
    html = MarkdownIt("commonmark").render(text)
    assert "<img" not in html
    assert "<em>x" not in html
    assert "@all" not in text


def test_json_has_the_reports_that_are_due_with_whether_they_are_late() -> None:
    files = tree("report_due: 2026-02-01", "concerns/CN-0001.md")
    registry = read_registry(files, Settings(grace_days=9))
    found = agenda(registry, Settings(), TODAY)
    said = json.loads(agenda_markdown.to_json(found, None, as_of(registry, TODAY)))
    (row,) = said["concerns"]
    assert (row["id"], row["report_due"], row["overdue"]) == ("CN-0001", "2026-02-01", True)
    assert said["load"][0]["concerns"] == 1
