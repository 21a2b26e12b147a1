"""A name that no record has is said, with the one that was meant."""

from pathlib import Path

import pytest

from kit.examples import tree
from kit.terminal import srr


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    files = tree("team: platform\nrisks/SRR-0002.md\nteam: web", "risks/SRR-0001.md")
    for path, content in files.items():
        assert isinstance(content, bytes)
        (tmp_path / path).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("command", ["agenda", "list"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("platform", ""),
        (" WEB ", ""),
        ("platfrom", 'srr: no record has the team "platfrom"; did you mean platform?\n'),
        ("zzz", 'srr: no record has the team "zzz"; srr list --all shows every record\n'),
        ("", 'srr: no record has the team ""; srr list --all shows every record\n'),
    ],
)
def test_a_team_that_no_risk_has_is_said_and_nothing_of_another_is_listed(
    registry: Path, command: str, name: str, said: str
) -> None:
    done = srr(registry, command, "--team", name)
    assert (done.returncode, done.stderr) == (0, said)
    assert ("SRR-000" in done.stdout) == (not said)


@pytest.mark.parametrize("command", ["agenda", "list"])
def test_the_word_for_none_is_no_name_that_is_missing(registry: Path, command: str) -> None:
    done = srr(registry, command, "--team", "-")
    assert (done.returncode, done.stderr) == (0, "")
    assert "SRR-000" not in done.stdout


def test_it_is_said_in_the_language_of_the_registry(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    done = srr(registry, "list", "--owner", "urra")
    assert done.stderr == "srr: 担当者が「urra」の記録はありません。ura のことですか\n"
