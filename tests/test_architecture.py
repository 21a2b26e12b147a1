"""The shape of the program: imports point downward, and below the edges nothing touches the world."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

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
    *("click", "glob", "importlib.resources", "io.open", "mkdocs", "os", "shutil", "socket"),
    *("subprocess", "tempfile", "time", "urllib.request", "zoneinfo"),
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


def imports(module: str) -> Iterator[str]:
    """Yield what *module* imports, at its top or inside a function; srr's own without the `srr.`."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.removeprefix("srr.") for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            source = node.module.removeprefix("srr.")
            for name in node.names:
                inner = f"{source}.{name.name}".removeprefix("srr.")
                yield inner if inner in MODULES or inner in WORLD else source


def own_imports(module: str) -> set[str]:
    return {name for name in imports(module) if name in MODULES and name != module}


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


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("site.mkdocs")])
def test_only_its_outlet_knows_mkdocs(module: str) -> None:
    assert not [name for name in imports(module) if name.split(".")[0] == "mkdocs"]


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_stay_short(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [
        node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []
    assert module in TABLES or text.count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("module", [name for name in MODULES if name not in SEE_SECRETS])
def test_whoever_shows_records_gets_them_with_their_secrets_masked(module: str) -> None:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert asked & {"as_written", "judged", "written"} == set()


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "base", "manager", "core", "common", "misc"}
    assert not [module for module in MODULES if module.rpartition(".")[2] in empty]
