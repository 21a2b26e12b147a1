"""The command as a whole: its help, and a command that nobody knows."""

from pathlib import Path

import pytest

from kit.terminal import srr
from srr.cli.app import COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_shows_an_example(tmp_path: Path, command: str) -> None:
    done = srr(tmp_path, command, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"  srr {command}" in done.stdout.partition("Example")[2]


def test_the_help_lists_every_command(tmp_path: Path) -> None:
    listed = srr(tmp_path, "--help").stdout
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_a_command_that_is_not_known_is_answered_with_the_nearest(tmp_path: Path) -> None:
    done = srr(tmp_path, "fixx")
    assert done.returncode == 2
    assert "did you mean fix?" in done.stderr


def test_the_version_is_told(tmp_path: Path) -> None:
    assert srr(tmp_path, "--version").stdout.startswith("srr 0.")
