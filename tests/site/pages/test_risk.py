"""The page of one risk: the order of its parts, ids that last, and who names it."""

import re

import pytest

from kit.cases import each_case
from kit.numbers import numbers
from kit.sites import Shown, site
from srr.site.pages import postmortem, risk

PATH = "risks/SRR-0001.md"
OWN = "## 関係者 / Who\n\nAll.\n\n## Who?\n\nx\n\n## Visits \n\nx\n\n## !!!\n\nx\n\n## Who\n\ny\n"


def shown(fragments: dict[str, str], path: str = PATH, **settings: object) -> Shown:
    made = site(fragments, settings)
    record = next(each for each in made.registry.risks if each.path == path)
    return Shown(risk.page(record, made))


def headings(page: Shown) -> list[str]:
    return re.findall(r"<h2 id=([^ >]+)>", page.html)


def test_the_lever_comes_first_and_the_headings_follow_the_life_of_a_risk() -> None:
    page = shown(
        {
            PATH: "containment: Pull the lever\nstatus: accepted\n"
            "acceptance:\n  because: cheap\n  until: 2026-03-01\nrelated: [SRR-0002]\n"
            "## Visits\n\n- 2026-01-30 ura: accepted, next 2026-02-05. x\n"
        }
    )
    assert page.html.index("Pull the lever") < page.html.index("srr-sum")
    assert headings(page) == [
        *("summary", "log", "cause", "plan", "acceptance"),
        *("countermeasures", "next-action", "visits", "related"),
    ]


def test_beside_the_limit_is_how_far_it_is_when_it_is_expected_and_a_drawing() -> None:
    grows = numbers("load", lambda day: 100 + day / 7)
    page = shown({PATH: "breaks_when: load > 110", **grows}, indicators={"load": {"unit": "rps"}})
    fact = page.facts()["Breaks when"]
    assert fact.startswith("load > 110 2026-04 load · 100 rps ( 2026-02-02 ) · 10 left (9.1 %)")
    assert 'id="limit-title"' in page.html
    assert "../../breaks-next/" in page.links


@each_case("condition", ["load > 110", "more than the pool holds"])
def test_a_limit_without_a_number_is_text(condition: str) -> None:
    page = shown({PATH: f"breaks_when: {condition}"})
    assert page.facts()["Breaks when"] == condition
    assert "<svg" not in page.html


def test_a_hint_that_nobody_wrote_over_is_not_shown_as_the_text() -> None:
    page = shown({PATH: "## Cause\n\nWhy it happens; say so when it is not known yet.\n"})
    assert "Why it happens" not in page.text
    assert "Nothing is written here yet." in page.text
    assert "cause" in headings(page)


def test_the_arithmetic_is_spelled_out() -> None:
    assert "3 Scope × 3 Severity = 9 → 6 Potential impact × 2 Likelihood = 12 Priority" in (
        shown({PATH: "scope: 3\nseverity: 3"}).text
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "5 minutes to detect, 30 minutes to repair, 20.5 % affected, every 90 days"),
        ("ja", "検知まで 5 分、復旧まで 30 分、影響 20.5 %、90 日に 1 回"),
    ],
)
def test_the_estimate_reads_as_a_sentence(language: str, words: str) -> None:
    given = "{detect_minutes: 5, repair_minutes: 30, affected_percent: 20.5, every_days: 90}"
    assert words in shown({PATH: f"estimate: {given}\n"}, language=language).text


def test_the_address_of_an_own_section_comes_from_its_heading() -> None:
    ids = headings(shown({PATH: OWN}))
    assert ids[6:-1] == ["関係者-who", "who", "section", "who-2"]
    longer = headings(shown({PATH: f"## Summary\n\n{'x ' * 500}\n\n{OWN}"}))
    assert longer == ids, "what stands above a section does not move its address"


def test_own_sections_of_a_postmortem_have_such_addresses_too() -> None:
    made = site({"postmortems/PM-0001.md": "## 関係者\n\nx\n\n## Actions\n\nx\n\n## Risks\n\nx\n"})
    page = Shown(postmortem.page(made.registry.postmortems[0], made))
    ids = headings(page)
    assert {"関係者", "actions-2", "risks-2"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_who_names_a_risk_in_a_list_or_in_prose_is_listed() -> None:
    page = shown(
        {
            PATH: "## Summary\n\nSRR-0001 names itself.\n",
            "risks/SRR-0002.md": "related: [SRR-0001]",
            "postmortems/PM-0001.md": "## Cause\n\nAs SRR-0001 said.\n",
            "postmortems/PM-0002.md": "## Cause\n\n`SRR-0001` <!-- SRR-0001 --> XSRR-0001\n",
        }
    )
    named_by = page.facts()["Named by"]
    assert "SRR-0002" in named_by
    assert "PM-0001" in named_by
    assert "PM-0002" not in named_by
    assert "SRR-0001" not in named_by


def test_a_postmortem_that_is_linked_already_is_not_listed_twice() -> None:
    page = shown({PATH: "postmortems: [PM-0001]", "postmortems/PM-0001.md": "risks: [SRR-0001]"})
    assert "Named by" not in page.facts()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Current impact 3 → 0"), ("ja", "現在のインパクト 3 → 0")],
)
def test_a_visit_shows_the_values_that_it_changed(language: str, words: str) -> None:
    line = "- 2026-01-30 ura: not-started, current_impact 3 -> 0, next 2026-02-05. It is gone.\n"
    page = shown({PATH: f"current_impact: 0\n## Visits\n\n{line}"}, language=language)
    assert words in page.text


def test_a_risk_leads_to_the_ones_before_and_after_it_by_priority() -> None:
    low = "potential_impact: 3\nscope: 1\nseverity: 3\npriority: 6"
    fragments = {
        PATH: low,
        "risks/SRR-0002.md": "",
        "risks/SRR-0003.md": "potential_impact: unknown\npriority: unknown",
        "risks/SRR-0004.md": "status: accepted",
    }

    def beside(path: str) -> list[tuple[str, str]]:
        nav = shown(fragments, path).html.partition('<nav class="srr-neighbours"')[2]
        return re.findall(r"(Previous|Next)</small>.*?(SRR-\d+)", nav)

    assert beside(PATH) == [("Previous", "SRR-0002")]
    assert beside("risks/SRR-0002.md") == [("Previous", "SRR-0003"), ("Next", "SRR-0001")]
    assert beside("risks/SRR-0003.md") == [("Next", "SRR-0002")]
    assert beside("risks/SRR-0004.md") == []


def test_the_days_of_a_risk_say_how_far_off_they_are() -> None:
    page = shown({PATH: "next_visit: 2026-02-05\n## Visits\n\n- 2026-01-30 ura: in-progress. x\n"})
    assert "2026-02-05 in 3 days" in page.text
    assert "2026-01-30 3 days ago" in page.text
    late = shown({PATH: "next_visit: 2026-01-30"})
    assert "3 days ago" not in late.text
    assert "Overdue by 3 days" in late.text


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        (
            "en",
            (
                "No. 2 of 3 unresolved by priority",
                "2 incidents",
                "60 minutes of downtime",
                "2.8 × error budget",
                "1 of 1 actions open",
            ),
        ),
        (
            "ja",
            (
                "優先度順で 未解決 3 件 中 2 位",
                "障害 2 件",
                "ダウンタイム 60 分",
                "エラーバジェットの 2.8 倍",
                "アクション 1 件中 1 件が未完了",
            ),
        ),
    ],
)
def test_it_leads_with_its_rank_and_what_its_incidents_cost(
    language: str, numbers: tuple[str, ...]
) -> None:
    page = shown(
        {
            PATH: "postmortems: [PM-0002]",
            "risks/SRR-0002.md": "potential_impact: unknown\npriority: unknown",
            "risks/SRR-0003.md": "potential_impact: 3\nscope: 1\nseverity: 3\npriority: 6",
            "postmortems/PM-0001.md": "risks: [SRR-0001]\nactions:\n  - {do: a, owner: ura, due: 2026-03-01}",
            "postmortems/PM-0002.md": "actions: []",
            "postmortems/PM-0003.md": "kind: near-miss\nrisks: [SRR-0001]\n"
            "actions:\n  - {do: b, owner: ura, due: 2026-03-01}",
            "postmortems/PM-0004.md": "risks: [SRR-0003]",
        },
        language=language,
        slo={"target": 99.95, "window_days": 30},
    )
    assert " · ".join(numbers) in page.text


def test_one_that_is_resolved_and_cost_nothing_has_no_numbers() -> None:
    assert "srr-numbers" not in shown({PATH: "status: accepted"}).html


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [
        ("en", "Occurrences", "sato 20 minutes, 40 % of users Hidden."),
        ("ja", "発生履歴", "sato 20 分、利用者の 40 % Hidden."),
    ],
)
def test_occurrences_are_listed_the_newest_first_below_the_visits(
    language: str, heading: str, words: str
) -> None:
    lines = (
        "- 2026-01-28 ura: 1 minute, 4 %.\n- 2026-01-30 sato: 20 minutes, 40 %. Hidden.\n- <b>\n"
    )
    page = shown({PATH: f"## Occurrences\n\n{lines}"}, language=language)
    assert headings(page)[-1] == "occurrences"
    assert heading in page.text
    assert words in page.text
    assert page.html.index("2026-01-30") < page.html.index("2026-01-28")
    assert "&lt;b&gt;" in page.html


def test_a_risk_that_did_not_happen_has_no_list_of_occurrences() -> None:
    assert "occurrences" not in headings(shown({PATH: ""}))
