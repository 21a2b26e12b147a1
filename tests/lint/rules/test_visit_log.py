import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.judging import carets, judged, messages
from srr.documents import document, edit

HEAD = "status: in-progress\nnext_visit: 2026-02-20\n\n## Visits\n"
ENTRY = "- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. Measured."


def helped(fragment: str) -> str:
    (finding,) = judged("visit-log", HEAD + fragment)
    assert finding.help is not None
    return finding.help.en


@each_case(
    "section",
    [
        "",
        ENTRY,
        "* 2026-01-30 ura: in-progress, next 2026-02-20.",
        "- 2026-01-30 ura: in-progress, next 2026-02-20",
        "- 2026-01-30 ura: in-progress -> done. The limit is out.",
        "- 2026-01-30 浦: not-started → in-progress, next 2026-02-20. 計測した。",
        f"{ENTRY}\n  A second line.\n\n  A paragraph of its own.\n  - a list",
        f"{ENTRY}\n\n\n{ENTRY}",
        f"<!-- - 2026-13-45 nobody: nothing -->\n{ENTRY}\n<!--\n- an example\n-->",
        f"{ENTRY}\n  ```\n  - a line of a log\n  ```",
    ],
)
def test_an_entry_that_can_be_read_passes(section: str) -> None:
    assert judged("visit-log", HEAD + section) == ()


def test_a_risk_without_the_section_passes() -> None:
    assert judged("visit-log", "") == ()


@each_case(
    ("entry", "word"),
    [
        ("- 2026-01-30 ura: 未着手 -> 対応中, next 2026-02-20. 計測した。", "未着手"),
        ("- 2026-01-30 ura: not-started -> 対応中, next 2026-02-20.", "対応中"),
        ("- 2026-01-30 ura: Not started -> in-progress, next 2026-02-20.", "Not started"),
        ("- 2026-01-30 ura: not-started -> in-progres, next 2026-02-20.", "in-progres"),
        ("- 2026-01-30 ura： not-started → 対応中、next 2026/2/20。計測した。", "対応中"),
    ],
)
def test_a_label_or_a_misspelling_is_answered_with_the_value(entry: str, word: str) -> None:
    assert messages("visit-log", HEAD + entry) == [f"{word} is not the name of a status"]
    assert helped(entry) == (
        "begin it with: - 2026-01-30 ura: not-started -> in-progress, next 2026-02-20."
    )


@pytest.mark.parametrize(
    "entry",
    [
        "- 2026-01-30 ura： 未着手 → 対応中、現在のインパクト 3 → 0、次回 2026/2/20。計測した。",
        "- 2026/1/30 ura: Not started -> In progress, Current impact 3 -> 0, next 2026-02-20。計測した。",
        "* 2026-01-30  ura: 未着手 => 対応中，current_impact 3 -> 0, next 2026-02-20. 計測した。",
    ],
)
def test_an_entry_whose_meaning_is_clear_is_written_right_and_keeps_its_words(entry: str) -> None:
    (finding,) = judged("visit-log", HEAD + entry)
    (path, text), *_ = tree(HEAD + entry, "risks/SRR-0001.md").items()
    fixed = edit.apply(document.read(path, text), finding.fix).decode()
    line = "2026-01-30 ura: not-started -> in-progress, current_impact 3 -> 0, next 2026-02-20."
    assert f"\n- {line} 計測した。" in fixed


FOREIGN = "- 2026-01-30 ura: 未着手 -> 対応中, next 2026-02-20. 計測した。"
RIGHT = "- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. 計測した。"


def fixed(section: str, end: str = "\n") -> str:
    """Return the section after the first fix, with LF."""
    finding, *_ = (each for each in judged("visit-log", HEAD + section) if each.fix)
    (path, text), *_ = tree(HEAD + section, "risks/SRR-0001.md").items()
    read = document.read(path, text.replace(b"\n", end.encode()))
    whole = edit.apply(read, finding.fix).decode()
    assert end == "\n" or end in whole
    return whole.replace(end, "\n").partition("## Visits\n")[2].rstrip("\n")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_fix_writes_its_line_with_any_line_end(end: str) -> None:
    assert fixed(f"{ENTRY}\n{FOREIGN}\n  続き。", end) == f"{ENTRY}\n{RIGHT}\n  続き。"


def test_a_fix_leaves_the_same_words_in_a_comment_alone() -> None:
    comment = f"<!--\n{FOREIGN}\n-->"
    assert fixed(f"{comment}\n{FOREIGN}") == f"{comment}\n{RIGHT}"


def test_a_fix_leaves_a_line_that_begins_alike_alone() -> None:
    """That line cannot be read, and half of it rewritten would read as another visit."""
    longer = "- 2026-01-30 ura: 未着手 -> なぞ, next 2026-02-20. 計測した。"
    assert fixed(f"{longer}\n- 2026-01-30 ura: 未着手") == (
        f"{longer}\n- 2026-01-30 ura: not-started."
    )


def test_a_word_that_means_no_status_is_answered_with_all_of_them() -> None:
    entry = "- 2026-01-30 ura: paused, next 2026-02-20."
    assert messages("visit-log", HEAD + entry) == ["paused is not the name of a status"]
    assert helped(entry).startswith("write one of not-started, in-progress")


@pytest.mark.parametrize("day", ["2026-02-30", "2025-02-29", "2026-13-01"])
def test_a_day_that_does_not_exist_is_named(day: str) -> None:
    for entry in (f"- {day} ura: watching.", f"- 2026-01-30 ura: watching, next {day}."):
        assert messages("visit-log", HEAD + entry) == [f"{day} is not a date that exists"]


def test_a_date_in_another_form_is_answered_with_the_usual_one() -> None:
    assert "2026-01-30 ura: watching." in helped("- 2026/1/30 ura: watching.")


def test_an_entry_without_a_form_is_answered_with_an_example() -> None:
    assert messages("visit-log", f"{HEAD}- looked at it") == [
        "this entry cannot be read as a visit"
    ]
    assert "2026-02-12 ura: in-progress -> mitigated" in helped("- looked at it")


@each_case(
    "stray",
    ["2026-02-10 ura: watching.", "All is well.", "1. 2026-02-10 ura: watching.", "### February"],
)
def test_text_beside_the_entries_is_reported_where_it_stands(stray: str) -> None:
    for section in (f"{ENTRY}\n{stray}", f"{stray}\n\n{ENTRY}", f"{ENTRY}\n\n<!-- x -->\n{stray}"):
        (finding,) = judged("visit-log", HEAD + section)
        assert finding.message.en == "this text is not part of any visit"
        assert finding.place.end_column - finding.place.column == len(stray)


@each_case(
    "entry",
    [
        "- looked at it",
        "- 2026-02-30 ura: watching. Slow.",
        "- 2026/1/30 ura： 未着手 → 対応中、次回 2026/2/20。計測した。",
        "- 2026-01-30 ura: not-started -> in-progres, next 2026-02-20.",
        "- 2026-01-30 ura: paused, next 2026-02-20.",
        "- 2026-01-30 ura: not-started -> 対応中, next 2026-02-20.",
    ],
)
def test_the_finding_points_at_the_whole_entry(entry: str) -> None:
    assert carets("visit-log", f"{HEAD}{ENTRY}\n{entry}\n  More.") == [f"«{entry}\n  More.»"]


def test_code_is_no_entry() -> None:
    section = f"{ENTRY}\n\n```\n- 2026-02-31 nobody: nothing\n```"
    assert messages("visit-log", HEAD + section) == ["this text is not part of any visit"]


def test_an_entry_as_long_as_a_pasted_log_is_read_at_once() -> None:
    assert len(judged("visit-log", f"{HEAD}- 2026-01-30 ura: {'a ' * 50_000}")) == 1
    assert len(judged("visit-log", f"{HEAD}- 2026-01-30 ura: a{' ' * 50_000}b")) == 1


def test_it_points_at_the_entry_or_at_the_text_beside_it() -> None:
    section = f"{ENTRY}\n- looked at it\n  twice\n\nAll is well.\n"
    assert carets("visit-log", HEAD + section) == ["«- looked at it\n  twice»", "«All is well.»"]


def test_a_key_written_as_a_label_is_answered_with_the_line() -> None:
    entry = "- 2026-01-30 ura: in-progress, 現在のインパクト 3 -> 0, next 2026-02-20."
    assert messages("visit-log", HEAD + entry) == ["現在のインパクト is a label, not a key"]
    assert helped(entry) == (
        "begin it with: - 2026-01-30 ura: in-progress, current_impact 3 -> 0, next 2026-02-20."
    )


@pytest.mark.parametrize(
    "entry",
    [
        "- 2026-01-30 ura: 未着手 ->\n  対応中. 計測した。",
        "- 2026-01-30 ura: not-started -> paused. Waited.",
        "- looked at it",
    ],
)
def test_what_runs_over_lines_or_is_unclear_carries_no_fix(entry: str) -> None:
    (finding,) = judged("visit-log", HEAD + entry)
    assert finding.fix == ()


@each_case(
    ("entry", "written"),
    [
        ("- 2026-01-30 ura: 対応中。計測した。", "- 2026-01-30 ura: in-progress. 計測した。"),
        ("- 2026-01-30 ura: 対応中. Measured.", "- 2026-01-30 ura: in-progress. Measured."),
        ("- 2026-01-30 ura: 対応中.", "- 2026-01-30 ura: in-progress."),
        ("-   2026-01-30 ura: 対応中", "- 2026-01-30 ura: in-progress."),
    ],
)
def test_the_fix_leaves_one_space_before_the_words_and_none_at_the_end(
    entry: str, written: str
) -> None:
    (finding,) = judged("visit-log", HEAD + entry)
    ((path, text),) = tree(HEAD + entry, "risks/SRR-0001.md").items()
    fixed = edit.apply(document.read(path, text), finding.fix).decode()
    assert fixed == text.decode().replace(entry, written)


@each_case(
    ("entry", "line"),
    [
        ("- 2026-01-30 ura: 様子見, 次回 2026/4/20", "2026-01-30 ura: watching, next 2026-04-20."),
        ("- 2026-01-30 ura : watchin -> done", "2026-01-30 ura: watching -> done."),
        ("- 2026-01-30 ura : paused -> done", None),
        ("- 2026-01-30 ura : watching, next soon", None),
        ("- yesterday ura: watching", None),
    ],
)
def test_a_loosely_written_entry_is_answered_with_the_line_where_it_is_clear(
    entry: str, line: str | None
) -> None:
    advice = helped(entry)
    assert advice == f"begin it with: - {line}" if line else not advice.startswith("begin it with")


HAPPENED = "## Occurrences\n"
OCCURRENCE = "- 2026-01-30 sato: 20 minutes, 40 %. The banner was hidden."


@each_case(
    "section",
    [
        *("", OCCURRENCE, f"{OCCURRENCE}\n\n{OCCURRENCE}\n  A second line.\n<!-- a comment -->"),
        *("* 2026-01-30 sato: 40%, 20 minutes", "- 2026-01-30 sato: 1 minute, 0.5 %。隠れた。"),
    ],
)
def test_an_occurrence_that_can_be_read_passes(section: str) -> None:
    assert judged("visit-log", HAPPENED + section) == ()


@each_case(
    ("entry", "fixed"),
    [
        ("- 2026-01-30 sato: 20 分、40 ％。隠れた。", "隠れた。"),
        ("- 2026/1/30 sato：２０分、４０％。隠れた。", "隠れた。"),
        (
            "- 2026-01-30 sato: 40 percent, 20 mins. The banner\n  was hidden.",
            "The banner\n  was hidden.",
        ),
    ],
)
def test_an_occurrence_written_in_another_way_is_fixed_to_what_srr_writes(
    entry: str, fixed: str
) -> None:
    (finding,) = judged("visit-log", f"{HAPPENED}{entry}\n{OCCURRENCE}")
    assert finding.help is not None
    assert finding.help.en == "begin it with: - 2026-01-30 sato: 20 minutes, 40 %."
    ((path, raw),) = tree(f"{HAPPENED}{entry}\n{OCCURRENCE}", "risks/SRR-0001.md").items()
    text = edit.apply(document.read(path, raw), finding.fix).decode()
    assert f"\n- 2026-01-30 sato: 20 minutes, 40 %. {fixed}\n{OCCURRENCE}\n" in text


@each_case(
    "entry",
    [
        *("- 2026-01-30 sato: 20 minutes.", "- 2026-01-30 sato: 20 minutes, 140 %. All of them."),
        *("- 2026-02-30 sato: 20 minutes, 40 %.", "- hidden again"),
    ],
)
def test_an_occurrence_that_cannot_be_read_is_shown_its_form(entry: str) -> None:
    (finding,) = judged("visit-log", HAPPENED + entry)
    assert finding.message.en == "this entry cannot be read as an occurrence"
    assert finding.help is not None
    assert "write it like: - 2026-05-02 sato: 20 minutes, 40 %. Words." in finding.help.en
    assert finding.fix == ()
    assert carets("visit-log", HAPPENED + entry) == [f"«{entry}»"]


def test_text_between_occurrences_is_pointed_at() -> None:
    fragment = f"{HAPPENED}Since May:\n{OCCURRENCE}\nand so on\n"
    assert messages("visit-log", fragment) == ["this text is not part of any occurrence"] * 2
    assert carets("visit-log", fragment) == ["«Since May:»", "«and so on»"]


@each_case(
    ("first", "second"),
    [("Visits", "確認履歴"), ("Occurrences", "occurrences"), ("発生履歴", "Occurrences")],
)
def test_a_second_section_of_a_log_is_pointed_at_because_nobody_reads_it(
    first: str, second: str
) -> None:
    fragment = f"status: in-progress\n## {first}\n\n## Own\n\nx\n\n## {second}\n\n- anything\n"
    assert messages("visit-log", fragment) == [
        f"the section {second} is there already, and the entries of this one are not read"
    ]
    assert carets("visit-log", fragment) == [f"«## {second}»"]


def test_sections_of_other_words_are_nobodys_log() -> None:
    assert judged("visit-log", "## Reports\n\nx\n\n## Summary 2\n\nx\n") == ()
