"""Bytes of a terminal become keys, however they are cut."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.cli.meeting.keys import BACKSPACE, ENTER, Decoder

WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=20)


def keys(data: bytes, size: int = 1) -> str:
    decoder = Decoder()
    pieces = [data[at : at + size] for at in range(0, len(data), size)]
    return "".join(map(decoder.feed, pieces))


@given(WORDS, st.integers(min_value=1, max_value=7))
def test_text_is_the_same_in_pieces_of_any_size(words: str, size: int) -> None:
    assert keys(words.encode(), size) == words


@each_case(
    ("typed", "expected"),
    [
        ("a\nb\rc", f"a{ENTER}b{ENTER}c"),
        ("a\b\x7f", f"a{BACKSPACE}{BACKSPACE}"),
        ("\x1b[A\x1b[1;5Dx\x1b[3~", "x"),
        ("\x1bOPx", "x"),
        ("\x1bOK", "OK"),
        ("\x1bO\r", f"O{ENTER}"),
        ("\x1bk", "k"),
        ("\x1b\x1b[Bk", "k"),
        ("\x1b[200~a\r\n\tb\x03\x1b[201~\r", f"a   b{ENTER}"),
        ("\x1b[200~\x1b[31mred\x1b[201~k\r", f"redk{ENTER}"),
        ("\t", " "),
    ],
)
def test_keys_that_move_a_cursor_are_dropped_and_a_paste_is_one_line(
    typed: str, expected: str
) -> None:
    assert keys(typed.encode()) == expected


@given(st.binary(max_size=60))
def test_any_bytes_are_read_and_the_key_behind_them_is_not_lost(data: bytes) -> None:
    end = b"\x1b[201~\x1b[C\xe3\x81\x82\r"
    typed = keys(data + b"\x00" + end)
    assert typed.endswith(f"あ{ENTER}") or "\x1b" in data.decode("latin1")
    assert "\x1b" not in typed
