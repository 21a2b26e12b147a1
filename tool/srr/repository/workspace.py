"""What a command works on: the registry's root, settings, records, and the date that counts as today."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from srr.documents.tree import Tree
from srr.language import Language, Text
from srr.lint import baseline, engine
from srr.lint.baseline import Baseline
from srr.lint.engine import Report
from srr.records.registry import Registry, read_registry
from srr.repository import store
from srr.repository.errors import CannotDo, reason
from srr.repository.settings_file import baseline_in, find_root, usable_settings_in
from srr.repository.steps import judging, step
from srr.repository.today import Today, today_of
from srr.schema import people
from srr.schema.settings import FILES, Settings

_LOOKING = Text("looking for records", "記録を探しています")
_READING = Text("reading records ({n})", "記録を読んでいます ({n})")
_HERE = Text("this folder", "このフォルダー")
_UNOPENED = Text("{root} cannot be opened: {why}", "{root} を開けません: {why}")
_NO_FOLDER = Text(
    "{root} is not a folder; name the folder that holds risks/",
    "{root} はフォルダーではありません。risks/ のあるフォルダーを指定してください",
)


@dataclass(frozen=True)
class Workspace:
    """A registry on disk, read when it is first asked for."""

    root: Path
    settings: Settings
    today: Today

    @cached_property
    def tree(self) -> Tree:
        """The record files."""
        with step(_LOOKING):
            return store.read_tree(self.root)

    @cached_property
    def as_written(self) -> Registry:
        """The records as they are in their files, for what judges or edits them."""
        with step(_READING.fill(n=f"{len(self.tree):,}")):
            return read_registry(self.tree, self.settings)

    @property
    def registry(self) -> Registry:
        """The records as they may be shown: with asterisks in place of their secrets."""
        return self.as_written.shown

    @cached_property
    def report(self) -> Report:
        """The findings of all rules."""
        registry, allowed = self.as_written, self.baseline
        with judging(registry):
            return engine.check(registry, self.settings, self.today.date, baseline=allowed)

    def report_on(self, path: str, files: Mapping[str, bytes] | None = None) -> Report:
        """Return the findings of the rules over one record on the one at *path*, as if *files* were written."""
        registry = self.holding(files).as_written if files else self.as_written
        today = self.today.date
        return engine.check(registry, self.settings, today, baseline=self.baseline, only={path})

    def holding(self, files: Tree, without: Collection[str] = ()) -> "Workspace":
        """Return the same registry with *files* written, and those *without* removed; nothing else is read again."""
        tree = {path: file for path, file in {**self.tree, **files}.items() if path not in without}
        changed = replace(self)
        known = self.as_written.by_path
        vars(changed).update(tree=tree, as_written=read_registry(tree, self.settings, known))
        return changed

    def within(self, language: Language) -> "Workspace":
        """Return the same registry, read and judged but once, to be shown in *language*."""
        shown = replace(self, settings=replace(self.settings, language=language))
        vars(shown).update(as_written=self.as_written, report=self.report)
        return shown

    @cached_property
    def baseline(self) -> Baseline:
        """The old findings that lint ignores; none where there is no such file."""
        return baseline_in(self.baseline_tree)

    @cached_property
    def baseline_tree(self) -> Tree:
        """The file of the baseline, if there is one."""
        return store.read_files(self.root, (baseline.FILE,))


def open_workspace(root: Path | None = None, today: str | None = None) -> Workspace:
    """Open the registry at *root*, or the one around the current folder."""
    found = root_of(root)
    chosen = usable_settings_in(store.read_files(found, (*FILES, people.FILE)))
    return Workspace(found, chosen, today_of(today, chosen))


def root_of(root: Path | None) -> Path:
    """Return the registry at *root*, or the one around the current folder; raise CannotDo where it is not a folder."""
    try:
        found = find_root(Path.cwd()) if root is None else root.absolute()
        is_folder = found.is_dir()
    except OSError as error:
        raise CannotDo(_UNOPENED.fill(root=root or _HERE, why=reason(error))) from None
    if not is_folder:
        raise CannotDo(_NO_FOLDER.fill(root=found))
    return found
