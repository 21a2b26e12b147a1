from kit.cases import each_case
from srr.schema.columns import columns, key_of
from srr.schema.kinds import KINDS, RecordKind
from srr.text.spelling import normal_form


@each_case("kind", KINDS)
def test_each_name_of_a_column_leads_to_it_and_to_no_other(kind: RecordKind) -> None:
    known = columns(kind)
    assert len({column.key for column in known}) == len(known)
    for column in known:
        assert {key_of(name, kind) for name in (column.key, *column.label)} == {column.key}


@each_case(
    ("name", "key"),
    [
        ("Next Visit", "next_visit"),
        ("ステータス", "status"),
        ("links.metrics", "links.metrics"),
        ("Acceptance: Until", "acceptance.until"),
        ("受容の記録: 期限", "acceptance.until"),
        ("BODY:LOG", "body:log"),
        ("原因", "body:cause"),
        ("Cost", None),
    ],
)
def test_a_column_is_known_by_its_key_or_its_label(name: str, key: str | None) -> None:
    assert key_of(name) == key


def test_names_are_compared_as_other_words_are() -> None:
    assert key_of("　ＩＤ ") == key_of(normal_form("ID")) == "id"
