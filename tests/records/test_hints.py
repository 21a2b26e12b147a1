import pytest
from hypothesis import given
from hypothesis import strategies as st

from srr.records.hints import HINTS, says_something

WORDINGS = [wording for hints in HINTS.values() for hint in hints.values() for wording in hint]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("hint", WORDINGS)
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
