"""The rule limit-reached beyond its page."""

from kit.cases import each_case
from kit.judging import RULES, carets, messages

SHOPS = "indicators/shops.csv\ndate,value\n2026-01-26,15\n"


def said(fragment: str) -> list[str]:
    return messages("limit-reached", f"{fragment}{SHOPS}")


@each_case(
    ("condition", "is_reached"),
    [
        ("shops > 14", True),
        ("shops > 15", False),
        ("shops >= 15", True),
        ("shops < 15", False),
        ("shops <= 15", True),
        ("shops == 15", True),
        ("shops != 15", False),
        ("shops > 1_000", False),
        ("stores > 1", False),
    ],
)
def test_the_last_number_decides(condition: str, is_reached: bool) -> None:
    assert bool(said(f"breaks_when: {condition}\n")) is is_reached


def test_value_day_limit_and_owner_are_named() -> None:
    assert said("breaks_when: shops > 14\n") == [
        "shops was 15 on 2026-01-26, and the risk breaks when shops > 14; the owner is ura"
    ]


def test_a_done_risk_has_no_limit_any_more() -> None:
    assert said("status: done\nbreaks_when: shops > 14\n") == []


ACCEPTED = "status: accepted\nbreaks_when: shops > 14\nacceptance:\n  holds_while: [shops < {n}]\n"


def test_a_tripped_acceptance_over_the_same_indicator_says_it_already() -> None:
    assert said(ACCEPTED.format(n=15)) == []
    assert len(said(ACCEPTED.format(n=20))) == 1


def test_the_limit_is_pointed_at_and_time_alone_brings_it() -> None:
    fragment = f"breaks_when: shops > 14\n{SHOPS}"
    assert carets("limit-reached", fragment) == ["breaks_when: «shops > 14»"]
    assert RULES["limit-reached"].dated
