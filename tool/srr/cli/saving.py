"""Files of the registry written for a command, and the sentence where they cannot be."""

from collections.abc import Mapping
from pathlib import Path

from srr.cli.arguments import from_here
from srr.documents.tree import Tree
from srr.language import Text
from srr.repository import store
from srr.repository.errors import CannotDo, reason

_UNWRITTEN = Text("{path} cannot be written: {why}", "{path} に書き込めません: {why}")


def save(root: Path, files: Mapping[str, bytes], before: Tree) -> None:
    """Write all of *files*, or none and raise CannotDo; see `store.write` on *before*."""
    try:
        store.write(root, files, before)
    except OSError as error:
        raise unwritten(root, error) from None


def is_saved(root: Path, files: Mapping[str, bytes], before: Tree) -> bool:
    """Write all of *files*, and return True; none and return False where a new one is there already."""
    try:
        store.write(root, files, before)
    except FileExistsError:
        return False
    except OSError as error:
        raise unwritten(root, error) from None
    return True


def unwritten(root: Path, error: OSError) -> CannotDo:
    """Say which file below *root* cannot be written, and why."""
    path = from_here(root, str(error.filename))
    return CannotDo(_UNWRITTEN.fill(path=path, why=reason(error)))
