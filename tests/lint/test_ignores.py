"""Ignores with an end: a rule of time is never ignored for good, and no ignore outlives its day."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, tree
from srr.lint.catalogue import all_rules
from srr.lint.engine import Report, check
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

OVERDUE = "next_visit: 2026-01-30\n"


def report(fragment: str, settings: Mapping[str, Any] | None = None, today: date = TODAY) -> Report:
    chosen = parse(settings, "srr.toml") if settings else Settings()
    wanted = {"visit-overdue", "score-priority", "ignore-unused"}
    rules = tuple(rule for rule in all_rules() if rule.name in wanted)
    files = tree(fragment, "risks/SRR-0001.md")
    return check(read_registry(files, chosen), chosen, today, rules)


def comment(end: str) -> str:
    return f"# srr: ignore[visit-overdue{end}] the owner is away\n{OVERDUE}"


def entry(**keys: str) -> dict[str, Any]:
    return {"ignore": {"visit-overdue": {"SRR-0001": {"reason": "the owner is away", **keys}}}}


def only_help(found: Report) -> str:
    (finding,) = found.findings
    assert finding.rule == "visit-overdue"
    assert finding.help is not None
    return finding.help.en


def test_a_rule_of_time_is_ignored_until_the_day_named() -> None:
    for found in (
        report(comment(" until=2026-02-02")),
        report(comment(" until=2026-03-05")),
        report(OVERDUE, entry(until="2026-02-02")),
        report(OVERDUE, entry(until="2026-03-05")),
    ):
        assert found.findings == ()
        assert [finding.ignored for finding in found.ignored] == ["the owner is away"]


LOOK = "look at the risk, then run srr visit SRR-0001; "
ENDLESS = (
    "the ignore for this finding has no effect without an end date; add until=2026-03-05 or earlier"
)
TOO_LONG = (
    "the ignore for this finding has no effect: 2026-03-06 is too far ahead;"
    " write until=2026-03-05 or earlier"
)


@pytest.mark.parametrize(
    ("end", "why"),
    [
        ("", ENDLESS),
        (" until=2026-02-01", "the ignore for this finding ended on 2026-02-01"),
        (" until=2026-03-06", TOO_LONG),
    ],
)
def test_without_an_end_past_it_or_too_long_it_does_nothing_and_the_finding_says_so(
    end: str, why: str
) -> None:
    assert only_help(report(comment(end))) == LOOK + why
    keys = {"until": end.removeprefix(" until=")} if end else {}
    assert only_help(report(OVERDUE, entry(**keys))) == LOOK + why


@each_case("end", ["soon", "2026-02-30", "2026/02/10", "{0}", ""])
def test_an_end_that_is_not_a_date_does_nothing(end: str) -> None:
    assert only_help(report(comment(f" until={end}"))) == (
        f"{LOOK}the ignore for this finding has no effect: until={end} is not a date;"
        " write one such as 2026-03-05"
    )


def test_the_old_form_of_the_settings_does_nothing_for_a_rule_of_time() -> None:
    settings = {"ignore": {"visit-overdue": {"SRR-0001": "the owner is away"}}}
    assert only_help(report(OVERDUE, settings)) == LOOK + ENDLESS


def test_it_says_so_in_japanese_too() -> None:
    (finding,) = report(comment(" until=2026-02-01")).findings
    assert finding.help is not None
    assert finding.help.ja == (
        "リスクを確認し、srr visit SRR-0001 を実行する。この指摘の無視は 2026-02-01 で終わった"
    )


PRIORITY = "# srr: ignore[score-priority{end}] agreed with sales\npriority: 10\n"


@pytest.mark.parametrize("end", ["", " until=2026-02-02", " until=2030-01-01"])
def test_any_other_rule_may_be_ignored_for_good_or_for_long(end: str) -> None:
    assert report(PRIORITY.format(end=end)).findings == ()


def test_the_end_of_any_other_rule_counts_too() -> None:
    (finding,) = report(PRIORITY.format(end=" until=2026-02-01")).findings
    assert finding.rule == "score-priority"
    assert finding.help is not None
    assert "the ignore for this finding ended on 2026-02-01" in finding.help.en
    entry = {"score-priority": {"SRR-0001": {"reason": "agreed", "until": "2026-02-01"}}}
    assert [each.rule for each in report("priority: 10", {"ignore": entry}).findings] == [
        "score-priority"
    ]


@pytest.mark.parametrize("form", [" until=2026-02-09", ", until=2026-02-09", " until = 2026-02-09"])
def test_the_end_holds_for_every_rule_in_the_bracket(form: str) -> None:
    fragment = f"# srr: ignore[score-priority, field-date{form}] both\npriority: 10\n"
    assert report(fragment).findings == ()
    rules = {finding.rule for finding in report(fragment, today=date(2026, 2, 10)).findings}
    assert rules == {"score-priority", "visit-overdue"}


def test_the_comment_in_the_body_carries_an_end_too() -> None:
    files = tree("## Next action\nTODO", "risks/SRR-0001.md")

    def rules(end: str) -> list[str]:
        text = f"<!-- srr: ignore[section-empty until={end}] Friday -->\n## Next".encode()
        ended = {path: raw.replace(b"## Next", text) for path, raw in files.items()}
        found = check(read_registry(ended, Settings()), Settings(), TODAY).findings
        return [finding.rule for finding in found]

    assert rules("2026-02-02") == []
    assert rules("2026-02-01") == ["section-empty"]


def test_an_ignore_that_ended_is_replaced_by_a_fresh_one_of_the_settings() -> None:
    found = report(comment(" until=2026-02-01"), entry(until="2026-02-09"))
    assert found.findings == ()


def test_an_ignore_with_an_end_and_without_a_finding_is_unused() -> None:
    fragment = "# srr: ignore[visit-overdue until=2026-02-09] away\nnext_visit: 2026-02-05\n"
    assert [each.rule for each in report(fragment).findings] == ["ignore-unused"]
    assert [each.rule for each in report("", entry(until="2026-02-09")).findings] == [
        "ignore-unused"
    ]


def test_a_secret_in_the_end_is_masked() -> None:
    token = "ghp_" + "a1B2" * 9
    assert token not in only_help(report(comment(f" until={token}")))


def test_the_last_day_that_there_is_has_an_end_as_well() -> None:
    assert report(comment(" until=2026-02-09"), today=date.max).findings != ()


@given(st.integers(-400, 400))
def test_it_is_in_force_exactly_on_the_31_days_before_its_end(days: int) -> None:
    until = TODAY + timedelta(days)
    for found in (report(comment(f" until={until}")), report(OVERDUE, entry(until=str(until)))):
        assert (found.findings == ()) == (0 <= days <= 31)


BODY_IGNORE = "<!-- srr: ignore[section-empty] the team meets on Friday -->\n"


@pytest.mark.parametrize("between", ["", "\n", "\n \t\n\n"])
def test_a_comment_in_the_body_reaches_over_blank_lines(between: str) -> None:
    files = tree("## Next action\nTODO", "risks/SRR-0001.md")
    comment = (BODY_IGNORE + between).encode()
    files = {path: raw.replace(b"## Next", comment + b"## Next") for path, raw in files.items()}
    report = check(read_registry(files, Settings()), Settings(), TODAY)
    assert report.findings == ()
    assert [finding.ignored for finding in report.ignored] == ["the team meets on Friday"]


@pytest.mark.parametrize("between", ["\nOther words.\n\n", "Other words.\n"])
def test_a_comment_in_the_body_does_not_reach_over_text(between: str) -> None:
    files = tree("## Next action\nTODO", "risks/SRR-0001.md")
    comment = f"{BODY_IGNORE}{between}".encode()
    files = {path: raw.replace(b"## Next", comment + b"## Next") for path, raw in files.items()}
    report = check(read_registry(files, Settings()), Settings(), TODAY)
    assert [finding.rule for finding in report.findings] == ["ignore-unused", "section-empty"]


CODE = "<!-- srr: ignore[safety-secret] an example that opens nothing -->\n{}```\nx\npassword: S0mmer-2026\n```\n"


@pytest.mark.parametrize(("between", "is_ignored"), [("", True), ("\n", True), ("y\n", False)])
def test_a_comment_above_code_reaches_all_of_it(between: str, is_ignored: bool) -> None:
    files = tree("## Next action\n" + CODE.format(between), "risks/SRR-0001.md")
    report = check(read_registry(files, Settings()), Settings(), TODAY)
    found = [finding.rule for finding in report.findings]
    assert ("safety-secret" not in found) == is_ignored


def test_a_comment_in_yaml_does_not_reach_over_blank_lines() -> None:
    fragment = "# srr: ignore[score-priority] agreed with sales\n\npriority: 10"
    report = check(
        read_registry(tree(fragment, "risks/SRR-0001.md"), Settings()), Settings(), TODAY
    )
    assert [finding.rule for finding in report.findings] == ["ignore-unused", "score-priority"]


@pytest.mark.parametrize("other", ["vist-overdue", "visit-overdue"])
def test_a_name_that_lets_nothing_pass_is_told_though_another_one_does(other: str) -> None:
    fragment = f"# srr: ignore[score-priority, {other}] agreed with sales\npriority: 10"
    files = tree(fragment, "risks/SRR-0001.md")
    report = check(read_registry(files, Settings()), Settings(), TODAY)
    assert [finding.rule for finding in report.ignored] == ["score-priority"]
    (finding,) = report.findings
    assert finding.rule == "ignore-unused"
    assert other in finding.message.en
    assert "score-priority" not in finding.message.en


def test_an_ignore_that_names_nothing_is_told() -> None:
    files = tree("# srr: ignore[] agreed\nteam: platform", "risks/SRR-0001.md")
    (finding,) = check(read_registry(files, Settings()), Settings(), TODAY).findings
    assert finding.message.en == "the ignore names no rule, so it does nothing"


def test_only_a_comment_that_names_the_rule_and_gives_a_reason_covers_it() -> None:
    for names, reason in (("field-date", "agreed"), ("score-priority", "")):
        found = report(f"# srr: ignore[{names}] {reason}\npriority: 10")
        assert found.ignored == ()
        assert "score-priority" in {finding.rule for finding in found.findings}


def test_the_first_ignore_that_covers_a_finding_leaves_the_others_unused() -> None:
    found = report(comment(" until=2026-02-09"), entry(until="2026-02-09"))
    assert [finding.ignored for finding in found.ignored] == ["the owner is away"]
    (unused,) = found.findings
    assert unused.message.en == "there is no finding of visit-overdue on SRR-0001 to ignore"


def test_what_is_covered_says_nothing_of_an_ignore_that_ended() -> None:
    (covered,) = report(comment(" until=2026-02-01"), entry(until="2026-02-09")).ignored
    assert covered.help is not None
    assert covered.help.en == LOOK.removesuffix("; ")


@pytest.mark.parametrize("front", ["", "---\nid: SRR-0001\n---\n"])
def test_a_comment_at_the_very_start_of_the_body_reaches_over_blank_lines_too(front: str) -> None:
    raw = f"{front}<!-- srr: ignore[file-conflict] an example -->\n\n<<<<<<< main\n".encode()
    rules = tuple(rule for rule in all_rules() if rule.name == "file-conflict")
    registry = read_registry({"risks/SRR-0001.md": raw}, Settings())
    found = check(registry, Settings(), TODAY, rules)
    assert (len(found.findings), len(found.ignored)) == (0, 1)
