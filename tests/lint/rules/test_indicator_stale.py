"""The rule indicator-stale beyond its page."""

from kit.judging import RULES, carets, judged, messages
from srr.lint.finding import Severity

OLD = "indicators/shops.csv\ndate,value\n2025-12-28,15\n"
LAST_DAY = OLD.replace("2025-12-28", "2025-12-29")
ACCEPTED = "status: accepted\nacceptance:\n  holds_while: [shops < 15]\n  reviewer: sato\n"


def said(fragment: str, **options: object) -> list[str]:
    return messages("indicator-stale", fragment, **options)


def test_age_value_condition_and_reviewer_are_named() -> None:
    (only,) = said(f"{ACCEPTED}{OLD}")
    assert only == (
        "shops was last written on 2025-12-28 (15), 36 days before 2026-02-02, so shops < 15"
        " cannot be judged; the reviewer is sato"
    )


def test_a_limit_names_the_owner() -> None:
    (only,) = said(f"breaks_when: shops > 20\n{OLD}")
    assert only.endswith("so shops > 20 cannot be judged; the owner is ura")


def test_a_number_counts_up_to_its_max_age() -> None:
    assert said(f"{ACCEPTED}{LAST_DAY}") == []
    shorter = {"indicators": {"shops": {"max_age": "34d"}}}
    assert len(said(f"{ACCEPTED}{LAST_DAY}", settings=shorter)) == 1
    longer = {"indicators": {"shops": {"max_age": "1y"}}}
    assert said(f"{ACCEPTED}{OLD}", settings=longer) == []


def test_what_no_condition_hangs_on_is_a_warning_about_its_file() -> None:
    (only,) = judged("indicator-stale", f"status: done\nbreaks_when: shops > 20\n{OLD}")
    assert (only.path, only.severity) == ("indicators/shops.csv", Severity.WARNING)
    assert only.message.en.endswith("its max_age is 35d")


def test_the_condition_is_pointed_at_and_time_alone_brings_it() -> None:
    lines = carets("indicator-stale", f"breaks_when: shops > 20\n{OLD}")
    assert lines == ["breaks_when: «shops > 20»"]
    assert RULES["indicator-stale"].dated


def test_a_risk_with_an_acceptance_of_old_names_its_owner() -> None:
    fragment = ACCEPTED.replace("accepted", "watching")
    (only,) = said(f"{fragment}breaks_when: shops > 20\n{OLD}")
    assert only.endswith("the owner is ura")
