"""The risk of the first how-to page is reviewed by the commands that the next page shows, and prints what it shows."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.console import Step, shows, steps
from kit.terminal import git, repository, srr
from srr.language import Language

PAGES = Path(__file__).parents[1] / "tool" / "srr" / "site" / "how-to"
RISK = "risks/SRR-0002.md"
STARTED, SNOOZED, WATCHED, DECIDED = "2026-11-23", "2026-12-10", "2027-01-08", "2027-03-08"
CLEARED = "2027-06-07"
LOG, CAUSE, COUNTERMEASURES, NEXT_ACTION = 2, 3, 5, 6
PROOF = "[Limit](https://example.com/3), [chart](https://metrics.example.com/d/orders?from=1)."


def page(name: str, language: Language) -> str:
    suffix = ".ja.md" if language == "ja" else ".md"
    return (PAGES / f"{name}{suffix}").read_text(encoding="utf-8")


def write(risk: Path, number: int, words: str) -> None:
    """Write *words* into the section of that *number*."""
    parts = re.split(r"(?m)^(## .*)$", risk.read_text(encoding="utf-8"))
    parts[2 * number] = f"\n\n{words}\n\n"
    risk.write_text("".join(parts), encoding="utf-8")


def add(risk: Path, lines: str) -> None:
    """Add *lines* to the front matter."""
    text = risk.read_text(encoding="utf-8")
    risk.write_text(text.replace("---\n\n", f"{lines}---\n\n", 1), encoding="utf-8")


def shown(text: str) -> Iterator[Step]:
    """Yield the steps that print onto the screen."""
    return (step for step in steps(text) if ">" not in step.words)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_steps_of_the_page_print_what_it_shows(tmp_path: Path, language: Language) -> None:
    def follow(step: Step, day: str) -> None:
        done = srr(tmp_path, *step.words[1:], SRR_TODAY=day)
        assert shows(step.shown, (done.stderr + done.stdout).splitlines()), done

    risk, review = tmp_path / "risks/SRR-0002.md", page("review", language)
    git(repository(tmp_path), "config", "user.name", "Ada Lovelace")
    (new,) = (words for words, _ in steps(page("start", language)) if words[1] == "new")
    for words in (["init", "--language", language], new[1:]):
        assert srr(tmp_path, *words, SRR_TODAY=STARTED).returncode == 0
    refused, begun, handed, too_late, watched, news, apply, plan, accepted, unproven, fixed = shown(
        review
    )

    follow(refused, STARTED)
    write(risk, LOG, "- 2026-11-20: orders hung in three shops.")
    write(risk, NEXT_ACTION, "Set a limit of two seconds for the call.")
    follow(begun, STARTED)
    follow(handed, SNOOZED)
    follow(news, SNOOZED)
    follow(too_late, SNOOZED)
    follow(watched, WATCHED)
    (planned,) = re.findall(r"```yaml\n(horizon:.*?)```", review, re.DOTALL)
    add(risk, planned)
    follow(plan, WATCHED)
    follow(accepted, DECIDED)
    follow(unproven, DECIDED)
    write(risk, CAUSE, "The call to the stock service has no limit.")
    write(risk, COUNTERMEASURES, PROOF)
    follow(fixed, DECIDED)

    table = srr(tmp_path, "stocktake", SRR_TODAY=CLEARED).stdout
    (filled,) = re.findall(r"^\| SRR-0001 .*$", review, re.MULTILINE)
    (row,) = re.findall(r"^\| SRR-0001 .*$", table, re.MULTILINE)
    assert filled.startswith(row.removesuffix(" |  |  |") + " | keep | ")
    (tmp_path / "stocktake.md").write_text(table.replace(row, filled), encoding="utf-8")
    follow(apply, CLEARED)
    assert srr(tmp_path, "lint", SRR_TODAY=CLEARED).returncode == 0
