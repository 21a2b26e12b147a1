import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.language import Text
from srr.records.hints import FIRST_ACTION, HINTS, is_first_action, is_silent, says_something
from srr.schema.kinds import KINDS

WORDINGS = [wording for hints in HINTS.values() for hint in hints.values() for wording in hint]


@each_case(
    "text",
    [
        "Orders fail.",
        "注文が失敗する。",
        "None so far.",
        "なし",
        "42",
        "- 2026-01-26: the p99 of orders rose from 2 s to 4 s.",
        "TODO\n\nMeasure it on Friday.",
        "- [ ] TODO: give the call a limit of two seconds",
        "To do on Friday: measure.",
        "<!-- a hint -->\nIt is slow.",
        "It is slow. <!-- TODO: say how slow -->",
        "```\n<!-- an answer of the server -->\n```",
        "![the graph](https://example.com/graph.png)",
        "| 10:00 | detected | alert |",
        "### By day\n\nIt is slow.",
        "1. Measure.",
        "〇〇株式会社の注文が失敗する。",
    ],
)
def test_words_say_something(text: str) -> None:
    assert says_something(text)


@each_case(
    "text",
    [
        "",
        " \n\t\r\n ",
        "<!-- write the cause here -->",
        "<!--\nnever closed",
        "<!-- TODO --> TBD",
        "TODO",
        "todo.",
        "**TODO**",
        "> TBD",
        "- [ ] TODO",
        "1. TODO",
        "(TBD)",
        "`N/A`",
        "n/a",
        "NA",
        "-",
        "- \n- ",
        "—",
        "...",
        "…",
        "〇〇",
        "○○",
        "◯◯。",
        "xxx",
        "???",
        "ＴＯＤＯ",
        "未定",
        "（未記入）",
        "TODO: write this up after the meeting with the other team",
        "1. TODO: write this up after the meeting with the other team",
        "TBD, later",
        "TODO: 後で書く",
        "### Only a heading",
        "```\n```",
        "```sh\n\n```",
        "| --- | --- |\n| | |",
        "TODO\r\nTBD\r\n",
    ],
)
def test_placeholders_say_nothing(text: str) -> None:
    assert not says_something(text)


@each_case("hint", WORDINGS)
def test_a_hint_left_as_it_was_says_nothing(hint: str) -> None:
    for text in (hint, f"- {hint}", f"*{hint}*", f"\n{hint}\n\n{hint}\n", f"<!-- {hint} -->"):
        assert not says_something(text)
    assert says_something(f"{hint}\nOrders fail.")


@given(st.text())
def test_any_text_is_judged_without_a_fault(text: str) -> None:
    says_something(text)


@given(st.text(alphabet=" \t\n-*#|>.x<!", max_size=200))
def test_marks_of_markdown_are_judged_without_a_fault(text: str) -> None:
    says_something(text)


@given(
    st.sampled_from(["Orders fail when it is slow.", "在庫が遅いと注文が失敗する。"]),
    st.integers(0, 3),
)
def test_what_is_said_once_is_not_unsaid_by_placeholders(sentence: str, count: int) -> None:
    assert says_something("TODO\n" * count + sentence + "\nTBD" * count)


def test_long_texts_of_nothing_are_judged_at_once() -> None:
    assert not says_something(" " * 1_000_000)
    assert not says_something("- " * 500_000)
    assert not says_something("-\n" * 10_000)


def test_every_section_but_those_that_grow_by_themselves_has_a_hint() -> None:
    for kind, hints in HINTS.items():
        assert {*KINDS[kind].sections} - hints.keys() <= {"visits", "occurrences", "reports"}
        assert hints.keys() <= {*KINDS[kind].sections}


@each_case(
    "note",
    [
        *("", " ", ".", "-", "…", "x", "1", "ok", "OK!", "Ok.", "**ok**", "(ok)", "okay", "LGTM"),
        *(
            "yes",
            "No.",
            "same",
            "Done",
            "nothing",
            "test",
            "N/A",
            "TODO",
            "tbd",
            "〇〇",
            "xxx",
            "???",
        ),
        *(
            "確認",
            "確認済",
            "確認済み。",
            "確認した",
            "済",
            "済み",
            "特になし",
            "なし",
            "了解。",
            "ｏｋ",
            "ＯＫ",
        ),
        *("<!-- a comment -->", "未定", "TODO: write later", "- ok", "> 済"),
        *WORDINGS[:2],
    ],
)
def test_a_mark_a_letter_and_a_press_of_a_key_are_silent(note: str) -> None:
    assert is_silent(note)


@each_case(
    "note",
    [
        *("No change.", "ok now", "OK, the p99 is 1 s.", "not ok", "done by sato", "42", "1 s"),
        *("変化なし。", "異常なし", "確認した。p99 は 1 秒。", "未確認", "なしではない", "静か"),
        *("ok\nThe p99 is 1 s.", "<!-- a comment --> quiet", "testing again", "the same as in May"),
    ],
)
def test_a_few_words_are_not_silent(note: str) -> None:
    assert not is_silent(note)


@given(st.text())
def test_any_note_is_judged_and_what_says_nothing_is_silent(note: str) -> None:
    assert is_silent(note) or says_something(note)


@given(st.sampled_from(["ok", "確認済み", "same"]), st.text(" .!-*　。", max_size=5))
def test_marks_around_a_silent_word_do_not_make_it_speak(word: str, marks: str) -> None:
    assert is_silent(f"{marks}{word}{marks}")


@pytest.mark.parametrize("language", Text._fields)
def test_the_first_action_is_known_whatever_its_line_breaks(language: str) -> None:
    wording = getattr(FIRST_ACTION, language)
    assert is_first_action(wording)
    assert is_first_action(f"\n{wording}\n")
    assert is_first_action(FIRST_ACTION.en.replace(", ", ",\n  "))
    assert not is_first_action(f"{wording} And more.")
    assert not is_first_action("")
    assert says_something(wording)
