from kit.reports import report
from srr.exporters.annotation import annotations, repository_path
from srr.lint.finding import Finding

HTML = "## Summary\nOrders <b>wait</b>.\n\nFor <i>us</i>.\n"


def fingerprints(fragment: str, folder: str = "") -> list[str]:
    return [note.fingerprint for note in annotations(report(fragment).findings, "en", folder)]


def test_a_fingerprint_survives_lines_that_move() -> None:
    assert fingerprints("priority: 10\n") == fingerprints("# a\n# b\nteam: web\npriority: 10\n")


def test_a_fingerprint_survives_a_message_that_changes() -> None:
    late, later = ("next_visit: 2026-01-30\n", "next_visit: 2026-01-29\n")
    assert fingerprints(late) == fingerprints(later) != []


def test_findings_of_one_rule_on_one_place_have_fingerprints_of_their_own() -> None:
    notes = list(annotations(report(HTML).findings, "en", ""))
    assert [note.occurrence for note in notes] == [1, 2]
    assert len({note.fingerprint for note in notes}) == 2


def test_records_keys_rules_and_registries_have_fingerprints_of_their_own() -> None:
    bad = "priority: 10\narea: web\n"
    both = fingerprints(f"risks/SRR-0001.md\n{bad}risks/SRR-0002.md\n{bad}")
    elsewhere = fingerprints(bad, "docs")
    assert len({*both, *elsewhere}) == 6


def test_the_order_in_which_findings_come_does_not_matter() -> None:
    findings: tuple[Finding, ...] = report().findings
    assert [*annotations(findings, "en", "")] == [*annotations(findings[::-1], "en", "")]


def test_a_path_is_from_the_top_of_the_repository() -> None:
    assert (
        repository_path("risks/SRR-0001.md", "docs/registry") == "docs/registry/risks/SRR-0001.md"
    )
    assert repository_path("risks/SRR-0001.md", "") == "risks/SRR-0001.md"


def test_a_path_that_is_no_text_can_still_be_written() -> None:
    assert repository_path("risks/\udcff.md", "").encode() == "risks/�.md".encode()
