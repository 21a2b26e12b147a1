"""All records together: by path, by id, and some of them alone."""

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import record, tree
from srr.documents.tree import NotAFile, Tree
from srr.records.registry import Registry, read_alike, read_registry
from srr.schema.settings import Settings, parse

SETTINGS = Settings()
FILES: Tree = {
    **tree(
        "title: a\nrisks/SRR-0002.md\ntitle: b\nrisks/SRR-0010.md\ntitle: c", "risks/SRR-0001.md"
    ),
    **tree("title: d\nid: SRR-0002", "risks/SRR-0003.md"),
    **tree("title: e", "postmortems/PM-0001.md"),
    **tree("title: f", "postmortems/PM-0002.md"),
    "risks/SRR-0004.md": b"no front matter",
    "risks/SRR-0005.md": NotAFile("symlink", "/etc/passwd"),
    "risks/notes.md": b"---\nid: SRR-0077\n",
}
PATHS = sorted(FILES)


def registry() -> Registry:
    return read_registry(FILES, SETTINGS)


def test_a_registry_holds_what_it_could_not_read_as_well() -> None:
    tree: Tree = {
        "risks/SRR-0002.md": record("risks/SRR-0002.md").encode(),
        "risks/SRR-0001.md": record("risks/SRR-0001.md").encode(),
        "risks/SRR-0003.md": b"no front matter",
        "risks/SRR-0004.md": NotAFile("symlink", "/etc/passwd"),
        "postmortems/PM-0001.md": record("postmortems/PM-0001.md").encode(),
        "mkdocs.yml": b"",
    }
    registry = read_registry(tree, SETTINGS)
    assert [record.id for record in registry.records] == ["SRR-0001", "SRR-0002", "PM-0001"]
    assert [read.path for read in registry.unreadable] == ["risks/SRR-0003.md"]
    assert registry.not_files == {"risks/SRR-0004.md": NotAFile("symlink", "/etc/passwd")}
    assert registry.find("PM-0001") is registry.postmortems[0]
    assert registry.find("PM-0002") is None


def paths_of(found: Registry) -> list[str]:
    """Return the paths of all that *found* holds."""
    return sorted([*(read.path for read in found.documents), *found.not_files])


@given(st.sets(st.sampled_from([*PATHS, "risks/SRR-0404.md"])))
def test_a_part_holds_what_lies_at_its_paths_and_nothing_else(paths: set[str]) -> None:
    whole = registry()
    part = whole.part(paths)
    assert paths_of(part) == sorted(paths - {"risks/SRR-0404.md"})
    assert part.settings is whole.settings
    for found in part.records:
        assert found is whole.by_path[found.path]
    for kind in ("risks", "postmortems", "unreadable"):
        assert len(getattr(part, kind)) == sum(
            (each.path in paths) for each in getattr(whole, kind)
        )


def test_a_part_of_all_paths_is_the_whole_and_one_of_none_is_empty() -> None:
    whole = registry()
    assert whole.part(PATHS) == whole
    assert whole.part([]).is_empty
    assert not whole.is_empty


def test_a_part_has_the_ids_and_the_records_of_its_own() -> None:
    """What the whole has worked out is not carried over."""
    whole = registry()
    assert whole.find("SRR-0001") is not None
    assert "SRR-0001" in whole.ids
    part = whole.part({"risks/SRR-0010.md"})
    assert part.find("SRR-0001") is None
    assert part.ids == {"SRR-0010"}
    assert list(part.by_path) == ["risks/SRR-0010.md"]


def test_all_records_of_one_id_are_named() -> None:
    whole = registry()
    assert [found.path for found in whole.named("SRR-0001")] == ["risks/SRR-0001.md"]
    assert [found.path for found in whole.named("SRR-0002")] == [
        "risks/SRR-0002.md",
        "risks/SRR-0003.md",
    ]
    assert [found.path for found in whole.named("PM-0002")] == ["postmortems/PM-0002.md"]
    assert whole.find("SRR-0002") is whole.named("SRR-0002")[0]


@each_case("record_id", ["SRR-0003", "SRR-0004", "SRR-0077", "srr-0001", "", None])
def test_an_id_that_no_record_has_names_nothing(record_id: str | None) -> None:
    assert registry().named(record_id) == ()


@given(st.sets(st.sampled_from(PATHS)))
def test_each_record_is_named_by_its_id(paths: set[str]) -> None:
    part = registry().part(paths)
    for found in part.records:
        assert found in part.named(found.id)
    named = [found for each in {found.id for found in part.records} for found in part.named(each)]
    assert sorted(found.path for found in named) == sorted(found.path for found in part.records)


def test_ids_are_taken_by_records_by_files_and_by_what_cannot_be_read() -> None:
    assert registry().ids == {
        *("SRR-0001", "SRR-0002", "SRR-0010", "PM-0001", "PM-0002"),
        # The name of a file whose id is another one, and of files that could not be read.
        *("SRR-0003", "SRR-0004", "notes"),
    }


def test_what_was_lost_is_counted() -> None:
    assert registry().lost == 3
    assert Registry().is_empty
    assert not read_registry({"risks/SRR-0004.md": b"x"}, SETTINGS).is_empty


def test_a_record_that_has_not_changed_is_not_read_again() -> None:
    old = registry()
    changed: Tree = {**FILES, **tree("title: z", "risks/SRR-0001.md")}
    new = read_registry(changed, SETTINGS, old.by_path)
    again = {path for path, found in new.by_path.items() if found is not old.by_path.get(path)}
    assert again == {"risks/SRR-0001.md"}
    assert new.by_path["risks/SRR-0001.md"].title == "z"
    assert paths_of(new) == paths_of(old)


def test_settings_that_only_judge_read_alike() -> None:
    own = parse({"grace_days": 5, "areas": ["web"], "rules": {"file-size": "off"}}, "srr.toml")
    assert read_alike(SETTINGS, own)
    for table in ({"levels": [10, 3]}, {"sections": {"cause": ["Why"]}}):
        assert not read_alike(SETTINGS, parse(table, "srr.toml"))


def test_the_most_pressing_risk_and_the_latest_incident_come_first() -> None:
    files = {
        **tree("likelihood: 1\nrisks/SRR-0002.md\nlikelihood: 2", "risks/SRR-0001.md"),
        **tree(
            "# no started\npostmortems/PM-0002.md\nstarted: 2026-01-05T10:00Z\n"
            "postmortems/PM-0003.md\nstarted: 2026-01-05T20:00+09:00\n"
            "postmortems/PM-0004.md\nstarted: 2026-01-20T10:00Z",
            "postmortems/PM-0001.md",
        ),
    }
    found = read_registry(files, SETTINGS)
    assert [risk.id for risk in found.ranked] == ["SRR-0002", "SRR-0001"]
    assert [each.id for each in found.newest] == ["PM-0004", "PM-0003", "PM-0002", "PM-0001"]


def test_a_large_record_counts_as_unreadable_and_the_others_stay() -> None:
    whole = registry()
    large = whole.by_path["risks/SRR-0001.md"].document
    assert whole.without_large(len(large.raw) * 9) is whole
    padded = {**FILES, large.path: large.raw + b"\n" * 9_000}
    small = read_registry(padded, SETTINGS).without_large(9_000)
    assert {read.path for read in small.unreadable} == {
        large.path,
        *(read.path for read in whole.unreadable),
    }
    assert small.by_path.keys() == whole.by_path.keys() - {large.path}
    assert small.not_files == whole.not_files


def test_the_postmortems_of_a_risk_name_it_or_are_named_by_it_each_once() -> None:
    files = {
        **tree(
            "postmortems: [PM-0003, PM-0001, SRR-0002]\nrisks/SRR-0002.md\n", "risks/SRR-0001.md"
        ),
        **tree(
            "risks: [SRR-0001]\npostmortems/PM-0002.md\nrisks: [SRR-0001, SRR-0001]\n"
            "postmortems/PM-0003.md\nrisks: []\npostmortems/PM-0004.md\nrisks: [SRR-0009]",
            "postmortems/PM-0001.md",
        ),
    }
    found = read_registry(files, SETTINGS)
    one, other = found.risks
    assert [each.id for each in found.postmortems_of(one)] == ["PM-0001", "PM-0002", "PM-0003"]
    assert found.postmortems_of(other) == ()
