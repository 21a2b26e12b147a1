"""The page of where in the system the risks lie."""

from kit.sites import Shown, site
from srr.site.pages import areas


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(areas.page(site(fragments, settings)))


def ids(rows: list[list[str]]) -> list[str]:
    """Return the group rows as they are, and of each risk its id."""
    return [row[0] if len(row) == 1 else row[1].split()[0] for row in rows]


FRAGMENTS = {
    "risks/SRR-0001.md": "area: api\nservice: order-api\npotential_impact: 3",
    "risks/SRR-0002.md": "area: api\nservice: order-api",
    "risks/SRR-0003.md": "area: database\npotential_impact: unknown",
    "risks/SRR-0004.md": "area: batch\nstatus: done",
    "postmortems/PM-0001.md": "services: [order-api, order-api]",
    "postmortems/PM-0002.md": "services: [order-api]\nkind: drill",
}


def test_the_risks_of_an_area_are_listed_the_most_pressing_first() -> None:
    assert ids(shown(FRAGMENTS).rows()) == [
        "API 2 unresolved · sum of priorities 18",
        *("SRR-0002", "SRR-0001"),
        "Database 1 unresolved · sum of priorities 0 · 1 unknown",
        "SRR-0003",
    ]


def test_a_service_says_how_many_incidents_it_had() -> None:
    assert ids(shown(FRAGMENTS).rows(1)) == [
        "order-api 2 unresolved · sum of priorities 18 · 1 incident",
        *("SRR-0002", "SRR-0001"),
        "Not given 1 unresolved · sum of priorities 0 · 1 unknown",
        "SRR-0003",
    ]


def test_the_page_speaks_japanese() -> None:
    assert "データベース" in shown(FRAGMENTS, language="ja").text
    assert "未解決のリスクはない。" in shown({}, language="ja").text
