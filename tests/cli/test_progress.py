"""A step of a command that takes long is named on a terminal, and nowhere else."""

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
from {module} import {function} as work
import {module} as module

announced, announce = Event(), progress._Announcer._announce
progress._Announcer._announce = lambda self, step: (announce(self, step), announced.set())
progress.PATIENCE = {patience}
module.{function} = lambda *args, **more: (
    announced.clear(), announced.wait({seconds}), work(*args, **more)
)[2]
app.main()
"""


def shown(folder: Path, function: str, patience: float, seconds: float) -> str:
    """Return what lint writes to a terminal when *function* takes *seconds*, or until that was announced."""
    ours, theirs = pty.openpty()
    try:
        module, _, name = function.rpartition(".")
        code = CODE.format(module=module, function=name, patience=patience, seconds=seconds)
        command = [sys.executable, "-c", code, "lint"]
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


@pytest.mark.parametrize(
    ("function", "step"),
    [
        ("srr.repository.store.read_tree", "looking for records"),
        ("srr.repository.workspace.read_registry", "reading records (1)"),
        ("srr.lint.engine.check", "judging records (1)"),
    ],
)
def test_a_long_step_is_announced_on_a_terminal(registry: Path, function: str, step: str) -> None:
    assert f"srr: {step} ...\r\n" in shown(registry, function, 0.02, 60)


def test_short_work_is_not(registry: Path) -> None:
    assert shown(registry, "srr.lint.engine.check", 60, 0) == ""
