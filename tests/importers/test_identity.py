"""Which column identifies the rows of a source, and rows that share a key."""

import pytest

from kit.cases import each_case
from srr.importers.identity import candidates, keyed
from srr.importers.source import Row, Source, Unreadable
from srr.language import Text


def source(*rows: dict[str, str], keys: tuple[str | None, ...] = ()) -> Source:
    columns = tuple(dict.fromkeys(name for row in rows for name in row))
    found = tuple(
        Row(Text(f"row {number}", f"{number} 行目"), row, key)
        for number, (row, key) in enumerate(zip(rows, keys or (None,) * len(rows), strict=True), 2)
    )
    return Source("register", columns, found)


@each_case(
    ("column", "values", "is_candidate"),
    [
        *((name, ("a", "b"), True) for name in ("risk_id", "Risk ID", "ID", "Key", "Issue key")),
        *((name, ("a", "b"), True) for name in ("Ref", "asset_id", "No.", "#", "管理番号", "URL")),
        *((name, ("a", "a"), True) for name in ("risk_id", "ID", "Issue key")),
        *((name, ("a", "a"), False) for name in ("asset_id", "No.", "URL", "Ref")),
        *((name, ("a", ""), False) for name in ("risk_id", "ID", "No.")),
        *((name, ("a", "b"), False) for name in ("title", "owner", "Identified", "Paid")),
    ],
)
def test_a_key_is_known_by_its_name(
    column: str, values: tuple[str, ...], is_candidate: bool
) -> None:
    rows = [Row(Text("", ""), {column: value} if value else {}) for value in values]
    assert candidates((column,), rows) == ((column,) if is_candidate else ())


def test_the_surest_candidate_comes_first() -> None:
    columns = ("No", "asset_id", "title", "ID", "Issue key")
    row = Row(Text("", ""), dict.fromkeys(columns, "a"))
    assert candidates(columns, [row]) == ("Issue key", "ID", "asset_id", "No")
    assert candidates(columns, []) == ()


def test_rows_get_the_key_of_their_column() -> None:
    done = keyed(source({"ID": "R-1"}, {"ID": "R-2"}, {"title": "x"}), "ID")
    assert [row.key for row in done.rows] == ["R-1", "R-2", None]


def test_two_rows_with_one_key_are_refused_with_both_places() -> None:
    with pytest.raises(Unreadable) as refused:
        keyed(source({"ID": "R-1"}, {"ID": "R-2"}, {"ID": "R-1"}), "ID")
    assert refused.value.said.en.startswith('row 2 and row 4 have the same "ID": R-1; ')
    assert "2 行目と4 行目の「ID」" in refused.value.said.ja


def test_keys_that_the_source_gave_must_differ_too() -> None:
    with pytest.raises(Unreadable) as refused:
        keyed(source({"a": "1"}, {"a": "2"}, keys=("k", "k")), None)
    assert refused.value.said.en == "row 2 and row 3 have the same key, k; correct one of them"
    assert keyed(source({"a": "1"}, {"a": "2"}), None).rows[0].key is None


def test_a_key_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        keyed(source({"ID": "1", "title": "x"}), "Key")
    assert 'no column "Key"' in refused.value.said.en
    assert "ID, title" in refused.value.said.en
