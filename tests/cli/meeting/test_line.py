"""A line typed at any terminal looks as it is, whatever is typed and taken back."""

from collections.abc import Iterator

import pyte
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.cli.meeting.keys import BACKSPACE, END, ENTER, KILL_LINE, KILL_WORD, REDRAW
from srr.cli.meeting.line import edited, read_line, shown

# Wide and narrow ones, one that takes no column, and one that is written out.
TYPED = st.sampled_from([*"abc あいｱ、", "\u3099", "\u200b"])
KEYS = st.lists(
    st.one_of(TYPED, st.sampled_from([BACKSPACE, KILL_LINE, KILL_WORD, REDRAW])), max_size=80
)
PROMPT = "note: "


def read(keys: Iterator[str], columns: int = 20) -> tuple[str | None, list[str]]:
    """Return the line that is read, and the rows of a screen from the last prompt on."""
    screen = pyte.Screen(columns, 200)
    stream = pyte.Stream(screen)

    def write(text: str) -> None:
        stream.feed(text.replace("\n", "\r\n"))

    line = read_line(PROMPT, lambda: next(keys), write, lambda: columns)
    rows = [row.rstrip() for row in screen.display]
    last = max(number for number, row in enumerate(rows) if row.startswith(PROMPT.rstrip()))
    return line, rows[last:]


@each_case(
    ("before", "key", "after"),
    [
        ("ab", BACKSPACE, "a"),
        ("", BACKSPACE, ""),
        ("two words", KILL_WORD, "two "),
        ("two words  ", KILL_WORD, "two "),
        (" ", KILL_WORD, ""),
        ("a b a", KILL_WORD, "a b "),
        ("two words", KILL_LINE, ""),
        ("ab", "\x01", "ab"),
        ("あ", "い", "あい"),
    ],
)
def test_each_key_edits_the_line(before: str, key: str, after: str) -> None:
    assert edited(before, key) == after


@given(KEYS)
def test_the_screen_shows_what_enter_takes(keys: list[str]) -> None:
    # A Backspace on an empty line goes back; so there is a letter that stays.
    kept = [key for key in keys if key not in (BACKSPACE, KILL_LINE, KILL_WORD)]
    line, rows = read(iter(["x", *kept, ENTER]))
    assert line == "x" + "".join(key for key in kept if key != REDRAW)
    wanted = "".join((PROMPT + shown(line)).split()).replace("\u3099", "")
    assert "".join("".join(rows).split()).replace("\u3099", "") == wanted


@given(st.lists(st.sampled_from([*"abc あい、"]), min_size=1, max_size=60), st.integers(1, 40))
def test_what_is_taken_back_is_gone_from_the_screen(words: list[str], backspaces: int) -> None:
    kept = ["x", *words][: max(1, len(words) + 1 - backspaces)]
    taken = [BACKSPACE] * (len(words) + 1 - len(kept))
    line, rows = read(iter(["x", *words, *taken, ENTER]))
    assert line == "".join(kept)
    assert "".join("".join(rows).split()) == "".join((PROMPT + line).split())


@each_case("key", [BACKSPACE, END])
def test_going_back_from_an_empty_line_is_no_line(key: str) -> None:
    assert read(iter(["a", KILL_LINE, key]))[0] is None


def test_the_end_of_input_behind_words_is_not_an_answer() -> None:
    assert read(iter(["a", END, "b", ENTER]))[0] == "ab"
