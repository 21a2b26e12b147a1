"""srr init: a registry that passes its own lint, and no file that was there is touched."""

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from kit.terminal import TODAY, environment, git, repository, srr
from srr.repository import installed_from
from srr.schema import record_schema, settings, settings_keys
from srr.text.requirement import GitSource

WRITTEN = [
    ".github/dependabot.yml",
    ".github/workflows/srr-site.yml",
    ".github/workflows/srr-weekly.yml",
    ".github/workflows/srr.yml",
    ".gitignore",
    ".srr/ci/comment.sh",
    ".srr/ci/install.sh",
    ".srr/ci/overdue.sh",
    ".srr/ci/pull-request.sh",
    ".srr/postmortem.schema.json",
    ".srr/risk.schema.json",
    ".srr/settings.schema.json",
    "mkdocs.yml",
    "risks/SRR-0001.md",
    "site/.gitkeep",
    "srr.toml",
]


def files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in paths)
    return sorted(name for name in names if not name.startswith((".git/", "build/")))


def load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("profile", ["dinii-2024-08", "dinii-2024-07"])
def test_a_fresh_registry_passes_its_own_lint(tmp_path: Path, language: str, profile: str) -> None:
    done = srr(tmp_path, "init", "--language", language, "--profile", profile)
    assert done.returncode == 0, done.stderr
    lint = srr(tmp_path, "lint", "--fail-on", "info")
    assert lint.returncode == 0, lint.stdout
    table = tomllib.loads((tmp_path / "srr.toml").read_text(encoding="utf-8"))
    assert (table["language"], table["profile"]) == (language, profile)


def test_it_writes_these_files_and_says_so(tmp_path: Path) -> None:
    done = srr(repository(tmp_path), "init")
    assert files(tmp_path) == WRITTEN
    said = [line.removeprefix("wrote  ") for line in done.stdout.splitlines() if "wrote" in line]
    assert sorted(said) == WRITTEN
    assert done.stdout.splitlines()[-5:] == [
        "Next:",
        "  srr lint      checks the records",
        "  srr new risk  writes a risk",
        "  srr doctor    says what is missing around the registry",
        "  srr serve     shows the site",
    ]


def test_the_first_risk_lasts_as_long_as_its_window(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    # Three months from Monday 2026-02-02 is a Saturday; the day before is the last to look.
    for today, code in ((TODAY, 0), ("2026-05-01", 0), ("2026-05-02", 1)):
        assert srr(tmp_path, "lint", "--today", today).returncode == code


def test_the_first_risk_is_in_the_language_of_the_registry(tmp_path: Path) -> None:
    srr(tmp_path, "init", "--language", "ja")
    text = (tmp_path / "risks/SRR-0001.md").read_text(encoding="utf-8")
    assert "## 概要\n" in text
    assert "2026-02-02: レジストリを始めた" in text


def test_what_comes_next_works(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    flags = ("--title", "Orders fail", "--summary", "Orders wait.", "--owner", "ura")
    done = srr(tmp_path, "new", "risk", *flags)
    assert done.stdout.startswith("risks/SRR-0002.md\n")
    assert srr(tmp_path, "lint").returncode == 0


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_first_risk_may_be_deleted_as_it_says(tmp_path: Path, language: str) -> None:
    assert srr(repository(tmp_path), "init", "--language", language).returncode == 0
    assert "x_starter: true" in (tmp_path / "risks/SRR-0001.md").read_text("utf-8").split("---")[1]
    title = ("--title", "Orders fail", "--summary", "They wait.", "--owner", "ura")
    assert srr(tmp_path, "new", "risk", "--yes", *title).returncode == 0
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=start")
    (tmp_path / "risks/SRR-0001.md").unlink()
    lint = srr(tmp_path, "lint", "--base", "HEAD", "--select", "change")
    assert lint.returncode == 0, lint.stdout


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in WRITTEN:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("" if name == "srr.toml" else "# mine\n", encoding="utf-8")
    before = {name: (tmp_path / name).read_bytes() for name in WRITTEN}
    done = srr(tmp_path, "init")
    assert done.returncode == 0, done.stderr
    assert {name: (tmp_path / name).read_bytes() for name in WRITTEN} == before
    assert files(tmp_path) == WRITTEN
    assert "wrote" not in done.stdout
    assert "kept   mkdocs.yml" in done.stdout
    assert "add `- srr` below `plugins:`" in done.stdout
    assert "Add the line `build/` to .gitignore" in done.stdout


def test_beside_settings_and_records_it_writes_what_is_missing_and_says_how_to_go_on(
    tmp_path: Path,
) -> None:
    git(repository(tmp_path), "remote", "add", "origin", "https://ura:pw@github.com/acme/shop.git")
    (tmp_path / "reliability/risks").mkdir(parents=True)
    (tmp_path / "reliability/srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (tmp_path / "reliability/risks/SRR-0001.md").write_text("mine", encoding="utf-8")
    done = srr(tmp_path / "reliability", "init")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "reliability") == [name for name in WRITTEN if ".github" not in name]
    edit = load(tmp_path / "reliability/mkdocs.yml")["edit_uri_template"]
    assert edit == "https://github.com/acme/shop/edit/main/reliability/{path}"
    steps = done.stdout.partition("次にすること:\n")[2].splitlines()
    assert [step.split("  ")[1] for step in steps] == [
        *("srr lint", "srr fix", "srr baseline write", "srr doctor", "srr serve")
    ]
    assert not [line for line in done.stdout.splitlines() if line.isascii() and ". " in line]


EDIT = 'edit_uri_template: "https://gitlab.com/acme/shop/-/edit/main/{path}"'
COMMENTED = "# edit_uri_template: https://github.com/your-org/your-repository/edit/main/{path}"


@pytest.mark.parametrize(
    ("there", "then"),
    [
        (f"site_name: x\n{COMMENTED}\n", f"site_name: x\n{EDIT}\n"),
        (
            "site_name: x\r\nplugins:\r\n  - srr\r\n",
            f"{EDIT}\r\nsite_name: x\r\nplugins:\r\n  - srr\r\n",
        ),
        ("a: |\n  theme:\ntheme:\n  name: x", f"a: |\n  theme:\n{EDIT}\ntheme:\n  name: x"),
        *((same, same) for same in (f"site_name: x\n{EDIT}x\n", "site_name: x\nrepo_url: y\n")),
    ],
)
def test_a_mkdocs_yml_that_is_there_gets_the_address_that_edits_a_file_and_no_other_change(
    tmp_path: Path, there: str, then: str
) -> None:
    git(repository(tmp_path), "remote", "add", "origin", "git@gitlab.com:acme/shop.git")
    (tmp_path / "mkdocs.yml").write_bytes(there.encode())
    (tmp_path / "srr.toml").write_text('language = "en"\n', encoding="utf-8")
    done = srr(tmp_path, "init")
    assert (tmp_path / "mkdocs.yml").read_bytes() == then.encode()
    assert ("wrote  mkdocs.yml: edit_uri_template" in done.stdout) == (there != then)
    assert "add this to mkdocs.yml" not in done.stdout


@pytest.mark.parametrize("there", ["plugins:\n  - srr\n", "INHERIT: x.yml\nsite_name: x\n"])
def test_the_address_that_edits_a_file_is_told_where_it_cannot_be_written(
    tmp_path: Path, there: str
) -> None:
    git(repository(tmp_path), "remote", "add", "origin", "git@gitlab.com:acme/shop.git")
    (tmp_path / "mkdocs.yml").write_text(there, encoding="utf-8")
    assert f"add this to mkdocs.yml:\n\n  {EDIT}\n" in srr(tmp_path, "init").stdout
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == there


@pytest.mark.parametrize("remote", [None, "/srv/git/shop.git", "https://git.example.com/shop.git"])
def test_where_the_forge_is_not_known_mkdocs_yml_shows_how_to_give_the_address(
    tmp_path: Path, remote: str | None
) -> None:
    if remote:
        git(repository(tmp_path), "remote", "add", "origin", remote)
    srr(tmp_path, "init")
    text = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    assert "\n# edit_uri_template: https://github.com/your-org/" in text


def test_a_second_run_keeps_everything_and_asks_for_nothing_more(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    before = {name: (tmp_path / name).read_bytes() for name in WRITTEN}
    done = srr(tmp_path, "init")
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before
    assert "wrote" not in done.stdout
    assert "plugins" not in done.stdout
    assert ".gitignore:" not in done.stdout


def test_records_that_are_there_get_no_first_risk_beside_them(tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks" / "SRR-0007.md").write_text("mine", encoding="utf-8")
    srr(tmp_path, "init")
    assert [path.name for path in (tmp_path / "risks").iterdir()] == ["SRR-0007.md"]


def test_settings_in_pyproject_are_the_settings(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.srr]\nareas = ["kitchen"]\n', encoding="utf-8")
    done = srr(tmp_path, "init")
    assert "kept   pyproject.toml" in done.stdout
    assert not (tmp_path / "srr.toml").exists()
    risk = json.loads((tmp_path / ".srr/risk.schema.json").read_text(encoding="utf-8"))
    assert risk["properties"]["area"]["enum"] == ["kitchen"]
    assert srr(tmp_path, "lint").returncode == 0


def test_a_choice_that_the_settings_have_made_already_is_refused(tmp_path: Path) -> None:
    (tmp_path / "srr.toml").write_text("", encoding="utf-8")
    done = srr(tmp_path, "init", "--language", "ja")
    assert done.returncode == 2
    assert files(tmp_path) == ["srr.toml"]


def test_settings_that_cannot_be_used_stop_it(tmp_path: Path) -> None:
    (tmp_path / "srr.toml").write_text("areaz = 1\n", encoding="utf-8")
    done = srr(tmp_path, "init")
    assert done.returncode == 2
    assert "did you mean areas?" in done.stderr
    assert files(tmp_path) == ["srr.toml"]


def test_editors_get_the_schemas_that_the_linter_uses(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    chosen = settings.parse({"language": "en"}, "srr.toml")
    for name, expected in (
        ("risk", record_schema.json_schema("risk", chosen)),
        ("postmortem", record_schema.json_schema("postmortem", chosen)),
        ("settings", settings_keys.json_schema()),
    ):
        text = (tmp_path / f".srr/{name}.schema.json").read_text(encoding="utf-8")
        assert json.loads(text) == json.loads(json.dumps(expected))
    first = (tmp_path / "srr.toml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#:schema .srr/settings.schema.json"


PERMISSIONS = {
    "srr": {"lint": {"contents": "read", "pull-requests": "write"}},
    "srr-weekly": {
        "overdue": {"contents": "read", "issues": "write"},
        "site": {"contents": "read", "pages": "write", "id-token": "write"},
    },
    "srr-site": {"build": {"contents": "read"}, "pages": {"pages": "write", "id-token": "write"}},
}
TRIGGERS = {
    "srr": ["pull_request", "push"],
    "srr-weekly": ["schedule", "workflow_dispatch"],
    "srr-site": ["push", "workflow_call", "workflow_dispatch"],
}


@pytest.mark.parametrize("name", PERMISSIONS)
def test_a_workflow_may_do_no_more_than_it_must_and_is_pinned(tmp_path: Path, name: str) -> None:
    srr(tmp_path, "init")
    workflow = load(tmp_path / f".github/workflows/{name}.yml")
    assert list(workflow[True]) == TRIGGERS[name]  # YAML 1.1 reads the key `on` so
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert {name: job["permissions"] for name, job in jobs.items()} == PERMISSIONS[name]
    steps = [step for job in jobs.values() for step in job.get("steps", ())]
    for step in steps:
        assert re.fullmatch(
            r"actions/[\w-]+@[0-9a-f]{40}", step.get("uses", f"actions/x@{'0' * 40}")
        )
        assert "${{" not in step.get("run", "")
    assert steps[0]["with"]["persist-credentials"] is False


def test_the_site_is_built_every_week_although_nothing_is_pushed(tmp_path: Path) -> None:
    repository(tmp_path)
    srr(tmp_path, "init")
    weekly = load(tmp_path / ".github/workflows/srr-weekly.yml")["jobs"]["site"]
    assert (tmp_path / weekly["uses"]).is_file()
    git(tmp_path, "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    srr(tmp_path, "init")
    jobs = load(tmp_path / ".gitlab-ci.yml")
    for name in ("risk-registry-site", "pages"):
        assert not [rule for rule in jobs[name]["rules"] if rule.get("when") == "never"]


def test_the_site_is_built_from_all_commits(tmp_path: Path) -> None:
    repository(tmp_path)
    srr(tmp_path, "init")
    build = load(tmp_path / ".github/workflows/srr-site.yml")["jobs"]["build"]
    assert build["steps"][0]["with"]["fetch-depth"] == 0
    git(tmp_path, "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    srr(tmp_path, "init")
    site = load(tmp_path / ".gitlab-ci.yml")["risk-registry-site"]
    assert site["variables"]["GIT_DEPTH"] == "0"


def test_no_site_is_built_while_a_record_holds_a_secret(tmp_path: Path) -> None:
    repository(tmp_path)
    srr(tmp_path, "init")
    steps = load(tmp_path / ".github/workflows/srr-site.yml")["jobs"]["build"]["steps"]
    runs = [step["run"].split(" ", 3)[3] for step in steps if "srr --root" in step.get("run", "")]
    assert runs == ["lint --select safety --format github", "build"]
    git(tmp_path, "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    srr(tmp_path, "init")
    script = load(tmp_path / ".gitlab-ci.yml")["risk-registry-site"]["script"]
    asked = [line.split(" ", 3)[3] for line in script if isinstance(line, str) and "--root" in line]
    assert asked == ["lint --select safety", "build"]
    risk = tmp_path / "risks/SRR-0001.md"
    assert srr(tmp_path, *asked[0].split(), "--today", "2030-01-01").returncode == 0
    risk.write_text(risk.read_text("utf-8") + "\nThe password: S0mmer-2026\n", "utf-8")
    assert srr(tmp_path, *asked[0].split(), "--today", "2030-01-01").returncode == 1


def test_pages_are_published_only_when_told(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    jobs = load(tmp_path / ".github/workflows/srr-site.yml")["jobs"]
    told = "vars.SRR_PAGES == 'true'"
    assert jobs["pages"]["if"] == told
    uploads = [step for step in jobs["build"]["steps"] if "pages" in step.get("uses", "")]
    assert [step["if"] for step in uploads] == [told]


COMMIT = "0123456789abcdef0123456789abcdef01234567"
ADDRESS = "srr @ git+https://git.example.com/srr.git@COMMIT"


def init_of(folder: Path, url: str | None, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `srr init` as a srr that was installed from *url*, None for one that nobody can say of."""
    source = GitSource(url, COMMIT) if url else None
    with patch.object(installed_from, "git_source", lambda: source):
        return srr(folder, "init", *arguments)


def requirements(folder: Path) -> dict[str, str]:
    """Return what each workflow, or each job of the pipeline, installs."""
    pipeline = folder / ".gitlab-ci.yml"
    if pipeline.exists():
        jobs = {name: job for name, job in load(pipeline).items() if isinstance(job, dict)}
        named = {name: job.get("variables", {}) for name, job in jobs.items()}
        return {name: of["SRR_REQUIREMENT"] for name, of in named.items() if "SRR_ROOT" in of}
    return {
        path.stem: step["env"]["SRR_REQUIREMENT"]
        for path in (folder / ".github/workflows").iterdir()
        for job in load(path)["jobs"].values()
        for step in job.get("steps", ())
        if step.get("name") == "Install srr"
    }


def on_gitlab(folder: Path) -> Path:
    git(repository(folder), "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    return folder


def test_ci_installs_the_commit_that_srr_was_installed_from(tmp_path: Path) -> None:
    done = init_of(tmp_path, "https://git.example.com/srr.git")
    assert done.returncode == 0, done.stderr
    wanted = f"git+https://git.example.com/srr.git@{COMMIT}"
    assert requirements(tmp_path) == {
        "srr": f"srr @ {wanted}",
        "srr-weekly": f"srr @ {wanted}",
        "srr-site": f"srr[site] @ {wanted}",
    }
    assert "SRR_REQUIREMENT" not in done.stdout


@pytest.mark.parametrize("url", [None, "file:///home/ura/srr", "https://localhost/srr.git"])
def test_what_only_this_machine_reaches_is_left_open_and_said(
    tmp_path: Path, url: str | None
) -> None:
    done = init_of(tmp_path, url)
    assert done.returncode == 0, done.stderr
    assert requirements(tmp_path) == {"srr": "", "srr-weekly": "", "srr-site": ""}
    assert "set SRR_REQUIREMENT in .github/workflows/srr*.yml" in done.stdout
    assert "SRR_REQUIREMENT" not in init_of(tmp_path, url).stdout, "nothing was written"


def test_on_gitlab_what_is_left_open_is_said_in_the_language_of_the_registry(
    tmp_path: Path,
) -> None:
    done = init_of(on_gitlab(tmp_path), None, "--language", "ja")
    assert requirements(tmp_path) == {"risk-registry": "", "risk-registry-site": ""}
    assert "CI はまだ srr をインストールできません" in done.stdout
    assert ".gitlab-ci.yml の SRR_REQUIREMENT" in done.stdout


@pytest.mark.parametrize(
    ("given", "site"),
    [
        ("srr==1.2", "srr[site]==1.2"),
        (ADDRESS, ADDRESS.replace("srr", "srr[site]", 1)),
        ("""srr; python_version > "3.10" # '""", None),
        ("""srr>=1; python_version > "3.10\"""", """srr[site]>=1; python_version > "3.10\""""),
        ("./vendor/srr @SITE@ `id` \\ it's: #1", "./vendor/srr @SITE@ `id` \\ it's: #1[site]"),
    ],
)
def test_the_requirement_that_is_given_reaches_ci_as_it_is(
    tmp_path: Path, given: str, site: str | None
) -> None:
    for forge in (repository(tmp_path / "github"), on_gitlab(tmp_path / "gitlab")):
        done = init_of(forge, "https://git.example.com/other.git", "--requirement", given)
        assert (done.returncode == 0) is (site is not None), done.stderr
        if site is not None:
            assert set(requirements(forge).values()) == {given, site}
            assert "SRR_REQUIREMENT" not in done.stdout


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("srr=1", "--requirement cannot be read by pip: 'srr=1'; an example is srr @ git+https"),
        ("srr\n- run: id", "--requirement holds a dollar sign or a control character"),
        ("https://ura:secret@git.example.com/srr.git", "--requirement holds credentials"),
    ],
)
def test_a_requirement_that_is_refused_leaves_nothing_behind(
    tmp_path: Path, given: str, reason: str
) -> None:
    done = srr(tmp_path, "init", "--requirement", given)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {reason}")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr
    assert files(tmp_path) == []


def test_a_requirement_does_not_change_files_that_are_there_and_this_is_said(
    tmp_path: Path,
) -> None:
    init_of(tmp_path, None)
    (tmp_path / ".github/workflows/srr.yml").unlink()
    done = init_of(tmp_path, None, "--requirement", ADDRESS)
    assert requirements(tmp_path) == {"srr": ADDRESS, "srr-weekly": "", "srr-site": ""}
    assert "set SRR_REQUIREMENT in them by hand" in done.stdout


def test_in_a_subfolder_ci_stands_at_the_top_and_names_the_folder(tmp_path: Path) -> None:
    folder = repository(tmp_path) / "信頼性 team's"
    folder.mkdir()
    done = srr(folder, "init")
    assert done.returncode == 0, done.stderr
    assert "wrote  ../.github/workflows/srr.yml" in done.stdout
    workflow = load(tmp_path / ".github/workflows/srr.yml")
    assert workflow["env"] == {"SRR_ROOT": "信頼性 team's", "SRR_LANGUAGE": "en"}
    script = workflow["jobs"]["lint"]["steps"][2]["run"]
    command = script.replace("sh ", "ls ", 1)
    env = environment(**workflow["env"])
    assert subprocess.run(command, shell=True, cwd=tmp_path, env=env, check=False).returncode == 0  # noqa: S602
    site = load(tmp_path / ".github/workflows/srr-site.yml")["jobs"]["build"]["steps"]
    assert site[4]["with"]["path"] == "信頼性 team's/build/site"


def test_a_registry_may_be_started_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = srr(tmp_path, "--root", "reliability", "init")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "reliability") == WRITTEN
    assert re.search(r"^  git init +so that git remembers what changes$", done.stdout, re.MULTILINE)
    assert re.search(r"^  srr --root reliability lint  +checks", done.stdout, re.MULTILINE)


def test_inside_of_a_registry_no_other_one_is_started_by_mistake(tmp_path: Path) -> None:
    srr(tmp_path, "init")
    done = srr(tmp_path / "risks", "init")
    assert done.returncode == 2
    assert "is a registry already" in done.stderr
    assert srr(tmp_path / "risks", "--root", ".", "init").returncode == 0


def test_on_gitlab_the_pipeline_is_one_for_gitlab(tmp_path: Path) -> None:
    repository(tmp_path)
    git(tmp_path, "remote", "add", "origin", "git@gitlab.example.com:a/b.git")
    srr(tmp_path, "init")
    assert not (tmp_path / ".github").exists()
    assert not (tmp_path / ".srr/ci").exists()
    job = load(tmp_path / ".gitlab-ci.yml")["risk-registry"]
    assert job["variables"]["SRR_ROOT"] == "."
    done = srr(tmp_path, "init")
    assert "Add a job to .gitlab-ci.yml that runs `srr lint`." in done.stdout


def test_the_hint_for_pre_commit_is_one_that_pre_commit_reads(tmp_path: Path) -> None:
    folder = repository(tmp_path) / "a.b"
    folder.mkdir()
    hint = srr(folder, "init").stdout.partition("\n\nrepos:")[2].partition("\n\nNext:")[0]
    hook = yaml.safe_load(f"repos:{hint}")["repos"][0]["hooks"][0]
    assert hook["entry"] == "srr --root a.b lint --staged"
    assert re.search(hook["files"], "a.b/risks/SRR-0001.md")
    assert not re.search(hook["files"], "axb/risks/SRR-0001.md")
    assert not (tmp_path / ".pre-commit-config.yaml").exists()
    (tmp_path / ".pre-commit-config.yaml").write_text(f"repos:{hint}", encoding="utf-8")
    assert "pre-commit" not in srr(folder, "init").stdout


@pytest.mark.long
def test_the_site_of_a_fresh_registry_builds(tmp_path: Path) -> None:
    srr(tmp_path, "init", "--language", "ja")
    build(load_config(str(tmp_path / "mkdocs.yml"), strict=True))
    home = (tmp_path / "build/site/index.html").read_text("utf-8")
    assert "システムリスクレコード" in home
    assert "全体像" in home, "the groups of the menu are said in Japanese, too"
    assert "Overview" not in home
    assert (tmp_path / "build/site/risks/SRR-0001/index.html").is_file()
    how_to = (tmp_path / "build/site/how-to/start/index.html").read_text("utf-8")
    assert "レジストリを始める" in how_to, "the how-to pages come with srr, in its language"


def test_the_site_of_this_repository_is_configured_as_a_fresh_one() -> None:
    ours = load(Path(__file__).parents[3] / "mkdocs.yml")
    assert ours == {"INHERIT": "tool/srr/starter/mkdocs.yml"}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / ".srr").write_text("a file", encoding="utf-8")
    done = srr(tmp_path, "init")
    assert done.returncode == 2
    assert ".srr/risk.schema.json cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = srr(tmp_path, "init")
    tmp_path.chmod(0o700)
    assert done.returncode == 2
    assert "srr.toml cannot be written: Permission denied" in done.stderr


def test_help_shows_an_example(tmp_path: Path) -> None:
    assert "\n    srr init --language ja" in srr(tmp_path, "init", "--help").stdout


@pytest.mark.parametrize("config", ["renovate.json", ".github/renovate.json5", ".renovaterc"])
def test_where_renovate_keeps_the_pins_dependabot_is_not_asked(tmp_path: Path, config: str) -> None:
    path = repository(tmp_path) / config
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}", encoding="utf-8")
    assert "package-ecosystem" not in srr(tmp_path, "init").stdout
    assert not (tmp_path / ".github/dependabot.yml").exists()


@pytest.mark.parametrize("name", ["dependabot.yml", "dependabot.yaml"])
def test_where_dependabot_keeps_other_things_it_is_said_what_to_add(
    tmp_path: Path, name: str
) -> None:
    path = repository(tmp_path) / ".github" / name
    path.parent.mkdir()
    content = "version: 2\nupdates:\n  - package-ecosystem: npm\n"
    path.write_text(content, encoding="utf-8")
    done = srr(tmp_path, "init")
    assert f"add this below `updates:` in .github/{name}" in done.stdout
    assert "  - package-ecosystem: github-actions" in done.stdout
    assert path.read_text("utf-8") == content
    path.write_text(content.replace("npm", '"github-actions"'), encoding="utf-8")
    assert "package-ecosystem" not in srr(tmp_path, "init").stdout
    assert [each.name for each in path.parent.glob("dependabot*")] == [name]


def test_a_pipe_in_the_place_of_a_file_that_it_looks_at_is_not_waited_for(tmp_path: Path) -> None:
    repository(tmp_path)
    for name in ("mkdocs.yml", ".gitignore", ".pre-commit-config.yaml"):
        os.mkfifo(tmp_path / name)
    done = srr(tmp_path, "init", "--language", "en", "--requirement", "srr")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "srr.toml").is_file()
