"""A newcomer goes from an export to a registry that lints, by the commands of the how-to pages and nothing else."""

import re
from pathlib import Path

import pytest

from kit.console import shows
from kit.imported_pages import NAMES, PAGES, TODAY, Name, followed, page, started
from kit.terminal import git, srr
from srr.language import Language

LANGUAGES = pytest.mark.parametrize("language", ["en", "ja"])


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_the_page_shows_what_its_commands_print(
    tmp_path: Path, name: Name, language: Language
) -> None:
    root = started(tmp_path, language)
    for step, _, printed in followed(root, name, language):
        assert shows(step.shown, printed), (step.words, printed)
    assert srr(root, "lint", SRR_TODAY=TODAY).returncode == 0


@LANGUAGES
def test_what_came_in_passes_as_a_pull_request(tmp_path: Path, language: Language) -> None:
    root = started(tmp_path, language)
    git(root, "add", "srr.toml")
    git(root, "commit", "--quiet", "--message=empty")
    for step, _, _ in followed(root, "import-notion", language):
        if "--write" in step.words:
            break
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=import")
    lint = srr(root, "lint", "--base", "HEAD~1", SRR_TODAY=TODAY)
    assert lint.returncode == 0, lint.stdout


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_show_the_same_commands(name: Name) -> None:
    def commands(language: Language) -> list[str]:
        found = re.findall(r"^\$ (.*)", page(name, language), re.MULTILINE)
        return [re.sub(r"--note .*", "--note", line) for line in found]

    assert commands("ja") == commands("en")


@LANGUAGES
@pytest.mark.parametrize("name", NAMES)
def test_every_picture_of_a_page_is_there(name: Name, language: Language) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page(name, language))
    assert pictures
    assert all((PAGES / picture).is_file() for picture in pictures)
