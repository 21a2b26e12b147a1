"""What a word was meant to be: other widths, look-alikes, labels and slips."""

from kit.cases import each_case
from srr.language import untranslated
from srr.schema.vocabulary import STATUSES
from srr.text.spelling import (
    joined,
    meant,
    nearest,
    normal_form,
    recognise,
    recognise_date,
    recognise_number,
)


@each_case(
    ("spelling", "form"),
    [
        ("ＷＡＴＣＨＩＮＧ", "watching"),
        ("  Watching ", "watching"),
        ("様⼦⾒", "様子見"),
        ("⻑い", "長い"),
        ("a−b‐c‑d–e—f", "a-b-c-d-e-f"),
        ("〜～", "~~"),
        ("‧", "・"),
    ],
)
def test_width_case_and_look_alikes_are_folded(spelling: str, form: str) -> None:
    assert normal_form(spelling) == form


@each_case(
    "spelling", ["in-progress", "In progress", "in_progress", "ＩＮ　ＰＲＯＧＲＥＳＳ", "対応中"]
)
def test_a_value_or_a_label_is_recognised_however_its_words_are_joined(spelling: str) -> None:
    assert recognise(spelling, STATUSES) == "in-progress"


@each_case("spelling", ["", "progress", "in progres", "対応"])
def test_any_other_word_means_nothing(spelling: str) -> None:
    assert recognise(spelling, STATUSES) is None


@each_case(
    ("spelling", "number"),
    [
        ("6", 6),
        ("６", 6),
        ("6 (score >= 6)", 6),
        ("999999999999999", 999999999999999),
        ("1000000000000000", None),
        ("6.5", None),
        ("-6", None),
        ("six", None),
        ("", None),
    ],
)
def test_the_whole_number_at_the_start_is_read(spelling: str, number: int | None) -> None:
    assert recognise_number(spelling) == number


@each_case(
    ("spelling", "date"),
    [
        ("2025/2/3", "2025-02-03"),
        ("2025.02.03", "2025-02-03"),
        ("2025-12-31", "2025-12-31"),
        ("２０２５年２月３日", "2025-02-03"),
        ("2025 年 2 月 3", "2025-02-03"),
        ("2025-02-30", "2025-02-30"),
        ("25-02-03", None),
        ("2025-02", None),
        ("2025-02-03T10:00", None),
        ("2025-002-03", None),
    ],
)
def test_a_date_in_another_form_is_written_in_the_usual_one(
    spelling: str, date: str | None
) -> None:
    assert recognise_date(spelling) == date


def test_words_are_joined_by_one_hyphen() -> None:
    assert joined(" Next _- Action ") == "next-action"


def test_the_nearest_word_is_the_one_that_is_most_alike() -> None:
    known = ("api", "server", "batch")
    assert nearest("servre", known) == "server"
    assert nearest("kitchen", known) is None
    assert nearest("bath", known, cutoff=0.9) is None
    assert nearest("anything", ()) is None


def test_what_is_not_alike_enough_is_not_proposed() -> None:
    # Three of five letters in a row are just enough.
    assert nearest("abcxy", ["abcde"]) == "abcde"
    assert nearest("abwxy", ["abcde"]) is None


def test_a_slip_is_asked_about_and_anything_else_gets_the_other_words() -> None:
    assert meant("servre", ["server"], untranslated("known: server")).en == "did you mean server?"
    assert meant("kitchen", ["server"], untranslated("known: server")).en == "known: server"
