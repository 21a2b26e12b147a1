"""What fix writes is right, is all that it writes, and stays."""

import re
from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, record, tree
from kit.thorough import examples
from srr.documents.document import read
from srr.lint.catalogue import all_rules
from srr.lint.engine import Report, check
from srr.lint.finding import Severity
from srr.lint.fixes import Fixed, fix
from srr.lint.rule import Context, Problem, Rule
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
SETTINGS = Settings()
RULES = all_rules()
# A key, the ways in which people get its value wrong, and what is meant.
SLIPS = {
    "status": (("未着手", "Not started", "not_started", "未着⼿", "NOT-STARTED"), "not-started"),
    "current_impact": (("１", '"1"', "1 (some)"), "1"),
    "potential_impact": (("６", "'6'", "６ "), "6"),
    "likelihood": (("２", '"2"'), "2"),
    "created": (("2026/1/26", "2026年1月26日", "２０２６-０１-２６", "'2026.01.26'"), "2026-01-26"),
    "next_visit": (("2026/02/05", "2026-2-5"), "2026-02-05"),
    "horizon": (("次", "Next", "ＮＥＸＴ"), "next"),
    "priority": (("10", "'12'", "１２", "13 # by hand"), "12"),
}


def written(path: str, text: str, today: date = TODAY) -> Fixed:
    return fix({path: text.encode()}, SETTINGS, today, RULES, frozenset({path}))


def judged(raw: bytes) -> Report:
    return check(read_registry({PATH: raw}, SETTINGS), SETTINGS, TODAY, RULES)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    """Draw a record with slips in it, and what each should become."""
    text, meant = record(PATH), {}
    for key in draw(st.sets(st.sampled_from(sorted(SLIPS)), min_size=1)):
        spellings, value = SLIPS[key]
        line = f"{key}: {draw(st.sampled_from(spellings))}"
        found = re.compile(rf"^{key}:.*$", re.MULTILINE)
        has = found.search(text)
        text = found.sub(line, text) if has else text.replace("\nowner:", f"\n{line}\nowner:")
        meant[key] = value
    comment = draw(st.sampled_from(("", "# kept: 対応中\n", "x_note: '６'   # two  spaces\n")))
    text = text.replace("\nowner:", f"\n{comment}owner:", 1)
    end = draw(st.sampled_from(("\n", "\r\n")))
    return draw(st.sampled_from(("", "\ufeff"))) + text.replace("\n", end), meant


@settings(max_examples=examples(50))
@given(slips())
def test_fix_writes_what_was_meant_and_keeps_every_other_byte(
    drawn: tuple[str, dict[str, str]],
) -> None:
    text, meant = drawn
    mended = written(PATH, text)
    raw = mended.files[PATH]
    after = read(PATH, raw)
    assert {key: str(after.data[key]) for key in meant} == meant
    # Put back what was there, and nothing is left of the mending but the byte order mark.
    assert _without(raw.decode(), meant) == _without(text.removeprefix("\ufeff"), meant)
    assert judged(raw).findings == ()
    assert mended.refused == {}
    assert written(PATH, raw.decode()).files == {}


def _without(text: str, keys: dict[str, str]) -> str:
    for key in keys:
        text = re.sub(rf"^{key}:[^\r\n#]*", f"{key}: …", text, flags=re.MULTILINE)
    return text


@settings(max_examples=examples(15))
@given(st.lists(st.sampled_from(("\n", "\r\n")), min_size=30, max_size=30), slips())
def test_mixed_line_ends_become_those_that_most_lines_have(
    ends: list[str], drawn: tuple[str, dict[str, str]]
) -> None:
    lines = drawn[0].replace("\r\n", "\n").split("\n")
    text = "".join(line + ends[at % len(ends)] for at, line in enumerate(lines))
    raw = written(PATH, text).files[PATH].decode()
    pairs = raw.count("\r\n")
    assert pairs in (0, raw.count("\n"))
    assert judged(raw.encode()).findings == ()
    assert written(PATH, raw).files == {}


def test_a_file_that_is_right_is_not_written() -> None:
    assert written(PATH, record(PATH)) == Fixed({}, (), {})


def test_one_fix_makes_room_for_the_next() -> None:
    text = record(PATH).replace("likelihood: 2", "likelihood: '２'\npriority: 6")
    mended = written(PATH, text)
    assert b"likelihood: 2\npriority: 12\n" in mended.files[PATH]
    assert [finding.rule for finding in mended.fixed] == ["field-value"]


INTEGERS = st.one_of(st.none(), st.sampled_from((0, 1, 2, 3, 5, 6, 10)), st.integers(-3, 120))
SCALES = {
    "current_impact": {0, 1, 3, 6, 10},
    "potential_impact": {0, 1, 3, 6, 10},
    "scope": {1, 2, 3},
    "severity": {1, 3, 5},
    "likelihood": {1, 2},
}
MADE_OF = {
    "potential_impact": ("potential_impact", "scope", "severity"),
    "priority": ("potential_impact", "likelihood"),
}


@settings(max_examples=examples(150))
@given(st.fixed_dictionaries({**dict.fromkeys(SCALES, INTEGERS), "priority": INTEGERS}))
def test_fix_makes_no_number_of_a_refused_one_and_brings_no_finding(
    given_scores: dict[str, int | None],
) -> None:
    lines = [f"{key}: {value}\n" for key, value in given_scores.items() if value is not None]
    plain = re.sub(
        r"^(current_impact|potential_impact|likelihood): .*\n", "", record(PATH), flags=re.MULTILINE
    )
    text = plain.replace("owner:", "".join(lines) + "owner:", 1)
    fixed = written(PATH, text).files.get(PATH, text.encode())
    before, after = read(PATH, text.encode()).data, read(PATH, fixed).data
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed <= MADE_OF.keys()
    for key in changed:
        assert all(before[part] in SCALES[part] for part in MADE_OF[key])
    known = {(finding.rule, finding.key) for finding in judged(text.encode()).findings}
    assert {(finding.rule, finding.key) for finding in judged(fixed).findings} <= known


def test_the_scores_of_another_scale_are_left_as_they_are() -> None:
    text = record(PATH).replace(
        "potential_impact: 6\nlikelihood: 2", "potential_impact: 16\nlikelihood: 4"
    )
    assert written(PATH, text.replace("\nowner:", "\npriority: 20\nowner:")).files == {}
    raw_score = text.replace("\nowner:", "\nscope: 3\nseverity: 3\nowner:")
    assert written(PATH, raw_score).files == {}


def test_a_file_that_would_gain_a_finding_stays_untouched() -> None:
    text = record(PATH).replace("next_visit: 2026-02-05", "next_visit: 2027/02/05")
    mended = written(PATH, text)
    assert mended.files == {}
    assert list(mended.refused) == [PATH]
    assert mended.refused[PATH].en == "fixing field-date would bring visit-window"


def test_a_date_that_has_passed_is_written_as_one_all_the_same() -> None:
    """It is late however it is written; now lint can see it."""
    text = record(PATH).replace("next_visit: 2026-02-05", "next_visit: 2025/12/1")
    mended = written(PATH, text)
    assert b"next_visit: 2025-12-01\n" in mended.files[PATH]
    assert mended.refused == {}
    found = {finding.rule for finding in judged(mended.files[PATH]).findings}
    assert found == {"visit-overdue", "visit-order"}


@each_case(
    ("written", "fixed"),
    [
        ("[SRR-0002, SRR-2]", "[SRR-0002, SRR-2]"),
        ("[SRR-2, srr-0002]", "[SRR-0002, srr-0002]"),
        ("[SRR-2, SRR-0002, SRR-3]", "[SRR-2, SRR-0002, SRR-0003]"),
        ("[SRR-0002, SRR-0002, SRR-2]", "[SRR-0002, SRR-0002, SRR-2]"),
    ],
)
def test_no_entry_of_a_list_is_made_the_same_as_another(written: str, fixed: str) -> None:
    text = record(PATH).replace("\nowner:", f"\nrelated: {written}\nowner:")
    rules = tuple(rule for rule in RULES if rule.name == "field-value")
    mended = fix({PATH: text.encode()}, SETTINGS, TODAY, rules, frozenset({PATH}))
    after = mended.files.get(PATH, text.encode()).decode()
    assert f"\nrelated: {fixed}\n" in after


def test_a_fix_that_brings_another_finding_of_its_own_rule_is_left_out() -> None:
    text = record(PATH).replace("status: not-started", "status: 未着手\nresolution: fixed")
    mended = written(PATH, text.replace("likelihood: 2", "likelihood: '2'"))
    assert mended.refused[PATH].en == "fixing field-value would bring field-value"
    assert list(mended.files) == [PATH]
    assert b"likelihood: 2\n" in mended.files[PATH]
    assert "status: 未着手\n".encode() in mended.files[PATH]


def test_a_file_that_cannot_be_edited_stays_untouched_and_says_why() -> None:
    text = record(PATH).replace("likelihood: 2", "likelihood: '２'\nowner: sato")
    mended = written(PATH, text)
    assert mended.files == {}
    assert "a key is there twice" in mended.refused[PATH].en
    assert PATH not in mended.refused[PATH].en


def test_only_the_chosen_files_are_mended() -> None:
    other = "risks/SRR-0002.md"
    tree = {
        path: record(path).replace("likelihood: 2", "likelihood: '2'").encode()
        for path in (PATH, other)
    }
    mended = fix(tree, SETTINGS, TODAY, RULES, frozenset({other}))
    assert list(mended.files) == [other]
    assert {finding.path for finding in mended.fixed} == {other}


@each_case("raw", [b"", b"\xff\xfe", b"---\n", b"---\n- a\n---\n"])
def test_what_cannot_be_read_is_left_alone(raw: bytes) -> None:
    assert fix({PATH: raw}, SETTINGS, TODAY, RULES, frozenset({PATH})).files == {}


def test_a_fix_is_judged_in_its_own_file_and_the_whole_registry_twice() -> None:
    judged: list[str] = []

    def count(risk: Risk, context: Context) -> Iterator[Problem]:
        judged.append(risk.path)
        yield from ()

    rules = (*RULES, Rule("counted", Risk, Severity.ERROR, count))
    paths = [f"risks/SRR-{number:04}.md" for number in range(1, 31)]
    texts = {path: record(PATH).replace("SRR-0001", path[6:14]) for path in paths}
    slips = texts[PATH].replace("likelihood: 2", "likelihood: '2'")
    texts[PATH] = slips.replace("next_visit: 2026-02-05", "next_visit: 2027/02/05")
    files = {path: text.encode() for path, text in texts.items()}
    fixed = fix(files, SETTINGS, TODAY, rules, frozenset(paths))
    assert fixed.refused[PATH].en == "fixing field-date would bring visit-window"
    assert list(fixed.files) == [PATH]
    assert len([path for path in judged if path != PATH]) == 2 * 29
    assert judged.count(PATH) <= 6


def test_a_fix_that_brings_a_finding_in_another_file_is_left_out() -> None:
    postmortem = "postmortems/PM-0001.md"
    done = "status: 完了\nresolution: fixed\nresolution_note: https://example.com/1"
    risk = tree(f"{done}\ncurrent_impact: 0\npostmortems: [PM-0001]\n", PATH)
    carried = tree("status: closed\nrisks: [SRR-0001]\n", postmortem)
    files = {**risk, **carried}
    rules = [rule for rule in RULES if rule.name in ("field-value", "postmortem-open-actions")]
    fixed = fix(files, SETTINGS, TODAY, tuple(rules), frozenset(files))
    assert fixed.refused[PATH].en == "the fix would bring a new finding"
    assert fixed.files == {}
    alone = fix(files, SETTINGS, TODAY, tuple(rules[:1]), frozenset(files))
    assert b"status: done" in alone.files[PATH]


def test_two_fixes_of_one_identity_that_each_bring_a_finding_are_both_left_out() -> None:
    visits = "- 2026/1/28 ura： not-started. ok\n- 2026/1/29 ura： not-started. ok\n"
    mended = written(PATH, f"{record(PATH)}\n## Visits\n\n{visits}")
    assert mended.files == {}
    assert mended.refused[PATH].en == "fixing visit-log would bring visit-silent"


@each_case(
    "written_as",
    [
        r'title: "pay \u202e 001 \u200b"',
        r'status: "対応中\x1f"',
        r'status: "watching\u200b"',
        r'owner: "@u\u202era"',
        r'created: "2026/1/26\x1f"',
        r'current_impact: "6\x1f"',
        "owner: '@u{U+202E}ra'",
        "status: 対応中{U+001F}",
    ],
)
def test_a_value_with_characters_that_nobody_sees_is_left_to_a_person(written_as: str) -> None:
    (raw,) = tree(written_as, PATH).values()
    fixed = written(PATH, raw.decode())
    assert fixed.files == {}
    rules = {finding.rule for finding in judged(raw).findings}
    assert "file-encoding" in rules
