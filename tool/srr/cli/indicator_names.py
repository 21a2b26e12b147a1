"""The names of indicators as they are typed."""

from collections.abc import Mapping

from srr.insights.indicators import Watched
from srr.language import Text
from srr.records.indicator import SUFFIX
from srr.repository.errors import CannotDo
from srr.schema.kinds import INDICATORS
from srr.text.spelling import meant

_UNKNOWN = Text("no indicator is called {name}; {hint}", "{name} という指標はありません。{hint}")
_LISTED = Text("srr indicator lists them", "srr indicator で一覧できます")


def plain_name(typed: str) -> str:
    """Return the name of an indicator, where the path of its file was *typed*, as a shell completes it."""
    return typed.strip().removeprefix(f"{INDICATORS}/").removesuffix(SUFFIX)


def called(typed: str, known: Mapping[str, Watched]) -> Watched:
    """Return the indicator whose name, or path, was *typed*; raise CannotDo where there is none."""
    name = plain_name(typed)
    if name not in known:
        raise CannotDo(_UNKNOWN.fill(name=name, hint=meant(name, known, _LISTED)))
    return known[name]
