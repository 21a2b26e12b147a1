import gc
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from kit.examples import TODAY, record, sides, tree
from kit.judging import RULES
from srr.documents.document import Document, read
from srr.documents.edit import SetValue
from srr.documents.places import Span
from srr.language import Text
from srr.lint.baseline import Baseline, Key
from srr.lint.catalogue import all_rules, chosen, unknown_names
from srr.lint.comparison import Base, PolicyChange
from srr.lint.engine import Report, check, recheck
from srr.lint.explanation import parse as parse_page
from srr.lint.finding import Finding, Place, Severity
from srr.lint.rule import Context, Problem, Rule, rule
from srr.records.postmortem import Postmortem
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
    assert sorted(seen) == [
        "document risks/SRR-0001.md",
        "document risks/SRR-0002.md",
        "registry all",
        "risk risks/SRR-0001.md",
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


@each_case(
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


@each_case(
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


def test_an_ignore_that_names_nothing_is_told() -> None:
    files = tree("# srr: ignore[] agreed\nteam: platform", "risks/SRR-0001.md")
    (finding,) = check(read_registry(files, Settings()), Settings(), TODAY).findings
    assert finding.message.en == "the ignore names no rule, so it does nothing"


# Each is a record; the last ones cannot be read.
RISKS = (
    "title: Menus fail\n",
    "potential_impact: 7\npriority: 3\n",
    "# no owner\nonwer: ura\nnext_visit: 2025-01-01\n",
    "id: SRR-0001\ncurrent_impact: 10\n",
    "related: [SRR-0404, SRR-0002]\npostmortems: [PM-0001]\n",
    "# srr: ignore[score-priority] agreed with sales\npriority: 10\n",
    "# srr: ignore[visit-overdue] we wait\narea: kitchen\n",
    "status: done\nresolution: moved\n## Visits\n- 2026-01-30 ura: 未着手 -> 完了. ok\n",
    "status: watching\nowner: sato\nnext_visit: 2026-03-30\n## Visits\n- 2026-01-30 ura: watching.\n",
    "---\ntitle: [\n---\n",
    "no front matter---\n",
)
POSTMORTEMS = (
    "title: Menus failed\nrisks: [SRR-0001]\n",
    "status: closed\nscore: 5\n",
    "actions: [{id: A1, do: a, due: 2026-01-30}]\n",
    "---\nid: PM-0001\n",
)
SHARED = {
    "rules": {"field-unknown": "warning", "visit-missing": "off"},
    "ignore": {"score-current": {"SRR-0001": "agreed"}, "score-level": {"SRR-0009": "gone"}},
}


@st.composite
def registries(draw: st.DrawFn) -> dict[str, bytes]:
    """Draw the files of a few records that name each other."""
    risks = draw(st.lists(st.sampled_from(RISKS), min_size=1, max_size=4))
    postmortems = draw(st.lists(st.sampled_from(POSTMORTEMS), max_size=1))
    files: dict[str, bytes] = {}
    for number, fragment in enumerate(risks, 1):
        files |= tree(fragment, f"risks/SRR-000{number}.md")
    for fragment in postmortems:
        files |= tree(fragment, "postmortems/PM-0001.md")
    return files


def of_path(report: Report, path: str) -> tuple[Finding, ...]:
    """Return what rules over one record found at *path*, ignored or not."""
    over_all = {rule.name for rule in all_rules() if rule.scope is Registry}
    return tuple(
        finding
        for finding in sorted((*report.findings, *report.ignored), key=Finding.order)
        if finding.path == path and finding.rule not in over_all
    )


@given(registries(), st.none() | registries(), st.booleans())
def test_one_record_alone_is_judged_as_it_is_among_all(
    files: dict[str, bytes], before: dict[str, bytes] | None, is_strict: bool
) -> None:
    settings = Settings() if is_strict else parse(SHARED, "srr.toml")
    base = None
    if before is not None:
        base = Base(read_registry(before, Settings()), Settings(), "main")
    registry = read_registry(files, settings)
    whole = check(registry, settings, TODAY, base=base)
    for path in {**files, **(before or {})}:
        alone = check(registry, settings, TODAY, base=base, only={path})
        assert of_path(alone, path) == of_path(whole, path)
        assert {finding.path for finding in (*alone.findings, *alone.ignored)} <= {path}


@each_case("name", [rule.name for rule in all_rules()])
def test_the_example_of_a_rule_is_found_in_its_file_alone(name: str) -> None:
    rule = RULES[name]
    if rule.scope in (Registry, PolicyChange):
        return
    before, after = sides(parse_page(rule.page).bad) or (None, parse_page(rule.page).bad)
    path = "postmortems/PM-0001.md" if rule.scope is Postmortem else "risks/SRR-0001.md"
    registry = read_registry(tree(after, path), Settings())
    base = None
    if before is not None:
        base = Base(read_registry(tree(before, path), Settings()), Settings(), "main")
    whole = check(registry, Settings(), TODAY, base=base)
    for each in {finding.path for finding in whole.findings}:
        alone = check(registry, Settings(), TODAY, base=base, only={each})
        assert alone.findings == tuple(
            finding for finding in whole.findings if finding.path == each
        )


def test_an_ignore_of_the_settings_or_the_baseline_is_not_called_unused_by_one_record() -> None:
    settings = parse({"ignore": {"score-level": {"SRR-0009": "gone"}}}, "srr.toml")
    registry = read_registry(tree("title: x", "risks/SRR-0001.md"), settings)
    baseline = Baseline({Key("SRR-0009", "score-level", "scope"): 1})
    whole = check(registry, settings, TODAY, baseline=baseline)
    assert [(finding.rule, finding.path) for finding in whole.findings] == [
        ("ignore-unused", "srr-baseline.json"),
        ("ignore-unused", "srr.toml"),
    ]
    alone = check(registry, settings, TODAY, baseline=baseline, only={"risks/SRR-0001.md"})
    assert alone.findings == ()


def test_a_comment_that_ignores_nothing_is_called_unused_by_its_record() -> None:
    files = {
        **tree("# srr: ignore[score-level] agreed\nteam: web", "risks/SRR-0001.md"),
        **tree("# srr: ignore[score-level] agreed\nteam: web", "risks/SRR-0002.md"),
    }
    registry = read_registry(files, Settings())
    alone = check(registry, Settings(), TODAY, only={"risks/SRR-0001.md"})
    assert [(finding.rule, finding.path) for finding in alone.findings] == [
        ("ignore-unused", "risks/SRR-0001.md")
    ]


def test_the_baseline_covers_one_record_alone_as_well() -> None:
    registry = read_registry(tree("area: kitchen", "risks/SRR-0001.md"), Settings())
    baseline = Baseline({Key("SRR-0001", "field-value", "area"): 1})
    alone = check(registry, Settings(), TODAY, baseline=baseline, only={"risks/SRR-0001.md"})
    assert (alone.findings, [finding.rule for finding in alone.ignored]) == ((), ["field-value"])


def test_rules_over_the_registry_do_not_run_for_one_record() -> None:
    over_all = ruling("a", Problem(HERE, path="risks/SRR-0001.md"), scope=Registry)
    over_one = ruling("b", Problem(HERE, key=("id",)))
    registry = read_registry(tree("title: x", "risks/SRR-0001.md"), Settings())
    rules = (over_all, over_one)
    assert [f.rule for f in check(registry, Settings(), TODAY, rules).findings] == ["a", "b"]
    alone = check(registry, Settings(), TODAY, rules, only={"risks/SRR-0001.md"})
    assert [finding.rule for finding in alone.findings] == ["b"]


def test_no_record_and_a_record_that_is_not_there_give_nothing() -> None:
    registry = read_registry(tree("area: kitchen", "risks/SRR-0001.md"), Settings())
    for only in ((), {"risks/SRR-0009.md"}):
        assert check(registry, Settings(), TODAY, only=only).findings == ()


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


@each_case(
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


def test_judged_records_stay_small_in_memory() -> None:
    """A registry of 100,000 records of twice this size must fit into 1 GB."""
    kept: list[int] = []
    reports: list[Report] = []
    tracemalloc.start()
    try:
        for first in range(1000, 1600, 150):
            paths = [f"risks/SRR-{first + n}.md" for n in range(150)]
            files = {path: record(path).encode() for path in paths}
            gc.collect()
            before, _ = tracemalloc.get_traced_memory()
            reports.append(check(read_registry(files, Settings()), Settings(), TODAY))
            gc.collect()
            kept.append(tracemalloc.get_traced_memory()[0] - before)
    finally:
        tracemalloc.stop()
    assert {report.risks for report in reports} == {150}
    # What is kept once for all, such as a compiled pattern or a full cache, is kept with one of them.
    assert min(kept) < 2_500 * 150
