import csv as csv_reader
import io
import re

from hypothesis import example, given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.text.cells import csv, joined, read, split, text, workbook

FORMULA = re.compile(r"(?<![^;])\s*[=+\-@＝＋－＠]")
COMMAND = re.compile(r"^\s*::|##\w*\[|section_(?:start|end):", re.MULTILINE)
SIGNS = st.lists(
    st.sampled_from(
        [
            *":#[]'=+-@;,%<>|{}() \t\n\r\\",
            "U+003A>",
            "<U+",
            "vso",
            "section_start:1:x",
            "＝",
            "\u202e",
        ]
    )
).map("".join)
# Half of a pair is no character, and no file holds one.
WORDS = st.text(st.characters(exclude_categories=["Cs"])) | SIGNS


def meant(words: str) -> str:
    """Return *words* as far as a cell keeps them."""
    return re.sub(r"\r\n?", "\n", words).strip("\n").rstrip()


@given(WORDS)
@example("'=1+1;'=2")
@example("<U+003C>U+202E>")
@example("\x85\u2028 :: a")
def test_a_cell_reads_back_as_the_words_that_were_written(words: str) -> None:
    assert read(csv(words)) == read(workbook(words)) == meant(words)


@given(WORDS)
def test_no_cell_holds_what_is_run_or_obeyed(words: str) -> None:
    assert not FORMULA.search(csv(words))
    for cell in (csv(words), workbook(words)):
        assert not COMMAND.search(cell)
        assert cell.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable()
        assert cell == cell.strip()


@given(st.lists(WORDS))
def test_cells_read_back_from_the_file(words: list[str]) -> None:
    stream = io.StringIO(newline="")
    csv_reader.writer(stream, lineterminator="\n").writerow(["first", *map(csv, words)])
    ((_, *cells),) = csv_reader.reader(io.StringIO(stream.getvalue(), newline=""), strict=True)
    assert [*map(read, cells)] == [*map(meant, words)]


@each_case(
    ("words", "cell"),
    [
        ("- 2026-02-12 ura: watching. Quiet.", "'- 2026-02-12 ura: watching. Quiet."),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("calm;=1+1", "calm;'=1+1"),
        ("\t=1+1", "<U+0009>=1+1"),
        ("admin\u202enimda", "admin<U+202E>nimda"),
        ("::error::broken", "<U+003A>:error::broken"),
        ("see ##vso[task]", "see #<U+0023>vso[task]"),
        ("<U+202E> is written so", "<U+003C>U+202E> is written so"),
        ("#N/A", "<U+0023>N/A"),
        ("#N/A, said the sheet", "#N/A, said the sheet"),
        ("first\r\nsecond\n", "first\nsecond"),
        ("リスク　全角の空白", "リスク　全角の空白"),
    ],
)
def test_a_cell_of_csv_shows_what_is_hidden_and_guards_what_would_run(
    words: str, cell: str
) -> None:
    assert csv(words) == cell


@each_case(
    ("words", "cell"),
    [("=1+1", "=1+1"), ("- one", "- one"), ("'=1+1", "''=1+1"), ("'tis", "'tis")],
)
def test_a_cell_of_a_workbook_is_guarded_only_where_a_quote_would_be_taken_away(
    words: str, cell: str
) -> None:
    assert workbook(words) == cell


@each_case("cell", ["'tis", "<U+D800>", "<U+110000>", "<U+20>", "a;b", "x = 1"])
def test_what_no_cell_of_ours_would_say_is_read_as_it_is(cell: str) -> None:
    assert read(cell) == cell


@given(st.lists(WORDS.map(str.strip).filter(bool)))
def test_a_list_reads_back_from_one_cell(items: list[str]) -> None:
    assert split(joined(items)) == tuple(items)


@each_case(
    ("words", "items"),
    [
        ("", ()),
        ("a", ("a",)),
        ("a | b", ("a", "b")),
        (r"a\|b|c\\", ("a|b", "c\\")),
        (r"C:\temp|d", ("C:\\temp", "d")),
        ("a|", ("a", "")),
    ],
)
def test_items_are_apart_at_bars(words: str, items: tuple[str, ...]) -> None:
    assert split(words) == items


def test_text_at_the_start_keeps_its_indent() -> None:
    assert text("    code\n") == "<U+0020>   code"
