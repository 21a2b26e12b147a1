"""The table of a stocktake is read as it was printed, and one sentence says what is wrong with it."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.cli.stocktake_table import Decision, TableFault, decision, parse
from srr.exporters.stocktake import render
from srr.insights.stocktake import candidates
from srr.language import Language
from srr.records.registry import read_registry
from srr.schema.settings import Settings
from srr.text.sinks import markdown

HEAD = "<!-- srr stocktake 2026-02-02: SRR-0001 SRR-0002 -->\n\n"
TOP = "| ID | Risk | Decision | Words |\n|---|---|---|---|\n"
ONE = "| SRR-0001 | One | keep | Still there. |\n"
TWO = "| SRR-0002 | Two | skip | |\n"
TITLES = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


def printed(titles: list[str], language: Language = "en") -> str:
    files: dict[str, bytes] = {}
    for number, title in enumerate(titles, 1):
        escaped = "".join(f"\\U{ord(sign):08x}" for sign in title)
        fragment = f'created: 2024-01-01\ntitle: "{escaped}"'
        files |= tree(fragment, f"risks/SRR-{number:04d}.md")
    risks = read_registry(files, Settings()).risks
    return render(candidates(risks, Settings(), TODAY), language, TODAY)


@given(st.lists(TITLES, min_size=1, max_size=3), st.sampled_from(["en", "ja"]))
def test_a_printed_table_is_read_back_row_by_row(titles: list[str], language: Language) -> None:
    table = parse(printed(titles, language))
    assert table.day == date(2026, 2, 2)
    assert [(row.title, row.decision, row.words) for row in table.rows] == [
        (markdown(title), "", "") for title in titles
    ]


@given(
    st.text()
    | st.lists(st.sampled_from([HEAD, TOP, ONE, TWO, "|", "\\", "\n", "---"])).map("".join)
)
def test_any_text_is_a_table_or_a_fault(text: str) -> None:
    with suppress(TableFault):
        parse(text)
    decision(text)


@given(st.text(st.characters(exclude_categories=["C"]), max_size=30))
def test_words_come_back_as_they_were_typed(words: str) -> None:
    cell = words.replace("\\", "/").replace("|", "\\|")
    row = parse(f"{HEAD}{TOP}{ONE.replace('Still there.', cell)}{TWO}").rows[0]
    assert row.words == words.replace("\\", "/").strip()


def test_a_table_is_read_however_an_editor_leaves_it() -> None:
    text = f"\ufeff{HEAD}# Stocktake\n\nWords.\n\n{TOP}{ONE}{TWO}\nMore words | here.\n"
    wide = text.replace("| keep |", "|   keep      |").replace("|---|", "| :--- |", 1)
    noted = text.replace(" | Words", " | Note | 理由").replace("|---|\n", "|---|---|\n")
    noted = noted.replace("keep |", "keep | |").replace("skip |", "skip | |")
    for each in (text, wide, noted, text.replace("\n", "\r\n")):
        assert [(row.id, row.decision) for row in parse(each).rows] == [
            ("SRR-0001", "keep"),
            ("SRR-0002", "skip"),
        ]


@each_case(
    ("text", "said"),
    [
        ("", "its first line is not that of a stocktake"),
        (f"{TOP}{ONE}{TWO}", "its first line is not that of a stocktake"),
        (HEAD.replace("02-02", "02-30") + TOP + ONE + TWO, "its first line is not that of a"),
        (HEAD, "it holds no table with the columns ID, Risk, Decision, Words"),
        (HEAD + TOP.replace("Words", "Why") + ONE + TWO, "it holds no table with the columns"),
        (HEAD + TOP + ONE, "the row of SRR-0002 is missing; put it back, and write skip"),
        (HEAD + TOP + ONE + TWO + ONE, "SRR-0001 has two rows, in lines 5 and 7; keep one"),
        (HEAD + TOP + ONE + TWO + ONE.replace("0001", "0009"), "line 7 is of SRR-0009, which"),
        (
            HEAD + TOP + ONE.replace("Still", "a | b") + TWO,
            "line 5 has 5 cells, not 4; write a bar",
        ),
        (HEAD + TOP + "| SRR-0001 | One |\n" + TWO, "line 5 has 2 cells, not 4"),
    ],
)
def test_what_is_wrong_with_a_table_is_one_sentence(text: str, said: str) -> None:
    with pytest.raises(TableFault) as fault:
        parse(text)
    assert fault.value.said.en.startswith(said)


@each_case(
    ("cell", "meant"),
    [
        ("keep", Decision()),
        ("維持", Decision()),
        ("Skip", Decision(is_skipped=True)),
        ("watching", Decision("watching")),
        ("様子見", Decision("watching")),
        ("In progress", Decision("in-progress")),
        ("dismiss obsolete", Decision("done", "obsolete")),
        ("Dismiss: not a risk", Decision("done", "not-a-risk")),
        ("done fixed", Decision("done", "fixed")),
        ("取り下げ 対象消滅", Decision("done", "obsolete")),
        ("duplicate", Decision("done", "duplicate")),
        ("done", None),
        ("dismiss", None),
        ("drop it", None),
        ("", None),
    ],
)
def test_a_decision_is_read_in_the_words_of_both_languages(
    cell: str, meant: Decision | None
) -> None:
    assert decision(cell) == meant
