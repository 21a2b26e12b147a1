from kit.examples import TODAY, record, tree
from kit.judging import RULES, pointed_at
from srr.documents.tree import Tree
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.records.registry import read_registry
from srr.schema.settings import Settings

OLD, NEW = "risks/SRR-0001.md", "risks/SRR-0007.md"
FILE = record(OLD).encode()


def judged(before: Tree, after: Tree) -> Report:
    old, new = (read_registry(side, Settings()) for side in (before, after))
    base = Base(old, Settings(), "main")
    return check(new, Settings(), TODAY, (RULES["change-renamed"],), base)


def test_a_renamed_record_is_reported_in_its_new_file_at_the_id() -> None:
    report = judged({OLD: FILE}, {NEW: FILE.replace(b"SRR-0001", b"SRR-0007")})
    (finding,) = report.findings
    assert finding.path == NEW
    assert finding.message.en == f"{NEW} was {OLD} before"
    assert pointed_at(report) == ["«id»: SRR-0007"]


def test_a_new_record_a_lost_one_and_a_changed_one_are_not_renamed() -> None:
    other = tree("title: Another risk of another kind\n## Log\nOther words.", NEW)
    assert judged({OLD: FILE}, {OLD: FILE, **other}).findings == ()
    assert judged({OLD: FILE, **other}, {OLD: FILE}).findings == ()
    assert judged({OLD: FILE}, {OLD: FILE.replace(b"4 s", b"5 s")}).findings == ()
