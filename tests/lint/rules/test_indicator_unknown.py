"""The rule indicator-unknown beyond its page."""

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.lint.finding import Severity

SHOPS = "indicators/shops.csv\ndate,value\n2026-01-26,15\n"
ACCEPTED = "status: accepted\nacceptance:\n  holds_while: [guests < 15]\n"


def test_a_registry_without_indicators_is_asked_for_none() -> None:
    assert messages("indicator-unknown", f"breaks_when: shops > 1\n{ACCEPTED}") == []


@each_case(
    ("fragment", "said"),
    [
        ("breaks_when: shop > 1\n", "no indicator is called shop; did you mean shops?"),
        (
            "breaks_when: guests > 1\n",
            "no indicator is called guests; nobody has written its first number",
        ),
    ],
)
def test_a_misspelt_name_is_guessed(fragment: str, said: str) -> None:
    (message,) = messages("indicator-unknown", f"{fragment}{SHOPS}")
    assert message == said


def test_a_declared_indicator_without_a_number_says_so() -> None:
    assert messages(
        "indicator-unknown", "breaks_when: guests > 1\n", settings={"indicators": {"guests": {}}}
    ) == ["guests has no number up to 2026-02-02, so guests > 1 cannot be checked"]


def test_an_acceptance_that_hangs_on_nothing_is_an_error_and_a_limit_a_warning() -> None:
    (accepted,) = judged("indicator-unknown", f"{ACCEPTED}{SHOPS}")
    (limit,) = judged("indicator-unknown", f"breaks_when: guests > 1\n{SHOPS}")
    assert (accepted.severity, limit.severity) == (Severity.ERROR, Severity.WARNING)


def test_an_indicator_that_no_condition_names_is_no_finding() -> None:
    assert (
        messages(
            "indicator-unknown", f"owner: ura\n{SHOPS}", settings={"indicators": {"guests": {}}}
        )
        == []
    )


def test_the_condition_is_pointed_at() -> None:
    lines = carets("indicator-unknown", f"breaks_when: guests > 1\n{SHOPS}")
    assert lines == ["breaks_when: «guests > 1»"]


@each_case(("kept",), [("",), ("indicators/guests.csv\ndate,value\n2026-01-26,3\n",)])
def test_a_pull_request_that_takes_the_numbers_of_a_condition_away_cannot_hide_it(
    kept: str,
) -> None:
    stated = f"breaks_when: shops > 1\n{ACCEPTED.replace('guests', 'shops')}"
    found = judged("indicator-unknown", f"{stated}{kept}", before=f"{stated}{SHOPS}")
    assert [(each.severity, each.message.en) for each in found] == [
        (
            Severity.ERROR,
            f"the numbers of shops are gone, the last one 15 on 2026-01-26, so shops {what} cannot be checked",
        )
        for what in ("> 1", "< 15")
    ]


def test_an_indicator_goes_with_the_last_condition_on_it() -> None:
    before = f"breaks_when: shops > 1\n{SHOPS}"
    assert judged("indicator-unknown", "owner: ura\n", before=before) == ()
