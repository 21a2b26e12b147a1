"""How each format of `srr diff` shows what happened to a concern."""

import json

from kit.reviews import DATE, reviewed
from srr.exporters.review import json as review_json
from srr.exporters.review import markdown as review_markdown
from srr.exporters.review import text as review_text

BEFORE = "concerns/CN-0001.md\n"
AFTER = """\
concerns/CN-0001.md
status: watching
report_due: 2026-03-02
## Reports

- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose from 2 s to 4 s.
- 2026-02-02 sato: assigned -> watching, due 2026-03-02. Larger pool.
"""
LINE = "2026-02-02 sato: assigned -> watching, due 2026-03-02. Larger pool."


def test_the_terminal_shows_the_new_report_and_the_day_of_the_next() -> None:
    lines = review_text.render(reviewed(BEFORE, AFTER), "en", DATE).splitlines()
    assert lines[0] == "1 status changed, 1 reported on."
    assert lines[4:] == [
        "CN-0001  status changed, reported on  p99 of orders 2 s -> 4 s on Fridays",
        "  Status      Assigned -> Watching",
        "  Report due  2026-02-05 -> 2026-03-02",
        f"  Report      {LINE}",
    ]
    japanese = review_text.render(reviewed(BEFORE, AFTER), "ja", DATE)
    assert f"  報告        {LINE}" in japanese.splitlines()
    assert "ステータス変更、報告" in japanese


def test_the_comment_shows_them_too() -> None:
    text = review_markdown.render(reviewed(BEFORE, AFTER), "en", DATE)
    assert "| - | Assigned → Watching | 2026-02-05 → 2026-03-02 | ura |" in text
    assert "- Report: 2026-02-02 sato: assigned -&#62; watching, due 2026-03-02. Larger" in text
    japanese = review_markdown.render(reviewed(BEFORE, AFTER), "ja", DATE)
    assert "- 報告: 2026-02-02 sato" in japanese
    assert "- 報告期限: 2026-02-05 → 2026-03-02" in japanese


def test_a_program_gets_its_kind_and_both_sides() -> None:
    (row,) = json.loads(review_json.render(reviewed(BEFORE, AFTER), "en"))["records"]
    assert (row["kind"], row["acts"]) == ("concern", ["moved", "reported"])
    assert (row["before"]["next_visit"], row["after"]["next_visit"]) == ("2026-02-05", "2026-03-02")
    assert row["visits"] == [LINE]
