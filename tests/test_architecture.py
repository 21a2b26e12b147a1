"""The shape of the program: imports point downward, and below the edges nothing touches the world."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import NamedTuple

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
    *("exporters.findings", "exporters.review", "exporters.data", "exporters.tables"),
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
    *(f"cli.commands.{name}" for name in ("lint", "baseline", "new", "diff", "meeting")),
    "cli.importing.run",
    *("cli.log_edits", "cli.concern_edits", "cli.meeting.walk", "cli.meeting.ending"),
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
    attributes: set[str]
    functions: dict[str, int]
    lines: int
    docstring: str | None


@cache
def source(module: str) -> Source:
    text = MODULES[module].read_text(encoding="utf-8")
    tree = ast.parse(text)
    imports: set[str] = set()
    calls: set[str] = set()
    attributes: set[str] = set()
    functions: dict[str, int] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Import() | ast.ImportFrom():
                imports |= imported(node)
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                calls.add(name)
            case ast.Attribute(attr=name):
                attributes.add(name)
            case ast.FunctionDef():
                length = (node.end_lineno or 0) - node.lineno
                functions[node.name] = max(length, functions.get(node.name, 0))
    return Source(imports, calls, attributes, functions, text.count("\n"), ast.get_docstring(tree))


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


def crossings() -> Iterator[tuple[str, str]]:
    """Yield each module of srr with each one that it imports."""
    for module in MODULES:
        yield from ((module, name) for name in sorted(own_imports(module)))


def test_imports_point_downward() -> None:
    assert not [
        f"{module} imports {name}"
        for module, name in crossings()
        if ORDER.index(folder(name)) > ORDER.index(folder(module))
    ]


def test_folders_that_know_nothing_of_each_other_stay_apart() -> None:
    apart = APART | {pair[::-1] for pair in APART}
    assert not [
        f"{module} imports {name}"
        for module, name in crossings()
        if (folder(module), folder(name)) in apart
    ]


def test_a_file_on_a_shelf_never_imports_its_neighbour() -> None:
    assert not [
        f"{module} imports {name}"
        for module, name in crossings()
        if shelf(module) and shelf(name) == shelf(module) and (module, name) not in PAIRS
    ]


def test_no_module_imports_itself_through_others() -> None:
    assert list(
        TopologicalSorter({module: own_imports(module) for module in MODULES}).static_order()
    )


def test_nothing_below_the_edges_touches_the_world() -> None:
    edges = tuple(f"{may}." for may in WORLD_MAY)
    assert not {
        module: touched
        for module in MODULES
        if not f"{module}.".startswith(edges) and (touched := touches(source(module)))
    }


def touches(held: Source) -> set[str]:
    """Return what of the world a module imports or calls."""
    imports = {
        name
        for name in held.imports
        if any(name == bad or name.startswith(f"{bad}.") for bad in WORLD)
    }
    return imports | held.calls & CALLS


def test_one_module_opens_connections_and_one_command_may_ask_it() -> None:
    connecting = {"socket", "ssl", "http.client", "urllib.request"}
    # It takes the name of a file out of an address.
    apart = {"repository.installed_from"}
    assert {module for module in MODULES if source(module).imports & connecting} - apart == {
        "collectors.http"
    }
    assert {
        module for module, name in crossings() if folder(name) == "collectors" != folder(module)
    } == {"cli.commands.collect"}


def test_only_its_outlet_knows_mkdocs() -> None:
    assert not [
        module
        for module in MODULES
        if not module.startswith("site.mkdocs")
        and any(name.split(".")[0] == "mkdocs" for name in source(module).imports)
    ]


def test_functions_stay_short() -> None:
    assert not [
        f"{module}.{name}: {length} lines"
        for module in MODULES
        for name, length in source(module).functions.items()
        if length >= LONGEST_FUNCTION
    ]


def test_modules_stay_short() -> None:
    assert not [
        f"{module}: {source(module).lines} lines"
        for module in MODULES
        if module not in TABLES and source(module).lines > LONGEST_MODULE
    ]


def test_whoever_shows_records_gets_them_with_their_secrets_masked() -> None:
    unmasked = {"as_written", "judged", "written"}
    assert not {
        module: asked
        for module in MODULES
        if module not in SEE_SECRETS and (asked := source(module).attributes & unmasked)
    }


def test_every_module_says_what_it_is_for() -> None:
    assert not [module for module in MODULES if not source(module).docstring]


def test_no_module_has_a_name_that_says_nothing() -> None:
    empty = {"utils", "helpers", "base", "manager", "core", "common", "misc"}
    assert not [module for module in MODULES if module.rpartition(".")[2] in empty]
