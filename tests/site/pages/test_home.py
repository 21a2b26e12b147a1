"""Home: the three answers, and what must be seen before them."""

import pytest

from kit.cases import each_case
from kit.numbers import numbers
from kit.sites import Shown, site
from srr.site.pages import home

VISITS = "## Visits\n\n" + "".join(
    f"- 2026-01-2{n} ura: not-started, next 2026-02-05. Note {n}.\n" for n in range(6)
)


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(home.page(site(fragments, settings)))


def test_the_three_answers_stand_in_their_order() -> None:
    page = shown({"risks/SRR-0001.md": "", "risks/SRR-0002.md": "status: done"})
    assert page.ids == ["unresolved", "done", "first"]
    assert "How many are unresolved? 1 of 2 recorded Not started 1 Done 1" in page.text
    assert "What comes first? 12 Orders fail when the stock service is slow" in page.text


def test_a_risk_whose_score_cannot_be_computed_comes_first() -> None:
    page = shown({"risks/SRR-0001.md": "", "risks/SRR-0002.md": "likelihood: 4"})
    assert page.text.index("SRR-0002") < page.text.index("SRR-0001")


def test_a_limit_that_is_reached_or_unknown_is_seen_first_and_one_that_is_near_is_counted() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "breaks_when: load > 110",
            "risks/SRR-0002.md": "breaks_when: load >= 90",
            "risks/SRR-0003.md": "breaks_when: old > 9",
            **numbers("load", lambda day: 100 + day / 7),
            **numbers("old", lambda _: 5.0, range(-90, -60)),
        }
    )
    title = "Orders fail when the stock service is slow"
    assert (
        f"2 limits are reached or unknown SRR-0002 {title} ura reached on 2025-11-24"
        f" SRR-0003 {title} ura no value since 2025-12-03 : cannot be judged What breaks next"
    ) in page.text
    assert "· 1 limit expected within 90 days" in page.text
    assert "breaks-next/" in page.links
    assert "limit" not in shown({"risks/SRR-0001.md": "breaks_when: load > 110"}).text


def test_a_handover_is_no_visit() -> None:
    line = "- 2026-01-30 ura: not-started, owner mei -> ura, next 2026-02-05. His now."
    assert "His now." not in shown({"risks/SRR-0001.md": f"## Visits\n{line}"}).text


def test_three_visits_are_shown_the_newest_first() -> None:
    page = shown({"risks/SRR-0001.md": VISITS})
    assert "6 visits from 2026-01-03 to 2026-02-02 SRR-0001 Note 5. 2026-01-25" in page.text
    assert "Note 3." in page.text
    assert "Note 2." not in page.text


def test_one_visit_is_counted_as_one() -> None:
    page = shown({"risks/SRR-0001.md": "".join(VISITS.splitlines(keepends=True)[:3])})
    assert "1 visit from 2026-01-03 to 2026-02-02 SRR-0001 Note 0." in page.text


def test_what_the_linter_says_of_the_settings_is_seen() -> None:
    page = shown({"risks/SRR-0001.md": ""}, ignore={"visit-overdue": {"SRR-0001": "why"}})
    assert "Lint findings in srr.toml ignore-unused" in page.text
    assert "rules/ignore-unused/" in page.links
    assert "objects" not in shown({"risks/SRR-0001.md": ""}).text


@each_case(
    ("language", "what", "command"),
    [
        (
            "en",
            "What is a System Risk Record? A note of one risk that will surface, or get worse,",
            "srr new risk writes the first one of your own.",
        ),
        (
            "ja",
            "システムリスクレコードとは プロダクトの規模が大きくなると顕在化または悪化するリスク",
            "最初の一件は srr new risk で書く。",
        ),
    ],
)
@each_case("fragments", [{}, {"risks/SRR-0001.md": "x_starter: true"}])
def test_a_fresh_registry_says_what_a_record_is(
    fragments: dict[str, str], language: str, what: str, command: str
) -> None:
    page = shown(fragments, language=language)
    assert what in page.text
    assert command in page.text
    assert {"scoring/", "glossary/"} <= set(page.links)


@pytest.mark.parametrize("own", ["risks/SRR-0002.md", "postmortems/PM-0001.md"])
def test_with_the_first_record_of_its_own_a_registry_says_so_no_longer(own: str) -> None:
    page = shown({"risks/SRR-0001.md": "x_starter: true", own: ""})
    assert "System Risk Record?" not in page.text


def test_an_empty_registry_has_a_home() -> None:
    assert "No risk is unresolved." in shown({}).text
    page = shown({}, language="ja")
    assert "未解決のリスクは何件か 0 記録 0 件中" in page.text
    assert "確認の記録はまだない。" in page.text


def test_it_leads_with_the_numbers() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "next_visit: 2026-01-30",
            "risks/SRR-0002.md": "potential_impact: unknown\npriority: unknown",
            "risks/SRR-0003.md": "status: done",
        }
    )
    assert "2 unresolved · 1 overdue · 1 of unknown impact" in page.text


def test_the_alarm_names_title_owner_and_days_the_worst_first() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "next_visit: 2026-01-30",
            "risks/SRR-0002.md": "next_visit: 2026-01-10\nowner: mori",
        }
    )
    first = page.text.index(
        "SRR-0002 Orders fail when the stock service is slow mori Overdue by 23 days"
    )
    assert first < page.text.index(
        "SRR-0001 Orders fail when the stock service is slow ura Overdue by 3 days"
    )


def test_what_moved_since_the_last_meeting_is_told() -> None:
    visit = "## Visits\n\n- 2026-01-30 ura: not-started -> in-progress, next 2026-02-05. Begun.\n"
    page = shown({"risks/SRR-0001.md": f"status: in-progress\ncreated: 2025-12-01\n{visit}"})
    assert "Moved in the last 7 days (1) SRR-0001" in page.text
    assert "Not started → In progress" in page.text
    assert (
        "Nothing moved in the last 7 days."
        in shown({"risks/SRR-0001.md": "created: 2025-12-01"}).text
    )


def test_this_week_in_past_years_is_a_line() -> None:
    began = "started: 2024-02-03T10:00+09:00\nmitigated: 2024-02-03T11:00+09:00"
    page = shown({"postmortems/PM-0001.md": began})
    assert "This week in past years (1) · 2024-02-03 Incident began · PM-0001" in page.text
    assert "past years" not in shown({"risks/SRR-0001.md": ""}).text


def test_a_priority_that_cannot_be_computed_counts_as_unknown_as_in_the_list() -> None:
    page = shown({"risks/SRR-0001.md": "", "risks/SRR-0002.md": "likelihood: 4"})
    assert "2 unresolved · 0 overdue · 1 of unknown impact" in page.text
