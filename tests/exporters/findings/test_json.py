"""The JSON of findings: its shape is pinned by one golden file."""

import json
from pathlib import Path

from kit.examples import TODAY, record
from srr.exporters.findings import Run
from srr.exporters.findings.json import render
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings
from srr.text.sinks import dumped

GOLDEN = Path(__file__).parent.parent / "golden" / "lint.json"
PATH = "risks/SRR-0001.md"


def rendered() -> str:
    text = record(PATH).replace(
        "likelihood: 2",
        "likelihood: 2\npriority: 10\n# srr: ignore[score-admission] agreed with sales\n"
        "potential_impact: 1",
    )
    text = text.replace("potential_impact: 6\n", "", 1)
    files = {PATH: text.encode(), "risks/SRR-0002.md": b"no front matter"}
    return "".join(render(check(read_registry(files, Settings()), Settings(), TODAY), Run("en")))


def test_the_shape_is_the_one_that_programs_know() -> None:
    assert rendered() + "\n" == GOLDEN.read_text(encoding="utf-8")


def test_what_a_terminal_would_obey_is_escaped_and_reads_back_the_same() -> None:
    said = {"title": "a\x1b[31m\u202e\u2028リスク\U000e0041"}
    assert dumped(said).replace("\n", "").isprintable()
    assert json.loads(dumped(said)) == said
