"""No word of a record, a setting, an argument or a file name is obeyed where srr prints or writes it.

Every command and every format is driven with every payload of `hostile/payloads.json`, as its title and wherever else a
record has words. A new command or format fails here until it is driven, too.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import click
import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from kit.dated import commit_on
from kit.examples import record
from kit.terminal import repository, srr
from srr.cli.answers import one_of
from srr.cli.app import COMMANDS, cli
from srr.cli.messages import say
from srr.cli.questions import Asker
from srr.documents.encoding import hidden
from srr.exporters.findings import FORMATS
from srr.exporters.review.markdown import MARKER
from srr.language import Text
from srr.schema.kinds import FOLDERS, KINDS
from srr.text import cells
from srr.text.sinks import visible

pytestmark = pytest.mark.long

CORPUS: Mapping[str, Mapping[str, str]] = json.loads(
    (Path(__file__).parent / "hostile" / "payloads.json").read_text("utf-8")
)
HARMLESS = tuple(CORPUS["harmless"].values())
PAYLOADS = (*HARMLESS, *CORPUS["hostile"].values())
ALL = "\n".join(PAYLOADS)
# No argument of a command holds a NUL; a path has no long names, and may hold a byte that is no UTF-8.
ARGUMENT = "/\n".join(PAYLOADS).replace("\0", "") + "\udcff"
CLEAN, WHOLE, POSTMORTEM = "risks/SRR-9001.md", "risks/SRR-9000.md", "postmortems/PM-0001.md"
CONCERN = "concerns/CN-0001.md"
# A record may hold it, and so it gets as far as a payload can.
PLAIN = "See ##vso[task.complete result=Succeeded;]done and section_start:1:x"
NAME = "##vso[task.complete]"
FOLDER = "\x1b[31m ##vso[task.complete] \u202e ::error::"

# What runners of GitHub, Azure Pipelines, TeamCity and GitLab obey in the log of a job.
COMMAND = re.compile(r"^\s*::.*|##\w*\[|section_(?:start|end):", re.MULTILINE)
GITHUB = re.compile(
    r"::(?:error|warning|notice) (?P<properties>title=[a-z-]+,file=[^:]*)::(?P<message>[^\r\n]*)"
)
FORMULA = re.compile(r"(?<![^;])\s*[=+\-@＝＋－＠]")
LINK = re.compile(r"\[[^\]]*\]\([^)]+\)")
PLACEHOLDER = re.compile(r"(?<!\{)(?:\{\{)*\{\d+\}")
REFERENCE = re.compile(r"@\w|#\d|!\d|://|\bwww\.|\bGH-\d")
FORGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# By it srr knows the table of a stocktake again.
TABLE = re.compile(r"<!-- srr stocktake [-\d]+:(?: SRR-\d+)* -->")
TAGS = {MARKER, *("<details>", "</details>", "<summary>", "</summary>", "<br>")}


def obeyed(printed: str) -> list[str]:
    """Return what a terminal or a CI runner would obey in *printed*."""
    hidden = {character for character in printed if not character.isprintable()} - {"\n", "\u3000"}
    return sorted(map(repr, hidden)) + [found.strip() for found in COMMAND.findall(printed)]


def as_is(printed: str) -> str:
    return printed


def read_csv(printed: str) -> str:
    cells = [cell for row in csv.reader(printed.splitlines()) for cell in row]
    assert [cell for cell in cells if FORMULA.search(cell)] == []
    return "\n".join(re.sub(r"(?<![^;])'(?=[\s']*[=+\-@＝＋－＠])", "", cell) for cell in cells)


def read_table(printed: str) -> str:
    rows = [*csv.reader(io.StringIO(printed, newline=""))]
    assert [cell for row in rows for cell in row if FORMULA.search(cell)] == []
    return "\n".join(cells.read(cell) for row in rows for cell in row)


def texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from texts(item)
        case dict():
            for key, item in value.items():
                yield from (key, *texts(item))


def read_json(printed: str) -> str:
    return "\n".join(texts(json.loads(printed)))


def read_sarif(printed: str) -> str:
    (run,) = json.loads(printed)["runs"]
    messages = [result["message"]["text"] for result in run["results"]]
    messages += [
        fix["description"]["text"] for each in run["results"] for fix in each.get("fixes", ())
    ]
    assert len(messages) > len(PAYLOADS)
    assert [text for text in messages if LINK.search(text) or PLACEHOLDER.search(text)] == []
    return "\n".join(messages)


def read_xml(printed: str) -> str:
    root = ElementTree.fromstring(printed)  # noqa: S314 - srr wrote it
    values = [value for element in root.iter() for value in element.attrib.values()]
    return "\n".join([*values, *root.itertext()])


def read_markdown(printed: str) -> str:
    words = []
    for token in FORGE.parse(printed):
        for part in (token, *(token.children or ())):
            assert not part.type.startswith(("link", "image", "code_block", "fence", "s_")), part
            if part.type.startswith("html"):
                tags = {tag for tag in re.findall(r"<[^>]*>", part.content) if not TABLE.match(tag)}
                assert tags <= TAGS, part
                words.append(unescape(re.sub("<[^>]*>", "", part.content)))
            elif part.type in ("text", "text_special", "code_inline"):
                assert part.type == "code_inline" or not REFERENCE.search(part.content), part
                words.append(part.content)
    return "".join(words).replace("\u200b", "")


def read_github(printed: str) -> str:
    *commands, _ = printed.rstrip("\n").split("\n")
    found = [GITHUB.fullmatch(line) for line in commands]
    assert all(found)
    words = [unquote(match[part]) for match in found if match for part in ("properties", "message")]
    assert obeyed("\n".join(re.sub("^::", "", line) for line in commands)) == []
    return "\n".join(words)


# How the words of a format are read back, by command and format; it asserts what is special to the format.
READ: Mapping[str, Callable[[str], str]] = {
    **{f"lint {name}": as_is for name in ("text", "concise")},
    **{f"lint {name}": read_json for name in ("json", "gitlab", "rdjson")},
    "lint github": read_github,
    "lint mentions": read_markdown,
    "lint sarif": read_sarif,
    "lint junit": read_xml,
    "list": as_is,
    "list --json": read_json,
    "list --csv": read_csv,
    "show": as_is,
    "show --json": read_json,
    "doctor": as_is,
    "doctor --json": read_json,
    "agenda": read_markdown,
    "agenda --json": read_json,
    "stocktake": read_markdown,
    "roadmap": as_is,
    "roadmap --json": read_json,
    "roadmap --csv": read_csv,
    "budget": as_is,
    "budget --json": read_json,
    "export csv": read_table,
    "export json": read_json,
    "export markdown": read_markdown,
    "export xlsx": cells.read,
    "diff text": as_is,
    "diff markdown": read_markdown,
    "diff json": read_json,
    "import": as_is,
    "import --json": read_json,
    **{f"schema {name}": read_json for name in (*KINDS, "settings", "import-map")},
    **dict.fromkeys(
        ("init", "new risk", "new postmortem", "fix", "visit", "assign", "rule", "build"), as_is
    ),
    **dict.fromkeys(("note", "report", "indicator", "collect", "accept", "occurred"), as_is),
    "indicator --json": read_json,
    **{f"baseline {name}": as_is for name in ("write", "check", "prune")},
    **dict.fromkeys(("help", "completion"), as_is),
}
UNTRIED = {"serve", "meeting"}
"""One prints its address and numbers, and what `build` prints; the other's tests have a terminal for it."""


def leaves() -> Iterator[tuple[str, click.Command]]:
    """Yield each command with its name, those of a group as `new risk`."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from ((f"{name} {each}", below) for each, below in command.commands.items())
        else:
            yield name, command


def ways() -> Iterator[str]:
    """Yield each command with each of its formats, as `READ` knows them."""
    for name, command in leaves():
        formats = list(FORMATS) if name == "lint" else []
        flags = []
        for parameter in command.params:
            if isinstance(parameter.type, click.Choice) and (
                parameter.name == "form" or name == "schema"
            ):
                formats += parameter.type.choices
            elif parameter.name != "quiet" and str(getattr(parameter, "help", "")).startswith(
                "Print "
            ):
                flags += parameter.opts
        yield from (f"{name} {each}" for each in formats)
        if not formats:
            yield from (name, *(f"{name} {flag}" for flag in flags))


def quoted(text: str) -> str:
    """Return *text* in quotes as YAML and TOML read it."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\U{ord(c):08X}" for c in plain) + '"'


def titled(number: int, text: str) -> str:
    """Return a risk that is overdue and says *text* where lists, agendas and reviews look."""
    base = record(f"risks/SRR-{number:04}.md").replace("2026-02-05", "2026-01-30")
    base = base.replace("Orders fail when the stock service is slow", quoted(text))
    base = base.replace("owner: ura", f"owner: {quoted(text)}")
    base = base.replace("Measure the stock service on Friday evening.", text)
    return f"{base}\n## Visits\n\n- 2026-01-27 ura: not-started, next 2026-01-30. {text}\n"


def whole() -> str:
    """Return a risk that says all payloads in each place, and each of them at the beginning of a line."""
    word = quoted(ALL)
    front = "".join(f"{key}: {word}\n" for key in ("team", "workaround", "containment"))
    front += f"area: {quoted(AREAS[-1])}\nservice: {word}\nestimate: {ESTIMATE}\n"
    front += "".join(f"x_{number}: {quoted(text)}\n" for number, text in enumerate(PAYLOADS))
    front += f"x_words: [{word}, {word}]\n"
    front += "x_table:\n" + "".join(f"  {quoted(text)}: a\n" for text in PAYLOADS)
    front += "x_rows:\n" + "".join(f"  - {quoted(text)}: a\n" for text in PAYLOADS)
    front += "".join(f"{quoted(text)}: a\n" for text in PAYLOADS)
    ignore = f"<!-- srr: ignore[safety-html] {' '.join(ALL.split())} -->\n<b>\n\n"
    sections = "".join(f"## {text}\n\n" for text in PAYLOADS)
    base = titled(9000, ALL).replace("next_visit: 2026-01-30", f"next_visit: {word}")
    return f"{base.replace('status: ', f'{front}status: ', 1)}\n{ignore}{sections}{ALL}\n"


def postmortem(text: str) -> str:
    word = quoted(text)
    base = record("postmortems/PM-0001.md").replace("status: in-review", "status: draft")
    base = base.replace("title: Orders failed for forty minutes", f"title: {word}")
    base = base.replace("2026-03-02", "2026-01-25").replace("owner: ura,", f"owner: {word},")
    return base.replace("do: Find the slow query", f"do: {word}")


def concern(number: int, text: str) -> str:
    """Return a concern whose report is late, and that says *text* where an agenda looks."""
    base = record(f"concerns/CN-{number:04}.md").replace("2026-02-05", "2026-01-30")
    word = quoted(text)
    base = base.replace("title: p99 of orders 2 s -> 4 s on Fridays", f"title: {word}")
    return base.replace("owner: ura", f"owner: {word}\nservice: {word}")


def names() -> Iterator[str]:
    """Yield names of files that hold all payloads, as long as a name may be."""
    name = ""
    for text in (text.replace("/", "_").replace("\0", "") for text in PAYLOADS):
        if len(f"{name} {text}.md".encode()) > 255:
            yield f"{name}.md"
            name = ""
        name += f" {text}" if name else text
    yield f"{name}.md"


def seen(text: str) -> str:
    """Return *text* without the characters that nobody sees."""
    while signs := hidden(text):
        text = "".join(sign for sign in text if sign not in signs)
    return text


# Settings with characters that nobody sees are refused before anything is shown of them.
SEEN = tuple(map(seen, PAYLOADS))
ALL_SEEN = "\n".join(SEEN)
AREAS = list(dict.fromkeys(re.sub(r"\s+", "_", text) for text in (*SEEN, ALL_SEEN)))
SETTINGS = f"""\
title = {quoted(ALL_SEEN)}
areas = [{", ".join(map(quoted, AREAS))}]
[sections]
log = [{", ".join(map(quoted, SEEN))}]
[ignore.visit-overdue]
SRR-0001 = {{ reason = {quoted(ALL_SEEN)}, until = 2026-02-10 }}
[indicators.{quoted(NAME)}]
label = {quoted(ALL_SEEN)}
unit = {quoted(ALL_SEEN)}
[indicators.{quoted(NAME)}.source]
kind = "prometheus"
url = {quoted("http://127.0.0.1:1/" + ALL_SEEN)}
query = {quoted(ALL_SEEN)}
[[scales.likelihood]]
score = 1
en = {quoted(ALL_SEEN)}
ja = {quoted(ALL_SEEN)}
[[scales.likelihood]]
score = 2
en = "b"
ja = "b"
[[slo]]
name = {quoted(ALL_SEEN)}
target = 99.9
services = [{", ".join(map(quoted, AREAS))}]
rationale = {quoted(ALL_SEEN)}
owner = {quoted(AREAS[-1])}
"""
ESTIMATE = "{detect_minutes: 1, repair_minutes: 2, affected_percent: 50, every_days: 90}"


def changed(root: Path, after: Mapping[str, str], before: Mapping[str, str]) -> Path:
    """Return a repository whose last commit is *before*, and whose working tree is *after*."""
    commit_on(repository(root), "2026-01-28", before)
    for path, content in after.items():
        (root / path).write_text(content, "utf-8", newline="")
    return root


def titles(folder: Path) -> Path:
    """Return a registry with a risk for each payload."""
    paths = {f"risks/SRR-{number:04}.md": number for number in range(1, len(PAYLOADS) + 1)}
    after = {path: titled(number, PAYLOADS[number - 1]) for path, number in paths.items()}
    before = {path: titled(number, "plain") for path, number in paths.items()}
    named = titled(8000, "An id").replace(
        "id: SRR-8000", f"id: {quoted(PLAIN.removeprefix('See '))}"
    )
    odd = {f"concerns/CN-{number:04}.md": number for number in range(1, len(PAYLOADS) + 1)}
    after |= {path: concern(number, PAYLOADS[number - 1]) for path, number in odd.items()}
    before |= {path: concern(number, "plain") for path, number in odd.items()}
    return changed(folder, {**after, "risks/SRR-8000.md": named}, before)


def places(folder: Path) -> Path:
    """Return a registry with all payloads wherever it may have words, one clean risk besides."""
    before = {CLEAN: record(CLEAN), WHOLE: titled(9000, "plain"), POSTMORTEM: postmortem("plain")}
    before[CONCERN] = concern(1, "plain")
    wrong = record("risks/SRR-9999.md").replace("likelihood: 2", "likelihood: 2\npriority: 10")
    after = {WHOLE: whole(), POSTMORTEM: postmortem(ALL), CONCERN: concern(1, ALL)}
    after["srr.toml"] = SETTINGS
    after |= {f"risks/{name}": wrong for name in names()}
    return changed(folder, after, {"srr.toml": "", **before})


def linted(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the findings in all formats, and the job's summary, which is Markdown as the agenda is."""
    summary = root.parent / f"{root.name}.md"
    files = {name: root.parent / f"{root.name}-{name}" for name in FORMATS}
    asked = [word for name, file in files.items() for word in ("--format", f"{name}={file}")]
    words = ("lint", "--base", "HEAD", "--show-ignored", *asked)
    assert printed(root, *words, GITHUB_STEP_SUMMARY=str(summary)) == ""
    yield from ((f"lint {name}", file.read_text("utf-8")) for name, file in files.items())
    # GitHub takes ten of each severity, so those about the names of files are asked for apart.
    only = ("lint", "--select", "file-name", "--format", "github")
    yield "lint github", printed(root, *only)
    yield "agenda", summary.read_text("utf-8")


def listed(root: Path) -> Iterator[tuple[str, str]]:
    for form in ("", "--json", "--csv"):
        words = ("list", *filter(None, [form]))
        yield " ".join(words), printed(root, *words, COLUMNS="9000")
    yield "agenda", printed(root, "agenda")
    yield "agenda --json", printed(root, "agenda", "--json")
    yield "roadmap", printed(root, "roadmap", COLUMNS="9000")
    yield "roadmap --json", printed(root, "roadmap", "--json")
    yield "roadmap --csv", printed(root, "roadmap", "--csv")
    yield "stocktake", printed(root, "stocktake", "--today", "2028-02-02")
    yield from exported(root)
    yield from imported(root)


def imported(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what is said of a table with all payloads in its heads, in its cells, and in the name of its file."""
    found = [text.replace("\0", "") for text in PAYLOADS]
    heads = ["Risk", "Status", "Owner", "Next visit", *found]
    rows = [[text, text, text, text, *found] for text in found]
    file = root.parent / f"{PLAIN.replace('/', '')}.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([heads, *rows, rows[0] + ["too wide"]])
    report = root.parent / f"{root.name}-import.md"
    words = ("import", "table", str(file), "--report", str(report))
    yield "import", printed(root, *words, COLUMNS="9000")
    yield "import --json", printed(root, *words, "--json")
    yield "agenda", report.read_text("utf-8")  # which is Markdown, too
    yield "import", printed(root, "import", "notion", str(file))
    yield "import", printed(root, *words, "--map", ARGUMENT)
    (root / "srr-import.toml").unlink()


def exported(root: Path) -> Iterator[tuple[str, str]]:
    for form in ("csv", "json", "markdown"):
        for folder in FOLDERS:
            yield f"export {form}", printed(root, "export", form, folder)
    file = root.parent / f"{root.name}.xlsx"
    yield "export xlsx", printed(root, "export", "xlsx", "--output", str(file))
    (page,) = load_workbook(file).worksheets
    held = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in held} <= {"s", "n", "d"}
    yield "export xlsx", "\n".join(str(cell.value) for cell in held)


def compared(root: Path) -> Iterator[tuple[str, str]]:
    for name in ("text", "markdown", "json"):
        yield f"diff {name}", printed(root, "diff", "HEAD", "--format", name)


def done(root: Path) -> Iterator[tuple[str, str]]:
    """Yield what all other commands print; what changes the registry comes last."""
    for form in ("", "--json", "--csv"):
        words = ("list", *filter(None, [form]))
        yield " ".join(words), printed(root, "list", "postmortems", *words[1:])
    yield from exported(root)
    for form in ("", "--json"):
        for name in ("SRR-9000", "PM-0001", "CN-0001"):
            words = ("show", *filter(None, [form]))
            yield " ".join(words), printed(root, *words, name)
    yield from (
        (f"doctor{form}", printed(root, "doctor", *form.split())) for form in ("", " --json")
    )
    yield "budget", printed(root, "budget", COLUMNS="9000")
    yield "budget --json", printed(root, "budget", "--json")
    yield "budget", printed(root, "budget", "--slo", ARGUMENT)
    for name in (*KINDS, "settings", "import-map"):
        yield f"schema {name}", printed(root, "schema", name)
    yield "rule", printed(root, "rule")
    yield "rule", printed(root, "rule", "field-value")
    yield "help", printed(root, "help", ARGUMENT)
    yield "completion", printed(root, "completion", ARGUMENT)
    yield "init", printed(root, "--root", FOLDER, "init")
    yield "build", printed(root / FOLDER, "build", "--out", FOLDER)
    yield "baseline write", printed(root, "baseline", "write")
    (root / WHOLE).write_text(record(WHOLE), "utf-8")
    yield "baseline check", printed(root, "baseline", "check")
    yield "baseline prune", printed(root, "baseline", "prune")
    (root / WHOLE).write_text(whole(), "utf-8", newline="")
    yield "baseline check", printed(root, "baseline", "check")
    yield "baseline write", printed(root, "baseline", "write")
    note = ("--note", ARGUMENT, "--next", "2026-02-10")
    yield "visit", printed(root, "visit", "SRR-9001", *note)
    yield "visit", printed(root, "visit", "SRR-9001", "--note", PLAIN, *note[2:])
    handover = ("assign", "SRR-9001", ARGUMENT, "--note", PLAIN)
    yield "assign", printed(root, *handover)
    yield "assign", printed(root, "assign", "SRR-9001", "sato", "--note", PLAIN)
    happened = ("occurred", "SRR-9001", "--minutes", "20", "--percent", "40", "--note")
    yield "occurred", printed(root, *happened, ARGUMENT)
    yield "occurred", printed(root, *happened, PLAIN)
    for typed in (ARGUMENT, PLAIN):
        yield "accept", printed(root, "accept", "SRR-9001", *accepting(typed))
    yield "note", printed(root, "note", ARGUMENT, "--owner", "ura")
    yield "note", printed(root, "note", PLAIN, "--owner", "ura", "--service", PLAIN)
    yield "note", printed(root, "note", PLAIN, "--owner", "ura")
    for words in ((ARGUMENT,), (PLAIN,), (PLAIN, "--backlog", ARGUMENT)):
        yield "report", printed(root, "report", "CN-0002", "--note", *words)
    yield "report", printed(root, "report", "CN-0001", "--note", PLAIN)
    source = ("--from", "CN-0002", "--summary", PLAIN)
    yield "new risk", printed(root, "new", "risk", *source)
    new = ("--title", ARGUMENT, "--summary", ARGUMENT, "--owner", "ura")
    yield "new risk", printed(root, "new", "risk", *new)
    more = ("--likelihood", "2", "--summary", "Guests wait.", "--owner", "ura")
    yield "new risk", printed(root, "new", "risk", "--title", PLAIN, *more)
    yield "new risk", printed(root, "new", "risk", "--title", PLAIN, *more)
    started = ("--started", "2026-02-01 19:05", "--risk", "SRR-9001")
    yield "new postmortem", printed(root, "new", "postmortem", *new, *started)
    for words in (("indicator",), ("indicator", NAME)):
        yield "indicator", printed(root, *words)
        yield "indicator --json", printed(root, *words, "--json")
    yield "indicator", printed(root, "indicator", ARGUMENT)
    yield "indicator", printed(root, "indicator", NAME, ARGUMENT)
    yield "indicator", printed(root, "indicator", ARGUMENT, "5")
    yield "collect", printed(root, "collect")
    yield "collect", printed(root, "collect", ARGUMENT)
    yield "indicator", printed(root, "indicator", NAME, "5")
    yield "indicator", printed(root, "indicator", NAME, "6")
    yield "fix", printed(root, "fix", "--diff")
    yield "fix", printed(root, "fix")


def printed(root: Path, *words: str, **variables: str) -> str:
    run = srr(root, *words, **variables)
    assert run.returncode in (0, 1, 2), run.stderr
    return run.stdout + run.stderr


def faults(way: str, output: str) -> list[str]:
    """Return what is obeyed in *output*, or cannot be read from it."""
    if way == "lint github":
        # Its own commands are meant.
        output = "".join(f"{line.removeprefix('::')}\n" for line in output.splitlines())
    if way.startswith("export"):
        # A tab within a text is a blank to everybody.
        output = output.replace("\t", " ")
    return obeyed(output)


def test_no_way_out_of_a_registry_lets_a_payload_through(tmp_path: Path) -> None:
    small, large = places(tmp_path / "places"), titles(tmp_path / "titles")
    outputs = [*listed(large), *compared(large)]
    outputs += [*linted(small), *compared(small), *done(small)]
    assert {way: found for way, output in outputs if (found := faults(way, output))} == {}
    assert {way for way, _ in outputs} == set(READ)
    said: dict[str, str] = {}
    for way, output in outputs:
        said[way] = said.get(way, "") + "\n" + READ[way](output)
    for way in ("list --json", "diff json"):
        assert [text for text in PAYLOADS if text not in said[way]] == []
    for way in ("list", "diff text"):
        assert [text for text in PAYLOADS if visible(text).rstrip() not in said[way]] == []
    listed_cells = said["list --csv"].split("\n")
    assert [text for text in PAYLOADS if visible(text) not in listed_cells] == []
    for way in ("export csv", "export json"):
        assert [text for text in PAYLOADS if re.sub("\r\n?", "\n", text) not in said[way]] == []
    for way in ("agenda", "diff markdown", "show"):
        assert [text for text in HARMLESS if text not in said[way]] == []


def test_every_command_and_format_is_driven() -> None:
    assert set(ways()) - UNTRIED == set(READ)


def accepting(words: str) -> Iterator[str]:
    """Yield the flags of `srr accept` with *words* wherever it takes any."""
    for flag in ("by", "because", "consequence", "holds-while", "reviewer", "note"):
        yield from (f"--{flag}", words)
    yield from ("--until", "2026-06-02")


# What a command needs before it looks at what is tried.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "show": ("SRR-9001",),
    "visit": ("SRR-9001",),
    "assign": ("SRR-9001", "sato"),
    "note": ("Guests wait",),
    "accept": ("SRR-9001",),
    "occurred": ("SRR-9001", "--minutes", "20", "--percent", "40"),
    "report": ("CN-0001",),
    "schema": ("risk",),
    "new risk": ("--title", "Guests wait", "--summary", "Guests wait.", "--likelihood", "2"),
    "new postmortem": (
        "--title",
        "It fell",
        "--summary",
        "It fell.",
        "--started",
        "2026-02-01 19:05",
    ),
    "export": ("csv",),
    "import": ("table", "missing.csv"),
}


def mistyped() -> Iterator[tuple[str, ...]]:
    """Yield each command with the payloads as the value of each of its options and arguments."""
    yield (ARGUMENT,)
    yield "--root", ARGUMENT, "list"
    for name, command in leaves():
        words, needed = name.split(), NEEDED.get(name, ())
        for parameter in command.params:
            if isinstance(parameter, click.Argument):
                yield (*words, ARGUMENT)
            elif isinstance(parameter, click.Option) and not parameter.is_flag:
                yield (*words, *needed, f"{parameter.opts[0]}={ARGUMENT}")


def test_nothing_that_is_typed_is_obeyed(tmp_path: Path) -> None:
    (tmp_path / "srr.toml").touch()
    (tmp_path / "risks").mkdir()
    (tmp_path / "concerns").mkdir()
    for path in (CLEAN, CONCERN):
        (tmp_path / path).write_text(record(path), "utf-8")
    outputs = {words: printed(tmp_path, *words) for words in mistyped()}
    assert {
        words[:-1]: found for words, output in outputs.items() if (found := obeyed(output))
    } == {}
    assert len(outputs) > len(READ)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("srr.toml", f"{quoted(ALL)} = 1"),
        ("srr.toml", f"{quoted(ALL_SEEN)} = 1"),
        ("srr.toml", f"title = {quoted(ALL)}"),
        ("srr.toml", f"language = {quoted(ALL_SEEN)}"),
        ("srr.toml", f"[rules]\n{quoted(ALL_SEEN)} = 'off'"),
        ("srr.toml", ALL),
        ("srr-baseline.json", ALL),
        ("srr-baseline.json", json.dumps({"version": ALL})),
        ("srr-baseline.json", json.dumps({"version": 1, "findings": [{"path": ALL, "rule": ALL}]})),
    ],
)
def test_no_error_in_the_settings_is_obeyed(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / "srr.toml").touch()
    (tmp_path / "risks").mkdir()
    (tmp_path / CLEAN).write_text(record(CLEAN), "utf-8")
    (tmp_path / name).write_text(content, "utf-8")
    run = srr(tmp_path, "lint")
    assert run.returncode == 2
    assert obeyed(run.stderr) == []


def test_no_question_and_no_complaint_about_an_answer_is_obeyed() -> None:
    @click.command()
    def ask() -> None:
        Asker({}, asks=True).answer("area", one_of({ALL: Text(ALL, ALL)}), Text(ALL, ALL))

    shown = CliRunner().invoke(ask, input="nothing\n").output
    assert shown.count("Orders fail when the stock service is slow") > 1
    assert obeyed(shown) == []


def test_nothing_that_is_said_beside_the_output_is_obeyed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(ALL)
    assert obeyed(capsys.readouterr().err) == []
