"""The year 2026 of an honest team of three: fifteen risks, three postmortems, a review every fourth Tuesday."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kit.team import Deed, Desk, Merge, PullRequest, one_day
from kit.terminal import git, repository

TEAM = ("ura", "mori", "kato")
MEETINGS = tuple(date(2026, 1, 6) + timedelta(weeks=4 * number) for number in range(13))
REVIEW = timedelta(weeks=4)
# Mori was on leave on this day, and reviewed two weeks later.
ABSENCE = (date(2026, 8, 18), "mori")
LATE = (date(2026, 9, 1), "mori")

SETTINGS = """\
title = "Risks of the order service"
timezone = "Asia/Tokyo"
closed_days = ["sat", "sun"]
holidays = ["2026-05-04", "2026-05-05", "2026-05-06", "2026-12-31"]
slo = { target = 99.95, window_days = 30 }

[postmortem]
draft_for = "2w"
review_for = "4w"
"""

RISK = """\
---
id: {name}
title: {title}
status: {status}
owner: {owner}
created: {created}
next_visit: {due}
current_impact: {current}
potential_impact: {potential}
{extra}likelihood: {likelihood}
links:
  metrics: ["https://metrics.example.com/d/{name}"]
---

## Summary

{title}. It was found while orders doubled within a year.

## Log

- {created}: the graph of {name} rose with the number of shops.

## Cause

One path takes every order, and it grows with them.

## Plan

Take the slow part out of the path, behind a switch.

## Countermeasures

- [A limit of two seconds](https://example.com/pull/{name}), with the graph before and after.

## Next action

Measure again on Friday evening.

## Visits

{visits}
"""

JAPANESE = """\
---
id: SRR-0012
title: 祝日の注文が集中すると、厨房への印刷が遅れる
status: watching
owner: kato
created: 2025-10-07
next_visit: 2026-02-03
current_impact: 1
potential_impact: 3
likelihood: 1
---

## 概要

注文が一度に届くと、印刷の待ち行列が伸びる。

## リスクの認知〜原因特定までのログ

- 2025-10-07: 連休に印刷が二分遅れた。

## 原因

印刷が一台ずつ順番に進むため。

## 対策方針

店舗ごとに待ち行列を分ける。

## 対策ログ

まだない。

## 次のアクション

連休の後に待ち時間を測る。

## 確認履歴

- 2025-12-09 kato: in-progress -> watching, next 2026-02-03. 連休でも一分以内だった。
"""

POSTMORTEM = """\
---
id: PM-0001
title: Orders failed for forty minutes after a change of the pool size
kind: incident
status: closed
owner: ura
started: 2025-11-20T10:00+09:00
detected: 2025-11-20T10:05+09:00
mitigated: 2025-11-20T10:30+09:00
resolved: 2025-11-20T10:40+09:00
scope: 2
severity: 3
score: 6
trigger: config-push
cause_class: software
risks: [SRR-0001]
actions:
  - {id: A1, do: Find the change, viewpoint: confirm-cause, owner: ura, due: 2025-12-02, done: 2025-11-21}
  - {id: A2, do: Check the size at start, viewpoint: make-permanent, owner: ura, due: 2025-12-02, done: 2025-12-01}
---

## Summary

A change of the pool size starved the order service.

## Impact

Half of the shops could not take orders.

## Timeline

| Time | Phase | What happened |
| --- | --- | --- |
| 10:00 | started | the change went out |

## Cause

The pool was set to 1 instead of 10.

## What went well

The alert rang after five minutes.

## What went wrong

Nobody knew where the pool is set.

## Where we were lucky

It was not a weekend.

## Follow-up

- prevent: none, because the size is checked at start now.
- detect-sooner: none, because five minutes are soon enough.
- recover-faster: none, because a rollback takes two minutes.
"""

REVIEWED = {
    "Impact": "A third of the shops could not take orders.",
    "Timeline": "| Time | Phase | What happened |\n|---|---|---|\n| 19:05 | started | orders time out |",
    "Cause": "A query without an index met the busiest evening.",
    "What went well": "The alert rang after four minutes.",
    "What went wrong": "Nobody had looked at slow queries since March.",
    "Where we were lucky": "It was over before the second rush.",
    "Follow-up": "The actions are in the backlog.",
}


class Start(NamedTuple):
    """A risk as it is when the year begins."""

    name: str
    title: str
    owner: str
    status: str
    current: int | str
    potential: int | str
    likelihood: int
    extra: str = ""

    def text(self) -> str:
        """Return its file: visited in December, or new where nobody has begun yet."""
        is_new = self.status == "not-started"
        due = "2026-01-06" if self.status in ("not-started", "in-progress") else "2026-02-03"
        line = f"- 2025-12-09 {self.owner}: in-progress"
        line += "" if self.status == "in-progress" else f" -> {self.status}"
        return RISK.format(
            **self._asdict(),
            created="2025-12-23" if is_new else "2025-10-07",
            due=due,
            visits="" if is_new else f"{line}, next {due}. Seen with the graph of November.",
        )


START = (
    Start("SRR-0001", "Orders fail when the stock service is slow", "ura", "in-progress", 3, 6, 2,
          extra="scope: 2\nseverity: 3\n"),
    Start("SRR-0002", "The night batch ends after the shops open", "mori", "in-progress", 1, 6, 2),
    Start("SRR-0003", "Reports for advertisers read a table without an index", "kato", "watching", 1, 6, 1),
    Start("SRR-0004", "A failover of the database takes a minute", "ura", "mitigated", 0, 10, 1),
    Start("SRR-0005", "The table of coupons grows without end", "mori", "not-started", 0, 3, 2),
    Start("SRR-0006", "Nobody knows what happens when the message broker is full", "kato", "in-progress", 1,
          "unknown", 2),
    Start("SRR-0007", "Invoices are late when the batch is late", "mori", "in-progress", 1, 6, 2),
    Start("SRR-0008", "Check-in locks the table that orders need", "ura", "in-progress", 3, 10, 2),
    Start("SRR-0009", "The search of shops scans every shop", "mori", "watching", 1, 3, 2),
    Start("SRR-0010", "Images of menus fill the disk", "ura", "not-started", 0, 3, 1),
    Start("SRR-0011", "The old tablets retry without a pause", "mori", "watching", 0, 6, 1),
)  # fmt: skip

DEEDS: dict[tuple[date, str], list[Deed]] = {}


def on(day: str, who: str) -> Callable[[Deed], Deed]:
    """Register what *who* does on *day*."""

    def registered(deed: Deed) -> Deed:
        DEEDS.setdefault((date.fromisoformat(day), who), []).append(deed)
        return deed

    return registered


def begin(folder: Path) -> None:
    """Commit the registry as it is when the year begins."""
    desk = Desk(repository(folder), "2026-01-05", "ura")
    # Flushing each commit to the disk would take more time than all the rest.
    git(folder, "config", "core.fsync", "none")
    for name in ("risks", "postmortems"):
        (folder / name).mkdir()
    desk.write("srr.toml", SETTINGS)
    for start in START:
        desk.write(start.name, start.text())
    desk.set("SRR-0001", postmortems="[PM-0001]")
    desk.write("SRR-0012", JAPANESE)
    desk.write("PM-0001", POSTMORTEM)
    desk.commit("The registry")


def play(folder: Path) -> list[Merge]:
    """Live the whole year in *folder*, and return every merge."""
    begin(folder)
    merges: list[Merge] = []
    for _, requests in groupby(_requests(), key=lambda request: request.day):
        merges += one_day(folder, list(requests))
    return merges


def _requests() -> Iterator[PullRequest]:
    reviews = {(day, who) for day in MEETINGS for who in TEAM} - {ABSENCE} | {LATE}
    for day, who in sorted(reviews | DEEDS.keys()):
        deeds = DEEDS.get((day, who), [])
        yield PullRequest(str(day), who, (*deeds, *([review] if (day, who) in reviews else [])))


def review(desk: Desk) -> None:
    """Visit each risk of one's own that is due before the next meeting."""
    today = date.fromisoformat(desk.day)
    following = min(day for day in (*MEETINGS, MEETINGS[-1] + REVIEW) if day > today)
    for name in desk.names():
        due, is_new = desk.value(name, "next_visit"), desk.value(name, "created") == desk.day
        if is_new or not due or due >= str(following) or desk.value(name, "owner") != desk.who:
            continue
        # srr visit proposes the middle of the window, which for work in progress is between two meetings.
        is_at_work = desk.value(name, "status") == "in-progress"
        month = today.month
        note = f"{30 + month}000 orders a day, and the p99 is {210 + 7 * month} ms."
        desk.visit(name, note, *(("--next", str(following)) if is_at_work else ()))


@on("2026-01-06", "kato")
def an_unknown_impact_is_assessed(desk: Desk) -> None:
    note = "A full broker stops every order, for ten minutes at most."
    desk.visit("SRR-0006", note, "--potential-impact", "6", "--next", "2026-02-03")


@on("2026-01-06", "mori")
def work_begins(desk: Desk) -> None:
    note = "Begins with counting the rows."
    desk.visit("SRR-0005", note, "--status", "in-progress", "--next", "2026-02-03")


@on("2026-01-06", "ura")
def work_begins_on_the_images(desk: Desk) -> None:
    note = "The disk is measured next week."
    desk.visit("SRR-0010", note, "--status", "in-progress", "--next", "2026-02-03")


@on("2026-02-03", "ura")
def it_was_no_risk(desk: Desk) -> None:
    note = "The images are in a bucket without a limit; the disk holds none."
    desk.visit("SRR-0010", note, "--status", "done", "--resolution", "not-a-risk")


@on("2026-02-03", "mori")
def the_batch_hurts_shops_today(desk: Desk) -> None:
    note = "Forty shops opened without prices."
    desk.visit("SRR-0002", note, "--current-impact", "3", "--next", "2026-03-03")


@on("2026-02-03", "kato")
def a_risk_is_found(desk: Desk) -> None:
    desk.do(
        *("new", "risk", "--yes", "--owner", "kato", "--title", "Refunds wait for one worker"),
        *("--summary", "Refunds queue behind one worker and reach guests a day later."),
        *("--scope", "2", "--severity", "3", "--likelihood", "2", "--current-impact", "1"),
        *("--next-action", "Count the refunds of a Saturday."),
    )


@on("2026-02-17", "kato")
def the_found_risk_is_taken_up(desk: Desk) -> None:
    desk.fill("SRR-0013", "Log", "- 2026-02-14: 900 refunds in an hour, 40 done.")
    note = "One worker does 40 an hour."
    desk.visit("SRR-0013", note, "--status", "in-progress", "--next", "2026-03-03")


@on("2026-03-03", "ura")
def the_stock_service_has_a_limit(desk: Desk) -> None:
    note = "The limit is out, and no order waited for two weeks."
    desk.visit("SRR-0001", note, "--status", "mitigated", "--current-impact", "0")


@on("2026-03-31", "kato")
def a_risk_is_accepted(desk: Desk) -> None:
    desk.do(
        *("accept", "SRR-0003", "--by", "ura", "--next", "2026-06-23"),
        *("--because", "An index costs more than the reports of forty advertisers."),
        *("--consequence", "A report takes up to a minute."),
        *("--consequence", "Two reports at once fail."),
        *("--holds-while", "advertisers < 50", "--holds-while", "reports_a_day < 200"),
        *("--until", "2026-10-30", "--reviewer", "mori", "--note", "Ura accepts it until autumn."),
    )


@on("2026-04-28", "mori")
def one_risk_is_another_one(desk: Desk) -> None:
    desk.set("SRR-0007", duplicate_of="SRR-0002")
    note = "Late invoices are the late batch of SRR-0002."
    desk.visit("SRR-0007", note, "--status", "done", "--resolution", "duplicate")


@on("2026-04-28", "kato")
def an_incident_is_written_down(desk: Desk) -> None:
    desk.do(
        *("new", "postmortem", "--yes", "--owner", "kato", "--risk", "SRR-0013"),
        *("--title", "Refunds stood still for an evening", "--started", "2026-04-22 19:05"),
        *("--summary", "No refund was paid from 19:05 to 20:45."),
    )
    desk.set(
        "PM-0002",
        detected="2026-04-22T19:09+09:00",
        mitigated="2026-04-22T20:30+09:00",
        resolved="2026-04-22T20:45+09:00",
    )


@on("2026-05-05", "kato")
def the_postmortem_goes_into_review(desk: Desk) -> None:
    desk.set("PM-0002", status="in-review", scope=2, severity=3, score=6)
    desk.set("PM-0002", trigger="capacity", cause_class="software")
    desk.set(
        "PM-0002",
        actions="\n"
        "  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: kato, due: 2026-05-29}\n"
        "  - {id: A2, do: Add the index, viewpoint: make-permanent, owner: kato, due: 2026-07-24}\n"
        "  - {id: A3, do: Review slow queries, viewpoint: prevent, owner: mori, due: 2026-07-31}\n"
        "  - {id: A4, do: Alert on the queue, viewpoint: detect-sooner, owner: ura, due: 2026-07-31}\n"
        "  - {id: A5, do: Write a runbook, viewpoint: recover-faster, owner: kato, due: 2026-07-24}",
    )
    for heading, words in REVIEWED.items():
        desk.fill("PM-0002", heading, words)


@on("2026-05-19", "kato")
def the_postmortem_is_reviewed(desk: Desk) -> None:
    desk.set("PM-0002", status="reviewed")
    desk.edit("PM-0002", "due: 2026-05-29}", "due: 2026-05-29, done: 2026-05-15}")


@on("2026-05-26", "mori")
def a_risk_is_handed_over(desk: Desk) -> None:
    desk.set("SRR-0009", owner="kato", next_visit="2026-07-21")
    line = "- 2026-05-26 mori: watching, owner mori -> kato, next 2026-07-21. Kato owns the search now."
    desk.append("SRR-0009", line)


@on("2026-05-26", "ura")
def another_risk_is_found(desk: Desk) -> None:
    desk.do(
        *("new", "risk", "--yes", "--owner", "ura", "--title", "Prices are cached for a day"),
        *("--summary", "A wrong price stays on the tablets for a day."),
        *("--potential-impact", "6", "--likelihood", "2", "--current-impact", "0"),
        *("--next-action", "Ask ten shops how they correct a price."),
    )


@on("2026-06-09", "ura")
def the_other_risk_is_taken_up(desk: Desk) -> None:
    desk.fill("SRR-0014", "Log", "- 2026-06-08: ten shops restart their tablets.")
    desk.fill("SRR-0014", "Next action", "Give the cache an end of five minutes.")
    note = "All ten restart their tablets."
    # Ura is in another time zone, where it is tomorrow already.
    ahead = desk._replace(day="2026-06-10")
    ahead.visit("SRR-0014", note, "--status", "in-progress", "--next", "2026-06-23")


@on("2026-06-23", "mori")
def the_batch_is_quicker(desk: Desk) -> None:
    note = "In two parts the batch ends at four."
    desk.visit(
        "SRR-0002", note, "--status", "mitigated", "--current-impact", "1", "--next", "2026-08-18"
    )


@on("2026-06-23", "mori")
def old_tablets_are_gone(desk: Desk) -> None:
    note = "The last old tablet was sent back."
    desk.visit("SRR-0011", note, "--status", "done", "--resolution", "obsolete")


@on("2026-06-23", "kato")
def an_acceptance_gets_stricter(desk: Desk) -> None:
    desk.edit("SRR-0003", "reports_a_day < 200", "reports_a_day < 150\n    - shops < 900")
    desk.edit("SRR-0003", "until: 2026-10-30", "until: 2026-09-30")


@on("2026-06-23", "kato")
def labels_are_written_and_fixed(desk: Desk) -> None:
    desk.set("SRR-0012", status="様子見", next_visit="2026/08/18")
    desk.append("SRR-0012", "- 2026-06-23 kato: 様子見、次回 2026-08-18。梅雨の週末も一分以内。")
    desk.do("fix")


@on("2026-07-21", "mori")
def a_risk_moves_to_the_backlog(desk: Desk) -> None:
    desk.edit("SRR-0005", "links:\n", 'links:\n  backlog: ["https://example.com/backlog/7"]\n')
    note = "The platform team deletes old coupons."
    desk.visit("SRR-0005", note, "--status", "done", "--resolution", "moved")


@on("2026-07-21", "kato")
def actions_are_done_and_one_is_put_off(desk: Desk) -> None:
    desk.edit("PM-0002", "due: 2026-07-24}", "due: 2026-07-24, done: 2026-06-12}")
    desk.edit("PM-0002", "due: 2026-07-31}", "due: 2026-07-31, done: 2026-07-20}")
    desk.edit("PM-0002", "due: 2026-07-31}", "due: 2027-02-26}")
    desk.edit("PM-0002", "due: 2026-07-24}", "due: 2026-07-24, done: 2026-06-30}")
    desk.edit(
        "PM-0002",
        "in the backlog.",
        "in the backlog.\n\n- A4: waits for the new queue, in February.",
    )


@on("2026-07-21", "ura")
def the_limit_is_watched(desk: Desk) -> None:
    desk.visit("SRR-0001", "Quiet since March; watched until autumn.", "--status", "watching")


@on("2026-08-18", "kato")
def refunds_have_three_workers(desk: Desk) -> None:
    desk.fill("SRR-0013", "Cause", "One worker pays all refunds, one by one.")
    desk.fill("SRR-0013", "Plan", "Three workers, and a limit for each payment.")
    desk.fill("SRR-0013", "Countermeasures", "[Three workers](https://example.com/pull/77).")
    note = "Three workers did 900 refunds in an hour."
    desk.visit("SRR-0013", note, "--status", "mitigated", "--likelihood", "1")


@on("2026-08-25", "ura")
def a_word_is_corrected_in_an_overdue_record(desk: Desk) -> None:
    desk.edit("SRR-0002", "within a year", "in one year")


@on("2026-08-26", "ura")
def leave_is_an_excuse_for_some_days(desk: Desk) -> None:
    excuse = "# srr: ignore[visit-overdue until=2026-09-04] Mori is on leave.\nnext_visit:"
    desk.edit("SRR-0002", "next_visit:", excuse)


@on("2026-09-01", "mori")
def the_excuse_is_over(desk: Desk) -> None:
    text = desk.text("SRR-0002")
    desk.write(
        "SRR-0002", "".join(line for line in text.splitlines(True) if "srr: ignore" not in line)
    )


@on("2026-09-15", "kato")
def the_acceptance_is_renewed(desk: Desk) -> None:
    desk.edit("SRR-0003", "decided: 2026-03-31", "decided: 2026-09-15")
    desk.edit("SRR-0003", "until: 2026-09-30", "until: 2027-03-31")
    desk.edit("SRR-0003", "reviewer: mori", "reviewer: kato")
    desk.edit("SRR-0003", "forty advertisers", "forty-two advertisers")
    desk.set("SRR-0003", next_visit="2026-12-08")
    desk.append(
        "SRR-0003",
        "- 2026-09-15 kato: accepted, reviewer mori -> kato, until 2026-09-30 -> 2027-03-31,"
        " next 2026-12-08. Forty-two advertisers; ura renewed it.",
    )


@on("2026-09-15", "ura")
def prices_are_cached_for_minutes(desk: Desk) -> None:
    desk.fill("SRR-0014", "Cause", "The cache has no end.")
    desk.fill("SRR-0014", "Plan", "Five minutes in place of a day.")
    desk.fill("SRR-0014", "Countermeasures", "[Five minutes](https://example.com/pull/91).")
    desk.visit("SRR-0014", "A price is right after five minutes.", "--status", "mitigated")


@on("2026-10-13", "ura")
def a_risk_is_solved(desk: Desk) -> None:
    note = "Seven months without a slow order; the limit stays."
    desk.visit("SRR-0001", note, "--status", "done", "--resolution", "fixed")


@on("2026-10-13", "ura")
def a_window_gets_stricter(desk: Desk) -> None:
    desk.write("srr.toml", f'{desk.text("srr.toml")}\n[windows]\nwatching = ["1m", "10w"]\n')


@on("2026-10-13", "kato")
def a_postmortem_is_closed_and_a_risk_carries_it(desk: Desk) -> None:
    desk.set("PM-0002", status="closed")


@on("2026-11-10", "ura")
def check_in_stops_orders(desk: Desk) -> None:
    note = "Orders of two hundred shops stood for an hour."
    desk.visit("SRR-0008", note, "--current-impact", "10", "--next", "2026-12-08")


@on("2026-11-10", "mori")
def a_closed_risk_comes_back(desk: Desk) -> None:
    note = "Ninety old tablets came back from a store room."
    desk.visit("SRR-0011", note, "--status", "in-progress", "--next", "2026-12-08")


@on("2026-12-08", "mori")
def a_risk_of_unknown_size_is_found(desk: Desk) -> None:
    desk.do(
        *("new", "risk", "--yes", "--owner", "mori", "--title", "Receipts may be printed twice"),
        *("--summary", "A retry may print a receipt twice; nobody knows how often."),
        *("--next-action", "Count receipts against orders."),
    )


@on("2026-12-08", "ura")
def an_outage_is_written_down(desk: Desk) -> None:
    desk.do(
        *("new", "postmortem", "--yes", "--owner", "ura", "--risk", "SRR-0008"),
        *("--title", "Check-in stopped orders for an hour", "--started", "2026-12-03 12:00"),
        *("--summary", "Two hundred shops took no orders from 12:00 to 13:00."),
    )
    desk.set("PM-0003", mitigated="2026-12-03T12:50+09:00", resolved="2026-12-03T13:00+09:00")


@on("2026-12-08", "kato")
def the_days_off_of_next_year_are_entered(desk: Desk) -> None:
    desk.edit("srr.toml", '"2026-12-31"]', '"2026-12-31", "2027-01-01"]')
