"""What srr exports comes back: the same records in an empty registry, and no change in its own."""

from hypothesis import given
from hypothesis import strategies as st

from kit.any_risk import risks
from kit.round_trip import exported, imported, registry
from srr.language import Language
from srr.records.registry import Registry, read_registry
from srr.records.row import row
from srr.schema.settings import Settings

FORMATS = st.sampled_from(["csv", "xlsx", "json"])
LABELS = st.sampled_from([None, "en", "ja"])
REGISTRIES = st.tuples(risks("SRR-0001"), risks("SRR-0002"))


@given(REGISTRIES, FORMATS, LABELS)
def test_an_export_becomes_the_same_records_in_an_empty_registry(
    files: tuple[bytes, ...], form: str, labels: Language | None
) -> None:
    before = registry(files, Settings())
    found = imported(form, exported(form, before, labels), Registry(settings=Settings()))
    after = read_registry(found.files, Settings())
    assert [*map(row, after.risks)] == [*map(row, before.risks)]
    assert [outcome.fate for outcome in found.outcomes] == ["new", "new"]


@given(risks("SRR-0001", ("en",)), FORMATS)
def test_a_record_that_srr_wrote_comes_back_byte_for_byte(content: bytes, form: str) -> None:
    before = registry((content,), Settings())
    found = imported(form, exported(form, before), Registry(settings=Settings()))
    assert found.files == {"risks/SRR-0001.md": content}


@given(REGISTRIES, FORMATS, LABELS)
def test_an_export_changes_nothing_in_its_own_registry(
    files: tuple[bytes, ...], form: str, labels: Language | None
) -> None:
    before = registry(files, Settings(language="ja"))
    found = imported(form, exported(form, before, labels), before)
    assert [outcome.fate for outcome in found.outcomes] == ["unchanged", "unchanged"]
    assert found.files == {}
