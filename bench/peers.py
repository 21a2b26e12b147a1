"""The command lines that are compared: srr's own, and those of the alternatives."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from timing import Command

BIN = Path(sys.executable).parent
TODAY = "2026-11-16"
LINTED = frozenset({0, 1})
LARGE = 10_000

START_UP = 'python -c "import click, yaml"'
SRR_LINT = "srr lint"
SRR_FIX = "srr fix --diff"
SRR_BUILD = "srr build"
SRR_BUILD_PAST = "srr build with 1,000 commits"
CHECK_JSONSCHEMA = "check-jsonschema"
YAMLLINT = "yamllint"
REMARK = "remark-lint-frontmatter-schema"
PLAIN_MKDOCS = "mkdocs build"

# Only rules that every record breaks are off (no `---` on top, long lines, a key named `on`), so that yamllint does not
# spend its time on printing.
YAMLLINT_RULES = (
    "{extends: default, rules: {document-start: disable, line-length: disable, truthy: disable}}"
)
REMARK_PACKAGES = ("remark-cli@12", "remark-frontmatter@5", "remark-lint-frontmatter-schema@3")
REMARK_SETTINGS = """\
import frontmatter from 'remark-frontmatter'
import schema from 'remark-lint-frontmatter-schema'
export default {
  plugins: [frontmatter, [schema, {schemas: {'./schema.json': ['./risks/*.md']}}]]
}
"""


@dataclass(frozen=True, slots=True)
class Corpus:
    """A generated registry of *size* risks, and the copies for the other tools."""

    size: int
    registry: Path
    copies: Path

    @property
    def past(self) -> Path:
        """The same registry as a repository with a history."""
        return self.copies / "past"

    @property
    def runs(self) -> int:
        """How often a command on this corpus is run at most."""
        return 3 if self.size >= LARGE else 100


def start_up(folder: Path) -> Command:
    """Return the floor: Python with the two packages that srr cannot do without."""
    return Command(START_UP, 1, [sys.executable, "-c", "import click, yaml"], folder)


def linters(corpus: Corpus, schema: Path | None) -> list[Command]:
    """Return srr's own commands and the two linters that read the extracted front matter."""
    commands = [
        _on(corpus, SRR_LINT, [_tool("srr"), "lint", "--today", TODAY]),
        _on(corpus, SRR_FIX, [_tool("srr"), "fix", "--diff"]),
        _yamllint(corpus),
    ]
    return commands if schema is None else [*commands, _check_jsonschema(corpus, schema)]


def builds(corpus: Corpus) -> list[Command]:
    """Return the builds of the same text: ours without git and with a history, and plain MkDocs."""
    runs = 3 if corpus.size > 100 else 100
    ours = [_tool("srr"), "build", "--today", TODAY]
    plain = [_tool("mkdocs"), "build", "--quiet", "--strict"]
    return [
        Command(SRR_BUILD, corpus.size, ours, corpus.registry, most_runs=runs),
        Command(SRR_BUILD_PAST, corpus.size, ours, corpus.past, most_runs=runs),
        Command(PLAIN_MKDOCS, corpus.size, plain, corpus.copies / "plain", most_runs=runs),
    ]


def remark(corpus: Corpus, tool: Path, schema: Path) -> Command:
    """Return the run of remark over the same Markdown files, with *schema* declared as draft-07."""
    folder = corpus.copies / "markdown"
    contents = json.loads(schema.read_text(encoding="utf-8"))
    contents["$schema"] = "http://json-schema.org/draft-07/schema#"
    (folder / "schema.json").write_text(json.dumps(contents), encoding="utf-8")
    settings = [
        "--rc-path",
        str(tool / "remarkrc.mjs"),
        "--quiet",
        "--frail",
        "--no-stdout",
        "--no-color",
    ]
    argv = ["node", str(tool / "node_modules" / ".bin" / "remark"), "risks", *settings]
    return Command(REMARK, corpus.size, argv, folder, LINTED, most_runs=3)


def install_remark(folder: Path) -> str:
    """Install remark into *folder*; return the reason why it failed, or an empty text."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    folder.mkdir()
    (folder / "remarkrc.mjs").write_text(REMARK_SETTINGS, encoding="utf-8")
    quiet = ["--no-audit", "--no-fund", "--loglevel", "error", "--prefix", str(folder)]
    done = subprocess.run(
        [npm, "install", *quiet, *REMARK_PACKAGES], capture_output=True, check=False
    )
    return f"npm could not install it (exit code {done.returncode})" if done.returncode else ""


def write_schema(corpus: Corpus, path: Path) -> str:
    """Write the output of `srr schema risk` to *path*; return the reason why it failed, or an empty text."""
    try:
        done = subprocess.run(
            [_tool("srr"), "schema", "risk"], cwd=corpus.registry, capture_output=True, check=False
        )
    except OSError as error:
        return f"srr schema risk: {error.strerror}"
    path.write_bytes(done.stdout)
    return f"srr schema risk: exit code {done.returncode}" if done.returncode else ""


def _tool(name: str) -> str:
    return str(BIN / name)


def _yamllint(corpus: Corpus) -> Command:
    argv = [_tool("yamllint"), "-d", YAMLLINT_RULES, "."]
    return _on(corpus, YAMLLINT, argv, corpus.copies / "yaml")


def _check_jsonschema(corpus: Corpus, schema: Path) -> Command:
    folder = corpus.copies / "yaml"
    files = sorted(path.name for path in folder.iterdir())
    argv = [_tool("check-jsonschema"), "--schemafile", str(schema), *files]
    return _on(corpus, CHECK_JSONSCHEMA, argv, folder)


def _on(corpus: Corpus, name: str, argv: list[str], cwd: Path | None = None) -> Command:
    return Command(name, corpus.size, argv, cwd or corpus.registry, LINTED, corpus.runs)
