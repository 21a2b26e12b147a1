"""srr init: start a registry in this folder; of what is there only mkdocs.yml gets a line, where it lacks the forge."""

import json
import os
import re
import shlex
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import click

from srr.cli.arguments import from_here
from srr.cli.author import own_handle
from srr.cli.colours import paint
from srr.cli.quiet import is_quiet, quiet_option, tell
from srr.cli.saving import is_saved, save
from srr.language import Language, Text, untranslated
from srr.records import template
from srr.records.record import STARTER
from srr.repository import git, installed_from, settings_file
from srr.repository.errors import CannotDo
from srr.repository.staging import remove_leftovers
from srr.repository.workspace import Workspace, open_workspace
from srr.schema import record_schema, scoring, settings_keys
from srr.schema.kinds import RecordKind
from srr.schema.profiles import PROFILES, Grade
from srr.schema.settings import Settings
from srr.schema.settings_keys import KEYS
from srr.text import forge
from srr.text.requirement import EXAMPLE, NoRequirement, of_commit, read, with_extra
from srr.text.sinks import dumped, visible, visible_lines
from srr.text.terminal import padded, width

FIRST_ID = "SRR-0001"
_STARTING: tuple[RecordKind, ...] = ("risk", "postmortem")
"""The kinds whose schemas editors need from the start; the others come with their first record."""
FIRST_TITLE = Text(
    "A risk that somebody wrote down is forgotten, because nobody looks again as the list grows",
    "記録が増えるにつれて誰も見直さなくなり、書き留めたはずのリスクが忘れられる",
)
SCALE_DRIVER = Text("The number of open records.", "未解決の記録の数。")
WORKAROUND = Text("Read the whole list in the weekly meeting.", "週次の会議で一覧をすべて読む。")
OF_A_LANGUAGE = {
    "en": {"language": "en"},
    "ja": {"language": "ja", "title": "システムリスクレコード", "timezone": "Asia/Tokyo"},
}
PRE_COMMIT = """\
repos:
  - repo: local
    hooks:
      - id: srr-lint
        name: srr lint
        entry: {lint}
        language: system
        pass_filenames: false
        files: ^{prefix}(risks/|postmortems/|concerns/|srr\\.toml$|srr-baseline\\.json$|people\\.toml$)"""
WORKFLOWS = {"srr": "github", "srr-weekly": "github-weekly", "srr-site": "github-site"}
SCRIPTS = ("install", "pull-request", "comment", "overdue")
# Where those who keep the pins of actions up to date read their settings:
# https://docs.github.com/en/code-security/dependabot/working-with-dependabot/dependabot-options-reference
# https://docs.renovatebot.com/configuration-options/
DEPENDABOT = ".github/dependabot.yml"
PIN_KEEPERS = (
    ".github/dependabot.yaml",
    *(
        f"{folder}{name}"
        for folder in ("", ".github/", ".gitlab/")
        for name in ("renovate.json", "renovate.json5")
    ),
    ".renovaterc",
    ".renovaterc.json",
    ".renovaterc.json5",
)
NOTHING_TO_INSTALL = Text(
    "CI cannot install srr yet: other machines cannot reach the place that this srr was installed from. Its jobs "
    "fail until you set SRR_REQUIREMENT in {files} to what pip should install (srr[site] for the site):\n\n"
    "  {example}\n",
    "CI はまだ srr をインストールできません。この srr のインストール元に、ほかのマシンから届かないためです。"
    "{files} の SRR_REQUIREMENT に、pip でインストールするもの (サイトでは srr[site]) を書くまで、"
    "ジョブは失敗します。\n\n"
    "  {example}\n",
)
KEPT_REQUIREMENT = Text(
    "CI files that were kept do not take --requirement; set SRR_REQUIREMENT in them by hand.",
    "そのまま残した CI ファイルに --requirement は反映されません。SRR_REQUIREMENT を書き換えてください。",
)

ADD_PLUGIN = Text(
    "For the site, add `- srr` below `plugins:` in mkdocs.yml.",
    "サイトを作るには、mkdocs.yml の `plugins:` の下に `- srr` を書いてください。",
)
ADD_EDIT = Text(
    "For a link on each page that edits its file, add this to mkdocs.yml:\n\n  {line}\n",
    "各ページに、そのファイルを編集するリンクを付けるには、mkdocs.yml に次の行を書いてください。\n\n  {line}\n",
)
ADD_IGNORED = Text(
    "Add the line `build/` to .gitignore: the site is built there.",
    ".gitignore に `build/` の行を書いてください。サイトはそこに作られます。",
)
ADD_JOB = Text(
    "Add a job to .gitlab-ci.yml that runs `{command}`.",
    "`{command}` を実行するジョブを .gitlab-ci.yml に書いてください。",
)
ADD_PINS = Text(
    "To keep the pinned actions up to date, add this below `updates:` in {file}:\n\n{entry}\n",
    "固定したアクションを更新し続けるには、{file} の `updates:` の下に次を書いてください。\n\n{entry}\n",
)
ADD_HOOK = Text(
    "To check before each commit, put this into .pre-commit-config.yaml and run `pre-commit install`:"
    "\n\n{hook}\n",
    "コミットのたびに検査するには、次を .pre-commit-config.yaml に書き、`pre-commit install` を実行してください。"
    "\n\n{hook}\n",
)
NEXT = Text("Next:", "次にすること:")
START_GIT = ("git init", Text("so that git remembers what changes", "変更を git に残す"))
FIRST_STEPS = (
    ("lint", Text("checks the records", "記録を検査する")),
    ("new risk", Text("writes a risk", "リスクを書く")),
    (
        "doctor",
        Text("says what is missing around the registry", "レジストリのまわりに足りないものを示す"),
    ),
    ("serve", Text("shows the site", "サイトを表示する")),
)
STEPS_WITH_RECORDS = (
    ("lint", Text("checks the records that are there", "すでにある記録を検査する")),
    ("fix", Text("fixes what is safe to fix", "安全に直せるものを直す")),
    ("baseline write", Text("accepts what is left for now", "残りを、当面のものとして受け入れる")),
    *FIRST_STEPS[2:],
)

_WITHIN = Text(
    "{around} is a registry already; srr --root . init starts another one here",
    "{around} はすでにレジストリです。ここに別のものを始めるには srr --root . init を実行してください",
)
_HAS_SETTINGS = Text(
    "there are settings already; set profile and language in them",
    "設定はすでにあります。profile と language はその中で変更してください",
)
_NO_REQUIREMENT = untranslated("--requirement {why}")
_KEPT = Text("kept ", "既存")
_WROTE = Text("wrote", "作成")


@click.command("init")
@click.option("--profile", type=click.Choice(list(PROFILES)), help="The published scales to use.")
@click.option("--language", type=click.Choice(["en", "ja"]), help="Of findings, records and site.")
@click.option(
    "--requirement",
    metavar="TEXT",
    help="What pip installs in CI; default: the commit that srr was installed from.",
)
@quiet_option("Print only what is left to do by hand.")
def command(profile: str | None, language: str | None, requirement: str | None) -> None:
    """Start a registry in this folder, or in the one that --root names.

    Writes the settings, a first record, what editors need to check records while you type, the site's
    configuration, and CI files for the forge that the git remote names. A file that is there is kept as it is,
    but for the address at which the forge edits files: a mkdocs.yml that names none gets it.

    CI installs what --requirement names, else the commit that this srr was installed from, where other machines
    reach its git address. With neither, the CI jobs fail and say what to fill in.

    \b
    Examples:
      srr init
      srr init --language ja --profile dinii-2024-07
      srr --root reliability init
      srr init --requirement "srr @ git+https://git.example.com/srr.git@COMMIT"
    """
    root = _root()
    given = None if requirement is None else _checked(requirement)
    _write_settings(root, profile, language)
    workspace = open_workspace(root)
    had_records = any(path.startswith("risks/") for path in workspace.tree)
    notes = [note.within(workspace.settings.language) for note in _write_rest(workspace, given)]
    steps = STEPS_WITH_RECORDS if had_records else FIRST_STEPS
    if is_quiet():
        click.echo(visible_lines("\n".join(notes)), nl=bool(notes))
    else:
        click.echo(visible_lines("\n".join(("", *notes, *_next(workspace, steps)))))


def _root() -> Path:
    named = click.get_current_context().find_root().obj
    if named:
        return Path(named).absolute()
    here = Path.cwd()
    around = settings_file.registry_around(here)
    if around not in (None, here):
        raise CannotDo(_WITHIN.fill(around=around))
    return here


def _write_settings(root: Path, profile: str | None, language: str | None) -> None:
    if settings_file.has_settings(root):
        there = open_workspace(root).settings
        if profile not in (None, there.profile) or language not in (None, there.language):
            raise CannotDo(_HAS_SETTINGS)
        _write(
            root,
            "srr.toml" if (root / "srr.toml").exists() else "pyproject.toml",
            "",
            there.language,
        )
        return
    words: Language = "ja" if language == "ja" else "en"
    chosen = dict(OF_A_LANGUAGE[words])
    if profile:
        chosen["profile"] = profile
    _write(root, "srr.toml", settings_text(chosen, words), words)


def _write_rest(workspace: Workspace, requirement: str | None) -> Iterator[Text]:
    """Write everything but the settings; yield the steps left to a person."""
    root, language = workspace.root, workspace.settings.language
    if not any(path.startswith("risks/") for path in workspace.tree):
        _write(root, f"risks/{FIRST_ID}.md", _first_risk(workspace), language)
    else:
        remove_leftovers(root / "risks")
        _tell_of(root, "risks", language, kept=True)
    for kind in _STARTING:
        _write_json(root, kind, record_schema.json_schema(kind, workspace.settings), language)
    _write_json(root, "settings", settings_keys.json_schema(), language)
    yield from _write_site(root, workspace.settings)
    yield from _write_ci(root, language, requirement)


def _write_json(root: Path, name: str, content: dict[str, Any], language: Language) -> None:
    _write(root, f".srr/{name}.schema.json", f"{dumped(content)}\n", language)


def _write_site(root: Path, chosen: Settings) -> Iterator[Text]:
    content = _with_line(_starter("mkdocs.yml"), "site_name", chosen.title)
    edit = _edit_template(root)
    if edit is not None:
        content = _with_line(content, "edit_uri_template", edit)
    # MkDocs needs the folder (https://www.mkdocs.org/user-guide/configuration/#docs_dir); git tracks no empty one.
    remove_leftovers(root / "site")
    if not (os.path.lexists(root / "mkdocs.yml") or _holds_something(root / "site")):
        _write(root, "site/.gitkeep", "", chosen.language)
    _write(root, "mkdocs.yml", content, chosen.language)
    written = _read(root / "mkdocs.yml")
    if not re.search(r"^\s*-\s*srr\b", written, re.MULTILINE):
        yield ADD_PLUGIN
    if edit is not None and not _is_editable(written) and not _adds_edit(root, edit, chosen):
        yield ADD_EDIT.fill(line=f"edit_uri_template: {_quoted(edit)}")
    if not _write(root, ".gitignore", "build/\n.srr-*/\n", chosen.language):
        ignored = {line.strip().strip("/") for line in _read(root / ".gitignore").splitlines()}
        if "build" not in ignored:
            yield ADD_IGNORED


def _is_editable(config: str) -> bool:
    """Whether mkdocs.yml says where its pages are edited."""
    return re.search(r"^(edit_uri|repo_url)", config, re.MULTILINE) is not None


def _adds_edit(root: Path, edit: str, chosen: Settings) -> bool:
    """Write *edit* into the mkdocs.yml that is there, and no other change; return False where that is not safe."""
    content = _bytes(root / "mkdocs.yml")
    added = _with_edit(content, f"edit_uri_template: {_quoted(edit)}")
    if added is None:
        return False
    save(root, {"mkdocs.yml": added}, {"mkdocs.yml": content})
    _tell_of(root, "mkdocs.yml: edit_uri_template", chosen.language, kept=False)
    return True


def _with_edit(content: bytes, line: str) -> bytes | None:
    """Return mkdocs.yml with one more *line*: in place of its comment, or before the theme or the name.

    A key of another file that it inherits could be hidden by the line, so then there is none.
    """
    if re.search(rb"^INHERIT:", content, re.MULTILINE):
        return None
    end = b"\r\n" if b"\r\n" in content else b"\n"
    comment = re.compile(rb"^# edit_uri_template:[^\r\n]*", re.MULTILINE)
    if comment.search(content):
        return comment.sub(lambda _: line.encode(), content, count=1)
    for key in (b"theme", b"site_name"):
        found = re.search(rb"^" + key + rb"\s*:", content, re.MULTILINE)
        if found:
            return content[: found.start()] + line.encode() + end + content[found.start() :]
    return None


def _holds_something(folder: Path) -> bool:
    return folder.is_dir() and any(folder.iterdir())


def _with_line(content: str, key: str, value: str) -> str:
    """Return *content* with *value* in the line of *key*, which may be commented out."""
    line = f"{key}: {_quoted(value)}"
    return re.sub(rf"^(?:# )?{key}: .*$", lambda _: line, content, flags=re.MULTILINE)


def _place(root: Path) -> tuple[Path, str]:
    """Return the top of the repository, and the registry's folder in it."""
    top = git.top(root) or root
    return top, Path(os.path.relpath(root.resolve(), top.resolve())).as_posix()


def _edit_template(root: Path) -> str | None:
    remote = git.origin(root) or next(iter(git.remotes(root)), "")
    return forge.edit_template(remote, git.default_branch(root) or "main", _place(root)[1])


def _write_ci(root: Path, language: Language, requirement: str | None) -> Iterator[Text]:
    top, folder = _place(root)
    at = "" if folder == "." else f"--root {shlex.quote(folder)} "
    installs = requirement or _requirement_of_this_srr()
    values = {
        "@ROOT@": folder,
        "@SITE@": "build/site" if folder == "." else f"{folder}/build/site",
        "@LANGUAGE@": language,
        "@REQUIREMENT@": installs or "",
        "@SITE_REQUIREMENT@": with_extra(installs, "site") if installs else "",
    }
    if "gitlab" in next(iter(git.remotes(root)), ""):
        files = ".gitlab-ci.yml"
        wrote = [_write(top, files, _filled("gitlab", values), language)]
        if not all(wrote):
            yield ADD_JOB.fill(command=f"srr {at}lint")
    else:
        files = ".github/workflows/srr*.yml"
        wrote = [
            _write(top, f".github/workflows/{name}.yml", _filled(starter, values), language)
            for name, starter in WORKFLOWS.items()
        ]
        for name in SCRIPTS:
            _write(root, f".srr/ci/{name}.sh", _starter(f"ci/{name}.sh"), language)
        yield from _write_pin_keeper(top, language)
    if any(wrote) and installs is None:
        yield NOTHING_TO_INSTALL.fill(files=files, example=EXAMPLE)
    if requirement and not all(wrote):
        yield KEPT_REQUIREMENT
    prefix = "" if folder == "." else f"{re.escape(folder)}/"
    if "srr" not in _read(top / ".pre-commit-config.yaml"):
        hook = PRE_COMMIT.format(lint=f"srr {at}lint --staged", prefix=prefix)
        yield ADD_HOOK.fill(hook=hook)


def _write_pin_keeper(top: Path, language: Language) -> Iterator[Text]:
    """Let Dependabot keep the pins of the actions, where neither it nor Renovate does so already."""
    there = next((path for path in PIN_KEEPERS if os.path.lexists(top / path)), None)
    if there is not None and "renovate" in there:
        return
    content, path = _starter("dependabot.yml"), there or DEPENDABOT
    if there is None and _write(top, path, content, language):
        return
    if not re.search(r"package-ecosystem:\W*github-actions", _read(top / path)):
        entry = content.partition("updates:\n")[2].rstrip()
        yield ADD_PINS.fill(file=path, entry=entry)


def _filled(starter: str, values: Mapping[str, str]) -> str:
    """Return a starter with its @NAMES@ replaced in one pass, since a value may contain one."""

    def quoted(found: re.Match[str]) -> str:
        return _quoted(values[found[0]])  # YAML reads JSON

    return re.sub("|".join(values), quoted, _starter(f"{starter}.yml"))


def _checked(requirement: str) -> str:
    try:
        return read(requirement)
    except NoRequirement as error:
        raise CannotDo(_NO_REQUIREMENT.fill(why=error.said)) from None


def _requirement_of_this_srr() -> str | None:
    source = installed_from.git_source()
    return of_commit(source) if source else None


def _first_risk(workspace: Workspace) -> str:
    """Return the first risk, with values that the scales and areas of the settings allow."""
    chosen, today = workspace.settings, workspace.today.date
    language = chosen.language
    scope = max(step.score for step in chosen.scope)
    severity = chosen.severity[len(chosen.severity) // 2].score
    likelihood = max(step.score for step in chosen.likelihood)
    level = scoring.level(scoring.score(scope, severity), chosen.levels)
    data = {
        "id": FIRST_ID,
        "title": FIRST_TITLE.within(language),
        "status": "watching",
        "owner": own_handle(workspace) or "owner",
        "area": "other" if "other" in chosen.areas else None,
        "noticed": today,
        "created": today,
        "next_visit": template.next_visit(chosen, "watching", today),
        "current_impact": 0,
        "potential_impact": level,
        "scope": scope,
        "severity": severity,
        "likelihood": likelihood,
        "priority": scoring.priority(level, likelihood),
        "scale_driver": SCALE_DRIVER.within(language),
        "workaround": WORKAROUND.within(language),
        STARTER: True,
    }
    body = _starter(f"first-risk.{language}.md").replace("@TODAY@", str(today))
    return template.record("risk", data, body).decode()


def _write(root: Path, path: str, content: str, language: Language) -> bool:
    """Write a new file and print its path; return False where one exists, which is kept."""
    kept = os.path.lexists(root / path) or not is_saved(root, {path: content.encode()}, {})
    if kept:
        remove_leftovers((root / path).parent)
    _tell_of(root, path, language, kept=kept)
    return not kept


def _tell_of(root: Path, path: str, language: Language, *, kept: bool) -> None:
    word, role = (_KEPT, "frame") if kept else (_WROTE, "added")
    tell(f"{paint(word.within(language), role)}  {visible(from_here(root, path))}")


def _starter(name: str) -> str:
    return (resources.files("srr") / "starter" / name).read_text(encoding="utf-8")


def _read(path: Path) -> str:
    """Return the text of a file, empty where it cannot be read: it only serves as a hint."""
    return _bytes(path).decode("utf-8", errors="replace")


def _bytes(path: Path) -> bytes:
    try:
        # A pipe would be read until somebody writes into it.
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""


def _next(workspace: Workspace, steps: Sequence[tuple[str, Text]]) -> Iterator[str]:
    language = workspace.settings.language
    at = os.path.relpath(workspace.root)
    srr = "srr" if at == "." else f"srr --root {shlex.quote(Path(at).as_posix())}"
    rows = [(f"{srr} {command}", does) for command, does in steps]
    if git.top(workspace.root) is None:
        rows.insert(0, START_GIT)
    columns = max(width(command) for command, _ in rows)
    yield NEXT.within(language)
    yield from (f"  {padded(command, columns)}  {does.within(language)}" for command, does in rows)


def settings_text(chosen: Mapping[str, str], language: Language) -> str:
    """Return a srr.toml that explains every key: those *chosen* are set, the others commented out."""
    profile = PROFILES[chosen.get("profile", Settings().profile)]
    parts = ["#:schema .srr/settings.schema.json\n"]
    for key in KEYS:
        parts.append(f"# {key.meaning.within(language)}\n")
        if key.name in chosen:
            parts.append(f"{key.name} = {_quoted(chosen[key.name])}\n")
        elif key.name == "scales":
            names = ("scope", "severity", "likelihood")
            parts.extend(_scale(name, getattr(profile, name)) for name in names)
        else:
            parts.append(f"# {key.name} = {key.default.replace(chr(39), chr(34))}\n")
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _scale(name: str, grades: tuple[Grade, ...]) -> str:
    rows = (
        f"#   {{ score = {step.score}, en = {_quoted(step.label.en)}, ja = {_quoted(step.label.ja)} }},\n"
        for step in grades
    )
    return f"# scales.{name} = [\n{''.join(rows)}# ]\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
