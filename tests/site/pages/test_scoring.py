"""The page that explains the numbers is worked out from the settings."""

from kit.cases import each_case
from kit.sites import Shown, site
from srr.site.pages import scoring

ACCEPTED = (
    "after 1 month to 6 months, and never past the end of the acceptance;"
    " where that comes first, any day up to it"
)


def shown(**settings: object) -> Shown:
    return Shown(scoring.page(site({}, settings)))


def test_the_scales_stand_in_their_own_words() -> None:
    page = shown()
    assert page.rows(0) == [
        ["1", "A few customers"],
        ["2", "Under half of the customers"],
        ["3", "Half of the customers or more"],
    ]
    assert page.rows(1)[2] == ["5", "Work with customers can hardly be done"]
    assert page.rows(2)[0] == ["1", "May happen"]


def test_every_score_leads_to_its_level() -> None:
    assert shown().rows(3) == [
        ["1", "1 → 1", "3 → 3", "5 → 3"],
        ["2", "2 → 1", "6 → 6", "10 → 10"],
        ["3", "3 → 3", "9 → 6", "15 → 10"],
    ]


def test_the_example_multiplies_the_level_not_the_score() -> None:
    text = shown().text
    assert "3 Scope × 3 Severity = 9 → 6 Potential impact × 2 Likelihood = 12 Priority" in text


def test_every_priority_that_can_occur_is_listed_and_unknown_is_not_zero() -> None:
    assert shown().rows(4) == [
        ["Unknown", "Unknown", "Unknown"],
        ["10", "10", "20"],
        ["6", "6", "12"],
        ["3", "3", "6"],
        ["1", "1", "2"],
        ["0", "0", "0"],
    ]


def test_the_windows_are_given_in_words() -> None:
    page = shown(windows={"watching": ["10d", "1y"]})
    assert page.rows(5) == [
        ["Not started", "within 2 weeks"],
        ["In progress", "after 1 week to 1 month"],
        ["Watching", "after 10 days to 1 year"],
        ["Mitigated", "after 1 month to 3 months"],
        ["Accepted", ACCEPTED],
        ["Done", "none"],
    ]


def test_levels_and_scales_of_ones_own_change_the_sums() -> None:
    own = {"scope": [{"score": score, "en": "s", "ja": "s"} for score in (1, 4)]}
    page = shown(levels=[12, 4], scales=own)
    assert page.rows(3)[1] == ["4", "4 → 4", "12 → 12", "20 → 12"]
    assert "the highest of 12, 4" in page.text
    assert "some of them are this registry's own" in page.text


@each_case(
    ("settings", "words"),
    [
        ({}, "System Risk Records, August 2024 (dinii-2024-08)"),
        ({"profile": "dinii-2024-07"}, "Incident scoring, July 2024 (dinii-2024-07)"),
        ({}, "overdue on the day after its date"),
        ({"grace_days": 2}, "overdue 3 days after its date"),
        ({"unknown_for": "2w"}, "it may stay so for 2 weeks"),
        ({"admission": 6}, "from a potential impact of 6"),
        ({"language": "ja"}, "優先度が同じリスクは、現在のインパクト"),
        ({"language": "ja"}, "1 か月後から 6 か月後まで。受容の期限を越えない"),
    ],
)
def test_the_settings_are_told(settings: dict[str, object], words: str) -> None:
    assert words in shown(**settings).text
