"""The pages of concerns: the list, each concern, and where else a site shows them."""

from kit.cases import each_case
from kit.sites import Shown, site, words
from srr.site.data_files import files
from srr.site.kit.clock import clock
from srr.site.pages import concern, concerns, home, load, render, risk, subscribe

PATH, OTHER = "concerns/CN-0001.md", "concerns/CN-0002.md"
RISK = "risks/SRR-0001.md"
LATE = "report_due: 2026-01-30\ntier: leading\nservice: orders\narea: api\n"
PROMOTED = """\
status: promoted
# no report_due
risk: SRR-0001
## Reports

- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose.
- 2026-01-28 ura: assigned -> promoted. See https://example.com/why.
"""


def listed(fragments: dict[str, str], **settings: object) -> Shown:
    return Shown(concerns.page(site(fragments, settings)))


def one(fragment: str, **settings: object) -> Shown:
    made = site({PATH: fragment, RISK: ""}, settings)
    return Shown(concern.page(made.registry.concerns[0], made))


def test_open_concerns_stand_first_by_their_report_and_the_ended_ones_are_folded() -> None:
    page = listed({PATH: "", OTHER: LATE, "concerns/CN-0003.md": PROMOTED, RISK: ""})
    assert page.ids == ["open", "report-commands", "ended"]
    assert "2 open, 1 of them with a late report, 1 ended." in page.text
    title = "p99 of orders 2 s -> 4 s on Fridays"
    assert page.rows() == [
        [
            "2026-01-30 Overdue by 3 days",
            f"CN-0002 {title} orders",
            "Assigned",
            "ura",
            "2026-01-26",
            "Leading indicator",
        ],
        ["2026-02-05 in 3 days", f"CN-0001 {title}", "Assigned", "ura", "2026-01-26", "-"],
    ]
    ((ended, status, owner, noticed, became),) = page.rows(1)
    assert (ended, status, owner) == (f"CN-0003 {title}", "Promoted", "ura")
    assert noticed == "2026-01-26"
    assert became == "SRR-0001 Orders fail when the stock service is slow Not started"
    assert "<details" in page.html.partition("id=ended")[2]
    assert "<summary>1 concern, the latest first</summary>" in page.html
    assert "srr report CN-0002; \\\nsrr report CN-0001" in page.html


def test_where_none_is_open_the_page_says_how_to_write_the_next_one() -> None:
    assert "No concern is open. srr note writes" in listed({PATH: PROMOTED, RISK: ""}).text
    assert "srr note で書き留める" in listed({PATH: PROMOTED, RISK: ""}, language="ja").text


def test_a_table_holds_the_first_200_and_says_so() -> None:
    paths = [f"concerns/CN-{number:04}.md" for number in range(1, 203)]
    page = listed(dict.fromkeys(paths, ""))
    assert len(page.rows()) == 200
    assert "The first 200 of 202. srr list concerns --all lists them all" in page.text
    assert page.html.count("srr report") == 200
    assert "CN-0202" not in page.text
    ended = listed(dict.fromkeys(paths, "status: resolved\n# no report_due"), language="ja")
    assert len(ended.rows()) == 200
    assert "202 件のうち先頭の 200 件。" in ended.text
    assert ended.rows()[0][0].startswith("CN-0202")


def test_a_concern_shows_its_facts_its_reports_and_its_links() -> None:
    links = "links:\n  metrics: ['https://metrics.example.com/d/p99']\n"
    reports = (
        "## Reports\n\n- 2026-01-26 ura: assigned, due 2026-01-30. Rose, see SRR-0001.\n- odd\n"
    )
    page = one(LATE + links + reports)
    assert page.facts() == {
        "Report due": "2026-01-30 Overdue by 3 days",
        "Noticed": "2026-01-26",
        "Tier": "Leading indicator",
    }
    assert "Assigned Overdue by 3 days ura · API · orders" in page.text
    assert "https://metrics.example.com/d/p99" in page.links
    assert "../../risks/SRR-0001/" in page.links
    log = words(page.html.partition("<h2 id=reports>")[2])
    assert log.index("Report due") < log.index("odd") < log.index("7 days ago ura Assigned")
    assert 'data-clipboard-text="srr report CN-0001"' in page.html
    assert f'data-clipboard-text="{PATH}"' in page.html


def test_an_ended_concern_names_its_risk_and_asks_for_no_report() -> None:
    page = one(PROMOTED)
    assert page.facts()["Risk"].startswith("SRR-0001 Orders fail")
    assert "Assigned → Promoted" in page.text
    assert "srr report" not in page.html
    assert "due" not in page.text


def test_a_concern_speaks_japanese() -> None:
    page = one(LATE, language="ja")
    assert page.facts() == {
        "報告期限": "2026-01-30 3 日超過",
        "認知日": "2026-01-26",
        "指標の階層": "先行指標",
    }
    assert "気になる点 · CN-0001" in page.text
    assert "報告 2026-01-30" in page.text


def test_a_concern_without_reports_says_so() -> None:
    assert "No report yet." in one("# no Reports").text


def test_unknown_words_and_a_risk_that_is_not_there_are_shown_as_written() -> None:
    page = one("status: odd\ntier: feeling\narea: kitchen\nrisk: SRR-0099")
    assert "odd ura · kitchen" in page.text
    assert page.facts()["Tier"] == "feeling"
    assert page.facts()["Risk"] == "SRR-0099"


def test_the_risk_names_the_concern_as_which_it_began_and_only_once() -> None:
    made = site({PATH: PROMOTED, RISK: "", OTHER: "title: See SRR-0001\n## Notes\n\nSRR-0001\n"})
    page = Shown(risk.page(made.registry.risks[0], made))
    facts = page.facts()
    assert facts["Began as"] == "CN-0001 p99 of orders 2 s -> 4 s on Fridays Promoted"
    assert facts["Named by"] == "CN-0002 See SRR-0001 Assigned"


def test_home_says_how_many_reports_are_due_and_leads_to_them() -> None:
    made = site({RISK: "", PATH: "", OTHER: "report_due: 2026-03-01"})
    page = Shown(home.page(made))
    assert "1 unresolved · 0 overdue · 1 report due" in page.text
    assert "agenda/#reports" in page.links
    assert "報告待ち 1 件" in Shown(home.page(site({PATH: ""}, {"language": "ja"}))).text
    assert "report" not in Shown(home.page(site({RISK: "", PATH: PROMOTED}))).text


def test_the_workload_counts_the_open_concerns_of_an_owner() -> None:
    page = Shown(load.page(site({RISK: "", PATH: "owner: mei", OTHER: PROMOTED})))
    assert [(row[0], row[4]) for row in page.rows()] == [("ura", "0"), ("mei", "1")]
    assert "../concerns/" in page.links


def test_with_many_columns_the_workload_names_the_oldest_risk_by_its_id() -> None:
    late = "status: accepted\nacceptance: {reviewer: mei}"
    few = {RISK: "", PATH: ""}
    many = {**few, "risks/SRR-0002.md": late, "postmortems/PM-0001.md": "status: draft"}
    assert "Orders fail" in Shown(load.page(site(few))).rows()[0][-1]
    (row, *_) = Shown(load.page(site(many))).rows()
    assert row[-1] == "SRR-0001 7 days ago"


def test_subscribe_names_the_reports_and_their_data() -> None:
    page = Shown(subscribe.page(site({PATH: ""})))
    assert "reports on concerns" in page.text
    assert "../concerns.json" in page.links


@each_case("language", ["en", "ja"])
def test_a_registry_without_concerns_sees_nothing_of_them(language: str) -> None:
    made = site({RISK: "", "postmortems/PM-0001.md": ""}, {"language": language})
    rendered = {**render(made, {}), **files(made)}
    assert not [path for path in rendered if path.startswith("concern")]
    assert "report-due" not in clock(made)
    name = {"en": b"oncern", "ja": "気になる点".encode()}[language]
    seen = {path for path, content in rendered.items() if name in content}
    # The rules are there in any registry.
    assert {path for path in seen if not path.startswith("rules/")} == set()
