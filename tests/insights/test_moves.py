"""What moved since the last meeting."""

from datetime import date

from kit.examples import tree
from srr.insights.moves import moves
from srr.records.registry import read_registry
from srr.schema.settings import Settings

PATH = "risks/SRR-0001.md"
SINCE, UNTIL = date(2026, 1, 26), date(2026, 2, 2)


def moved(*lines: str, created: str = "2025-12-01") -> list[tuple[str, str | None, str]]:
    log = "".join(f"- {line} Words.\n" for line in lines)
    files = tree(f"created: {created}\n## Visits\n\n{log}", PATH)
    found = moves(read_registry(files, Settings()), SINCE, UNTIL)
    return [(str(move.on), move.before, move.after) for move in found]


def test_a_status_that_a_visit_changed_since_has_moved() -> None:
    assert moved("2026-01-30 ura: not-started -> in-progress, next 2026-02-05.") == [
        ("2026-01-30", "not-started", "in-progress")
    ]


def test_several_changes_are_one_move() -> None:
    assert moved(
        "2026-01-27 ura: not-started -> in-progress.", "2026-02-02 ura: in-progress -> mitigated."
    ) == [("2026-02-02", "not-started", "mitigated")]


def test_what_is_back_where_it_was_was_earlier_or_comes_later_has_not_moved() -> None:
    assert (
        moved(
            "2026-01-27 ura: watching -> in-progress.", "2026-01-28 ura: in-progress -> watching."
        )
        == []
    )
    assert moved("2026-01-26 ura: watching -> in-progress.") == []
    assert moved("2026-02-03 ura: watching -> in-progress.") == []
    assert moved("2026-01-30 ura: watching.") == []


def test_a_risk_that_came_in_has_no_status_before() -> None:
    assert moved(created="2026-02-02") == [("2026-02-02", None, "not-started")]
    came = moved("2026-01-30 ura: not-started -> in-progress.", created="2026-01-27")
    assert came == [("2026-01-30", None, "in-progress")]
    came = moved(
        "2026-01-30 ura: not-started -> in-progress.",
        "2026-01-31 ura: in-progress -> watching.",
        created="2026-01-27",
    )
    assert came == [("2026-01-31", None, "watching")]
    assert moved(created="2026-01-26") == []


def test_the_latest_move_comes_first_and_of_one_day_the_higher_id() -> None:
    days = {"risks/SRR-0001.md": 31, "risks/SRR-0002.md": 30, "risks/SRR-0003.md": 31}
    files: dict[str, bytes] = {}
    for path, day in days.items():
        files |= tree(f"created: 2026-01-{day}", path)
    found = moves(read_registry(files, Settings()), SINCE, UNTIL)
    assert [move.risk.id for move in found] == ["SRR-0003", "SRR-0001", "SRR-0002"]
