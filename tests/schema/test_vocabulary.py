import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.schema.vocabulary import (
    EFFORTS,
    POSTMORTEM_STATUSES,
    RESOLUTIONS,
    STATUSES,
    VIEWPOINTS,
    level_words,
)
from srr.text.spelling import Words, normal_form, recognise, recognise_date, recognise_number

WORD_LISTS = (STATUSES, RESOLUTIONS, POSTMORTEM_STATUSES, VIEWPOINTS, EFFORTS)


@each_case("words", WORD_LISTS)
def test_every_value_and_every_label_means_its_value(words: Words) -> None:
    for value, label in words.items():
        for spelling in (value, *label, value.upper(), f" {value.replace('-', ' ')} "):
            assert recognise(spelling, words) == value


@each_case(
    ("spelling", "value"),
    [
        ("様⼦⾒", "watching"),  # Kangxi radicals, as pasted from slides
        ("未着⼿", "not-started"),
        ("対応中", "in-progress"),
        ("暫定対策済み", "mitigated"),
        ("ｉｎ－ｐｒｏｇｒｅｓｓ", "in-progress"),
        ("In_Progress", "in-progress"),
        ("not–started", "not-started"),
    ],
)
def test_a_look_alike_means_what_it_looks_like(spelling: str, value: str) -> None:
    assert recognise(spelling, STATUSES) == value


@each_case(
    ("level", "words"),
    [(0, ("0", "0")), (12, ("12", "12")), (None, ("-", "-")), ("unknown", ("Unknown", "不明"))],
)
def test_a_level_is_shown_as_its_number_a_word_or_a_dash(
    level: int | str | None, words: tuple[str, str]
) -> None:
    assert level_words(level) == words


@each_case("spelling", ["", "paused", "in-progress -> done", "対応"])
def test_another_word_means_nothing(spelling: str) -> None:
    assert recognise(spelling, STATUSES) is None


@each_case(("spelling", "number"), [("６", 6), ("6 (score >= 6)", 6), (" 10 ", 10), ("0", 0)])
def test_a_number_is_read_in_any_width(spelling: str, number: int) -> None:
    assert recognise_number(spelling) == number


@each_case("spelling", ["", "six", "6.5", "-6", "9" * 5000])
def test_what_is_not_a_whole_number_is_not_read_as_one(spelling: str) -> None:
    assert recognise_number(spelling) is None


@each_case(
    "spelling",
    ["2025/2/3", "2025.02.03", "2025-2-3", "２０２５-０２-０３", "2025年2月3日", " 2025−02−03 "],
)
def test_a_date_is_read_in_any_form(spelling: str) -> None:
    assert recognise_date(spelling) == "2025-02-03"


@each_case("spelling", ["", "3 Feb 2025", "25/2/3", "2025-02", "2025-02-03T10:00"])
def test_what_is_no_date_is_not_read_as_one(spelling: str) -> None:
    assert recognise_date(spelling) is None


@given(st.text())
def test_the_normal_form_is_normal(spelling: str) -> None:
    once = normal_form(spelling)
    assert normal_form(unicodedata.normalize("NFKC", once)) == normal_form(once)
