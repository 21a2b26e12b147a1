"""The page of what breaks next: the soonest first, with headroom, runway, drawing, owner and plan."""

import pytest

from kit.numbers import numbers
from kit.sites import Shown, site
from srr.site.pages import breaks_next

PATH = "risks/SRR-0001.md"
GROWS = numbers("load", lambda day: 100 + day / 7)
OLD = numbers("old", lambda _: 5.0, range(-90, -60))
HELD = "status: accepted\nacceptance:\n  reviewer: sato\n  holds_while: [load < 90]\n"


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    page = breaks_next.page(site(fragments, settings))
    assert page is not None
    return Shown(page)


def test_there_is_no_page_before_the_first_indicator() -> None:
    assert breaks_next.page(site({PATH: "breaks_when: load > 130"})) is None


def test_without_a_limit_it_says_how_to_write_one() -> None:
    page = shown({PATH: "", **GROWS})
    assert "breaks_when: load > 900" in page.text
    assert "<table" not in page.html
    assert "breaks_when: load > 900" in shown({}, indicators={"load": {}}).text


def test_each_condition_is_a_row_the_soonest_first() -> None:
    page = shown(
        {
            PATH: "breaks_when: load > 110\nhorizon: next\n## Next action\n\nOrder a second one.\n",
            "risks/SRR-0002.md": "breaks_when: old > 9",
            "risks/SRR-0003.md": HELD,
            "risks/SRR-0004.md": "breaks_when: none > 9",
            **GROWS,
            **OLD,
        }
    )
    assert (
        "the soonest first: 1 reached, 1 expected within 90 days, 1 too stale to judge" in page.text
    )
    tripped, stale, near, unknown = page.rows()
    assert tripped[1:] == [
        "10 over (11 %) 100 · 2026-02-02 load < 90",
        "tripped on 2025-11-24",
        "ura · Reviewer: sato",
    ]
    assert stale[1] == "4 left (44 %) 5 · 2025-12-03 old > 9"
    assert stale[2] == "no value since 2025-12-03 : cannot be judged"
    assert near[0].startswith("SRR-0001 Orders fail when the stock service is slow")
    assert near[1:] == [
        "10 left (9.1 %) 100 · 2026-02-02 load > 110",
        "2026-04",
        "ura · Next Order a second one.",
    ]
    assert unknown[1:3] == ["- none > 9", "no value yet"]
    assert page.html.count('class="srr-spark"') == 3
    assert {"../risks/SRR-0001/", "../roadmap/"} <= set(page.links)


def test_a_badge_marks_what_asks_for_attention() -> None:
    html = shown({PATH: "breaks_when: load > 110", "risks/SRR-0002.md": HELD, **GROWS}).html
    assert html.count("srr-overdue") == 1
    assert html.count("srr-due-soon") == 1


def test_label_and_unit_are_those_of_the_settings() -> None:
    about = {"load": {"label": "Calls", "label_ja": "呼び出し", "unit": "calls/h"}}
    fragments = {PATH: "breaks_when: load > 110", **GROWS}
    assert "100 calls/h · 2026-02-02 Calls load > 110" in shown(fragments, indicators=about).text
    japanese = shown(fragments, indicators=about, language="ja").text
    assert "残り 10 (9.1 %) 100 calls/h · 2026-02-02 呼び出し load > 110 2026-04" in japanese


def test_a_long_table_is_cut_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(breaks_next, "MOST", 1)
    both = {PATH: "breaks_when: load > 110", "risks/SRR-0002.md": "breaks_when: load > 120"}
    page = shown({**both, **GROWS})
    assert len(page.rows()) == 1
    assert "The first 1 of 2." in page.text
    assert "../risks.json" in page.links


def test_nothing_of_a_record_is_markup() -> None:
    page = shown({PATH: "breaks_when: <i>x > 1\nowner: <b>ura\nhorizon: <u>y", **GROWS})
    assert not {"<i>", "<b>", "<u>"} & set(page.html.split())
    assert "<b>" not in page.html
