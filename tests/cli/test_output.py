import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from kit.examples import tree
from kit.terminal import repository, srr
from srr.exporters.findings import FORMATS, github_summary

BAD = "priority: 10\n"
PAGES = Path(__file__).parent.parent.parent / "tool" / "srr" / "site" / "how-to"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry with one wrong priority, in a folder of a repository."""
    return placed(repository(tmp_path / "repo") / "docs" / "台帳", BAD)


def placed(folder: Path, fragment: str) -> Path:
    files: Mapping[str, bytes] = tree(fragment, "risks/SRR-0001.md")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_prints_and_exits_alike(registry: Path, form: str) -> None:
    done = srr(registry, "lint", "--format", form)
    assert (done.returncode, done.stderr) == (1, "")
    assert ("ura: SRR-0001" if form == "mentions" else "6 x 2 = 12, not 10") in done.stdout
    assert srr(registry, "lint", "--format", form).stdout == done.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_clean_registry_exits_with_zero_in_every_form(tmp_path: Path, form: str) -> None:
    placed(tmp_path, "team: web\n")
    assert srr(tmp_path, "lint", "--format", form).returncode == 0


def test_text_is_the_default(registry: Path) -> None:
    assert srr(registry, "lint").stdout == srr(registry, "lint", "--format", "text").stdout


def test_a_form_goes_to_its_file_as_it_would_be_printed(registry: Path, tmp_path: Path) -> None:
    files = [f"--format={form}={tmp_path / form}" for form in list(FORMATS)[1:]]
    done = srr(registry, "lint", "--format=text", *files)
    assert (done.returncode, done.stdout) == (1, srr(registry, "lint").stdout)
    for form in list(FORMATS)[1:]:
        printed = srr(registry, "lint", "--format", form).stdout
        assert (tmp_path / form).read_text(encoding="utf-8") == printed


def test_nothing_is_printed_when_every_form_has_a_file(registry: Path, tmp_path: Path) -> None:
    done = srr(registry, "lint", f"--format=text={tmp_path / 'a'}", FORCE_COLOR="1", NO_COLOR="")
    assert (done.returncode, done.stdout) == (1, "")
    assert "\x1b" not in (tmp_path / "a").read_text(encoding="utf-8")


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(registry: Path) -> None:
    file = registry.parent / "lint.sarif"
    file.write_text("x" * 1_000_000, encoding="utf-8")
    srr(registry, "lint", f"--format=sarif={file}")
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert sorted(path.name for path in registry.parent.iterdir()) == ["lint.sarif", "台帳"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["text", "json"], "srr: only one format can be printed, not text and json; give a file,"),
        (["jsn"], "srr: no format is called jsn; did you mean json?"),
        (["zzz"], "srr: no format is called zzz; take one of text, concise, json, github,"),
        (["sarif="], "srr: --format sarif= names no file; write sarif=FILE"),
        (["sarif=risks"], "srr: --format sarif=risks names no file; write sarif=FILE"),
        (["sarif=a", "json=./a"], "srr: two formats cannot be written to the same file"),
        (["sarif=no/such/a"], "srr: no/such/a cannot be written: there is no folder"),
        (["sarif=/dev/null"], "srr: /dev/null cannot be written: it is not a regular file"),
        (["sarif=risks/SRR-0001.md"], "belongs to the registry, and no output goes over it"),
        (["text=risks/SRR-0099.md"], "belongs to the registry, and no output goes over it"),
        (["text=srr.toml"], "is read by srr, and no output goes over it"),
        (["json=srr-baseline.json"], "is read by srr, and no output goes over it"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    registry: Path, arguments: list[str], sentence: str
) -> None:
    before = (registry / "risks" / "SRR-0001.md").read_bytes()
    done = srr(registry, "lint", *(f"--format={argument}" for argument in arguments))
    assert done.returncode == 2
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert (registry / "risks" / "SRR-0001.md").read_bytes() == before
    assert not (registry / "a").exists()


def test_a_link_is_not_written_through(registry: Path) -> None:
    (registry / "lint.json").symlink_to(registry / "risks" / "SRR-0001.md")
    done = srr(registry, "lint", "--format=json=lint.json")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert (registry / "risks" / "SRR-0001.md").read_bytes().startswith(b"---")


@pytest.mark.parametrize("form", ["github", "gitlab", "junit", "rdjson"])
def test_a_forge_is_told_the_path_from_the_top_of_the_repository(registry: Path, form: str) -> None:
    assert "docs/台帳/risks/SRR-0001.md" in srr(registry, "lint", "--format", form).stdout


def test_without_git_the_path_is_from_the_registry(tmp_path: Path) -> None:
    placed(tmp_path, BAD)
    done = srr(tmp_path, "lint", "--format=gitlab", PATH=os.devnull)
    assert json.loads(done.stdout)[0]["location"]["path"] == "risks/SRR-0001.md"


def test_a_registry_at_the_top_in_a_hidden_folder_keeps_its_dot(tmp_path: Path) -> None:
    hidden = placed(repository(tmp_path / "repo") / ".registry", BAD)
    done = srr(hidden, "lint", "--format=gitlab")
    assert json.loads(done.stdout)[0]["location"]["path"] == ".registry/risks/SRR-0001.md"


def test_the_summary_of_the_job_is_added_to(registry: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_text("# earlier\n", encoding="utf-8")
    done = srr(registry, "lint", "--format=github", GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text(encoding="utf-8")
    assert done.returncode == 1
    assert text.startswith("# earlier\n\n## Risk registry\n")
    assert (
        "| error | docs/台帳/risks/SRR-0001.md:11 | score-priority | 6 x 2 = 12, not 10<br>" in text
    )


def test_the_summary_of_the_job_never_grows_past_its_limit(registry: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    for before in (github_summary.LIMIT - 10, github_summary.LIMIT + 10):
        page.write_bytes(b"x" * before)
        srr(registry, "lint", "--format=github", GITHUB_STEP_SUMMARY=str(page))
        assert page.stat().st_size == before


def test_the_summary_of_the_job_is_left_alone_by_the_other_forms(
    registry: Path, tmp_path: Path
) -> None:
    page = tmp_path / "summary.md"
    for form in ("text", "json", "sarif"):
        srr(registry, "lint", "--format", form, GITHUB_STEP_SUMMARY=str(page))
    assert not page.exists()


def test_a_summary_that_cannot_be_written_is_one_sentence(registry: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none" / "summary.md"
    done = srr(registry, "lint", "--format=github", GITHUB_STEP_SUMMARY=str(missing))
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: GITHUB_STEP_SUMMARY is {missing}, which cannot be written")
    assert "::error" in done.stdout


def test_a_rule_of_change_is_no_passed_test_without_a_base(registry: Path) -> None:
    assert "change-" not in srr(registry, "lint", "--format=junit").stdout


@pytest.mark.parametrize("page", ["formats.md", "formats.ja.md"])
def test_the_page_of_the_formats_tells_each_of_them(page: str) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    assert [form for form in FORMATS if f"\n| `{form}` | " not in text] == []


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--json", "--sort", "nothing"),
        ("list", "--json", "--nothing"),
        ("show", "--json", "SRR-0099"),
        ("agenda", "--json", "--today", "2026-02-30"),
        ("doctor", "--json", "nothing"),
        ("diff", "--format", "json", "nothing"),
        ("lint", "--format", "json", "nothing.md"),
        ("lint", "--format", "json", "--format", "sarif=risks/SRR-0001.md"),
        ("schema", "nothing"),
    ],
    ids=" ".join,
)
def test_a_program_that_is_refused_gets_one_sentence_and_no_output(
    registry: Path, words: tuple[str, ...]
) -> None:
    done = srr(registry, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"srr: [^\n]+\n", done.stderr)


@pytest.mark.parametrize("words", [("list", "--json"), ("agenda", "--json"), ("doctor", "--json")])
def test_without_a_registry_a_program_gets_one_sentence_and_no_output(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = srr(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"srr: [^\n]+; run srr init to start one\n", done.stderr)
