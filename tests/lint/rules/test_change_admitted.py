from typing import Any

from kit.cases import each_case
from kit.judging import carets, judged, messages
from srr.lint.finding import Finding, Severity

DAYS = "created: 2026-02-02\nnext_visit: 2026-02-12\n"
LOW = f"{DAYS}noticed: 2026-01-01\npotential_impact: 1\n"
EARLY = f"{DAYS}noticed: 2026-01-27\npotential_impact: 3\n"
RULE = "change-admitted"
OTHER = "risks/SRR-0002.md\ntitle: The nightly batch ends too late\n"


def added(fragment: str, **options: Any) -> tuple[Finding, ...]:
    """Return the findings on *fragment* that a pull request adds."""
    return judged(RULE, f"{fragment}{OTHER}", before=OTHER, **options)


def test_a_new_risk_below_the_admission_level_is_an_error() -> None:
    (finding,) = added(LOW)
    assert finding.severity is Severity.ERROR
    assert finding.message.en == "a potential impact of 1 is below 3, so a ticket will do"
    assert carets(RULE, f"{LOW}{OTHER}", before=OTHER) == ["potential_impact: «1»"]


@each_case(
    ("noticed", "warned"),
    {
        "a week before": ("2026-01-26", False),
        "six days before": ("2026-01-27", True),
        "the same day": ("2026-02-02", True),
    }.values(),
)
def test_one_that_just_reaches_it_was_looked_into_for_its_days(noticed: str, warned: bool) -> None:
    fragment = f"{DAYS}noticed: {noticed}\npotential_impact: 3\n"
    found = added(fragment)
    assert [each.severity for each in found] == [Severity.WARNING] * warned


def test_the_message_says_the_days() -> None:
    assert messages(RULE, f"{EARLY}{OTHER}", before=OTHER) == [
        "noticed on 2026-01-27 and written up on 2026-02-02, before 7 days of investigation"
    ]
    assert carets(RULE, f"{EARLY}{OTHER}", before=OTHER) == ["created: «2026-02-02»"]


@each_case(
    "more",
    [
        "postmortems: [PM-0001]",
        "recurrence_of: SRR-0009",
        "horizon: next",
        "admission: {waived: The auditors ask for it.}",
        "x_starter: true",
        "imported: {from: notion, key: a1}",
    ],
)
def test_what_brought_it_up_takes_the_place_of_the_days(more: str) -> None:
    assert not added(f"{EARLY}{more}\n")


@each_case(
    ("more", "is_excused"),
    [
        ("admission: {waived: The auditors ask for it.}", True),
        ("x_starter: true", True),
        ("imported: {from: notion, key: a1}", True),
        ("status: done", True),
        ("status: accepted", True),
        ("admission: {waived: ' '}", False),
        ("admission: {}", False),
        ("admission: yes", False),
        ("postmortems: [PM-0001]", False),
        ("horizon: next", False),
    ],
)
def test_a_low_one_needs_a_waiver(more: str, is_excused: bool) -> None:
    assert bool(added(f"{LOW}{more}\n")) is not is_excused


@each_case("level", ["unknown", "6", "10", "7"])
def test_what_is_unknown_high_or_unreadable_is_admitted(level: str) -> None:
    fragment = f"{DAYS}noticed: 2026-02-02\npotential_impact: {level}\n"
    assert not added(fragment)


def test_without_a_day_of_noticing_nobody_can_say_how_long_it_was_looked_into() -> None:
    assert not added(f"{DAYS}potential_impact: 3\n")


@each_case("fragment", [LOW, EARLY])
def test_a_risk_that_was_there_before_is_not_asked(fragment: str) -> None:
    assert not judged(RULE, f"{fragment}title: Other words\n", before=fragment)
    assert not judged(RULE, fragment)
    moved = judged(RULE, f"risks/SRR-0002.md\n{fragment}", before=f"risks/SRR-0001.md\n{fragment}")
    assert not moved


@each_case(
    ("settings", "fragment"),
    [
        ({"admission": {"potential": 1}}, LOW),
        ({"admission": {"investigate": "1d"}}, EARLY),
    ],
)
def test_the_settings_say_what_is_admitted(settings: dict[str, Any], fragment: str) -> None:
    assert added(fragment)
    found = added(fragment, settings=settings)
    assert [each.severity for each in found] == []


def test_postmortems_and_concerns_are_not_asked() -> None:
    for folder in ("postmortems", "concerns"):
        assert not added("", folder=folder)


@each_case("fragment", [LOW, EARLY])
def test_the_pull_request_that_brings_the_first_risks_is_not_asked(fragment: str) -> None:
    assert not judged(RULE, f"{fragment}{OTHER}", before="(no file)")
