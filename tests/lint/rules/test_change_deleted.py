"""What may be deleted, and the way out for what may not."""

from kit.cases import each_case
from kit.examples import TODAY, record
from srr.lint.catalogue import all_rules
from srr.lint.comparison import Base
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings

RISK, PM = "risks/SRR-0001.md", "postmortems/PM-0001.md"
RULES = tuple(rule for rule in all_rules() if rule.name == "change-deleted")


def deleted(path: str, key: str = "") -> tuple[Finding, ...]:
    text = record(path).replace("\nowner:", f"\n{key}owner:", 1)
    base = Base(read_registry({path: text.encode()}, Settings()), Settings(), "main")
    return check(Registry(), Settings(), TODAY, RULES, base).findings


def test_the_example_of_init_may_be_deleted() -> None:
    assert deleted(RISK, "x_starter: true\n") == ()


@each_case("key", ["", "x_starter: false\n", "x_starter: 'true'\n", "starter: true\n"])
def test_any_other_record_stays(key: str) -> None:
    assert len(deleted(RISK, key)) == 1


def test_a_risk_that_was_added_by_mistake_has_a_way_out() -> None:
    (finding,) = deleted(RISK)
    assert finding.help is not None
    for words in (finding.help.en, finding.help.ja):
        assert "srr visit SRR-0001 --status done --resolution not-a-risk --note" in words


def test_a_postmortem_is_closed_and_not_visited() -> None:
    (finding,) = deleted(PM)
    assert finding.help is not None
    assert "visit" not in finding.help.en


def test_it_is_reported_on_the_file_that_is_gone() -> None:
    assert [finding.path for finding in (*deleted(RISK), *deleted(PM))] == [RISK, PM]
