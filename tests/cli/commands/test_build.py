"""srr build and srr serve, run as a person runs them."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kit import theme
from kit.dated import commit_on
from kit.examples import record
from kit.terminal import environment, git, process, python, srr
from srr.site.mkdocs import build

STARTER = Path(__file__).parents[3] / "tool/srr/starter/mkdocs.yml"
RISK = "risks/SRR-0001.md"

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("few_texts")]


@pytest.fixture
def _plain() -> Iterator[None]:
    with theme.plain():
        yield


plain = pytest.mark.usefixtures("_plain")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    for path in (RISK, "postmortems/PM-0001.md"):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(record(path), encoding="utf-8")
    (tmp_path / "srr.toml").write_text("", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    (tmp_path / "site").mkdir()
    return tmp_path


def configured(root: Path, line: str, other: str) -> None:
    """Put *other* in the place of a line of mkdocs.yml."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert text.count(f"\n{line}\n") == 1
    (root / "mkdocs.yml").write_text(text.replace(line, other), encoding="utf-8")


@plain
def test_one_line_says_where_the_site_is_and_as_of_which_date(registry: Path) -> None:
    done = srr(registry, "build", "--today", "2026-02-03")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "build/site: the site as of 2026-02-03 (--today); no findings\n"
    assert "2026-02-03" in (registry / "build/site/index.html").read_text(encoding="utf-8")


@plain
def test_the_site_lies_beside_the_registry_wherever_the_command_runs(registry: Path) -> None:
    done = srr(registry / "risks", "build")
    assert done.stdout.startswith(f"{registry}/build/site: ")


@plain
@pytest.mark.parametrize("out", [(), ("--out", "sources")])
def test_no_commit_of_the_past_keeps_the_site_from_being_built(
    registry: Path, out: tuple[str, ...]
) -> None:
    git(registry, "init", "--quiet")
    other, third = "risks/SRR-0002.md", "risks/SRR-0003.md"
    paused = "---\nid: SRR-0002\ntitle: x\nstatus: paused\n---\n"
    commit_on(registry, "2026-01-05", {other: paused})
    commit_on(registry, "2026-01-06", {other: None, third: paused})
    (registry / third).write_bytes(b"\xff\x00---")
    commit_on(registry, "2026-01-07", {other: ""})
    commit_on(registry, "2026-01-08", {other: None, third: None})
    done = srr(registry, "build", *out)
    assert (done.returncode, done.stderr) == (0, "")


@plain
def test_a_registry_with_findings_is_built_and_they_are_counted(registry: Path) -> None:
    text = record(RISK).replace("likelihood: 2", "likelihood: 2\npriority: 3\nnonsense: 1")
    (registry / RISK).write_text(text, encoding="utf-8")
    (registry / "risks/SRR-0002.md").write_text("no front matter", encoding="utf-8")
    done = srr(registry, "build")
    assert done.returncode == 0
    assert done.stdout.endswith("(SRR_TODAY); 3 errors: see srr lint\n")
    home = (registry / "build/site/index.html").read_text(encoding="utf-8")
    assert "SRR-0002.md" in home


LEAK = "x_password: S0mmer-2026"
EXAMPLE = f"# srr: ignore[safety-secret] an example\n{LEAK}"


@plain
@pytest.mark.parametrize(
    ("line", "settings", "more", "code"),
    [
        (LEAK, "", (), 1),
        (LEAK, "", ("--fail-on", "never"), 0),
        (LEAK, "", ("--out", "sources"), 1),
        (EXAMPLE, "", (), 0),
        (LEAK, "[rules]\nsafety-secret = 'warning'\n", (), 0),
        (LEAK, "[rules]\nsafety-secret = 'off'\n", (), 0),
    ],
    ids=["secret", "told otherwise", "sources", "example", "warning", "off"],
)
def test_a_secret_is_masked_on_the_site_and_the_build_ends_with_an_error(
    registry: Path, line: str, settings: str, more: tuple[str, ...], code: int
) -> None:
    text = record(RISK).replace("likelihood: 2", f"likelihood: 2\n{line}")
    (registry / RISK).write_text(text, encoding="utf-8")
    (registry / "srr.toml").write_text(settings, encoding="utf-8")
    done = srr(registry, "build", *more)
    assert done.returncode == code, done.stderr
    assert ("in place of a secret; srr lint --select safety says where" in done.stderr) == bool(
        code
    )
    folder = registry / ("sources" if "--out" in more else "build/site")
    pages = [path.read_text("utf-8") for path in folder.rglob("SRR-0001*") if path.is_file()]
    pages += [path.read_text("utf-8") for path in folder.rglob("SRR-0001/index.html")]
    assert pages
    assert any("*" * len("S0mmer-2026") in page for page in pages)
    assert not any("S0mmer-2026" in page for page in pages)


GUIDE = "# Guide\n\n{}```sh\ncurl -u ura:S0mmer-2026 https://example.com/\n```\n"
COMMENT = "<!-- srr: ignore[safety-secret] an example -->\n"


@plain
@pytest.mark.parametrize(
    ("comment", "settings", "more", "code"),
    [
        ("", "", (), 1),
        ("", "language = 'ja'\n", (), 1),
        ("", "", ("--fail-on", "never"), 0),
        ("", "", ("--out", "sources"), 1),
        (COMMENT, "", (), 0),
        (COMMENT, "", ("--out", "sources"), 0),
    ],
    ids=["secret", "Japanese", "told otherwise", "sources", "example", "example in sources"],
)
def test_a_secret_in_a_page_by_hand_is_named_and_masked(
    registry: Path, comment: str, settings: str, more: tuple[str, ...], code: int
) -> None:
    (registry / "site/guide.md").write_text(GUIDE.format(comment), encoding="utf-8")
    configured(registry, "docs_dir: site", "docs_dir: site\nnot_in_nav: /guide.md")
    (registry / "srr.toml").write_text(settings, encoding="utf-8")
    done = srr(registry, "build", *more)
    assert done.returncode == code, done.stderr
    assert ("site/guide.md:4:13: error[safety-secret] " in done.stderr) == (not comment)
    assert ("no findings" in done.stdout or "指摘なし" in done.stdout) == bool(comment)
    folder = registry / ("sources" if "--out" in more else "build/site")
    texts = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not any(b"S0mmer-2026" in text for text in texts)
    assert any(b"ura:***********" in text for text in texts)


@plain
@pytest.mark.parametrize(
    ("language", "likelihood", "said"),
    [
        ("en", 2, " (--today); 1 error in your own files\n"),
        ("en", 9, " (--today); 1 error: see srr lint; 1 error in your own files\n"),
        (
            "ja",
            9,
            " (--today) 時点、エラー 1 件 (srr lint で確認できる)、手書きのファイルにエラー 1 件)\n",
        ),
    ],
)
def test_the_last_line_counts_what_is_wrong_in_files_by_hand(
    registry: Path, language: str, likelihood: int, said: str
) -> None:
    text = record(RISK).replace("likelihood: 2", f"likelihood: {likelihood}")
    (registry / RISK).write_text(text, encoding="utf-8")
    (registry / "srr.toml").write_text(f"language = '{language}'\n", encoding="utf-8")
    (registry / "site/notes.txt").write_text("password: S0mmer-2026\n", encoding="utf-8")
    done = srr(registry, "build", "--out", "sources", "--today", "2026-02-03")
    assert done.stderr.startswith("srr: site/notes.txt:1:11: error[safety-secret] ")
    assert done.stdout.endswith(said)


@plain
def test_the_server_names_and_counts_what_is_wrong_in_files_by_hand(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (registry / "site/notes.txt").write_text("password: S0mmer-2026\n", encoding="utf-8")
    monkeypatch.setattr(
        build, "serve", lambda root, today, port, say, show: show(build.build(root, today, say))
    )
    done = srr(registry, "serve", "--today", "2026-02-03")
    assert done.stderr.startswith("srr: site/notes.txt:1:11: error[safety-secret] ")
    assert "as of 2026-02-03 (--today); 1 error in your own files (" in done.stdout


@plain
def test_a_warning_of_mkdocs_stops_the_build_and_is_one_line(registry: Path) -> None:
    (registry / "site/more.md").write_text("[x](missing.md)", encoding="utf-8")
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert any("missing.md" in line and line.startswith("srr: warning: ") for line in lines)
    assert lines[-1] == "srr: the site was not built; fix what is reported above"


@plain
@pytest.mark.parametrize("name", ["index.md", "README.md", "risks/SRR-0001.md"])
@pytest.mark.parametrize("out", [(), ("--out", "docs")], ids=["mkdocs", "folder"])
def test_a_page_by_hand_in_the_place_of_one_of_srrs_stops_the_build(
    registry: Path, name: str, out: tuple[str, ...]
) -> None:
    page = registry / "site" / name
    page.parent.mkdir(exist_ok=True)
    page.write_text("# By hand\n", encoding="utf-8")
    done = srr(registry, "build", *out)
    assert done.returncode == 2
    assert f"{name} stands where srr writes a page; rename it" in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda root: (root / "mkdocs.yml").unlink(), "srr init writes one"),
        (
            lambda root: (root / "mkdocs.yml").write_text(
                "site_name: x\nsite_dir: out\ndocs_dir: site\n"
            ),
            "does not use the srr plugin",
        ),
        (lambda root: (root / "mkdocs.yml").write_text("site_name: [x\n"), "mkdocs.yml"),
        (lambda root: (root / "mkdocs.yml").write_text("plugins: [srr]\n"), "fix what is reported"),
        (lambda root: (root / "srr.toml").write_text("languge = 'ja'\n"), "did you mean language"),
    ],
    ids=["no mkdocs.yml", "no plugin", "no YAML", "no site_name", "bad settings"],
)
def test_what_cannot_be_built_is_said_in_a_sentence(
    registry: Path, change: Callable[[Path], object], said: str
) -> None:
    change(registry)
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "lines",
    [
        "INHERIT: mkdocs.yml",
        "INHERIT: 3",
        "site_url: 'http://[x'",
        "extra_css: [1]",
        "theme: material\nextra: {alternate: 3}",
        "theme: {name: material, features: 3}",
        "markdown_extensions: [{toc: {slugify: x}}]",
        "x: 2026-99-99",
    ],
)
def test_what_mkdocs_falls_over_is_said_in_a_sentence(registry: Path, lines: str) -> None:
    places = "site_name: x\ndocs_dir: site\nsite_dir: build/site\nplugins: [srr]\n"
    (registry / "mkdocs.yml").write_text(f"{places}{lines}\n", encoding="utf-8")
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("srr: mkdocs.yml holds a value that MkDocs cannot work with (")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_configuration_that_inherits_from_what_is_no_file_is_not_waited_for(
    registry: Path, make: Callable[[Path], None]
) -> None:
    make(registry / "odd")
    (registry / "base.yml").write_text("INHERIT: odd\nx: !ENV HOME\n", encoding="utf-8")
    (registry / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "INHERIT leads to" in done.stderr
    assert "odd, which is not a regular file" in done.stderr


LOST = "srr: the site is made without the history of the records: "


@plain
@pytest.mark.parametrize("options", [(), ("--out", "out")])
def test_a_build_that_loses_the_history_says_so_in_one_line(
    registry: Path, tmp_path_factory: pytest.TempPathFactory, options: tuple[str, ...]
) -> None:
    git(registry, "init", "--quiet")
    git(registry, "add", "--all")
    for number in range(2):
        git(registry, "commit", "--quiet", "--allow-empty", f"--message={number}")
    clone = tmp_path_factory.mktemp("shallow")
    git(clone, "clone", "--quiet", "--depth=1", registry.as_uri(), ".")
    (clone / "site").mkdir()
    assert srr(registry, "build", *options).stderr == ""
    shallow = srr(clone, "build", *options)
    assert shallow.returncode == 0
    assert shallow.stderr.startswith(f"{LOST}this clone holds a part of it only; ")
    assert shallow.stderr.count("\n") == 1
    foreign = srr(registry, "build", *options, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")
    assert foreign.returncode == 0
    assert foreign.stderr.startswith(f"{LOST}git says: detected dubious ownership in repository")
    assert foreign.stderr.count("\n") == 1


@plain
@pytest.mark.parametrize("event", ["on_config", "on_page_markdown", "on_post_build"])
@pytest.mark.parametrize("languages", ["", "languages = ['en', 'ja']\n"])
def test_a_plugin_that_fails_is_named_with_its_place(
    registry: Path, event: str, languages: str
) -> None:
    (registry / "srr.toml").write_text(languages, encoding="utf-8")
    hook = f"import json\n\ndef {event}(*given, **more):\n    return json.dumps(object())\n"
    (registry / "broken.py").write_text(hook, encoding="utf-8")
    text = (registry / "mkdocs.yml").read_text(encoding="utf-8")
    (registry / "mkdocs.yml").write_text(f"{text}\nhooks: [broken.py]\n", encoding="utf-8")
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith(
        "srr: the site was not built: broken, which is no part of srr, failed at "
    )
    assert "broken.py:4 (TypeError: " in last
    assert "holds a value" not in last


def test_a_fault_of_srr_stays_one(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srr.site.sources.PARTS", 3)
    with pytest.raises(AttributeError, match="items"):
        build.build(registry, "2026-02-02", print)


@pytest.mark.parametrize("out", ["loop", "loop/out"])
def test_a_link_that_leads_round_and_round_is_no_place_for_a_folder(
    registry: Path, out: str
) -> None:
    (registry / "loop").symlink_to("loop")
    done = srr(registry, "build", "--out", out)
    assert (done.returncode, done.stdout) == (2, "")
    configured(registry, "site_dir: build/site", f"site_dir: {out}")
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_a_fault_of_srr_within_a_build_keeps_its_traceback(registry: Path) -> None:
    run = (
        "import sys; from srr.site import sources; sources.files = lambda *_, **__: 1 / 0\n"
        "from srr.cli.app import main; sys.argv = ['srr', 'build']; main()"
    )
    done = python(registry, run)
    assert done.returncode == 3
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize("place", ["risks", "postmortems/site", "precious", "link", ".git"])
def test_a_folder_that_holds_something_else_than_a_site_is_not_emptied(
    registry: Path, place: str
) -> None:
    for folder in ("precious", ".git"):
        (registry / folder).mkdir()
        (registry / folder / "keep").write_text("x", encoding="utf-8")
    (registry / "link").symlink_to("precious")
    configured(registry, "site_dir: build/site", f"site_dir: {place}")
    before = sorted(registry.rglob("*"))
    done = srr(registry, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name another folder" in done.stderr
    assert sorted(registry.rglob("*")) == before


def test_the_plugin_alone_empties_no_such_folder(
    registry: Path, caplog: pytest.LogCaptureFixture
) -> None:
    configured(registry, "site_dir: build/site", "site_dir: risks")
    with pytest.raises(Abort):
        mkdocs_build.build(load_config(str(registry / "mkdocs.yml")))
    assert "lies in risks/, which is read" in caplog.text
    assert (registry / RISK).is_file()


@pytest.mark.parametrize("out", [(), ("--out", "docs")], ids=["mkdocs", "folder"])
def test_the_folder_of_the_records_is_not_published_as_it_stands(
    registry: Path, out: tuple[str, ...]
) -> None:
    configured(registry, "docs_dir: site", "docs_dir: risks")
    done = srr(registry, "build", *out)
    assert (done.returncode, done.stdout) == (2, "")
    assert "name a folder of its own" in done.stderr
    assert not list(registry.rglob("index.html"))
    assert not (registry / "docs").exists()


@pytest.mark.parametrize("out", [(), ("--out", "out")], ids=["mkdocs", "folder"])
@pytest.mark.parametrize("is_linked", [True, False])
def test_pages_from_outside_the_registry_are_refused(
    registry: Path,
    tmp_path_factory: pytest.TempPathFactory,
    out: tuple[str, ...],
    *,
    is_linked: bool,
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (registry / "linked").symlink_to(outside)
    place = "linked" if is_linked else f"../{outside.name}"
    configured(registry, "docs_dir: site", f"docs_dir: {place}")
    done = srr(registry, "build", *out)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"docs_dir in mkdocs.yml is {outside}, outside of {registry}, and srr pub" in done.stderr
    assert not (registry / "build").exists() or not list((registry / "build").rglob("*.html"))


@plain
def test_pages_beside_the_configuration_may_lie_outside_of_a_registry_below_it(
    registry: Path,
) -> None:
    (registry / "docs").mkdir()
    for name in ("risks", "postmortems", "srr.toml"):
        (registry / name).rename(registry / "docs" / name)
    (registry / "docs").rename(registry / "below")
    configured(registry, "  - srr", "  - srr: {root: below}")
    mkdocs_build.build(load_config(str(registry / "mkdocs.yml")))
    assert (registry / "build/site/risks/SRR-0001/index.html").is_file()


@plain
def test_what_cannot_be_built_leaves_the_last_site_as_it_was(registry: Path) -> None:
    assert srr(registry, "build").returncode == 0
    place = registry / "build/site"
    (place / ".nojekyll").touch()
    before = {path: path.stat().st_mtime_ns for path in place.rglob("*.*")}
    (registry / "site/more.md").write_text("[x](missing.md)", encoding="utf-8")
    assert srr(registry, "build").returncode == 2
    assert {path: path.stat().st_mtime_ns for path in place.rglob("*.*")} == before
    (registry / "site/more.md").unlink()
    (registry / "risks/SRR-0002.md").write_text(record("risks/SRR-0002.md"), encoding="utf-8")
    (registry / RISK).unlink()
    assert srr(registry, "build").returncode == 0
    assert (place / "risks/SRR-0002/index.html").is_file()
    assert not (place / "risks/SRR-0001").exists()
    assert [path.name for path in place.glob(".*")] == [".nojekyll"]


def test_the_packages_of_the_site_are_named_when_they_are_missing(registry: Path) -> None:
    run = (
        "import sys; sys.modules['nh3'] = None\n"
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *rest: None if name == 'nh3' else find(name, *rest)\n"
        "from srr.cli.app import main; sys.argv = ['srr', 'build']; main()"
    )
    done = python(registry, run)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert 'pip install "srr[site]"' in done.stderr


def test_out_writes_the_sources_and_how_they_are_built(registry: Path) -> None:
    (registry / "site/hand.md").write_text("# By hand\n", encoding="utf-8")
    done = srr(registry, "build", "--out", "build/zensical")
    assert done.returncode == 0
    assert re.fullmatch(
        r"build/zensical: \d+ files as of 2026-02-02 \(SRR_TODAY\); no findings\n", done.stdout
    )
    docs = registry / "build/zensical/docs"
    assert (docs / "hand.md").read_text(encoding="utf-8") == "# By hand\n"
    assert (docs / "risks/SRR-0001.md").is_file()
    assert (registry / "build/zensical/mkdocs.yml").is_file()
    assert not (registry / "build/site").exists()


def test_out_refuses_a_folder_that_srr_did_not_make(registry: Path) -> None:
    (registry / "mine").mkdir()
    (registry / "mine/precious.txt").write_text("x", encoding="utf-8")
    done = srr(registry, "build", "--out", "mine")
    assert done.returncode == 2
    assert "mine holds files that srr did not write" in done.stderr
    assert [path.name for path in (registry / "mine").iterdir()] == ["precious.txt"]


class Served:
    """A running srr serve."""

    def __init__(self, root: Path, **more: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        # A shell lets what it runs in the background ignore Ctrl+C, and the server would inherit that.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "srr", "serve", "--port", str(self.port)],
            cwd=root,
            env=environment(**more),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        signal.signal(signal.SIGINT, before)

    def page(self, path: str) -> str:
        """Return a page; empty while there is no server."""
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            return ""

    def shows(self, path: str, words: str) -> bool:
        """Wait until a page holds *words*."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if words in self.page(path):
                return True
            time.sleep(0.05)
        return False


@pytest.fixture
def served(registry: Path) -> Iterator[Served]:
    running = Served(registry)
    yield running
    running.process.kill()
    running.process.communicate()


def test_an_edit_shows_and_a_broken_one_does_not_end_the_server(
    registry: Path, served: Served
) -> None:
    page = "risks/SRR-0001/"
    assert served.shows(page, "Orders wait for the stock service")
    text = record(RISK)
    (registry / RISK).write_text(text.replace("Orders wait", "Guests wait"), encoding="utf-8")
    assert served.shows(page, "Guests wait for the stock service")
    (registry / RISK).write_text("---\nid: [\n", encoding="utf-8")
    assert served.shows(page, "cannot be read")
    (registry / "srr.toml").write_text("languge = 1\n", encoding="utf-8")
    time.sleep(1)
    assert served.shows(page, "cannot be read")
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (registry / RISK).write_text(text, encoding="utf-8")
    assert served.shows(page, "概要")
    served.process.send_signal(signal.SIGINT)
    output, _ = served.process.communicate(timeout=60)
    assert "did you mean language?" in output
    assert "Traceback" not in output
    assert served.process.returncode == 0


def test_a_server_that_was_killed_leaves_its_site_to_the_next_one_which_cleans_up(
    registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("temporary")
    for number, code, left in ((signal.SIGKILL, -9, 1), (signal.SIGTERM, 143, 0)):
        running = Served(registry, TMPDIR=str(place))
        try:
            assert running.shows("", "SRR-0001")
            assert len(list(place.iterdir())) == 1, "its own alone"
        finally:
            running.process.send_signal(number)
            output, _ = running.process.communicate(timeout=60)
        assert (running.process.returncode, "Traceback" in output) == (code, False)
        assert len(list(place.iterdir())) == left
    assert output.endswith("srr: stopped\n")


def test_a_server_that_is_stopped_while_it_builds_ends_with_a_sentence(
    registry: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("temporary")
    running = Served(registry, TMPDIR=str(place))
    end = time.monotonic() + 60
    while not list(place.iterdir()) and time.monotonic() < end:
        time.sleep(0.01)
    running.process.send_signal(signal.SIGINT)
    output, _ = running.process.communicate(timeout=60)
    assert (running.process.returncode, output.splitlines()[-1]) == (130, "srr: stopped")
    assert "Traceback" not in output
    assert list(place.iterdir()) == []


def test_a_stop_that_an_import_passes_over_ends_the_build(registry: Path) -> None:
    configured(registry, "docs_dir: site", "docs_dir: site\nhooks: [hook.py]")
    (registry / "hook.py").write_text(
        "import os, signal\ntry:\n    os.kill(os.getpid(), signal.SIGTERM)\nexcept BaseException:\n    pass\n",
        encoding="utf-8",
    )
    done = process(registry, "build")
    assert (done.returncode, done.stderr) == (143, "srr: stopped\n")


def test_a_port_that_is_taken_is_said(registry: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = srr(registry, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "name another with --port" in done.stderr
