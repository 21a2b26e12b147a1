"""The trend, and what git says on the page of a risk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kit.examples import TODAY
from kit.sites import Shown, site
from srr.insights.risk_history import Gap, History, RiskState, Snapshot, history
from srr.insights.visit_history import day_by_day
from srr.site.kit.site import Site
from srr.site.pages import risk, trend

CREATED = date(2025, 12, 1)
FIRST = "risks/SRR-0001.md"
VISITED = """\
status: in-progress
created: 2025-12-08

## Visits

- 2025-12-18 ura: not-started -> in-progress, next 2026-01-05. Measured.
"""


def held(status: str, title: str = "a", **more: object) -> RiskState:
    return RiskState(title, CREATED, status)._replace(**more)  # type: ignore[arg-type]


def with_history(history: History | Gap, language: str = "en") -> Site:
    """Return a site with these commits and what they tell; where they are not known, what the record tells."""
    shown = site({FIRST: VISITED}, {"language": language})
    told = day_by_day((), shown.registry, TODAY)
    return replace(shown, history=history, trend=history if isinstance(history, History) else told)


def short(*more: Snapshot) -> History:
    """Return a history of a quarter: one risk put off, one done, one whose impact is unknown."""
    steps = [
        Snapshot(date(2025, 12, 1), {"risks/SRR-0900.md": held("watching", "r", priority=3)}),
        Snapshot(
            date(2025, 12, 8),
            {
                FIRST: held("not-started", priority=12, next_visit=date(2026, 1, 5)),
                "risks/SRR-0002.md": held("not-started", "b", priority="unknown"),
            },
        ),
        Snapshot(
            date(2025, 12, 18),
            {FIRST: held("in-progress", priority=12, next_visit=date(2026, 1, 5))},
        ),
        Snapshot(
            date(2026, 1, 5), {FIRST: held("in-progress", priority=12, next_visit=date(2026, 2, 5))}
        ),
        Snapshot(date(2026, 1, 20), {"risks/SRR-0900.md": held("done", "r")}),
        *more,
    ]
    found = history(steps)
    assert found is not None
    return found


def shown(known: History | Gap, language: str = "en") -> Shown:
    return Shown(trend.page(with_history(known, language)))


def test_each_chart_has_its_numbers_in_a_table() -> None:
    page = shown(short())
    assert page.html.count("<svg role=") == page.html.count("<details") == 5
    assert page.rows(0)[0] == ["2026-02-02", "1", "1", "0", "0", "2", "0", "1"]
    assert page.rows(0)[-1] == ["2025-12-01", "0", "0", "1", "0", "1", "0", "0"]
    assert page.rows(1)[0] == ["2026-02-02", "0", "12", "0", "0", "12", "1"]
    assert page.rows(2) == [
        ["Not started", "1", "10", "10", "10", "1", "10 still: 56"],
        ["In progress", "0", "-", "-", "-", "1", "still: 46"],
    ]
    assert page.rows(3) == [
        ["2026-02", "0", "0", "0", "0"],
        ["2026-01", "0", "1", "0", "0"],
        ["2025-12", "2", "0", "0", "0"],
    ]
    assert page.rows(4) == [["2026-02", "0"], ["2026-01", "1"], ["2025-12", "0"]]


def test_a_chart_says_in_words_what_it_shows() -> None:
    text = shown(short()).text
    assert "from 2025-12-01 to 2026-02-02. 1 then, 2 now, at most 3." in text
    assert "from 2025-12-01 to 2026-02-02. 3 then, 12 now, at most 15." in text
    assert "from 2025-12 to 2026-02: 2 opened, 1 closed." in text


@pytest.mark.parametrize(("count", "marks"), [(29, 0), (30, 1)])
def test_a_median_is_drawn_from_thirty_values_on_and_told_with_its_number(
    count: int, marks: int
) -> None:
    risks = {f"risks/SRR-1{n:03}.md": held("mitigated", str(n)) for n in range(count)}
    over = {path: held("done", each.title) for path, each in risks.items()}
    page = shown(short(Snapshot(date(2026, 1, 21), risks), Snapshot(date(2026, 1, 28), over)))
    assert page.html.count("srr-chart__middle") == marks
    assert ["Mitigated", str(count), "7", "7", "7", "0", f"7 ×{count}"] in page.rows(2)


def test_no_statistic_of_repairs_no_mean_and_no_improvement_is_claimed() -> None:
    text = shown(short()).text.casefold()
    assert not {"mttr", "mean", "average", "improved", "%"} & set(text.split())


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        ("no-git", "does not lie in a git repository"),
        ("no-commits", "No risk had been committed by 2026-02-02"),
        ("partial", "only a part of the history"),
    ],
)
def test_where_the_commits_are_not_known_the_page_says_why_and_draws_what_the_visits_tell(
    gap: Gap, words: str
) -> None:
    page = shown(gap)
    assert words in page.text
    assert "according to their visits." in page.text
    assert page.rows(0)[-1] == ["2025-12-08", "1", "0", "0", "0", "1", "0", "0"]
    assert page.rows(2)[0] == ["Not started", "1", "10", "10", "10", "0", "10"]
    assert page.rows(3)[-1] == ["2025-12", "1", "0", "0", "0"]


def test_what_only_commits_can_show_is_not_claimed_without_them() -> None:
    page = shown("no-git")
    assert (
        "Only commits show this, and this site was built without their full history." in page.text
    )
    assert "No next visit was moved" not in page.text


def test_without_a_risk_there_is_no_trend() -> None:
    page = Shown(trend.page(replace(site({}), history="no-git")))
    assert "No trend yet: there are no readable risks." in page.text
    assert "<svg" not in page.html


def test_a_history_of_one_day_is_a_table_and_says_what_it_cannot_tell() -> None:
    known = history([Snapshot(TODAY, {FIRST: held("watching")})])
    assert known is not None
    page = shown(known)
    assert "No risk came in or changed its status in this time." in page.text
    assert "No next visit was moved later without a visit." in page.text
    assert "No risk came in or was closed in this time." in page.text
    assert [row[0] for row in page.rows(0)] == ["2026-02-02"]
    assert "<svg" not in page.html


def test_a_history_in_which_every_risk_is_gone_is_drawn() -> None:
    known = history([Snapshot(CREATED, {FIRST: held("watching")}), Snapshot(TODAY, {FIRST: None})])
    assert known is not None
    assert shown(known).rows(0)[0][1:] == ["0"] * 7


def test_ten_years_make_a_page_of_a_bounded_size() -> None:
    steps = [
        Snapshot(
            date(2016, 1, 4) + timedelta(days=3 * n),
            {
                f"risks/SRR-{n % 1000:04}.md": held(
                    ("watching", "in-progress")[n // 1000 % 2], str(n % 1000)
                )
            },
        )
        for n in range(1200)
    ]
    known = history(steps)
    assert known is not None
    assert len(trend.page(with_history(known)).source()) < 150_000


def test_the_page_is_the_same_bytes_each_time_and_one_block_a_section() -> None:
    page = trend.page(with_history(short()))
    assert page.source() == trend.page(with_history(short())).source()
    blocks = page.source().decode().split("\n\n")
    assert [block[:3] for block in blocks] == ["---", "<di", *["## ", "<di"] * 5]


def test_the_page_speaks_japanese() -> None:
    page = shown(short(), "ja")
    assert page.rows(2)[0] == ["未着手", "1", "10", "10", "10", "1", "10 継続中: 56"]
    assert "新規 2 件、終了 1 件。" in page.text
    assert "履歴の一部しか持たない" in shown("partial", "ja").text


def test_a_risk_tells_what_git_says_of_it() -> None:
    chosen = with_history(short())
    page = Shown(risk.page(chosen.registry.risks[0], chosen))
    facts = page.facts()
    assert facts["First commit"] == "2025-12-08"
    assert facts["Last change"] == "2026-01-05"
    assert facts["Commits"] == "3"
    assert facts["Status by commit"] == "2025-12-08 Not started 2025-12-18 In progress"


def test_a_risk_says_nothing_of_git_where_git_does_not_reach() -> None:
    elsewhere = history([Snapshot(CREATED, {"risks/SRR-0002.md": held("watching")})])
    assert elsewhere is not None
    for known in (elsewhere, "partial", "no-git"):
        chosen = with_history(known)
        page = Shown(risk.page(chosen.registry.risks[0], chosen))
        assert "git" not in page.ids
        assert "First commit" not in page.facts()
