import json
from typing import Any

from kit.reports import TOKEN, golden, report
from srr.exporters.findings import Run, rdjson
from srr.lint.engine import Report


def diagnostics(judged: Report) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads("".join(rdjson.render(judged, Run("en", folder=""))))[
        "diagnostics"
    ]
    return read


def suggested(judged: Report, path: str) -> bytes:
    """Take the first suggestion as reviewdog does: lines by their ends, columns in bytes."""
    raw = judged.documents[path].raw
    (row,) = (each for each in diagnostics(judged) if each["location"]["path"] == path)
    suggestion = row["suggestions"][0]
    first, last = (_offset(raw, suggestion["range"][end]) for end in ("start", "end"))
    mended: bytes = raw[:first] + suggestion["text"].encode() + raw[last:]
    return mended


def _offset(raw: bytes, position: dict[str, int]) -> int:
    lines = raw.split(b"\n")
    before = sum(len(line) + 1 for line in lines[: position["line"] - 1])
    return before + position["column"] - 1


def test_findings_become_a_diagnostic_result() -> None:
    assert "".join(rdjson.render(report(), Run("en", folder="docs/リスク"))) == golden(
        "rdjson.json"
    )


def test_a_suggestion_mends_the_value() -> None:
    mended = suggested(report("priority: 10\n"), "risks/SRR-0001.md")
    assert b"\npriority: 12\n" in mended


def test_columns_count_bytes() -> None:
    judged = report('"priority": 10 # 在庫\n## Summary\n在庫が <b>遅い</b>。\n')
    row = next(each for each in diagnostics(judged) if each["code"]["value"] == "safety-html")
    before = len("在庫が ".encode())
    line = judged.findings[-1].place.line
    assert row["location"]["range"]["start"] == {"line": line, "column": before + 1}


def test_a_suggestion_for_a_japanese_value_takes_all_its_bytes() -> None:
    mended = suggested(report("status: 対応中\n"), "risks/SRR-0001.md")
    assert b"\nstatus: in-progress\n" in mended


def test_what_srr_cannot_mend_has_no_suggestion() -> None:
    rows = diagnostics(report())
    assert [row["code"]["value"] for row in rows if "suggestions" in row] == [
        "score-priority",
        "visit-unneeded",
    ]


def test_a_secret_is_masked_and_a_message_is_in_the_language_of_the_registry() -> None:
    text = "".join(rdjson.render(report(), Run("ja", folder="")))
    assert TOKEN not in text
    assert "6 × 2 = 12 であり、10 ではない" in text
