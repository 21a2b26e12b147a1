from collections.abc import Iterator
from typing import Any

import pytest

from kit.examples import TODAY, record, tree
from srr.documents.document import Document, read
from srr.documents.edit import SetValue
from srr.documents.places import Span
from srr.language import Text
from srr.lint.catalogue import all_rules, chosen, unknown_names
from srr.lint.engine import Report, check, recheck
from srr.lint.finding import Place, Severity
from srr.lint.rule import Context, Problem, Rule, rule
from srr.records.registry import Registry, read_registry
from srr.records.risk import Risk
from srr.schema.settings import Settings, parse

HERE = Text("here", "ここ")


def ruling(name: str, *problems: Problem, scope: type[Any] = Risk) -> Rule[Any]:
    def run(subject: Any, context: Context) -> Iterator[Problem]:
        yield from problems

    return Rule(name, scope, Severity.ERROR, run)


def run(fragment: str, *rules: Rule[Any], settings: dict[str, Any] | None = None) -> Report:
    chosen_settings = parse(settings or {}, "srr.toml")
    files = tree(fragment, "risks/SRR-0001.md")
    return check(read_registry(files, chosen_settings), chosen_settings, TODAY, rules)


def shown(report: Report) -> list[str]:
    return [
        report.documents[finding.path].line(finding.place.line)[
            finding.place.column - 1 : finding.place.end_column - 1
        ]
        for finding in report.findings
    ]


def test_a_finding_points_at_the_key_or_at_its_value() -> None:
    rules = ruling("a", Problem(HERE, key=("owner",)), Problem(HERE, key=("owner",), value=True))
    assert shown(run("", rules)) == ["owner", "ura"]


def test_a_finding_in_a_mapping_points_inside_it() -> None:
    deep = ruling("a", Problem(HERE, key=("acceptance", "until"), value=True))
    assert shown(run("acceptance: {by: kato, until: 2026-03-02}", deep)) == ["2026-03-02"]


def test_a_key_that_is_not_there_points_at_the_nearest_one_above_it() -> None:
    missing = ruling("a", Problem(HERE, key=("acceptance", "until")), Problem(HERE, key=("team",)))
    assert shown(run("acceptance: {by: kato}", missing)) == ["---", "acceptance"]


def test_a_span_is_shown_as_it_is() -> None:
    assert shown(run("", ruling("a", Problem(HERE, span=Span(4, 6))))) == ["id"]


def test_a_finding_carries_what_the_rule_gave() -> None:
    fix = (SetValue(("owner",), "sato"),)
    problem = Problem(HERE, key=("owner",), help=HERE, fix=fix, related=(("title",), ("status",)))
    (finding,) = run("", ruling("some-rule", problem)).findings
    assert (finding.rule, finding.record, finding.path) == (
        "some-rule",
        "SRR-0001",
        "risks/SRR-0001.md",
    )
    assert (finding.message, finding.help, finding.fix, finding.key_path) == (
        HERE,
        HERE,
        fix,
        "owner",
    )
    assert finding.related == (Place(3, 1, 3, 6), Place(4, 1, 4, 7))


def test_the_findings_are_sorted_and_the_same_on_every_run() -> None:
    low = ruling("b", Problem(HERE, key=("title",)), Problem(HERE, key=("id",)))
    high = ruling("a", Problem(HERE, key=("title",)))
    first, second = run("", low, high), run("", high, low)
    assert first.findings == second.findings
    assert [finding.rule for finding in first.findings] == ["b", "a", "b"]


def test_each_scope_sees_its_subjects() -> None:
    seen: list[str] = []

    def watch(name: str, scope: type[Any]) -> Rule[Any]:
        def run(subject: Any, context: Context) -> Iterator[Problem]:
            seen.append(f"{name} {getattr(subject, 'path', 'all')}")
            yield from ()

        return Rule(name, scope, Severity.ERROR, run)

    fragment = "risks/SRR-0001.md\nrisks/SRR-0002.md\n---\nnot closed"
    run(fragment, watch("document", Document), watch("risk", Risk), watch("registry", Registry))
    assert seen == [
        "document risks/SRR-0001.md",
        "document risks/SRR-0002.md",
        "risk risks/SRR-0001.md",
        "registry all",
    ]


def test_the_settings_say_how_much_a_rule_matters() -> None:
    broken = "priority: 10"
    for severity in ("error", "warning", "info"):
        settings = parse({"rules": {"score-priority": severity}}, "srr.toml")
        (finding,) = check(
            read_registry(tree(broken, "risks/SRR-0001.md"), settings), settings, TODAY
        ).findings
        assert finding.severity == severity
    assert Severity.ERROR.rank > Severity.WARNING.rank > Severity.INFO.rank


def test_a_rule_that_is_off_is_not_run() -> None:
    settings = parse({"rules": {"score-priority": "off"}}, "srr.toml")
    assert "score-priority" not in {rule.name for rule in chosen(settings)}
    assert len(chosen(settings)) == len(all_rules()) - 1


@pytest.mark.parametrize(
    ("select", "ignore", "names"),
    [
        (("score-level", "score-priority"), (), {"score-level", "score-priority"}),
        (("score-level", "score-priority"), ("score-level",), {"score-priority"}),
        (
            ("score",),
            ("score-unknown", "score-admission", "score-current"),
            {"score-level", "score-priority"},
        ),
        (("score",), ("score",), set()),
    ],
)
def test_rules_are_chosen_by_name_and_by_family(
    select: tuple[str, ...], ignore: tuple[str, ...], names: set[str]
) -> None:
    assert {rule.name for rule in chosen(Settings(), select, ignore)} == names


def test_names_that_are_neither_are_told() -> None:
    assert unknown_names(("score", "score-level", "scores", "all")) == ("scores", "all")


@pytest.mark.parametrize(
    ("fragment", "kept"),
    [
        ("priority: 10 # srr: ignore[a] agreed", 0),
        ("# srr: ignore[a] agreed\npriority: 10", 0),
        ("# srr: ignore[b, a] agreed\npriority: 10", 0),
        ("# srr: ignore[a]\npriority: 10", 1),
        ("# srr: ignore[b] agreed\npriority: 10", 1),
        ("# srr: ignore[a] agreed\n\npriority: 10", 1),
        ("priority: 10\n# srr: ignore[a] agreed", 1),
    ],
)
def test_a_comment_with_a_reason_ignores_on_its_line_and_the_next(fragment: str, kept: int) -> None:
    report = run(fragment, ruling("a", Problem(HERE, key=("priority",))))
    assert len(report.findings) == kept
    assert len(report.ignored) == 1 - kept
    assert all(finding.ignored == "agreed" for finding in report.ignored)


def test_the_settings_ignore_by_record() -> None:
    settings = {"ignore": {"a": {"SRR-0001": "agreed"}, "b": {"SRR-0002": "agreed"}}}
    rules = ruling("a", Problem(HERE, key=("id",))), ruling("b", Problem(HERE, key=("id",)))
    report = run("", *rules, settings=settings)
    assert [finding.rule for finding in report.findings] == ["b"]
    assert [finding.ignored for finding in report.ignored] == ["agreed"]


def test_a_report_says_which_day_it_used() -> None:
    assert run("", ruling("a")).today == TODAY


def test_a_violation_of_the_schema_is_worked_out_once() -> None:
    asked: list[object] = []

    def ask(subject: Risk, context: Context) -> Iterator[Problem]:
        asked.append(context.violations(subject))
        yield from ()

    rules = [Rule(name, Risk, Severity.ERROR, ask) for name in "ab"]
    run("likelihood: 9", *rules)
    assert asked[0]
    assert asked[0] is asked[1]


def test_a_rule_takes_its_name_and_its_page_from_its_file() -> None:
    @rule(Risk, Severity.INFO)
    def made(risk: Risk, context: Context) -> Iterator[Problem]:
        yield Problem(HERE)

    assert made.name == "test-engine"
    assert made.family == "test"
    assert made.severity is Severity.INFO


def test_every_rule_is_on_the_shelf_once_by_name() -> None:
    names = [rule.name for rule in all_rules()]
    assert names == sorted(set(names))


def test_a_report_on_some_files_holds_their_findings_alone() -> None:
    fragment = (
        "risks/SRR-0001.md\npriority: 10\nrisks/SRR-0002.md\n# srr: ignore[a] agreed\npriority: 9"
    )
    report = run(fragment, ruling("a", Problem(HERE, key=("priority",))))
    one, other = (report.within([f"risks/SRR-000{number}.md"]) for number in (1, 2))
    assert [len(each.findings) for each in (report, one, other)] == [1, 1, 0]
    assert [len(each.ignored) for each in (report, one, other)] == [1, 0, 1]
    assert one.registry is report.registry


def test_a_report_without_a_base_hides_nothing() -> None:
    report = run("", ruling("a"))
    assert (report.base, report.hidden, report.changes) == (None, 0, ())
    assert not report.touched


@pytest.mark.parametrize(("scope", "most"), [(Risk, 1000), (Document, 1000), (Registry, 1500)])
def test_of_one_kind_a_thousand_in_a_file_are_enough(scope: type[Any], most: int) -> None:
    problems = [Problem(HERE, span=Span(0, 3), path="risks/SRR-0001.md")] * 1500
    assert len(run("", ruling("a", *problems, scope=scope)).findings) == most


def test_a_finding_on_no_record_is_placed_at_the_start() -> None:
    (finding,) = run("", ruling("a", Problem(HERE), scope=Registry)).findings
    assert (finding.path, finding.place, finding.record) == ("srr.toml", Place(1, 1, 1, 1), None)


UNUSED = "# srr: ignore[score-priority] agreed\nteam: platform"


def test_where_some_records_are_judged_an_entry_for_another_one_is_not_called_unused() -> None:
    settings = parse({"ignore": {"score-priority": {"SRR-0002": "agreed"}}}, "srr.toml")
    registry = read_registry(tree(UNUSED, "risks/SRR-0001.md"), settings)
    whole = check(registry, settings, TODAY)
    part = check(registry, settings, TODAY, only={"risks/SRR-0001.md"})
    assert [finding.path for finding in whole.findings] == ["risks/SRR-0001.md", "srr.toml"]
    assert [finding.path for finding in part.findings] == ["risks/SRR-0001.md"]


@pytest.mark.parametrize(
    ("path", "text", "rules"),
    [
        ("risks/SRR-0001.md", record("risks/SRR-0001.md"), []),
        ("risks/SRR-0001.md", record("risks/SRR-0001.md") + "<b>\n", ["safety-html"]),
        ("risks/SRR-0001.md", "no front matter", ["front-matter-missing"]),
        (
            "postmortems/PM-0001.md",
            record("postmortems/PM-0001.md").replace("in-review", "in-reviewing"),
            ["field-value"],
        ),
    ],
)
def test_a_new_version_of_one_file_is_judged_as_it_would_be_in_the_registry(
    path: str, text: str, rules: list[str]
) -> None:
    files = {
        each: record(each).encode() for each in ("risks/SRR-0001.md", "postmortems/PM-0001.md")
    }
    registry = read_registry(files, Settings())
    report = recheck(read(path, text.encode()), registry, Settings(), TODAY, all_rules())
    assert [finding.rule for finding in report.findings] == rules
    whole = check(read_registry({**files, path: text.encode()}, Settings()), Settings(), TODAY)
    assert whole.findings == report.findings
