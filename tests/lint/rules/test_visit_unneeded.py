from kit.examples import tree
from kit.judging import carets, judged
from srr.documents.edit import RemoveKey, apply
from srr.records.registry import read_registry
from srr.schema.settings import Settings


def test_the_fix_takes_the_line_out_and_nothing_else() -> None:
    files = tree("status: done\nresolution: fixed\nnext_visit: 2026-02-05", "risks/SRR-0001.md")
    (finding,) = judged("visit-unneeded", "status: done\nresolution: fixed\nnext_visit: 2026-02-05")
    assert finding.fix == (RemoveKey("next_visit"),)
    (risk,) = read_registry(files, Settings()).risks
    mended = apply(risk.document, finding.fix)
    assert mended == files["risks/SRR-0001.md"].replace(b"next_visit: 2026-02-05\n", b"")


def test_an_open_risk_keeps_its_visit() -> None:
    assert judged("visit-unneeded", "status: watching") == ()


def test_it_points_at_the_key() -> None:
    fragment = "status: done\nnext_visit: 2026-02-05"
    assert carets("visit-unneeded", fragment) == ["«next_visit»: 2026-02-05"]
