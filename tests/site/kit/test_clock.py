"""What a page says of days, and what it tells the browser of them."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from kit.cases import each_case
from kit.examples import TODAY
from kit.sites import site, words
from srr.site.kit.clock import (
    ACCEPTANCE_END,
    ACTION_DUE,
    LAST_REPORT,
    REPORT_DUE,
    VISIT_DUE,
    clock,
    count,
    day_label,
)
from srr.site.kit.site import Site

KINDS = {
    kind.name: kind for kind in (VISIT_DUE, ACCEPTANCE_END, ACTION_DUE, REPORT_DUE, LAST_REPORT)
}


def empty(**settings: object) -> Site:
    return site({"risks/SRR-0001.md": ""}, settings)


@pytest.mark.parametrize("pinned", [True, False])
def test_the_browser_is_told_whether_somebody_chose_the_day(pinned: bool) -> None:
    shown = replace(empty(), pinned=pinned)
    assert ("data-pinned" in clock(shown)) is pinned


@each_case(
    ("kind", "ahead", "english", "japanese"),
    [
        ("visit", -1, "Overdue by 1 day", "1 日超過"),
        ("visit", -2, "Overdue by 2 days", "2 日超過"),
        ("visit", 0, "Due today", "本日期限"),
        ("visit", 1, "", ""),
        ("acceptance", -1, "Expired 1 day ago", "1 日前に失効"),
        ("acceptance", -40, "Expired 40 days ago", "40 日前に失効"),
        ("acceptance", 0, "Ends today", "本日まで"),
        ("acceptance", 1, "Ends in 1 day", "あと 1 日"),
        ("acceptance", 30, "Ends in 30 days", "あと 30 日"),
        ("acceptance", 31, "", ""),
        ("report-due", -1, "Overdue by 1 day", "1 日超過"),
        ("report-due", 0, "Due today", "本日期限"),
        ("report-due", 1, "", ""),
        ("action", -1, "1 day late", "1 日超過"),
        ("action", -2, "2 days late", "2 日超過"),
        ("action", 0, "Due today", "本日期限"),
        ("action", 1, "", ""),
        ("report", -1, "· 1 day ago", "· 1 日前"),
        ("report", -7, "· 7 days ago", "· 7 日前"),
        ("report", 0, "· today", "· 本日"),
        ("report", 1, "", ""),
    ],
)
def test_a_day_is_told_by_its_kind(kind: str, ahead: int, english: str, japanese: str) -> None:
    day = TODAY + timedelta(days=ahead)
    for language, said in (("en", english), ("ja", japanese)):
        assert words(day_label(KINDS[kind], day, empty(language=language))) == said


def test_the_colour_tells_what_is_late_from_what_is_near() -> None:
    late, near = (day_label(ACCEPTANCE_END, TODAY + timedelta(days=n), empty()) for n in (-1, 1))
    assert "srr-overdue" in late
    assert "srr-due-soon" in near
    assert "srr-badge" not in day_label(LAST_REPORT, TODAY - timedelta(days=9), empty())


def test_only_a_visit_has_days_of_grace() -> None:
    late = TODAY - timedelta(days=3)
    found = {key: words(day_label(kind, late, empty(grace_days=3))) for key, kind in KINDS.items()}
    assert found == {
        "visit": "",
        "acceptance": "Expired 3 days ago",
        "action": "3 days late",
        "report-due": "Overdue by 3 days",
        "report": "· 3 days ago",
    }


def test_the_browser_gets_the_day_with_its_kind_and_the_words_of_each_kind() -> None:
    shown = day_label(ACTION_DUE, date(2026, 3, 1), empty())
    assert 'data-day="2026-03-01"' in shown
    handed = re.findall(r'data-name="(\w+)" data-grace="(\d+)"', clock(empty(grace_days=3)))
    assert handed == [
        ("visit", "3"),
        ("acceptance", "0"),
        ("action", "0"),
        ("report", "0"),
        ("when", "0"),
        ("ahead", "0"),
    ]
    for kind in re.findall(r'data-kind="(\w+)"', shown):
        assert kind in dict(handed)


def test_what_is_late_among_days_is_counted() -> None:
    days = [TODAY - timedelta(days=1), TODAY, None]
    shown = count("b", VISIT_DUE, days, empty())
    assert words(shown) == "1"
    assert 'data-days="2026-02-01 2026-02-02"' in shown
    none = count("b", VISIT_DUE, [], empty())
    assert (words(none), 'data-n="0"' in none) == ("0", True)
