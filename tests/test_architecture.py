"""The shape of the program: imports point downward, and below the edges nothing touches the world."""

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import srr

# From the ground up. A folder that is not built yet keeps its place.
ORDER = (
    *("language", "documents", "text", "schema", "records", "lint", "insights"),
    *("exporters", "importers", "repository", "collectors", "site", "cli"),
)
APART = {
    ("repository", "exporters"),
    ("importers", "exporters"),
    ("collectors", "repository"),
    ("documents", "language"),
    ("text", "documents"),
}
SHELVES = (
    *("lint.rules", "site.pages", "cli.commands"),
    *("exporters.findings", "exporters.review", "exporters.data"),
)
# What a shelf shares, and the neighbours that are one thing in two steps.
PAIRS: set[tuple[str, str]] = set()
WORLD_MAY = ("repository", "collectors", "cli", "site.mkdocs", "site.zensical", "site.sources")
WORLD = {
    *(
        "click",
        "fcntl",
        "glob",
        "importlib.resources",
        "io.open",
        "mkdocs",
        "os",
        "shutil",
        "signal",
    ),
    *("socket", "subprocess", "tempfile", "time", "urllib.request", "zoneinfo"),
}
CALLS = {"open", "input", "print", "today", "now", "utcnow"}
LONGEST_FUNCTION = 50
LONGEST_MODULE = 500
TABLES = {"schema.fields"}

# They judge or edit the files, so they get the records as they are written; all others get them masked.
SEE_SECRETS = {
    *("lint.engine", "lint.fixes"),
    *("repository.workspace", "repository.merge_base", "repository.history"),
    *("exporters.findings.sarif", "exporters.findings.rdjson"),
    *(f"cli.commands.{name}" for name in ("lint", "baseline", "visit", "new", "diff")),
}

PACKAGE = Path(srr.__path__[0])
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in PACKAGE.rglob("*.py")
    if path.parent != PACKAGE or path.stem == "language"
}


def folder(module: str) -> str:
    return module.partition(".")[0]


class Source(NamedTuple):
    """What a module holds; parsing each of them for each test would take most of the time."""

    imports: set[str]
    calls: set[str]
    functions: dict[str, int]
    lines: int
    docstring: str | None


@cache
def source(module: str) -> Source:
    text = MODULES[module].read_text(encoding="utf-8")
    tree = ast.parse(text)
    imports: set[str] = set()
    calls: set[str] = set()
    functions: dict[str, int] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                imports |= imported(node)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                calls.add(name)
            case ast.FunctionDef():
                length = (node.end_lineno or 0) - node.lineno
                functions[node.name] = max(length, functions.get(node.name, 0))
    return Source(imports, calls, functions, text.count("\n"), ast.get_docstring(tree))


def imported(node: ast.Import | ast.ImportFrom) -> set[str]:
    """Return what is imported, at the top or inside a function; srr's own without the `srr.`."""
    if isinstance(node, ast.Import):
        return {name.name.removeprefix("srr.") for name in node.names}
    found = (node.module or "").removeprefix("srr.")
    inner = {f"{found}.{name.name}".removeprefix("srr.") for name in node.names}
    return {name if name in MODULES or name in WORLD else found for name in inner} - {""}


def own_imports(module: str) -> set[str]:
    return {name for name in source(module).imports if name in MODULES and name != module}


def shelf(module: str) -> str | None:
    """Return the shelf that *module* is a file of."""
    return next((name for name in SHELVES if module.startswith(f"{name}.")), None)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downward(module: str) -> None:
    here = ORDER.index(folder(module))
    assert not [name for name in own_imports(module) if ORDER.index(folder(name)) > here]


@pytest.mark.parametrize("module", MODULES)
def test_folders_that_know_nothing_of_each_other_stay_apart(module: str) -> None:
    pairs = {(folder(module), folder(name)) for name in own_imports(module)}
    assert not {pair for pair in pairs if pair in APART or pair[::-1] in APART}


@pytest.mark.parametrize("module", [name for name in MODULES if shelf(name)])
def test_a_file_on_a_shelf_never_imports_its_neighbour(module: str) -> None:
    assert not [
        name
        for name in own_imports(module)
        if shelf(name) == shelf(module) and (module, name) not in PAIRS
    ]


def test_no_module_imports_itself_through_others() -> None:
    assert list(
        TopologicalSorter({module: own_imports(module) for module in MODULES}).static_order()
    )


@pytest.mark.parametrize(
    "module",
    [name for name in MODULES if not f"{name}.".startswith(tuple(f"{may}." for may in WORLD_MAY))],
)
def test_nothing_below_the_edges_touches_the_world(module: str) -> None:
    touched = {
        name
        for name in source(module).imports
        if any(name == bad or name.startswith(f"{bad}.") for bad in WORLD)
    }
    assert touched == set()
    assert source(module).calls & CALLS == set()


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("site.mkdocs")])
def test_only_its_outlet_knows_mkdocs(module: str) -> None:
    assert not [name for name in source(module).imports if name.split(".")[0] == "mkdocs"]


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_short(module: str) -> None:
    held = source(module)
    assert [name for name, length in held.functions.items() if length >= LONGEST_FUNCTION] == []
    assert module in TABLES or held.lines <= LONGEST_MODULE


@pytest.mark.parametrize("module", [name for name in MODULES if name not in SEE_SECRETS])
def test_whoever_shows_records_gets_them_with_their_secrets_masked(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert asked & {"as_written", "judged", "written"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert source(module).docstring


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "base", "manager", "core", "common", "misc"}
    assert not [module for module in MODULES if module.rpartition(".")[2] in empty]
