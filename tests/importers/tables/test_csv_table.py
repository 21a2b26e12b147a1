"""CSV on its way in: encodings, separators, quotes, and rows that do not fit."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.source import Source, Unreadable
from srr.importers.table import read, tables

REAL = Path(__file__).parents[4] / "shared" / "data" / "SG1unitis-risk-projekt"
JAPANESE = "リスク,ステータス\r\n決済が遅い①,未着手\r\n"


def table(content: str | bytes) -> Source:
    raw = content.encode() if isinstance(content, str) else content
    return read("risks.csv", {"risks.csv": raw}, ImportMap())


def refusal(content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        table(content)
    return refused.value.said.en


@each_case(
    "content",
    [
        JAPANESE.encode(),
        JAPANESE.encode("utf-8-sig"),
        JAPANESE.encode("cp932"),
        b"\xff\xfe" + JAPANESE.replace(",", "\t").encode("utf-16-le"),
        b"\xfe\xff" + JAPANESE.encode("utf-16-be"),
        JAPANESE.replace(",", ";").encode(),
        JAPANESE.replace(",", "\t").encode(),
        ("sep=;\r\n" + JAPANESE.replace(",", ";")).encode(),
        JAPANESE.replace("\r\n", "\r").encode(),
        JAPANESE.rstrip().encode(),
    ],
)
def test_every_usual_encoding_and_separator_is_read(content: bytes) -> None:
    done = table(content)
    assert done.columns == ("リスク", "ステータス")
    assert [row.values for row in done.rows] == [{"リスク": "決済が遅い①", "ステータス": "未着手"}]


def test_half_width_kana_are_read() -> None:
    row = table("リスク,備考\n決済が遅い,ﾃｽﾄ\nﾃｽ,ﾃｽ\n".encode("cp932")).rows
    assert [each.values["備考"] for each in row] == ["ﾃｽﾄ", "ﾃｽ"]


@each_case(
    ("content", "columns"),
    [
        ("Risk;Effect, if any;Owner\na;b, c, d;e\n", 3),
        ("a,risks\n1,R1;R2;R3;R4\n2,R5;R6;R7;R8\n", 2),
        ("a,risks\n1,R1;R2\n2,R5;R6;R7;R8\n", 2),
        ("one\nR1\nR2\n", 1),
        ("a\tb\n1,2\t3,4\n", 2),
    ],
)
def test_the_separator_is_the_one_that_parts_all_rows_alike(content: str, columns: int) -> None:
    assert len(table(content).columns) == columns


@each_case(
    ("content", "said"),
    [
        (b"", "holds no table with rows"),
        (b"\n\n \n", "holds no table with rows"),
        (b"title,owner\n", "holds no table with rows"),
        (b"a,b\n1,\0\n", "holds a NUL byte (line 2)"),
        ("a,b\n1,2\n".encode("utf-16-le"), "holds a NUL byte (line 1)"),
        ("リスク,b\n1,2\n".encode("iso2022_jp"), "is written in ISO-2022-JP (line 1)"),
        ("リスク,b\n1,2\n".encode("euc_jp"), "neither UTF-8 nor Shift_JIS (byte 1, line 1)"),
        ("a,b\nMontréal,2\n".encode("latin-1"), "neither UTF-8 nor Shift_JIS (byte 9, line 2)"),
        ("a,b\nZürich,2\n".encode("latin-1"), "neither UTF-8 nor Shift_JIS (byte 5, line 2)"),
        (
            "a,b\nリスク,1\n".encode() + "障害,2\n".encode("cp932"),
            "mixes UTF-8 with another encoding",
        ),
        (
            b"\xef\xbb\xbfa,b\n\xff,2\n",
            "begins as UTF-8 does, and is something else (byte 7, line 2)",
        ),
        (b"\xff\xfea", "begins as UTF-16-LE does"),
        (b'a,b\n1,2\n3,"4\n5,6\n', "a quote that does not match in the row that begins on line 3"),
        (b'a,b\n"1" x,2\n', "a quote that does not match in the row that begins on line 2"),
        (
            b'a,b\n1,"' + b"x" * 140_000 + b'"\n',
            "more than 131,072 characters in the row that begins",
        ),
        (
            b"a,b\n1,2,3\n4,5,6\n",
            "has no row that can be read: row 2 has 3 cells below a head of 2",
        ),
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence_with_the_place(
    content: bytes, said: str
) -> None:
    assert said in refusal(content)


def test_a_file_beyond_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srr.importers.table.MOST_BYTES", 1 << 20)
    assert refusal(b"a" * ((1 << 20) + 1)) == (
        "risks.csv is larger than the 1 MiB that srr reads: export fewer rows"
    )


def test_a_row_wider_than_the_head_is_named_and_a_shorter_one_is_padded() -> None:
    done = table("a,b,c\n1,2,3\n4,5,6,7\n8\n9,10,11,\n")
    assert [row.values for row in done.rows] == [
        {"a": "1", "b": "2", "c": "3"},
        {"a": "8"},
        {"a": "9", "b": "10", "c": "11"},
    ]
    assert [(skipped.place.en, skipped.why.en[:33]) for skipped in done.skipped] == [
        ("row 3", "has 4 cells below a head of 3, so")
    ]


def test_columns_of_one_name_are_joined_and_none_is_lost() -> None:
    done = table('Key,Labels,Labels,Labels,Note,Note\nR1,a,,b,x,\nR2,a,a,,x,"y\nz"\n')
    assert done.columns == ("Key", "Labels", "Note")
    assert [row.values["Labels"] for row in done.rows] == ["a, b", "a"]
    assert done.rows[1].values["Note"] == "x\ny\nz"
    assert [note.en for note in done.notes] == [
        "columns that occur more than once are read as one: Labels (3), Note (2)"
    ]


def test_heads_and_cells_lose_what_surrounds_them_and_keep_their_lines() -> None:
    done = table('Risk, Likelihood (1-5), "Owner\r\nname"\r\n  a ,"3", "b\r\nc "\r\n')
    assert done.columns == ("Risk", "Likelihood (1-5)", "Owner name")
    assert done.rows[0].values == {"Risk": "a", "Likelihood (1-5)": "3", "Owner name": "b\nc"}


def test_blank_rows_and_a_title_are_passed_over_and_counted() -> None:
    done = table("Risk register,,\n\nRisk,Owner,Status\na,b,c\n,,\n\nd,e,f\n,,\n")
    assert done.columns == ("Risk", "Owner", "Status")
    assert [row.place.en for row in done.rows] == ["row 4", "row 7"]
    assert [note.en for note in done.notes] == [
        "1 row above the head passed over: Risk register",
        "3 blank rows passed over",
    ]


def test_a_place_names_the_line_where_rows_have_several() -> None:
    done = table('a,b\n1,"2\n3"\n4,5\n')
    assert [row.place.en for row in done.rows] == ["row 2", "row 3 (line 4)"]
    assert done.rows[1].place.ja == "3 行目 (ファイルの 4 行目)"


def test_a_column_without_a_head_is_kept_where_it_holds_something() -> None:
    done = table(",Risk,,Status\n0,a,,b\n1,c,d,e\n")
    assert done.columns == ("column A", "Risk", "column C", "Status")
    assert table("Risk,,Status\na,,b\n").columns == ("Risk", "Status")


def test_a_head_that_is_repeated_is_no_row() -> None:
    done = table("Risk,Owner\na,b\nRisk , Owner\nc,d\n")
    assert len(done.rows) == 2
    assert [(each.place.en, each.why.en) for each in done.skipped] == [
        ("row 3", "repeats the head")
    ]


@each_case(
    ("cell", "why"),
    [
        *((cell, f"holds the error {cell}") for cell in ("#REF!", "#N/A", "#DIV/0!", "#NAME?")),
        *(
            (cell, "holds a formula and not its value")
            for cell in ("=B2*C2", "=SUM(A1:A3)", "=-$B$2")
        ),
    ],
)
def test_an_error_or_a_formula_is_no_value_and_is_named(cell: str, why: str) -> None:
    row = table(f'Risk,Score\na,"{cell}"\n').rows[0]
    assert row.values == {"Risk": "a"}
    assert row.unread["Score"].en == why


@each_case(
    ("cell", "text"), [("'=1+2", "=1+2"), ("''=x", "'=x"), ("'tis", "'tis"), ("<U+0020>a", " a")]
)
def test_what_guards_against_formulas_is_taken_away(cell: str, text: str) -> None:
    assert table(f'Risk,Note\na,"{cell}"\n').rows[0].values["Note"] == text


@each_case("cell", ["#1", "#incidents", "=> see the wiki", "= 3", "-5", "<b>bold</b>", "x" * 5000])
def test_text_that_only_looks_odd_stays_as_it_is(cell: str) -> None:
    assert table(f'Risk,Note\na,"{cell}"\n').rows[0].values["Note"] == cell


def test_columns_that_may_identify_a_row_are_offered() -> None:
    assert table("No,risk_id,title\n1,R1,a\n2,R2,b\n").keys == ("risk_id", "No")


def test_ten_thousand_rows_are_read() -> None:
    head = ",".join(f"column {number}" for number in range(17))
    row = ",".join(["some words of a cell"] * 17)
    assert len(table("\n".join([head, *[row] * 10_000])).rows) == 10_000


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize(
    ("name", "columns", "rows", "skipped"),
    [
        ("risk_register.csv", 23, 30, ()),
        ("risk_register_backup_v1_1.csv", 23, 30, ()),
        ("assets_inventory.csv", 6, 9, ("row 11",)),
        ("roadmap.csv", 10, 11, ("row 6",)),
    ],
)
def test_real_registers_are_read_whole(
    name: str, columns: int, rows: int, skipped: tuple[str, ...]
) -> None:
    done = table((REAL / name).read_bytes())
    assert (len(done.columns), len(done.rows)) == (columns, rows)
    assert tuple(each.place.en for each in done.skipped) == skipped


@given(st.binary(max_size=300))
def test_bytes_are_a_table_or_refused(content: bytes) -> None:
    with suppress(Unreadable):
        tables("risks.csv", content)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\x1b"), max_size=12)


@given(st.lists(st.lists(CELLS, max_size=5), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_rows_in_are_rows_out_and_rows_named(rows: list[list[str]], separator: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["a", "b", "c"], *rows])
    for done in tables("risks.csv", file.getvalue().encode()):
        held = sum(any(map(str.strip, row)) for row in rows)
        assert len(done.rows) + len(done.skipped) + _above(done) == held + 1
        assert sum(len(row.values) + len(row.unread) for row in done.rows) <= held * 6


def _above(done: Source) -> int:
    """The rows above the head, and the head itself."""
    for note in done.notes:
        if "above the head" in note.en:
            return int(note.en.split()[0]) + 1
    return 1
