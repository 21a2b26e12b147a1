"""Bytes to text, and the characters that a reader would not see."""

from kit.cases import each_case
from srr.documents.encoding import decode
from srr.documents.places import Fault, Span


@each_case("code", [0x08, 0x0B, 0x0E, 0x1F, 0x7F])
def test_a_control_character_is_a_fault_in_plain_ascii(code: int) -> None:
    text, faults, _ = decode(b"a" + bytes([code]) + b"b\n")
    assert text == f"a{chr(code)}b\n"
    assert [fault.span.start for fault in faults] == [1]


def test_what_is_printed_and_ends_lines_is_none() -> None:
    assert decode(b" ~\t\n") == (" ~\t\n", [], True)


def faults(text: str) -> list[tuple[str, int]]:
    """Return the code and the place of each fault of *text*."""
    return [(fault.detail, fault.span.start) for fault in decode(text.encode())[1]]


@each_case(
    ("zeros", "guess"), [(4, False), (5, True), (10, True)], ids=["two in five", "half", "all"]
)
@each_case("first", [0, 1])
def test_bytes_are_utf_16_where_more_than_two_in_five_of_one_kind_are_zero(
    zeros: int, first: int, guess: bool
) -> None:
    raw = bytearray(b"x" * 20)
    raw[first : first + 2 * zeros : 2] = bytes(zeros)
    _, found, is_utf_8 = decode(bytes(raw))
    assert is_utf_8 is not guess
    assert [fault.detail for fault in found] == (["UTF-16"] if guess else ["U+0000"])


def test_two_bytes_are_too_few_to_guess_at_utf_16() -> None:
    assert faults("a\0") == [("U+0000", 1)]


@each_case(
    ("codec", "name"), [("euc_jp", "EUC-JP"), ("cp932", "Shift_JIS"), ("utf-16-be", "UTF-16")]
)
@each_case("text", ["注文が遅い", "対応中の障害", "リスクの一覧, 2026", "カナ"])
def test_the_encoding_that_gives_the_more_common_letters_is_named(
    text: str, codec: str, name: str
) -> None:
    _, found, is_utf_8 = decode(text.encode(codec) * 3)
    assert not is_utf_8
    # Japanese in UTF-16 has no zero bytes but for its spaces and numbers.
    if name != "UTF-16":
        assert [fault.detail for fault in found] == [name]


def test_bytes_of_no_encoding_are_not_named() -> None:
    assert decode(b"a\xffb") == ("a\ufffdb", [Fault("not-utf-8", Span(1, 2), "")], False)


def test_each_unseen_character_is_told_once_at_its_first_place() -> None:
    assert faults("\x01a\u200b\x01\u200b") == [("U+0001", 0), ("U+200B", 2)]
    assert faults("\u202e") == [("U+202E", 0)]


@each_case("text", ["👩\u200d💻", "🏳\ufe0f\u200d🌈", "🏴\U000e0067\U000e007f", "©\u200d®"])
def test_what_builds_an_emoji_is_no_fault(text: str) -> None:
    assert faults(text) == []


@each_case(
    ("text", "place"),
    [
        ("a\u200d💻", 1),
        ("💻\u200da", 1),
        ("💻\u200d", 1),
        ("\u200d💻", 0),
        ("💻\u200d\ufe0f", 1),
        ("👩\u200d💻 a\u200db", 5),
    ],
)
def test_a_joiner_between_anything_else_is_one(text: str, place: int) -> None:
    assert faults(text) == [("U+200D", place)]


@each_case("text", ["a\U000e0067", "\U000e0067", "🏴\U000e007f\U000e0067"])
def test_a_tag_that_no_flag_begins_is_one(text: str) -> None:
    assert [code for code, _ in faults(text)] == ["U+E0067"]


def test_mixed_line_ends_are_counted_and_the_first_rare_one_is_shown() -> None:
    text, (fault,), _ = decode(b"a\r\nb\nc\r\nd\re\n\n\n")
    assert fault == Fault("mixed-line-endings", Span(1, 3), "CRLF 2, LF 4, CR 1")
    assert text.startswith("a\r\nb\n")
    assert decode(b"a\rb\r")[1] == decode(b"a\r\n")[1] == decode(b"a\n")[1] == []
