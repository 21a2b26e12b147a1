"""The agenda: which risks, actions and loads a meeting hears of."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.exporters.agenda import render
from srr.insights.agenda import POINTS, Agenda, agenda, load_words
from srr.records.registry import read_registry
from srr.schema.people import Person
from srr.schema.settings import Settings, parse

PATH = "risks/SRR-0001.md"


def made(fragments: Mapping[str, str], today: date = TODAY, **settings: object) -> Agenda:
    files: dict[str, bytes] = {}
    for path, fragment in fragments.items():
        files |= tree(fragment, path)
    chosen = parse(settings, "srr.toml") if settings else Settings()
    return agenda(read_registry(files, chosen), chosen, today)


def points(fragment: str, today: date = TODAY, **settings: object) -> set[str]:
    found = made({PATH: fragment}, today, **settings)
    return {point.key for point in POINTS if found.risks[point.key]}


OLD = "created: 2025-12-01\n"


@each_case(
    ("fragment", "expected"),
    [
        (f"{OLD}next_visit: 2026-02-01", {"overdue"}),
        (f"{OLD}next_visit: 2026-02-02", {"due"}),
        (f"{OLD}next_visit: 2026-02-09", {"due"}),
        (f"{OLD}next_visit: 2026-02-10", set()),
        (f"{OLD}next_visit: 2026-02-01\nstatus: done", set()),
        (f"{OLD}# no next_visit", set()),
    ],
)
def test_a_visit_is_overdue_then_due_within_a_week(fragment: str, expected: set[str]) -> None:
    assert points(fragment) == expected


NUMBERS = "indicators/load.csv\ndate,value\n"
WEEKLY = "".join(f"{TODAY - timedelta(7 * n)},{100 - n}\n" for n in range(25, -1, -1))


@each_case(
    ("condition", "rows", "expected"),
    [
        ("load > 99", WEEKLY, {"reached"}),
        ("load > 110", WEEKLY, {"near"}),
        ("load > 120", WEEKLY, set()),
        ("load > 99", "2025-02-02,200\n", {"stale"}),
        ("load > 99", "", set()),
    ],
)
def test_a_limit_comes_up_when_it_is_reached_near_or_unknown(
    condition: str, rows: str, expected: set[str]
) -> None:
    quiet = f"{OLD}next_visit: 2026-03-30\n"
    assert points(f"{quiet}breaks_when: {condition}\n{NUMBERS}{rows}") == expected


def test_every_condition_of_an_acceptance_counts() -> None:
    held = "status: accepted\nacceptance:\n  holds_while: [load < 110, load > 10, gone < 5]\n"
    numbers = f"{NUMBERS}{WEEKLY}indicators/gone.csv\ndate,value\n2025-02-02,1\n"
    assert points(f"{OLD}next_visit: 2026-03-30\n{held}{numbers}") == {"near", "stale"}


def test_only_a_limit_that_is_reached_asks_for_a_decision() -> None:
    quiet = f"{OLD}next_visit: 2026-03-30\nbreaks_when: load > "
    for limit, decided in ((99, 1), (110, 0)):
        found = made({PATH: f"{quiet}{limit}\n{NUMBERS}{WEEKLY}"})
        assert len(found.to_decide()) == decided
        assert [each.condition.stated for each in found.pressing(found.reasons[0][0])] == [
            f"load > {limit}"
        ]


def test_a_team_sees_the_limits_of_its_risks() -> None:
    files = tree(f"team: a\nbreaks_when: load > 99\n{NUMBERS}{WEEKLY}", PATH)
    found = agenda(read_registry(files, Settings()), Settings(), TODAY, "a")
    assert [risk.path for risk in found.risks["reached"]] == [PATH]


def test_days_of_grace_keep_a_visit_due() -> None:
    assert points(f"{OLD}next_visit: 2026-02-01", grace_days=1) == {"due"}


@pytest.mark.parametrize(
    ("notes", "stalled"),
    [
        (("No change.", "no change", "No  change!"), True),
        (("No change.", "No change.", "Measured: 80 % of the limit."), False),
        (("No change.", "No change."), False),
    ],
)
def test_three_visits_that_say_the_same_are_a_stall(notes: tuple[str, ...], stalled: bool) -> None:
    days = ("2026-01-12", "2026-01-19", "2026-01-26", "2026-02-05")
    visits = [
        f"- {day} ura: watching, next {upcoming}. {note}"
        for day, upcoming, note in zip(days, days[1:], notes, strict=False)
    ]
    lines = "\n".join(visits)
    fragment = f"{OLD}status: watching\nnext_visit: 2026-03-20\n## Visits\n\n{lines}\n"
    assert ("stalled" in points(fragment)) == stalled


@pytest.mark.parametrize(
    ("last", "silent"), [("2026-01-26", False), ("2026-01-25", True), ("2025-12-01", True)]
)
def test_in_progress_without_a_visit_for_more_than_a_week_has_no_report(
    last: str, silent: bool
) -> None:
    fragment = (
        f"{OLD}status: in-progress\nnext_visit: 2026-02-20\n"
        f"## Visits\n\n- {last} ura: in-progress, next 2026-02-20. Looked.\n"
    )
    assert points(fragment) == ({"no-report"} if silent else set())


def test_in_progress_and_never_visited_is_counted_from_its_record() -> None:
    fragment = "status: in-progress\nnext_visit: 2026-02-20\ncreated: {}\n"
    assert points(fragment.format("2026-01-25")) == {"no-report"}
    assert points(fragment.format("2026-01-26")) == {"new"}


@each_case(
    ("created", "new"),
    [("2026-01-26", True), ("2026-01-25", False), ("2026-02-02", True), ("2026-02-03", False)],
)
def test_new_is_what_was_recorded_since_last_week(created: str, new: bool) -> None:
    assert ("new" in points(f"created: {created}\nnext_visit: 2026-03-01")) == new


@pytest.mark.parametrize(
    ("until", "listed"), [("2026-03-04", True), ("2026-03-05", False), ("2026-01-01", True)]
)
def test_an_acceptance_comes_up_thirty_days_before_its_end_and_after_it(
    until: str, listed: bool
) -> None:
    fragment = f"{OLD}status: accepted\nnext_visit: 2026-03-20\nacceptance:\n  until: {until}\n"
    assert points(fragment) == ({"ending"} if listed else set())


def test_the_most_pressing_risk_comes_first_under_each_point() -> None:
    late = "created: 2025-12-01\nnext_visit: {}\nlikelihood: {}\n"
    found = made(
        {
            PATH: late.format("2026-01-05", 1),
            "risks/SRR-0002.md": late.format("2026-01-30", 2),
            "risks/SRR-0003.md": late.format("2026-01-20", 2),
        }
    )
    assert [risk.id for risk in found.risks["overdue"]] == ["SRR-0003", "SRR-0002", "SRR-0001"]


def test_overdue_actions_come_up_the_latest_first() -> None:
    actions = (
        "actions:\n  - {id: A1, do: x, owner: ura, due: 2026-02-01}\n"
        "  - {id: A2, do: x, owner: ura, due: 2026-01-01}\n"
        "  - {id: A3, do: x, owner: ura, due: 2026-02-02}\n"
        "  - {id: A4, do: x, owner: ura, due: 2026-01-01, done: 2026-01-01}\n"
    )
    found = made({"postmortems/PM-0001.md": actions}).actions
    assert [promise.name for promise in found] == ["A2", "A1"]


def test_the_load_says_how_much_each_owner_carries() -> None:
    found = made(
        {
            PATH: "",
            "risks/SRR-0002.md": "potential_impact: unknown",
            "risks/SRR-0003.md": "owner: kato\npotential_impact: 3",
            "risks/SRR-0004.md": "owner: kato\nstatus: done",
            "risks/SRR-0005.md": "# no owner",
        }
    ).load
    assert [load_words(load).en for load in found] == [
        "ura 2 (priority 12, 1 of unknown priority)",
        "nobody 1 (priority 12)",
        "kato 1 (priority 6)",
    ]
    assert load_words(found[0]).ja == "ura 2 件(優先度計 12、優先度不明 1 件)"


def test_the_load_says_what_else_waits_for_an_owner() -> None:
    action = "{id: A1, do: Look, viewpoint: prevent, owner: sato, due: 2026-03-02}"
    found = made({"postmortems/PM-0001.md": f"status: draft\nactions: [{action}, {action}]"}).load
    assert [load_words(load).en for load in found] == [
        "sato 0 (priority 0) + 2 actions",
        "ura 0 (priority 0) + 1 draft",
    ]
    assert load_words(found[1]).ja == "ura 0 件(優先度計 0)、下書きのポストモーテム 1 件"


UNFINISHED = "status: {status}\nstarted: 2025-12-01T10:00+09:00\nresolved: {day}T10:40+09:00\n"


def test_postmortems_past_their_time_come_up_the_longest_first() -> None:
    found = made(
        {
            "postmortems/PM-0001.md": UNFINISHED.format(status="draft", day="2026-01-18"),
            "postmortems/PM-0002.md": UNFINISHED.format(status="in-review", day="2025-12-03"),
            "postmortems/PM-0003.md": UNFINISHED.format(status="in-review", day="2026-01-10"),
            "postmortems/PM-0004.md": UNFINISHED.format(status="closed", day="2025-12-03"),
        }
    ).unfinished
    assert [(each.postmortem.id, str(each.until)) for each in found] == [
        ("PM-0002", "2025-12-31"),
        ("PM-0001", "2026-02-01"),
    ]


def test_the_settings_say_how_long_a_postmortem_may_take() -> None:
    late = {"postmortems/PM-0001.md": UNFINISHED.format(status="draft", day="2026-01-18")}
    assert made(late, postmortem={"draft_for": "1m"}).unfinished == ()


CONCERN = "concerns/CN-0001.md"


@each_case(
    ("fragment", "listed"),
    [
        ("report_due: 2026-02-01", True),
        ("report_due: 2026-02-09", True),
        ("report_due: 2026-02-10", False),
        ("status: watching\nreport_due: 2026-02-01", True),
        ("status: resolved\nreport_due: 2026-02-01", False),
        ("# no report_due", False),
    ],
)
def test_a_report_is_on_the_agenda_when_it_is_due_by_the_next_meeting(
    fragment: str, listed: bool
) -> None:
    assert bool(made({CONCERN: fragment}).reports) is listed


def test_the_settings_say_when_the_next_meeting_is() -> None:
    assert made({CONCERN: "report_due: 2026-02-10"}, meeting={"every": "2w"}).reports


def test_reports_are_by_owner_and_the_owner_of_the_latest_comes_first() -> None:
    found = made(
        {
            CONCERN: "report_due: 2026-02-03\nowner: mei",
            "concerns/CN-0002.md": "report_due: 2026-01-30",
            "concerns/CN-0003.md": "report_due: 2026-02-01\nowner: mei",
            "concerns/CN-0004.md": "# no owner",
        }
    )
    named = {name: [each.id for each in group] for name, group in found.reports_by_owner.items()}
    assert list(named.items()) == [
        ("ura", ["CN-0002"]),
        ("mei", ["CN-0003", "CN-0001"]),
        ("", ["CN-0004"]),
    ]


@each_case(
    ("team", "ids"),
    [
        (None, ["CN-0001", "CN-0002", "CN-0003"]),
        ("SRE", ["CN-0001"]),
        ("web", []),
        ("-", ["CN-0002", "CN-0003"]),
    ],
)
def test_a_concern_is_of_the_team_that_people_toml_gives_its_owner(
    team: str | None, ids: list[str]
) -> None:
    owners = ("ura", "mei", "kenta")
    files = {
        path: content
        for number, owner in enumerate(owners, 1)
        for path, content in tree(f"owner: {owner}", f"concerns/CN-000{number}.md").items()
    }
    people = {"ura": Person(team="sre"), "mei": Person()}
    settings = replace(Settings(), people=people)
    found = agenda(read_registry(files, settings), settings, TODAY, team)
    assert [each.id for each in found.reports] == ids
    assert sum(len(load.concerns) for load in found.load) == len(ids)


def test_the_load_counts_open_concerns_also_those_of_later_meetings() -> None:
    found = made({CONCERN: "report_due: 2026-02-27", "concerns/CN-0002.md": "status: backlog"})
    (load,) = found.load
    assert load_words(load).en == "ura 0 (priority 0) + 1 concern"
    assert load_words(load).ja == "ura 0 件(優先度計 0)、気になる点 1 件"


def test_the_agenda_counts_the_candidates_in_the_months_of_the_stocktake() -> None:
    files = tree("created: 2024-01-01", PATH)
    for months, count in ((["february"], 1), (["june", "december"], None)):
        settings = parse({"meeting": {"stocktake": months}}, "srr.toml")
        found = agenda(read_registry(files, settings), settings, TODAY)
        assert found.stocktake == count
        words = "Stocktake this month: srr stocktake lists 1 risk."
        assert (words in render(found, "en")) == (count == 1)


def test_a_risk_in_progress_is_stalled_when_three_visits_move_neither_status_nor_score() -> None:
    def is_stalled(status: str, *visits: str) -> bool:
        lines = "\n".join(f"- 2026-01-{day} ura: {each}" for day, each in enumerate(visits, 20))
        files = tree(f"status: {status}\n## Visits\n{lines}\n", PATH)
        return bool(agenda(read_registry(files, Settings()), Settings(), TODAY).risks["stalled"])

    begun = "not-started -> in-progress. Begun."
    still = tuple(f"in-progress. Tried {number}." for number in range(3))
    assert is_stalled("in-progress", begun, *still)
    assert not is_stalled("in-progress", begun, *still[1:])
    assert not is_stalled("in-progress", *still[1:], "in-progress, likelihood 2 -> 1. Rarer.")
    assert is_stalled("in-progress", *still, "in-progress, owner ura -> sato. Hers.")
    assert not is_stalled("watching", *(f"watching. Tried {number}." for number in range(3)))


@each_case(
    ("fragment", "reasons"),
    [
        ("next_visit: 2026-02-01", ("overdue",)),
        ("next_visit: 2026-02-09\nstatus: in-progress", ("due", "no-report")),
        ("next_visit: 2026-03-20\nstatus: in-progress", ("no-report",)),
        ("created: 2026-02-01\nnext_visit: 2026-02-12", None),
        ("next_visit: 2026-03-20\nstatus: accepted\nacceptance:\n  until: 2026-02-03", None),
        (
            "next_visit: 2026-03-20\nstatus: accepted\nacceptance:\n  until: 2026-02-02",
            ("ending",),
        ),
        (
            "next_visit: 2026-02-03\n## Visits\n\n- 2026-02-02 ura: not-started, next 2026-02-03. Seen.",
            None,
        ),
        (
            "next_visit: 2026-02-03\n## Visits\n\n- 2026-02-01 ura: not-started, next 2026-02-03. Seen.",
            ("due",),
        ),
    ],
)
def test_a_meeting_decides_on_what_is_late_due_silent_or_over_and_was_not_visited_today(
    fragment: str, reasons: tuple[str, ...] | None
) -> None:
    created = "" if "created" in fragment else OLD
    decided = made({PATH: f"{created}{fragment}\n"}).to_decide()
    assert [keys for _, keys in decided] == ([reasons] if reasons else [])
