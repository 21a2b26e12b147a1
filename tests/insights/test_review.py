"""What a reviewer is told of a change."""

from kit.cases import each_case
from kit.reviews import replayed, reviewed
from srr.exporters.review_words import NOTHING, headline, numbers
from srr.insights.review import RecordReview, Review
from srr.insights.review_acts import Act
from srr.schema.settings import parse

VISIT = "- 2026-01-30 ura: not-started, next 2026-02-05. The p99 is 4 s.\n"
NEXT = "- 2026-02-02 ura: not-started, next 2026-02-09. Nobody is free.\n"
SEEN = f"next_visit: 2026-02-05\n## Visits\n\n{VISIT}"
ACCEPTED = "status: accepted\nacceptance: {by: kato, decided: 2026-02-02, until: 2026-07-01}\n"
UP_AND_DOWN = ("current_impact: 3\nlikelihood: 1\n", "current_impact: 1\nlikelihood: 2\n")
NO_VISIT = ("change-unlogged",)
OTHER = (
    "title: a\ncreated: 2026-01-20\n## Summary\n\nOrders fail.\n",
    "title: b\ncreated: 2026-01-26\n## Summary\n\nMenus fail.\n",
)
HELD = "risks/SRR-0001.md\n{}\nrisks/SRR-0002.md\npotential_impact: 10\n"

HANDED = (
    "owner: sato\n## Visits\n\n"
    "- 2026-02-02 ura: not-started, owner ura -> sato, next 2026-02-05. Hers.\n"
)
ACTS: list[tuple[str, str, tuple[Act, ...], tuple[str, ...]]] = [
    ("potential_impact: 6\n", "potential_impact: 3\n", ("lowered",), ("change-lowered",)),
    ("potential_impact: 3\n", "potential_impact: 6\n", ("raised",), NO_VISIT),
    ("likelihood: 2\n", "likelihood: 1\n", ("lowered",), ("change-lowered",)),
    ("potential_impact: unknown\n", "potential_impact: 3\n", ("assessed",), ("change-lowered",)),
    ("potential_impact: 3\n", "potential_impact: unknown\n", ("questioned",), NO_VISIT),
    (UP_AND_DOWN[0], UP_AND_DOWN[1], ("lowered", "raised"), ("change-lowered", *NO_VISIT)),
    ("next_visit: 2026-02-05\n", "next_visit: 2026-02-09\n", ("postponed",), ("change-snoozed",)),
    ("next_visit: 2026-02-05\n", "# no next_visit\n", ("postponed",), ()),
    ("next_visit: 2026-02-09\n", "next_visit: 2026-02-05\n", ("edited",), ()),
    (SEEN, f"next_visit: 2026-02-09\n## Visits\n\n{VISIT}{NEXT}", ("postponed", "visited"), ()),
    (SEEN, SEEN.replace("4 s", "2 s"), ("rewritten",), ("change-rewritten",)),
    ("status: not-started\n", ACCEPTED, ("accepted",), NO_VISIT),
    ("status: watching\n", "status: done\nresolution: obsolete\n# no next_visit\n", ("closed",), NO_VISIT),
    ("status: done\n", "status: watching\n", ("reopened",), NO_VISIT),
    ("status: not-started\n", "status: in-progress\n", ("moved",), NO_VISIT),
    (OTHER[0], OTHER[1], ("replaced",), ()),
    ("owner: ura\n", "owner: sato\n", ("reassigned",), NO_VISIT),
    ("owner: ura\n", HANDED, ("reassigned",), ()),
    ("team: web\n", "# srr: ignore[score-priority] we know better\nteam: web\n", ("ignored",), ()),
    ("team: web\n", "team: app\n", ("edited",), ()),
    ("## Cause\n\nA.\n", "## Cause\n\nB.\n", ("edited",), ()),
]  # fmt: skip


def row(told: Review) -> RecordReview:
    (found,) = told.rows
    return found


@each_case(("before", "after", "acts", "rules"), ACTS)
def test_what_was_done_is_named_and_what_is_wanting_is_what_the_rules_miss(
    before: str, after: str, acts: tuple[Act, ...], rules: tuple[str, ...]
) -> None:
    found = row(reviewed(before, after))
    assert found.acts == acts
    assert tuple(finding.rule for finding in found.objections) == rules


CONCERN = "concerns/CN-0001.md\n"
FIRST = "- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose.\n"
REPORTED = (
    "report_due: 2026-02-12\n## Reports\n\n{}- 2026-02-02 ura: assigned{}, due 2026-02-12. x y\n"
)
ENDED = (
    "status: {0}\n# no report_due\n## Reports\n\n{1}- 2026-02-02 ura: assigned -> {0}. It was.\n"
)
KEPT = f"## Reports\n\n{FIRST}"


@each_case(
    ("before", "after", "acts", "rules"),
    [
        (KEPT, REPORTED.format(FIRST, ""), ("reported",), ()),
        (KEPT, f"report_due: 2026-02-12\n{KEPT}", ("postponed",), ()),
        (KEPT, f"report_due: 2026-02-03\n{KEPT}", ("edited",), ()),
        (
            KEPT,
            f"status: watching\n{REPORTED.format(FIRST, ' -> watching')}",
            ("moved", "reported"),
            (),
        ),
        (KEPT, ENDED.format("resolved", FIRST), ("closed", "reported"), ()),
        (KEPT, ENDED.format("backlog", FIRST), ("closed", "reported"), ()),
        (KEPT, ENDED.format("promoted", FIRST), ("promoted", "reported"), ()),
        (
            ENDED.format("resolved", FIRST),
            ENDED.format("backlog", FIRST),
            ("rewritten", "moved"),
            (),
        ),
        (ENDED.format("resolved", FIRST), KEPT, ("rewritten", "reopened"), ()),
        (KEPT, KEPT.replace("rose", "fell"), ("rewritten",), ("change-rewritten",)),
        (KEPT, f"status: watching\n{KEPT}", ("moved",), NO_VISIT),
        (KEPT, f"owner: sato\n{KEPT}", ("reassigned",), NO_VISIT),
    ],
)
def test_of_a_concern_the_same_is_told(
    before: str, after: str, acts: tuple[Act, ...], rules: tuple[str, ...]
) -> None:
    found = row(reviewed(f"{CONCERN}{before}", f"{CONCERN}{after}"))
    assert found.acts == acts
    if "rewritten" not in acts or rules:
        assert tuple(finding.rule for finding in found.objections) == rules
    assert found.sections == ()


def test_a_new_concern_is_told_with_its_report_and_its_day() -> None:
    found = row(reviewed("risks/SRR-0001.md\n", f"risks/SRR-0001.md\n{CONCERN}"))
    assert found.acts == ("added",)
    assert found.after
    assert str(found.after.next_visit) == "2026-02-05"
    assert [entry.text for entry in found.visits] == [
        "2026-01-26 ura: assigned, due 2026-02-05. The p99 rose from 2 s to 4 s."
    ]


def test_a_concern_whose_report_is_late_is_overdue() -> None:
    late = f"{CONCERN}report_due: 2026-02-01\n"
    found = row(reviewed(late, f"{late}tier: user\n"))
    assert found.after
    assert found.after.overdue


def test_a_visit_that_is_spelled_in_another_way_has_no_other_text() -> None:
    arrow = f"status: in-progress\n{SEEN.replace('not-started,', 'not-started → in-progress,')}"
    assert row(reviewed(arrow, arrow.replace("→", "->"))).acts == ("reformatted",)


def test_a_table_that_a_formatter_aligned_has_no_other_text() -> None:
    table = "## Log\n\n| day | p99 |\n| --- | --: |\n| 1 | 4 s |\n"
    aligned = "## Log\n\n| day |  p99 |\n|-----|-----:|\n|   1 |  4 s |\n"
    found = row(reviewed(table, aligned))
    assert (found.acts, found.sections) == (("reformatted",), ())
    assert row(reviewed(table, aligned.replace("4 s", "2 s"))).acts == ("edited",)


def test_no_change_says_so() -> None:
    told = reviewed("team: web\n", "team: web\n")
    assert told.is_empty
    assert headline(told) == NOTHING


def test_a_new_record_is_added_and_a_gone_one_deleted() -> None:
    assert row(reviewed("", "team: web\n")).acts == ("added",)
    gone = row(reviewed("team: web\n", ""))
    assert gone.acts == ("deleted",)
    assert [finding.rule for finding in gone.objections] == ["change-deleted"]


def test_a_rename_names_the_old_path() -> None:
    found = row(reviewed("risks/SRR-0001.md\ntitle: a\n", "risks/SRR-0002.md\ntitle: a\n"))
    assert (found.acts[0], found.old_path) == ("renamed", "risks/SRR-0001.md")


def test_a_record_that_cannot_be_read_any_more_is_told_first_under_its_old_title() -> None:
    before = "risks/SRR-0001.md\ntitle: b\nrisks/SRR-0002.md\ntitle: a\n"
    after = "risks/SRR-0001.md\ntitle: c\nrisks/SRR-0002.md\n---\ntitle: [\n"
    told = reviewed(before, after)
    assert [(found.id, found.title, found.acts) for found in told.rows] == [
        ("SRR-0002", "a", ("unreadable",)),
        ("SRR-0001", "c", ("edited",)),
    ]
    assert "unreadable files 0 -> 1" in numbers(told).en


def test_what_the_rules_object_to_comes_before_acts_that_weigh_more() -> None:
    before = "risks/SRR-0001.md\npotential_impact: 3\nrisks/SRR-0002.md\nowner: ura\n"
    after = before.replace("potential_impact", "team: web\npotential_impact").replace("ura", "sato")
    told = reviewed(before, f"{after}risks/SRR-0003.md\ntitle: New\n")
    assert [(found.id, bool(found.objections), found.acts) for found in told.rows] == [
        ("SRR-0002", True, ("reassigned",)),
        ("SRR-0003", False, ("added",)),
        ("SRR-0001", False, ("edited",)),
    ]


def test_a_record_that_could_not_be_read_before_is_not_called_new() -> None:
    assert row(reviewed("---\ntitle: [\n", "title: a\n")).acts == ("readable",)


def test_an_unreadable_record_that_vanishes_is_deleted() -> None:
    assert row(reviewed("---\ntitle: [\n", "")).acts == ("deleted",)


def test_an_unreadable_record_that_stays_as_it_was_is_no_change() -> None:
    broken = "---\ntitle: [\n"
    assert reviewed(broken, broken).is_empty
    assert row(reviewed(broken, f"{broken}more\n")).acts == ("unreadable",)


def test_priority_and_rank_are_told_on_both_sides() -> None:
    found = row(
        reviewed(HELD.format("potential_impact: 6"), HELD.format("potential_impact: unknown"))
    )
    assert found.before is not None
    assert found.after is not None
    assert (found.before.priority, found.before.rank) == (12, 2)
    assert (found.after.priority, found.after.rank) == ("unknown", 1)


def test_a_risk_that_is_done_has_no_rank() -> None:
    found = row(reviewed("team: web\n", "status: done\nresolution: fixed\n"))
    assert found.after is not None
    assert found.after.rank is None


def test_totals_count_open_risks_and_never_take_unknown_for_a_number() -> None:
    told = reviewed(HELD.format("potential_impact: 6"), HELD.format("potential_impact: unknown"))
    assert (told.before.open, told.before.priority, told.before.unknown) == (2, 32, 0)
    assert (told.after.open, told.after.priority, told.after.unknown) == (2, 20, 1)
    assert numbers(told).en == "Open risks 2, total priority 32 -> 20, unknown priority 0 -> 1."


def test_an_overdue_visit_is_counted_as_of_today() -> None:
    told = reviewed("next_visit: 2026-02-05\n", "next_visit: 2026-02-01\n")
    assert (told.before.overdue, told.after.overdue) == (0, 1)


def test_fields_carry_the_labels_of_both_languages() -> None:
    found = row(reviewed("area: api\nlinks: {slo: [https://a.example]}\n", "area: batch\n"))
    told = {field.label: (field.before, field.after) for field in found.fields}
    assert told["Area", "領域"] == (("API", "API"), ("Batch", "バッチ"))  # type: ignore[index]
    slo = ("https://a.example", "https://a.example")
    assert told["Links SLO", "リンク SLO"] == (slo, None)  # type: ignore[index]


def test_of_a_list_only_what_differs_is_told() -> None:
    before, after = "related: [SRR-0002, SRR-0003]\n", "related: [SRR-0003, SRR-0004]\n"
    (field,) = row(reviewed(before, after)).fields
    assert (field.before, field.after) == (("SRR-0002", "SRR-0002"), ("SRR-0004", "SRR-0004"))
    assert field.old == ["SRR-0002", "SRR-0003"]


def test_a_list_in_another_order_is_told_whole() -> None:
    before, after = "related: [SRR-0002, SRR-0003]\n", "related: [SRR-0003, SRR-0002]\n"
    (field,) = row(reviewed(before, after)).fields
    assert field.before == ("SRR-0002, SRR-0003", "SRR-0002、SRR-0003")
    assert field.after == ("SRR-0003, SRR-0002", "SRR-0003、SRR-0002")


def test_the_actions_of_a_postmortem_are_told_one_by_one() -> None:
    path = "postmortems/PM-0001.md\nactions: [{id: A1, do: a, due: 2026-03-02}]\n"
    later = path.replace("03-02", "05-02").replace("}]", "}, {id: A2, do: b}]")
    told = {field.label.en: field for field in row(reviewed(path, later)).fields}
    assert told["Actions A1 Due"].after == ("2026-05-02", "2026-05-02")
    assert told["Actions A2"].after == ("ID: A2; Action: b", "ID: A2; アクション: b")


def test_a_priority_that_follows_is_not_told_twice() -> None:
    before, after = "priority: 12\n", "potential_impact: 3\npriority: 6\n"
    assert [field.key for field in row(reviewed(before, after)).fields] == [("potential_impact",)]
    wrong = row(reviewed(before, "priority: 3\n"))
    assert [field.key for field in wrong.fields] == [("priority",)]


def test_sections_that_changed_are_named_and_line_ends_are_none() -> None:
    before = "## Cause\n\nA.\n\n## Own words\n\nB.\n"
    found = row(reviewed(before, before.replace("A.", "C.").replace("B.", "D.")))
    assert found.sections == (("Own words", "Own words"), ("Cause", "原因"))


def test_an_ignore_is_told_with_its_reason_and_lets_its_finding_pass() -> None:
    ignore = "# srr: ignore[change-lowered] typed by mistake\npotential_impact: 3\n"
    found = row(reviewed("potential_impact: 6\n", ignore))
    assert found.ignores == (("change-lowered", "typed by mistake"),)
    assert found.objections == ()
    assert [finding.ignored for finding in found.findings] == ["typed by mistake"]


def test_a_rule_that_is_off_still_tells_the_reviewer() -> None:
    off = parse({"rules": {"change-lowered": "off"}}, "srr.toml")
    told = reviewed("potential_impact: 6\n", "potential_impact: 3\n", new=off)
    assert told.missing == 1


def test_settings_are_told_in_words_and_by_key() -> None:
    new = parse({"grace_days": 9, "sections": {"cause": ["Why"]}}, "srr.toml")
    told = reviewed("team: web\n", "team: web\n", new=new)
    assert [text.en for text in told.weaker] == ["grace_days goes from 0 to 9"]
    assert told.settings == ("grace_days", "sections")
    assert headline(told) == ("Settings got weaker.", "設定が緩くなった。")


def test_the_matrix_holds_the_touched_open_risks_alone() -> None:
    told = reviewed(HELD.format("potential_impact: 6"), HELD.format("likelihood: 1"))
    assert [tuple(cell) for cell in told.matrix] == [
        (6, 1, (), ("SRR-0001",)),
        (6, 2, ("SRR-0001",), ()),
    ]
    closed = reviewed("status: done\n", "status: done\nteam: web\n")
    assert closed.matrix == ()


def test_the_headline_counts_what_was_done() -> None:
    told = headline(replayed("2-review", "3-hide"))
    assert told.en == (
        "1 deleted, 1 unreadable, 1 renamed, 1 rewritten, 1 lowered, 1 closed, 1 postponed,"
        " 1 reassigned, 3 without a reason, settings got weaker."
    )
    assert told.ja.startswith("削除 1 件、読み取り不能 1 件、")


def test_a_score_off_the_scale_is_neither_raised_nor_lowered_and_counts_as_unknown() -> None:
    told = reviewed("current_impact: 1\n", "current_impact: 16\n")
    assert row(told).acts == ("edited",)
    told = reviewed("likelihood: 1\n", "likelihood: 4\n")
    assert row(told).acts == ("edited",)
    assert (told.after.priority, told.after.unknown) == (0, 1)


def test_an_ignore_that_is_prolonged_is_told_with_its_new_end() -> None:
    ignore = "# srr: ignore[visit-overdue until={}] away\nnext_visit: 2026-01-30\n"
    found = row(reviewed(ignore.format("2026-02-09"), ignore.format("2026-02-16")))
    assert found.ignores == (("visit-overdue", "away (until=2026-02-16)"),)


HAPPENED = "## Occurrences\n\n- 2026-01-30 sato: 20 minutes, 40 %. The banner was hidden.\n"
ACCEPTED = (
    "status: accepted\nacceptance: {{by: kato, decided: {}, because: Rare., consequences: [Slow.],"
    " until: 2026-06-20, reviewer: mei}}\n"
)


@each_case(
    ("before", "after", "acts"),
    [
        ("team: web\n", f"team: web\n{HAPPENED}", ("occurred",)),
        (HAPPENED, f"{HAPPENED}- 2026-01-31 ura: 1 minute, 4 %.\n", ("occurred",)),
        (HAPPENED, HAPPENED.replace("20 min", "2 min"), ("rewritten",)),
        (HAPPENED, HAPPENED.replace("01-30 sato", "01-29 mei"), ("rewritten", "occurred")),
        (HAPPENED, "team: web\n", ("rewritten",)),
        (HAPPENED, HAPPENED.replace("20 minutes, 40 %. ", "40 ％、20 分。"), ("reformatted",)),
        (ACCEPTED.format("2026-01-20"), ACCEPTED.format("2026-02-02"), ("accepted",)),
        (ACCEPTED.format("2026-01-20"), ACCEPTED.format("2026-01-19"), ("edited",)),
    ],
)
def test_an_occurrence_and_a_new_decision_are_acts(
    before: str, after: str, acts: tuple[Act, ...]
) -> None:
    found = row(reviewed(before, after))
    assert tuple(act for act in found.acts if act != "replaced") == acts
    assert found.sections == ()


def test_a_new_occurrence_is_listed_line_by_line() -> None:
    found = row(reviewed("team: web\n", f"team: web\n{HAPPENED}"))
    assert [entry.words for entry in found.occurrences] == [
        "2026-01-30 sato: 20 minutes, 40 %. The banner was hidden."
    ]
    assert found.visits == ()
