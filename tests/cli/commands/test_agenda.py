"""srr agenda as a person runs it."""

import json
from pathlib import Path

import pytest

from kit.dated import commit_on
from kit.examples import record
from kit.terminal import repository, srr


def test_the_list_goes_to_standard_output_as_of_the_date_given(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    (tmp_path / "risks/SRR-0002.md").write_text("no front matter", encoding="utf-8")
    done = srr(tmp_path, "agenda", "--today", "2026-02-06")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# Risk review, 2026-02-06\n")
    assert "Files that cannot be read: 1." in done.stdout
    assert "## Risks that come up (1)\n\n- [ ] **SRR-0001**" in done.stdout


def test_a_date_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    done = srr(tmp_path, "agenda", "--today", "2026-02-30")
    assert done.returncode == 2
    assert "--today is '2026-02-30'" in done.stderr


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """Two late risks, of two teams, and a postmortem with a late action that names the first."""
    for folder in ("risks", "postmortems"):
        (tmp_path / folder).mkdir()
    late = record("risks/SRR-0001.md").replace("not-started", "in-progress")
    late = late.replace("\nowner:", "\nteam: Web\nowner:")
    first = late.replace("Measure the", "Run `srr list`, then measure the")
    second = late.replace("SRR-0001", "SRR-0002").replace("team: Web", "team: data")
    (tmp_path / "risks/SRR-0001.md").write_text(first, encoding="utf-8")
    (tmp_path / "risks/SRR-0002.md").write_text(second, encoding="utf-8")
    pm = record("postmortems/PM-0001.md")
    action = "risks: [SRR-0001]\nactions:\n  - {id: A1, do: Alert, owner: ura, due: 2026-02-01}\n"
    text = pm.replace("\nowner:", f"\n{action}owner:")
    (tmp_path / "postmortems/PM-0001.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_terminal_shows_commands_as_they_are_typed(registry: Path) -> None:
    late = ("agenda", "--today", "2026-02-10")
    assert "  \n  Run `srr list`, then measure" in srr(registry, *late, COLUMNS="100").stdout
    assert "Run &#96;srr list&#96;, then" in srr(registry, *late).stdout


def test_as_json_each_risk_stands_once_with_its_reasons(registry: Path) -> None:
    done = srr(registry, "agenda", "--today", "2026-02-10", "--json")
    said = json.loads(done.stdout)
    assert [(risk["id"], risk["reasons"]) for risk in said["risks"]] == [
        ("SRR-0001", ["overdue", "no-report"]),
        ("SRR-0002", ["overdue", "no-report"]),
    ]
    assert said["actions"] == [
        {
            "postmortem": "PM-0001",
            "id": "A1",
            "do": "Alert",
            "owner": "ura",
            "due": "2026-02-01",
        }
    ]
    others = {"actions": 1, "reviews": 0, "drafts": 0, "concerns": 0}
    assert said["load"] == [{"owner": "ura", "risks": 2, "priority": 24, "unknown": 0, **others}]
    assert (said["version"], said["today"], said["team"]) == (1, "2026-02-10", None)


def test_a_team_gets_its_own_risks_and_their_postmortems(registry: Path) -> None:
    def ids(team: str) -> tuple[list[str], list[str], list[int]]:
        words = ("agenda", "--today", "2026-02-10", "--team", team, "--json")
        said = json.loads(srr(registry, *words).stdout)
        found = [risk["id"] for risk in said["risks"]]
        actions = [action["postmortem"] for action in said["actions"]]
        return found, actions, [load["risks"] for load in said["load"]]

    assert ids("web") == (["SRR-0001"], ["PM-0001"], [1])
    assert ids("data") == (["SRR-0002"], [], [1])
    markdown = srr(registry, "agenda", "--today", "2026-02-10", "--team", "data").stdout
    assert "SRR-0001" not in markdown
    assert "## Risks that come up (1)" in markdown


def test_the_news_since_a_day_or_a_commit_are_for_a_chat_and_may_be_none(tmp_path: Path) -> None:
    repository(tmp_path)
    path = "risks/SRR-0001.md"
    late = record(path).replace("2026-02-05", "2026-02-09")
    commit_on(tmp_path, "2026-01-28", {path: late})
    words = ("agenda", "--today", "2026-01-29", "--since")
    for since in ("2026-01-28", "HEAD"):
        done = srr(tmp_path, *words, since)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    seen = ("--status", "in-progress", "--note", "Orders hang.", "--by", "ura")
    assert srr(tmp_path, "visit", "1", *seen, "--today", "2026-01-29").returncode == 0
    for since in ("2026-01-28", "HEAD"):
        text = srr(tmp_path, *words, since).stdout
        assert text.startswith(f"Risks, 2026-01-29 (since {since})\n\nChanged\n- SRR-0001 Orders")
        assert text.rstrip().endswith("Not started → In progress. Orders hang.")
    assert srr(tmp_path, *words, "HEAD", "--team", "-").stdout == text
    assert srr(tmp_path, *words, "HEAD", "--team", "web").stdout == ""


def test_the_news_of_a_team_hold_the_concerns_of_its_people(tmp_path: Path) -> None:
    people = '[ura]\nteam = "web"\n[sato]\nteam = "data"\n'
    commit_on(repository(tmp_path), "2026-01-28", {"people.toml": people, "srr.toml": ""})
    day = ("--today", "2026-01-29")
    assert srr(tmp_path, "note", "Orders slow down.", "--owner", "ura", *day).returncode == 0
    for team, is_shown in (("web", True), ("data", False)):
        text = srr(tmp_path, "agenda", "--since", "HEAD", "--team", team, *day).stdout
        assert ("New concerns\n- CN-0001 Orders slow down. (ura)" in text) is is_shown, text


def test_a_day_or_a_commit_that_is_not_there_is_refused(tmp_path: Path) -> None:
    repository(tmp_path)
    commit_on(tmp_path, "2026-01-28", {"risks/SRR-0001.md": record("risks/SRR-0001.md")})
    for since, said in (
        ("2026-02-30", "--since is '2026-02-30'; write an existing date"),
        ("2027-01-28", "--since is 2027-01-28, which is after today, "),
        ("no-such-branch", "no-such-branch"),
    ):
        done = srr(tmp_path, "agenda", "--since", since)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert srr(tmp_path, "agenda", "--since", "HEAD", "--json").returncode == 2
