"""The changes that bench/mutants.py makes, and its verdict."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from kit.cases import each_case

BENCH = Path(__file__).parents[2] / "bench"
sys.path.append(str(BENCH))

from mutants import equivalent, keyed, modules  # noqa: E402
from mutations import mutations  # noqa: E402

pytestmark = pytest.mark.long


def changed(source: str) -> list[str]:
    """Return *source* after each of its changes."""
    found = []
    for index in range(len(list(mutations(ast.parse(source))))):
        tree = ast.parse(source)
        list(mutations(tree))[index].make()
        found.append(ast.unparse(tree))
    return found


@each_case(
    ("source", "after"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a <= b != c", ["a < b != c", "a > b != c", "a <= b == c"]),
        ("not a or b", ["not a and b", "a or b"]),
        ("x = 1", ["x = 2", "x = 0"]),
        ("x = True", ["x = False"]),
        ("a + b", ["a - b"]),
        ("f(a, b=c, d='e')", ["pass", "f(a, d='e')", "f(a, b=c)"]),
        ("if a:\n    raise b", ["if not a:\n    raise b", "if a:\n    pass"]),
        ("[a for a in b if c]", ["[a for a in b if not c]"]),
        ("def f():\n    return a", ["def f():\n    return None"]),
        ("def f():\n    yield a", ["def f():\n    yield from ()"]),
        ("def f():\n    return", []),
        ("def f():\n    return False", ["def f():\n    return True"]),
        ("'words'", []),
        ("import a\nx: int = b", []),
        ("@dataclass(frozen=True)\nclass A:\n    b: int | None", []),
        (
            "@rule(A, dated=True)\ndef f():\n    pass",
            [f"@rule(A{x})\ndef f():\n    pass" for x in ("", ", dated=False")],
        ),
    ],
)
def test_each_change_is_made_alone(source: str, after: list[str]) -> None:
    assert changed(source) == after


@pytest.mark.parametrize("module", ["scoring", "visit_overdue"])
def test_the_tests_of_a_module_are_run_on_it_with_each_change(module: str) -> None:
    command = [sys.executable, str(BENCH / "mutants.py"), module, "--sample=3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.endswith("3 of 3 changes noticed: 100.0%, target 95%.\n"), done.stdout
    assert done.returncode == 0


def test_every_change_that_is_left_out_is_still_there_and_says_why() -> None:
    named = {name.rpartition(".")[2] for name, *_ in equivalent()}
    there = {key for module in modules(sorted(named)) for key, _ in keyed(module, module.tree())}
    assert not equivalent().keys() - there
    assert all(equivalent().values())
