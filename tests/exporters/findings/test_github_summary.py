from dataclasses import replace

from markdown_it import MarkdownIt

from kit.reports import TOKEN, golden, report
from srr.exporters.findings import Run, github_summary
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity

TODAY = "2026-02-02 (--today)"


def many(count: int, words: str = "no") -> Report:
    told = Text(f"{words} {{n}}", "x")
    findings = tuple(
        Finding("risks/a.md", Place(n, 1, n, 2), "link-url", Severity.ERROR, told.fill(n=n))
        for n in range(1, count + 1)
    )
    return replace(report("team: web\n"), findings=findings)


def test_findings_become_a_table() -> None:
    assert (
        github_summary.render(report(), Run("ja", TODAY, "docs/リスク"))
        == golden("summary.md") + "\n"
    )


def test_every_row_has_four_cells_and_no_markup_of_a_record() -> None:
    tokens = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(github_summary.render(report(), Run("en", TODAY, "")))
    )
    cells = [token for token in tokens if token.type in ("td_open", "th_open")]
    inline = [child for token in tokens for child in token.children or []]
    assert len(cells) == 4 * (1 + len(report().findings))
    assert {child.content for child in inline if child.type == "html_inline"} == {"<br>"}
    assert {child.type for child in inline} <= {"text", "text_special", "html_inline"}


def test_errors_come_first_and_files_of_the_pull_request_before_others() -> None:
    judged = replace(report(), touched=frozenset({"risks/SRR-0006.md"}))
    rows = [
        line
        for line in github_summary.render(judged, Run("en", TODAY, "")).split("\n")
        if ".md:" in line
    ]
    assert [row.split(" | ")[0] for row in rows] == [
        *["| error"] * 4,
        *["| warning"] * 2,
        "| note",
    ]
    assert "SRR-0006" in rows[0]


def test_it_stays_within_the_limit_and_says_what_did_not_fit() -> None:
    text = github_summary.render(many(3_000, "no" * 200), Run("en", TODAY, ""))
    left = text.count("| error |")
    assert github_summary.LIMIT - 600 < len(text.encode()) <= github_summary.LIMIT
    assert text.endswith(f"\n\n{3_000 - left} more did not fit; srr lint shows them all.\n")


def test_the_smallest_room_is_kept() -> None:
    nine, run = many(9), Run("ja", TODAY, "")
    for room in range(1_200):
        assert len(github_summary.render(nine, run, room).encode()) <= room


def test_a_registry_without_a_finding_has_no_table() -> None:
    assert "|" not in github_summary.render(report("team: web\n"), Run("en", TODAY, ""))


def test_a_secret_is_masked() -> None:
    assert TOKEN not in github_summary.render(report(), Run("en", TODAY, ""))
