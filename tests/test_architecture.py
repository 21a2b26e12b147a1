"""The shape of the program: imports point downward, and below the edges nothing touches the world."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import srr

PACKAGE = Path(srr.__path__[0])
MODULES = {
    ".".join(("srr", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in PACKAGE.rglob("*.py")
}
EDGES = {
    "srr.__main__",
    "srr.asking",
    "srr.chronicle",
    "srr.cli",
    "srr.commands",
    "srr.completion",
    "srr.delivery",
    "srr.docs_folder",
    "srr.git",
    "srr.merge_base",
    "srr.mkdocs_languages",
    "srr.mkdocs_plugin",
    "srr.mkdocs_run",
    "srr.publishing",
    "srr.store",
    "srr.workspace",
}
FACES = {"srr.exporters", "srr.pages", "srr.review_words", "srr.site_config", "srr.template"}
JUDGEMENT = {
    "srr.check",
    "srr.history",
    "srr.mend",
    "srr.policy",
    "srr.pull_request",
    "srr.review",
    "srr.rules",
    "srr.said",
    "srr.trend",
}
WORLD = {
    "click",
    "glob",
    "importlib.resources",
    "io.open",
    "mkdocs",
    "os",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
    "urllib.request",
    "zoneinfo",
}
CALLS = {"open", "input", "print", "today", "now", "utcnow"}
LONGEST_FUNCTION = 50
LONGEST_MODULE = 500
TABLES = {"srr.fields"}


def room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def height(module: str) -> int:
    """Edges are 3, faces 2, judgement 1, nouns 0."""
    shelves = ((EDGES, 3), (FACES, 2), (JUDGEMENT, 1))
    return next((number for shelf, number in shelves if room(module) in shelf), 0)


def imports(module: str) -> Iterator[str]:
    """Yield what *module* imports, at its top or inside a function."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield inner if inner in MODULES or inner in WORLD else node.module


def own_imports(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES and name != module}


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downward(module: str) -> None:
    assert not [name for name in own_imports(module) if height(name) > height(module)]


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: own_imports(module) - {"srr"} for module in MODULES}
    # A rule needs the engine's types; the engine finds the rules by their shelf when it is asked to run.
    graph["srr.check"].discard("srr.rules")
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("module", [name for name in MODULES if room(name) not in EDGES])
def test_nothing_below_the_edges_touches_the_world(module: str) -> None:
    touched = {
        name
        for name in imports(module)
        if any(name == bad or name.startswith(f"{bad}.") for bad in WORLD)
    }
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    called = {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }
    assert touched == set()
    assert called & CALLS == set()


def test_only_its_rooms_know_mkdocs() -> None:
    outlets = {"srr.mkdocs_languages", "srr.mkdocs_plugin", "srr.mkdocs_run"}
    knowing = {
        module
        for module in MODULES
        if any(name.split(".")[0] == "mkdocs" for name in imports(module))
    }
    assert knowing <= outlets


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_short(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [
        node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []
    assert module in TABLES or text.count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))


def test_no_room_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "base", "manager", "core", "common", "misc"}
    assert not [module for module in MODULES if module.rpartition(".")[2] in empty]
