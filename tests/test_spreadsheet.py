"""What srr exports comes back after a spreadsheet program has opened and saved it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kit.any_risk import risks
from kit.round_trip import exported, imported, registry
from kit.thorough import examples
from srr.records.registry import Registry, read_registry
from srr.records.row import row
from srr.repository.store import read_tree
from srr.schema.settings import Settings

pytestmark = pytest.mark.spreadsheet

GENERATE = Path(__file__).parents[1] / "bench" / "generate.py"
SAVED = [("xlsx", "xlsx"), ("xlsx", "csv"), ("csv", "csv"), ("csv", "xlsx")]
"""What is exported, and as what it is saved."""


@pytest.fixture(scope="module")
def ssconvert() -> str:
    found = os.environ.get("SRR_TEST_SSCONVERT") or shutil.which("ssconvert")
    if not found:
        pytest.skip("there is no ssconvert, and SRR_TEST_SSCONVERT names none")
    return found


def saved(ssconvert: str, content: bytes, form: str, other: str) -> bytes:
    """Return what the spreadsheet program makes of *content*."""
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, f"before.{form}"), Path(folder, f"after.{other}")
        before.write_bytes(content)
        subprocess.run([ssconvert, before, after], check=True, capture_output=True, timeout=60)
        return after.read_bytes()


def assert_comes_back(found: Registry, content: bytes, form: str) -> None:
    """Assert that *content* gives the records of *found*: new ones elsewhere, and no change where they are."""
    elsewhere = imported(form, content, Registry(settings=found.settings))
    again = read_registry(elsewhere.files, found.settings)
    assert {risk.id: row(risk) for risk in again.risks} == {
        risk.id: row(risk) for risk in found.risks
    }
    assert {outcome.fate for outcome in imported(form, content, found).outcomes} == {"unchanged"}


@pytest.mark.parametrize(("form", "other"), SAVED)
def test_a_registry_comes_back_after_it_was_saved(
    form: str, other: str, ssconvert: str, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, GENERATE, tmp_path, "-n", "30"], check=True)
    found = read_registry(read_tree(tmp_path), Settings())
    content = saved(ssconvert, exported(form, found), form, other)
    assert_comes_back(found, content, other)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(*(risks(f"SRR-{number:04}") for number in range(1, 4))))
def test_odd_text_comes_back_after_a_workbook_was_saved(
    ssconvert: str, files: tuple[bytes, ...]
) -> None:
    found = registry(files, Settings())
    content = saved(ssconvert, exported("xlsx", found, "ja"), "xlsx", "xlsx")
    assert_comes_back(found, content, "xlsx")
