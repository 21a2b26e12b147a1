"""The files that a team wrote into docs_dir, as MkDocs knows them."""

from os.path import relpath
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from srr.language import Language, Text
from srr.schema.settings import Settings
from srr.site import by_hand, translation


def translate(files: Files, config: MkDocsConfig, language: Language) -> None:
    """Keep, of each hand-written page, only the source in *language*, at the address of the page."""
    written = {file.src_uri: file for file in files if file.src_dir == config.docs_dir}
    pages = translation.sources(written, language)
    for path, file in written.items():
        if pages.get(path) != path:
            files.remove(file)
    for path, source in pages.items():
        if path != source:
            file = File.generated(config, path, abs_src_path=str(written[source].abs_src_path))
            file.edit_uri = source
            files.append(file)


def published(files: Files, config: MkDocsConfig) -> dict[str, File]:
    """Return the files of docs_dir that are published."""
    return {
        file.src_uri: file
        for file in files
        if file.inclusion.is_included()  # type: ignore[no-untyped-call]
        and file.src_dir == config.docs_dir
        and file.abs_src_path
    }


def content(file: File, settings: Settings) -> bytes | None:
    """Return what a file holds; None where it is too large to be searched, so that it need not be read."""
    path = Path(str(file.abs_src_path))
    is_searched = by_hand.is_searched(file.src_uri, path.stat().st_size, settings)
    return path.read_bytes() if is_searched else None


def place_in_repository(files: Files, config: MkDocsConfig, root: Path) -> None:
    """Let a link that edits a hand-written page lead to its source from the registry's root, as a record's does."""
    folder = PurePosixPath(relpath(config.docs_dir, root))
    for file in files.documentation_pages():
        if file.edit_uri:
            file.edit_uri = str(folder / file.edit_uri)


def unpublishable(file: File, config: MkDocsConfig) -> Text | None:
    """Return why a file is not published; None where it may be.

    It is a warning: it ends `srr build`, which is strict, and `srr serve` goes on while somebody edits.
    """
    if _is_foreign(file, config):
        return by_hand.LEADS_OUT.fill(path=file.src_uri, docs=config.docs_dir)
    return by_hand.NO_FILE.fill(path=file.src_uri) if _is_irregular(file) else None


def _is_irregular(file: File) -> bool:
    """Whether a pipe, a socket or a link to nothing stands there: a pipe is read until somebody writes into it."""
    return file.abs_src_path is not None and not Path(file.abs_src_path).is_file()


def _is_foreign(file: File, config: MkDocsConfig) -> bool:
    """Whether a link brought the file in from elsewhere."""
    if file.src_dir != config.docs_dir or file.abs_src_path is None:
        return False
    return not Path(file.abs_src_path).resolve().is_relative_to(Path(config.docs_dir).resolve())
