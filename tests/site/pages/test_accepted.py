"""The page of accepted risks, and the end of an acceptance on the page of its risk."""

import pytest

from kit.sites import Shown, site
from srr.site.pages import accepted, home, risk

PATH = "risks/SRR-0001.md"
ACCEPTED = "status: accepted\nacceptance:\n  by: kato\n  reviewer: sato\n  until: {until}"


def shown(until: str, **settings: object) -> Shown:
    return Shown(accepted.page(site({PATH: ACCEPTED.format(until=until)}, settings)))


def test_how_long_each_acceptance_holds_stands_beside_its_end() -> None:
    assert shown("2026-02-01").rows()[0][3] == (
        "Until 2026-02-01 Expired 1 day ago Reviewer sato Next visit 2026-02-05"
    )
    assert "2026-02-02 Ends today" in shown("2026-02-02").text
    assert "2026-02-12 Ends in 10 days" in shown("2026-02-12").text
    assert shown("2026-07-20").rows()[0][3].startswith("Until 2026-07-20 Reviewer")
    assert "2026-02-12 あと 10 日" in shown("2026-02-12", language="ja").text


def test_an_end_that_is_no_date_breaks_nothing() -> None:
    assert shown("soon").rows()[0][3].startswith("Until - Reviewer")


def facts(fragment: str) -> dict[str, str]:
    made = site({PATH: fragment})
    return Shown(risk.page(made.registry.risks[0], made)).facts()


def test_the_page_of_the_risk_tells_the_same_while_it_is_accepted() -> None:
    past = ACCEPTED.format(until="2026-02-01")
    assert facts(past)["Until"] == "2026-02-01 Expired 1 day ago"
    watched = past.replace("status: accepted", "status: watching")
    assert facts(watched)["Until"] == "2026-02-01"


CONDITIONS = (
    "status: accepted\nacceptance:\n  by: kato\n  decided: 2026-01-20\n  because: Rare.\n"
    "  holds_while: [shops < 12, users < 90, old < 5, none < 1]\n"
    "  basis: {shops: 8, users: 20.5}\n  until: 2026-07-20\n  reviewer: sato\n"
)
SERIES = {
    "indicators/shops.csv": "---\ndate,value\n2026-01-26,12\n",
    "indicators/users.csv": "---\ndate,value\n2026-01-26,45\n",
    "indicators/old.csv": "---\ndate,value\n2025-11-01,1\n",
}


def numbered(fragment: str = CONDITIONS, language: str = "en", **more: str) -> Shown:
    files = {path: text.removeprefix("---\n") for path, text in SERIES.items()}
    return Shown(accepted.page(site({PATH: fragment, **files, **more}, {"language": language})))


def test_each_condition_stands_beside_its_number_of_today_and_of_the_decision() -> None:
    (row,) = numbered().rows()
    assert row[2] == (
        "shops < 12 tripped 12 on 2026-01-26 · at the limit · tripped on 2026-01-26"
        " · 8 when it was decided"
        " users < 90 holds 45 on 2026-01-26 · 45 left (50 %) · too few values: it takes 8 weeks"
        " · 20.5 when it was decided"
        " old < 5 cannot be judged 1 on 2025-11-01"
        " none < 1 no number"
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            (
                "1 acceptance no longer holds, or cannot be judged SRR-0001 Orders fail when the"
                " stock service is slow · sato decides again: srr accept SRR-0001"
            ),
        ),
        (
            "ja",
            (
                "有効と言えない受容が 1 件ある SRR-0001 Orders fail when the stock service is slow"
                " · sato が決め直す: srr accept SRR-0001"
            ),
        ),
    ],
)
def test_an_acceptance_in_doubt_is_named_first_with_who_decides_again(
    language: str, words: str
) -> None:
    sound = CONDITIONS.replace("shops < 12", "shops < 50").replace(", old < 5, none < 1", "")
    more = {"risks/SRR-0002.md": sound.replace("2026-07-20", "2026-03-01")}
    page = numbered(language=language, **more)
    assert words in page.text
    assert [row[0].partition(" ")[0] for row in page.rows()] == ["SRR-0001", "SRR-0002"]
    assert page.html.count("srr-callout--alarm") == 1
    assert "srr-callout" not in numbered(sound).html


def test_without_indicators_a_condition_is_text_and_keeps_its_basis() -> None:
    page = Shown(accepted.page(site({PATH: CONDITIONS})))
    assert page.rows()[0][2].startswith("shops < 12 8 when it was decided users < 90 20.5 when")
    assert "srr-callout" not in page.html


def test_what_happened_since_the_decision_is_counted() -> None:
    lines = (
        "## Occurrences\n\n- 2026-01-10 sato: 7 minutes, 100 %. Before.\n"
        "- 2026-01-22 sato: 20 minutes, 40 %. Hidden.\n- 2026-01-30 sato: 1.5 minutes, 40 %.\n"
    )
    page = numbered(CONDITIONS + lines)
    since = "Since the decision: 2 times, 21.5 minutes, last on 2026-01-30"
    assert page.rows()[0][1] == f"Rare. {since}"
    japanese = numbered(CONDITIONS + lines, language="ja").text
    assert "決定後の発生: 2 回、計 21.5 分、最後は 2026-01-30" in japanese
    other = CONDITIONS.replace("decided: 2026-01-20", "decided: 2026-01-31") + lines
    assert numbered(other).rows()[0][1] == "Rare."


def test_the_page_of_the_risk_shows_the_same_conditions_and_no_basis_of_its_own() -> None:
    files = {path: text.removeprefix("---\n") for path, text in SERIES.items()}
    made = site({PATH: CONDITIONS, **files})
    found = Shown(risk.page(made.registry.risks[0], made)).facts()
    assert found["Holds while"].startswith("shops < 12 tripped 12 on 2026-01-26")
    assert "Basis" not in found
    watching = site({PATH: CONDITIONS.replace("status: accepted", "status: watching"), **files})
    left = Shown(risk.page(watching.registry.risks[0], watching)).facts()
    assert left["Holds while"] == "shops < 12 users < 90 old < 5 none < 1"
    assert left["Basis"] == "shops 8 users 20.5"


def test_the_home_page_names_the_acceptances_in_doubt() -> None:
    files = {path: text.removeprefix("---\n") for path, text in SERIES.items()}
    risks = {f"risks/SRR-{number:04}.md": CONDITIONS for number in range(1, 8)}
    shown_home = Shown(home.page(site({**risks, **files})))
    assert "7 acceptances no longer hold, or cannot be judged" in shown_home.text
    assert shown_home.text.count("sato decides again: srr accept SRR-") == 5
    assert "All accepted risks" in shown_home.text
    assert "decides again" not in Shown(home.page(site(risks))).text
