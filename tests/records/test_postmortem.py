"""A postmortem as it is read, and how long it may stay unfinished."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.documents import document
from srr.records.postmortem import Action, Postmortem, postmortem
from srr.schema.settings import Settings, parse

SETTINGS = Settings()


def read(front: str) -> Postmortem:
    text = f"---\nid: PM-0001\n{front}\n---\n"
    return postmortem(document.read("postmortems/PM-0001.md", text.encode()), SETTINGS)


def test_actions_keep_their_place_and_what_is_no_action_is_left_out() -> None:
    found = read(
        "actions:\n"
        "  - {id: A1, do: a, viewpoint: prevent, owner: ura, due: 2026-02-20, link: x}\n"
        "  - later\n"
        "  - {id: 5, due: soon, done: 2026-02-01}"
    )
    assert found.actions == (
        Action(0, "A1", "a", "prevent", "ura", date(2026, 2, 20), None, "x"),
        Action(2, None, None, None, None, None, date(2026, 2, 1), None),
    )
    assert [action.is_open for action in found.actions] == [True, False]


@each_case("actions", ["later", "[]", "{A1: a}", ""])
def test_what_is_no_list_holds_no_action(actions: str) -> None:
    assert read(f"actions: {actions}").actions == ()


def test_each_instant_is_read_under_its_own_name() -> None:
    keys = ("started", "detected", "acknowledged", "mitigated", "resolved", "first_notice")
    found = read("\n".join(f"{key}: 2026-01-20T10:0{n}+00:00" for n, key in enumerate(keys)))
    assert [getattr(found, key).minute for key in keys] == [0, 1, 2, 3, 4, 5]


def test_a_value_that_cannot_be_understood_is_none() -> None:
    wrong = read("started: 2026-01-20\nscope: 4\nseverity: '3'\nscore: -1\nservices: orders")
    assert (wrong.started, wrong.scope, wrong.severity, wrong.score) == (None,) * 4
    assert wrong.services == ()


def test_without_a_start_it_begins_before_all_others() -> None:
    assert read("title: a").begun() == datetime.min.replace(tzinfo=UTC)
    assert read("title: a").begun() < read("started: 2000-01-01T00:00+14:00").begun()


RESOLVED = "resolved: 2026-01-31T23:30+09:00"


@each_case(
    ("front", "day"),
    [
        (f"status: draft\n{RESOLVED}", date(2026, 2, 14)),
        (f"status: in-review\n{RESOLVED}", date(2026, 2, 28)),
        (f"status: draft\nkind: drill\n{RESOLVED}", date(2026, 2, 14)),
        (f"status: draft\nkind: report\n{RESOLVED}", None),
        (f"status: reviewed\n{RESOLVED}", None),
        (f"status: closed\n{RESOLVED}", None),
        (RESOLVED, None),
        ("status: draft", None),
        ("status: draft\nresolved: 2026-01-31", None),
    ],
)
def test_a_status_ends_some_days_after_the_incident_did(front: str, day: date | None) -> None:
    assert read(front).finish_by(SETTINGS) == day


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 90), st.integers(0, 90))
def test_the_days_are_those_of_the_settings(day: date, draft: int, review: int) -> None:
    own = parse({"postmortem": {"draft_for": f"{draft}d", "review_for": f"{review}d"}}, "srr.toml")
    for status, days in (("draft", draft), ("in-review", review)):
        found = read(f"status: {status}\nresolved: {day}T10:00+09:00")
        assert found.finish_by(own) == day + timedelta(days)


def test_what_set_it_off_is_read_as_text() -> None:
    found = read(
        "kind: drill\ntrigger: config-push\ncause_class: software\nrollback: done\nservices: [a]"
    )
    assert (found.kind, found.trigger, found.cause_class) == ("drill", "config-push", "software")
    assert (found.rollback, found.services) == ("done", ("a",))
