"""What a shell offers after srr: the commands, the rules, the records; asked of bash, zsh and fish themselves."""

import os
import pty
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import environment, srr

BIN = Path(sys.executable).parent
CLOSED = "status: done\nresolution: obsolete"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "postmortems").mkdir()
    for path in ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"):
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    closed = (tmp_path / "risks/SRR-0002.md").read_text("utf-8")
    closed = closed.replace("status: not-started", CLOSED).replace("next_visit: 2026-02-05\n", "")
    (tmp_path / "risks/SRR-0002.md").write_text(closed, encoding="utf-8")
    return tmp_path


def ask(folder: Path, *command: str, **more: str) -> str:
    """Run a program with srr on the path, as it is installed; it must have nothing to say on the side."""
    if not (BIN / "srr").exists() or shutil.which("bash") is None:
        pytest.skip("srr is not installed, or there is no bash")
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(PATH=f"{BIN}:{os.environ['PATH']}", **more),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def offered(folder: Path, *words: str) -> list[str]:
    """Return what srr offers to bash when Tab is pressed after *words*, the last of which is begun."""
    line = "\n".join(("srr", *words))
    asked = {"_SRR_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words))}
    done = srr(folder, **asked)
    assert (done.returncode, done.stderr) == (0, "")
    return [line.partition(",")[2] for line in done.stdout.split()]


def offered_by_bash(folder: Path, *lines: tuple[str, ...]) -> list[list[str]]:
    """Return what bash itself offers when Tab is pressed after the words of each line."""
    asked = 'eval "$(srr completion bash)"\n'
    for words in lines:
        line = " ".join(shlex.quote(word) for word in ("srr", *words))
        asked += f"""
            COMP_WORDS=({line}) COMP_CWORD={len(words)}
            COMPREPLY=() && _srr_completion srr
            echo "${{COMPREPLY[@]}}"
        """
    return [line.split() for line in ask(folder, "bash", "-c", asked).splitlines()]


def test_the_commands(registry: Path) -> None:
    assert offered(registry, "li") == ["list", "lint"] or offered(registry, "li") == [
        "lint",
        "list",
    ]
    assert {"init", "lint", "baseline", "visit"} <= set(offered(registry, ""))


def test_the_commands_below_a_command(registry: Path) -> None:
    assert sorted(offered(registry, "baseline", "")) == ["check", "prune", "write"]


def test_the_options(registry: Path) -> None:
    assert offered(registry, "lint", "--sta") == ["--staged"]


def test_the_rules(registry: Path) -> None:
    assert offered(registry, "rule", "score-p") == ["score-priority"]


def test_the_families_where_one_may_be_named(registry: Path) -> None:
    assert offered(registry, "lint", "--select", "visit-o") == ["visit-order", "visit-overdue"]
    assert "visit" in offered(registry, "lint", "--select", "vis")


def test_the_records_in_any_case(registry: Path) -> None:
    assert offered(registry, "show", "") == ["PM-0001", "SRR-0001", "SRR-0002"]
    assert offered(registry, "show", "srr") == ["SRR-0001", "SRR-0002"]


def test_a_record_by_its_number(registry: Path) -> None:
    assert offered(registry, "show", "2") == ["SRR-0002"]
    assert offered(registry, "show", "1") == ["PM-0001", "SRR-0001"]


def test_the_concerns_that_ask_for_a_report(registry: Path) -> None:
    (registry / "concerns").mkdir()
    text = record("concerns/CN-0001.md")
    ended = text.replace("CN-0001", "CN-0002").replace("status: assigned", "status: resolved")
    (registry / "concerns/CN-0001.md").write_text(text, encoding="utf-8")
    (registry / "concerns/CN-0002.md").write_text(ended, encoding="utf-8")
    assert offered(registry, "report", "") == ["CN-0001"]
    assert offered(registry, "new", "risk", "--from", "cn") == ["CN-0001"]
    assert offered(registry, "show", "cn") == ["CN-0001", "CN-0002"]


def test_the_indicators_and_those_that_can_be_fetched(registry: Path) -> None:
    source = '{kind = "csv", url = "https://files.example.com/orders.csv"}'
    (registry / "srr.toml").write_text(f"[indicators.orders]\nsource = {source}\n", "utf-8")
    (registry / "indicators").mkdir()
    (registry / "indicators/advertisers.csv").write_text("date,value\n", "utf-8")
    assert offered(registry, "indicator", "") == ["advertisers", "orders"]
    assert offered(registry, "indicator", "a") == ["advertisers"]
    assert offered(registry, "collect", "") == ["orders"]


def test_the_commands_that_help_explains(registry: Path) -> None:
    assert offered(registry, "help", "ne") == ["new"]
    assert offered(registry, "help", "new", "ri") == ["risk"]
    assert offered(registry, "help", "lint", "x") == []


def test_an_accepted_risk_can_be_accepted_again_and_can_happen(registry: Path) -> None:
    path = registry / "risks/SRR-0001.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("status: not-started", "status: accepted"), encoding="utf-8")
    assert offered(registry, "accept", "") == ["SRR-0001"]
    assert offered(registry, "occurred", "1") == ["SRR-0001"]


def test_only_open_risks_can_be_visited(registry: Path) -> None:
    assert offered(registry, "visit", "") == ["SRR-0001"]


def test_the_statuses(registry: Path) -> None:
    assert offered(registry, "visit", "SRR-0001", "--status", "wat") == ["watching"]


def test_the_registry_that_root_names(registry: Path) -> None:
    elsewhere = registry / "elsewhere"
    elsewhere.mkdir()
    assert offered(elsewhere, "--root", str(registry), "show", "PM") == ["PM-0001"]


def test_where_there_is_no_registry_nothing_is_offered_and_nothing_said(tmp_path: Path) -> None:
    assert offered(tmp_path, "show", "") == []
    (tmp_path / "srr.toml").write_text("areaz = 1\n", encoding="utf-8")
    assert offered(tmp_path, "show", "") == []
    assert offered(tmp_path, "rule", "score-p") == ["score-priority"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(tmp_path: Path, shell: str) -> None:
    told = ask(tmp_path, "srr", "completion", shell)
    assert f"_SRR_COMPLETE={shell}_complete" in told


LINES = (
    ("srr baseline pr", "srr baseline prune"),
    ("srr lint --sta", "srr lint --staged"),
    ("srr rule score-p", "srr rule score-priority"),
    ("srr show 2", "srr show SRR-0002"),
    ("srr show pm", "srr show PM-0001"),
    ("srr visit 1 --status wat", "srr visit 1 --status watching"),
    ("srr help new ri", "srr help new risk"),
    ("srr show 9", "srr show 9"),
)


def test_bash_completes_what_is_begun(registry: Path) -> None:
    begun = (("lint", "--sta"), ("show", "pm"), ("show", "9"))
    assert offered_by_bash(registry, *begun) == [["--staged"], ["PM-0001"], []]


def test_fish_completes_what_is_begun(registry: Path) -> None:
    if shutil.which("fish") is None:
        pytest.skip("there is no fish")
    asked = "".join(f"echo @; complete -C '{begun}'\n" for begun, _ in LINES)
    asked = f"srr completion fish | source\n{asked}"
    _, *told = ask(registry, "fish", "--no-config", "-c", asked).split("@\n")
    for (begun, whole), offers in zip(LINES, told, strict=True):
        words = [line.partition("\t")[0] for line in offers.splitlines()]
        assert words == ([] if begun == whole else [whole.rpartition(" ")[2]]), begun


ZSH = """
PS1='ready> '
autoload -Uz compinit && compinit -u -D
eval "$(srr completion zsh)"
keep() { print -r -- "$BUFFER" >>kept; BUFFER= }
zle -N keep
bindkey '^Xk' keep
"""


def test_zsh_completes_what_is_begun_when_tab_is_pressed(registry: Path) -> None:
    if shutil.which("zsh") is None:
        pytest.skip("there is no zsh")
    (registry / ".zshrc").write_text(ZSH, encoding="utf-8")
    ours, theirs = pty.openpty()
    variables = {"PATH": f"{BIN}:{os.environ['PATH']}", "ZDOTDIR": str(registry), "TERM": "xterm"}
    with subprocess.Popen(
        ["zsh", "-i"],
        cwd=registry,
        env=environment(**variables),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    ) as shell:
        os.close(theirs)
        shown = b""
        while b"ready> " not in shown:
            shown += os.read(ours, 10_000)
        os.write(ours, b"".join(f"{begun}\t\x18k".encode() for begun, _ in LINES) + b"exit\n")
        with suppress(OSError):  # Linux says so when the last reader of the terminal has gone
            while os.read(ours, 10_000):
                pass
        os.close(ours)
    assert shell.returncode == 0
    kept = (registry / "kept").read_text("utf-8").splitlines()
    assert [line.rstrip() for line in kept] == [whole for _, whole in LINES]


def test_an_id_that_a_shell_would_split_is_not_offered(registry: Path) -> None:
    path = registry / "risks/SRR-0001.md"
    text = path.read_text("utf-8").replace("id: SRR-0001", 'id: "SRR-0001\\nplain,SRR-0009"')
    path.write_text(text, encoding="utf-8")
    assert offered_by_bash(registry, ("show", "srr-")) == [["SRR-0002"]]
