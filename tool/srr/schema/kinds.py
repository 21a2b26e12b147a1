"""Risk and postmortem: everything that differs between the kinds of record, in one table."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from srr.language import Text
from srr.schema.fields import POSTMORTEM, RISK, FieldSpec
from srr.schema.vocabulary import (
    POSTMORTEM_SECTIONS,
    POSTMORTEM_STATUSES,
    RISK_SECTIONS,
    STATUSES,
)
from srr.text.spelling import Words

RecordKind = Literal["risk", "postmortem"]


class Kind(NamedTuple):
    """One kind of record. *counted* says how many there are, one and many; *began* is the key of its first day."""

    name: RecordKind
    prefix: str
    folder: str
    title: str
    label: Text
    counted: tuple[Text, Text]
    fields: tuple[FieldSpec, ...]
    statuses: Words
    sections: Words
    began: str


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
        sections=POSTMORTEM_SECTIONS,
        began="started",
    ),
)
KINDS: Mapping[RecordKind, Kind] = {kind.name: kind for kind in _KINDS}
FOLDERS: Mapping[str, Kind] = {kind.folder: kind for kind in _KINDS}
"""The folders of the records, each with its kind."""
ANY_ID = rf"({'|'.join(kind.prefix for kind in _KINDS)})-[0-9]{{4,}}"
"""The pattern of an id of any kind."""
