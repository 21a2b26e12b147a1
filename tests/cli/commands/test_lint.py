"""srr lint as a person and a CI run it: what it says, and how it ends."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import commit, environment, git, python, repository, srr

PATH = "risks/SRR-0001.md"
CLEAN = record(PATH)
ERROR = CLEAN.replace("likelihood: 2", "likelihood: 2\npriority: 10")
WARNING = CLEAN.replace("potential_impact: 6", "potential_impact: 1")
FORMS = ("text", "json")


def registry(root: Path, text: str = CLEAN, settings: str | None = None) -> Path:
    (root / "risks").mkdir()
    (root / PATH).write_bytes(text.encode())
    if settings is not None:
        (root / "srr.toml").write_text(settings, encoding="utf-8")
    return root


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (CLEAN, (), 0),
        (ERROR, (), 1),
        (ERROR, ("--fail-on", "never"), 0),
        (WARNING, (), 0),
        (WARNING, ("--fail-on", "warning"), 1),
        (WARNING, ("--fail-on", "info"), 1),
        (ERROR, ("--select", "visit"), 0),
        (ERROR, ("--select", "visit,score-priority"), 1),
        (ERROR, ("--ignore", "score"), 0),
        (ERROR, ("gone.md",), 2),
        (ERROR, ("/",), 2),
        (ERROR, ("--today", "2026-02-30"), 2),
        (ERROR, ("--today", ""), 2),
        (ERROR, ("--select", "scoer"), 2),
        (ERROR, ("--select", "score", "--ignore", "score"), 2),
        (ERROR, ("--fail-on", "fatal"), 2),
    ],
)
def test_the_exit_code_is_the_same_in_every_format(
    tmp_path: Path, form: str, text: str, options: tuple[str, ...], code: int
) -> None:
    done = srr(registry(tmp_path, text), "lint", "--format", form, *options)
    assert done.returncode == code
    assert (done.stdout == "") is (code == 2)
    assert (done.stderr == "") is (code != 2)


@pytest.mark.parametrize("form", FORMS)
def test_a_fault_of_srr_is_3_with_a_traceback(tmp_path: Path, form: str) -> None:
    code = (
        "import sys; from srr.repository import workspace\n"
        "workspace.read_registry = lambda *a, **k: 1 / 0\n"
        f"from srr.cli.app import main; sys.argv = ['srr', 'lint', '--format', '{form}']; main()"
    )
    done = python(registry(tmp_path), code)
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr
    assert done.stderr.endswith("please report it with the lines above\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lint", "gone.md"), "gone.md does not exist"),
        (("lint", "srr.toml"), "srr.toml is not a record"),
        (("lint", ".."), ".. lies outside of the registry"),
        (("lint", "a" * 5000), "a" * 5000 + " does not exist"),
        (("lint", "loop/x"), "loop/x leads nowhere"),
        (("lint", "--select", "vist-overdue"), "did you mean visit-overdue?"),
        (("--root", "gone", "lint"), "is not a folder; name the folder that holds risks/"),
        (("--root", "a" * 5000, "lint"), "cannot be opened: File name too long"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    (registry(tmp_path, settings="") / "loop").symlink_to("loop")
    done = srr(tmp_path, *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("srr: ")
    assert done.stderr.count("\n") == 1


def test_nothing_to_check_is_never_green(tmp_path: Path) -> None:
    assert "run srr init" in srr(tmp_path, "lint").stderr
    (tmp_path / "risks").mkdir()
    done = srr(tmp_path, "lint")
    assert (done.returncode, "no record in" in done.stderr) == (2, True)


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    code = "import os, sys; os.mkdir('x'); os.chdir('x'); os.rmdir('../x')\n"
    code += "from srr.cli.app import main; sys.argv = ['srr', 'lint']; main()"
    done = python(tmp_path, code)
    assert done.returncode == 2
    assert done.stderr == "srr: this folder cannot be opened: No such file or directory\n"


@pytest.mark.parametrize("where", [".", "risks", "sub"])
@pytest.mark.parametrize("given", [(), ("{up}",), ("{up}risks",), ("{up}risks/SRR-0001.md",)])
def test_a_registry_is_found_and_named_from_any_folder_in_it(
    tmp_path: Path, where: str, given: tuple[str, ...]
) -> None:
    (registry(tmp_path, ERROR) / "sub").mkdir()
    up = "./" if where == "." else "../"
    done = srr(tmp_path / where, "lint", *(each.format(up=up) for each in given))
    assert done.returncode == 1
    path = {".": PATH, "risks": "SRR-0001.md", "sub": f"../{PATH}"}[where]
    assert f"  --> {path}:11:11\n" in done.stdout


def test_root_names_another_registry(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    registry(tmp_path / "a", ERROR)
    assert srr(tmp_path, "--root", "a", "lint", f"a/{PATH}").returncode == 1


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("grace_days = ", "srr.toml cannot be read: "),
        ("a = " + "[" * 5000, "srr.toml cannot be read: it is nested too deeply"),
        ("size_limit = " + "9" * 5000, "srr.toml cannot be read: "),
        ("grace_dayz = 1", "srr.toml: no setting is called grace_dayz; did you mean grace_days?"),
        ("grace_days = 'a'", "srr.toml: grace_days is 'a'; write a whole number"),
        ("timezone = 'Asia/Tokio'", "srr.toml: no time zone is called Asia/Tokio"),
        ("[rules]\nvist-overdue = 'off'", "no rule is called vist-overdue; did you mean visit-"),
        ("[rules]\nscore = 'off'", "srr.toml: no rule is called score; "),
        ('"\\u001b[31m" = 1', "srr.toml: <U+001B>[31m holds U+001B, which is invisible"),
    ],
)
def test_bad_settings_are_told(tmp_path: Path, settings: str, said: str) -> None:
    done = srr(registry(tmp_path, settings=settings), "lint")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.isascii()
    assert "\x1b" not in done.stderr


def test_settings_that_are_no_file_are_told(tmp_path: Path) -> None:
    (registry(tmp_path) / "srr.toml").mkdir()
    assert srr(tmp_path, "lint").stderr == "srr: srr.toml cannot be read: it is a folder\n"


@pytest.mark.parametrize("content", ["tool = 5", "[tool]\nother = 1"])
def test_a_pyproject_of_others_says_nothing(tmp_path: Path, content: str) -> None:
    (registry(tmp_path) / "pyproject.toml").write_text(content, encoding="utf-8")
    assert srr(tmp_path, "lint").returncode == 0


def test_pyproject_may_hold_the_settings(tmp_path: Path) -> None:
    settings = "[tool.srr.rules]\nscore-priority = 'warning'\n"
    (registry(tmp_path, ERROR) / "pyproject.toml").write_text(settings, encoding="utf-8")
    done = srr(tmp_path, "lint")
    assert (done.returncode, done.stdout[:8]) == (0, "warning[")


def test_the_flag_goes_before_the_environment(tmp_path: Path) -> None:
    registry(tmp_path)
    dates = {"SRR_TODAY": "2026-02-01", "SOURCE_DATE_EPOCH": "1770000000"}
    assert "2026-02-03 (--today)" in srr(tmp_path, "lint", "--today", "2026-02-03", **dates).stdout
    assert "2026-02-01 (SRR_TODAY)" in srr(tmp_path, "lint", **dates).stdout
    dates["SRR_TODAY"] = ""
    assert "2026-02-02 (SOURCE_DATE_EPOCH)" in srr(tmp_path, "lint", **dates).stdout
    dates["SOURCE_DATE_EPOCH"] = "soon"
    assert "write seconds since 1970" in srr(tmp_path, "lint", **dates).stderr


@pytest.mark.parametrize("form", FORMS)
def test_the_output_is_sorted_and_the_same_on_every_run(tmp_path: Path, form: str) -> None:
    registry(tmp_path, ERROR)
    for number in (3, 2, 10):
        other = ERROR.replace("SRR-0001", f"SRR-{number:04}")
        (tmp_path / "risks" / f"SRR-{number:04}.md").write_text(other, encoding="utf-8")
    runs = {srr(tmp_path, "lint", "--format", form, PYTHONHASHSEED=seed).stdout for seed in "123"}
    assert len(runs) == 1
    places = [runs.copy().pop().find(f"SRR-{number:04}.md") for number in (1, 2, 3, 10)]
    assert places == sorted(places)


def test_ignored_findings_are_counted_and_shown_on_demand(tmp_path: Path) -> None:
    ignored = ERROR.replace("priority:", "# srr: ignore[score-priority] agreed\npriority:")
    registry(tmp_path, ignored)
    done = srr(tmp_path, "lint")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert "1 ignored" in done.stdout
    shown = srr(tmp_path, "lint", "--show-ignored").stdout
    assert "error[score-priority]" in shown
    assert "= ignored: agreed\n" in shown
    row = json.loads(srr(tmp_path, "lint", "--format", "json").stdout)["ignored"][0]
    assert (row["rule"], row["reason"]) == ("score-priority", "agreed")


def test_a_postmortem_can_be_linked_to_an_overdue_risk(tmp_path: Path) -> None:
    overdue = CLEAN.replace("2026-01-26\n", "2026-01-12\n").replace("2026-02-05", "2026-01-23")
    registry(repository(tmp_path), overdue)
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=overdue")
    said = ("--title", "Orders failed", "--summary", "They did.", "--started", "2026-02-01 19:05")
    done = srr(
        tmp_path, "new", "postmortem", "--yes", "--owner", "ura", "--risk", "SRR-0001", *said
    )
    assert "postmortems:" in (tmp_path / PATH).read_text(encoding="utf-8"), done.stderr
    lint = srr(tmp_path, "lint", "--base", "HEAD")
    assert "warning[visit-overdue]" in lint.stdout
    assert lint.returncode == 0, lint.stdout
    assert srr(tmp_path, "lint").returncode == 1


def test_an_entry_of_the_settings_ignores_too_and_is_told_when_idle(tmp_path: Path) -> None:
    settings = "[ignore.score-priority]\nSRR-0001 = 'agreed'\nSRR-0009 = 'gone'\n"
    done = srr(registry(tmp_path, ERROR, settings), "lint")
    assert done.returncode == 0
    assert (
        "warning[ignore-unused]: there is no finding of score-priority on SRR-0009" in done.stdout
    )


def test_no_english_is_left_in_japanese(tmp_path: Path) -> None:
    done = srr(registry(tmp_path, ERROR, 'language = "ja"'), "lint")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("エラー[score-priority]: ")
    assert "   = 対処: " in done.stdout
    assert lines[-1] == (
        "2026-02-02 (SRR_TODAY) 時点でリスク 1 件とポストモーテム 0 件を確認: "
        "エラー 1 件。srr fix で 1 件を直せる。"
    )


def test_colour_is_for_terminals_and_for_those_who_ask(tmp_path: Path) -> None:
    registry(tmp_path, ERROR)
    colours = {
        name: "\x1b[" in srr(tmp_path, "lint", **more).stdout
        for name, more in {
            "pipe": {"NO_COLOR": ""},
            "forced": {"NO_COLOR": "", "FORCE_COLOR": "1"},
            "refused": {"NO_COLOR": "1", "FORCE_COLOR": "1"},
        }.items()
    }
    assert colours == {"pipe": False, "forced": True, "refused": False}


@pytest.mark.parametrize("command", ["lint", "list", "rule", "schema risk", "show SRR-0001"])
def test_a_reader_who_leaves_is_no_fault(tmp_path: Path, command: str) -> None:
    registry(tmp_path, ERROR)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "srr", *command.split()],
        cwd=tmp_path,
        env=environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    registry(tmp_path, ERROR)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "srr", "lint"],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, b"srr: No space left on device\n")


def weakened(root: Path, settings: str) -> Path:
    """Return a repository in which a branch weakens the settings and touches a record that is overdue."""
    repository(root)
    late = CLEAN.replace("created: 2026-01-26", "created: 2026-01-12")
    late = late.replace("next_visit: 2026-02-05", "next_visit: 2026-01-26")
    commit(root, PATH, late)
    git(root, "checkout", "--quiet", "-b", "calm")
    commit(root, "srr.toml", settings)
    commit(root, PATH, late.replace("owner: ura", "owner: kato"))
    return root


@pytest.mark.parametrize("settings", ["grace_days = 365\n", '[rules]\nvisit-overdue = "off"\n'])
def test_a_pull_request_cannot_excuse_its_own_record(tmp_path: Path, settings: str) -> None:
    root = weakened(tmp_path, settings)
    assert srr(root, "lint").returncode == 0
    done = srr(root, "lint", "--base", "main", "--format", "text", "--format", "sarif=lint.sarif")
    assert done.returncode == 1
    assert "error[visit-overdue]" in done.stdout
    assert "7 days overdue on 2026-02-02, by the settings of main\n" in done.stdout
    assert "warning[change-policy]" in done.stdout
    (run,) = json.loads((root / "lint.sarif").read_text(encoding="utf-8"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    named = {rules[result["ruleIndex"]]["id"] for result in run["results"]}
    assert named == {result["ruleId"] for result in run["results"]}
    assert "visit-overdue" in named


def test_a_rule_left_out_for_one_run_is_left_out_of_the_settings_of_the_base(
    tmp_path: Path,
) -> None:
    root = weakened(tmp_path, '[rules]\nvisit-overdue = "off"\n')
    left = ("--ignore", "visit-overdue")
    assert srr(root, "lint", "--base", "main", *left).returncode == 0


@pytest.mark.parametrize("form", ["text", "concise"])
@pytest.mark.parametrize(
    ("where", "path"), [(".", PATH), ("risks", "SRR-0001.md"), ("docs/old", f"../../{PATH}")]
)
def test_a_terminal_can_open_the_paths_from_where_one_stands(
    tmp_path: Path, form: str, where: str, path: str
) -> None:
    folder = registry(tmp_path, ERROR) / where
    folder.mkdir(parents=True, exist_ok=True)
    done = srr(folder, "lint", "--format", form)
    assert any(word.startswith(f"{path}:") for word in done.stdout.split())


def test_a_program_reads_paths_from_the_root_wherever_one_stands(tmp_path: Path) -> None:
    folder = registry(tmp_path, ERROR) / "risks"
    told = json.loads(srr(folder, "lint", "--format", "json").stdout)
    assert [finding["path"] for finding in told["findings"]] == [PATH]
    assert srr(folder, "fix").stdout.startswith("SRR-0001.md: score-priority: ")


def test_a_people_toml_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    registry = tmp_path / "risks"
    registry.mkdir()
    (registry / "SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    for content, sentence in (
        ("[ura]\nfroge = 'x'\n", "people.toml: ura has no key froge; did you mean forge?"),
        ("[ura", "people.toml cannot be read: "),
    ):
        (tmp_path / "people.toml").write_text(content, encoding="utf-8")
        done = srr(tmp_path, "lint")
        assert done.returncode == 2
        assert sentence in done.stderr
        assert done.stderr.count("\n") == 1
