"""The frame: the caret stands under the fault, whatever the line holds."""

import re

from kit.cases import each_case
from kit.examples import TODAY, record
from srr.exporters.findings import Run, github
from srr.exporters.findings.text import render
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.pull_request import judge
from srr.records.registry import read_registry
from srr.schema.settings import Settings
from srr.text.terminal import width

PATH = "risks/SRR-0001.md"


def frame(text: str) -> list[str]:
    """Return the lines of the first frame of *text*."""
    report = check(read_registry({PATH: text.encode()}, Settings()), Settings(), TODAY)
    return "".join(render(report, Run("en", "2026-02-02 (--today)"))).split("\n\n")[0].splitlines()


def marked(text: str) -> str:
    """Return what stands above the caret in the first frame, by columns of a terminal."""
    source, caret = frame(text)[3:5]
    start, end = caret.index("^"), len(caret)
    kept, column = "", 0
    for character in source:
        if start <= column < end:
            kept += character
        column += width(character)
    return kept


@each_case(
    ("line", "fault"),
    [
        ("likelihood: 9", "9"),
        ("x_メモ: {リスク: あ}\nlikelihood: '２'", "'２'"),
        (
            "acceptance: {because: 広告主が五十社まで, until: 2026-02-30}\nlikelihood: 2",
            "2026-02-30",
        ),
        ('acceptance: {because: "🔥👨‍👩‍👧", until: 2026-02-30}\nlikelihood: 2', "2026-02-30"),
        ("acceptance:\t{because: a\tb, until: 2026-02-30}\nlikelihood: 2", "2026-02-30"),
        ("acceptance: {because: か\u3099, until: 2026-02-30}\nlikelihood: 2", "2026-02-30"),
        (
            f"acceptance: {{because: {'長い' * 400}, until: 2026-02-30}}\nlikelihood: 2",
            "2026-02-30",
        ),
        (f"likelihood: 9 # {'long ' * 200}", "9"),
        ('acceptance: {because: "password=hunter22!", until: 2026-02-30}\nlikelihood: 2', "****"),
    ],
)
@each_case("end", ["\n", "\r\n"])
def test_the_caret_stands_under_the_fault(line: str, fault: str, end: str) -> None:
    text = record(PATH).replace("likelihood: 2", line).replace("\n", end)
    shown = marked(text)
    assert shown == fault or (fault == "****" and set(shown) == {"*"})


def test_a_long_line_is_cut_around_the_fault() -> None:
    long = f"acceptance: {{because: {'a' * 900}, until: 2026-02-30, by: {'b' * 900}}}"
    source = frame(record(PATH).replace("likelihood: 2", f"likelihood: 2\n{long}"))[3]
    assert len(source) < 140
    assert source.startswith("11 | ...aaa")
    assert source.endswith("bbb...")


def test_a_related_place_is_marked_with_a_dash() -> None:
    text = record(PATH).replace("likelihood: 2", "likelihood: 2\npriority: 10")
    lines = frame(text)
    assert lines[0] == "error[score-priority]: 6 x 2 = 12, not 10"
    assert any(set(line.split("|")[-1].strip()) == {"-"} for line in lines)


def test_a_secret_behind_the_cut_is_masked_too() -> None:
    secret = "ghp_" + "a1B2" * 40
    text = record(PATH).replace("likelihood: 2", f"likelihood: 9 # {'x' * 80}{secret}")
    assert "a1B2" not in "\n".join(frame(text))


def test_the_summary_counts_in_words() -> None:
    report = check(read_registry({PATH: record(PATH).encode()}, Settings()), Settings(), TODAY)
    assert "".join(render(report, Run("en", "2026-02-02 (--today)"))) == (
        "Checked 1 risk and 0 postmortems as of 2026-02-02 (--today): no findings."
    )


def pull_request() -> Report:
    """Return the report on a pull request that touches one of two overdue risks."""
    other = "risks/SRR-0002.md"
    before = {
        path: re.sub("next_visit: .*", "next_visit: 2026-01-30", record(path)).encode()
        for path in (PATH, other)
    }
    after = before | {other: before[other] + b"\nMore.\n"}
    base = Base(read_registry(before, Settings()), Settings(), "main")
    rules = tuple(rule for rule in all_rules() if rule.name == "visit-overdue")
    return judge(read_registry(after, Settings()), Settings(), TODAY, rules, base)


def test_what_is_overdue_in_other_files_than_those_of_the_pull_request_is_one_line_each() -> None:
    shown = "".join(render(pull_request(), Run("en", "2026-02-02"))).splitlines()
    (line,) = [line for line in shown if "SRR-0001" in line]
    assert line == (
        "warning[visit-overdue]: the visit of 2026-01-30 is 3 days overdue on 2026-02-02"
        " (risks/SRR-0001.md:7:13)"
    )
    assert shown[-3:-1] == [line, ""]
    assert any("srr visit SRR-0002" in line for line in shown)


def test_on_github_such_a_line_goes_without_advice() -> None:
    found = [
        line
        for line in "".join(github.render(pull_request(), Run("en"))).splitlines()
        if "::" in line
    ]
    assert [("%0A" in line, "SRR-0001" in line) for line in found] == [(True, False), (False, True)]


def test_the_frames_are_made_one_by_one() -> None:
    report = check(read_registry({PATH: b"a", "risks/b.md": b"b"}, Settings()), Settings(), TODAY)
    pieces = list(render(report, Run("en")))
    assert len(pieces) == len(report.findings) + 1
    assert all(piece.startswith("error[") for piece in pieces[:-1])
