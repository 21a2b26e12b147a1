"""What is typed is read as what is meant, or told in the rest of a sentence."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kit.cases import each_case
from srr.cli import answers
from srr.schema.vocabulary import POSTMORTEM_KINDS


@each_case("said", ["near-miss", "Near miss", "NEAR_MISS", "ヒヤリハット", "ﾋﾔﾘﾊｯﾄ"])
def test_a_word_may_be_given_by_its_label(said: str) -> None:
    assert answers.one_of(POSTMORTEM_KINDS)(said) == "near-miss"


@each_case("said", ["?", "unknown", "不明", " Unknown "])
def test_unknown_is_understood_where_it_is_allowed(said: str) -> None:
    assert answers.number_of((0, 1, "unknown"))(said) == "unknown"
    with pytest.raises(ValueError, match=r"write one of 0, 1$"):
        answers.number_of((0, 1))(said)


@pytest.mark.parametrize("said", ["6", "６", "6 (score >= 6)"])
def test_a_number_may_be_wide_or_explained(said: str) -> None:
    assert answers.number_of((3, 6))(said) == 6


@each_case("said", ["", "-6", "6.5", "60", "six", "\udcff"])
def test_another_number_is_told(said: str) -> None:
    with pytest.raises(ValueError, match="write one of 3, 6"):
        answers.number_of((3, 6))(said)


@pytest.mark.parametrize(
    "said", ["2026-02-01 19:05", " 2026-02-01T19:05 ", "2026-02-01T19:05+09:00"]
)
def test_a_time_is_one_of_the_zone_unless_it_says_more(said: str) -> None:
    assert answers.in_zone(ZoneInfo("Asia/Tokyo"))(said) == "2026-02-01T19:05+09:00"


def test_the_offset_is_that_of_the_day() -> None:
    read = answers.in_zone(ZoneInfo("Europe/Berlin"))
    assert read("2026-01-15 12:00:30") == "2026-01-15T12:00:30+01:00"
    assert read("2026-07-15 12:00") == "2026-07-15T12:00+02:00"


@each_case("said", ["", "19:05", "2026-02-30 10:00", "2026-02-01 25:00", "2026-02-01"])
def test_a_time_that_does_not_exist_is_told(said: str) -> None:
    with pytest.raises(ValueError, match="a time that exists"):
        answers.in_zone(ZoneInfo("UTC"))(said)


def test_a_date_may_be_written_another_way() -> None:
    assert answers.a_date("2026年2月3日") == answers.a_date("2026/2/3") == date(2026, 2, 3)
    with pytest.raises(ValueError, match="an existing date"):
        answers.a_date("2026-02-30")


def test_one_handle_is_one_person() -> None:
    assert answers.a_handle("@山田") == "山田"
    for said in ("ura kato", "ura,kato", "ura@example.com"):
        with pytest.raises(ValueError, match="of one person"):
            answers.a_handle(said)


def test_text_keeps_its_lines_and_loses_the_space_around_them() -> None:
    assert answers.some_text("\n a \r\n  b  \n") == "a\n  b"
    assert answers.one_line("a\n\n  b\u2028c") == "a b c"
    for said, sentence in (("　\n", "is empty"), ("a\udcff", "not valid UTF-8")):
        with pytest.raises(ValueError, match=sentence):
            answers.some_text(said)


def test_text_in_the_encoding_of_another_terminal_is_answered_with_what_to_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.getfilesystemencoding", lambda: "ascii")
    with pytest.raises(answers.WrongAnswer, match=r"encoding ascii .*; set LC_ALL=C\.UTF-8"):
        answers.some_text("\udce6")


@pytest.mark.parametrize("said", ["-", " - ", "-\n"])
def test_the_sign_for_none_is_no_name(said: str) -> None:
    with pytest.raises(ValueError, match="stands for none"):
        answers.a_name(said)
    with pytest.raises(ValueError, match="the handle of one person"):
        answers.a_handle(f"@{said}")


def test_a_name_may_have_spaces() -> None:
    assert answers.a_name(" Team  A ") == "Team  A"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("nul\0", "U+0000"),
        ("a\x1b[31m\x7f", "U+001B, U+007F"),
        ("a\u202eb", "U+202E"),
        ("a\u200bb", "U+200B"),
    ],
)
@pytest.mark.parametrize("read", [answers.some_text, answers.one_line, answers.a_handle])
def test_characters_that_nobody_sees_are_refused(
    read: Callable[[str], str], said: str, codes: str
) -> None:
    with pytest.raises(answers.WrongAnswer) as wrong:
        read(said)
    are = "are" if "," in codes else "is"
    assert wrong.value.why.en == f"holds {codes}, which {are} invisible; type it without"
    assert codes in wrong.value.why.ja


def test_lines_emoji_and_wide_spaces_are_text() -> None:
    assert answers.some_text("one\u3000\r\n👩\u200d💻\ttwo") == "one\n👩\u200d💻\ttwo"
