"""Which rows are new records, which change one, and which meet an edit that was made here."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from kit.cases import each_case
from kit.imports import DINII, SECTIONS, TODAY, planned, risk, row, said, written
from srr.importers.import_map import ImportMap
from srr.importers.plan import Plan
from srr.importers.source import Passage, Row
from srr.language import untranslated
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings

LATER = date(2026, 3, 9)
JA = Settings(language="ja")
PATH = "risks/SRR-0001.md"


def fates(found: Plan) -> list[tuple[str, str]]:
    return [(each.fate, each.id) for each in found.outcomes]


def test_a_row_of_the_template_becomes_a_record_that_lints_clean() -> None:
    found = planned(row())
    assert fates(found) == [("new", "SRR-0001")]
    report = check(read_registry(written(found), JA), JA, TODAY)
    assert report.findings == ()
    record = risk(found.outcomes[0])
    assert (record.status, record.owner, record.priority) == ("in-progress", "浦太郎", 12)
    assert record.created == date(2026, 1, 26)
    assert record.section("cause") == "タイムアウトがない。"


def test_a_record_says_where_it_came_from() -> None:
    (found,) = planned(row()).outcomes
    origin = risk(found).imported
    assert origin is not None
    assert (origin.source, origin.key, origin.on) == ("notion", "a1", TODAY)


def test_ids_follow_the_highest_and_keep_the_order_of_the_rows() -> None:
    tree = written(planned(row("old")))
    assert fates(planned(row("a"), row("b"), tree=tree)) == [
        ("new", "SRR-0002"),
        ("new", "SRR-0003"),
    ]


def test_a_row_keeps_its_own_id_where_nobody_has_it() -> None:
    own = {"ID": "SRR-0042"}
    tree = written(planned(row("a", own)))
    assert fates(planned(row("a", own))) == [("new", "SRR-0042")]
    found = planned(row("b", own), tree=tree)
    assert fates(found) == [("new", "SRR-0043")]
    assert "SRR-0042 is taken, so it becomes SRR-0043" in said(found.outcomes[0])


def test_an_import_of_the_same_changes_nothing_on_any_later_day() -> None:
    rows = (row("a1"), row("b2", {"担当者": "Hana, Ken", "ステータス": "保留"}, passages=()))
    tree = written(planned(*rows))
    found = planned(*rows, tree=tree, today=LATER)
    assert fates(found) == [("unchanged", "SRR-0001"), ("unchanged", "SRR-0002")]
    assert found.files == {}


def again(*rows: Row, here: bytes | None = None, wanted: ImportMap | None = None) -> Plan:
    """Import *rows* over the record of `row()`, or over what it is *here* by now."""
    tree = {**written(planned(row())), **({PATH: here} if here else {})}
    return planned(*rows, tree=tree, today=LATER, wanted=wanted)


def first() -> bytes:
    return bytes(written(planned(row()))[PATH])


def edited(old: str, new: str) -> bytes:
    text = first().decode()
    assert old in text
    return text.replace(old, new).encode()


def test_what_changed_at_the_source_is_spliced_in_with_a_visit_of_the_import() -> None:
    cells = {
        "ステータス": "暫定対策済み",
        "現在のインパクト": "0",
        "担当者": "Hana",
        "Next Visit": "2026-04-22",
    }
    found = again(row(more=cells))
    (outcome,) = found.of("changed")
    assert [each.key for each in outcome.took] == [
        "current_impact",
        "next_visit",
        "owner",
        "status",
    ]
    before, after = first().decode().splitlines(), outcome.files[PATH].decode().splitlines()
    assert [line for line in after if line not in before] == [
        "status: mitigated",
        "owner: hana",
        "next_visit: 2026-04-22",
        "current_impact: 0",
        next(line for line in after if "hash:" in line),
        "## 確認履歴",
        (
            "- 2026-03-09 import: in-progress -> mitigated, current_impact 1 -> 0, owner 浦太郎 -> hana,"
            " next 2026-04-22. Notion で変更された。"
        ),
    ]
    assert planned(row(more=cells), tree=written(found), today=LATER).files == {}


@each_case(
    ("more", "line"),
    [
        ({"ステータス": "様子見"}, "in-progress -> watching, next 2026-02-20."),
        ({"発生可能性": "1"}, "in-progress, likelihood 2 -> 1, next 2026-02-20."),
        (
            {"潜在的なインパクト": "不明"},
            "in-progress, potential_impact 6 -> unknown, next 2026-02-20.",
        ),
        ({"Next Visit": "2026-05-01"}, "in-progress, next 2026-05-01."),
        ({"Next Visit": "", "ステータス": "完了"}, "in-progress -> done."),
    ],
)
def test_the_line_names_what_changed(more: dict[str, str], line: str) -> None:
    (outcome,) = again(row(more=more)).outcomes
    assert f"- 2026-03-09 import: {line} Notion で変更された。" in outcome.files[PATH].decode()


def test_a_change_that_the_log_does_not_hold_adds_no_line() -> None:
    (outcome,) = again(row(more={"サービス": "order-api"})).of("changed")
    text = outcome.files[PATH].decode()
    assert "\nservice: order-api\n" in text
    assert "確認履歴" not in text


def test_prose_is_replaced_where_nobody_edited_it_here() -> None:
    passages = (*SECTIONS[:2], Passage("原因", "接続の使い回し。", 2), *SECTIONS[3:])
    here = edited("2 秒で打ち切る。", "3 秒で打ち切る。")
    (outcome,) = again(row(passages=passages), here=here).of("changed")
    text = outcome.files[PATH].decode()
    assert "接続の使い回し。" in text
    assert "3 秒で打ち切る。" in text
    assert "タイムアウトがない。" not in text


@each_case(
    ("old", "new", "more", "key"),
    [
        ("status: in-progress", "status: watching", {"ステータス": "完了"}, "status"),
        ("owner: 浦太郎", "owner: mei", {"担当者": "Hana"}, "owner"),
        ("created: 2026-01-26", "created: 2026-01-20", {"作成日時": "2026-01-27"}, "created"),
    ],
)
def test_what_changed_on_both_sides_is_a_conflict_and_nothing_is_written(
    old: str, new: str, more: dict[str, str], key: str
) -> None:
    found = again(row(more={**more, "サービス": "order-api"}), here=edited(old, new))
    (outcome,) = found.of("conflict")
    assert [each.key for each in outcome.conflicts] == [key]
    assert found.files == {}


def test_a_conflict_in_prose_is_one_too() -> None:
    passages = (Passage("概要", "別の概要。", 2), *SECTIONS[1:])
    found = again(row(passages=passages), here=edited("注文が在庫サービスを待つ。", "書き直した。"))
    (outcome,) = found.of("conflict")
    assert [each.key for each in outcome.conflicts] == ["body:summary"]


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    here = edited("owner: 浦太郎", "owner: hana")
    found = again(row(more={"担当者": "Hana"}), here=here)
    assert [each.took for each in found.of("changed")] == [()]
    assert planned(row(more={"担当者": "Hana"}), tree=written(found), today=LATER).files == {}


def test_an_edit_made_here_stays_as_long_as_the_source_says_the_same() -> None:
    here = edited("status: in-progress", "status: watching")
    assert fates(again(row(), here=here)) == [("unchanged", "SRR-0001")]


def test_a_conflict_is_settled_by_taking_the_digests_out() -> None:
    text = edited("owner: 浦太郎", "owner: mei").decode()
    here = "\n".join(line for line in text.splitlines() if "  hash:" not in line).encode() + b"\n"
    found = again(row(more={"担当者": "Hana"}), here=here)
    (outcome,) = found.of("changed")
    assert outcome.took == ()
    tree = written(found)
    assert b"owner: mei" in tree[PATH]
    assert planned(row(more={"担当者": "Hana"}), tree=tree, today=LATER).files == {}


def test_a_proposed_visit_gives_way_to_that_of_the_source_until_somebody_edits_it() -> None:
    without = row(more={"Next Visit": ""})
    tree = written(planned(without))
    found = planned(row(), tree=tree, today=LATER)
    assert [each.key for each in found.outcomes[0].took] == ["next_visit"]
    text = tree[PATH].decode().replace("next_visit: 2026-02-", "next_visit: 2026-03-")
    found = planned(row(), tree={PATH: text.encode()}, today=LATER)
    assert fates(found) == [("conflict", "SRR-0001")]


def test_a_value_that_the_source_no_longer_gives_goes_but_for_what_a_record_needs() -> None:
    tree = written(planned(row(more={"サービス": "order-api"})))
    found = planned(row(more={"ステータス": ""}), tree=tree, today=LATER)
    text = found.files[PATH].decode()
    assert "service:" not in text
    assert "status: in-progress" in text


VISITED = "\n## 確認履歴\n\n- 2026-02-03 ura: in-progress, next 2026-02-20. 確認を続ける。\n"


@each_case(
    ("more", "visited", "upcoming"),
    [
        ({"発生可能性": "1"}, False, "2026-02-19"),
        ({"発生可能性": "1"}, True, "2026-03-27"),
        ({"担当者": "Hana"}, True, "2026-02-19"),
        ({"ステータス": "様子見"}, True, "2026-05-08"),
        ({"ステータス": "様子見", "Next Visit": "2026-06-01"}, True, "2026-06-01"),
        ({"ステータス": "完了"}, True, None),
    ],
)
def test_the_line_of_an_import_leaves_a_legal_next_visit(
    more: dict[str, str], visited: bool, upcoming: str | None
) -> None:
    none = {"Next Visit": ""}
    raw = written(planned(row(more=none)))[PATH]
    tree = {PATH: raw + VISITED.replace("2026-02-20", "2026-02-19").encode() if visited else raw}
    found = planned(row(more={**none, **more}), tree=tree, today=LATER)
    record = risk(found.of("changed")[0])
    assert record.next_visit == (date.fromisoformat(upcoming) if upcoming else None)
    tree = written(found)
    assert planned(row(more={**none, **more}), tree=tree, today=date(2026, 4, 1)).files == {}


@each_case("text", ["一行", "二行\n目", "- a\n- b", "colon: x", "'quoted'", "x" * 300])
@each_case("other", ["別", "別の\n文", "# heading", "true"])
def test_text_of_any_shape_is_changed(text: str, other: str) -> None:
    tree = written(planned(row(more={"代替手段": text, "x_a": text})))
    found = planned(row(more={"代替手段": other, "x_a": other}), tree=tree, today=LATER)
    record = risk(found.of("changed")[0])
    assert (record.data["workaround"], record.data["x_a"]) == (other, other)


def test_nested_values_are_added_changed_and_removed() -> None:
    first, second = "acceptance.because", "acceptance.by"
    tree = written(planned(row(more={first: "a", "acceptance.until": "2026-05-01"})))
    more = {second: "ura", "acceptance.until": "2026-06-01"}
    found = planned(row(more=more), tree=tree, today=LATER)
    assert risk(found.of("changed")[0]).data["acceptance"] == {"by": "ura", "until": "2026-06-01"}
    assert "until 2026-05-01 -> 2026-06-01" in found.files[PATH].decode()


def test_links_are_changed_item_by_item() -> None:
    tree = written(planned(row(more={"Datadog URL": "https://a.example/1"})))
    more = {"Datadog URL": "https://a.example/2", "Slack": "https://s.example/1"}
    found = planned(row(more=more), tree=tree, today=LATER)
    record = risk(found.outcomes[0])
    assert record.urls("metrics") == ("https://a.example/2",)
    assert record.urls("chat") == ("https://s.example/1",)


def test_a_changed_map_changes_the_records() -> None:
    tree = written(planned(row(more={"ステータス": "保留"})))
    wanted = ImportMap(values={"status": {"保留": "watching"}})
    found = planned(row(more={"ステータス": "保留"}), tree=tree, today=LATER, wanted=wanted)
    assert risk(found.of("changed")[0]).status == "watching"


def test_a_record_whose_row_is_gone_is_kept_and_named() -> None:
    tree = written(planned(row("a1"), row("b2")))
    found = planned(row("b2"), tree=tree, today=LATER)
    assert [each.id for each in found.missing] == ["SRR-0001"]
    assert found.files == {}


def test_another_source_does_not_miss_the_records_of_this_one() -> None:
    tree = written(planned(row("a1")))
    found = planned(row("a1"), tree=tree, kind="table")
    assert fates(found) == [("new", "SRR-0002")]
    assert found.missing == ()
    assert said(found.outcomes[0]) == ["SRR-0001 has the same title"]


def test_rows_without_a_key_are_known_by_their_title_and_their_order() -> None:
    rows = (row(None), row(None, {"サービス": "b"}), row(None, {"リスク": "Other"}))
    tree = written(planned(*rows))
    keys = [each.imported and each.imported.key for each in read_registry(tree, JA).risks]
    assert keys == [DINII["リスク"], f"{DINII['リスク']} #2", "Other"]
    assert planned(*rows, tree=tree, today=LATER).files == {}


def test_a_record_that_was_written_here_is_never_overwritten() -> None:
    text = "\n".join(
        line for line in first().decode().splitlines() if not line.startswith(("imported", "  "))
    )
    tree = {PATH: f"{text}\n".encode()}
    same = row(None)
    assert fates(planned(same, tree=tree)) == [("unchanged", "SRR-0001")]
    found = planned(row(None, {"担当者": "Hana"}), tree=tree)
    assert fates(found) == [("conflict", "SRR-0001")]


def test_an_untitled_row_is_named() -> None:
    found = planned(row(more={"リスク": " "}))
    assert said(found.outcomes[0]) == ["it has no title"]
    assert found.outcomes[0].title == "無題"


def test_links_between_rows_become_ids_and_lost_ones_their_words() -> None:
    passages = (Passage("概要", "[他](row:b2) と [消えた](row:zz)", 2),)
    more = {"関連": "[他のリスク](row:b2), [消えた](row:zz)"}
    found = planned(row("a1", more, passages=passages), row("b2"))
    record = risk(found.outcomes[0])
    assert record.links_to("related") == ("SRR-0002",)
    assert record.section("summary") == "[他](SRR-0002.md) と 消えた"


PNG = b"\x89PNG\r\n\x1a\n"


def test_files_come_along_beside_the_record() -> None:
    passages = (
        Passage("概要", "![図](My%20page/graph%20(1).png) [再](My%20page/graph%20(1).png)", 2),
    )
    files = {"My page/graph (1).png": PNG, "other/graph (1).png": PNG + b"2", "run.exe": b"MZ"}
    found = planned(row(passages=passages, files=files)).outcomes[0]
    assert {path for path in found.files if "assets" in path} == {
        "risks/assets/SRR-0001/graph-1.png",
        "risks/assets/SRR-0001/graph-1-2.png",
    }
    link = "assets/SRR-0001/graph-1.png"
    assert risk(found).section("summary") == f"![図]({link}) [再]({link})"
    assert said(found) == ["run.exe: only PNG, JPEG, GIF, WebP and PDF are taken"]


def test_a_secret_is_found_before_anything_is_written() -> None:
    found = planned(row(passages=(Passage("概要", "token: ghp_" + "a1B2" * 9, 2),)))
    assert [str(each.kind.en) for each in found.outcomes[0].leaks]
    assert planned(row()).outcomes[0].leaks == ()


def test_created_is_the_day_of_the_source_else_the_earliest_it_names_else_today() -> None:
    bare = {"作成日時": "", "Next Visit": "2026-05-01"}
    assert risk(planned(row()).outcomes[0]).created == date(2026, 1, 26)
    dated = row(more={**bare, "認知日": "2025/12/1", "備考": "2025年11月3日"})
    assert risk(planned(dated).outcomes[0]).created == date(2025, 11, 3)
    assert risk(planned(row(more=bare)).outcomes[0]).created == date(2026, 1, 26)
    assert risk(planned(row(more=bare, passages=())).outcomes[0]).created == TODAY


@each_case(
    ("status", "legal"),
    [("", True), ("対応中", True), ("様子見", True), ("完了", False), ("保留", True)],
)
def test_a_next_visit_is_proposed_where_the_source_has_none(status: str, legal: bool) -> None:
    found = risk(planned(row(more={"ステータス": status, "Next Visit": ""})).outcomes[0])
    assert (found.next_visit is not None and found.next_visit > TODAY) is legal


@each_case(
    "more",
    [
        {"リスク": "<script>alert(1)</script>"},
        {"リスク": "x" * 5000},
        {"リスク": "one\ntwo\r\nthree"},
        {"リスク": "a\0b\u202e"},
        {"リスク": "---\nid: SRR-9999"},
        {"リスク": "{{ x }} : [a]"},
        {"備考": "```\n# never closed"},
        {"概要": "## Log\n\nnot the log"},
        {"担当者": "; rm -rf /"},
        {"Next Visit": "2026-02-30"},
        {"発生可能性": "9" * 5000},
        {"x_own": "no"},
    ],
)
def test_hostile_cells_make_a_record_that_can_be_read(more: dict[str, str]) -> None:
    found = planned(row(more=more, passages=()))
    registry = read_registry(written(found), JA)
    (record,) = registry.risks
    assert registry.unreadable == ()
    assert record.document.faults == ()
    assert record.id == "SRR-0001"
    assert "\n" not in record.title
    assert planned(row(more=more, passages=()), tree=written(found), today=LATER).files == {}


def test_a_page_that_no_record_can_hold_is_named_and_the_others_come_in() -> None:
    page = (Passage("概要", "長い。" * 2_000_000, 2),)
    found = planned(row("a1", passages=page), row("b2"))
    assert [each.fate for each in found.outcomes] == ["conflict", "new"]
    assert found.outcomes[0].refused is not None
    assert "more than the 16 that srr reads" in found.outcomes[0].refused.en
    assert {*found.files} == {"risks/SRR-0002.md"}


def test_a_long_title_is_cut_and_whole_in_the_summary() -> None:
    title = "注文が失敗する " * 700
    found = planned(row(more={"リスク": title}))
    record = risk(found.outcomes[0])
    assert len(record.title) == 200
    assert record.section("summary").startswith(title.strip())
    assert said(found.outcomes[0]) == ["the title is cut, and whole in the summary"]


CELLS = st.dictionaries(
    st.sampled_from(
        [*DINII, "領域", "備考", "Slack", "関連", "acceptance.until", "body:log", "x_a", ""]
    ),
    st.sampled_from(
        [
            *DINII.values(),
            "-",
            "2026-02-01",
            "3/4/26",
            "# a\n```",
            "https://a.example/?q=1",
            "[x](row:k1)",
        ]
    )
    | st.text(max_size=30),
    min_size=1,
)
PASSAGES = st.lists(
    st.builds(
        Passage,
        st.sampled_from(["", "概要", "対策", "Log", "Visits", "メモ", "# x", "a #"])
        | st.text(max_size=8),
        st.sampled_from(["text", "```\nopen", "## deep", "<!--", "- 2026-01-05 ura: done. x"])
        | st.text(max_size=30),
        st.integers(1, 4),
    ),
    max_size=4,
).map(tuple)
ROWS = st.lists(st.tuples(CELLS, PASSAGES, st.booleans()), min_size=1, max_size=4).map(
    lambda found: [
        Row(untranslated(f"row {at}"), cells, f"k{at}" if has_key else None, passages=passages)
        for at, (cells, passages, has_key) in enumerate(found)
    ]
)


@settings(deadline=None)
@given(ROWS)
def test_every_row_comes_out_and_a_second_import_of_it_writes_nothing(rows: list[Row]) -> None:
    found = planned(*rows)
    tree = written(found)
    registry = read_registry(tree, JA)
    assert len(found.outcomes) == len(rows) == len(registry.risks)
    assert registry.unreadable == ()
    assert planned(*rows, tree=tree, today=LATER).files == {}


@settings(deadline=None)
@given(ROWS, ROWS)
def test_after_a_changed_import_the_next_one_writes_nothing(old: list[Row], new: list[Row]) -> None:
    tree = written(planned(*old))
    found = planned(*new, tree=tree, today=LATER)
    tree = written(found, tree)
    assert read_registry(tree, JA).unreadable == ()
    rest = planned(*new, tree=tree, today=LATER)
    assert {each.fate for each in rest.outcomes} <= {"unchanged", "conflict"}
