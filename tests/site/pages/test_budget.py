"""The page of the error budget."""

import pytest

from kit.cases import each_case
from kit.sites import Shown, site
from srr.site.pages import budget, render, risk

ORDERING = {
    "name": "Ordering",
    "target": 99.95,
    "services": ["order-api"],
    "rationale": "What the contracts promise.",
    "owner": "kato",
    "review_by": "2027-01-31",
}
POOL = "{detect_minutes: 5.2, repair_minutes: 80, affected_percent: 100, every_days: 365.25}"
LIMIT = "{detect_minutes: 10, repair_minutes: 25, affected_percent: 60, every_days: 365.25}"
FRAGMENTS = {
    "risks/SRR-0001.md": f"service: order-api\nnoticed: 2025-02-01\nestimate: {LIMIT}\n"
    "\n## Occurrences\n\n- 2026-01-28 sato: 20 minutes, 40 %. Slow.\n",
    "risks/SRR-0002.md": f"service: order-api\nowner: mori\nestimate: {POOL}",
    "risks/SRR-0003.md": "service: order-api",
    "risks/SRR-0004.md": f"service: order-api\nstatus: accepted\nestimate: {LIMIT}",
    "postmortems/PM-0001.md": "services: [order-api]\nrisks: [SRR-0002]",
    "postmortems/PM-0002.md": "services: [order-api]\n# no mitigated\n# no resolved",
}


def shown(fragments: dict[str, str] = FRAGMENTS, **settings: object) -> Shown:
    settings = {"slo": [ORDERING], "timezone": "Asia/Tokyo", **settings}
    return Shown(budget.page(site(fragments, settings)))


def test_there_is_no_page_before_the_first_objective() -> None:
    assert "budget.md" not in render(site(FRAGMENTS), {})
    assert "budget.md" in render(site(FRAGMENTS, {"slo": [ORDERING]}), {})


def test_it_says_what_is_promised_and_who_looks_at_it_again() -> None:
    page = shown()
    assert page.ids[0] == "ordering"
    assert "99.95 % over a month, of order-api" in page.text
    assert "What the contracts promise. kato looks at it again by 2027-01-31." in page.text
    assert "An incident counts whole, however few customers it affected" in page.text
    assert "../incidents/" in page.links


def test_windows_are_held_against_their_budget() -> None:
    page = shown()
    # January: 30 minutes of PM-0001, and 20 x 40 %.
    assert page.facts()["2026-02, so far"] == "0.0 of 20.2 min spent 20.2 min left"
    assert page.facts()["2026-01"] == "38.0 of 22.3 min spent 15.7 min too many"
    assert page.facts()["Worst 30 days in a row"] == (
        "38.0 of 21.6 min spent 16.4 min too many 2025-12-30 to 2026-01-28"
    )
    assert page.facts()["2026, so far"] == "38.0 of 262.8 min spent 224.8 min left"
    numbers = page.rows(0)
    assert numbers[:2] == [
        ["2026-02, so far", "20.2", "0.0", "20.2"],
        ["2026-01", "22.3", "38.0", "-15.7"],
    ]
    assert [row[0] for row in numbers[-2:]] == ["2026, so far", "2025"]
    assert "Not counted, since no end is given yet: PM-0002 ." in page.text
    assert "../postmortems/PM-0002/" in page.links


def test_the_windows_are_drawn_with_the_line_of_the_budget() -> None:
    html = shown().html
    drawing = html[html.index("<svg") : html.index("<details")]
    assert "Ordering: minutes spent in 13 windows, at most 38.0, with a line at 21.6" in drawing
    assert drawing.count("srr-chart__limit") == 3
    assert "2026-01 · minutes spent 38" in drawing


def test_the_risks_stand_in_the_order_of_what_they_take_with_the_line_of_the_share() -> None:
    page = shown()
    first, line, second, third = page.rows(1)
    assert first[:2] == ["85.2", "32.4 %"]
    assert first[2].startswith("SRR-0002 Orders fail")
    assert first[3] == "mori"
    assert line == ["25 % of a year: what is above this line is too big"]
    assert (second[:2], third[:2]) == (["21.0", "8.0 %"], ["21.0", "8.0 %"])
    assert third[2].endswith("Accepted")
    facts = page.facts()
    # 262.98 - 21 = 241.98; 85.2 + 21 = 106.2; 241.98 - 106.2 = 135.78.
    assert [facts[key] for key in ("Budget", "Accepted risks", "Unallocated", "Open risks")] == [
        "263.0 min",
        "21.0 min",
        "242.0 min",
        "106.2 min",
    ]
    assert "99.95 % fits, with 135.8 minutes a year to spare." in page.text
    assert "Without a whole estimate: SRR-0003" in page.text
    assert "above this line" not in shown(budget={"risk_share": 0.4}).text


def test_what_has_to_be_fixed_is_a_link() -> None:
    page = shown(slo=[{**ORDERING, "target": 99.99}])
    # 52.596 - 21 = 31.596: 21 fit once the other is fixed.
    assert "99.99 % fits if these are fixed: SRR-0002 ." in page.text
    assert page.links.count("../risks/SRR-0002/") == 3
    strict = shown(slo=[{**ORDERING, "target": 99.999}])
    assert "The accepted risks alone take more than 99.999 % allows." in strict.text


def test_estimates_stand_beside_what_was_measured() -> None:
    page = shown()
    rows = page.rows(2)
    assert [row[0].split()[0] for row in rows] == ["SRR-0002", "SRR-0001"]
    assert rows[0][1:] == [
        "85.2 min; measured 30 min (n = 1)",
        "100 %; not measured (n = 0)",
        "every 365.25 days; not measured (n = 0)",
    ]
    assert rows[1][1:] == [
        "35 min; measured 20 min (n = 1)",
        "60 %; measured 40 % (n = 1)",
        "every 365.25 days; once in 366 days, 1.0 expected",
    ]
    assert "Not measured yet (n = 0): SRR-0004" in page.text


def test_several_objectives_have_a_part_each() -> None:
    slos = [ORDERING, {"name": "Ordering!", "target": 99, "window": "30d", "services": ["nobody"]}]
    page = shown(slo=slos)
    assert [each for each in page.ids if "-title" not in each and "-description" not in each] == [
        "ordering",
        "ordering-2",
        "measured",
    ]
    assert "99 % over 30 days, of nobody" in page.text
    assert "No risk and no postmortem names nobody, of which this is promised." in page.text
    assert "No open or accepted risk has a whole estimate" in page.text


def test_without_any_estimate_nothing_is_calibrated() -> None:
    page = shown({"risks/SRR-0001.md": ""})
    assert "measured" not in page.ids
    assert "Without a whole estimate: SRR-0001" in page.text


def test_a_long_stack_rank_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "_ROWS", 1)
    page = shown()
    assert "<summary>2 smaller ones</summary>" in page.html
    assert len(page.rows(1)) == 2, "the first, and the line below it"
    assert len(page.rows(2)) == 2
    assert "<summary>1 smaller one</summary>" in page.html, "of what was measured"
    monkeypatch.setattr(budget, "_FEW", 1)
    many = {**FRAGMENTS, "risks/SRR-0005.md": "service: order-api"}
    assert "Without a whole estimate: SRR-0003 and 1 more" in shown(many).text


def test_it_speaks_japanese() -> None:
    page = shown(language="ja")
    assert "1 か月で 99.95%、対象: order-api" in page.text
    assert page.facts()["2026-01"] == "22.3 分のうち 38.0 分を消費 15.7 分超過"
    assert "年間予算の 25%: この線より上は大きすぎる" in page.text


@each_case(
    ("slos", "language", "sentence"),
    [
        ([ORDERING], "en", "One occurrence costs 21 minutes, 97 % of a month's budget."),
        ([ORDERING], "ja", "1 回の発生で 21 分、1 か月の予算の 97% を使う。"),
        (
            [ORDERING, {"name": "All", "target": 99.9, "window": "quarter"}],
            "en",
            "One occurrence costs 21 minutes, 97 % of a month's budget of Ordering.",
        ),
        (
            [{"target": 99.9, "window": "7d"}],
            "en",
            "One occurrence costs 21 minutes, 208 % of 7 days' budget.",
        ),
        ([{**ORDERING, "services": ["menu-api"]}], "en", None),
        ([], "en", None),
    ],
)
def test_a_risk_says_what_one_occurrence_costs(
    slos: list[object], language: str, sentence: str | None
) -> None:
    made = site(FRAGMENTS, {"slo": slos, "language": language})
    page = Shown(risk.page(made.registry.risks[0], made))
    if sentence is None:
        assert "One occurrence" not in page.text
        assert "../../budget/" not in page.links
    else:
        assert sentence in page.text
        assert "../../budget/" in page.links


def test_one_minute_is_said_as_one() -> None:
    one = "{detect_minutes: 0, repair_minutes: 1, affected_percent: 100}"
    made = site({"risks/SRR-0001.md": f"estimate: {one}"}, {"slo": [{"target": 99.95}]})
    page = Shown(risk.page(made.registry.risks[0], made))
    assert "One occurrence costs 1 minute, 5 % of a month's budget." in page.text
