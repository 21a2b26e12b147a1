"""The settings of a registry: srr.toml, or [tool.srr] in pyproject.toml."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from srr.lint import catalogue
from srr.repository.errors import CannotDo, NoRegistry
from srr.repository.today import zone
from srr.schema import settings
from srr.schema.settings import Settings
from srr.text.spelling import did_you_mean


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


def find_root(start: Path) -> Path:
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


def read_settings(root: Path) -> Settings:
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
    known = [rule.name for rule in catalogue.all_rules()]
    for name in names:
        if name not in known:
            told = did_you_mean(name, known, "srr rule lists them all")
            raise CannotDo(f"{source}: no rule is called {name}; {told}")
