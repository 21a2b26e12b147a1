"""A command that takes long says so on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import environment

CODE = """
from srr.cli import app, progress
from srr.lint import engine
import time
progress.PATIENCE = 0.05
whole = engine.check
engine.check = lambda *args, **more: (time.sleep({seconds}), whole(*args, **more))[1]
app.main()
"""


def shown(folder: Path, seconds: float, *arguments: str) -> str:
    """Return what a run that takes *seconds* writes to a terminal on standard error."""
    ours, theirs = pty.openpty()
    try:
        command = [sys.executable, "-c", CODE.format(seconds=seconds), *arguments]
        world = environment(SRR_TODAY="2026-02-02")
        subprocess.run(
            command, cwd=folder, env=world, stdout=subprocess.PIPE, stderr=theirs, check=True
        )
        os.write(theirs, b"end")
        return os.read(ours, 10_000).decode()
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    return tmp_path


def test_long_work_is_announced_on_a_terminal(registry: Path) -> None:
    assert shown(registry, 0.5, "lint") == "srr: lint is working on 1 file ...\r\nend"


def test_short_work_is_not(registry: Path) -> None:
    assert shown(registry, 0, "list") == "end"
