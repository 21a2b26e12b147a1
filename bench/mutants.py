"""Changes the core in small ways, one at a time, and says which changes no test notices.

    .venv/bin/python bench/mutants.py [MODULE...] [--sample 12 | --all] [--seed 1] [--jobs 2]

A MODULE is a file's name without `.py`, such as score_level; without any, all of the core are changed. After each
change the tests of its module run until one fails: the mirrored file, those of its folder that import the module or
name the rule, and the two examples of the rule. The exit code is 1 if less than 95 % of the changes are noticed.
"""

import argparse
import ast
import os
import random
import resource
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from mutated import ROOT, SOURCE, Module, prepare, start
from mutations import Mutation, mutations

CORE = ("documents", "insights", "lint", "records", "schema", "text")
EQUIVALENT = Path(__file__).with_name("equivalent.toml")
TARGET = 0.95


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
    prepare()
    known = equivalent()
    tested = survived = 0
    for module in modules(args.modules):
        tree = module.tree()
        found = [change for key, change in keyed(module, tree) if key not in known]
        if not args.all:
            found = _sample(found, args.sample, f"{args.seed} {module.name}")
        if found and not module.tests:
            print(f"  no test of {module.name} is in its folder", flush=True)
            continue
        left = _survivors(module, tree, found, args.jobs)
        tested, survived = tested + len(found), survived + len(left)
    noticed = 1 - survived / max(tested, 1)
    print(f"\n{tested - survived} of {tested} changes noticed: {noticed:.1%}, target {TARGET:.0%}.")
    sys.exit(noticed < TARGET)


def modules(names: Sequence[str] = ()) -> Iterator[Module]:
    """Return the modules of the core of these names; all without any."""
    paths = [path for folder in CORE for path in sorted((SOURCE / folder).rglob("*.py"))]
    unknown = set(names) - {path.stem for path in paths}
    if unknown:
        sys.exit(f"not a module of the core: {', '.join(sorted(unknown))}")
    named = [path for path in paths if path.stem in names or not names]
    return (Module(path) for path in named if path.stem != "__init__")


def equivalent() -> dict[tuple[str, str, str], str]:
    """Return the changes that nobody could notice: the module, the line and the change, each with the reason."""
    entries = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["equivalent"]
    return {
        (entry["module"], entry["line"], change): entry["because"]
        for entry in entries
        for change in entry["changes"]
    }


def keyed(module: Module, tree: ast.Module) -> list[tuple[tuple[str, str, str], Mutation]]:
    """Return every change of *tree*, each with what names it in the list of those that nobody could notice."""
    lines = module.path.read_text(encoding="utf-8").splitlines()
    return [
        ((module.name, lines[change.line - 1].strip(), str(change)), change)
        for change in mutations(tree)
    ]


def _sample(found: list[Mutation], size: int, seed: str) -> list[Mutation]:
    chosen = random.Random(seed).sample(range(len(found)), min(size, len(found)))  # noqa: S311
    return [found[index] for index in sorted(chosen)]


def _survivors(
    module: Module, tree: ast.Module, found: list[Mutation], jobs: int
) -> list[Mutation]:
    """Test the changes of one module and print those that no test notices."""
    before = _seconds_of_children()
    if found and any(_wait([start(module, tree, 600)]).values()):
        sys.exit(f"the tests of {module.name} fail without any change: {' '.join(module.tests)}")
    limit = int(5 + 2 * (_seconds_of_children() - before))
    left = _unnoticed(module, tree, found, jobs, limit)
    print(f"{len(found) - len(left):>4} of {len(found):<4} {module.name}", flush=True)
    for change in left:
        print(f"     {module.path.relative_to(ROOT)}:{change.line}: {change}", flush=True)
    return left


def _seconds_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _unnoticed(
    module: Module, tree: ast.Module, found: list[Mutation], jobs: int, limit: int
) -> list[Mutation]:
    running: dict[int, Mutation] = {}
    codes: dict[Mutation, int] = {}
    for mutation in found:
        if len(running) >= jobs:
            codes |= {running.pop(pid): code for pid, code in _wait(running, 1).items()}
        running[start(module, tree, limit, mutation)] = mutation
    codes |= {running[pid]: code for pid, code in _wait(running).items()}
    return [mutation for mutation in found if codes[mutation] == 0]


def _wait(running: Sequence[int] | dict[int, Mutation], most: int | None = None) -> dict[int, int]:
    """Return how the children ended, of *most* of them."""
    return dict(os.wait() for _ in range(most or len(running)))


if __name__ == "__main__":
    main()
