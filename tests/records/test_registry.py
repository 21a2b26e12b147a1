"""All records together: by path, by id, and some of them alone."""

from kit.examples import record
from srr.documents.tree import NotAFile, Tree
from srr.records.registry import read_registry
from srr.schema.settings import Settings

SETTINGS = Settings()


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
