"""The scripts that CI runs, run for real: a folder stands in for the forge, and a small program for `gh`."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from forge import gitlab as gitlab_api
from kit.answering import answering, reply
from kit.examples import record
from kit.terminal import TODAY, commit, environment, git, repository
from kit.workflows import weekly_numbers

pytestmark = pytest.mark.long

pytest.importorskip("jq")

REPO = Path(__file__).parents[1]
SCRIPTS = REPO / "tool/srr/starter/ci"
PATH = "risks/SRR-0001.md"
LATE = "2026-03-01"


def text(path: str, *lines: str) -> str:
    added = "".join(f"{line}\n" for line in lines)
    return record(path).replace("\n---\n", f"\n{added}---\n", 1)


class Forge:
    """A runner: its folder, the programs on its path, and the files that a step writes to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.repo = repository(folder / "repo")
        bin_folder = folder / "bin"
        bin_folder.mkdir()
        python = shlex.quote(sys.executable)
        program(bin_folder / "srr", f'exec {python} -m srr "$@"')
        gh = shlex.quote(str(REPO / "tests/forge/gh.py"))
        program(bin_folder / "gh", f'exec {python} {gh} "$@"')
        self.env = environment(
            PATH=f"{bin_folder}:{os.environ['PATH']}",
            FORGE=str(folder),
            RUNNER_TEMP=str(folder),
            GITHUB_STEP_SUMMARY=str(folder / "summary.md"),
            GITHUB_PATH=str(folder / "path"),
            GITHUB_ACTION_PATH=str(REPO),
            GITHUB_SERVER_URL="https://github.example.com",
            GITHUB_REPOSITORY="a/b",
            GITHUB_RUN_ID="7",
            GH_TOKEN="a token",  # noqa: S106 - the fake wants one
        )
        for name in ("GITHUB_BASE_REF", "SRR_BASE", "GITHUB_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
            self.env.pop(name, None)

    def run(self, script: Path | str, *shell: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a script file, or the lines of a step, as the runner does."""
        given = [str(script)] if isinstance(script, Path) else ["-c", script]
        return subprocess.run(
            [*(shell or ("sh",)), *given],
            cwd=self.repo,
            env={**self.env, **more},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    @property
    def issues(self) -> list[dict[str, Any]]:
        """The issues, as the forge holds them."""
        found: list[dict[str, Any]] = json.loads((self.folder / "issues.json").read_text("utf-8"))
        return found

    @property
    def comments(self) -> list[dict[str, Any]]:
        """The comments of the pull request."""
        path = self.folder / "comments.json"
        found: list[dict[str, Any]] = json.loads(path.read_text("utf-8")) if path.exists() else []
        return found

    def pull_request(self, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the check of a pull request from a branch of the repository itself."""
        given = {"GITHUB_REF": "refs/pull/12/merge", "SRR_HEAD": "a/b", "SRR_TODAY": TODAY}
        return self.run(SCRIPTS / "pull-request.sh", **{**given, **more})

    @property
    def summary(self) -> str:
        """What the job's summary shows."""
        return (self.folder / "summary.md").read_text(encoding="utf-8")

    def overdue(self, **more: str) -> subprocess.CompletedProcess[str]:
        """Run the weekly check."""
        return self.run(SCRIPTS / "overdue.sh", **more)


def program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    made = Forge(tmp_path)
    commit(made.repo, PATH, text(PATH))
    return made


def test_a_push_checks_everything(forge: Forge) -> None:
    assert forge.run(SCRIPTS / "pull-request.sh").returncode == 0
    late = forge.run(SCRIPTS / "pull-request.sh", SRR_TODAY=LATE)
    assert late.returncode == 1
    assert late.stdout.startswith("::error title=visit-overdue,file=risks/SRR-0001.md,")


@pytest.fixture
def merged(forge: Forge) -> Forge:
    """Return a runner as checkout with fetch-depth 2 leaves it on a pull request's merge ref."""
    origin = forge.repo
    git(origin, "switch", "--quiet", "--create", "topic")
    commit(origin, "risks/SRR-0002.md", text("risks/SRR-0002.md", "area: kitchen"))
    git(origin, "switch", "--quiet", "main")
    commit(origin, "README.md")
    git(origin, "merge", "--quiet", "--no-ff", "--message=merge", "topic")
    forge.repo = forge.folder / "clone"
    git(forge.folder, "clone", "--quiet", "--depth=2", f"file://{origin}", "clone")
    git(forge.repo, "checkout", "--quiet", "--detach")
    git(forge.repo, "update-ref", "-d", "refs/remotes/origin/main")
    forge.env["GITHUB_BASE_REF"] = "main"
    forge.env["GITHUB_SHA"] = git(forge.repo, "rev-parse", "HEAD").strip()
    git(forge.repo, "branch", "--quiet", "--delete", "--force", "main")
    return forge


def test_a_pull_request_two_deep_answers_for_what_it_changes(merged: Forge) -> None:
    done = merged.run(SCRIPTS / "pull-request.sh", SRR_TODAY=LATE)
    assert done.returncode == 1, done.stderr
    assert "::error title=field-value,file=risks/SRR-0002.md," in done.stdout
    assert "::warning title=visit-overdue,file=risks/SRR-0001.md," in done.stdout
    assert "SRR-0002" in merged.summary.partition("field-value")[0]


def test_a_pull_request_gets_one_comment_that_is_brought_up_to_date(merged: Forge) -> None:
    assert merged.pull_request().returncode == 1
    (comment,) = merged.comments
    assert comment["body"] == merged.summary.partition("\n## ")[0]
    assert comment["body"].startswith("<!-- srr-diff -->\n")
    commit(merged.repo, "risks/SRR-0003.md", text("risks/SRR-0003.md"))
    assert merged.pull_request(SRR_BASE="HEAD~1").returncode == 0
    (again,) = merged.comments
    assert again["id"] == comment["id"]
    assert "SRR-0003" in again["body"]


def test_a_pull_request_about_something_else_gets_no_comment(merged: Forge) -> None:
    assert merged.pull_request(SRR_BASE="HEAD").returncode == 0
    assert merged.comments == []
    assert "<!-- srr-diff -->" in merged.summary


def test_a_comment_is_brought_up_to_date_also_when_nothing_is_left_to_say(merged: Forge) -> None:
    merged.pull_request()
    merged.pull_request(SRR_BASE="HEAD")
    (comment,) = merged.comments
    assert comment["body"].startswith("<!-- srr-diff -->\n**No risk")


@pytest.mark.parametrize(
    "given", [{"SRR_HEAD": "fork/b"}, {"SRR_HEAD": ""}, {"GH_TOKEN": ""}], ids=str
)
def test_from_a_fork_and_without_a_token_it_stays_the_summary(
    merged: Forge, given: dict[str, str]
) -> None:
    done = merged.pull_request(**given)
    assert done.returncode == 1, done.stderr
    assert "::notice" not in done.stdout
    assert merged.comments == []
    assert "SRR-0002" in merged.summary


@pytest.mark.parametrize("may", ["", "read"])
@pytest.mark.parametrize(
    ("language", "said"), [("en", "could not be written"), ("ja", "コメントを書けない")]
)
def test_a_token_that_may_not_write_says_so_in_one_line_and_fails_nothing(
    merged: Forge, may: str, language: str, said: str
) -> None:
    done = merged.pull_request(FORGE_MAY=may, SRR_LANGUAGE=language, SRR_BASE="HEAD^1")
    notices = [line for line in done.stdout.splitlines() if line.startswith("::notice::")]
    assert len(notices) == 1
    assert said in notices[0]
    assert (done.returncode, merged.comments) == (1, [])


def test_the_comment_of_somebody_else_with_the_marker_is_left_alone(merged: Forge) -> None:
    theirs = {"id": 1, "user": {"login": "mallory"}, "body": "<!-- srr-diff -->\nmine"}
    many = [{"id": n, "user": {"login": "ura"}, "body": "me too"} for n in range(2, 150)]
    (merged.folder / "comments.json").write_text(json.dumps([theirs, *many]), encoding="utf-8")
    merged.pull_request()
    merged.pull_request()
    assert len(merged.comments) == 150
    assert merged.comments[0] == theirs


def test_two_registries_in_one_repository_have_a_comment_and_an_issue_each(merged: Forge) -> None:
    for name in ("信頼性", "team--a"):
        for number in (1, 2):
            path = f"risks/SRR-{number:04}.md"
            commit(merged.repo, f"{name}/{path}", text(path))
    for name in ("信頼性", "team--a", "信頼性", "team--a"):
        assert merged.pull_request(SRR_ROOT=name, SRR_BASE="HEAD~4").returncode in (0, 1)
        assert merged.overdue(SRR_ROOT=name, SRR_TODAY=LATE).returncode == 1
    assert len(merged.comments) == len({each["body"].splitlines()[0] for each in merged.comments})
    assert [each["body"].splitlines()[0] for each in merged.comments] == [
        "<!-- srr-diff %E4%BF%A1%E9%A0%BC%E6%80%A7 -->",
        "<!-- srr-diff team%2D%2Da -->",
    ]
    assert len(merged.issues) == 2


def test_a_clone_that_holds_too_little_is_told_and_not_green(merged: Forge) -> None:
    origin = merged.folder / "repo"
    git(merged.folder, "clone", "--quiet", "--depth=1", f"file://{origin}", "shallow")
    merged.repo = merged.folder / "shallow"
    git(merged.repo, "checkout", "--quiet", "--detach")
    git(merged.repo, "update-ref", "-d", "refs/remotes/origin/main")
    git(merged.repo, "branch", "--quiet", "--delete", "--force", "main")
    done = merged.run(SCRIPTS / "pull-request.sh")
    assert done.returncode == 2
    assert "fetch-depth: 2" in done.stderr


def test_what_is_overdue_opens_an_issue_with_the_list_and_fails(forge: Forge) -> None:
    done = forge.overdue(SRR_TODAY=LATE)
    assert done.returncode == 1, done.stderr
    (issue,) = forge.issues
    assert issue["body"].startswith("<!-- srr-overdue -->\n`srr lint` finds this (https://github")
    assert "/a/b/actions/runs/7" in issue["body"]
    assert "    risks/SRR-0001.md:7:13: error[visit-overdue]" in issue["body"]


def test_the_issue_mentions_the_owners_as_people_toml_maps_them(forge: Forge) -> None:
    people = f'[{owner(PATH)}]\nname = "Ura"\nforge = "ura-github"\n'
    (forge.repo / "people.toml").write_text(people, encoding="utf-8")
    nobody = text("risks/SRR-0002.md").replace(f"owner: {owner(PATH)}", "owner: mei")
    commit(forge.repo, "risks/SRR-0002.md", nobody)
    assert forge.overdue(SRR_TODAY=LATE).returncode == 1
    _, owners, listed = forge.issues[0]["body"].split("\n\n")
    assert owners.splitlines() == ["- mei: SRR-0002", "- @ura-github: SRR-0001"]
    assert listed.startswith("    risks/SRR-0001.md")


def owner(path: str) -> str:
    found = re.search(r"^owner: (.*)$", record(path), re.MULTILINE)
    assert found
    return found[1]


def test_the_next_run_brings_the_same_issue_up_to_date(forge: Forge) -> None:
    forge.overdue(SRR_TODAY=LATE)
    commit(forge.repo, "risks/SRR-0002.md", text("risks/SRR-0002.md"))
    assert forge.overdue(SRR_TODAY=LATE).returncode == 1
    (issue,) = forge.issues
    assert issue["body"].count("error[visit-overdue]") == 2


def test_the_issue_is_closed_when_nothing_is_left_and_a_new_one_opened_later(forge: Forge) -> None:
    forge.overdue(SRR_TODAY=LATE)
    assert forge.overdue(SRR_TODAY=TODAY).returncode == 0
    (issue,) = forge.issues
    assert (issue["state"], len(issue["comments"])) == ("closed", 1)
    forge.overdue(SRR_TODAY=LATE)
    assert [issue["state"] for issue in forge.issues] == ["closed", "open"]


def test_nothing_overdue_opens_nothing(forge: Forge) -> None:
    assert forge.overdue().returncode == 0
    assert not (forge.folder / "issues.json").exists()


def test_the_issue_of_somebody_else_with_the_marker_is_left_alone(forge: Forge) -> None:
    theirs = {"number": 1, "state": "open", "app": "", "comments": [], "title": "mine"}
    theirs["body"] = "<!-- srr-overdue -->\nmine"
    (forge.folder / "issues.json").write_text(json.dumps([theirs]), encoding="utf-8")
    forge.overdue(SRR_TODAY=LATE)
    assert [issue["number"] for issue in forge.issues] == [1, 2]
    assert forge.issues[0]["body"].endswith("mine")


def test_what_cannot_be_checked_is_no_reason_for_an_issue(forge: Forge) -> None:
    (forge.repo / "srr.toml").write_text("areaz = 1\n", encoding="utf-8")
    assert forge.overdue().returncode == 2
    assert not (forge.folder / "issues.json").exists()


def test_nothing_in_a_record_becomes_a_mention_or_html_in_the_issue(forge: Forge) -> None:
    words = 'area: "@everyone <img src=x> `x` [x](https://evil.example)"'
    commit(forge.repo, "risks/SRR-0002.md", text("risks/SRR-0002.md", words))
    forge.overdue()
    _, _, listed = forge.issues[0]["body"].partition("\n\n")
    _, _, listed = listed.partition("\n\n")
    lines = [line for line in listed.splitlines() if line]
    assert any("@everyone" in line for line in lines)
    assert all(line.startswith("    ") for line in lines)


def test_a_long_list_is_cut_where_no_character_is_halved(forge: Forge) -> None:
    (forge.repo / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    for number in range(2, 450):
        path = f"risks/SRR-{number:04}.md"
        (forge.repo / path).write_text(text(path, "area: 厨房", "service: ''"), encoding="utf-8")
    done = forge.overdue(SRR_LANGUAGE="ja", SRR_TODAY=LATE)
    assert done.returncode == 1, done.stderr
    (issue,) = forge.issues
    assert issue["title"].startswith("リスクレジストリ")
    assert issue["body"].endswith("一覧は途中までです。全件は上の実行にあります。\n")


def test_a_registry_in_a_subfolder_with_an_odd_name_is_found(forge: Forge) -> None:
    name = "信頼性 team's $(id)"
    shutil.move(forge.repo / "risks", forge.repo / name / "risks")
    assert forge.overdue(SRR_ROOT=name, SRR_TODAY=LATE).returncode == 1
    assert forge.run(SCRIPTS / "pull-request.sh", SRR_ROOT=name).returncode == 0


def test_installing_puts_srr_on_the_path_of_the_next_steps(forge: Forge) -> None:
    asked = forge.folder / "asked"
    program(forge.folder / "pip", f'printf "%s\\n" "$@" >"{asked}"')
    venv = f'mkdir -p "$3/bin" && cp "{forge.folder}/pip" "$3/bin/python"'
    program(forge.folder / "bin/python3", venv)
    done = forge.run(SCRIPTS / "install.sh", SRR_REQUIREMENT="srr @ git+https://x.example/y@z")
    assert done.returncode == 0, done.stderr
    assert (forge.folder / "path").read_text("utf-8") == f"{forge.folder}/srr/bin\n"
    assert asked.read_text("utf-8").endswith("\nsrr @ git+https://x.example/y@z\n")


@pytest.mark.parametrize("unset", [{}, {"SRR_REQUIREMENT": ""}])
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "SRR_REQUIREMENT is empty; "), ("ja", "SRR_REQUIREMENT が空なので")],
)
def test_where_nobody_said_what_to_install_the_job_fails_with_one_sentence(
    forge: Forge, unset: dict[str, str], language: str, said: str
) -> None:
    done = forge.run(SCRIPTS / "install.sh", SRR_LANGUAGE=language, **unset)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith(f"::error::{said}")
    assert done.stdout.count("\n") == 1
    assert not (forge.folder / "srr").exists()


@pytest.mark.parametrize("job", ["risk-registry", "risk-registry-site"])
@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "SRR_REQUIREMENT is empty; "), ("ja", "SRR_REQUIREMENT が空なので")],
)
def test_on_gitlab_the_job_fails_with_one_sentence_too(
    forge: Forge, job: str, language: str, said: str
) -> None:
    install, pip = gitlab_jobs(REPO / "tool/srr/starter/gitlab.yml")[job]["script"][0]
    asked = forge.folder / "asked"
    program(forge.folder / "bin/pip", f'printf "%s\\n" "$@" >"{asked}"')
    lines = f"{install}\n{pip}"
    given = {"SRR_LANGUAGE": language, "SRR_REQUIREMENT": ""}
    done = forge.run(lines, "bash", "-eo", "pipefail", **given)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith(said)
    assert done.stdout.count("\n") == 1
    given["SRR_REQUIREMENT"] = "srr @ git+https://x.example/y@z"
    assert forge.run(lines, "bash", "-eo", "pipefail", **given).returncode == 0
    assert asked.read_text("utf-8") == "install\n--quiet\nsrr @ git+https://x.example/y@z\n"


class Action:
    """action.yml, its steps run as the runner runs them."""

    def __init__(self, forge: Forge) -> None:
        self.forge = forge
        self.content = yaml.safe_load((REPO / "action.yml").read_text(encoding="utf-8"))

    def run(self, **inputs: str) -> list[subprocess.CompletedProcess[str]]:
        """Run the steps with *inputs* until one fails."""
        given = {name: row["default"] for name, row in self.content["inputs"].items()} | inputs
        done = []
        for step in self.content["runs"]["steps"]:
            if step.get("if", f"inputs.task == '{given['task']}'") != (
                f"inputs.task == '{given['task']}'"
            ):
                continue
            env = {name: self.filled(value, given) for name, value in step.get("env", {}).items()}
            done.append(self.forge.run(step["run"], step["shell"], "-e", **env))
            if done[-1].returncode:
                break
        return done

    def filled(self, value: str, given: dict[str, str]) -> str:
        """Put the input in place of the expression that names it."""
        return re.sub(r"\$\{\{ inputs\.(\w+) \}\}", lambda found: given[found[1]], value)


@pytest.fixture
def action(forge: Forge) -> Action:
    program(forge.folder / "bin/python3", 'mkdir -p "$3/bin" && ln -sf /bin/true "$3/bin/python"')
    return Action(forge)


def test_the_action_checks_the_registry(action: Action) -> None:
    assert [step.returncode for step in action.run()] == [0, 0]
    action.forge.env["SRR_TODAY"] = LATE
    assert [step.returncode for step in action.run()] == [0, 1]


def test_the_action_keeps_the_issue(action: Action) -> None:
    action.forge.env["SRR_TODAY"] = LATE
    del action.forge.env["GH_TOKEN"]
    assert [step.returncode for step in action.run(task="overdue", language="ja")] == [0, 1]
    assert action.forge.issues[0]["title"].startswith("リスクレジストリ")


def test_the_action_refuses_another_task(action: Action) -> None:
    (step,) = action.run(task="$(touch hacked)")
    assert step.returncode == 2
    assert not (action.forge.repo / "hacked").exists()


def gitlab_jobs(path: Path) -> dict[str, Any]:
    text = re.sub(r"@[A-Z_]+@", "filled", path.read_text(encoding="utf-8"))
    *_, jobs = yaml.safe_load_all(text)
    return dict(jobs)


def gitlab_script(path: Path) -> str:
    return str(gitlab_jobs(path)["risk-registry"]["script"][-1])


def test_the_starter_and_the_component_of_gitlab_do_the_same() -> None:
    starter = gitlab_script(REPO / "tool/srr/starter/gitlab.yml")
    assert starter == gitlab_script(REPO / "templates/risk-registry.yml")


@pytest.mark.parametrize("is_merge_request", [True, False])
def test_gitlab_reports_findings_and_what_a_merge_request_does(
    merged: Forge, is_merge_request: bool
) -> None:
    base = git(merged.repo, "rev-parse", "HEAD^1").strip()
    del merged.env["GITHUB_BASE_REF"]
    if is_merge_request:
        merged.env["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = base
    script = gitlab_script(REPO / "templates/risk-registry.yml")
    done = merged.run(script, "bash", "-eo", "pipefail", SRR_ROOT=".", SRR_TODAY=LATE)
    assert done.returncode == 1, done.stderr
    report = json.loads((merged.repo / "gl-code-quality-report.json").read_text("utf-8"))
    severity = {row["check_name"]: row["severity"] for row in report}
    assert set(severity) == {"field-value", "visit-overdue"}
    assert (merged.repo / "srr-diff.md").exists() is is_merge_request


@pytest.fixture
def gitlab() -> Iterator[gitlab_api.Server]:
    with gitlab_api.serving() as server:
        yield server


def merge_request(
    merged: Forge, server: gitlab_api.Server, **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the job of a merge request whose pipeline has the token of *server*."""
    merged.env.pop("GITHUB_BASE_REF", None)
    given = {
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(merged.repo, "rev-parse", "HEAD^1").strip(),
        "CI_MERGE_REQUEST_IID": "12",
        "CI_PROJECT_ID": "5",
        "CI_API_V4_URL": server.url,
        "SRR_NOTE_TOKEN": gitlab_api.TOKEN,
        "SRR_ROOT": ".",
        "SRR_TODAY": TODAY,
    }
    script = gitlab_script(REPO / "tool/srr/starter/gitlab.yml")
    return merged.run(script, "bash", "-eo", "pipefail", **{**given, **more})


def test_a_merge_request_gets_one_note_that_is_brought_up_to_date(
    merged: Forge, gitlab: gitlab_api.Server
) -> None:
    for number in range(120):
        gitlab.add(1, "<!-- srr-diff -->\nmine" if number == 0 else "me too")
    assert merge_request(merged, gitlab).returncode == 1
    assert len(gitlab.notes) == 121
    assert gitlab.notes[-1]["body"] == (merged.repo / "srr-diff.md").read_text("utf-8")
    head = git(merged.repo, "rev-parse", "HEAD").strip()
    assert merge_request(merged, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=head).returncode == 0
    assert len(gitlab.notes) == 121
    assert "No risk" in gitlab.notes[-1]["body"]
    assert gitlab.notes[0]["body"].endswith("mine")


def test_a_merge_request_about_something_else_gets_no_note(
    merged: Forge, gitlab: gitlab_api.Server
) -> None:
    head = git(merged.repo, "rev-parse", "HEAD").strip()
    done = merge_request(merged, gitlab, CI_MERGE_REQUEST_DIFF_BASE_SHA=head)
    assert (done.returncode, gitlab.notes) == (0, [])


def test_a_pipeline_without_the_token_writes_no_note(
    merged: Forge, gitlab: gitlab_api.Server
) -> None:
    done = merge_request(merged, gitlab, SRR_NOTE_TOKEN="")
    assert (done.returncode, gitlab.notes) == (1, [])
    assert "could not be written" not in done.stdout


@pytest.mark.parametrize(
    "given", [{"SRR_NOTE_TOKEN": "other"}, {"CI_PROJECT_ID": "6"}, {}], ids=str
)
def test_a_note_that_gitlab_refuses_fails_nothing(
    merged: Forge, gitlab: gitlab_api.Server, given: dict[str, str]
) -> None:
    gitlab.may_write = bool(given)
    done = merge_request(merged, gitlab, **given)
    assert (done.returncode, gitlab.notes) == (1, [])
    assert done.stdout.count("\nGitLab could not be written to; the diff of the risks") == 1
    assert "Traceback" not in done.stderr
    japanese = merge_request(merged, gitlab, **given, SRR_LANGUAGE="ja")
    assert japanese.stdout.count("\nGitLab に書き込めませんでした。") == 1


def schedule(forge: Forge, server: gitlab_api.Server, **more: str) -> int:
    """Run the job of a schedule whose pipeline has the token of *server*; return its exit code."""
    given = {
        "CI_PIPELINE_SOURCE": "schedule",
        "CI_JOB_URL": "https://gitlab.example.com/a/b/-/jobs/7",
        "CI_PROJECT_ID": "5",
        "CI_API_V4_URL": server.url,
        "SRR_NOTE_TOKEN": gitlab_api.TOKEN,
        "SRR_ROOT": ".",
        "SRR_TODAY": LATE,
    }
    script = gitlab_script(REPO / "tool/srr/starter/gitlab.yml")
    return forge.run(script, "bash", "-eo", "pipefail", **{**given, **more}).returncode


def test_a_schedule_keeps_one_issue_and_closes_it_when_nothing_is_left(
    forge: Forge, gitlab: gitlab_api.Server
) -> None:
    people = f'[{owner(PATH)}]\nforge = "ura-gitlab"\n'
    (forge.repo / "people.toml").write_text(people, encoding="utf-8")
    theirs = dict(gitlab.open(1, "mine", "<!-- srr-overdue . -->\nmine"))
    assert schedule(forge, gitlab) == 1
    commit(forge.repo, "risks/SRR-0002.md", text("risks/SRR-0002.md"))
    assert schedule(forge, gitlab) == 1
    first, ours = gitlab.issues
    assert first == theirs
    assert ours["title"] == "Risk registry: visits are overdue, or records have errors"
    marked, owners, code = ours["description"].split("\n\n")
    assert marked.startswith("<!-- srr-overdue . -->\n`srr lint` finds this (https://gitlab.")
    assert owners.strip() == "- @ura-gitlab: SRR-0001, SRR-0002"
    assert "    risks/SRR-0002.md:7:13: error[visit-overdue] " in code
    assert all(line.startswith("    ") for line in code.splitlines())
    assert schedule(forge, gitlab, SRR_TODAY=TODAY) == 0
    assert [issue["state"] for issue in gitlab.issues] == ["opened", "closed"]
    assert schedule(forge, gitlab, SRR_TODAY=TODAY) == 0
    assert len(gitlab.issues) == 2


def test_a_schedule_without_the_token_or_that_cannot_check_opens_no_issue(
    forge: Forge, gitlab: gitlab_api.Server
) -> None:
    assert schedule(forge, gitlab, SRR_NOTE_TOKEN="") == 1
    (forge.repo / "srr.toml").write_text("areaz = 1\n", encoding="utf-8")
    assert schedule(forge, gitlab) == 2
    assert gitlab.issues == []


def test_the_issue_of_a_japanese_registry_is_japanese(
    forge: Forge, gitlab: gitlab_api.Server
) -> None:
    assert schedule(forge, gitlab, SRR_LANGUAGE="ja") == 1
    assert gitlab.issues[0]["title"].startswith("リスクレジストリ: ")


@pytest.mark.parametrize("shell", [("sh", "-e"), ("bash", "-eo", "pipefail")], ids=["sh", "bash"])
def test_on_gitlab_a_diff_that_fails_fails_the_job_and_the_findings_are_reported_still(
    forge: Forge, shell: tuple[str, ...]
) -> None:
    lines = 'echo "$*"; case $* in *diff*) exit 2 ;; esac'
    program(forge.folder / "bin/srr", lines)
    script = gitlab_script(REPO / "tool/srr/starter/gitlab.yml")
    done = forge.run(script, *shell, SRR_ROOT=".", CI_MERGE_REQUEST_DIFF_BASE_SHA="abc")
    assert done.returncode == 2
    shown, linted = done.stdout.splitlines()
    assert shown == "--root . diff --format markdown"
    assert (forge.repo / "srr-diff.md").read_text("utf-8") == f"{shown}\n"
    assert linted.startswith("--root . lint ")


def test_numbers_are_collected_into_a_pull_request_as_the_page_shows(forge: Forge) -> None:
    """What can be fetched is pushed, and the run fails for what cannot; without a new number nothing happens."""
    steps = yaml.safe_load(weekly_numbers("en"))["jobs"]["collect"]["steps"]
    step = steps[-1]["run"]
    program(forge.folder / "bin/gh", 'echo "$@" >>"$FORGE/asked"')
    origin = forge.folder / "origin.git"
    git(forge.folder, "init", "--quiet", "--bare", str(origin))
    git(forge.repo, "remote", "add", "origin", str(origin))
    with answering({"/orders.csv": reply(f"date,value\n{TODAY},52\n", kind="text/csv")}) as asked:
        commit(forge.repo, "srr.toml", sources(asked.address, "orders", "others"))
        done = forge.run(step, "bash", "-e")
        assert done.returncode == 1
        assert "others: " in done.stderr
        (branch,) = git(origin, "branch", "--format=%(refname:short)").split()
        shown = git(origin, "show", "--stat", "--format=%s", branch)
        assert shown.startswith("Numbers of ")
        assert "indicators/orders.csv | 2 ++" in shown
        setup, create = (forge.folder / "asked").read_text("utf-8").splitlines()
        assert setup == "auth setup-git"
        assert create.startswith(f"pr create --head {branch} ")

        commit(forge.repo, "srr.toml", sources(asked.address, "orders"))
        again = forge.run(step, "bash", "-e")
        assert (again.returncode, again.stderr) == (0, "")
        assert len((forge.folder / "asked").read_text("utf-8").splitlines()) == 2


def sources(address: str, *names: str) -> str:
    return "".join(
        f'[indicators.{name}]\nsource = {{kind = "csv", url = "{address}/{name}.csv"}}\n'
        for name in names
    )
