"""No way out of a registry shows a secret that is in it, and none writes asterisks into it."""

import zipfile
from pathlib import Path

import pytest

from kit.dated import commit_on
from kit.examples import record
from kit.secrets import word
from kit.terminal import repository, srr
from srr.cli.app import COMMANDS
from srr.exporters.findings import FORMATS
from srr.schema.kinds import FOLDERS

STARTER = Path(__file__).parents[1] / "tool/srr/starter/mkdocs.yml"
RISK, POSTMORTEM, BROKEN = "risks/SRR-0001.md", "postmortems/PM-0001.md", "risks/SRR-0009.md"
CONCERN = "concerns/CN-0001.md"
OLD, NEW, OTHER = ("S0mmer-" + word(8) for _ in range(3))
TOKEN, JSON = "ghp_" + word(36), word(22)
SECRETS = (OLD, NEW, OTHER, TOKEN, TOKEN[4:], JSON)

SHOWING = (
    *(("lint", "--format", name) for name in FORMATS),
    ("lint", "--show-ignored", "--base", "HEAD~1"),
    *(("list", *more) for more in ((), ("--json",), ("--csv",), ("postmortems", "--json"))),
    *(("list", "concerns", *more) for more in ((), ("--json",), ("--csv",))),
    *(
        ("show", name, *more)
        for name in ("SRR-0001", "PM-0001", "CN-0001")
        for more in ((), ("--json",))
    ),
    *(("export", form, kind) for form in ("csv", "json", "markdown") for kind in FOLDERS),
    *(
        ("import", "table", "import.csv", "--report", "import.md", *more)
        for more in ((), ("--json",), ("--write",), ("--map", f"{TOKEN}.toml"))
    ),
    *(("agenda", *more) for more in ((), ("--json",))),
    ("stocktake", "--today", "2028-01-01"),
    *(("roadmap", *more) for more in ((), ("--json",), ("--csv",))),
    *(("budget", *more) for more in ((), ("--json",), ("--slo", f"Orders {TOKEN}"))),
    *(("diff", "HEAD~1", "--format", name) for name in ("text", "markdown", "json")),
    ("fix", "--diff"),
    ("baseline", "check"),
    ("visit", "SRR-0001", "--note", "Looked.", "--next", "2026-02-10"),
    ("assign", "SRR-0001", "sato", "--note", "Hers now."),
    ("occurred", "SRR-0001", "--minutes", "20", "--percent", "40", "--note", f"The {TOKEN} fell."),
    ("occurred", "SRR-0001", "--minutes", "20", "--percent", "40", "--note", "It fell."),
    (
        *("accept", "SRR-0001", "--by", "kato", "--because", f"The {TOKEN} is dear."),
        *("--consequence", f"password: {OTHER}", "--until", "2026-06-02", "--reviewer", "mei"),
        *("--note", "Accepted by kato."),
    ),
    (
        "note",
        f"Orders {TOKEN} fail",
        "--owner",
        "ura",
        "--url",
        f"https://a.example/?token={OTHER}",
    ),
    *(("indicator", *more) for more in ((), ("--json",), ("advertisers",), ("advertisers", "5"))),
    ("indicator", TOKEN, "5"),
    ("indicator", "advertisers", TOKEN),
    ("collect",),
    ("report", "CN-0001", "--note", f"The {TOKEN} works.", "--by", "ura"),
    ("report", "CN-0001", "--resolved", "--note", "It is gone.", "--by", "ura"),
    ("new", "risk", "--from", "CN-0001", "--summary", "x"),
    ("new", "risk", "--title", f"Orders {TOKEN} fail", "--summary", "x", "--postmortem", "PM-0001"),
)
SETTINGS = f"""title = "Risks {TOKEN}"
languages = ["en", "ja"]
titles = {{ ja = "{TOKEN}" }}
areas = ["api", "{TOKEN}"]
triggers = ["deploy", "{TOKEN}"]
cause_classes = ["{TOKEN}"]
[[scales.likelihood]]
score = 1
en = "it may {TOKEN}"
ja = "{TOKEN}"
[[scales.likelihood]]
score = 2
en = "it will"
ja = "{TOKEN}"
[[views]]
en = "Password {NEW}"
ja = "パスワード：{NEW}"
filter = "status=open&team=ghp%5F{TOKEN[4:]}"
[[slo]]
name = "Orders {TOKEN}"
target = 99.9
services = ["{TOKEN}"]
rationale = "Password {NEW}"
owner = "{TOKEN}"
[indicators.advertisers]
label = "Those with {TOKEN}"
unit = "{TOKEN}"
[indicators.advertisers.source]
kind = "prometheus"
url = "http://ura:{OTHER}@127.0.0.1:1/{TOKEN}"
query = "shops{{token='{TOKEN}'}}"
[ignore.safety-secret]
PM-0001 = "{TOKEN} opens nothing"
"""
SILENT = {"init", "doctor", "rule", "schema", "help", "completion"}
"""Commands that show nothing of the records."""
SITES = {"build", "serve"}
AT_A_TERMINAL = {"meeting"}
"""Commands whose own tests look for secrets on the screen."""


def risk(password: str) -> str:
    text = record(RISK).replace("title: Orders", f"title: Orders {TOKEN}")
    front = f"""likelihood: 2
breaks_when: {TOKEN} > 5
priority: 10
horizon: now
estimate: {{detect_minutes: 1, repair_minutes: 2, affected_percent: 50, every_days: 90}}
x_password: {password}
x_escaped: "\\x67hp_{TOKEN[4:]}"
x_folded: >
  the password:
  {OTHER}
x_json: '{{"api_key": "{JSON}"}}'
"""
    visits = f"- 2026-01-27 ura: in-progress, next 2026-02-10. パスワード：{password} was used.\n"
    text = text.replace("likelihood: 2\n", front)
    comment = f"<!-- srr: ignore[safety-html] see {TOKEN} -->\n<b>bold</b>"
    return f"{text}\n## About {TOKEN}\n{comment}\n\n## Log\n`curl -u ura:{OTHER} x`\n\n## Visits\n{visits}"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """Return a repository with two commits, and with secrets wherever a record has words."""
    repository(tmp_path)
    (tmp_path / "mkdocs.yml").write_bytes(b"not_in_nav: /guide.md\n" + STARTER.read_bytes())
    (tmp_path / "site").mkdir(exist_ok=True)
    postmortem = record(POSTMORTEM).replace("title: ", f"title: {TOKEN} ")
    concern = record(CONCERN).replace("title: ", f"title: {TOKEN} ") + f"  password: {OTHER}\n"
    files = {"srr.toml": SETTINGS, POSTMORTEM: postmortem, CONCERN: concern}
    commit_on(tmp_path, "2026-01-28", {**files, RISK: risk(OLD)})
    broken = f"---\nbroken: [{TOKEN}\n---\npassword: {OTHER}\n"
    commit_on(tmp_path, "2026-01-29", {RISK: risk(NEW), BROKEN: broken})
    (tmp_path / "site").mkdir(exist_ok=True)
    for name in ("guide.md", "guide.ja.md"):
        page = f"---\ntitle: Guide {TOKEN}\n---\n# Use {TOKEN}\n\npassword: {NEW}\n"
        (tmp_path / "site" / name).write_text(page, encoding="utf-8")
    (tmp_path / "import.csv").write_text(foreign(), encoding="utf-8")
    (tmp_path / "srr-baseline.json").write_text('{"version": 1, "findings": []}', encoding="utf-8")
    return tmp_path


def foreign() -> str:
    """Return a table with secrets in each kind of column, and of a record that was imported."""
    heads = (
        "id",
        "title",
        "status",
        "owner",
        "next visit",
        "impact",
        "password",
        TOKEN,
        "backlog",
        "log",
    )
    cells = ("1", f"Orders {TOKEN}", TOKEN, f"ura {TOKEN}", TOKEN, TOKEN, OTHER, "x")
    more = (f"https://ura:{OTHER}@a.example/", f"password: {NEW}")
    return "\n".join(",".join(row) for row in (heads, (*cells, *more)))


def leaked(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


@pytest.mark.parametrize("command", SHOWING, ids=" ".join)
def test_a_command_shows_no_secret(registry: Path, command: tuple[str, ...]) -> None:
    done = srr(registry, *command)
    assert done.returncode in (0, 1, 2)
    assert done.stdout or done.stderr
    assert leaked(done.stdout + done.stderr) == []
    for name in ("import.md", "srr-import.toml"):
        file = registry / name
        assert not file.exists() or leaked(file.read_text("utf-8")) == []


def test_every_command_that_shows_records_is_tried_here() -> None:
    assert {words[0] for words in SHOWING} | SILENT | SITES | AT_A_TERMINAL == set(COMMANDS)


def test_a_workbook_shows_no_secret(registry: Path) -> None:
    done = srr(registry, "export", "xlsx", "--labels", "ja", "--output", f"{TOKEN}.xlsx")
    assert (done.returncode, leaked(done.stdout + done.stderr)) == (0, [])
    with zipfile.ZipFile(registry / f"{TOKEN}.xlsx") as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "SRR-0001" in texts["xl/sharedStrings.xml"]
    assert {name: found for name, text in texts.items() if (found := leaked(text))} == {}


@pytest.mark.usefixtures("few_texts")
@pytest.mark.long
@pytest.mark.parametrize("out", [(), ("--out", "sources")], ids=["mkdocs", "sources"])
def test_no_file_of_the_site_holds_a_secret(registry: Path, out: tuple[str, ...]) -> None:
    done = srr(registry, "build", *out)
    assert done.returncode == 1
    assert leaked(done.stdout + done.stderr) == []
    assert "site/guide.md:6:11: error[safety-secret] this looks like a password" in done.stderr
    folder = registry / (out[1] if out else "build/site")
    files = [path for path in folder.rglob("*") if path.is_file()]
    names = {path.relative_to(folder).as_posix().removeprefix("docs/") for path in files}
    assert {"risks.json", "concerns.json", "feed.xml"} <= names
    assert {
        path: found for path in files if (found := leaked(path.read_text("utf-8", "replace")))
    } == {}


@pytest.mark.usefixtures("few_texts")
@pytest.mark.parametrize(
    "command",
    [
        *(("lint", "--format", "json"), ("show", "SRR-0007", "--json"), ("build", "--out", "x")),
        *(("export", form) for form in ("csv", "json")),
    ],
)
def test_the_name_of_a_file_shows_no_secret(registry: Path, command: tuple[str, ...]) -> None:
    (registry / f"risks/{TOKEN}.md").write_text(record("risks/SRR-0007.md"), "utf-8")
    (registry / f"risks/SRR-8 password={OTHER}.md").write_text("x", "utf-8")
    done = srr(registry, *command)
    assert done.returncode in (0, 1)
    files = [path for path in (registry / "x").rglob("*") if path.is_file()]
    assert leaked(done.stdout + done.stderr + "".join(map(str, files))) == []
    assert [path for path in files if leaked(path.read_text("utf-8", "replace"))] == []


def test_what_writes_keeps_the_secret_and_writes_no_asterisk(registry: Path) -> None:
    path = registry / RISK
    before = path.read_text("utf-8")
    srr(registry, "fix")
    after = path.read_text("utf-8")
    assert [line for line in after.splitlines() if line not in before.splitlines()] == [
        "priority: 12"
    ]


def test_a_record_that_is_named_keeps_its_secret(registry: Path) -> None:
    note = "# srr: ignore[safety-secret] an example"
    path = registry / POSTMORTEM
    path.write_text(path.read_text("utf-8").replace("title: ", f"{note}\ntitle: "), "utf-8")
    done = srr(
        registry,
        *("new", "risk", "--title", "Guests wait", "--summary", "Guests wait for long."),
        *("--postmortem", "PM-0001", "--owner", "ura"),
    )
    assert done.returncode == 0, done.stderr
    text = path.read_text("utf-8")
    assert TOKEN in text
    assert "*" * 8 not in text
    assert "SRR-0010" in text
