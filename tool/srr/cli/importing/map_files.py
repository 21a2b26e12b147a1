"""The file of the map: read where it is there, and written where it is not."""

import tomllib
from pathlib import Path
from typing import NamedTuple

from srr.cli.given_file import Unread, text_of
from srr.cli.output import shown_path
from srr.cli.output_file import output_file, refuse_own
from srr.importers.import_map import FILE, ImportMap
from srr.importers.mapping.map_file import MapError, parse
from srr.language import Text
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace

_UNREAD = Text("{file} cannot be read: {why}", "{file} を読めません: {why}")
_NESTED = Text("it is nested too deeply", "入れ子が深すぎます")
_WRONG = Text("{file}: {why}", "{file}: {why}")
_OTHER_KIND = Text(
    "{file} is the map of a source of the kind {found}, not {kind}; name another file with --map",
    "{file} は {found} 用のマップで、{kind} 用ではありません。--map で別のファイルを指定してください",
)
_NO_FILE = Text(
    "there is no map {file}; leave --write out once, and it is written",
    "マップ {file} がありません。一度 --write を付けずに実行すると作られます",
)


class MapFile(NamedTuple):
    """The *place* of a map, and the map that is there; None where there is none yet.

    One that *is_usual* was named by nobody.
    """

    place: Path
    map: ImportMap | None
    is_usual: bool

    @property
    def wanted(self) -> ImportMap:
        """The map to read by; a new one of another name than the usual names its source."""
        if self.map is not None:
            return self.map
        return ImportMap(name=None if self.is_usual else self.place.stem)

    @property
    def shown(self) -> str:
        """The place as it is typed from the current folder."""
        return shown_path(self.place)


def map_file(named: str | None, kind: str, workspace: Workspace, *, writes: bool) -> MapFile:
    """Return the map that is *named*, else the usual one; raise CannotDo where it cannot be used."""
    place = output_file(named) if named else workspace.root / FILE
    is_usual = place == (workspace.root / FILE).resolve() or not named
    if named:
        refuse_own(place, workspace)
    if not place.exists():
        if named and writes:
            raise CannotDo(_NO_FILE.fill(file=named))
        return MapFile(place, None, is_usual)
    shown = named or shown_path(place)
    found = _parsed(place, shown, workspace)
    if found.kind not in (None, kind):
        raise CannotDo(_OTHER_KIND.fill(file=shown, found=found.kind, kind=kind))
    return MapFile(place, found, is_usual)


def _parsed(place: Path, shown: str, workspace: Workspace) -> ImportMap:
    try:
        return parse(tomllib.loads(text_of(str(place))), workspace.settings)
    except (Unread, MapError) as error:
        wrong = _UNREAD if isinstance(error, Unread) else _WRONG
        raise CannotDo(wrong.fill(file=shown, why=error.said)) from None
    except RecursionError:
        raise CannotDo(_UNREAD.fill(file=shown, why=_NESTED)) from None
    except ValueError as error:
        raise CannotDo(_UNREAD.fill(file=shown, why=error)) from None
