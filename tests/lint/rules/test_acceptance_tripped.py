"""The rule acceptance-tripped beyond its page."""

from kit.cases import each_case
from kit.judging import RULES, carets, messages

RISK = """\
status: accepted
acceptance:
  decided: 2026-01-26
  holds_while: [shops < 15, guests <= 300]
  reviewer: sato
"""
SHOPS = "indicators/shops.csv\ndate,value\n2025-12-29,10\n"
GUESTS = "indicators/guests.csv\ndate,value\n2026-01-26,301.5\n"


def said(fragment: str) -> list[str]:
    return messages("acceptance-tripped", fragment)


def test_value_day_condition_and_reviewer_are_named_for_each_condition() -> None:
    assert said(f"{RISK}{SHOPS}2026-01-26,15\n{GUESTS}") == [
        "shops was 15 on 2026-01-26, but the acceptance holds while shops < 15; the reviewer is sato",
        "guests was 301.5 on 2026-01-26, but the acceptance holds while guests <= 300; the reviewer is sato",
    ]


def test_where_no_reviewer_is_named_the_owner_of_the_risk_answers() -> None:
    (only,) = said(f"{RISK}{SHOPS}2026-01-26,15\n".replace("  reviewer: sato\n", ""))
    assert only.endswith("the owner is ura")


@each_case(
    "row",
    [
        "2026-01-26,14",
        "2026-02-04,15",  # after tomorrow
        "2026-01-26,fifteen",
        "",
    ],
)
def test_it_holds_as_far_as_the_numbers_up_to_today_say(row: str) -> None:
    assert said(f"{RISK}{SHOPS}{row}\n") == []


def test_an_old_number_says_nothing() -> None:
    assert said(f"{RISK}{SHOPS.replace('2025-12-29,10', '2025-12-01,15')}") == []


@each_case("status", ["watching", "done", "in-progress"])
def test_only_what_is_accepted_can_trip(status: str) -> None:
    fragment = f"{RISK}{SHOPS}2026-01-26,15\n"
    assert said(fragment.replace("accepted", status)) == []


def test_the_condition_is_pointed_at_and_time_alone_brings_it() -> None:
    lines = carets("acceptance-tripped", f"{RISK}{SHOPS}2026-01-26,15\n")
    assert lines == ["  holds_while: [«shops < 15», guests <= 300]"]
    assert RULES["acceptance-tripped"].dated
