"""A run that is stopped, refused or overtaken leaves every file whole, and no other file lost."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from random import uniform

import pytest

from kit.examples import record
from kit.moments import Files, stopped_at_each
from kit.terminal import environment, process, python, repository, srr
from kit.thorough import THOROUGH

pytestmark = pytest.mark.long

RISK = "risks/SRR-0001.md"
OTHER = "risks/SRR-0002.md"
CONCERN = "concerns/CN-0001.md"
WRONG = record(RISK).replace("likelihood: 2\n", "likelihood: 2\npriority: 3\n")
STARTER = Path(__file__).parents[1] / "tool/srr/starter/mkdocs.yml"
NEW = ("new", "risk", "--title", "Orders fail", "--summary", "They fail.", "--owner", "ura")
NEW_KNOWN = (*NEW, "--potential-impact", "6", "--likelihood", "2", "--current-impact", "0")
POSTMORTEM = (
    *("new", "postmortem", "--title", "Orders failed", "--summary", "They failed."),
    *(
        "--started",
        "2026-02-01 19:05",
        "--owner",
        "ura",
        "--risk",
        "SRR-0001",
        "--risk",
        "SRR-0002",
    ),
)
FROM = ("new", "risk", "--from", "CN-0001", "--summary", "They fail.")
REPORT = ("report", "CN-0001", "--by", "ura", "--note")
VISIT = ("visit", "SRR-0001", "--by", "ura", "--note")
ENDS = {signal.SIGKILL: -9, signal.SIGTERM: 143, signal.SIGINT: 130}
HIDDEN = re.compile(r"(^|/)\.srr-[0-9a-f]{12}(/|$)")


def put(root: Path, path: str, text: str) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    root = tmp_path / "registry"
    put(root, "srr.toml", "")
    for path in (RISK, OTHER):
        put(root, path, record(path))
    return root


def hidden(root: Path) -> list[str]:
    """Return the hidden folders of runs, and what is in them."""
    names = (path.relative_to(root).as_posix() for path in root.rglob("*"))
    return [name for name in names if HIDDEN.search(name)]


def shown(files: Files) -> Files:
    return {path: digest for path, digest in files.items() if not HIDDEN.search(path)}


# --- stopped at every moment ---


def with_faults(root: Path) -> None:
    put(root, RISK, WRONG)
    put(root, OTHER, WRONG.replace("SRR-0001", "SRR-0002"))


def with_old_findings(root: Path) -> None:
    put(root, RISK, record(RISK).replace("owner: ura\n", "owner: ura\narea: kitchen\nbogus: 1\n"))


def with_a_long_baseline(root: Path) -> None:
    with_old_findings(root)
    assert srr(root, "baseline", "write").returncode == 0
    put(root, RISK, record(RISK).replace("owner: ura\n", "owner: ura\narea: kitchen\n"))


def emptied(root: Path) -> None:
    shutil.rmtree(root)
    root.mkdir()


def untouched(root: Path) -> None:
    del root


def with_a_concern(root: Path) -> None:
    put(root, CONCERN, record(CONCERN))


CASES: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "new risk": (untouched, NEW_KNOWN),
    "new postmortem": (untouched, POSTMORTEM),
    "new risk --from": (with_a_concern, FROM),
    "note": (untouched, ("note", "Orders are slow on Fridays", "--owner", "ura")),
    "report": (with_a_concern, (*REPORT, "Seen.")),
    "visit": (untouched, (*VISIT, "Seen.")),
    "assign": (untouched, ("assign", "SRR-0001", "mei", "--by", "ura", "--note", "Hers.")),
    "fix": (with_faults, ("fix",)),
    "baseline write": (with_old_findings, ("baseline", "write")),
    "baseline prune": (with_a_long_baseline, ("baseline", "prune")),
    "init": (emptied, ("init",)),
}


@pytest.mark.parametrize("number", ENDS)
@pytest.mark.parametrize("case", CASES)
def test_a_run_stopped_at_any_moment_leaves_whole_files_and_the_next_one_tidies_up(
    registry: Path, case: str, number: signal.Signals
) -> None:
    prepare, arguments = CASES[case]
    prepare(registry)
    every = 9 if case == "init" else 2 if number is signal.SIGKILL else 5
    every *= 1 if THOROUGH else 3
    moments = stopped_at_each(registry, number, *arguments, every=every)
    assert moments.stopped
    whole = {path: {moments.before.get(path), digest} for path, digest in moments.done.items()}
    for run in moments.stopped:
        left = shown(run.left)
        assert run.code == ENDS[number]
        assert "Traceback" not in run.output
        assert left.keys() >= moments.before.keys()
        assert all(digest in whole[path] for path, digest in left.items())
        if number is not signal.SIGKILL:
            assert run.output.endswith("srr: stopped\n")
            assert left == run.left, "nothing hidden stays behind"
            assert case == "init" or left in (moments.before, moments.done)
        if "--from" in case and left == moments.done:
            assert run.next_output == "srr: CN-0001 became SRR-0003; run srr visit SRR-0003\n"
            continue
        assert (run.next_code, shown(run.after)) == (0, run.after), run.next_output
        assert (
            case.startswith(("new", "note", "report", "visit", "assign"))
            or run.after == moments.done
        )


@pytest.fixture
def with_site(registry: Path) -> Path:
    (registry / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    (registry / "site").mkdir()
    return registry


@pytest.mark.parametrize("is_first", [True, False])
def test_a_build_killed_while_it_puts_the_site_in_place_is_repeated_by_the_next_one(
    with_site: Path, is_first: bool
) -> None:
    if not is_first:
        assert srr(with_site, "build").returncode == 0
        (with_site / OTHER).unlink()
        put(with_site, "build/site/.nojekyll", "")
    moments = stopped_at_each(with_site, signal.SIGKILL, "build", every=25, only="os.rename")
    assert moments.stopped
    for run in moments.stopped:
        assert run.code == -signal.SIGKILL
        assert (run.next_code, run.after) == (0, moments.done), run.next_output
    assert is_first or "build/site/.nojekyll" in moments.done
    assert ("build/site/risks/SRR-0002/index.html" in moments.done) is is_first


def test_a_build_that_is_stopped_leaves_the_last_site_as_it_was(with_site: Path) -> None:
    assert srr(with_site, "build").returncode == 0
    (with_site / OTHER).unlink()
    moments = stopped_at_each(with_site, signal.SIGTERM, "build", every=150)
    assert len(moments.stopped) > 1
    for run in moments.stopped:
        assert (run.code, run.output) == (143, "srr: stopped\n")
        assert run.left in (moments.before, moments.done)


def test_sources_of_a_site_that_were_not_finished_are_finished_by_the_next_run(
    with_site: Path,
) -> None:
    moments = stopped_at_each(with_site, signal.SIGKILL, "build", "--out", "out", every=190)
    assert len(moments.stopped) > 1
    for run in moments.stopped:
        assert (run.next_code, run.after) == (0, moments.done), run.next_output


COMMANDS: dict[str, tuple[str, ...]] = {
    "new": NEW_KNOWN,
    "visit": (*VISIT, "Seen."),
    "fix": ("fix",),
    "baseline": ("baseline", "write"),
    "init": ("init",),
    "build": ("build",),
}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_process_ended_at_a_random_moment_loses_nothing(
    with_site: Path, command: str, number: signal.Signals
) -> None:
    put(with_site, OTHER, WRONG.replace("SRR-0001", "SRR-0002").replace("ura\n", "ura\nx: 1\n"))
    before = {path: path.read_bytes() for path in with_site.rglob("*.*")}
    started = [sys.executable, "-m", "srr", *COMMANDS[command]]
    run = subprocess.Popen(
        started, cwd=with_site, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    time.sleep(uniform(0.05, 0.5 if command != "build" else 2))  # noqa: S311
    run.send_signal(number)
    output = run.communicate(timeout=60)[0].decode()
    assert run.returncode in (0, -number, 128 + number), output
    assert "Traceback" not in output
    assert all(path.exists() for path in before)
    assert before[with_site / RISK] in (with_site / RISK).read_bytes() or command == "visit"
    after = process(with_site, *COMMANDS[command])
    assert after.returncode == 0, after.stderr
    assert hidden(with_site) == []


# --- two at once ---


def at_once(root: Path, runs: list[tuple[str, ...]]) -> list[subprocess.CompletedProcess[str]]:
    with ThreadPoolExecutor(len(runs)) as pool:
        return list(pool.map(lambda arguments: process(root, *arguments), runs))


def test_risks_that_are_written_at_once_take_an_id_each(registry: Path) -> None:
    done = at_once(registry, [NEW_KNOWN] * 8)
    assert [(each.returncode, "srr:" in each.stderr) for each in done] == [(0, False)] * 8
    paths = sorted(each.stdout.partition("\n")[0] for each in done)
    assert paths == [f"risks/SRR-{number:04}.md" for number in range(3, 11)]
    assert srr(registry, "lint").returncode == 0
    assert hidden(registry) == []


def test_of_visits_at_once_none_is_lost_and_a_late_one_is_refused(registry: Path) -> None:
    done = at_once(registry, [(*VISIT, f"Note number {number}.") for number in range(6)])
    text = (registry / RISK).read_text(encoding="utf-8")
    assert any(each.returncode == 0 for each in done)
    for number, each in enumerate(done):
        assert (f"Note number {number}." in text) is (each.returncode == 0)
        if each.returncode:
            sentence = f"srr: {RISK} cannot be written: it was changed meanwhile; look at it and"
            assert (each.returncode, each.stderr.startswith(sentence)) == (2, True)
    assert hidden(registry) == []


def test_registries_that_are_started_at_once_become_one(tmp_path: Path) -> None:
    root = repository(tmp_path / "fresh")
    assert [each.returncode for each in at_once(root, [("init",)] * 4)] == [0] * 4
    assert srr(root, "lint").returncode == 0
    assert hidden(root) == []


def test_sites_that_are_built_at_once_are_each_whole(with_site: Path) -> None:
    done = at_once(with_site, [("build",)] * 2)
    assert [each.returncode for each in done] == [0, 0], [each.stderr for each in done]
    built = {path.name for path in (with_site / "build/site").iterdir()}
    assert srr(with_site, "build").returncode == 0
    assert {path.name for path in (with_site / "build/site").iterdir()} == built


def test_a_visit_waits_while_another_is_put_in_place_and_is_then_refused(registry: Path) -> None:
    with stopped_when(registry, "os.rename", *VISIT, "First.") as first:
        second = subprocess.Popen(
            [sys.executable, "-m", "srr", *VISIT, "Second."],
            cwd=registry,
            env=environment(),
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(3)
    assert first.wait(60) == 0
    assert "it was changed meanwhile" in second.communicate(timeout=60)[1]
    assert second.returncode == 2
    assert "First." in (registry / RISK).read_text(encoding="utf-8")


# --- what happens between reading and writing ---

MEANWHILE = """
import os, signal, sys
from pathlib import Path

def once(event, given):
    if event == {event!r} and not seen:
        seen.append(event)
        {deed}

seen = []
sys.addaudithook(once)
from srr.cli.app import main
sys.argv = ["srr", *{arguments!r}]
main()
"""


def overtaken(
    root: Path, event: str, deed: str, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run srr, and do a deed when it is about to do the first thing of its kind."""
    return python(root, MEANWHILE.format(event=event, deed=deed, arguments=arguments))


@contextmanager
def stopped_when(root: Path, event: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Give srr while it stands still before the first thing of a kind; then let it go on."""
    deed = "os.kill(os.getpid(), signal.SIGSTOP)"
    code = MEANWHILE.format(event=event, deed=deed, arguments=arguments)
    run = subprocess.Popen([sys.executable, "-c", code], cwd=root, env=environment())
    try:
        os.waitpid(run.pid, os.WUNTRACED)
        yield run
    finally:
        run.send_signal(signal.SIGCONT)


SAVED = "the text of the editor\n"
IN_PLACE = f"Path({RISK!r}).write_text({SAVED!r})"
BY_RENAMING = f"Path('draft').write_text({SAVED!r}); os.rename('draft', {RISK!r})"


@pytest.mark.parametrize(
    ("event", "deed"),
    [
        ("os.mkdir", IN_PLACE),
        ("os.mkdir", BY_RENAMING),
        ("os.link", BY_RENAMING),
        ("os.rename", IN_PLACE),
    ],
)
@pytest.mark.parametrize("arguments", [("fix",), (*VISIT, "Seen.")], ids=["fix", "visit"])
def test_what_an_editor_saves_meanwhile_is_not_lost(
    registry: Path, event: str, deed: str, arguments: tuple[str, ...]
) -> None:
    if arguments == ("fix",):
        with_faults(registry)
    before = (registry / OTHER).read_bytes()
    done = overtaken(registry, event, deed, *arguments)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {RISK} cannot be written: it was changed meanwhile; ")
    assert (registry / RISK).read_text(encoding="utf-8") == SAVED
    assert (registry / OTHER).read_bytes() == before, "all or nothing"
    assert hidden(registry) == []


@pytest.mark.parametrize(
    ("deed", "sentence"),
    [
        (f"os.remove({RISK!r})", "it was removed meanwhile"),
        ("os.rename('risks', 'gone')", "No such file or directory"),
        (f"os.remove({RISK!r}); os.mkdir({RISK!r})", "it was changed meanwhile"),
        (f"os.remove({RISK!r}); os.symlink('SRR-0002.md', {RISK!r})", "it was changed meanwhile"),
    ],
    ids=["file gone", "folder gone", "folder in its place", "link in its place"],
)
def test_what_vanishes_meanwhile_is_said_and_not_made_again(
    registry: Path, deed: str, sentence: str
) -> None:
    done = overtaken(registry, "os.mkdir", deed, *VISIT, "Seen.")
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {RISK} cannot be written: {sentence}")
    assert "Traceback" not in done.stderr
    assert not (registry / RISK).is_file() or (registry / RISK).is_symlink()
    assert "Seen." not in (registry / OTHER).read_text("utf-8") if not deed.count("gone") else True


def test_a_baseline_that_somebody_wrote_meanwhile_is_not_replaced(registry: Path) -> None:
    with_old_findings(registry)
    deed = "Path('srr-baseline.json').write_text('theirs')"
    done = overtaken(registry, "os.mkdir", deed, "baseline", "write")
    assert done.returncode == 2
    assert "srr-baseline.json cannot be written: somebody else has written it" in done.stderr
    assert (registry / "srr-baseline.json").read_text(encoding="utf-8") == "theirs"


def test_a_postmortem_is_not_written_without_the_risk_that_must_name_it(registry: Path) -> None:
    done = overtaken(registry, "os.mkdir", IN_PLACE, *POSTMORTEM)
    assert done.returncode == 2
    assert f"{RISK} cannot be written: it was changed meanwhile" in done.stderr
    assert not list((registry / "postmortems").iterdir())
    assert "PM-0001" not in (registry / OTHER).read_text(encoding="utf-8")


def test_a_folder_that_vanishes_under_a_run_ends_it_with_a_sentence(tmp_path: Path) -> None:
    code = "import os; os.mkdir('x'); os.chdir('x'); os.rmdir('../x')\n"
    done = python(
        tmp_path,
        f"{code}import sys; sys.argv = ['srr', 'lint']\nfrom srr.__main__ import main; main()",
    )
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "this folder cannot be opened" in done.stderr


# --- a run that lives ---


def test_what_a_living_run_has_prepared_is_left_to_it(registry: Path) -> None:
    with stopped_when(registry, "os.link", *NEW_KNOWN) as waiting:
        prepared = hidden(registry)
        assert len(prepared) == 2
        assert process(registry, "fix").returncode == 0
        assert hidden(registry) == prepared
    assert waiting.wait(60) == 0
    assert (registry / "risks/SRR-0003.md").is_file()
    assert hidden(registry) == []


def stopped_at_import(root: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run srr, stopped by Ctrl+C as it imports *module*, which is half there then."""
    return python(
        root,
        "import sys\n"
        "class Stopping:\n"
        "    stopped = False\n"
        "    def find_spec(self, name, *rest):\n"
        f"        if name == {module!r}:\n"
        "            if self.stopped:\n"
        "                raise AttributeError('partially initialized module')\n"
        "            self.stopped = True\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stopping())\n"
        f"sys.argv[1:] = {list(arguments)}\n"
        "from srr.__main__ import main; main()",
    )


def test_ctrl_c_while_srr_is_loaded_ends_it_without_a_traceback(tmp_path: Path) -> None:
    done = stopped_at_import(tmp_path, "srr.cli.app")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_while_a_parser_is_loaded_is_said_without_a_traceback(registry: Path) -> None:
    done = stopped_at_import(registry, "yaml", "lint")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "srr: stopped\n")


# --- a disk that takes nothing more ---

IN_A_NAMESPACE = ("unshare", "--user", "--map-root-user", "--mount")


def mounted(root: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Run a shell script in *root* that may mount; its mounts end with it."""
    return subprocess.run(
        [*IN_A_NAMESPACE, "sh", "-euc", script],
        cwd=root,
        env=environment(SRR=f"{sys.executable} -m srr"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def can_mount() -> bool:
    try:
        mounting = [*IN_A_NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(mounting, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


needs_mount = pytest.mark.skipif(not can_mount(), reason="no file system can be mounted here")

FULL = """\
mkdir disk
mount -t tmpfs -o size=256k tmpfs disk
cp -r srr.toml risks mkdocs.yml site disk
cd disk
find . -type f -exec sha256sum {{}} + | sort >../before
dd if=/dev/zero of=filler bs=1k 2>/dev/null || true
status=0
$SRR {command} || status=$?
rm filler
find . -type f -exec sha256sum {{}} + | sort | diff ../before - >&2
exit $status
"""


@needs_mount
@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("new risk --title x --summary y --owner ura --yes", "risks/SRR-0003.md"),
        ("visit SRR-0001 --note Seen. --by ura", RISK),
        ("fix", OTHER),
        ("baseline write", "srr-baseline.json"),
        ("init", ".srr/risk.schema.json"),
        ("lint --format json=report", "report"),
        ("build --out out", "out/.srr-build"),
        ("build", "build/site"),
    ],
)
def test_a_full_disk_is_said_with_the_file_and_loses_nothing(
    with_site: Path, command: str, file: str
) -> None:
    put(with_site, OTHER, WRONG.replace("SRR-0001", "SRR-0002").replace("ura\n", "ura\nx: 1\n"))
    done = mounted(with_site, FULL.format(command=command))
    assert done.returncode == 2, done.stdout + done.stderr
    last = done.stderr.splitlines()[-1]
    assert last.startswith("srr: ")
    assert last.endswith(": No space left on device")
    assert file in last


READ_ONLY = """\
mkdir disk
mount -t tmpfs tmpfs disk
cp -r srr.toml risks disk
mount -o remount,ro disk
cd disk
$SRR {command}
"""


@needs_mount
@pytest.mark.parametrize(
    "command",
    ["visit SRR-0001 --note Seen. --by ura", "new risk --title x --summary y --owner u --yes"],
)
def test_a_disk_that_is_read_only_is_said(registry: Path, command: str) -> None:
    done = mounted(registry, READ_ONLY.format(command=command))
    assert (done.returncode, done.stderr.splitlines()[-1].startswith("srr: risks/SRR-000")) == (
        2,
        True,
    )
    assert done.stderr.endswith(".md cannot be written: Read-only file system\n")


# --- files and folders that may not be written ---

# Without its capabilities root may do no more than others: https://man7.org/linux/man-pages/man7/capabilities.7.html
WITHOUT_CAPABILITIES = ("setpriv", "--bounding-set=-all") if os.geteuid() == 0 else ()
needs_setpriv = pytest.mark.skipif(
    bool(WITHOUT_CAPABILITIES) and shutil.which("setpriv") is None,
    reason="root may write everywhere, and setpriv is not installed",
)
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")


def without_rights(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run srr as a user whom modes keep from writing."""
    return subprocess.run(
        [*WITHOUT_CAPABILITIES, sys.executable, "-m", "srr", *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@needs_setpriv
@pytest.mark.parametrize("arguments", [("fix",), (*VISIT, "Seen.")], ids=["fix", "visit"])
def test_a_read_only_file_is_refused_and_stays(registry: Path, arguments: tuple[str, ...]) -> None:
    text = WRONG if arguments == ("fix",) else record(RISK)
    put(registry, RISK, text).chmod(0o444)
    done = without_rights(registry, *arguments)
    assert done.returncode == 2
    assert done.stderr == f"srr: {RISK} cannot be written: it is read-only\n"
    assert (registry / RISK).read_text(encoding="utf-8") == text
    assert hidden(registry) == []


@needs_setpriv
@pytest.mark.parametrize(
    ("folder", "arguments", "file"),
    [
        ("risks", ("fix",), RISK),
        ("risks", NEW_KNOWN, "risks/SRR-0003.md"),
        ("risks", POSTMORTEM, RISK),
        (".", ("baseline", "write"), "srr-baseline.json"),
        (".", ("init",), ".srr/risk.schema.json"),
        (".", ("lint", "--format", "json=report"), "report"),
        ("out", ("build", "--out", "out"), "out/.srr-build"),
        ("build", ("build",), "build/site"),
    ],
)
def test_a_read_only_folder_is_refused_and_stays(
    with_site: Path, folder: str, arguments: tuple[str, ...], file: str
) -> None:
    with_faults(with_site)
    for name in ("out", "build", "postmortems"):
        (with_site / name).mkdir()
    if arguments == POSTMORTEM:
        put(with_site, RISK, record(RISK))
    before = sorted(with_site.rglob("*"))
    (with_site / folder).chmod(0o555)
    done = without_rights(with_site, *arguments)
    (with_site / folder).chmod(0o755)
    last = done.stderr.splitlines()[-1]
    assert (done.returncode, last.startswith("srr: "), file in last) == (2, True, True), last
    assert last.endswith(": Permission denied")
    assert sorted(with_site.rglob("*")) == before


@needs_setpriv
@pytest.mark.parametrize("folder", ["risks", "postmortems"])
def test_a_folder_of_records_that_cannot_be_read_is_not_taken_for_an_empty_one(
    registry: Path, folder: str
) -> None:
    (registry / "postmortems").mkdir()
    (registry / folder).chmod(0)
    linted, listed = (without_rights(registry, command) for command in ("lint", "list"))
    (registry / folder).chmod(0o755)
    assert linted.returncode == 1
    assert f"{folder}/{folder}.md cannot be read: Permission denied" in linted.stdout
    assert "1 file could not be read" in listed.stdout


@needs_root
def test_root_leaves_a_file_to_its_owner(registry: Path) -> None:
    os.chown(registry / RISK, 1234, 4321)
    (registry / RISK).chmod(0o640)
    assert srr(registry, *VISIT, "Seen.").returncode == 0
    status = (registry / RISK).stat()
    assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (1234, 4321, 0o640)


@needs_root
@needs_setpriv
def test_a_file_that_would_change_its_owner_is_refused(registry: Path) -> None:
    with_faults(registry)
    os.chown(registry / RISK, 1234, 0)
    (registry / RISK).chmod(0o664)
    done = without_rights(registry, "fix")
    assert done.returncode == 2
    assert f"{RISK} cannot be written: it belongs to another user or group" in done.stderr
    assert (registry / RISK).stat().st_uid == 1234
    assert (registry / RISK).read_text(encoding="utf-8") == WRONG


# --- what is no file, and how a file is written ---


def test_a_linked_record_is_refused_and_what_it_leads_to_stays(registry: Path) -> None:
    target = put(registry, "elsewhere.md", record(RISK))
    (registry / RISK).unlink()
    (registry / RISK).symlink_to(target)
    done = srr(registry, *VISIT, "Seen.")
    assert (done.returncode, "cannot be read" in done.stderr) == (2, True)
    assert srr(registry, "fix").returncode == 0
    assert (registry / RISK).is_symlink()
    assert target.read_text(encoding="utf-8") == record(RISK)


def test_a_folder_with_the_name_of_the_next_record_is_passed_over(registry: Path) -> None:
    (registry / "risks/SRR-0003.md").mkdir()
    assert srr(registry, *NEW_KNOWN).stdout.startswith("risks/SRR-0004.md\n")
    assert (registry / "risks/SRR-0003.md").is_dir()


def test_the_ends_of_lines_stay_in_a_linked_risk(registry: Path) -> None:
    (registry / RISK).write_bytes(record(RISK).replace("\n", "\r\n").encode())
    assert srr(registry, *POSTMORTEM).returncode == 0
    raw = (registry / RISK).read_bytes()
    assert b"PM-0001" in raw
    assert raw.count(b"\n") == raw.count(b"\r\n")
