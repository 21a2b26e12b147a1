"""Where a command stands: the registry's root, its settings, its records and the date that counts as today."""

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import Any

from srr.documents.tree import Tree
from srr.language import Language
from srr.lint import baseline, engine
from srr.lint.baseline import Baseline, BaselineError
from srr.lint.engine import Report
from srr.records import registry as model
from srr.records.registry import Registry
from srr.repository import store
from srr.schema import settings
from srr.schema.settings import Settings, SettingsError


class CannotDo(Exception):
    """What was asked cannot be done; the message says why and how to mend it. Exit code 2."""


class NoRegistry(CannotDo):
    """There is no registry here."""


@dataclass(frozen=True)
class Today:
    """The date that counts as today and where it came from."""

    date: date
    source: str

    def __str__(self) -> str:
        return f"{self.date} ({self.source})"

    @property
    def pinned(self) -> bool:
        """Whether somebody chose the day; a site of such a day stays as it was on it."""
        return self.source in ("--today", "SRR_TODAY")


@dataclass(frozen=True)
class Workspace:
    """A registry on disk, read when it is first asked for."""

    root: Path
    settings: Settings
    today: Today

    @cached_property
    def tree(self) -> Tree:
        """The record files."""
        return store.read_tree(self.root)

    @cached_property
    def registry(self) -> Registry:
        """The records."""
        return model.load(self.tree, self.settings)

    @cached_property
    def report(self) -> Report:
        """What all rules say of them."""
        return engine.check(self.registry, self.settings, self.today.date, baseline=self.baseline)

    def report_with(self, files: Mapping[str, bytes]) -> Report:
        """Return what all rules would say if *files* were written; no other record is read again."""
        known = {record.path: record for record in self.registry.records}
        registry = model.load({**self.tree, **files}, self.settings, known)
        return engine.check(registry, self.settings, self.today.date, baseline=self.baseline)

    def within(self, language: Language) -> "Workspace":
        """Return the same registry, read and judged but once, to be shown in *language*."""
        shown = replace(self, settings=replace(self.settings, language=language))
        vars(shown).update(registry=self.registry, report=self.report)
        return shown

    @cached_property
    def baseline(self) -> Baseline:
        """The old findings that are let pass; none where there is no such file."""
        path = self.root / baseline.FILE
        if not os.path.lexists(path):
            return baseline.EMPTY
        if not path.is_file():
            raise CannotDo(f"{path.name} cannot be read: it is no file")
        try:
            return baseline.parse(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError, BaselineError) as error:
            raise CannotDo(f"{path.name} cannot be read: {error}") from None


def load(root: Path | None = None, today: str | None = None) -> Workspace:
    """Open the registry at *root*, or the one around the current folder."""
    try:
        found = _find_root(Path.cwd()) if root is None else root.absolute()
        is_folder = found.is_dir()
    except OSError as error:
        raise CannotDo(f"{root or 'this folder'} cannot be opened: {error.strerror}") from None
    if not is_folder:
        raise CannotDo(f"{found} is no folder; name the folder that holds risks/")
    try:
        chosen = _settings(found)
    except SettingsError as error:
        raise CannotDo(str(error)) from None
    return Workspace(found, chosen, _today(today, chosen))


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Ask whether the nearest of *known* was meant by *name*; where none is near, say *otherwise*."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), n=1)
    return f"did you mean {near[0]}?" if near else otherwise


def registry_around(start: Path) -> Path | None:
    """Return the nearest folder at or above *start*, within its repository, that is a registry."""
    for folder in (start, *start.parents):
        if _settings_table(folder)[1] is not None or (folder / "risks").is_dir():
            return folder
        if (folder / ".git").exists():
            break
    return None


def has_settings(root: Path) -> bool:
    """Say whether *root* holds settings, in a file of their own or in pyproject.toml."""
    return _settings_table(root)[1] is not None


def _find_root(start: Path) -> Path:
    found = registry_around(start)
    if found is None:
        raise NoRegistry(f"no registry at {start} or above it; run srr init to start one")
    return found


def _settings_table(root: Path) -> tuple[str, Mapping[str, Any] | None]:
    """Return the file that the settings stand in and their table, None when there is none."""
    if os.path.lexists(root / "srr.toml"):
        return "srr.toml", _toml(root / "srr.toml")
    if (root / "pyproject.toml").is_file():
        tools = _toml(root / "pyproject.toml").get("tool")
        own = tools.get("srr") if isinstance(tools, dict) else None
        return "pyproject.toml [tool.srr]", own
    return "srr.toml", None


def _toml(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise CannotDo(f"{path.name} cannot be read: it is no file")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except RecursionError:
        raise CannotDo(f"{path.name} cannot be read: it is nested too deeply") from None
    except (
        ValueError,
        OSError,
    ) as error:  # beside syntax and UTF-8, numbers of thousands of digits
        raise CannotDo(f"{path.name} cannot be read: {error}") from None


def _settings(root: Path) -> Settings:
    source, table = _settings_table(root)
    if table is not None and not isinstance(table, dict):
        raise CannotDo(f"{source} is no table; write keys below [tool.srr]")
    chosen = settings.parse(table or {}, source)
    if chosen.rules or chosen.ignore:
        _refuse_unknown_rules((*chosen.rules, *chosen.ignore), source)
    zone(chosen, source)
    return chosen


def _refuse_unknown_rules(names: tuple[str, ...], source: str) -> None:
    """Refuse a name that is no rule: a family, too, would be passed over in silence."""
    known = [rule.name for rule in engine.all_rules()]
    for name in names:
        if name not in known:
            told = did_you_mean(name, known, "srr rule lists them all")
            raise CannotDo(f"{source}: no rule is called {name}; {told}")


def zone(chosen: Settings, source: str = "srr.toml") -> tzinfo:
    """Return the time zone of the settings; the zones are imported only where UTC will not do."""
    if chosen.timezone == "UTC":
        return UTC
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(chosen.timezone)
    except (LookupError, ValueError, OSError):
        raise CannotDo(
            f"{source}: no time zone is called {chosen.timezone}; write one such as Asia/Tokyo"
        ) from None


def _today(flag: str | None, chosen: Settings) -> Today:
    """Return today from the flag, else from the environment, else from the clock."""
    for text, source in ((flag, "--today"), (os.environ.get("SRR_TODAY"), "SRR_TODAY")):
        if text or (text is not None and source == "--today"):
            return Today(_date(text, source), source)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    here = zone(chosen)
    if epoch:
        return Today(_epoch(epoch, here), "SOURCE_DATE_EPOCH")
    return Today(datetime.now(here).date(), f"clock, {chosen.timezone}")


def _date(text: str, source: str) -> date:
    day = model.day(text)
    if day is None:
        raise CannotDo(f"{source} is {text!r}; write an existing date such as 2026-02-12")
    return day


def _epoch(text: str, zone: tzinfo) -> date:
    try:
        return datetime.fromtimestamp(int(text), UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        raise CannotDo(f"SOURCE_DATE_EPOCH is {text!r}; write seconds since 1970") from None
