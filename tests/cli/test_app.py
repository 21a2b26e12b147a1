"""The command as a whole: its help, and a command that nobody knows."""

import subprocess
import sys
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


def test_the_help_names_the_work_that_a_command_is_for(tmp_path: Path) -> None:
    lines = srr(tmp_path, "--help").stdout.splitlines()
    heads = [line for line in lines if line.endswith(":") and not line.startswith(" ")]
    work = ["Start:", "Write:", "Check:", "Review:", "Look:", "Publish:", "In and out:"]
    assert heads == ["Options:", *work]


@pytest.mark.parametrize("words", [(), ("new",), ("baseline",)])
def test_a_group_alone_prints_its_help(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = srr(tmp_path, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == srr(tmp_path, *words, "--help").stdout


@pytest.mark.parametrize("words", [(), ("lint",), ("new", "risk"), ("baseline",)])
def test_help_is_a_command_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = srr(tmp_path, "help", *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == srr(tmp_path, *words, "--help").stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("help", "lnt"), "no command is called srr lnt; did you mean lint?"),
        (("help", "new", "risc"), "no command is called srr new risc; did you mean risk?"),
        (("help", "lint", "x"), "no command is called srr lint x; see srr lint --help"),
        (("fixx",), "no command is called srr fixx; did you mean fix?"),
        (("xyz",), "no command is called srr xyz; see srr --help"),
        (("new", "risc"), "no command is called srr new risc; did you mean risk?"),
        (("lint", "--bsae", "x"), "srr lint has no option --bsae; did you mean --base?"),
        (("--rot", "x"), "srr has no option --rot; did you mean --root?"),
        (("--root", "."), "srr needs a command; see srr --help"),
        (("lint", "-z"), "srr lint has no option -z; see srr lint --help"),
        (("lint", "--base"), "--base needs a value; write it behind the option"),
        (("list", "--json=x"), "--json takes no value; write --json alone"),
        (("show",), "srr show needs ID; see srr show --help"),
        (
            ("schema",),
            "srr schema needs one of risk, postmortem, concern, settings, import-map; write it behind the command",
        ),
        (("agenda", "x", "y"), "srr agenda does not take x y; see srr agenda --help"),
        (
            ("list", "risk"),
            "srr list does not take 'risk'; write one of risks, postmortems, concerns",
        ),
        (
            ("lint", "--fail-on", "x"),
            "--fail-on does not take 'x'; write one of error, warning, info, never",
        ),
        (
            ("serve", "--port", "70000"),
            "--port does not take 70000; write a whole number from 1 to 65535",
        ),
        (
            ("serve", "--port", "x"),
            "--port does not take 'x'; write a whole number from 1 to 65535",
        ),
    ],
)
def test_what_cannot_be_understood_is_answered_with_what_to_type(
    tmp_path: Path, words: tuple[str, ...], sentence: str
) -> None:
    done = srr(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"srr: {sentence}\n")


def test_the_version_is_told(tmp_path: Path) -> None:
    assert srr(tmp_path, "--version").stdout.startswith("srr 0.")


@pytest.mark.parametrize("words", [["--version"], ["--help"]])
def test_what_reads_no_record_loads_no_parser(words: list[str]) -> None:
    code = (
        "import sys\nfrom srr.cli.app import main\n"
        f"sys.argv = ['srr', *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print({'yaml', 'jsonschema', 'frontmatter'} & sys.modules.keys())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def ended(setup: str) -> "subprocess.CompletedProcess[str]":
    """Run `srr list`, patched by *setup*."""
    code = (
        "import os, signal, sys\nfrom srr.cli import app, arguments\n"
        f"{setup}\nsys.argv = ['srr', 'list']\napp.main()\n"
    )
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("second", ["SIGINT", "SIGTERM"])
def test_a_second_stop_does_not_cut_short_what_is_said_of_the_first(second: str) -> None:
    done = ended(
        "def stop(*_):\n    raise KeyboardInterrupt\n"
        "app.Shelf.resolve_command = stop\n"
        f"arguments.language_of = lambda _: os.kill(os.getpid(), signal.{second}) or 'en'"
    )
    assert (done.returncode, done.stderr) == (130, "srr: stopped\n")


def test_a_fault_that_leaves_modules_half_there_is_shown_and_ends_with_three() -> None:
    done = ended(
        "def end(*_):\n    raise RuntimeError('the fault')\n"
        "def half(_):\n    raise AttributeError('half there')\n"
        "app.Shelf.resolve_command = end\narguments.language_of = half"
    )
    assert done.returncode == 3
    assert "RuntimeError: the fault" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("srr: this is a fault of srr")
