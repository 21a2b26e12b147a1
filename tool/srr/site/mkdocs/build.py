"""Runs MkDocs on the registry's mkdocs.yml: once, or again after each edit."""

import errno
import logging
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir
from traceback import walk_tb
from typing import TYPE_CHECKING, Any, cast

import yaml

from srr.language import Text, untranslated
from srr.repository.errors import CannotDo, reason
from srr.repository.staging import exclusive, staging, uninterrupted
from srr.repository.steps import step
from srr.repository.workspace import Workspace

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from srr.lint.finding import Finding
    from srr.site.mkdocs.plugin import SrrPlugin

HOST = "127.0.0.1"
NEEDED = ("mkdocs", "material", "markdown_it", "nh3", "icalendar")

_NO_PACKAGES = Text(
    'the site needs packages that are not installed ({names}); pip install "srr[site]"',
    'サイトに必要なパッケージがありません ({names})。pip install "srr[site]" を実行してください',
)
_BUILDING = Text("building the site", "サイトを作っています")
_NOT_WRITTEN = Text(
    "the site was not built: {file}: {why}", "サイトを作れませんでした。{file}: {why}"
)
_NO_PORT = Text(
    "port {port} cannot be had; name another with --port",
    "ポート {port} は使えません。--port で別のポートを指定してください",
)
_LAST_SHOWN = Text(
    "{problem}; until then the last site that could be built is shown",
    "{problem}。直るまで、最後に作れたサイトを表示します",
)
_NO_CONFIG = Text(
    "{root} holds no mkdocs.yml, which says how the site looks; srr init writes one",
    "{root} に、サイトの見た目を決める mkdocs.yml がありません。srr init で作れます",
)
_BAD_CONFIG = Text(
    "mkdocs.yml cannot be used; fix what is reported above",
    "mkdocs.yml が使えません。上の報告を直してください",
)
_UNUSABLE = Text("mkdocs.yml cannot be used: {why}", "mkdocs.yml が使えません: {why}")
_IRREGULAR = Text(
    "mkdocs.yml cannot be used: INHERIT leads to {path}, which is not a regular file",
    "mkdocs.yml が使えません。INHERIT の先の {path} は通常のファイルではありません",
)
_NO_PLUGIN = Text(
    "mkdocs.yml does not use the srr plugin; write - srr below plugins:",
    "mkdocs.yml で srr プラグインを使っていません。plugins: の下に - srr を書いてください",
)
_NOT_BUILT = Text(
    "the site was not built; fix what is reported above",
    "サイトを作れませんでした。上の報告を直してください",
)
_FAILED = Text("the site was not built: {why}", "サイトを作れませんでした: {why}")
_BAD_VALUE = Text(
    "mkdocs.yml holds a value that MkDocs cannot work with ({why}); fix it",
    "mkdocs.yml に MkDocs が扱えない値があります ({why})。直してください",
)
_FOREIGN = Text(
    "the site was not built: {name}, which is no part of srr, failed at {place} ({why});"
    " see its options in mkdocs.yml, or report it there",
    "サイトを作れませんでした。srr の一部ではない {name} が {place} で失敗しました ({why})。"
    "mkdocs.yml のオプションを見直すか、そちらに報告してください",
)

Say = Callable[[Text], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A built site: its folder, the registry that it shows, and the secrets in what is written by hand."""

    folder: Path
    workspace: Workspace
    by_hand: "tuple[Finding, ...]"
    seconds: float


def need_packages() -> None:
    """Raise CannotDo when the packages that the site is made with are not installed."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise CannotDo(_NO_PACKAGES.fill(names=", ".join(missing)))


def build(root: Path, today: str | None, say: Say) -> Built:
    """Build the site of the registry at *root*; *say* gets each warning and error of MkDocs.

    It is built in a hidden folder and replaces the last one when complete.
    """
    need_packages()
    from srr.site import sources

    with _forwarding_log(say):
        config = _config(root, today, strict=True)
        folder = Path(config.site_dir)
        sources.refuse_to_empty(root, Path(config.docs_dir), folder)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            with _beside(folder) as place:
                config.site_dir = str(place)
                with step(_BUILDING):
                    built = _build(config, folder)
                _replace(folder, place)
            _say_lost(config, say)
        finally:
            config.plugins.on_shutdown()
        return built


def serve(
    root: Path, today: str | None, port: int, say: Say, shown: Callable[[Built], None]
) -> None:
    """Serve the site and build it again after each edit, until interrupted; *shown* gets each build."""
    need_packages()
    url = f"http://{HOST}:{port}/"
    with staging(Path(gettempdir())) as place, _forwarding_log(say):
        folder, beside = place / "site", place / "next"

        def load() -> "MkDocsConfig":
            return _config(root, today, strict=False, site_dir=str(beside), site_url=url)

        def rebuild(config: "MkDocsConfig") -> None:
            built = _build(config, folder, url)
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
            shown(built)

        config = load()
        config.plugins.on_startup(command="serve", dirty=False)
        try:
            rebuild(config)
            _say_lost(config, say)
            _live(config, port, folder, lambda: _surviving(lambda: rebuild(load()), say))
        finally:
            config.plugins.on_shutdown()


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give a place within *folder*, so on the same disk, hidden, so that MkDocs neither removes nor publishes it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with staging(folder) as place:
            yield place / "site"
    except OSError as error:
        raise _unwritten(error, folder, folder) from None


def _unwritten(error: OSError, place: Path, folder: Path) -> CannotDo:
    """Name the file that an error is about, one below *place* as below *folder*; or *folder*, where it names none."""
    file = str(error.filename2 or error.filename or folder).replace(str(place), str(folder))
    return CannotDo(_NOT_WRITTEN.fill(file=file, why=reason(error)))


def _replace(folder: Path, place: Path) -> None:
    """Put what is in *place* into *folder*, for all that is not hidden there, as MkDocs would.

    What goes only moves aside, which takes no time. The file by which the next build recognises a site comes first.
    """
    from srr.site import sources

    aside = place.parent / "aside"
    aside.mkdir()
    with exclusive(folder):
        new = sorted(place.iterdir(), key=lambda entry: entry.name != sources.OF_A_SITE)
        for entry in new:
            old = folder / entry.name
            if os.path.lexists(old) and (old.is_dir() or entry.is_dir()):
                old.rename(aside / old.name)
            entry.replace(old)
        kept = {entry.name for entry in new}
        for entry in folder.iterdir():
            if entry.name not in kept and not entry.name.startswith("."):
                entry.rename(aside / entry.name)


def _live(config: "MkDocsConfig", port: int, folder: Path, rebuild: Callable[[], None]) -> None:
    """Serve *folder*, call *rebuild* when a watched file changes, and let browsers reload."""
    from mkdocs.livereload import LiveReloadServer

    server = LiveReloadServer(rebuild, HOST, port, str(folder), polling_interval=0.25)
    server.error_handler = lambda code: _page(folder / f"{code}.html")
    # A second Ctrl+C, while the server ends, must not leave a thread for which Python would wait.
    server.serve_thread.daemon = True
    for watched in (config.docs_dir, config.config_file_path, *config.watch):
        server.watch(str(watched))
    server = config.plugins.on_serve(server, config=config, builder=rebuild)
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise CannotDo(_NO_PORT.fill(port=port)) from None
    finally:
        server.shutdown()


def _surviving(rebuild: Callable[[], None], say: Say) -> None:
    """Rebuild; an error is printed, and the last site stays."""
    try:
        rebuild()
    except (CannotDo, OSError) as problem:
        said = problem.said if isinstance(problem, CannotDo) else reason(problem)
        say(_LAST_SHOWN.fill(problem=said))


def _page(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _config(root: Path, today: str | None, **overrides: Any) -> "MkDocsConfig":
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    path = root / "mkdocs.yml"
    if not path.is_file():
        raise CannotDo(_NO_CONFIG.fill(root=root))
    _refuse_irregular_parents(path)
    try:
        # This imports the theme and the plugins, and C code that imports makes an ImportError of Ctrl+C, which its
        # importer passes over: https://github.com/python/cpython/blob/3.11/Objects/capsule.c (PyCapsule_Import)
        with uninterrupted():
            config = load_config(str(path), **overrides)
    except Abort:
        raise CannotDo(_BAD_CONFIG) from None
    except MkDocsException as error:
        raise CannotDo(_UNUSABLE.fill(why=_joined(str(error)))) from None
    except Exception as error:
        raise _from_elsewhere(error) from None
    if "srr" not in config.plugins:
        raise CannotDo(_NO_PLUGIN)
    if today is not None:
        _plugin(config).config.today = today
    return config


def _refuse_irregular_parents(path: Path) -> None:
    """Refuse to inherit from a pipe, which MkDocs would read until somebody writes into it, or from a folder."""
    seen = set[Path]()
    while path not in seen:
        seen.add(path)
        try:
            read = yaml.load(path.read_bytes(), yaml.BaseLoader)  # noqa: S506
        except (OSError, ValueError, RecursionError, yaml.YAMLError):
            return  # MkDocs says what is wrong
        parent = read.get("INHERIT") if isinstance(read, dict) else None
        if not isinstance(parent, str):
            return
        path = Path(os.path.normpath(path.parent / parent))
        if path.exists() and not path.is_file():
            raise CannotDo(_IRREGULAR.fill(path=path))


def _build(config: "MkDocsConfig", folder: Path, serve_url: str | None = None) -> Built:
    """Build the site where *config* says; it will be moved to *folder*."""
    from mkdocs.commands.build import build as run
    from mkdocs.exceptions import Abort, MkDocsException

    start = time.monotonic()
    try:
        run(config, serve_url=serve_url)
    except Abort:
        raise CannotDo(_NOT_BUILT) from None
    except MkDocsException as error:
        raise CannotDo(_FAILED.fill(why=_joined(str(error)))) from None
    except OSError as error:
        raise _unwritten(error, Path(config.site_dir), folder) from None
    except Exception as error:
        raise _from_elsewhere(error) from None
    plugin = _plugin(config)
    return Built(folder, plugin.workspace, plugin.by_hand.findings, time.monotonic() - start)


# srr's runners of a build, and the packages it uses: an error in these comes from a value that they were given.
_RUNNERS = {__name__, "srr.site.mkdocs.languages", "srr.site.mkdocs.outline"}
_TOOLS = {
    *(
        "mkdocs",
        "markdown",
        "jinja2",
        "markupsafe",
        "yaml",
        "yaml_env_tag",
        "mergedeep",
        "pathspec",
    ),
    *("watchdog", "click", "markdown_it", "mdurl", "nh3", "icalendar"),
}


def _from_elsewhere(error: Exception) -> Exception:
    """Return an error of MkDocs, its theme, a plugin or an extension as CannotDo; one of srr's own code unchanged."""
    if isinstance(error, CannotDo):
        return error
    why = _joined(f"{type(error).__name__}: {error}")
    origin = _origin(error)
    if origin is None:
        return CannotDo(_BAD_VALUE.fill(why=why))
    name, place = origin
    if name == "srr":
        return error
    return CannotDo(_FOREIGN.fill(name=name, place=place, why=why))


def _origin(error: Exception) -> tuple[str, str] | None:
    """Return the package that raised the error, and the file and line; None where only MkDocs took part.

    It is the innermost package that is not one of MkDocs' own tools.
    """
    found: tuple[str, str] | None = None
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        module, file = str(frame.f_globals.get("__name__")), frame.f_code.co_filename
        # Jinja names the code of a template by its file.
        package = module.partition(".")[0] if file.endswith(".py") else "jinja2"
        if package in _TOOLS or module in _RUNNERS:
            if found:
                break
        elif package not in sys.stdlib_module_names:
            found = package, f"{file}:{line}"
            if package == "srr":
                break
    return found


def _say_lost(config: "MkDocsConfig", say: Say) -> None:
    lost = _plugin(config).past.lost
    if lost:
        say(lost)


def _plugin(config: "MkDocsConfig") -> "SrrPlugin":
    return cast("SrrPlugin", config.plugins["srr"])


@contextmanager
def _forwarding_log(say: Say) -> Iterator[None]:
    """Pass each warning and error of MkDocs to *say*, and nothing else that it logs."""
    log, handler = logging.getLogger("mkdocs"), _Lines(say)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


class _Lines(logging.Handler):
    """Says each record in one line."""

    def __init__(self, say: Say) -> None:
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        """Say the record."""
        self._say(untranslated(f"{record.levelname.lower()}: {_joined(record.getMessage())}"))


def _joined(text: str) -> str:
    return " ".join(text.split())
