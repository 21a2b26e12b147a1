"""The page of accepted risks, and the end of an acceptance on the page of its risk."""

from kit.sites import Shown, site
from srr.site.pages import accepted, risk

PATH = "risks/SRR-0001.md"
ACCEPTED = "status: accepted\nacceptance:\n  by: kato\n  reviewer: sato\n  until: {until}"


def shown(until: str, **settings: object) -> Shown:
    return Shown(accepted.page(site({PATH: ACCEPTED.format(until=until)}, settings)))


def test_how_long_each_acceptance_holds_stands_beside_its_end() -> None:
    assert shown("2026-02-01").rows()[0][2] == "2026-02-01 Expired 1 day ago Reviewer: sato"
    assert "2026-02-02 Ends today" in shown("2026-02-02").text
    assert "2026-02-12 Ends in 10 days" in shown("2026-02-12").text
    assert shown("2026-07-20").rows()[0][2] == "2026-07-20 Reviewer: sato"
    assert "2026-02-12 あと 10 日" in shown("2026-02-12", language="ja").text


def test_an_end_that_is_no_date_breaks_nothing() -> None:
    assert shown("soon").rows()[0][2].startswith("- ")


def facts(fragment: str) -> dict[str, str]:
    made = site({PATH: fragment})
    return Shown(risk.page(made.registry.risks[0], made)).facts()


def test_the_page_of_the_risk_tells_the_same_while_it_is_accepted() -> None:
    past = ACCEPTED.format(until="2026-02-01")
    assert facts(past)["Until"] == "2026-02-01 Expired 1 day ago"
    watched = past.replace("status: accepted", "status: watching")
    assert facts(watched)["Until"] == "2026-02-01"
