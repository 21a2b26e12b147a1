"""Risk, postmortem and concern: everything that differs between the kinds of record, in one table.

Indicators are not records, and have a folder of their own.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from srr.language import Text
from srr.schema.fields import CONCERN, POSTMORTEM, RISK, FieldSpec
from srr.schema.vocabulary import (
    CONCERN_SECTIONS,
    CONCERN_STATUSES,
    POSTMORTEM_SECTIONS,
    POSTMORTEM_STATUSES,
    REPORTED_STATUSES,
    RISK_SECTIONS,
    STATUSES,
)
from srr.text.spelling import Words

RecordKind = Literal["risk", "postmortem", "concern"]


class Kind(NamedTuple):
    """One kind of record. *counted* says how many there are, one and many; *began* is the key of its first day.

    *ended* are the statuses that ask for nothing more.
    """

    name: RecordKind
    prefix: str
    folder: str
    title: str
    label: Text
    counted: tuple[Text, Text]
    fields: tuple[FieldSpec, ...]
    statuses: Words
    ended: tuple[str, ...]
    sections: Words
    began: str

    @property
    def noun(self) -> Text:
        """The label as it is written within a sentence."""
        return Text(self.label.en.lower(), self.label.ja)


_KINDS = (
    Kind(
        name="risk",
        prefix="SRR",
        folder="risks",
        title="System Risk Record",
        label=Text("Risk", "リスク"),
        counted=(Text("{n} risk", "リスク {n} 件"), Text("{n} risks", "リスク {n} 件")),
        fields=RISK,
        statuses=STATUSES,
        ended=("done",),
        sections=RISK_SECTIONS,
        began="created",
    ),
    Kind(
        name="postmortem",
        prefix="PM",
        folder="postmortems",
        title="Postmortem",
        label=Text("Postmortem", "ポストモーテム"),
        counted=(
            Text("{n} postmortem", "ポストモーテム {n} 件"),
            Text("{n} postmortems", "ポストモーテム {n} 件"),
        ),
        fields=POSTMORTEM,
        statuses=POSTMORTEM_STATUSES,
        ended=("closed",),
        sections=POSTMORTEM_SECTIONS,
        began="started",
    ),
    Kind(
        name="concern",
        prefix="CN",
        folder="concerns",
        title="Concern",
        label=Text("Concern", "気になる点"),
        counted=(
            Text("{n} concern", "気になる点 {n} 件"),
            Text("{n} concerns", "気になる点 {n} 件"),
        ),
        fields=CONCERN,
        statuses=CONCERN_STATUSES,
        ended=tuple(each for each in CONCERN_STATUSES if each not in REPORTED_STATUSES),
        sections=CONCERN_SECTIONS,
        began="noticed",
    ),
)
KINDS: Mapping[RecordKind, Kind] = {kind.name: kind for kind in _KINDS}
FOLDERS: Mapping[str, Kind] = {kind.folder: kind for kind in _KINDS}
"""The folders of the records, each with its kind."""
INDICATORS = "indicators"
READ_FOLDERS = (*FOLDERS, INDICATORS)
"""The folders that a registry is read from."""
ANY_ID = rf"({'|'.join(kind.prefix for kind in _KINDS)})-[0-9]{{4,}}"
"""The pattern of an id of any kind."""
ANY_PREFIX = "|".join(kind.prefix.casefold() for kind in _KINDS)
"""The pattern of the letters that begin an id, in the normal form of spelling."""
