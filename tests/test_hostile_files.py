"""Hostile files: each gives its finding and nothing else, through the functions and through the command.

None gives a traceback, hangs, or prints what a terminal would obey or what lets its reader in somewhere.
"""

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.examples import TODAY, record
from kit.terminal import process, srr
from kit.thorough import examples
from srr.lint.engine import check
from srr.lint.finding import Finding
from srr.records.registry import read_registry
from srr.schema.settings import Settings

pytestmark = pytest.mark.long

FOLDER = Path(__file__).parent / "hostile"
SECRETS = ("ghp_a1B2", "hunter22!")
# What takes the square of its length would take hours; a busy machine is no fault.
SECONDS = 180

# The file, and the rule with line and column of each finding; where there are many, the rules alone.
EXPECTED = {
    "alias-bomb": "front-matter-syntax",
    "anchor-alias": "front-matter-syntax 3:8, front-matter-syntax 5:8",
    "bidi": "file-encoding 19:8",
    "blank-line-before": "front-matter-missing 1:1",
    "body-attribute-list": "",
    "body-javascript-link": "link-url 15:5, link-url 15:34",
    "body-script": "safety-html 15:1, safety-html 17:1",
    "body-snippet": "",
    "body-table-cell": "safety-html 17:3",
    "bom": "file-encoding 1:1",
    "brackets-10000": "file-size 11:1, front-matter-syntax 11:29",
    "colon-full-width-alone": "front-matter-syntax 2:7",
    "colon-full-width": "front-matter-syntax 4:7",
    "comment-unclosed-in-body": "section-missing",
    "conflict-body": "file-conflict 27:1",
    "conflict-front-matter": "file-conflict 5:1",
    "date-dots": "field-date 11:10",
    "date-february-30": "field-date 7:13",
    "date-full-width": "field-date 11:10",
    "date-month-13": "field-date 7:13",
    "date-no-leap-year": "field-date 11:10",
    "date-short": "field-date 11:10",
    "date-slashes": "field-date 11:10",
    "date-year-0225": "field-date 7:13",
    "date-year-20255": "field-date 7:13",
    "description-key": "field-unknown 11:1",
    "duplicate-key": "front-matter-duplicate 11:1",
    "empty": "front-matter-missing 1:1",
    "escape-in-title": "file-encoding 3:1, file-encoding 3:1",
    "escape": "file-encoding 19:3, file-encoding 19:21",
    "euc-jp": "file-encoding 19:1",
    "fence-closed-by-dots": "front-matter-missing 11:1",
    "fence-four": "front-matter-missing 1:1",
    "fence-indented": "front-matter-missing 1:1",
    "fence-unclosed-in-body": "section-missing",
    "file-of-spaces": "front-matter-missing 1:1",
    "flag-on": "field-unknown 11:1",
    "front-matter-empty": "front-matter-missing 1:1",
    "front-matter-list": "front-matter-missing 2:1",
    "front-matter-none": "front-matter-missing 1:1",
    "front-matter-scalar": "front-matter-missing 2:1",
    "front-matter-toml": "front-matter-missing 1:1",
    "front-matter-unclosed": "front-matter-missing 1:1",
    "id-octal": "file-name 2:5",
    "key-list": "front-matter-syntax 11:3",
    "key-number": "front-matter-syntax 11:1",
    "label-japanese": "field-value 4:9",
    "label-kangxi-watching": "field-value 4:9",
    "label-kangxi": "field-value 4:9",
    "line-ends-cr": "",
    "line-ends-mixed": "file-encoding 5:11",
    "link-data": "link-url 11:19",
    "link-javascript": "link-url 11:19",
    "link-no-url": "link-url 11:19",
    "lists-everywhere": "field-date, field-value, file-name",
    "lone-surrogate-bytes": "file-encoding 3:15",
    "lone-surrogate-escape": "front-matter-syntax 3:13",
    "mappings-everywhere": "field-date, field-value, file-name",
    "merge-key": "front-matter-syntax 11:1",
    "nul-in-front-matter": "file-encoding 5:9",
    "nul": "file-encoding 19:2",
    "null-everywhere": "field-missing, field-value",
    "number-full-width": "field-value 9:19",
    "number-huge": "file-size 10:1, field-value 10:13",
    "number-infinite": "field-value 10:13",
    "number-true": "field-value 10:13",
    "number-with-point": "",
    "owner-at": "front-matter-syntax 5:8",
    "owner-no": "",
    "owners-two": "field-value 5:8",
    "postmortem-mappings-everywhere": "field-date, field-value, file-name",
    "postmortem-no-offset": "field-date 7:10",
    "postmortem-time-alone": "field-date 7:10",
    "quotes-in-ignore": "ignore-unused 10:1",
    "secret-as-status": "field-value 4:9, safety-secret 4:9",
    "secret-in-log": "safety-secret 19:31",
    "secret-in-title": "safety-secret 3:24",
    "shift-jis": "file-encoding 19:1",
    "space-no-break": "front-matter-syntax 5:7",
    "tab-indent": "front-matter-syntax 12:1",
    "tag-python": "front-matter-syntax 5:8",
    "template-key": "field-unknown 11:1",
    "title-asterisk": "front-matter-syntax 3:8",
    "title-backtick": "front-matter-syntax 3:8",
    "title-colon": "front-matter-syntax 3:11",
    "title-comment": "front-matter-syntax 3:14",
    "title-html": "",
    "title-markdown": "",
    "title-percent": "front-matter-syntax 3:8",
    "title-shell": "",
    "title-template": "",
    "title-workflow-command": "",
    "title-yaml": "",
    "truncated-utf-8": "file-encoding 35:44",
    "two-documents": "front-matter-syntax 6:1",
    "unclosed-bracket": "front-matter-syntax 11:10",
    "unclosed-quote": "front-matter-syntax 3:8",
    "unknown-key": "field-unknown 11:1",
    "utf-16": "file-encoding 1:1",
    "visit-of-no-day": "visit-log 39:1, visit-log 40:1, safety-html 40:3",
    "zero-width": "file-encoding 5:9",
}
FRAME = re.compile(r"^(?:error|warning|info)\[(.+?)\]: .*\n  --> (\S+):(\d+):(\d+)$", re.MULTILINE)


def path_of(name: str, number: int = 1) -> str:
    if name.startswith("postmortem-"):
        return f"postmortems/PM-{number:04}.md"
    return f"risks/SRR-{number:04}.md"


def lint(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    (root / "srr.toml").touch()
    return srr(root, "lint", *options)


def lint_in_time(root: Path) -> subprocess.CompletedProcess[str]:
    """Run srr lint as CI does; a hang fails the test."""
    (root / "srr.toml").touch()
    return process(root, "lint", seconds=SECONDS)


def put(root: Path, path: str, content: bytes) -> Path:
    target = root / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    return root


def agrees(name: str, places: list[str]) -> bool:
    """Say whether *places*, as `rule line:column`, are what the table says of *name*."""
    said = [part for part in EXPECTED[name].split(", ") if part]
    if said and " " not in said[0]:
        return sorted({place.split()[0] for place in places}) == said
    return places == said


def harmless(output: str) -> bool:
    """Say whether *output* holds nothing that a terminal obeys and no secret."""
    controls = {character for character in output if not character.isprintable()} - {"\n"}
    return not controls and not any(secret in output for secret in SECRETS)


def placed(finding: Finding) -> str:
    return f"{finding.rule} {finding.place.line}:{finding.place.column}"


def test_every_hostile_file_is_in_the_table() -> None:
    assert {path.stem for path in FOLDER.glob("*.md")} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_gives_its_finding_and_nothing_else(name: str, tmp_path: Path) -> None:
    raw = (FOLDER / f"{name}.md").read_bytes()
    report = check(read_registry({path_of(name): raw}, Settings()), Settings(), TODAY)
    assert agrees(name, [placed(finding) for finding in report.findings])
    done = lint(put(tmp_path, path_of(name), raw))
    shown = [f"{rule} {line}:{column}" for rule, _, line, column in FRAME.findall(done.stdout)]
    assert agrees(name, shown)
    assert done.returncode == (1 if any(f.severity == "error" for f in report.findings) else 0)
    assert done.stderr == ""
    assert harmless(done.stdout)


def test_all_hostile_files_in_one_registry_give_what_each_gives_alone(tmp_path: Path) -> None:
    names = {}
    for number, name in enumerate(sorted(EXPECTED), 1):
        path = path_of(name, number)
        names[path] = name
        raw = (FOLDER / f"{name}.md").read_bytes()
        identity = Path(path).stem.encode()
        put(tmp_path, path, raw.replace(b"SRR-0001", identity).replace(b"PM-0001", identity))
    done = lint(tmp_path, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    assert harmless(done.stdout)
    findings = json.loads(done.stdout)["findings"]
    for path, name in names.items():
        places = [
            f"{each['rule']} {each['line']}:{each['column']}"
            for each in findings
            if each["path"] == path
        ]
        assert agrees(name, places), name


LONG = examples(10_000_000)
RISK = record("risks/SRR-0001.md")


@pytest.mark.parametrize(
    ("repeated", "rules"),
    [
        ("Words of a log. ", {"file-size"}),
        ("## Log\n", {"file-size"}),
        ("<b>\n", {"file-size", "safety-html"}),
        ("<!-- srr: ignore[section-empty] why -->\n", {"file-size", "ignore-unused"}),
        ("-----BEGIN PRIVATE KEY-----", {"file-size", "safety-secret"}),
    ],
)
def test_a_file_of_megabytes_is_judged_in_seconds(
    repeated: str, rules: set[str], tmp_path: Path
) -> None:
    raw = (RISK + repeated * (LONG // len(repeated))).encode()
    done = lint_in_time(put(tmp_path, "risks/SRR-0001.md", raw))
    assert {rule for rule, *_ in FRAME.findall(done.stdout)} == rules
    assert done.returncode in (0, 1)
    assert harmless(done.stdout)
    assert len(done.stdout) < 1_000_000


def test_a_list_of_visits_without_end_is_judged_in_seconds(tmp_path: Path) -> None:
    raw = f"{RISK}\n## Visits\n\n".encode() + b"- x\n" * (LONG // 10)
    done = lint_in_time(put(tmp_path, "risks/SRR-0001.md", raw))
    assert {rule for rule, *_ in FRAME.findall(done.stdout)} == {"file-size", "visit-log"}


def test_front_matter_of_many_letters_is_refused(tmp_path: Path) -> None:
    raw = RISK.replace("---\n\n", "x_a: b\n" * 10_000 + "---\n\n", 1).encode()
    done = lint(put(tmp_path, "risks/SRR-0001.md", raw))
    assert ("front-matter-syntax", "risks/SRR-0001.md", "1", "1") in FRAME.findall(done.stdout)


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.mkdir(),
        lambda path: os.mkfifo(path),
        lambda path: path.symlink_to("/etc/passwd"),
        lambda path: path.symlink_to("gone"),
        lambda path: path.symlink_to(path.name),
        lambda path: path.symlink_to("SRR-0001.md"),
    ],
    ids=["folder", "pipe", "link outside", "link to nothing", "link to itself", "link inside"],
)
def test_what_is_no_file_is_told_and_not_followed(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    put(tmp_path, "risks/SRR-0001.md", RISK.encode())
    make(tmp_path / "risks" / "SRR-0002.md")
    done = lint(tmp_path)
    assert FRAME.findall(done.stdout) == [("file-type", "risks/SRR-0002.md", "1", "1")]
    assert done.returncode == 1
    assert "root:" not in done.stdout
    assert "(1 could not be read)" in done.stdout


def test_a_linked_folder_is_told_and_not_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", "SRR-0001.md", RISK.encode())
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "risks").symlink_to(outside)
    done = lint(tmp_path / "root")
    assert [rule for rule, *_ in FRAME.findall(done.stdout)] == ["file-type"]
    assert done.returncode == 1


@pytest.mark.parametrize(
    "name",
    [
        b"\xff.md",
        b"a\nb.md",
        b"\x1b[31mSRR-0001.md",
        "SRR-0001\u202e.md".encode(),
        b"-rf.md",
        b"$(id).md",
        b"%0A::error::.md",
        "リスク.md".encode(),
        b" .md",
    ],
)
def test_a_hostile_name_is_a_finding_and_is_shown_harmlessly(name: bytes, tmp_path: Path) -> None:
    (tmp_path / "risks").mkdir()
    raw = RISK.encode()
    Path(os.fsdecode(os.fsencode(tmp_path / "risks") + b"/" + name)).write_bytes(raw)
    for form in ("text", "json"):
        done = lint(tmp_path, "--format", form)
        assert done.returncode == 1
        assert "file-name" in done.stdout
        assert done.stderr == ""
        assert harmless(done.stdout)
