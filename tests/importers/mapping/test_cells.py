"""The cells of a row as values of a record; what cannot be read is named, kept in the body, and never guessed."""

from typing import Any

from kit.cases import each_case
from kit.imports import drafted, risk, said
from srr.importers.import_map import ImportMap
from srr.language import Text
from srr.schema.people import Person
from srr.schema.settings import Settings

OTHERS = "## Notion の項目"


def data(cells: dict[str, str], **options: Any) -> Any:
    return risk(drafted(cells, **options)).data


@each_case(
    ("head", "cell", "value"),
    [
        ("次回確認日", "2026/2/20", "2026-02-20"),
        ("次回確認日", "2026年2月20日 14:46", "2026-02-20"),
        ("Next visit", "February 20, 2026", "2026-02-20"),
        ("Next visit", "February 20, 2026 → February 24, 2026", "2026-02-20"),
        ("Next visit", "20/Feb/26 3:04 PM", "2026-02-20"),
    ],
)
def test_a_day_is_read_in_the_forms_of_other_programs(head: str, cell: str, value: Any) -> None:
    assert data({head: cell, "ステータス": "対応中"})["next_visit"] == value


def test_a_range_of_days_is_taken_with_its_first_and_kept_whole() -> None:
    found = drafted({"Next visit": "2026-02-20 → 2026-02-24"})
    assert said(found) == ["a range of days: the first is taken"]
    assert "- Next visit: 2026-02-20 → 2026-02-24" in risk(found).document.text


def test_a_day_that_may_be_two_is_refused_with_its_evidence() -> None:
    found = drafted({"認知日": "3/4/2026"})
    assert said(found) == [
        '"3/4/2026" may begin with the day or with the month (no row decides it); set day_first in the map'
    ]
    assert "noticed" not in risk(found).data
    assert data({"認知日": "3/1/2026"}, wanted=ImportMap(day_first=True))["noticed"] == "2026-01-03"


@each_case(
    ("cell", "handle"),
    [
        ("Hana S", "hana-s"),
        ("浦 太郎", "浦太郎"),
        ("penny 🐧", "penny"),
        ("@ura", "ura"),
        ("hana@example.com", "hana"),
        ("山田 花子", "yamada"),
        ("Kenta", "kenta-k"),
        ("Hana S, Ken", "hana-s"),
        ("Ken、Hana S", "kenta-k"),
    ],
)
def test_a_name_becomes_a_handle(cell: str, handle: str) -> None:
    people = {"yamada": Person(name="山田 花子"), "kenta": Person(name="Kenta")}
    settings = Settings(language="ja", people={"kenta-k": Person(name="Ken"), **people})
    wanted = ImportMap(values={"owner": {"Kenta": "kenta-k"}})
    found = drafted({"担当者": cell}, settings=settings, wanted=wanted)
    assert risk(found, settings).owner == handle


def test_of_several_people_the_first_is_the_owner_and_the_others_are_named() -> None:
    found = drafted({"担当者": "Hana S, Ken、浦"})
    assert said(found) == ["several people: hana-s is the owner, not Ken, 浦"]
    assert "- 担当者: Hana S, Ken、浦" in risk(found).document.text


@each_case("cell", ["-", "未定", "TBD", "🐧"])
def test_nobody_is_made_up(cell: str) -> None:
    assert "owner" not in data({"担当者": cell})


@each_case(
    ("head", "cell", "value"),
    [
        ("Datadog URL", "https://a.example/1", ["https://a.example/1"]),
        (
            "Backlog",
            "https://a.example/1, https://a.example/2",
            ["https://a.example/1", "https://a.example/2"],
        ),
        ("Runbook", "[how](https://a.example/1)", ["https://a.example/1"]),
        ("Slack", "ask ura", None),
    ],
)
def test_links_are_addresses(head: str, cell: str, value: Any) -> None:
    found = data({head: cell})
    links = [*found.get("links", {}).values()]
    assert links == ([value] if value else [])


def test_the_address_behind_a_cell_is_its_link() -> None:
    found = drafted({"Datadog URL": "graph"}, of={"links": {"Datadog URL": "https://a.example/1"}})
    assert risk(found).urls("metrics") == ("https://a.example/1",)


@each_case(
    ("head", "cell", "key", "value"),
    [
        ("関連", "SRR-0007, pm 3", "related", ["SRR-0007"]),
        ("関連", "srr-7", "related", ["SRR-0007"]),
        ("重複元", "SRR-0007", "duplicate_of", "SRR-0007"),
        ("顕在化の条件", "orders ≥ 1,000", "breaks_when", "orders >= 1000"),
        ("サービス", "order\napi", "service", "order api"),
        ("estimate.detect_minutes", "10", "estimate", {"detect_minutes": 10}),
        ("x_cost", "1200", "x_cost", 1200),
        ("x_cost", "0012", "x_cost", "0012"),
        ("回避策", "紙で受ける\n電話する", "workaround", "紙で受ける\n電話する"),
        ("acceptance.until", "2026/6/1", "acceptance", {"until": "2026-06-01"}),
    ],
)
def test_other_values_are_read_by_their_kind(head: str, cell: str, key: str, value: Any) -> None:
    assert data({head: cell})[key] == value


@each_case(
    ("head", "cell"),
    [
        ("顕在化の条件", "注文が増えたら"),
        ("領域", "厨房"),
        ("発生可能性", "High"),
        ("関連", "the other risk"),
        ("備考", "二行の\n備考"),
        ("Slack", "ask ura"),
    ],
)
def test_what_has_no_value_is_kept_in_the_body(head: str, cell: str) -> None:
    first, *rest = cell.splitlines()
    lines = "\n".join([f"- {head}: {first}", *(f"  {line}" for line in rest)])
    assert f"{OTHERS}\n\n{lines}\n" in risk(drafted({head: cell})).document.text


def test_what_the_text_of_the_page_says_as_well_is_not_kept_twice() -> None:
    text = risk(
        drafted({"備考": "二行", "領域": "厨房"}, of={"repeated": frozenset({"備考"})})
    ).document.text
    assert f"{OTHERS}\n\n- 領域: 厨房\n" in text
    assert "備考" not in text


@each_case("title", ["???", "-", "x", "TODO", "# 1"])
def test_a_title_is_taken_as_it_is(title: str) -> None:
    assert risk(drafted({"リスク": title})).title == title


@each_case(("cell", "value"), [("-", None), ("—", None), ("X", "X"), ("# 3", "# 3")])
def test_a_name_is_anything_but_signs(cell: str, value: str | None) -> None:
    assert data({"サービス": cell, "代替手段": cell}).get("service") == value
    assert data({"代替手段": cell}).get("workaround") == value


def test_an_unread_impact_is_unknown_and_an_unread_status_stays_to_be_found() -> None:
    found = data({"潜在的なインパクト": "大", "ステータス": "保留"})
    assert (found["potential_impact"], found["status"]) == ("unknown", "保留")


def test_the_map_gives_values_and_leaves_out_columns() -> None:
    wanted = ImportMap(
        {"コスト": "x_cost", "内部ID": None, "備考": "body:log"},
        {"status": {"保留": "watching"}, "potential_impact": {"大": "10"}},
    )
    cells = {
        "コスト": "3",
        "内部ID": "77",
        "備考": "memo",
        "ステータス": "保留",
        "潜在的なインパクト": "大",
    }
    found = risk(drafted(cells, wanted=wanted))
    assert (found.status, found.potential_impact, found.data["x_cost"]) == ("watching", 10, 3)
    assert found.section("log") == "memo"
    assert "77" not in found.document.text


@each_case(
    ("cell", "value"),
    [("次", "next"), ("Now", "now"), ("2027Q1", "2027Q1"), ("いつか", None), ("-", None)],
)
def test_a_time_is_a_word_or_a_quarter(cell: str, value: str | None) -> None:
    assert data({"時期": cell}).get("horizon") == value


def test_the_address_behind_other_cells_is_kept_in_the_body() -> None:
    links = {"リスク": "https://wiki.example/1", "担当者": "https://wiki.example/ura"}
    found = drafted({"担当者": "ura"}, of={"links": links})
    assert risk(found).owner == "ura"
    assert "- リスク: [注文が失敗する](https://wiki.example/1)" in risk(found).document.text
    assert "- 担当者: [ura](https://wiki.example/ura)" in risk(found).document.text


def test_a_cell_that_holds_no_value_is_named() -> None:
    found = drafted({}, of={"unread": {"リスク": Text("holds the error #REF!", "エラー")}})
    assert said(found) == ["holds the error #REF!"]


def test_the_priority_is_computed_and_another_one_told() -> None:
    cells = {
        "影響範囲": "3",
        "影響度": "3",
        "発生可能性": "2",
        "優先度スコア": "18",
        "潜在的なインパクト": "10",
    }
    found = drafted(cells)
    assert (risk(found).priority, risk(found).potential_impact) == (12, 6)
    assert said(found) == [
        "the priority was 18; it is 12 here",
        "the potential impact was 10; scope x severity makes it 6",
    ]


def test_a_second_column_of_a_key_is_kept_where_it_says_something_else() -> None:
    wanted = ImportMap({"A": "service", "B": "service"})
    found = drafted({"A": "order-api", "B": "menu-api"}, wanted=wanted)
    assert risk(found).service == "order-api"
    assert said(found) == ["another column gives service"]
    assert "- B: menu-api" in risk(found).document.text
