"""One module of the core under its tests, with a change that is never written to the disk."""

import ast
import importlib.machinery
import importlib.util
import os
import re
import resource
import sys
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType

import hypothesis
import pytest

from mutations import Mutation

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tool" / "srr"
TESTS = ROOT / "tests"
_PAGE = TESTS / "lint" / "test_rules.py"
_OF_A_RULE = (
    "test_the_bad_example_gives_exactly_this_finding",
    "test_the_good_example_gives_no_finding",
    "test_a_rule_that_knows_how_to_fix_it_says_so",
)


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the core, and what pytest runs for it."""

    path: Path

    @property
    def name(self) -> str:
        """The name under which Python imports it."""
        return ".".join(self.path.relative_to(SOURCE.parent).with_suffix("").parts)

    @property
    def is_rule(self) -> bool:
        """Whether it holds a rule."""
        return self.path.parent == SOURCE / "lint" / "rules"

    def tree(self) -> ast.Module:
        """Return its syntax tree."""
        return ast.parse(self.path.read_bytes())

    @property
    def tests(self) -> list[str]:
        """The arguments that choose its tests; where it has none, those of the modules that import it."""
        nearest = self._tests()
        if nearest:
            return nearest
        beside = SOURCE / self.path.relative_to(SOURCE).parts[0]
        users = [Module(path) for path in sorted(beside.rglob("*.py")) if self._is_named_in(path)]
        return list(dict.fromkeys(test for user in users for test in user._tests()))

    def _tests(self) -> list[str]:
        """Return the mirrored test file, the others of its folder that name it, and the examples of a rule."""
        place = self.path.relative_to(SOURCE)
        mirror = TESTS / place.parent / f"test_{place.stem}.py"
        near = mirror.parent if self.is_rule else TESTS / place.parts[0]
        others = [path for path in sorted(near.rglob("test_*.py")) if path != mirror]
        naming = [path for path in others if self._is_named_in(path)]
        files = [str(path) for path in [mirror, *naming] if path.exists()]
        rule = place.stem.replace("_", "-")
        examples = [f"{_PAGE}::{test}[{rule}]" for test in _OF_A_RULE if self.is_rule]
        return [*examples, *files]

    def _is_named_in(self, path: Path) -> bool:
        """Whether a file imports the module, or names the rule."""
        package, _, stem = self.name.rpartition(".")
        rule = rf"[\"']{stem.replace('_', '-')}\b"
        word = rule if self.is_rule else rf"{package}(?:\.| import .*\b){stem}\b"
        return re.search(word, path.read_text(encoding="utf-8")) is not None


class _MutatedLoader(importlib.machinery.SourceFileLoader):
    """Loads a module from a changed tree."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self.tree = tree

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.tree, self.path, "exec")


class _Finder(MetaPathFinder):
    """Finds the one module that is changed; the others are found as ever."""

    def __init__(self, module: Module, tree: ast.Module) -> None:
        self.name = module.name
        self.loader = _MutatedLoader(module.name, str(module.path), tree)

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, loader=self.loader)


def prepare() -> None:
    """Have hypothesis try the same examples for each change, and look for no simpler one of those that fail."""
    os.chdir(ROOT)
    _load_what_srr_uses()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")


def _load_what_srr_uses() -> None:
    """Load the packages that the tests use, once: each change is tested in a fork of this process."""
    sys.path[:0] = [str(TESTS), str(SOURCE.parent)]
    for name in ("kit.theme", "srr.site.pages", "hypothesis.strategies"):
        importlib.import_module(name)
    # Each child loads srr again, with the change.
    for name in [name for name in sys.modules if name.partition(".")[0] in ("srr", "kit")]:
        del sys.modules[name]


def start(
    module: Module,
    tree: ast.Module,
    limit: int,
    mutation: Mutation | None = None,
) -> int:
    """Run the tests of *module* in a child that sees the change, for *limit* seconds at most; return its id."""
    child = os.fork()
    if child:
        return child
    # Time of the processor: a busy machine is no fault of the tests.
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    code = 1
    try:
        if mutation:
            mutation.make()
        sys.meta_path.insert(0, _Finder(module, tree))
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *module.tests])
    finally:
        os._exit(int(code))
