"""Days and numbers out of a file of `date,value`, and what is wrong with the other lines."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents import csv_series
from srr.documents.csv_series import MOST_FAULTS, number, read, with_rows, written
from srr.documents.places import Span

DAY = date(2026, 1, 5)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
HEADER = b"date,value\n"
BOM = b"\xef\xbb\xbf"


def faults(text: str) -> list[tuple[str, str]]:
    """Return each fault with the text that it points at."""
    found = read(text.encode()).faults
    return [(fault, text[span.start : span.end]) for fault, span in found]


@given(st.dictionaries(DAYS, NUMBERS))
def test_what_is_written_is_read_back(rows: dict[date, float]) -> None:
    ordered = sorted(rows.items())
    text = "".join(f"{on},{written(value)}\n" for on, value in ordered)
    found = read(f"date,value\n{text}".encode())
    assert list(zip(found.days, found.values, strict=True)) == ordered
    assert found.faults == ()


@given(
    st.lists(st.tuples(DAYS, NUMBERS), max_size=6),
    st.sampled_from(["date,value\n", "date,value\r\n", "day,value\n", ""]),
    st.sampled_from(["\n", "", "\n\n", "\r\n"]),
)
def test_what_is_read_at_once_is_what_is_read_line_by_line(
    rows: list[tuple[date, float]], header: str, end: str
) -> None:
    text = header + "\n".join(f"{on},{value!r}" for on, value in rows) + end
    quick = csv_series.faultless(text)
    assert quick is None or quick == csv_series.by_line(text)
    whole = csv_series.by_line(text)
    assert quick is not None or whole.faults or end != "\n" or header != "date,value\n" or not rows


@given(st.binary(max_size=400))
def test_no_bytes_raise(raw: bytes) -> None:
    found = read(raw)
    assert list(found.days) == sorted(set(found.days))
    assert len(found.days) == len(found.values)


@given(st.text(st.sampled_from("date,value\n\r0123456789-.eE \ufeff"), max_size=200))
def test_whatever_is_left_out_is_a_fault(text: str) -> None:
    found = read(f"date,value\n{text}".encode())
    lines = [line for line in text.split("\n") if line.rstrip()]
    assert len(found.days) + len(found.faults) == len(lines)


@each_case(
    ("value", "text"),
    [
        (12.0, "12"),
        (-0.5, "-0.5"),
        (1e300, "1e+300"),
        (1234567.0, "1234567"),
        (0.1, "0.1"),
        (2.0**53, "9007199254740992.0"),
        (2.0**53 - 1, "9007199254740991"),
    ],
)
def test_a_number_is_written_as_people_write_it(value: float, text: str) -> None:
    assert written(value) == text
    assert number(text) == value


@each_case("text", ["inf", "NaN", "1e999", "1_000", "1,000", "", " 1", "0x10", "１２"])
def test_what_is_no_plain_number_is_none(text: str) -> None:
    assert number(text) is None


@each_case(
    "text",
    [
        "date,value\n2026-01-05,1\n2026-01-06,2\n",
        "\ufeffdate,value\r\n2026-01-05,1\r\n2026-01-06,2\r\n",
        "date,value\n\n2026-01-05,1\n\n2026-01-06,2",
    ],
)
def test_a_spreadsheets_line_ends_and_byte_order_mark_are_accepted(text: str) -> None:
    found = read(text.encode())
    assert (found.days, found.values, found.faults) == (
        (DAY, date(2026, 1, 6)),
        (1.0, 2.0),
        (),
    )


@each_case(
    ("line", "fault"),
    [
        ("2026-01-06;2", "row"),
        ("2026-01-06, 2", "row"),
        ("2026/01/06,2", "row"),
        ("2026-01-06,1,204", "row"),
        ("2026-01-06,", "row"),
        ("2026-01-06,NaN", "row"),
        ("<<<<<<< HEAD", "row"),
        ("２０２６-01-06,2", "row"),
        ("2026-02-30,2", "day"),
        ("1999-12-31,2", "day"),
        ("2101-01-01,2", "day"),
        ("2026-01-06,1e999", "number"),
        ("2026-01-05,2", "twice"),
        ("2026-01-04,2", "order"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_count(line: str, fault: str) -> None:
    text = f"date,value\n2026-01-05,1\n{line}\n2026-01-07,3\n"
    assert faults(text) == [(fault, line)]
    assert read(text.encode()).values == (1.0, 3.0)


def test_a_missing_header_loses_no_row() -> None:
    text = "2026-01-05,1\n"
    assert faults(text) == [("header", "2026-01-05,1")]
    assert read(text.encode()).values == (1.0,)
    assert faults("") == [("header", "")]


def test_another_header_is_said_once() -> None:
    assert faults("date;value\n2026-01-05,1\n") == [("header", "date;value")]


def test_another_encoding_is_said_once() -> None:
    ((fault, span),) = read("date,value\n".encode("utf-16")).faults
    assert (fault, span) == ("encoding", Span(0, 1))


def test_more_faults_than_anybody_reads_are_not_kept() -> None:
    found = csv_series.read(b"date,value\n" + b"x\n" * 5000)
    assert len(found.faults) == MOST_FAULTS == 100


def test_the_last_year_of_all_is_read() -> None:
    assert read(b"date,value\n2000-01-01,1\n2100-12-31,2\n").values == (1.0, 2.0)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Return a file without a fault, in any of the forms that are accepted."""
    ends = draw(st.sampled_from((["\n"], ["\r\n"], ["\n", "\r\n"])))
    blank = st.lists(st.sampled_from(("", " ", "\t")), max_size=2)
    lines = [*draw(blank), "date,value"]
    day = date(2025, 1, 1)
    for value in draw(st.lists(NUMBERS, max_size=8)):
        day += timedelta(draw(st.integers(1, 40)))
        lines += [
            *draw(blank),
            f"{day},{written(value)}" + draw(st.sampled_from(("", " "))),
        ]
    lines += draw(blank)
    text = "".join(line + draw(st.sampled_from(ends)) for line in lines)
    if draw(st.booleans()):
        text = text.rstrip("\r\n")
    mark = BOM if draw(st.booleans()) else b""
    return mark + text.encode()


@given(files(), st.lists(NUMBERS, min_size=1, max_size=3))
def test_rows_more_are_read_behind_the_others_and_every_other_byte_stays(
    raw: bytes, values: list[float]
) -> None:
    before = read(raw)
    assert not before.faults
    rows = [(date(2027, 1, 1) + timedelta(n), value) for n, value in enumerate(values)]
    grown = with_rows(raw, rows)
    after = read(grown)
    assert after.faults == ()
    assert after.days == (*before.days, *(day for day, _ in rows))
    assert after.values == (*before.values, *values)
    is_open = not raw.rstrip(b" \t").endswith(b"\n")
    added = "".join(f"{day},{written(value)}\n" for day, value in rows).encode()
    kept = grown.replace(b"\r\n", b"\n").replace(added, b"", 1)
    plain = raw.replace(b"\r\n", b"\n")
    assert kept == (plain + b"\n" if is_open else plain)


@each_case(
    ("raw", "grown"),
    [
        (b"", b"date,value\n2026-02-02,5\n"),
        (BOM, BOM + b"date,value\n2026-02-02,5\n"),
        (b"\n", b"date,value\n2026-02-02,5\n\n"),
        (b"date,value", b"date,value\n2026-02-02,5\n"),
        (b"date,value\r\n", b"date,value\r\n2026-02-02,5\r\n"),
        (b"date,value\r\n2026-01-01,4", b"date,value\r\n2026-01-01,4\r\n2026-02-02,5\r\n"),
        (HEADER + b"2026-01-01,4\n\n\n", HEADER + b"2026-01-01,4\n2026-02-02,5\n\n\n"),
    ],
)
def test_a_row_keeps_the_line_ends_and_the_mark(raw: bytes, grown: bytes) -> None:
    assert with_rows(raw, [(date(2026, 2, 2), 5.0)]) == grown
