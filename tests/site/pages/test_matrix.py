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
        ["Unknown not looked into yet", f"1 priority Unknown SRR-0003 {TITLE}", "priority Unknown"],
        ["10 incident score 10 or more", "priority 10", "priority 20"],
        [
            *("6 incident score 6 to 9", "priority 6"),
            f"2 priority 12 SRR-0002 {TITLE} SRR-0001 {TITLE}",
        ],
        ["3 incident score 3 to 5", "priority 3", "priority 6"],
        ["1 incident score 1 to 2", "priority 1", "priority 2"],
        ["0 incident score 0", "priority 0", "priority 0"],
    ]


def test_a_count_leads_to_its_list_and_only_a_few_are_named() -> None:
    page = shown({f"risks/SRR-000{number}.md": "" for number in range(1, 5)})
    (row,) = [row for row in page.rows() if row[0].startswith("6 ")]
    assert row[2] == "4 priority 12"
    assert '"../risks/?potential_impact=6&amp;likelihood=2&amp;status=open"' in page.html
    assert "srr-shade--4" in page.html


def test_accepted_risks_stand_apart() -> None:
    page = shown({"risks/SRR-0001.md": "", "risks/SRR-0002.md": "status: accepted"})
    assert page.rows(1) == [
        ["6 incident score 6 to 9", "priority 6", f"1 priority 12 SRR-0002 {TITLE}"]
    ]
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
    assert [row[0].split()[0] for row in page.rows()] == ["Unknown", "12", "6", "0"]


def test_braces_in_a_label_of_the_settings_are_text() -> None:
    scales = {"likelihood": [{"score": 2, "en": "{often}", "ja": "{often}"}]}
    assert "2 · {often}" in shown({"risks/SRR-0001.md": ""}, scales=scales).text


def test_an_empty_registry_says_so_in_both_languages() -> None:
    assert "No risk is unresolved." in shown({}).text
    assert "未解決のリスクはない。" in shown({}, language="ja").text
