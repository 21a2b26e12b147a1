"""Values of a record that changed in a pull request without an entry of its log that says so."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from srr.language import Text
from srr.records.change import Change
from srr.records.logged import Logged
from srr.records.visits import stated

MESSAGE = Text(
    "{key} goes from {old} to {new}, and no new {entry} names that change",
    "{key} が {old} から {new} に変わったが、それを記した新しい{entry}がない",
)


class Unnamed(NamedTuple):
    """A value as an *entry* would state it, before and after."""

    key: str
    old: str
    new: str
    entry: Text

    @property
    def message(self) -> Text:
        """What is wrong."""
        return MESSAGE.fill(**self._asdict())


def unnamed(
    change: Change, before: Logged, after: Logged, keys: Iterable[str]
) -> Iterator[Unnamed]:
    """Yield the values of *keys* whose change no new entry names; a level follows from what it is made of."""
    for key in keys:
        if key == "potential_impact" and change.is_level_named():
            continue
        old, new = stated(key, before.data), stated(key, after.data)
        if not change.is_named(key, old, new):
            yield Unnamed(key, old, new, after.log.entry)
