"""The calendars, read back by a library that did not write them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import vobject

from kit.cases import each_case
from kit.examples import TODAY, tree
from kit.numbers import numbers
from srr.exporters.data import calendar
from srr.exporters.data.calendar import calendars
from srr.language import Language
from srr.records.record import Record
from srr.records.registry import Registry, read_registry
from srr.schema.people import Person
from srr.schema.settings import Settings

ACCEPTED = """\
title: Orders, 注文; and\\nmore
status: accepted
owner: ura
team: platform
next_visit: 2026-04-01
acceptance:
  by: kato
  decided: 2026-01-20
  because: It is cheap.
  consequences: [An hour of work]
  holds_while: [shops < 50]
  until: 2026-07-20
  reviewer: sato
"""


def registry(fragments: Mapping[str, str]) -> Registry:
    files: dict[str, bytes] = {}
    for path, fragment in fragments.items():
        files |= tree(fragment, path)
    return read_registry(files, Settings())


def written(
    fragments: Mapping[str, str], language: Language = "en", address: str = ""
) -> dict[str, bytes]:
    def page(record: Record) -> str:
        return record.path.removesuffix(".md") + "/"

    found = registry(fragments)
    return calendar.render(found, "Risks", TODAY, language, page, address)


def events(content: bytes) -> dict[str, Any]:
    """Return the events by UID; a calendar without one has no such list."""
    read = vobject.readOne(content.decode())
    return {event.uid.value: event for event in read.contents.get("vevent", [])}


def test_next_visits_ends_of_acceptances_and_open_actions_are_there_on_their_days() -> None:
    files = written({"risks/SRR-0001.md": ACCEPTED, "postmortems/PM-0001.md": ""})
    found = {uid: event.dtstart.value for uid, event in events(files["reviews.ics"]).items()}
    assert found == {
        "risks/SRR-0001-visit@srr": date(2026, 4, 1),
        "risks/SRR-0001-acceptance@srr": date(2026, 7, 20),
        **{f"postmortems/PM-0001-action-A{n}@srr": date(2026, 3, 2) for n in range(1, 6)},
    }


def test_what_is_done_is_in_no_calendar() -> None:
    done = "status: done\nresolution: fixed\n"
    actions = "actions:\n  - {id: A1, do: x, owner: ura, due: 2026-03-02, done: 2026-02-01}\n"
    files = written({"risks/SRR-0001.md": done, "postmortems/PM-0001.md": actions})
    assert set(files) == {"reviews.ics"}
    assert events(files["reviews.ics"]) == {}


def test_each_owner_reviewer_and_team_has_what_is_theirs() -> None:
    files = written({"risks/SRR-0001.md": ACCEPTED, "risks/SRR-0002.md": "owner: mori\n"})
    assert {path: sorted(events(content)) for path, content in files.items() if "/" in path} == {
        "reviews/owner-mori.ics": ["risks/SRR-0002-visit@srr"],
        "reviews/owner-sato.ics": ["risks/SRR-0001-acceptance@srr"],
        "reviews/owner-ura.ics": ["risks/SRR-0001-acceptance@srr", "risks/SRR-0001-visit@srr"],
        "reviews/team-platform.ics": [
            "risks/SRR-0001-acceptance@srr",
            "risks/SRR-0001-visit@srr",
        ],
    }


def test_an_event_says_what_is_due_and_keeps_every_character() -> None:
    event = events(written({"risks/SRR-0001.md": ACCEPTED})["reviews.ics"])[
        "risks/SRR-0001-visit@srr"
    ]
    assert event.summary.value == "SRR-0001 Next visit: Orders, 注文; and\\nmore"
    assert event.description.value.splitlines()[:2] == ["Owner: ura", "Status: Accepted"]
    assert event.transp.value == "TRANSPARENT"


def test_the_words_are_in_the_language_of_the_site() -> None:
    event = events(written({"risks/SRR-0001.md": ACCEPTED}, "ja")["reviews.ics"])[
        "risks/SRR-0001-visit@srr"
    ]
    assert "次回確認" in event.summary.value
    assert "担当者: ura" in event.description.value


def test_a_uid_outlives_a_new_date_title_and_owner() -> None:
    before = written({"risks/SRR-0001.md": "next_visit: 2026-02-05\n"})
    after = written({"risks/SRR-0001.md": "title: Another\nowner: mori\nnext_visit: 2026-02-09\n"})
    assert set(events(before["reviews.ics"])) == set(events(after["reviews.ics"]))


def test_the_stamp_is_the_day_of_the_build_so_two_builds_of_a_day_are_equal() -> None:
    files = written({"risks/SRR-0001.md": ACCEPTED})
    assert files == written({"risks/SRR-0001.md": ACCEPTED})
    for event in events(files["reviews.ics"]).values():
        assert event.dtstamp.value.date() == TODAY


def test_an_event_leads_to_its_record_where_the_address_of_the_site_is_known() -> None:
    record = {"risks/SRR-0001.md": ACCEPTED}
    with_address = written(record, address="https://risks.example/")["reviews.ics"]
    assert {event.url.value for event in events(with_address).values()} == {
        "https://risks.example/risks/SRR-0001/"
    }
    assert b"URL" not in written(record)["reviews.ics"]


def test_actions_without_ids_of_their_own_are_told_apart() -> None:
    row = "{id: A1, do: x, owner: ura, due: 2026-03-02}"
    files = written({"postmortems/PM-0001.md": f"actions: [{row}, {row}]\n"})
    assert len(events(files["reviews.ics"])) == 2


@each_case(
    "names",
    [("ura", "Ura", "URA"), ("浦", "森"), ("a/b", "a-b", "../../a"), ("x." * 200, "x" * 200)],
)
def test_no_two_names_share_a_file_and_every_file_has_a_plain_name(names: tuple[str, ...]) -> None:
    records = {
        f"risks/SRR-000{n}.md": f'owner: "{name}"\n' for n, name in enumerate(names, start=1)
    }
    own = calendars(registry(records), TODAY)[1:]
    paths = [shown.path.casefold() for shown in own]
    assert len(set(paths)) == len(names)
    for path in paths:
        folder, _, name = path.partition("/")
        assert folder == "reviews"
        assert name.isascii()
        assert "/" not in name
        assert len(name) < 100


def test_what_a_title_holds_does_not_break_a_calendar() -> None:
    title = 'title: "a\\eb\\r\\nEND:VCALENDAR\\u2028;,"\n'
    (event,) = events(written({"risks/SRR-0001.md": title})["reviews.ics"]).values()
    assert "END:VCALENDAR" in event.summary.value
    assert event.summary.value.isprintable()


def test_a_report_on_a_concern_is_in_the_calendars_of_its_owner_and_of_the_owners_team() -> None:
    files = {
        **tree("", "concerns/CN-0001.md"),
        **tree("status: resolved", "concerns/CN-0002.md"),
        **tree("# no report_due", "concerns/CN-0003.md"),
    }
    settings = replace(Settings(), people={"ura": Person(team="sre")})
    found = read_registry(files, settings)
    assert [each.path for each in calendars(found, TODAY)] == [
        "reviews.ics",
        "reviews/owner-ura.ics",
        "reviews/team-sre.ics",
    ]
    ((event,), *_) = (each.events for each in calendars(found, TODAY))
    assert (event.uid, str(event.on)) == ("concerns/CN-0001-report@srr", "2026-02-05")
    written = calendar.render(found, "Risks", TODAY, "ja", lambda record: record.id, "https://x/")
    text = vobject.readOne(written["reviews/team-sre.ics"].decode()).vevent
    assert text.summary.value == "CN-0001 報告期限: p99 of orders 2 s -> 4 s on Fridays"
    assert text.description.value == "担当者: ura\nステータス: 調査中"
    assert text.url.value == "https://x/CN-0001"


def test_a_limit_is_on_the_first_day_of_the_month_in_which_it_is_expected() -> None:
    fragments = {
        "risks/SRR-0001.md": "team: platform\nbreaks_when: load > 110",
        "risks/SRR-0002.md": ACCEPTED.replace("shops < 50", "load < 120"),
        "risks/SRR-0003.md": "breaks_when: load > 90",
        "risks/SRR-0004.md": "breaks_when: flat > 90",
        **numbers("load", lambda day: 100 + day / 7),
        **numbers("flat", lambda _: 5.0),
    }
    files = written(fragments)
    found = events(files["reviews.ics"])
    limits = {uid: event for uid, event in found.items() if "limit" in uid}
    assert {uid: event.dtstart.value for uid, event in limits.items()} == {
        "risks/SRR-0001-limit@srr": date(2026, 4, 1),
        "risks/SRR-0002-limit@srr": date(2026, 6, 1),
    }
    event = limits["risks/SRR-0001-limit@srr"]
    assert event.summary.value.startswith("SRR-0001 Limit expected this month: Orders fail")
    assert event.description.value.splitlines()[:4] == [
        *("load 100 (2026-02-02)", "breaks when > 110", "10 left (9.1 %)", "2026-04"),
    ]
    assert "risks/SRR-0002-limit@srr" in events(files["reviews/owner-sato.ics"])
    assert "risks/SRR-0001-limit@srr" in events(files["reviews/team-platform.ics"])
    japanese = events(written(fragments, "ja")["reviews.ics"])["risks/SRR-0001-limit@srr"]
    assert japanese.summary.value.startswith("SRR-0001 今月、限界に達する見込み: ")
