"""Any export at all: nothing is raised but a refusal, and each page is a row or named."""

from time import process_time
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from kit.notion import TOP, Database, NotionPage, dinii, export, id_of, link, table
from srr.importers.import_map import ImportMap
from srr.importers.notion import read
from srr.importers.source import Source, Unreadable

# What Notion's own syntax is made of, so that it is met in every order.
SIGNS = st.sampled_from(
    [
        *(
            "a",
            "B",
            " ",
            "  ",
            "\n",
            "\n\n",
            ": ",
            "# ",
            "@",
            "Untitled",
            "無題",
            "リスク",
            "：",
            ", ",
            "�",
        ),
        *(
            "(",
            ")",
            "[",
            "]",
            "](",
            "%20",
            "%",
            ".md",
            ".md)",
            "row:",
            "https://",
            "notion.so/",
            "`",
            "```\n",
        ),
        *(
            "<aside>\n",
            "\n</aside>\n",
            "- [ ]  ",
            "Status: ",
            "Status",
            "0123456789abcdef" * 2,
            "|",
            "\r\n",
            "\0",
        ),
    ]
)
TEXT = st.lists(SIGNS, max_size=12).map("".join)
TITLE = (
    st.sampled_from(["A", "A ", "B", "", "Untitled", "@Today", "@Monday", "リスク", "a/b"]) | TEXT
)
COLUMNS = ("Name", "Status", "Note")


@st.composite
def pages(draw: st.DrawFn) -> list[NotionPage]:
    found = []
    for number in range(draw(st.integers(0, 6))):
        cells = {"Name": draw(TITLE), "Status": draw(TEXT), "Note": draw(TEXT)}
        shown = draw(st.none() | TITLE)
        found.append(NotionPage(cells, draw(TEXT), f"{number}", shown, file_title=f"{number}"))
    return found


def said(files: dict[str, bytes]) -> Source | None:
    try:
        return read("x", files, ImportMap())
    except Unreadable:
        return None


@given(pages(), pages(), st.booleans())
def test_each_page_is_a_row_or_named(
    rows: list[NotionPage], templates: list[NotionPage], has_ids: bool
) -> None:
    blanks = [NotionPage(page.cells, page.body, f"t{page.seed}") for page in templates]
    blanks = [page for page in blanks if len(page.name) < 200]
    files = Database("Risks", rows, blanks, has_ids_on_folders=has_ids).files()
    files[f"{TOP}Risks {id_of('Risks')}_all.csv"] = table(
        [COLUMNS, *([page.cells[key].replace("\0", "") for key in COLUMNS] for page in rows)]
    )
    found = said(files)
    if found is None:
        return
    held = {path for path in files if path.endswith(".md")}
    taken = [row.place.en for row in found.rows if row.place.en.endswith(".md")]
    skipped = [skip.place.en for skip in found.skipped if skip.place.en.endswith(".md")]
    assert sorted(taken + skipped) == sorted(path.rpartition("/")[2] for path in held)
    lines = [skip for skip in found.skipped if skip.place.en.startswith("row ")]
    empty = [skip for skip in found.skipped if "neither" in skip.why.en and skip not in lines]
    assert len(found.rows) + len(lines) + len(empty) == len(rows)
    assert len({row.key for row in found.rows if row.key}) == len(taken)


@given(
    st.dictionaries(TEXT.filter(bool), st.binary(max_size=60) | TEXT.map(str.encode), max_size=5)
)
def test_files_of_any_kind_raise_nothing_else(files: dict[str, bytes]) -> None:
    said(files)
    said({f"A {id_of('A')}_all.csv": table([["Name", "Text"], ["A", "b"]]), **files})


@given(st.binary(max_size=200), TEXT.map(str.encode))
def test_a_table_and_a_page_of_any_bytes_raise_nothing_else(cells: bytes, page: bytes) -> None:
    for raw, body in ((cells, page), (page, cells)):
        said({"Risks.csv": raw, "Risks/A.md": body})
        said({"Risks.csv": b"Name,Status\n" + raw, "Risks/A.md": b"# A\n\nStatus: " + body})


def test_three_hundred_rows_take_seconds() -> None:
    database = dinii(300)
    related = [
        NotionPage({**page.cells, "関連": link(database, database.pages[0])}, page.body * 3)
        for page in database.pages
    ]
    raw = export(Database(database.title, related).files())
    begin = process_time()
    found = read("x", {"x.zip": raw}, ImportMap())
    assert (len(found.rows), found.skipped) == (300, ())
    assert process_time() - begin < 10


def test_text_that_is_made_to_be_slow_is_not() -> None:
    begin = process_time()
    for body in (
        "[" * 50_000,
        "[a[b]c" * 10_000,
        "](a" * 30_000,
        "[a](" + "(a" * 30_000,
        "<aside>\n" * 20_000,
        "</aside>\n<aside>\n" * 10_000,
        "Status: a\n" * 20_000,
        "a: b\n" * 20_000,
        "`[a](b.md)" * 10_000,
        f"[a]({quote('A')}.md) " * 5_000,
    ):
        cell = body[:60_000].strip()
        pages = [NotionPage({"Name": "A", "Status": cell}, body)]
        found = said(Database("Risks", pages).files())
        assert found is not None
        assert len(found.rows) == 1
    cell = "A (b.md), " * 6_000
    assert said({"Risks.csv": table([["Name", "Text"], ["A", cell]])}) is not None
    assert process_time() - begin < 10
