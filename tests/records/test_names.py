"""The names of record files, and the one that a badly named file could take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.records.names import is_well_named, other_kind, proposals


@each_case(
    "path",
    [
        "risks/SRR-0001.md",
        "risks/SRR-123456.md",
        "risks/2026/SRR-0001.md",
        "postmortems/PM-0001.md",
        "concerns/CN-0001.md",
    ],
)
def test_a_file_is_named_by_an_id_of_its_folder(path: str) -> None:
    assert is_well_named(path)
    assert not other_kind(path)


@each_case(
    "path",
    [
        *("risks/SRR-1.md", "risks/srr-0001.md", "risks/SRR-0001.txt", "risks/SRR-0001-memory.md"),
        *("risks/memory.md", "risks/SRR-００01.md", "SRR-0001.md", "postmortems/pm-0001.md"),
    ],
)
def test_any_other_name_is_a_bad_one(path: str) -> None:
    assert not is_well_named(path)
    assert not other_kind(path)


@pytest.mark.parametrize(
    "path", ["risks/PM-0001.md", "postmortems/SRR-0001.md", "risks/CN-0001.md"]
)
def test_an_id_of_the_other_folder_is_known(path: str) -> None:
    assert other_kind(path)
    assert not is_well_named(path)
    assert proposals({path: "SRR-0001"}) == {}


@each_case(
    ("path", "stated", "name"),
    [
        ("risks/memory.md", "SRR-0007", "SRR-0007"),
        ("risks/SRR-3-memory.md", "SRR-0007", "SRR-0007"),
        ("risks/SRR-3-memory.md", None, "SRR-0003"),
        ("risks/srr_0003.md", "x", "SRR-0003"),
        ("risks/ＳＲＲ－３.md", 5, "SRR-0003"),
        ("risks/memory.md", "PM-0007", "SRR-0001"),
        ("risks/memory.md", None, "SRR-0001"),
        ("postmortems/2026-01-20.md", None, "PM-0001"),
        ("postmortems/pm-12.md", None, "PM-0012"),
        ("risks/SRR-1234567890-x.md", None, "SRR-0001"),
    ],
)
def test_the_stated_id_comes_before_the_number_and_that_before_the_next_one(
    path: str, stated: object, name: str
) -> None:
    assert proposals({path: stated}) == {path: name}


def test_a_name_that_is_taken_is_not_proposed() -> None:
    stated = {"risks/SRR-0003.md": "SRR-0003", "risks/a.md": "SRR-0003", "risks/SRR-3-b.md": None}
    assert proposals(stated) == {"risks/a.md": "SRR-0004", "risks/SRR-3-b.md": "SRR-0005"}


NAMES = st.sampled_from(["SRR-0001", "SRR-0002", "SRR-2-a", "srr-0003", "memory", "SRR-9", "x"])
IDS = st.none() | st.sampled_from(["SRR-0001", "SRR-0004", "PM-0001", "x"])


@given(st.dictionaries(NAMES.map("risks/{}.md".format), IDS))
def test_each_badly_named_file_gets_a_free_name_of_its_own(stated: dict[str, str | None]) -> None:
    found = proposals(stated)
    well_named = {path for path in stated if is_well_named(path)}
    assert found.keys() == stated.keys() - well_named
    assert len({*found.values()}) == len(found)
    for name in found.values():
        assert is_well_named(f"risks/{name}.md")
        assert f"risks/{name}.md" not in well_named
