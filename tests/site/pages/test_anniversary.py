"""The page of what happened in this week of earlier years."""

from kit.sites import Shown, site
from srr.site.pages import anniversary


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(anniversary.page(site(fragments, settings)))


def test_this_week_and_the_weeks_after_are_told_apart() -> None:
    page = shown(
        {
            "postmortems/PM-0001.md": "started: 2024-02-05T10:00+09:00",
            "risks/SRR-0001.md": "noticed: 2025-02-20",
            "risks/SRR-0002.md": "noticed: 2025-03-20",
        }
    )
    now, _, soon = page.text.partition("In the four weeks after")
    assert "from 02-02 to 02-08" in now
    assert "2024-02-05 2 years ago Incident began In review PM-0001" in now
    assert "A change of the pool size starved the order service." in now
    assert "2025-02-20 1 year ago Risk noticed Not started SRR-0001" in soon
    assert page.links == ["../postmortems/PM-0001/", "../risks/SRR-0001/"]


def test_a_week_in_which_nothing_happened_says_so_in_both_languages() -> None:
    assert "Nothing is recorded for this week" in shown({}).text
    assert "過去の年の同じ週の記録はない。" in shown({}, language="ja").text
