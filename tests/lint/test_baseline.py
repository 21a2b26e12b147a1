"""The baseline: what it covers, what of it is stale, and the file that it stands in."""

import json
from dataclasses import replace

import pytest

from kit.cases import each_case
from kit.examples import TODAY, record, tree
from srr.lint import baseline
from srr.lint.baseline import Baseline, BaselineError, Key
from srr.lint.catalogue import all_rules, baseline_rules, chosen
from srr.lint.comparison import Base
from srr.lint.engine import Report, check
from srr.lint.finding import Severity
from srr.lint.pull_request import judge
from srr.records.registry import read_registry
from srr.schema import settings
from srr.schema.settings import Settings

BAD_AREA = "area: kitchen\nbogus: 1\n"
AREA = Key("SRR-0001", "field-value", "area")
BOGUS = Key("SRR-0001", "field-unknown", "bogus")
PATH = "risks/SRR-0001.md"


def report(fragment: str, kept: Baseline, chosen: Settings | None = None) -> Report:
    given = chosen or Settings()
    return check(read_registry(tree(fragment, PATH), given), given, TODAY, baseline=kept)


def shown(report: Report) -> list[str]:
    return [finding.rule for finding in report.findings]


def test_a_baseline_of_the_findings_lets_all_of_them_pass_and_counts_them_as_ignored() -> None:
    kept = baseline.of(report(BAD_AREA, baseline.EMPTY).findings, baseline_rules())
    assert dict(kept.counts) == {AREA: 1, BOGUS: 1}
    after = report(BAD_AREA, kept)
    assert after.findings == ()
    assert {finding.ignored for finding in after.ignored} == {"baseline"}
    assert len(after.ignored) == 2


def test_lines_above_the_finding_do_not_matter() -> None:
    kept = baseline.of(report(BAD_AREA, baseline.EMPTY).findings, baseline_rules())
    assert report(f"team: platform\n# words\n{BAD_AREA}", kept).findings == ()


def test_a_finding_on_another_key_or_record_is_beyond_it() -> None:
    kept = Baseline({Key("SRR-0002", "field-value", "area"): 1, BOGUS: 1})
    assert shown(report(BAD_AREA, kept)) == ["field-value", "ignore-unused"]


def test_where_there_are_more_than_the_count_none_passes() -> None:
    twice = "## Visits\n\n- nonsense\n- more nonsense\n"
    key = Key("SRR-0001", "visit-log", "")
    assert shown(report(twice, Baseline({key: 1}))) == ["visit-log", "visit-log"]
    assert shown(report(twice, Baseline({key: 2}))) == []


def test_an_entry_that_lets_nothing_pass_is_a_finding_on_the_file() -> None:
    (stale,) = report("", Baseline({AREA: 2})).findings
    assert (stale.rule, stale.path) == ("ignore-unused", "srr-baseline.json")
    assert "2 too many: SRR-0001 field-value (area)" in stale.message.en
    assert "srr baseline prune" in stale.help.en if stale.help else False


def test_an_entry_that_lets_fewer_pass_than_its_count_is_a_finding() -> None:
    (stale,) = report("area: kitchen\n", Baseline({AREA: 3})).findings
    assert "2 too many: SRR-0001 field-value" in stale.message.en


def test_an_entry_of_a_rule_that_did_not_run_is_not_judged() -> None:
    rules = chosen(Settings(), select=["visit", "ignore"])
    registry = read_registry(tree("", PATH), Settings())
    kept = Baseline({AREA: 1})
    assert check(registry, Settings(), TODAY, rules, baseline=kept).findings == ()


@pytest.mark.parametrize("rule", ["field-value", "no-such-rule"])
def test_an_entry_of_a_rule_that_never_runs_is_stale(rule: str) -> None:
    off = settings.parse({"rules": {"field-value": "off"}}, "srr.toml")
    kept = Baseline({replace_rule(AREA, rule): 1})
    assert shown(report("", kept, off)) == ["ignore-unused"]


def replace_rule(key: Key, rule: str) -> Key:
    return key._replace(rule=rule)


def test_a_comment_with_a_reason_comes_before_the_baseline() -> None:
    fragment = "# srr: ignore[field-value] agreed on\narea: kitchen\n"
    assert shown(report(fragment, Baseline({AREA: 1}))) == ["ignore-unused"]


def test_notes_do_not_go_in() -> None:
    (finding,) = report("area: kitchen\n", baseline.EMPTY).findings
    note = replace(finding, severity=Severity.INFO)
    assert baseline.of([note], baseline_rules()) == baseline.EMPTY
    assert baseline.applied([note], Baseline({AREA: 1}), baseline_rules())[0] == [note]


def test_neither_dates_nor_secrets_nor_the_rules_of_a_pull_request_go_in() -> None:
    out = {rule.name for rule in all_rules()} - baseline_rules()
    dated = {"visit-overdue", "action-overdue", "acceptance-expired", "postmortem-stalled"}
    dated |= {"owner-unknown", "report-overdue", "acceptance-tripped", "limit-reached"}
    dated |= {"indicator-stale", "slo-unreviewed"}
    assert dated | {"safety-secret", "ignore-unused", "change-lowered"} <= out
    assert {name.partition("-")[0] for name in out - dated} == {"safety", "ignore", "change"}


def test_an_overdue_visit_is_shown_although_somebody_wrote_it_into_the_file() -> None:
    kept = Baseline({Key("SRR-0001", "visit-overdue", "next_visit"): 1})
    late = report("created: 2026-01-12\nnext_visit: 2026-01-26\n", kept)
    assert "visit-overdue" in shown(late)


def test_a_pull_request_that_grows_the_baseline_says_so() -> None:
    registry = read_registry(tree(BAD_AREA, PATH), Settings())
    base = Base(registry, Settings(), "main", baseline=Baseline({AREA: 1}))
    kept = Baseline({AREA: 1, BOGUS: 1})
    found = judge(registry, Settings(), TODAY, chosen(Settings()), base, kept).findings
    (policy,) = (finding for finding in found if finding.rule == "change-policy")
    assert policy.path == "srr-baseline.json"
    assert policy.message.en == "the baseline grew: 1 of field-unknown"
    assert "field-unknown 1 件" in policy.message.ja


def test_a_pull_request_that_shrinks_the_baseline_by_hand_answers_for_the_finding() -> None:
    registry = read_registry(tree("area: kitchen\n", PATH), Settings())
    base = Base(registry, Settings(), "main", baseline=Baseline({AREA: 1}))
    report = judge(registry, Settings(), TODAY, chosen(Settings()), base)
    assert (shown(report), report.hidden) == (["field-value"], 0)


def test_the_file_is_sorted_one_entry_a_line_and_reads_back() -> None:
    paths = Key("risks/メモ.txt", "file-name", "")
    kept = Baseline({paths: 1, BOGUS: 2, AREA: 1})
    text = baseline.render(kept)
    assert text.splitlines() == [
        "{",
        '  "version": 1,',
        '  "findings": [',
        '    {"record": "SRR-0001", "rule": "field-unknown", "key": "bogus", "count": 2},',
        '    {"record": "SRR-0001", "rule": "field-value", "key": "area", "count": 1},',
        '    {"path": "risks/メモ.txt", "rule": "file-name", "count": 1}',
        "  ]",
        "}",
    ]
    assert baseline.parse(text) == kept


def test_two_baselines_are_told_apart_by_what_one_covers_beyond_or_within_the_other() -> None:
    one, other = Baseline({AREA: 3, BOGUS: 1}), Baseline({AREA: 1})
    assert dict(one.beyond(other).counts) == {AREA: 2, BOGUS: 1}
    assert dict(one.within(other).counts) == dict(other.within(one).counts) == {AREA: 1}
    assert (one.total, other.total, baseline.EMPTY.total) == (4, 1, 0)


ROW = {"record": "SRR-0001", "rule": "field-value", "count": 1}


@each_case(
    ("content", "told"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "its version is None"),
        ('{"version": 2, "findings": []}', "its version is 2"),
        ('{"version": true, "findings": []}', "its version is True"),
        ('{"version": 1}', "no list"),
        (json.dumps({"version": 1, "findings": [ROW, ROW]}), "stands in it twice"),
        *(
            (json.dumps({"version": 1, "findings": [ROW | odd]}), "entry 1 needs")
            for odd in (
                {"count": 0},
                {"count": True},
                {"count": "1"},
                {"record": None},
                {"key": 1},
                {"path": "risks/x.md"},
                {"line": 3},
            )
        ),
    ],
)
def test_what_is_no_baseline_is_refused_in_words(content: str, told: str) -> None:
    with pytest.raises(BaselineError, match=told):
        baseline.parse(content)


def test_the_records_under_these_tests_are_clean() -> None:
    files = {PATH: record(PATH).encode()}
    assert check(read_registry(files, Settings()), Settings(), TODAY).findings == ()


IMPORTED = (
    "status: watching\ncreated: 2025-12-01\nnext_visit: 2026-01-15\n"
    "imported: {from: notion, key: a1, date: 2026-01-28, hash: x}\n"
)
VISITED = f"{IMPORTED}\n## Visits\n\n- 2026-01-30 ura: watching. Still flat.\n"
OVERDUE = Key("SRR-0001", "visit-overdue", "next_visit")


def until_visit(fragment: str) -> Baseline:
    return baseline.until_first_visit(report(fragment, baseline.EMPTY).findings)


def test_an_imported_record_may_wait_for_its_first_visit_also_with_a_date_that_has_passed() -> None:
    kept = until_visit(f"{BAD_AREA}{IMPORTED}")
    assert {*kept.counts} == {AREA, BOGUS, OVERDUE}
    assert report(f"{BAD_AREA}{IMPORTED}", kept).findings == ()


def test_the_first_visit_brings_back_what_waited_for_it() -> None:
    kept = until_visit(f"{BAD_AREA}{IMPORTED}")
    found = shown(report(f"{BAD_AREA}{VISITED}", kept))
    assert {"field-value", "field-unknown", "visit-overdue", "ignore-unused"} <= {*found}


def test_a_secret_waits_for_nothing() -> None:
    found = report(f"{IMPORTED}workaround: ghp_{'a1B2' * 9}\n", baseline.EMPTY).findings
    assert "safety-secret" in {each.rule for each in found}
    assert "safety-secret" not in {key.rule for key in baseline.until_first_visit(found).counts}


def test_what_waits_stays_so_through_the_file_and_a_new_baseline() -> None:
    kept = until_visit(f"{BAD_AREA}{IMPORTED}")
    assert baseline.parse(baseline.render(kept)) == kept
    assert baseline.render(kept).count('"until": "first-visit"') == 3
    found = report(f"{BAD_AREA}{IMPORTED}", baseline.EMPTY).findings
    assert baseline.of(found, baseline_rules(), kept) == kept
    assert kept.renewed(kept).within(kept) == kept


@each_case("until", ["visit", "", 1])
def test_no_other_end_is_read(until: object) -> None:
    row = {"record": "SRR-0001", "rule": "field-value", "count": 1, "until": until}
    with pytest.raises(BaselineError):
        baseline.parse(json.dumps({"version": 1, "findings": [row]}))
