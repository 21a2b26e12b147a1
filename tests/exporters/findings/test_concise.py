from kit.reports import golden, report
from srr.exporters.findings import Run, concise

TODAY = "2026-02-02 (--today)"


def test_each_finding_is_a_line_that_editors_read() -> None:
    assert "".join(concise.render(report(), Run("en", TODAY))) == golden("concise.txt")


def test_messages_speak_the_language_of_the_registry() -> None:
    lines = "".join(concise.render(report("priority: 10\n"), Run("ja", TODAY))).splitlines()
    assert lines[0] == (
        "risks/SRR-0001.md:11:11: error[score-priority] 6 × 2 = 12 であり、10 ではない"
    )


def test_a_registry_without_a_finding_is_one_line() -> None:
    assert "".join(concise.render(report("team: web\n"), Run("en", TODAY))).count("\n") == 0
