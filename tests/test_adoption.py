"""An old register of thirty records becomes green and gets a site, by the commands that the how-to page shows."""

import re
from pathlib import Path

import pytest

from kit.console import shows, steps
from kit.old_register import register
from kit.terminal import git, repository, srr
from srr.language import Language

pytestmark = pytest.mark.long

PAGES = Path(__file__).parents[1] / "tool" / "srr" / "site" / "how-to"
NAMES = {"en": "adopt.md", "ja": "adopt.ja.md"}
NEXT = {"en": "\n## Write it", "ja": "\n## 作る"}
WHO = {"en": "Ada Lovelace", "ja": "山田太郎"}
DAY = {"SRR_TODAY": "2027-03-08"}
FEW = 10


def section(language: Language) -> str:
    page = (PAGES / NAMES[language]).read_text(encoding="utf-8")
    return page.partition("{ #thirty }\n")[2].partition(NEXT[language])[0]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_commands_of_the_page_print_what_it_shows_and_end_green(
    tmp_path: Path, language: Language
) -> None:
    old = register(language)
    assert len(old) == 30
    git(repository(tmp_path), "config", "user.name", WHO[language])
    for path, text in old.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=old")

    commands = list(steps(section(language)))
    assert len(commands) < FEW
    for words, shown in commands:
        done = srr(tmp_path, *words[1:], **DAY)
        assert (words[0], done.returncode) == ("srr", 0), (words, done.stderr)
        printed = (done.stderr + done.stdout).splitlines()
        assert shows(shown, printed), (words, printed)

    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message=adopt")
    lint = srr(tmp_path, "lint", "--base", "HEAD~1", **DAY)
    assert lint.returncode == 0, "nor is the pull request red"
    pages = [tmp_path / f"build/site/{path[:-3]}/index.html" for path in old]
    assert [page for page in pages if not page.is_file()] == []


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_shows_a_record_of_the_register(language: Language) -> None:
    assert f"```markdown\n{register(language)['risks/SRR-0003.md']}```\n" in section(language)


def test_both_pages_show_the_same_commands() -> None:
    def commands(language: Language) -> list[list[str]]:
        rows = [words for words, _ in steps(section(language))]
        notes = {word for row in rows for at, word in enumerate(row[1:]) if row[at] == "--note"}
        return [[word for word in row if word not in {*notes, "--language", "ja"}] for row in rows]

    assert commands("ja") == commands("en")


def test_the_scores_of_a_later_visit_take_old_findings_out(tmp_path: Path) -> None:
    old = register("en")["risks/SRR-0003.md"]
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0003.md").write_text(old, encoding="utf-8")
    for words in (("fix",), ("baseline", "write")):
        assert srr(tmp_path, *words, **DAY).returncode == 0
    flags = re.search(r"`(--scope [^`]*)`", section("en"))
    assert flags
    note = ("--note", "Scored for the first time.", "--by", "ura")
    done = srr(tmp_path, "visit", "SRR-0003", *flags[1].split(), *note, **DAY)
    assert done.returncode == 0, done.stderr
    before = len((tmp_path / "srr-baseline.json").read_text("utf-8").splitlines())
    assert srr(tmp_path, "baseline", "prune", **DAY).returncode == 0
    after = (tmp_path / "srr-baseline.json").read_text("utf-8")
    assert len(after.splitlines()) < before
    assert "potential_impact" not in after
