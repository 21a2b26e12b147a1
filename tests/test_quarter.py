"""A team's quarter: what looked odd in October is a risk, then mitigated, and a stocktake clears out the rest."""

from pathlib import Path

import pytest

from kit.terminal import git, repository, srr
from srr.insights.agenda import agenda
from srr.records.registry import Registry
from srr.records.risk import Risk
from srr.records.visits import Visit
from srr.repository.workspace import open_workspace

pytestmark = pytest.mark.long

SETTINGS = '[meeting]\nevery = "1w"\nweekday = "tuesday"\nstocktake = ["december"]\n'
SCORES = ("--current-impact", "1", "--likelihood", "1")
PROVEN = """links:
  metrics:
    - https://metrics.example.com/d/p99
  pull_requests:
    - https://forge.example.com/orders/pulls/7
"""


class Team:
    """A registry in a repository; each day's work is a commit, and none of them brings a new error."""

    def __init__(self, root: Path) -> None:
        self.root = root
        git(repository(root), "config", "user.name", "Ura Taro")
        (root / "srr.toml").write_text(SETTINGS, encoding="utf-8")
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--message=start")

    def on(self, day: str, *commands: tuple[str, ...]) -> str:
        """Run *commands* on *day*, lint them as a pull request, commit, and return what they printed."""
        printed = ""
        for words in commands:
            done = srr(self.root, *words, SRR_TODAY=day)
            assert done.returncode == 0, (day, words, done.stdout, done.stderr)
            printed += done.stdout
        lint = srr(self.root, "lint", "--base", "HEAD", SRR_TODAY=day)
        assert lint.returncode == 0, (day, lint.stdout)
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", f"--message={day}")
        return printed

    def write(self, path: str, *changes: tuple[str, str]) -> None:
        """Change the file at *path* as somebody does in an editor."""
        text = (self.root / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.root / path).write_text(text, encoding="utf-8")

    def registry(self, day: str) -> Registry:
        return open_workspace(self.root, day).registry


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def filled(table: str, decisions: dict[str, tuple[str, str]]) -> str:
    """Return the table of a stocktake with a decision and words in the row of each id."""
    lines = table.splitlines()
    for at, line in enumerate(lines):
        decision = decisions.get(line.removeprefix("| ").partition(" ")[0])
        if decision:
            lines[at] = f"{line.removesuffix('|  |  |')}| {' | '.join(decision)} |"
    return "\n".join(lines) + "\n"


def last(registry: Registry, record_id: str) -> Visit:
    found = registry.find(record_id)
    assert found is not None
    assert isinstance(found, Risk)
    assert found.last_visit
    return found.last_visit


def test_a_concern_becomes_a_risk_that_is_mitigated_and_the_stocktake_clears_out_the_rest(
    team: Team,
) -> None:
    old = ("new", "risk", "--yes", "--owner", "kato", *SCORES, "--potential-impact", "3")
    team.on(
        "2026-06-02",
        (*old, "--title", "Labels of the old printers run out", "--summary", "Printed by hand."),
    )
    team.on("2026-06-09", ("visit", "1", "--note", "Two shops have them."))

    # Tuesday, 6 October: two things look odd; the next meeting asks for both.
    team.on(
        "2026-10-06",
        ("visit", "1", "--note", "Still two shops, and nobody asked since June."),
        ("note", "The p99 of orders doubles on Fridays", "--owner", "sato"),
        ("note", "A log line repeats every second", "--owner", "ura"),
    )
    opened = open_workspace(team.root, "2026-10-12")
    due = agenda(opened.registry, opened.settings, opened.today.date).reports
    assert {each.id for each in due} == {"CN-0001", "CN-0002"}
    assert {str(each.report_due) for each in due} == {"2026-10-13"}

    team.on(
        "2026-10-13",
        ("report", "CN-1", "--note", "Neither the database nor a release."),
        ("report", "CN-2", "--backlog", "https://tickets.example.com/7", "--note", "A day's work."),
    )
    # A week of investigation did not settle it.
    team.on(
        "2026-10-20",
        (
            *("new", "risk", "--from", "CN-1", "--yes", "--potential-impact", "6", *SCORES),
            *("--title", "Orders fail on Fridays", "--summary", "Guests wait for four seconds."),
        ),
    )
    registry = team.registry("2026-10-20")
    assert [concern.status for concern in registry.concerns] == ["promoted", "backlog"]
    assert registry.open_concerns == ()
    assert "Neither the database nor a release." in registry.risks[1].section("log")
    assert str(registry.risks[1].noticed) == "2026-10-06"
    assert "links" not in registry.risks[1].data, "the concern had none"

    team.write(
        "risks/SRR-0002.md",
        ("Why it happens; say so when it is not known yet.", "Slips are printed one by one."),
        (
            "The ways to deal with it, compared, and the one chosen.",
            "Print them in the background.",
        ),
        ("Find out what customers feel, how many of them, and how likely", "See how likely"),
    )
    team.on("2026-10-27", ("visit", "2", "--status", "in-progress", "--note", "Cause is found."))
    team.write(
        "risks/SRR-0002.md",
        (
            "What was done, with links to the changes and to what shows that it helped.",
            "- 2026-11-20: slips are printed in the background.",
        ),
        ("\n---\n\n## Summary", f"\n{PROVEN}---\n\n## Summary"),
    )
    team.on(
        "2026-11-24",
        (
            *("visit", "2", "--status", "mitigated", "--current-impact", "0"),
            *("--note", "The p99 is back at two seconds."),
        ),
    )
    visit = last(team.registry("2026-11-24"), "SRR-0002")
    meetings = open_workspace(team.root).settings.meetings
    assert visit.next is not None
    assert meetings.is_on(visit.next), "the next visit is on the day of a meeting"

    # December: the stocktake.
    table = team.on("2026-12-15", ("stocktake",))
    assert "SRR-0001" in table
    assert "SRR-0002" not in table
    decision = {"SRR-0001": ("dismiss obsolete", "The last old printer is gone since Monday.")}
    (team.root / "table.md").write_text(filled(table, decision), encoding="utf-8")
    team.on("2026-12-15", ("stocktake", "--apply", "table.md"))
    registry = team.registry("2026-12-15")
    dismissed = last(registry, "SRR-0001")
    assert (dismissed.after, registry.risks[0].resolution) == ("done", "obsolete")

    assert srr(team.root, "lint", SRR_TODAY="2026-12-15").returncode == 0
    news = srr(team.root, "agenda", "--since", "2026-10-01", SRR_TODAY="2026-12-15").stdout
    for record_id in ("SRR-0001", "SRR-0002", "CN-0001", "CN-0002"):
        assert record_id in news
