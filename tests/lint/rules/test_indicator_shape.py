"""The rule indicator-shape beyond its page."""

from kit.cases import each_case
from kit.examples import TODAY
from kit.judging import RULES, messages
from srr.documents.tree import NotAFile, Tree
from srr.lint.comparison import Base
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import read_registry
from srr.schema.settings import Settings

HEAD = "date,value\n2026-01-19,12\n"
PATH = "indicators/shops.csv"


def said(rows: str, name: str = "shops") -> list[str]:
    return messages("indicator-shape", f"indicators/{name}.csv\n{rows}")


def since(before: str, after: str) -> list[str]:
    """Return what is said of the series *after* where the base has it as *before*."""
    return [finding.message.en for finding in findings_since(before, after)]


def findings_since(before: str, after: str) -> tuple[Finding, ...]:
    settings = Settings()
    old, new = (read_registry({PATH: text.encode()}, settings) for text in (before, after))
    rules = (RULES["indicator-shape"],)
    return check(new, settings, TODAY, rules, Base(old, settings, "main")).findings


def found(tree: Tree) -> tuple[Finding, ...]:
    rules = (RULES["indicator-shape"],)
    return check(read_registry(tree, Settings()), Settings(), TODAY, rules).findings


@each_case(
    ("row", "message"),
    [
        ("2026-01-19,13", "the day has a number already"),
        ("2026-01-18,13", "the day lies before that of a row above"),
        ("2026-02-30,13", "the day does not exist, or lies outside of the years 2000 to 2100"),
        ("2026-01-26;13", "the line is not a day and a number, such as 2026-01-26,12"),
        ("2026-01-26,1e999", "the number is too large"),
        ("2026-02-04,13", "the row of 2026-02-04 lies after tomorrow; today is 2026-02-02"),
    ],
)
def test_a_wrong_row_is_found_where_it_is(row: str, message: str) -> None:
    files = {PATH: f"{HEAD}{row}\n".encode()}
    (finding,) = found(files)
    assert (finding.message.en, finding.place.line) == (message, 3)


@each_case("row", ["2026-01-26,13", "2026-02-03,13", "2026-01-26,-1.5e3"])
def test_a_right_row_is_accepted_even_from_a_country_where_it_is_tomorrow(row: str) -> None:
    assert said(f"{HEAD}{row}") == []


@each_case("name", ["2026/shops", "a<b", "a:b", "a\u202eb"])
def test_a_file_that_no_condition_can_name_is_found(name: str) -> None:
    (only,) = said(HEAD, name)
    assert "cannot be named in a condition" in only


def test_what_is_not_a_file_is_left_to_file_type() -> None:
    tree: Tree = {PATH: NotAFile("symlink", "/etc/passwd")}
    assert found(tree) == ()
    (finding,) = check(read_registry(tree, Settings()), Settings(), TODAY).findings
    assert (finding.rule, finding.path) == ("file-type", PATH)


def test_a_pull_request_adds_rows_and_changes_none() -> None:
    assert since(HEAD, f"{HEAD}2026-01-26,13\n") == []
    assert since(HEAD, HEAD.replace("12", "13")) == [
        "the number of 2026-01-19 was 12 before, and is 13 now"
    ]
    assert since(f"{HEAD}2026-01-26,13\n", HEAD) == ["the row of 2026-01-26 (13) is gone"]
    assert since(HEAD, HEAD.replace("12", "12.0")) == []


def test_a_row_that_lies_after_tomorrow_on_the_base_may_be_corrected() -> None:
    assert since(f"{HEAD}2027-01-26,13\n", f"{HEAD}2026-01-26,13\n") == []
    assert since(f"{HEAD}2026-02-04,13\n", HEAD) == []
    assert len(since(f"{HEAD}2026-02-03,13\n", HEAD)) == 1


def test_a_changed_number_is_pointed_at_with_the_way_to_correct_it() -> None:
    (finding,) = findings_since(HEAD, HEAD.replace("12", "13"))
    assert (finding.place.line, finding.place.column, finding.place.end_column) == (2, 1, 14)
    assert finding.help
    assert "[ignore.indicator-shape]" in finding.help.en
    (gone,) = findings_since(f"{HEAD}2026-01-26,13\n", HEAD)
    assert gone.help == finding.help


@each_case("after", ["", "date,value\n2026-01-28,14\n", "\ufffe"])
def test_rows_that_go_together_are_one_finding(after: str) -> None:
    found = since(f"{HEAD}2026-01-26,13\n2026-01-27,14\n", after)
    gone = "3 rows are gone, the first of 2026-01-19 and the last of 2026-01-27 (14)"
    assert [each for each in found if "gone" in each] == [gone]
