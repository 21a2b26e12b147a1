"""Changes the core in small ways, one at a time, and says which changes no test notices.

    .venv/bin/python bench/mutants.py [MODULE...] [--sample 12 | --all] [--seed 1] [--jobs 2]

A MODULE is a file's name without `.py`, such as score_level; without any, all of the core are changed. After each
change the tests of its module run until one fails: the mirrored file, those of its folder that import the module or
name the rule, and the two examples of the rule. The exit code is 1 if less than 95 % of the changes are noticed.
"""

import argparse
import ast
import importlib.machinery
import importlib.util
import os
import random
import re
import resource
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType

# Imported once: each change is tested in a fork of this process.
import hypothesis.strategies
import jsonschema.validators
import pytest
import yaml

from mutations import Mutation, mutations

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "tool" / "srr"
TESTS = ROOT / "tests"
CORE = ("documents", "insights", "lint", "records", "schema", "text")
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
TARGET = 0.95
_WARM = (hypothesis.strategies, jsonschema.validators, yaml)


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

    @property
    def tests(self) -> list[str]:
        """The arguments that choose its tests, the nearest first."""
        folder = TESTS / self.path.parent.relative_to(SOURCE)
        mirror = folder / f"test_{self.path.stem}.py"
        package, _, stem = self.name.rpartition(".")
        rule = stem.replace("_", "-")
        word = rf"[\"']{rule}\b" if self.is_rule else rf"{package}(?:\.| import .*\b){stem}\b"
        near = folder if self.is_rule else TESTS / self.path.relative_to(SOURCE).parts[0]
        others = [path for path in sorted(near.rglob("test_*.py")) if path != mirror]
        naming = [path for path in others if re.search(word, path.read_text(encoding="utf-8"))]
        files = [str(path) for path in [mirror, *naming] if path.exists()]
        page = f"{TESTS}/lint/test_rules.py::test_the_"
        examples = [f"{page}{kind}_example_gives_{what}[{rule}]" for kind, what in _EXAMPLES]
        return [*(examples if self.is_rule else []), *files]


_EXAMPLES = (("bad", "exactly_this_finding"), ("good", "no_finding"))


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


def main() -> None:
    """Test every chosen change; print the survivors and a table of the modules."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--sample", type=int, default=12, help="how many changes of each module")
    parser.add_argument("--all", action="store_true", help="every change")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    _prepare_hypothesis()
    known = _equivalent()
    tested = survived = 0
    for module in _modules(args.modules):
        tree = ast.parse(module.path.read_bytes())
        found = [each for each in mutations(tree) if _key(module, each) not in known]
        if not args.all:
            found = _sample(found, args.sample, f"{args.seed} {module.name}")
        left = _survivors(module, tree, found, args.jobs)
        tested, survived = tested + len(found), survived + len(left)
    noticed = 1 - survived / max(tested, 1)
    print(f"\n{tested - survived} of {tested} changes noticed: {noticed:.1%}, target {TARGET:.0%}.")
    sys.exit(noticed < TARGET)


def _prepare_hypothesis() -> None:
    """Have it try the same examples for each change, and look for no simpler one of those that fail."""
    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        deadline=None,
        phases=(hypothesis.Phase.explicit, hypothesis.Phase.generate),
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")


def _modules(names: Sequence[str]) -> Iterator[Module]:
    paths = [path for folder in CORE for path in sorted((SOURCE / folder).rglob("*.py"))]
    unknown = set(names) - {path.stem for path in paths}
    if unknown:
        sys.exit(f"not a module of the core: {', '.join(sorted(unknown))}")
    return (Module(path) for path in paths if not names or path.stem in names)


def _key(module: Module, mutation: Mutation) -> tuple[str, str, str]:
    return module.name, mutation.before, mutation.after


def _equivalent() -> set[tuple[str, str, str]]:
    """Return the changes that are known to change nothing anybody could see, each with its reason in the file."""
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", [])
    return {(entry["module"], entry["before"], entry["after"]) for entry in entries}


def _sample(found: list[Mutation], size: int, seed: str) -> list[Mutation]:
    chosen = random.Random(seed).sample(range(len(found)), min(size, len(found)))  # noqa: S311
    return [found[index] for index in sorted(chosen)]


def _survivors(
    module: Module, tree: ast.Module, found: list[Mutation], jobs: int
) -> list[Mutation]:
    """Test the changes of one module and print those that no test notices."""
    if not found:
        return []
    tests = module.tests
    before = _seconds_of_children()
    unchanged = _wait([_fork(module, tree, tests, 600)]) if tests else {}
    seconds = _seconds_of_children() - before
    if any(unchanged.values()):
        sys.exit(f"the tests of {module.name} fail without any change: {' '.join(tests)}")
    left = _unnoticed(module, tree, found, jobs, int(5 + 2 * seconds)) if tests else found
    noticed = len(found) - len(left)
    comment = "" if tests else " (no tests)"
    print(f"{noticed:>4} of {len(found):<4} {module.name}{comment}", flush=True)
    for each in left:
        place = f"{module.path.relative_to(ROOT)}:{each.line}"
        print(f"     {place}: {each.before}  ->  {each.after or 'left out'}", flush=True)
    return left


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _unnoticed(
    module: Module, tree: ast.Module, found: list[Mutation], jobs: int, limit: int
) -> list[Mutation]:
    tests = module.tests
    running: dict[int, Mutation] = {}
    codes: dict[Mutation, int] = {}
    for mutation in found:
        if len(running) >= jobs:
            codes |= {running.pop(pid): code for pid, code in _wait(running, 1).items()}
        running[_fork(module, tree, tests, limit, mutation)] = mutation
    codes |= {running[pid]: code for pid, code in _wait(running).items()}
    return [mutation for mutation in found if codes[mutation] == 0]


def _wait(running: Sequence[int] | dict[int, Mutation], most: int | None = None) -> dict[int, int]:
    """Return how the children ended, of *most* of them."""
    return dict(os.wait() for _ in range(most or len(running)))


def _fork(
    module: Module,
    tree: ast.Module,
    tests: Sequence[str],
    limit: int,
    mutation: Mutation | None = None,
) -> int:
    """Run *tests* in a child that sees the change; one that takes longer than *limit* seconds is killed."""
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
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])
    finally:
        os._exit(int(code))


if __name__ == "__main__":
    main()
