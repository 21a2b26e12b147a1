"""The outlet for Zensical: a folder that holds the sources of the site, and all that it needs to build them.

A folder that srr did not make is never touched: the first run wants an empty one and leaves a list in it of
the files that it wrote; a later run removes those of the list that are not written any more.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

from srr.documents.document import Document
from srr.exporters.data.feed import LIMIT
from srr.language import Text
from srr.lint.finding import Finding
from srr.repository import history, store
from srr.repository.errors import CannotDo, reason
from srr.repository.history import Past
from srr.repository.staging import is_staging, remove_leftovers
from srr.repository.workspace import Workspace
from srr.site import by_hand, config_secrets, content_policy, not_found, sources, translation
from srr.site import config as site_config
from srr.site.kit.html import Html
from srr.site.kit.site import WHEN_USED, Site

LIST = ".srr-build"
_DOCS_DIR = "docs"
_TEMPLATES = ("main.html", "404.html")
_SWITCH = "partials/alternate.html"
# The defaults of `srr init` fill in for keys missing in mkdocs.yml.
_STARTER = Path(__file__).parents[1] / "starter/mkdocs.yml"

_UNWRITTEN = Text("{path} cannot be written: {why}", "{path} に書き込めません: {why}")
_UNREAD = Text("{file} cannot be read: {why}", "{file} を読めません: {why}")
_NO_FOLDER = Text(
    "{out} is not a folder; name one that is empty or absent",
    "{out} はフォルダーではありません。空のフォルダーか、まだないフォルダーを指定してください",
)
_FOREIGN = Text(
    "{out} holds files that srr did not write; name an empty folder",
    "{out} に srr が書いていないファイルがあります。空のフォルダーを指定してください",
)
_MOUNTED = Text(
    "mkdocs.yml mounts the registry below a path, which --out cannot; run srr build, or take out mount",
    "mkdocs.yml の mount でレジストリをパスの下に置いています。--out ではできないため、srr build を使うか、"
    "mount を外してください",
)


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose own tags name Python objects; nothing here needs them."""


class _Dumper(yaml.SafeDumper):
    """Writes one, with such tags as they were read."""


_Loader.add_multi_constructor("", lambda _loader, _tag, node: node)
_Dumper.add_multi_representer(yaml.Node, lambda _dumper, node: node)


class Written(NamedTuple):
    """How many files were written, what is lost of the history, and the secrets in what is written by hand."""

    number: int
    lost: Text | None
    by_hand: tuple[Finding, ...]


def write(workspace: Workspace, out: Path) -> Written:
    """Write the sources of the site, in each of its languages, into *out*."""
    config = _mkdocs_config(workspace.root)
    if site_config.mount(config) is not None:
        raise CannotDo(_MOUNTED)
    docs = workspace.root / str(config.get("docs_dir") or _DOCS_DIR)
    sources.refuse_outside(workspace.root, docs)
    sources.refuse_places(workspace.root, docs, out)
    earlier, files = _earlier(out), dict[str, bytes]()
    past = history.read(workspace, LIMIT)
    written = dict(_hand_written(docs))
    folder = Path(os.path.relpath(docs, workspace.root)).as_posix()
    contents = {
        path: content if by_hand.is_searched(path, len(content), workspace.settings) else None
        for path, content in written.items()
    }
    found = by_hand.searched(contents, folder, workspace, _document(workspace.root, config))
    config |= config_secrets.masked(config_secrets.shown(config))
    written |= found.masked
    for language in workspace.settings.languages:
        files |= _site(workspace.within(language), past, docs, written, config)
    for place, _, _ in os.walk(out):
        remove_leftovers(Path(place))
    try:
        # Listed before they are written, so that the next run recognises the files of a stopped one.
        store.write(out, {LIST: _listing(earlier | files.keys())})
        _remove(out, earlier - set(files))
        for part in _by_folder(_changed(out, files)):
            store.write(out, part)
        store.write(out, {LIST: _listing(files)})
    except OSError as error:
        path = out / str(error.filename or "")
        raise CannotDo(_UNWRITTEN.fill(path=path, why=reason(error))) from None
    return Written(len(files), past.lost, found.findings)


def _site(
    shown: Workspace,
    past: Past,
    docs: Path,
    written: Mapping[str, bytes],
    config: Mapping[str, Any],
) -> dict[str, bytes]:
    """Return the files of the site in one language: its sources, its templates, its configuration.

    *written* are those that somebody wrote into *docs*, as they may be shown.
    """
    folder = site_config.folder(shown.settings)
    ending = f".{folder}" if folder else ""
    address = site_config.address(str(config.get("site_url") or ""), shown.settings)
    places = {
        "docs_dir": f"docs{ending}",
        # Build this one first: a generator may empty its folder, which holds those of the other languages.
        "site_dir": f"site/{folder}".rstrip("/"),
    } | ({"site_url": address} if address else {})
    site = sources.site(
        shown,
        past,
        directory_urls=config.get("use_directory_urls") is not False,
        edit=str(config.get("edit_uri_template") or ""),
    )
    generated = sources.files(site, address=address, as_paths=True)
    whole = site_config.for_folder({**_read_yaml(_STARTER), **config}, shown.settings) | places
    whole["nav"] = site_config.without(whole["nav"], set(WHEN_USED) - generated.keys())
    whole["theme"]["custom_dir"] = f"theme{ending}"
    text = yaml.dump(whole, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return {
        **_within(places["docs_dir"], _files(shown, docs, written, generated)),
        **_within(f"theme{ending}", _templates(site, config)),
        f"mkdocs{ending}.yml": text.encode(),
    }


def _within(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{folder}/{path}": content for path, content in files.items()}


def _templates(site: Site, config: Mapping[str, Any]) -> dict[str, bytes]:
    """Return the templates that override the theme's: the policy, the feed, the language switch."""
    theme = site_config.THEME
    words = {
        "SRR-POLICY": content_policy.unseen(),
        "SRR-NOT-FOUND": not_found.content(
            site, lambda address: Html(f"{{{{ '{address or '.'}' | url }}}}")
        ),
    }
    files = {name: (theme / "zensical" / name).read_text(encoding="utf-8") for name in _TEMPLATES}
    if site_config.has_switch(config, site.settings):
        files[_SWITCH] = (theme / _SWITCH).read_text(encoding="utf-8")
    for place, wording in words.items():
        files = {name: text.replace(place, wording) for name, text in files.items()}
    return {name: text.encode() for name, text in files.items()}


def _mkdocs_config(root: Path) -> Mapping[str, Any]:
    """Return mkdocs.yml with the file that it inherits."""
    path, config, seen = root / "mkdocs.yml", dict[str, Any](), set[Path]()
    while path.is_file() and path.resolve() not in seen:
        seen.add(path.resolve())
        read = _read_yaml(path)
        config = _merged(read, config)
        path = path.parent / str(read.get("INHERIT") or "")
    return config or _read_yaml(_STARTER)


def _document(root: Path, config: Mapping[str, Any]) -> Document | None:
    """Return mkdocs.yml as it is searched for secrets; None where there is none."""
    path = root / "mkdocs.yml"
    if not path.is_file():
        return None
    return config_secrets.as_document(path.name, path.read_bytes(), config_secrets.shown(config))


def _merged(parent: Mapping[str, Any], child: Mapping[str, Any]) -> dict[str, Any]:
    """Return *child* with the keys that only *parent* has, merged mapping by mapping as MkDocs does."""
    both = {key: (parent[key], child[key]) for key in parent.keys() & child.keys()}
    inner = {
        key: _merged(*pair) for key, pair in both.items() if all(isinstance(x, dict) for x in pair)
    }
    return {**parent, **child, **inner}


def _read_yaml(path: Path) -> Mapping[str, Any]:
    try:
        config = yaml.load(path.read_bytes(), _Loader)  # noqa: S506
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        why = " ".join(str(error).split())
        raise CannotDo(_UNREAD.fill(file=path.name, why=why)) from None
    return config if isinstance(config, dict) else {}


def _earlier(out: Path) -> frozenset[str]:
    """Return the files that an earlier run wrote into *out*; refuse a folder with any others."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise CannotDo(_NO_FOLDER.fill(out=out))
    listed = out / LIST
    if listed.is_file() and not listed.is_symlink():
        return frozenset(filter(_is_within, os.fsdecode(listed.read_bytes()).split("\n")))
    if out.is_dir() and not all(is_staging(entry.name) for entry in out.iterdir()):
        raise CannotDo(_FOREIGN.fill(out=out))
    return frozenset()


def _listing(paths: Iterable[str]) -> bytes:
    return os.fsencode("".join(f"{path}\n" for path in sorted(paths)))


def _is_within(path: str) -> bool:
    is_path = bool(path) and "\0" not in path
    return is_path and not path.startswith("/") and ".." not in PurePosixPath(path).parts


def _hand_written(docs: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of *docs*; a link that leads out of it stops the run, and so does what is no file."""
    for folder, _, names in os.walk(docs):
        for name in sorted(names):
            path = Path(folder, name)
            if not path.resolve().is_relative_to(docs.resolve()):
                raise CannotDo(by_hand.LEADS_OUT.fill(path=path, docs=f"{docs.name}/"))
            relative = path.relative_to(docs).as_posix()
            if not any(part.startswith(".") for part in PurePosixPath(relative).parts):
                if not path.is_file():
                    raise CannotDo(by_hand.NO_FILE.fill(path=path))
                yield relative, path.read_bytes()


def _files(
    workspace: Workspace, docs: Path, written: Mapping[str, bytes], generated: Mapping[str, bytes]
) -> dict[str, bytes]:
    pages = translation.sources(written, workspace.settings.language)
    taken = {name for path in generated for name in _names(path)}
    for path in sorted(taken & pages.keys()):
        raise CannotDo(by_hand.TAKEN.fill(page=f"{docs.name}/{pages[path]}"))
    return {path: written[source] for path, source in pages.items()} | dict(generated)


def _names(path: str) -> tuple[str, ...]:
    """Return the paths that become the same page, since README.md is an index, too.

    https://www.mkdocs.org/user-guide/writing-your-docs/#index-pages
    """
    place = PurePosixPath(path)
    return (path, str(place.with_name("README.md"))) if place.name == "index.md" else (path,)


def _changed(out: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the *files* that differ from *out*, so that a watcher sees only real edits."""
    return {path: content for path, content in files.items() if _content(out / path) != content}


def _by_folder(files: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Part *files* by folder: a run holds each folder that it writes open, and systems limit how many may be."""
    for _, paths in groupby(sorted(files, key=_folder), _folder):
        yield {path: files[path] for path in paths}


def _folder(path: str) -> PurePosixPath:
    return PurePosixPath(path).parent


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() and not path.is_symlink() else None


def _remove(out: Path, paths: frozenset[str]) -> None:
    """Remove *paths* and the folders that this leaves empty; nothing is reached through a link."""
    for path in sorted(paths):
        target = out / path
        if target.parent.resolve() != out.resolve() / PurePosixPath(path).parent:
            continue
        target.unlink(missing_ok=True)
        for folder in list(target.parents)[: len(PurePosixPath(path).parents) - 1]:
            if any(folder.iterdir()) if folder.is_dir() else True:
                break
            folder.rmdir()
