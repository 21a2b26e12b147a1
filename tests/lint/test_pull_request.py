"""What a pull request answers for: rules of time wait where it says nothing new."""

from kit.cases import each_case
from kit.examples import TODAY, record
from srr.documents.tree import NotAFile, Tree
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.lint.pull_request import judge, touched_paths
from srr.records.registry import read_registry
from srr.schema.settings import Settings, parse

PATH = "risks/SRR-0001.md"
PM = "postmortems/PM-0001.md"
SETTINGS = Settings()
VISITS = "\n## Visits\n\n- 2026-01-19 ura: not-started, next 2026-01-30. Measured nothing.\n"
OVERDUE = (
    record(PATH).replace("2026-01-26", "2026-01-12").replace("2026-02-05", "2026-01-30") + VISITS
)
SPELLED = OVERDUE.replace("not-started\nowner", "未着手\nowner").replace("2026-01-12", "2026/1/12")
LATE_ACTION = record(PM).replace("due: 2026-03-02", "due: 2026-01-26", 1)


def severity(before: dict[str, str], after: dict[str, str], rule: str) -> Severity:
    """Return how severe the one finding of *rule* is in a pull request from *before* to *after*."""
    assert before != after
    old, new = (
        read_registry({path: text.encode() for path, text in side.items()}, SETTINGS)
        for side in (before, after)
    )
    report = judge(new, SETTINGS, TODAY, all_rules(), Base(old, SETTINGS, "main"))
    (found,) = (finding for finding in report.findings if finding.rule == rule)
    return found.severity


@each_case(
    ("before", "after"),
    [
        (OVERDUE, OVERDUE.replace("two seconds", "three seconds")),
        (OVERDUE, OVERDUE.replace("\n---\n\n", "\npostmortems: [PM-0001]\n---\n\n")),
        (OVERDUE, OVERDUE.replace("\n---\n\n", "\nrelated: [SRR-0002]\n---\n\n")),
        (SPELLED, OVERDUE),
        (OVERDUE, SPELLED),
        (OVERDUE, OVERDUE.replace("potential_impact: 6", 'potential_impact: "6"')),
        (OVERDUE, OVERDUE.replace("owner: ura\n", "").replace("title:", "owner: ura\ntitle:")),
        (OVERDUE, OVERDUE.replace("\n", "\r\n")),
        (OVERDUE, f"\ufeff{OVERDUE}"),
        (OVERDUE, OVERDUE.replace("next 2026-01-30. Measured", "next 2026-01-30.  Measured")),
    ],
)
def test_prose_links_and_spelling_leave_an_overdue_visit_a_warning(before: str, after: str) -> None:
    assert severity({PATH: before}, {PATH: after}, "visit-overdue") is Severity.WARNING


@each_case(
    ("before", "after"),
    [
        (OVERDUE, OVERDUE.replace("owner: ura", "owner: sato")),
        (OVERDUE, OVERDUE.replace("title: Orders", "title: All orders")),
        (OVERDUE, OVERDUE.replace("2026-01-30\n", "2026-01-29\n")),
        (OVERDUE, OVERDUE.replace("Measured nothing", "Measured it")),
        (OVERDUE, OVERDUE.replace("\n---\n\n", "\nx_note: {related: SRR-0002}\n---\n\n")),
        (OVERDUE.replace(VISITS, ""), OVERDUE),
        (SPELLED, OVERDUE.replace("not-started\nowner", "in-progress\nowner")),
    ],
)
def test_news_in_the_front_matter_or_the_visits_makes_it_an_error(before: str, after: str) -> None:
    assert severity({PATH: before}, {PATH: after}, "visit-overdue") is Severity.ERROR


def test_a_new_record_answers_for_its_dates() -> None:
    assert severity({}, {PATH: OVERDUE}, "visit-overdue") is Severity.ERROR


def test_a_rename_alone_does_not() -> None:
    moved = {"risks/SRR-0002.md": OVERDUE.replace("SRR-0001", "SRR-0002")}
    assert (
        severity({PATH: OVERDUE}, {"risks/SRR-1.md": OVERDUE}, "visit-overdue") is Severity.WARNING
    )
    assert severity({PATH: OVERDUE}, moved, "visit-overdue") is Severity.ERROR


def test_a_postmortem_that_a_new_risk_names_does_not_answer_for_a_late_action() -> None:
    linked = LATE_ACTION.replace("\nactions:", "\nrisks: [SRR-0001]\nactions:")
    assert severity({PM: LATE_ACTION}, {PM: linked}, "action-overdue") is Severity.WARNING
    moved = LATE_ACTION.replace("due: 2026-01-26", "due: 2026-01-27")
    assert severity({PM: LATE_ACTION}, {PM: moved}, "action-overdue") is Severity.ERROR


def test_every_other_rule_judges_every_changed_file() -> None:
    wrong = OVERDUE.replace("likelihood: 2", "likelihood: 2\npriority: 10")
    typo = wrong.replace("two seconds", "three seconds")
    assert severity({PATH: wrong}, {PATH: typo}, "score-priority") is Severity.ERROR


BROKEN = record(PATH).replace("owner: ura\n", "owner: @ura\n")
OTHER = "risks/SRR-0002.md"


def judged(before: Tree, after: Tree) -> Report:
    old, new = read_registry(before, SETTINGS), read_registry(after, SETTINGS)
    return judge(new, SETTINGS, TODAY, all_rules(), Base(old, SETTINGS, "main"))


def test_what_was_wrong_before_in_other_files_is_counted_and_not_shown() -> None:
    old = {PATH: BROKEN.encode(), OTHER: record(OTHER).encode()}
    new = {**old, OTHER: record(OTHER).replace("two seconds", "three").encode()}
    report = judged(old, new)
    assert (report.findings, report.hidden, report.base) == ((), 1, "main")
    assert report.touched == {OTHER}


def test_what_comes_with_time_is_shown_wherever_it_is() -> None:
    old = {PATH: OVERDUE.encode(), OTHER: record(OTHER).encode()}
    new = {**old, OTHER: record(OTHER).replace("two seconds", "three").encode()}
    report = judged(old, new)
    assert [(each.rule, each.path) for each in report.findings] == [("visit-overdue", PATH)]
    assert report.hidden == 0


def test_what_comes_with_time_is_said_on_one_line_in_files_that_are_left_alone() -> None:
    old = {
        path: record(path).replace("2026-02-05", "2026-01-30").encode() for path in (PATH, OTHER)
    }
    new = {**old, OTHER: old[OTHER].replace(b"two seconds", b"three")}
    late = [each for each in judged(old, new).findings if each.rule == "visit-overdue"]
    assert {each.path: each.brief for each in late} == {PATH: True, OTHER: False}
    assert {each.severity for each in late} == {Severity.WARNING}


def test_a_path_is_touched_where_its_content_differs_or_one_side_lacks_it() -> None:
    folder, link = NotAFile("folder"), NotAFile("link", "x")
    old = read_registry({PATH: b"a", OTHER: b"a", PM: folder}, SETTINGS)
    new = read_registry({PATH: b"a", OTHER: b"b", "risks/x.md": b"", PM: link}, SETTINGS)
    assert touched_paths(new, old) == {OTHER, "risks/x.md", PM}
    assert touched_paths(old, old) == frozenset()


SHOPS = "indicators/shops.csv"
SERIES = "date,value\n2026-01-19,12\n"
LIMIT = record(PATH).replace("likelihood: 2", "likelihood: 2\nbreaks_when: shops >= 15")


@each_case(
    ("row", "rule"), [("2026-01-26,15\n", "limit-reached"), ("2026-01-26,15", "limit-reached")]
)
def test_a_new_number_answers_for_the_conditions_that_hang_on_it(row: str, rule: str) -> None:
    before = {PATH: LIMIT, SHOPS: SERIES}
    assert severity(before, {**before, SHOPS: SERIES + row}, rule) is Severity.ERROR


def test_a_limit_that_others_reached_is_a_warning() -> None:
    before = {PATH: LIMIT, SHOPS: f"{SERIES}2026-01-26,15\n", PM: record(PM)}
    after = {**before, PM: record(PM).replace("forty", "fifty")}
    assert severity(before, after, "limit-reached") is Severity.WARNING
    after = {**before, PATH: LIMIT.replace("owner: ura", "owner: sato")}
    assert severity(before, after, "limit-reached") is Severity.ERROR


def test_a_new_number_does_not_answer_for_an_overdue_visit() -> None:
    overdue = OVERDUE.replace("likelihood: 2", "likelihood: 2\nbreaks_when: shops >= 15")
    before = {PATH: overdue, SHOPS: SERIES}
    after = {**before, SHOPS: f"{SERIES}2026-01-26,13\n"}
    assert severity(before, after, "visit-overdue") is Severity.WARNING


def test_a_series_that_a_pull_request_leaves_stale_is_an_error_only_where_it_writes_it() -> None:
    old = SERIES.replace("2026-01-19", "2025-11-19")
    before = {PATH: LIMIT, SHOPS: old, PM: record(PM)}
    grown = {**before, SHOPS: f"{old}2025-11-20,12\n"}
    assert severity(before, grown, "indicator-stale") is Severity.ERROR
    elsewhere = {**before, PM: record(PM).replace("forty", "fifty")}
    assert severity(before, elsewhere, "indicator-stale") is Severity.WARNING


def test_a_longer_max_age_does_not_excuse_a_stale_number_in_the_same_pull_request() -> None:
    old = {PATH: LIMIT.encode(), SHOPS: SERIES.replace("2026-01-19", "2025-11-19").encode()}
    new = {**old, PATH: LIMIT.replace("owner: ura", "owner: sato").encode()}
    patient = parse({"indicators": {"shops": {"max_age": "1y"}}}, "srr.toml")
    base = Base(read_registry(old, SETTINGS), SETTINGS, "main")
    rules = all_rules()
    report = judge(read_registry(new, patient), patient, TODAY, rules, base, base_rules=rules)
    (found,) = (each for each in report.findings if each.rule == "indicator-stale")
    assert found.severity is Severity.ERROR
    assert found.message.en.endswith("by the settings of main")


@each_case("level", ["off", "warning"])
def test_a_rule_that_is_turned_down_with_the_number_that_it_finds_is_still_an_error(
    level: str,
) -> None:
    old = {PATH: LIMIT.encode(), SHOPS: SERIES.encode()}
    new = {**old, SHOPS: f"{SERIES}2026-01-26,15\n".encode()}
    mild = parse({"rules": {"limit-reached": level}}, "srr.toml")
    base = Base(read_registry(old, SETTINGS), SETTINGS, "main")
    rules = all_rules()
    own = tuple(rule for rule in rules if level != "off" or rule.name != "limit-reached")
    report = judge(read_registry(new, mild), mild, TODAY, own, base, base_rules=rules)
    (found,) = (each for each in report.findings if each.rule == "limit-reached")
    assert found.severity is Severity.ERROR
    assert found.message.en.endswith("by the settings of main")
