"""The rule slo-unreviewed beyond its page: whom it names, and where it points."""

from datetime import date

from kit.cases import each_case
from kit.judging import RULES, pointed_at
from srr.lint.engine import Report, check
from srr.records.registry import read_registry
from srr.repository.settings_file import usable_settings_in

TODAY = date(2026, 2, 2)
THREE = """\
# review_by = 2026-01-31 would have been too soon.
[[slo]]
name = "Ordering"
target = 99.95
owner = "kato"
review_by = 2026-01-31

[[slo]]
name = "Menus"
target = 99.9
window = "30d"
review_by = "2026-01-31"

[[slo]]
name = "Batch"
target = 99
review_by = 2026-02-02
"""


def report(settings: str, path: str = "srr.toml", today: date = TODAY) -> Report:
    files = {path: settings.encode()}
    chosen = usable_settings_in(files)
    return check(read_registry(files, chosen), chosen, today, (RULES["slo-unreviewed"],))


def test_it_says_who_was_to_look_at_what_by_when() -> None:
    assert [each.message.en for each in report(THREE).findings] == [
        "kato was to look at the objective Ordering again by 2026-01-31, 2 days before 2026-02-02",
        "the objective Menus was to be looked at again by 2026-01-31, 2 days before 2026-02-02",
    ]
    first, second = (each.help.en for each in report(THREE).findings if each.help)
    assert first == "ask whether 99.95 % over a month is still right, then move review_by"
    assert "99.9 % over 30 days" in second


@each_case(
    ("today", "names"),
    [("2026-01-31", 0), ("2026-02-01", 2), ("2026-02-03", 3)],
)
def test_on_the_day_itself_it_is_in_time(today: str, names: int) -> None:
    assert len(report(THREE, today=date.fromisoformat(today)).findings) == names


def test_it_points_at_the_day_of_each_objective() -> None:
    first, second = (each.place for each in report(THREE).findings)
    assert (first.line, second.line) == (6, 12)
    assert (first.column, first.end_column) == (13, 23)


@each_case(
    "settings",
    [
        'slo = [{ name = "A", target = 9, review_by = 2026-01-01 }, { name = "B", target = 9 }]',
        'slo = { target = 99, "review_by" = "2026-01-01" }',
        "[slo]\ntarget = 99\nreview_by = 2026-01-01",
        '[slo]\ntarget = 99\n"review_\\u0062y" = 2026-01-01',
    ],
)
def test_however_it_is_written_it_is_found(settings: str) -> None:
    findings = report(settings).findings
    assert findings
    assert {each.path for each in findings} == {"srr.toml"}


def test_the_settings_may_be_in_another_file() -> None:
    shared = "[project]\nname = 'x'\n\n[[tool.srr.slo]]\ntarget = 99\nreview_by = 2026-01-01\n"
    (finding,) = report(shared, "pyproject.toml").findings
    assert (finding.path, finding.place.line) == ("pyproject.toml", 6)


def test_time_alone_brings_it() -> None:
    assert RULES["slo-unreviewed"].dated
    assert pointed_at(report(THREE)) == ["srr.toml", "srr.toml"]
