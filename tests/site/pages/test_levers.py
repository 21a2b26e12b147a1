"""The page of what on-call pulls first."""

import pytest

from kit.sites import Shown, site
from srr.site.pages import levers, risk

PATH = "risks/SRR-0001.md"
LEVER = "containment: Set `MENU=cached`.\nworkaround: Use `paper`.\nservice: menu\nteam: shops\n"
LINKS = "links:\n  runbook: [https://example.com/run]\n  slo: [https://example.com/slo]\n"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(levers.page(site(fragments, settings)))


def test_a_lever_is_shown_with_its_symptom_its_owner_its_runbook_and_its_last_drill() -> None:
    drill = "kind: drill\nstarted: 2026-01-23T10:00+09:00\nrisks: [SRR-0001]"
    page = shown({PATH: LEVER + LINKS, "postmortems/PM-0001.md": drill})
    assert page.ids == ["menu"]
    ((symptom, lever, owner, tried),) = page.rows()
    assert symptom.startswith("SRR-0001 Orders fail when the stock service is slow")
    assert lever == "Set MENU=cached . Workaround: Use paper . Runbook"
    assert owner == "ura shops"
    assert tried == "2026-01-23 10 days ago"
    assert {"https://example.com/run", "postmortems/PM-0001/"} <= {
        link.removeprefix("../") for link in page.links
    }


def test_code_of_a_lever_and_of_a_workaround_can_be_copied_here_and_on_the_risk() -> None:
    made = site({PATH: LEVER})
    for page in (levers.page(made), risk.page(made.registry.risks[0], made)):
        html = Shown(page).html
        for code in ("MENU=cached", "paper"):
            assert f'<code>{code}</code><button type="button" class="srr-copy"' in html


def test_the_links_that_on_call_needs_stand_in_the_box_of_the_risk_and_the_others_below() -> None:
    made = site({PATH: LEVER + LINKS})
    box, _, rest = Shown(risk.page(made.registry.risks[0], made)).html.partition("srr-deeds")
    assert "https://example.com/run" in box.partition("srr-callout--containment")[2]
    assert "https://example.com/slo" in rest
    assert "https://example.com/run" not in rest


def test_unresolved_risks_without_a_lever_are_listed() -> None:
    page = shown({PATH: LEVER, "risks/SRR-0002.md": ""})
    assert page.ids == ["menu", "without"]
    assert "Unresolved risks without a lever (1)" in page.text


def test_beyond_200_levers_each_service_is_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    fragments = {PATH: LEVER, "risks/SRR-0002.md": LEVER}
    assert "<details" not in shown(fragments).html
    monkeypatch.setattr(levers, "MOST", 1)
    assert "<summary>2 levers</summary>" in shown(fragments).html


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A lever stops the damage before the cause is known"),
        ("ja", "原因がわかる前に被害を止める手"),
    ],
)
def test_an_empty_registry_is_told_what_a_lever_is(language: str, words: str) -> None:
    assert words in shown({}, language=language).text
