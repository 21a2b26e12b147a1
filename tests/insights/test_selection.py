"""Which records are listed, and in which order."""

from datetime import date

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.insights.selection import Wanted, in_order
from srr.records.registry import read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings

FIRST = "team: Platform\nservice: menu-api\narea: api\nnext_visit: 2026-02-01"
SECOND = "team: data\nstatus: watching\nnext_visit: 2026-03-01\npotential_impact: unknown"
THIRD = "owner: kato\nteam: '-'\nservice: '-'\nlikelihood: 1\nnext_visit:\nstatus: in-progress"


def risks() -> tuple[Risk, ...]:
    files: dict[str, bytes] = {}
    for number, fragment in enumerate((FIRST, SECOND, THIRD), 1):
        files |= tree(fragment, f"risks/SRR-{number:04}.md")
    return read_registry(files, Settings()).risks


def numbers(wanted: Wanted, today: date = TODAY) -> list[int]:
    found = [risk for risk in risks() if wanted.holds(risk, Settings(), today)]
    return [int(risk.id[-4:]) for risk in found]


@each_case(
    ("wanted", "found"),
    [
        (Wanted(), [1, 2, 3]),
        (Wanted(words={"team": "platform"}), [1]),
        (Wanted(words={"service": "ｍｅｎｕ-api"}), [1]),
        (Wanted(words={"area": "api", "team": "data"}), []),
        (Wanted(words={"owner": "kato"}), [3]),
        (Wanted(words={"team": "-"}), [3]),
        (Wanted(words={"service": "-", "team": "-"}), [3]),
        (Wanted(words={"owner": "-"}), []),
        (Wanted(("watching", "in-progress")), [2, 3]),
        (Wanted(overdue=True), [1]),
        (Wanted(unknown=True), [2]),
    ],
)
def test_a_record_is_wanted_for_all_that_was_asked(wanted: Wanted, found: list[int]) -> None:
    assert numbers(wanted) == found


def test_days_of_grace_are_not_overdue() -> None:
    assert not any(
        Wanted(overdue=True).holds(risk, Settings(grace_days=1), TODAY) for risk in risks()
    )


@each_case(
    ("key", "order"),
    [
        ("next_visit", [1, 2, 3]),
        ("priority", [2, 1, 3]),
        ("likelihood", [1, 2, 3]),
        ("team", [2, 1, 3]),
        ("owner", [3, 1, 2]),
        ("status", [1, 3, 2]),
    ],
)
def test_numbers_fall_dates_and_words_rise_and_nothing_comes_last(
    key: str, order: list[int]
) -> None:
    assert [int(risk.id[-4:]) for risk in in_order(risks(), key)] == order
