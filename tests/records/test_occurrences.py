"""An occurrence is read as it is written, by hand and in either language; anything else is no occurrence."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import tree
from srr.documents import document
from srr.records.occurrences import (
    Occurrence,
    figure,
    foreign_unit,
    meant_occurrence,
    parse_occurrence,
    usual_marks,
)
from srr.records.risk import Risk, risk
from srr.schema.settings import Settings

DAY = date(2026, 5, 2)
HIDDEN = Occurrence(DAY, "sato", 20, 40, "The banner was hidden.")
WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
HANDLES = WORDS.filter(lambda word: not set(word) & set(":,;@#、，。") and word[-1] != ".")
TENTHS = st.decimals(0, 100, places=4).map(float)
OCCURRENCES = st.builds(
    Occurrence,
    on=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    by=HANDLES,
    minutes=st.integers(0, 999_999).map(float) | st.decimals(0, 999_999, places=4).map(float),
    percent=TENTHS,
    note=st.lists(WORDS, max_size=6).map(" ".join),
)


def read(*lines: str, heading: str = "Occurrences") -> Risk:
    ((path, raw),) = tree(f"## {heading}\n" + "\n".join(lines), "risks/SRR-0001.md").items()
    return risk(document.read(path, raw), Settings())


@given(OCCURRENCES)
def test_an_occurrence_reads_as_it_is_written(occurrence: Occurrence) -> None:
    written = str(occurrence).removeprefix("- ")
    assert parse_occurrence(written) == occurrence
    assert foreign_unit(written) is None


@given(
    st.text()
    | st.lists(st.sampled_from([*"20 4%分、,。.:-", "2026-05-02", "minutes"])).map("".join)
)
def test_any_text_is_read_or_not_and_its_usual_marks_mean_the_same(text: str) -> None:
    meant = meant_occurrence(text)
    assert meant_occurrence(usual_marks(text)) == meant
    if meant:
        assert parse_occurrence(str(meant).removeprefix("- ")) == meant
        assert 0 <= meant.bad_minutes <= meant.minutes


@each_case(
    "values",
    [
        *("20 minutes, 40 %", "20 minutes,40%", "40 %, 20 minutes", "20 min, 40 percent"),
        *("20 分、40 %", "20分、40％", "20分間, 40パーセント", "20.0 Minutes, 40.00 %"),
    ],
)
def test_the_values_are_read_in_any_order_and_in_either_language(values: str) -> None:
    for end in (". ", "。", "。 "):
        entry = f"2026-05-02 sato: {values}{end}The banner was hidden."
        assert parse_occurrence(entry) == HIDDEN


@each_case(
    "entry",
    [
        *(
            "2026/5/2 sato: 20 minutes, 40 %.",
            "2026年5月2日 sato：２０分、４０％。",
            "2026-05-02 sato：20 minutes，40 %.",
        ),
    ],
)
def test_other_digits_marks_and_days_are_meant_and_not_read(entry: str) -> None:
    assert parse_occurrence(entry) is None
    assert meant_occurrence(entry) == HIDDEN._replace(note="")


@each_case(
    "entry",
    [
        *("", "2026-05-02 sato: 20 minutes.", "2026-05-02 sato: 40 %.", "2026-05-02 sato"),
        *("2026-02-30 sato: 20 minutes, 40 %.", "sato: 20 minutes, 40 %."),
        *("2026-05-02 sato: -20 minutes, 40 %.", "2026-05-02 sato: 20 minutes, -1 %."),
        *("2026-05-02 sato: 20 minutes, 100.5 %.", "2026-05-02 sato: 2 hours, 40 %."),
        *("2026-05-02 sato: 1e3 minutes, 40 %.", "2026-05-02 sato: inf minutes, 40 %."),
        *("2026-05-02 sato: 1,200 minutes, 40 %.", "2026-05-02 sato: 20 minutes, 40 %, 3 %."),
        "2026-05-02 sato: 1000000 minutes, 40 %.",
    ],
)
def test_what_has_not_a_day_minutes_and_a_share_is_not_an_occurrence(entry: str) -> None:
    assert meant_occurrence(entry) is None


def test_the_first_full_stop_that_is_not_within_a_number_ends_the_values() -> None:
    found = parse_occurrence("2026-05-02 sato: 1.5 minutes, 0.25 %. About 20 minutes, 40 %. Twice.")
    assert found == Occurrence(DAY, "sato", 1.5, 0.25, "About 20 minutes, 40 %. Twice.")


def test_one_minute_is_written_in_the_singular() -> None:
    assert str(HIDDEN._replace(minutes=1, note="")) == "- 2026-05-02 sato: 1 minute, 40 %."


@each_case(
    ("number", "words"), [(20.0, "20"), (0.0001, "0.0001"), (999999.9999, "999999.9999"), (0, "0")]
)
def test_a_number_is_written_without_an_exponent(number: float, words: str) -> None:
    assert figure(number) == words


def test_the_minutes_of_all_users_are_their_share_of_the_minutes() -> None:
    assert HIDDEN.bad_minutes == 8


@each_case("heading", ["Occurrences", "発生履歴", "occurrences", "ＯＣＣＵＲＲＥＮＣＥＳ"])
def test_a_risk_has_its_occurrences_with_their_places(heading: str) -> None:
    found = read(
        "- 2026-05-02 sato: 20 minutes, 40 %. The banner",
        "  was hidden.",
        "- no idea when",
        "<!-- - 2026-05-04 sato: 1 minute, 4 %. -->",
        "- 2026-05-03 ura: 5 分、100 %。",
        heading=heading,
    )
    assert found.happened == (HIDDEN, Occurrence(date(2026, 5, 3), "ura", 5, 100, ""))
    assert [bool(entry.occurrence) for entry in found.occurrences] == [True, False, True]
    text = found.document.text
    assert [text[slice(*entry.span)].splitlines()[0] for entry in found.occurrences] == [
        "- 2026-05-02 sato: 20 minutes, 40 %. The banner",
        "- no idea when",
        "- 2026-05-03 ura: 5 分、100 %。",
    ]
    assert found.occurrences[0].words.endswith("The banner was hidden.")


def test_a_risk_without_the_section_has_none() -> None:
    ((path, raw),) = tree("", "risks/SRR-0001.md").items()
    assert risk(document.read(path, raw), Settings()).occurrences == ()
