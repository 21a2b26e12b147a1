"""The columns of a source become keys by the words of the registry itself; what is only alike is a suggestion."""

from kit.cases import each_case
from srr.importers.import_map import ImportMap
from srr.importers.mapping.columns import Column, columns
from srr.importers.source import Source
from srr.schema.columns import columns as of_the_registry
from srr.schema.settings import Settings, parse


def found(*heads: str, title: str | None = None, wanted: ImportMap | None = None) -> list[Column]:
    source = Source("x.csv", heads, (), title)
    return [*columns(source, wanted or ImportMap(), Settings())]


def key(head: str) -> str | None:
    (only,) = found(head)
    return only.key


@each_case(
    ("head", "expected"),
    [
        ("リスク", "title"),
        ("ステータス", "status"),
        ("現在のインパクト", "current_impact"),
        ("潜在的なインパクト", "potential_impact"),
        ("発生可能性", "likelihood"),
        ("優先度スコア", "priority"),
        ("Next Visit", "next_visit"),
        ("NEXT_VISIT", "next_visit"),
        ("ｎｅｘｔ　ｖｉｓｉｔ", "next_visit"),
        ("担当者 ", "owner"),
        ("🔥 Status", "status"),
        ("Likelihood (1-5)", "likelihood"),
        ("潜在的なインパクト（最大）", "potential_impact"),
        ("作成日時", "created"),
        ("Created time", "created"),
        ("Assignee", "owner"),
        ("Datadog URL", "links.metrics"),
        ("Backlog", "links.backlog"),
        ("Backlog link", "links.backlog"),
        ("対策バックログ", "links.backlog"),
        ("ポストモーテム アクションアイテム", "links.action_items"),
        ("links.metrics", "links.metrics"),
        ("acceptance.because", "acceptance.because"),
        ("body:log", "body:log"),
        ("Description", "body:summary"),
        ("対策", "body:plan"),
        ("原因", "body:cause"),
        ("x_cost", "x_cost"),
    ],
)
def test_a_head_means_a_key_in_the_words_of_the_registry(head: str, expected: str) -> None:
    assert key(head) == expected


@each_case("column", [each for each in of_the_registry("risk") if "opening" not in each.key])
def test_a_column_of_an_export_means_its_key(column: object) -> None:
    assert key(column.key) == column.key  # type: ignore[attr-defined]


@each_case(
    ("head", "near"),
    [
        ("期限", "next_visit"),
        ("Due", "next_visit"),
        ("Author", "owner"),
        ("Nextt visit", "next_visit"),
        ("Potential impcat", "potential_impact"),
        ("備考", None),
        ("residual_score", None),
        ("", None),
    ],
)
def test_what_is_only_alike_is_suggested_and_not_taken(head: str, near: str | None) -> None:
    assert found(head) == [Column(head, None, "nothing", near)]


def test_of_two_columns_named_like_a_key_the_first_counts() -> None:
    assert [each.key for each in found("ステータス", "Status")] == ["status", None]


def test_a_name_comes_before_a_synonym_wherever_it_stands() -> None:
    assert [each.key for each in found("State", "Status")] == [None, "status"]


def test_two_columns_that_may_be_meant_by_a_key_are_both_left_open() -> None:
    assert [(each.key, each.near) for each in found("担当", "Responsible")] == [(None, "owner")] * 2


def test_sections_and_links_take_the_texts_of_several_columns() -> None:
    heads = ("Description", "概要", "Slack", "Chat")
    assert [each.key for each in found(*heads)] == ["body:summary"] * 2 + ["links.chat"] * 2


def test_the_column_that_the_source_calls_its_title_is_the_title() -> None:
    assert [each.key for each in found("Task", "Risk", title="Task")] == ["title", None]


def test_the_map_comes_first() -> None:
    wanted = ImportMap({"期限": "next_visit", "備考": "body:Notes of old", "Status": None})
    decided = found("期限", "備考", "Status", "State", wanted=wanted)
    assert [(each.key, each.by, each.left_out) for each in decided] == [
        ("next_visit", "map", False),
        ("body:Notes of old", "map", False),
        (None, "map", True),
        ("status", "synonym", False),
    ]


def test_an_alias_of_the_settings_names_its_section() -> None:
    settings = parse({"sections": {"plan": ["打ち手"]}}, "srr.toml")
    (column,) = columns(Source("x", ("打ち手",), ()), ImportMap(), settings)
    assert column.key == "body:plan"
