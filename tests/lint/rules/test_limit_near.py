"""The rule limit-near beyond its page."""

from datetime import date, timedelta

from kit.cases import each_case
from kit.examples import TODAY
from kit.judging import carets, messages

ACCEPTED = "status: accepted\nacceptance:\n  holds_while: [shops < {limit}]\n  reviewer: sato\n"


def shops(*values: float, last: date = TODAY) -> str:
    """Return a series of a number a week, the last of them on the day *last*."""
    rows = reversed([(last - timedelta(7 * age), value) for age, value in enumerate(values[::-1])])
    return "indicators/shops.csv\ndate,value\n" + "".join(f"{on},{value}\n" for on, value in rows)


def said(fragment: str) -> list[str]:
    return messages("limit-near", fragment)


@each_case(
    ("condition", "value", "is_near"),
    [
        ("shops > 100", 89, False),
        ("shops > 100", 90, True),
        ("shops > 100", 100, True),
        ("shops > 100", 101, False),  # limit-reached says it
        ("shops < 100", 111, False),
        ("shops < 100", 110, True),
        ("shops > 0", -1, False),
        ("shops == 100", 99, False),
        ("shops > -100", -105, True),
    ],
)
def test_within_a_tenth_of_the_limit_it_is_near(
    condition: str, value: float, is_near: bool
) -> None:
    assert bool(said(f"breaks_when: {condition}\n{shops(value)}")) is is_near


def test_value_day_distance_limit_and_owner_are_named() -> None:
    assert said(f"breaks_when: shops > 100\n{shops(95)}") == [
        "shops was 95 on 2026-02-02, 5 % from the limit of shops > 100; the owner is ura"
    ]


def test_a_steady_trend_is_near_when_it_gets_there_within_ninety_days() -> None:
    rows = shops(*range(50, 76))
    (only,) = said(f"breaks_when: shops > 85\n{rows}")
    assert only == (
        "shops was 75 on 2026-02-02 and is expected to reach the limit of shops > 85 in 2026-04;"
        " the owner is ura"
    )
    assert said(f"breaks_when: shops > 95\n{rows}") == []


def test_the_reviewer_hears_that_an_acceptance_comes_to_its_end() -> None:
    (only,) = said(f"{ACCEPTED.format(limit=100)}{shops(95)}")
    assert only.endswith("5 % from the limit of shops < 100; the reviewer is sato")


def test_one_indicator_is_named_once() -> None:
    assert len(said(f"breaks_when: shops >= 100\n{ACCEPTED.format(limit=100)}{shops(95)}")) == 1
    assert len(said(f"breaks_when: shops >= 200\n{ACCEPTED.format(limit=100)}{shops(95)}")) == 1


def test_a_stale_number_is_not_near_anything() -> None:
    old = shops(95, last=TODAY - timedelta(36))
    assert said(f"breaks_when: shops > 100\n{old}") == []


def test_the_condition_is_pointed_at_even_behind_one_that_is_far() -> None:
    fragment = f"breaks_when: guests > 100\n{ACCEPTED.format(limit=100)}{shops(95)}"
    assert carets("limit-near", fragment) == ["  holds_while: [«shops < 100»]"]


def test_a_risk_with_an_acceptance_of_old_names_its_owner() -> None:
    fragment = ACCEPTED.format(limit=100).replace("accepted", "watching")
    (only,) = said(f"{fragment}breaks_when: shops > 100\n{shops(95)}")
    assert only.endswith("the owner is ura")


def test_a_month_begins_and_ends_the_interval() -> None:
    values = [50 + age + (age * 7 % 5 - 2) * 3 for age in range(26)]
    (only,) = said(f"breaks_when: shops > 85\n{shops(*values)}")
    assert " in 2026-04, between March and June; the owner is ura" in only
