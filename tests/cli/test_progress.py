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
from threading import Event
from srr.cli import app, progress
from srr.lint import engine

announced, announce, check = Event(), progress._announce, engine.check
progress._announce = lambda ctx: (announce(ctx), announced.set())
progress.PATIENCE = {patience}
engine.check = lambda *args, **more: (announced.wait({work}), check(*args, **more))[1]
app.main()
"""


def shown(folder: Path, patience: float, work: float) -> str:
    """Return what lint writes to a terminal when it works for *work* seconds, or until it was announced."""
    ours, theirs = pty.openpty()
    try:
        command = [sys.executable, "-c", CODE.format(patience=patience, work=work), "lint"]
        world = environment(SRR_TODAY="2026-02-02")
        subprocess.run(
            command, cwd=folder, env=world, stdout=subprocess.PIPE, stderr=theirs, check=True
        )
        os.write(theirs, b"end")
        text = ""
        while not text.endswith("end"):
            text += os.read(ours, 10_000).decode()
        return text.removesuffix("end")
    finally:
        os.close(ours)
        os.close(theirs)


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    return tmp_path


def test_long_work_is_announced_on_a_terminal(registry: Path) -> None:
    assert shown(registry, 0, 60) == "srr: lint is working on 1 file ...\r\n"


def test_short_work_is_not(registry: Path) -> None:
    assert shown(registry, 60, 0) == ""
