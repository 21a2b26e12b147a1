"""Two registries compared: each record is told once, whatever was done to its file."""

from time import process_time

import pytest

from kit.reviews import change, registry
from srr.documents.places import Span
from srr.records.change import Change, compare, keeps_words
from srr.records.registry import read_registry
from srr.records.visits import VisitEntry, parse_visit
from srr.schema.settings import Settings

VISITED = """\
## Visits

- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is
  4 s.
"""


def changed(before: str, after: str) -> list[tuple[str | None, str | None]]:
    """Return the paths of each change on both sides, without their folder."""
    found = compare(registry(before), registry(after))
    return [
        (
            each.before.document.path.removeprefix("risks/") if each.before else None,
            each.after.document.path.removeprefix("risks/") if each.after else None,
        )
        for each in found
    ]


def keys(found: Change) -> dict[str, tuple[object, object]]:
    return {".".join(map(str, row.key)): (row.old, row.new) for row in found.fields()}


def test_what_is_the_same_is_no_change() -> None:
    assert changed("risks/SRR-0001.md\nteam: web\n", "risks/SRR-0001.md\nteam: web\n") == []


def test_an_added_a_changed_and_a_deleted_record_are_told_by_path() -> None:
    before = "risks/SRR-0001.md\ntitle: a\nrisks/SRR-0002.md\ntitle: b\n"
    after = "risks/SRR-0002.md\ntitle: c\nrisks/SRR-0003.md\ntitle: d\n"
    assert changed(before, after) == [
        ("SRR-0001.md", None),
        ("SRR-0002.md", "SRR-0002.md"),
        (None, "SRR-0003.md"),
    ]


def test_a_record_moved_with_edits_is_known_by_its_title_and_its_day() -> None:
    before = "risks/SRR-0001.md\ntitle: Carts are lost\nowner: ura\n"
    after = "risks/SRR-0009.md\ntitle: Carts are lost\nowner: sato\n"
    assert changed(before, after) == [("SRR-0001.md", "SRR-0009.md")]


def test_a_record_of_another_day_is_another_one() -> None:
    before = "risks/SRR-0001.md\ntitle: Carts are lost\ncreated: 2026-01-05\n"
    after = "risks/SRR-0009.md\ntitle: Carts are lost\ncreated: 2026-01-26\n"
    assert changed(before, after) == [("SRR-0001.md", None), (None, "SRR-0009.md")]


def test_one_record_copied_twice_was_moved_once() -> None:
    after = "risks/SRR-0008.md\ntitle: a\nrisks/SRR-0009.md\ntitle: a\n"
    assert changed("risks/SRR-0001.md\ntitle: a\n", after) == [
        ("SRR-0001.md", "SRR-0008.md"),
        (None, "SRR-0009.md"),
    ]


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_same_bytes_tell_more_than_the_same_title(order: tuple[int, int]) -> None:
    before = registry(
        "risks/SRR-0001.md\ntitle: a\nteam: x\nrisks/SRR-0002.md\ntitle: a\nteam: y\n"
    )
    files = {record.path: record.document.raw for record in before.records}
    moved = {
        f"risks/SRR-000{new}.md": f"risks/SRR-000{old}.md"
        for new, old in zip((3, 4), order, strict=True)
    }
    after = read_registry({new: files[old] for new, old in moved.items()}, Settings())
    found = {
        each.after.path: each.before.path
        for each in compare(before, after)
        if each.after and each.before
    }
    assert found == moved


def test_a_record_that_was_moved_as_it_is_is_not_moved_again_by_its_title() -> None:
    before = registry("risks/SRR-0001.md\ntitle: a\n")
    copy = registry("risks/SRR-0009.md\ntitle: a\n").records[0].document.raw
    same = before.records[0].document.raw
    after = read_registry({"risks/SRR-0008.md": same, "risks/SRR-0009.md": copy}, Settings())
    assert [each.is_rename for each in compare(before, after)] == [True, False]


def test_a_risk_never_becomes_a_postmortem() -> None:
    found = changed("risks/SRR-0001.md\ntitle: a\n", "postmortems/PM-0001.md\ntitle: a\n")
    assert (("SRR-0001.md", None)) in found
    assert len(found) == 2


def test_a_record_that_cannot_be_read_any_more_is_not_deleted() -> None:
    assert changed("risks/SRR-0001.md\ntitle: a\n", "risks/SRR-0001.md\n---\ntitle: [\n") == []


def test_values_are_compared_by_their_whole_key() -> None:
    before = "estimate: {repair_minutes: 5, every_days: 30}\n"
    found = change(before, "estimate: {repair_minutes: 9, every_days: 30}\nx_a: 1\n")
    assert keys(found) == {"estimate.repair_minutes": (5, 9), "x_a": (None, 1)}


def test_a_visit_is_new_once_and_wrapped_words_are_the_same() -> None:
    joined = VISITED.replace("is\n  4 s", "is 4 s")
    after = f"{joined}- 2026-02-02 ura: not-started, next 2026-02-09. Still 4 s.\n"
    found = change(VISITED, after)
    assert [entry.visit.note for entry in found.new_visits() if entry.visit] == ["Still 4 s."]
    assert found.lost_visits() == ()


def test_an_altered_visit_is_lost() -> None:
    found = change(VISITED, VISITED.replace("4 s", "2 s"))
    assert [entry.visit.note for entry in found.lost_visits() if entry.visit] == ["The p99 is 4 s."]


def test_an_old_visit_in_other_words_is_no_new_one() -> None:
    altered = VISITED.replace("4 s", "2 s")
    found = change(VISITED, altered)
    assert found.new_visits() == ()
    assert len(found.new_entries()) == 1
    second = f"{altered}- 2026-01-30 ura: not-started, next 2026-02-09. Again.\n"
    assert [entry.text[-6:] for entry in change(VISITED, second).new_visits()] == ["Again."]


@pytest.mark.parametrize(
    ("words", "is_named"), [("Only one shop uses it.", True), ("ok", False), ("", False)]
)
def test_a_value_is_named_by_a_new_visit_with_words(words: str, is_named: bool) -> None:
    line = f"- 2026-02-02 ura: not-started, likelihood 2 -> 1, next 2026-02-09. {words}"
    found = change(f"likelihood: 2\n{VISITED}", f"likelihood: 1\n{VISITED}{line}\n")
    assert found.is_named("likelihood", "2", "1") is is_named
    assert not found.is_named("likelihood", "2", "3")
    assert not found.is_named("scope", "2", "1")


def test_a_level_is_named_only_where_it_follows_from_scope_and_severity() -> None:
    before = "scope: 3\nseverity: 3\npotential_impact: 6\n"
    assert change(before, "scope: 1\nseverity: 3\npotential_impact: 3\n").is_level_named()
    assert not change("team: web\n", "team: app\n").is_level_named()
    moved = "postmortems/PM-0001.md\nteam: {}\n"
    assert not change(moved.format("web"), moved.format("app")).is_level_named()


@pytest.mark.parametrize(
    ("old", "is_kept"),
    [
        ("ura looked. The p99 is 4 s.", True),
        ("sato looked. The p99 is 4 s.", False),
        ("ura looked. The p99 is 2 s.", False),
    ],
)
def test_an_unreadable_line_that_was_corrected_keeps_its_author_and_its_words(
    old: str, is_kept: bool
) -> None:
    entries = [
        VisitEntry(Span(0, len(line)), line, parse_visit(line))
        for line in (old, "2026-01-30 ura: watching, next 2026-04-20. The p99 is 4 s.")
    ]
    assert keeps_words(*entries) is is_kept
    assert not keeps_words(*reversed(entries))


def test_many_moved_records_are_told_apart_at_once() -> None:
    """A search through all vanished records for each new one would take seconds."""
    before, after = (
        registry("".join(f"risks/SRR-{first + n}.md\ntitle: t{abs(n)}\n" for n in numbers))
        for first, numbers in ((1000, range(1000)), (5999, range(0, -1000, -1)))
    )
    start = process_time()
    found = compare(before, after)
    assert process_time() - start < 1
    assert len(found) == 1000
    assert all(each.is_rename for each in found)


def test_a_visit_with_other_marks_is_the_same_visit() -> None:
    written = VISITED.replace("not-started, next 2026-02-05", "not-started，次回 2026/2/5")
    assert written != VISITED
    found = change(written, VISITED)
    assert (found.new_visits(), found.lost_visits()) == ((), ())
