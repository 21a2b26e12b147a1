"""Risk and postmortem: everything that differs between them."""

from collections.abc import Mapping
from typing import Literal

from srr.schema import fields
from srr.schema.fields import FieldSpec
from srr.schema.vocabulary import POSTMORTEM_SECTIONS, RISK_SECTIONS
from srr.text.spelling import Words

RecordKind = Literal["risk", "postmortem"]
PREFIX: Mapping[RecordKind, str] = {"risk": "SRR", "postmortem": "PM"}
SPECS: Mapping[RecordKind, tuple[FieldSpec, ...]] = {
    "risk": fields.RISK,
    "postmortem": fields.POSTMORTEM,
}
FOLDERS: Mapping[str, RecordKind] = {"risks": "risk", "postmortems": "postmortem"}
SECTIONS: Mapping[RecordKind, Words] = {"risk": RISK_SECTIONS, "postmortem": POSTMORTEM_SECTIONS}
