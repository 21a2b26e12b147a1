from datetime import date

from kit.cases import each_case
from kit.examples import tree
from kit.judging import RULES, carets, judged, messages
from srr.lint.comparison import Base
from srr.lint.finding import Severity
from srr.lint.pull_request import judge
from srr.records.registry import read_registry
from srr.schema.settings import Settings

TODAY = date(2026, 2, 2)
PATH = "concerns/CN-0001.md"


@each_case(
    ("due", "message"),
    {
        "tomorrow": ("2026-02-03", []),
        "today": ("2026-02-02", []),
        "yesterday": ("2026-02-01", ["the report of 2026-02-01 is 1 day overdue on 2026-02-02"]),
        "last month": ("2026-01-26", ["the report of 2026-01-26 is 7 days overdue on 2026-02-02"]),
    }.values(),
)
def test_a_report_is_overdue_from_the_day_after_it_was_due(due: str, message: list[str]) -> None:
    assert messages("report-overdue", f"report_due: {due}\n", today=TODAY) == message


@each_case("status", ("assigned", "watching"))
def test_both_statuses_that_promise_a_report_are_asked_for_it(status: str) -> None:
    late = f"status: {status}\nreport_due: 2026-02-01\n"
    assert carets("report-overdue", late, today=TODAY) == ["report_due: «2026-02-01»"]


@each_case("status", ("resolved", "backlog", "promoted"))
def test_a_concern_that_ended_owes_no_report(status: str) -> None:
    assert not judged("report-overdue", f"status: {status}\nreport_due: 2026-02-01\n", today=TODAY)


def test_a_day_that_cannot_be_read_is_left_to_other_rules() -> None:
    assert not judged("report-overdue", "report_due: soon\n", today=TODAY)
    assert not judged("report-overdue", "# no report_due\n", today=TODAY)


def test_where_the_pull_request_says_nothing_new_of_the_concern_it_is_a_warning() -> None:
    late = tree("report_due: 2026-01-20\n## Reports\n", PATH)
    renamed = tree("report_due: 2026-01-20\ntier: user\n## Reports\n", PATH)
    assert severity(late, {**late, **tree("", "risks/SRR-0001.md")}) is Severity.WARNING
    assert severity(late, renamed) is Severity.ERROR


def severity(before: dict[str, bytes], after: dict[str, bytes]) -> Severity:
    base = Base(read_registry(before, Settings()), Settings(), "main")
    registry = read_registry(after, Settings())
    report = judge(registry, Settings(), TODAY, (RULES["report-overdue"],), base)
    (finding,) = report.findings
    return finding.severity
