"""What small sites spend most of their time on, made small: the theme is read once, few texts are shown."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from types import CodeType

import pytest
from jinja2 import BytecodeCache, Environment, FileSystemLoader
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

from srr.lint.catalogue import all_rules
from srr.site import sources
from srr.site.pages import rules

PLAIN = "<html><head><title>{{ page.title }}</title></head><body>{{ page.content }}</body></html>"
ROOT = str(resources.files("material"))


class _Compiled(BytecodeCache):
    """Templates by what they hold, compiled."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


class _Listed(FileSystemLoader):
    """Lists the installed theme once, and without its thousands of icons, of which MkDocs copies none."""

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for folder in self.searchpath:
            found.update(_of_theme(folder) if folder.startswith(ROOT) else _listed(folder))
        return sorted(found)


class _Plain(_Listed):
    """Has a page of the theme hold its title and its content alone."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, path, is_current = super().get_source(environment, template)
        return PLAIN if template == "main.html" else text, path, is_current


def _listed(folder: str) -> list[str]:
    return FileSystemLoader(folder).list_templates()


@cache
def _of_theme(folder: str) -> tuple[str, ...]:
    return tuple(name for name in _listed(folder) if not name.startswith("."))


@contextmanager
def read_once() -> Iterator[None]:
    """Let every build within share what it reads of the theme."""
    compiled, fresh = _Compiled(), Theme.get_env

    def shared(theme: Theme) -> Environment:
        environment = fresh(theme)
        environment.bytecode_cache = compiled
        assert isinstance(environment.loader, FileSystemLoader)
        environment.loader = _Listed(environment.loader.searchpath)
        return environment

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Theme, "get_env", shared)
        yield


@contextmanager
def plain() -> Iterator[None]:
    """Let every page within be without what the theme puts around its content."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kit.theme._Listed", _Plain)
        yield


@contextmanager
def few_texts() -> Iterator[None]:
    """Let every site within explain the first and the last rule alone, and hold one how-to page."""
    first, *_, last = all_rules()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rules, "all_rules", lambda: (first, last))
        patch.setattr(sources, "how_to", lambda _: {"index.md": "# How-to pages\n"})
        yield
