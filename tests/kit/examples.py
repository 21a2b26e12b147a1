"""Records that are valid as they stand, and the fragments of rule pages laid over them."""

import re
from collections.abc import Iterator
from datetime import date

TODAY = date(2026, 2, 2)

RISK = """\
---
id: {id}
title: Orders fail when the stock service is slow
status: not-started
owner: ura
created: 2026-01-26
next_visit: 2026-02-05
current_impact: 1
potential_impact: 6
likelihood: 2
---

## Summary

Orders wait for the stock service without a limit of time.

## Log

- 2026-01-26: the p99 of orders rose from 2 s to 4 s.

## Cause

Not known yet.

## Plan

Give the call a limit of two seconds.

## Countermeasures

None so far.

## Next action

Measure the stock service on Friday evening.
"""

POSTMORTEM = """\
---
id: {id}
title: Orders failed for forty minutes
kind: incident
status: in-review
owner: ura
started: 2026-01-20T10:00+09:00
detected: 2026-01-20T10:05+09:00
mitigated: 2026-01-20T10:30+09:00
resolved: 2026-01-20T10:40+09:00
scope: 2
severity: 3
score: 6
trigger: config-push
cause_class: software
actions:
  - {{id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: 2026-03-02}}
  - {{id: A2, do: Add an index, viewpoint: make-permanent, owner: ura, due: 2026-03-02}}
  - {{id: A3, do: Review queries, viewpoint: prevent, owner: ura, due: 2026-03-02}}
  - {{id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura, due: 2026-03-02}}
  - {{id: A5, do: Write a runbook, viewpoint: recover-faster, owner: ura, due: 2026-03-02}}
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

The actions are in the backlog.
"""

CONCERN = """\
---
id: {id}
title: p99 of orders 2 s -> 4 s on Fridays
status: assigned
owner: ura
noticed: 2026-01-26
report_due: 2026-02-05
---

## Reports

- 2026-01-26 ura: assigned, due 2026-02-05. The p99 rose from 2 s to 4 s.
"""

_VALID = {"risks": RISK, "postmortems": POSTMORTEM, "concerns": CONCERN}
_PATH = re.compile(
    r"^(?:(?:risks|postmortems|concerns|indicators)/\S+|people\.toml|srr\.toml)$", re.MULTILINE
)
_SIDES = re.compile(r"before\n(?P<before>.*?)\n\nafter\n(?P<after>.*)", re.DOTALL)
_NO_FILE = "(no file)"
_MISSING = re.compile(r"# no (\S.*)")
_ESCAPE = re.compile(r"\{U\+([0-9A-F]{4,6})(?: x (\d+))?\}")


def record(path: str) -> str:
    """Return the text of a valid record for *path*."""
    name = path.rpartition("/")[2].removesuffix(".md")
    return _VALID[path.partition("/")[0]].format(id=name)


def sides(fragment: str) -> tuple[str, str] | None:
    """Return what stands under `before` and under `after`; None when the fragment has one side only."""
    found = _SIDES.fullmatch(fragment)
    return (found["before"], found["after"]) if found else None


def tree(fragment: str, default_path: str) -> dict[str, bytes]:
    """Lay *fragment* over valid records; see `srr.explanation` for how it is written.

    Lines that begin with `---` make a whole file as it stands; `{U+FEFF}` stands for that character,
    `{U+0041 x 9}` for nine of it.
    """
    return {
        path: _ESCAPE.sub(
            lambda found: chr(int(found[1], 16)) * int(found[2] or 1), _laid_over(path, lines)
        ).encode()
        for path, lines in _parts(fragment, default_path)
        if lines.strip() != _NO_FILE
    }


def _parts(fragment: str, default_path: str) -> Iterator[tuple[str, str]]:
    headers = list(_PATH.finditer(fragment))
    before = fragment[: headers[0].start()] if headers else fragment
    if before.strip() or not headers:
        yield default_path, before
    for header, following in zip(headers, [*headers, None][1:], strict=True):
        end = following.start() if following else len(fragment)
        yield header.group(), fragment[header.end() + 1 : end]


def _laid_over(path: str, fragment: str) -> str:
    if path.endswith((".toml", ".csv")) or "---\n" in fragment or fragment.startswith("{U+FEFF}"):
        return fragment
    front, heading, body = fragment.partition("## ")
    text = record(path)
    for missing in _MISSING.findall(front):
        text = _without(text, missing)
    keys = re.findall(r"^([^\s#:-][^:\n]*?):", front, re.MULTILINE)
    for key in keys:
        text = _without(text, key)
    kept = _MISSING.sub("", front).strip("\n")
    text = text.replace("\n---\n", f"\n{kept}\n---\n" if kept else "\n---\n", 1)
    for section in re.split(r"^## ", body, flags=re.MULTILINE) if heading else ():
        text = _with_section(text, section)
    return text


def _without(text: str, key: str) -> str:
    """Drop *key*, or the section of that heading, from a valid record."""
    line = re.compile(rf"^{re.escape(key)}:.*\n(?:[ ].*\n)*", re.MULTILINE)
    section = re.compile(rf"^## {re.escape(key)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    return section.sub("", line.sub("", text, count=1), count=1)


def _with_section(text: str, section: str) -> str:
    heading, _, content = section.partition("\n")
    new = f"## {heading}\n{content.rstrip()}\n\n"
    old = re.compile(rf"^## {re.escape(heading)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    replaced, count = old.subn(lambda _: new, text, count=1)
    return replaced if count else f"{text}\n{new}"
