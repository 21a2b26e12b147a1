import re
from dataclasses import replace

import pytest

from kit.cases import each_case
from kit.reports import HOSTILE, golden, report
from srr.exporters.findings import Run, github
from srr.language import Text
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity
from srr.text.sinks import visible

TODAY = "2026-02-02 (--today)"


def commands(judged: Report, folder: str = "") -> list[tuple[str, dict[str, str], str]]:
    """Read the commands as the runner of GitHub does: by line, then the escapes backwards."""
    found = []
    for line in "".join(github.render(judged, Run("en", TODAY, folder))).split("\n"):
        if line.startswith("::"):
            name, _, rest = line[2:].partition(" ")
            properties, _, message = rest.partition("::")
            pairs = dict(pair.split("=", 1) for pair in properties.split(","))
            found.append((name, {key: _value(text) for key, text in pairs.items()}, _data(message)))
    return found


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _value(text: str) -> str:
    return _data(text.replace("%3A", ":").replace("%2C", ","))


def many(count: int, severity: Severity, path: str = "risks/SRR-0001.md") -> tuple[Finding, ...]:
    place = Place(2, 1, 2, 5)
    return tuple(
        Finding(path, place, "link-url", severity, Text(f"no {number}", "x"))
        for number in range(count)
    )


def test_findings_become_workflow_commands() -> None:
    assert "".join(github.render(report(), Run("en", TODAY, "docs/リスク"))) == golden("github.txt")


@each_case(
    "text", [HOSTILE, "a\n::set-output name=x::y", "a\r\n::error::b", "::stop-commands::z", "100 %"]
)
def test_no_text_of_a_record_becomes_a_command(text: str) -> None:
    hostile = Finding("risks/a.md", Place(1, 1, 1, 2), "x", Severity.ERROR, Text(text, text))
    judged = replace(report("team: web\n"), findings=(hostile,))
    output = "".join(github.render(judged, Run("en", TODAY, "")))
    assert [line.startswith("::") for line in re.split(r"\r\n|\r|\n", output)] == [True, False]
    assert commands(judged)[0][2] == f"risks/a.md:1:1: {visible(text)}"


def test_a_file_name_ends_no_property() -> None:
    hostile = Finding(
        "risks/a,line=9::x%0A.md", Place(1, 1, 1, 2), "x", Severity.ERROR, Text("m", "m")
    )
    judged = replace(report("team: web\n"), findings=(hostile,))
    assert commands(judged, "docs")[0][1]["file"] == "docs/risks/a,line=9::x%0A.md"


def test_an_annotation_of_several_lines_has_no_columns() -> None:
    long = replace(many(1, Severity.ERROR)[0], place=Place(2, 1, 4, 5))
    (_, properties, _), *_ = commands(replace(report("team: web\n"), findings=(long,)))
    assert properties == {
        "title": "link-url",
        "file": "risks/SRR-0001.md",
        "line": "2",
        "endLine": "4",
    }


@pytest.mark.parametrize(
    ("severity", "name", "word"),
    [
        (Severity.ERROR, "error", "errors"),
        (Severity.WARNING, "warning", "warnings"),
        (Severity.INFO, "notice", "notes"),
    ],
)
def test_ten_of_a_level_are_spent_and_the_last_says_how_many_more(
    severity: Severity, name: str, word: str
) -> None:
    found = commands(replace(report("team: web\n"), findings=many(13, severity)))
    assert [each[0] for each in found] == [name] * 10
    assert found[9][2].endswith(f"\nand 3 more {word}; the job's summary lists them all")
    assert "more" not in "".join(each[2] for each in found[:9])


def test_ten_of_a_level_say_nothing_of_more() -> None:
    found = commands(replace(report("team: web\n"), findings=many(10, Severity.ERROR)))
    assert len(found) == 10
    assert "more" not in found[9][2]


def test_findings_in_touched_files_are_spent_first() -> None:
    late = many(2, Severity.ERROR, "risks/SRR-0009.md")
    judged = replace(
        report("team: web\n"),
        findings=(*many(12, Severity.ERROR), *late),
        base="main",
        touched=frozenset({"risks/SRR-0009.md"}),
    )
    files = [properties["file"] for _, properties, _ in commands(judged)]
    assert files == ["risks/SRR-0009.md"] * 2 + ["risks/SRR-0001.md"] * 8


def test_messages_speak_the_language_of_the_registry() -> None:
    first = "".join(github.render(report("priority: 10\n"), Run("ja", TODAY, ""))).split("\n")[0]
    assert "6 × 2 = 12 であり、10 ではない" in first
