"""The digest: what changed since a day or a commit, taken together, and what is due."""

from datetime import date

from kit.examples import TODAY, tree
from srr.insights.agenda import agenda
from srr.insights.digest import Digest, News, digest, since_commit, since_day
from srr.records.change import compare
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings

LOG = """created: 2025-12-01
next_visit: 2026-03-02
status: mitigated
owner: sato
## Visits
- 2026-01-10 ura: not-started -> in-progress, next 2026-01-20. Old.
- 2026-01-20 ura: in-progress, current_impact 3 -> 6, next 2026-01-30. Worse.
- 2026-01-25 ura: in-progress, owner ura -> sato, next 2026-01-30. Hers.
- 2026-01-30 sato: in-progress -> mitigated, current_impact 6 -> 1, next 2026-03-02. Limit is on.
- 2026-02-02 sato: mitigated, next 2026-03-02. Calm.
"""
ACTION = "actions: [{{id: A1, do: Look, viewpoint: prevent, owner: ura, due: {due}{done}}}]"
QUIET = "next_visit: 2026-03-02\ncreated: 2025-12-01\n"


def read(**fragments: str) -> Registry:
    files: dict[str, bytes] = {}
    for name, fragment in fragments.items():
        folder = {"PM": "postmortems", "CN": "concerns"}.get(name[:2], "risks")
        path = f"{folder}/{name.replace('_', '-')}.md"
        files |= tree(fragment, path)
    return read_registry(files, Settings())


def summed(registry: Registry, news: News) -> Digest:
    found = agenda(registry, Settings(), TODAY)
    return digest(found, registry, news)


def since(day: str, registry: Registry) -> Digest:
    return summed(registry, since_day(date.fromisoformat(day), TODAY))


def test_visits_after_the_day_are_taken_together() -> None:
    registry = read(SRR_0001=LOG)
    (moved,) = since("2026-01-10", registry).moved
    assert (moved.before, moved.after) == ("in-progress", "mitigated")
    assert sorted(map(str, moved.changes)) == ["current_impact 3 -> 1", "owner ura -> sato"]
    assert moved.note == "Limit is on."


def test_what_is_back_where_it_was_and_a_mere_look_have_not_moved() -> None:
    assert since("2026-01-30", read(SRR_0001=LOG)).moved == ()
    log = (
        f"{QUIET}## Visits\n- 2026-01-20 ura: not-started, likelihood 2 -> 1, next 2026-03-02. x\n"
    )
    log += "- 2026-01-30 ura: not-started, likelihood 1 -> 2, next 2026-03-02. y\n"
    assert since("2026-01-10", read(SRR_0001=log)).moved == ()
    assert len(since("2026-01-20", read(SRR_0001=log)).moved) == 1


def test_what_was_recorded_happened_or_was_done_after_the_day_is_new() -> None:
    done = ACTION.format(due="2026-03-02", done=", done: 2026-01-29")
    registry = read(SRR_0001="created: 2026-01-29", PM_0001=f"started: 2026-01-29T10:00Z\n{done}")
    found = since("2026-01-28", registry)
    assert [len(each) for each in (found.new, found.postmortems, found.done)] == [1, 1, 1]
    found = since("2026-01-29", registry)
    assert (found.new, found.postmortems, found.done) == ((), (), ())


def test_since_a_commit_the_lines_and_records_that_it_did_not_hold_are_new() -> None:
    before = read(
        SRR_0001=LOG.partition("- 2026-01-30")[0].replace("mitigated", "in-progress"),
        PM_0001=ACTION.format(due="2026-03-02", done=""),
    )
    after = read(
        SRR_0001=LOG,
        SRR_0002="created: 2025-01-01",
        PM_0001=ACTION.format(due="2026-03-02", done=", done: 2026-01-29"),
    )
    found = summed(after, since_commit(before, compare(before, after)))
    assert [risk.id for risk in found.new] == ["SRR-0002"]
    assert [str(change) for change in found.moved[0].changes] == ["current_impact 6 -> 1"]
    assert [each.name for each in found.done] == ["A1"]
    assert summed(before, since_commit(before, ())).new == ()


def test_it_is_empty_only_where_nothing_changed_and_nothing_is_due() -> None:
    assert since("2026-01-31", read(SRR_0001=QUIET)).is_empty
    assert not since("2026-01-31", read(SRR_0001=QUIET.replace("03-02", "02-03"))).is_empty
    late = ACTION.format(due="2026-01-29", done="")
    assert not since("2026-01-31", read(SRR_0001=QUIET, PM_0001=late)).is_empty


def test_a_new_concern_and_a_report_that_is_due_are_news() -> None:
    registry = read(CN_0001="noticed: 2026-01-30\nreport_due: 2026-02-03")
    found = since("2026-01-29", registry)
    assert ([each.id for each in found.concerns], len(found.reports)) == (["CN-0001"], 1)
    found = since("2026-01-30", registry)
    assert (found.concerns, found.is_empty) == ((), False)


HAPPENED = "- 2026-01-20 sato: 5 minutes, 40 %.\n- 2026-01-29 sato: 20 minutes, 40 %. Hidden.\n"


def test_what_happened_after_the_day_or_the_commit_is_told_line_by_line() -> None:
    registry = read(SRR_0001=f"{QUIET}## Occurrences\n{HAPPENED}")
    (event,) = since("2026-01-20", registry).happened
    assert (event.risk.id, event.occurrence.minutes) == ("SRR-0001", 20)
    assert since("2026-01-29", registry).is_empty
    before = read(SRR_0001=f"{QUIET}## Occurrences\n{HAPPENED.splitlines()[0]}\n")
    found = summed(registry, since_commit(before, compare(before, registry)))
    assert [each.occurrence.minutes for each in found.happened] == [20]
