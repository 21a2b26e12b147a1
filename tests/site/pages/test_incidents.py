"""The incident history: minutes, multiples of the budget, and the sums by year and by class."""

import pytest

from kit.sites import Shown, site
from srr.site.pages import incidents

SLO = {"target": 99.95, "window_days": 30}
RESOLVED_LATE = "\nresolved: 2023-12-01T12:50+09:00"
TITLE = "Orders failed for forty minutes"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(incidents.page(site(fragments, settings)))


def outage(number: int, started: str, mitigated: str, more: str = "") -> dict[str, str]:
    text = f"started: {started}\nmitigated: {mitigated}\n{more}"
    return {f"postmortems/PM-{number:04d}.md": text}


OUTAGES = {
    **outage(1, "2021-08-15T18:40+09:00", "2021-08-15T19:40+09:00"),
    **outage(2, "2022-08-11T11:50+09:00", "2022-08-11T13:20+09:00", "score: 15\ntrigger: capacity"),
    **outage(3, "2022-08-19T19:05+09:00", "2022-08-19T20:35+09:00", "score: 10"),
    **outage(4, "2023-11-29T12:05+09:00", "2023-11-29T12:50+09:00", "cause_class: network"),
}


def test_each_incident_is_a_multiple_of_the_budget_the_newest_first() -> None:
    page = shown(OUTAGES, slo=SLO)
    assert "SLO: 99.95 % over 30 days, with an error budget of 21.6 minutes." in page.text
    assert [row[2:4] for row in page.rows()] == [
        ["45", "2.1×"],
        ["90", "4.2×"],
        ["90", "4.2×"],
        ["60", "2.8×"],
    ]
    assert page.rows()[0] == [
        *("2023-11-29", f"PM-0004 {TITLE}", "45", "2.1×"),
        *("6", "Network", "Configuration push"),
    ]


def test_a_permanent_fix_two_days_later_costs_no_more_of_the_budget() -> None:
    late = outage(4, "2023-11-29T12:05+09:00", "2023-11-29T12:50+09:00", RESOLVED_LATE)
    page = shown(late, slo=SLO)
    assert page.rows()[0][2:4] == ["45", "2.1×"]
    assert page.rows(1)[0] == ["2023", "1", "45", "0.2×", "6", "0"]


@pytest.mark.parametrize(
    ("language", "cell"), [("en", "2,925 to resolved"), ("ja", "2,925 解決まで")]
)
def test_minutes_to_the_end_are_counted_and_marked_where_no_mitigation_is_given(
    language: str, cell: str
) -> None:
    late = {
        "postmortems/PM-0001.md": f"started: 2023-11-29T12:05+09:00\n# no mitigated{RESOLVED_LATE}"
    }
    page = shown(late, language=language)
    assert page.rows()[0][2] == cell
    assert 'data-sort="2925"' in page.html
    assert page.rows(1)[0][2] == "2,925"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "until customers could work again (mitigated)"),
        ("ja", "顧客が再び使えるようになるまで(暫定復旧)"),
    ],
)
def test_the_page_says_to_which_instant_it_counts(language: str, words: str) -> None:
    assert words in shown(OUTAGES, language=language).text


def test_without_an_objective_the_page_says_so_and_compares_nothing() -> None:
    page = shown(OUTAGES)
    assert "No SLO is set" in page.text
    assert "×" not in page.text
    assert page.rows()[0][2:4] == ["45", "6"]


def test_years_and_their_quarters_are_summed_up_each_against_its_own_budget() -> None:
    more = outage(5, "2022-01-01T00:10+09:00", "2022-01-01T00:20+09:00")
    # 0.05 % of 365 days are 262.8 minutes, of the 92 days of Q3 and Q4 66.24, of the 90 of Q1 64.8.
    assert shown({**OUTAGES, **more}, slo=SLO, timezone="Asia/Tokyo").rows(1) == [
        ["2023", "1", "45", "0.2×", "6", "0"],
        ["2023 Q4", "1", "45", "0.7×", "6", "0"],
        ["2022", "3", "190", "0.7×", "15", "0"],
        ["2022 Q3", "2", "180", "2.7×", "15", "0"],
        ["2022 Q1", "1", "10", "0.2×", "6", "0"],
        ["2021", "1", "60", "0.2×", "6", "0"],
        ["2021 Q3", "1", "60", "0.9×", "6", "0"],
    ]


def test_of_several_objectives_the_one_is_shown_of_which_the_most_was_spent() -> None:
    slos = [
        {"name": "Ordering", "target": 99.95, "services": ["order-api"]},
        {"name": "Everything", "target": 99.9},
    ]
    of_menus = outage(5, "2023-12-01T12:00+09:00", "2023-12-01T12:30+09:00", "services: [menu]")
    page = shown({**OUTAGES, **of_menus}, slo=slos)
    # 30 of 43.2 minutes; 45 of 21.6.
    assert [row[3] for row in page.rows()[:2]] == ["0.7× Everything", "2.1× Ordering"]
    # The quarter has 75 minutes of 132.48 there, and 45 of 66.24 here.
    assert page.rows(1)[1][:4] == ["2023 Q4", "2", "75", "0.7× Ordering"]
    assert "Ordering: 99.95 % over a month, with an error budget of 21.6 minutes." in page.text
    assert "the one of which it spent the most is shown" in page.text


def test_classes_and_triggers_are_counted_by_year() -> None:
    page = shown(OUTAGES)
    assert page.rows(2) == [["Software", "3", "-", "2", "1"], ["Network", "1", "1", "-", "-"]]
    assert page.rows(3) == [
        ["Configuration push", "3", "1", "1", "1"],
        ["Capacity", "1", "-", "1", "-"],
    ]


def test_only_incidents_are_in_it_and_one_without_an_end_is_not_lost() -> None:
    page = shown(
        {
            "postmortems/PM-0001.md": "kind: drill",
            "postmortems/PM-0002.md": "kind: near-miss",
            "postmortems/PM-0003.md": "# no mitigated\n# no resolved\n# no cause_class",
            "postmortems/PM-0004.md": "# no started",
        },
        slo=SLO,
    )
    assert [row[1].split()[0] for row in page.rows()] == ["PM-0003", "PM-0004"]
    assert page.rows()[0][2:6] == ["no end given", "-", "6", "Not given"]
    assert page.rows()[1][2] == "-", "without a start it cannot be open"
    assert page.rows(1)[0] == ["2026", "1", "0", "0.0×", "6", "1"]
    assert page.rows(1)[-1] == ["-", "1", "0", "-", "6", "1"]


@pytest.mark.parametrize(
    ("language", "words"), [("en", "No incident is recorded."), ("ja", "障害の記録はない。")]
)
def test_an_empty_history_says_so(language: str, words: str) -> None:
    assert words in shown({}, language=language).text


def test_the_page_speaks_japanese() -> None:
    page = shown(OUTAGES, slo=SLO, language="ja")
    assert page.rows()[0][3] == "2.1 倍"
    assert page.rows()[0][5:] == ["ネットワーク", "設定変更"]


def test_two_incidents_or_more_are_drawn_the_oldest_first() -> None:
    html = shown(OUTAGES).html
    drawing = html[html.index("<svg") : html.index("</figure>")]
    assert "Downtime of 4 incidents on their days, from 45 to 90 minutes" in drawing
    assert drawing.index("2021-08-15 · PM-0001 · 60 min") < drawing.index("2023-11-29 · PM-0004")
    one = outage(1, "2021-08-15T18:40+09:00", "2021-08-15T19:40+09:00")
    assert "<svg" not in shown(one).html


def test_the_budget_is_a_line_and_an_incident_without_an_end_is_dashed() -> None:
    running = {
        "postmortems/PM-0005.md": "started: 2026-01-01T09:00+09:00\n# no mitigated\n# no resolved"
    }
    page = shown({**OUTAGES, **running}, slo=SLO)
    assert "error budget 21.6" in page.html
    assert page.html.count("srr-chart__open") == 1
    assert "Dashed: no end is given yet." in page.text
    without = shown(OUTAGES)
    assert "srr-chart__open" not in without.html
    assert "srr-chart__limit" not in without.html
    assert "Dashed" not in without.text
