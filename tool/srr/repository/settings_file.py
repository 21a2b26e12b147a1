"""The settings, the baseline and the people of a registry: read in one way from the disk, a commit or the index."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from srr.documents.document import Document
from srr.documents.tree import Tree
from srr.language import Language, Text
from srr.lint import baseline, catalogue
from srr.lint.baseline import Baseline, BaselineError
from srr.repository import store
from srr.repository.errors import CannotDo, NoRegistry, not_a_file
from srr.repository.today import zone
from srr.schema import people, settings, settings_text
from srr.schema.people import PeopleError
from srr.schema.settings import Settings, SettingsError
from srr.text.spelling import meant

FILES = (*settings.FILES, people.FILE, baseline.FILE)
"""The files that decide how records are judged."""

_NO_REGISTRY = Text(
    "no registry at {start} or above it; run srr init to start one",
    "{start} にも、その上のフォルダーにもレジストリがありません。srr init で始めてください",
)
_NO_TABLE = Text(
    "{source} is not a table; write keys below [tool.srr]",
    "{source} がテーブルではありません。[tool.srr] の下にキーを書いてください",
)
_NO_RULE = Text(
    "{source}: no rule is called {name}; {hint}",
    "{source}: {name} というルールはありません。{hint}",
)
_LIST_RULES = Text("srr rule lists them all", "srr rule で一覧できます")
_UNREAD = Text("{path} cannot be read: {why}", "{path} を読めません: {why}")
_NESTED = Text("it is nested too deeply", "入れ子が深すぎます")
_IN_FILE = Text("{path}: {error}", "{path}: {error}")


def registry_around(start: Path) -> Path | None:
    """Return the nearest folder at or above *start*, within its repository, that is a registry."""
    for folder in (start, *start.parents):
        if is_registry(folder):
            return folder
        if (folder / ".git").exists():
            break
    return None


def is_registry(root: Path) -> bool:
    """Whether *root* holds settings or risks."""
    return has_settings(root) or (root / "risks").is_dir()


def has_settings(root: Path) -> bool:
    """Whether *root* holds settings, in a file of their own or in pyproject.toml."""
    return _table(store.read_files(root, settings.FILES)) is not None


def files_with_settings(tree: Tree) -> Iterator[str]:
    """Yield those of *tree*, first the one that counts; a file that cannot be read holds none."""
    own, project = settings.FILES
    if own in tree:
        yield own
    try:
        tools = _toml(tree, project).get("tool") if project in tree else None
    except CannotDo:
        return
    if isinstance(tools, dict) and "srr" in tools:
        yield f"{project} [tool.srr]"


def find_root(start: Path) -> Path:
    """Return the registry around *start*; raise NoRegistry where there is none."""
    found = registry_around(start)
    if found is None:
        raise NoRegistry(_NO_REGISTRY.fill(start=start))
    return found


def language_at(root: Path | None) -> Language:
    """Return the language of the registry at *root*, or around the current folder, even if other settings are wrong."""
    try:
        found = root or registry_around(Path.cwd())
        table = _table(store.read_files(found, settings.FILES)) if found else None
    except (CannotDo, OSError):
        return "en"
    return "ja" if isinstance(table, dict) and table.get("language") == "ja" else "en"


def settings_in(tree: Tree) -> Settings:
    """Return the settings in *tree*; raise CannotDo with one sentence where they cannot be used."""
    source, table = _source(tree), _table(tree)
    if table is not None and not isinstance(table, dict):
        raise CannotDo(_NO_TABLE.fill(source=source))
    try:
        chosen = settings.parse(table or {}, source)
    except SettingsError as error:
        raise CannotDo(error.said) from None
    return replace(chosen, file=_document(tree, table)) if table else chosen


def usable_settings_in(tree: Tree) -> Settings:
    """Return the settings in *tree*, with the people; refuse also a rule or a time zone that does not exist."""
    chosen = settings_with_known_rules(tree)
    zone(chosen, _source(tree))
    return with_people(chosen, tree)


def settings_with_known_rules(tree: Tree) -> Settings:
    """Return the settings in *tree*; refuse those that name a rule that does not exist.

    The name of a family is refused, too: it would do nothing.
    """
    chosen, source = settings_in(tree), _source(tree)
    known = [rule.name for rule in catalogue.all_rules()] if chosen.rules or chosen.ignore else []
    for name in (*chosen.rules, *chosen.ignore):
        if name not in known:
            hint = meant(name, known, _LIST_RULES)
            raise CannotDo(_NO_RULE.fill(source=source, name=name, hint=hint))
    return chosen


def baseline_in(tree: Tree) -> Baseline:
    """Return the baseline in *tree*, an empty one where there is none; raise CannotDo where it cannot be read."""
    if baseline.FILE not in tree:
        return baseline.EMPTY
    try:
        return baseline.parse(_text(tree, baseline.FILE))
    except BaselineError as error:
        raise CannotDo(_UNREAD.fill(path=baseline.FILE, why=error.said)) from None


def with_people(chosen: Settings, tree: Tree) -> Settings:
    """Return *chosen* with the people in *tree*; raise CannotDo where their file cannot be used."""
    if people.FILE not in tree:
        return chosen
    table = _toml(tree, people.FILE)
    try:
        found = people.parse(table)
    except PeopleError as error:
        raise CannotDo(_IN_FILE.fill(path=people.FILE, error=error.said)) from None
    read = settings_text.document(people.FILE, _bytes(tree, people.FILE), table, shared=False)
    return replace(chosen, people=found, people_file=read)


def _document(tree: Tree, table: Mapping[str, Any]) -> Document:
    own, project = settings.FILES
    path = own if own in tree else project
    return settings_text.document(path, _bytes(tree, path), table, shared=path == project)


def _source(tree: Tree) -> str:
    """Return where the settings are, or would be."""
    own, project = settings.FILES
    return f"{project} [tool.srr]" if own not in tree and project in tree else own


def _table(tree: Tree) -> Mapping[str, Any] | None:
    """Return the table of the settings; None where there are none."""
    own, project = settings.FILES
    if own in tree:
        return _toml(tree, own)
    tools = _toml(tree, project).get("tool") if project in tree else None
    return tools.get("srr") if isinstance(tools, dict) else None


def _toml(tree: Tree, path: str) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(tree, path))
    except RecursionError:
        raise CannotDo(_UNREAD.fill(path=path, why=_NESTED)) from None
    except ValueError as error:
        # Numbers of thousands of digits raise it, too:
        # https://docs.python.org/3/library/stdtypes.html#integer-string-conversion-length-limitation
        raise CannotDo(_UNREAD.fill(path=path, why=error)) from None


def _bytes(tree: Tree, path: str) -> bytes:
    content = tree[path]
    if not isinstance(content, bytes):
        raise CannotDo(_UNREAD.fill(path=path, why=not_a_file(content)))
    return content


def _text(tree: Tree, path: str) -> str:
    try:
        return _bytes(tree, path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotDo(_UNREAD.fill(path=path, why=error)) from None
