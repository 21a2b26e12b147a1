"""The matrix: every unresolved risk in its cell, and none lost."""

from kit.sites import Shown, site
from srr.site.pages import matrix


def shown(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(matrix.page(site(fragments, settings)))


TITLE = "Orders fail when the stock service is slow"


def test_each_risk_stands_in_the_cell_of_its_impact_and_likelihood() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "",
            "risks/SRR-0002.md": "current_impact: 3",
            "risks/SRR-0003.md": "potential_impact: unknown\nlikelihood: 1",
            "risks/SRR-0004.md": "status: done",
        }
    )
    assert page.rows() == [
        ["Unknown", f"Unknown 1 risk SRR-0003 {TITLE}", "Unknown 0 risks"],
        ["10", "10 0 risks", "20 0 risks"],
        ["6", "6 0 risks", f"12 2 risks SRR-0002 {TITLE} SRR-0001 {TITLE}"],
        ["3", "3 0 risks", "6 0 risks"],
        ["1", "1 0 risks", "2 0 risks"],
        ["0", "0 0 risks", "0 0 risks"],
    ]
    assert page.links == ["../risks/SRR-0003/", "../risks/SRR-0002/", "../risks/SRR-0001/"]
    assert "../risks/?potential_impact=unknown&likelihood=1&status=open" in page.lists


def test_accepted_risks_stand_apart() -> None:
    page = shown({"risks/SRR-0001.md": "", "risks/SRR-0002.md": "status: accepted"})
    assert page.rows(1) == [["6", "6 0 risks", f"12 1 risk SRR-0002 {TITLE}"]]
    assert "SRR-0002" not in " ".join(" ".join(row) for row in page.rows(0))


def test_a_risk_that_no_cell_holds_is_shown_below() -> None:
    page = shown(
        {
            "risks/SRR-0001.md": "# no likelihood",
            "risks/SRR-0002.md": "potential_impact: 7",
            "risks/SRR-0003.md": "likelihood: 9",
            "risks/SRR-0004.md": "",
        }
    )
    below = page.text.partition("In no cell")[2]
    assert all(f"SRR-000{number}" in below for number in (1, 2, 3))
    assert "SRR-0004" not in below


def test_the_rows_and_columns_are_those_of_the_settings() -> None:
    page = shown({"risks/SRR-0001.md": ""}, levels=[12, 6])
    assert [row[0] for row in page.rows()] == ["Unknown", "12", "6", "0"]


def test_braces_in_a_label_of_the_settings_are_text() -> None:
    scales = {"likelihood": [{"score": 2, "en": "{often}", "ja": "{often}"}]}
    assert "2 · {often}" in shown({"risks/SRR-0001.md": ""}, scales=scales).text


def test_an_empty_registry_says_so_in_both_languages() -> None:
    assert "No risk is unresolved." in shown({}).text
    assert "未解決のリスクはない。" in shown({}, language="ja").text
