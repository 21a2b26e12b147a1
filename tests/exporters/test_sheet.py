from kit.examples import record, tree
from srr.exporters.sheet import Sheet
from srr.language import Language
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

PATH = "risks/SRR-0001.md"


def sheet(
    fragment: str = "", labels: Language | None = None, settings: Settings | None = None
) -> Sheet:
    settings = settings or Settings()
    found = read_registry(tree(fragment, PATH), settings)
    return Sheet("risk", found.risks, settings, labels)


def heads(given: Sheet) -> list[str]:
    return [given.head(column) for column in given.columns]


def shown(given: Sheet, key: str) -> object:
    (row,) = given.rows
    (column,) = (each for each in given.columns if each.key == key)
    return given.shown(row[key], column)


def test_a_sheet_has_the_columns_that_its_records_use_in_the_order_of_a_record() -> None:
    assert heads(sheet("x_cost: 3\nteam: web\nlinks: {chat: [https://a.example]}")) == [
        *("id", "title", "status", "owner", "team", "created", "next_visit", "current_impact"),
        *("potential_impact", "likelihood", "priority", "links.chat", "x_cost"),
        *("body:summary", "body:log", "body:cause", "body:plan", "body:countermeasures"),
        "body:next-action",
    ]


def test_a_sheet_without_records_has_the_columns_that_each_must_have() -> None:
    assert heads(Sheet("risk", (), Settings())) == [
        *("id", "title", "status", "owner", "created"),
        *("current_impact", "potential_impact", "likelihood"),
    ]


def test_labels_are_of_the_language_that_is_asked_for() -> None:
    text = "status: watching\npotential_impact: unknown\nlikelihood: 1\neffort: S\narea: external"
    assert heads(sheet(text, "ja"))[:3] == ["ID", "リスク", "ステータス"]
    assert [shown(sheet(text, "ja"), key) for key in ("status", "effort", "area")] == [
        *("様子見", "小", "外部サービス"),
    ]
    assert shown(sheet(text, "en"), "potential_impact") == "Unknown"
    assert shown(sheet(text, "ja"), "priority") == "不明"
    assert shown(sheet(text), "status") == "watching"


def test_a_value_that_is_in_no_list_stays_as_it_is_written() -> None:
    settings = parse({"areas": ["web"]}, "srr.toml")
    text = "status: 対応中\narea: web\nhorizon: 2027Q1\ncurrent_impact: 3"
    given = sheet(text, "en", settings)
    assert [shown(given, key) for key in ("status", "area", "horizon", "current_impact")] == [
        *("対応中", "web", "2027Q1", 3),
    ]


def test_a_title_that_is_a_word_of_a_list_gets_no_label() -> None:
    text = record(PATH).replace("title: Orders fail when the stock service is slow", "title: done")
    found = read_registry({PATH: text.encode()}, Settings())
    assert shown(Sheet("risk", found.risks, Settings(), "ja"), "title") == "done"
