"""Records of other conventions, as teams really wrote them, give findings and never an exception."""

from datetime import date
from pathlib import Path

import pytest

from kit.thorough import some
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings

DATA = Path(__file__).parents[2] / "shared" / "data"
FILES = sorted(path for path in DATA.rglob("*") if path.is_file()) if DATA.is_dir() else []
FOLDERS = sorted({path.relative_to(DATA).parts[0] for path in FILES})


@pytest.mark.skipif(not FILES, reason="the real files are not here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_file_of_another_convention_gives_findings_and_no_exception(folder: str) -> None:
    files = [path for path in FILES if path.relative_to(DATA).parts[0] == folder]
    for path in some(files):
        raw = path.read_bytes()
        tree = {"risks/SRR-0001.md": raw, "postmortems/PM-0001.md": raw}
        report = check(read_registry(tree, Settings()), Settings(), date(2026, 2, 2))
        assert {finding.path for finding in report.findings} == set(tree), path
