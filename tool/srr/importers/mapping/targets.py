"""What a column of a source may become: a field of a risk, a key of the team's own, or a section of the body."""

import re
from collections.abc import Mapping

from srr.schema.columns import SECTION, columns
from srr.schema.fields import FieldSpec
from srr.schema.vocabulary import RISK_SECTIONS

OWN = re.compile(r"x_[A-Za-z0-9_-]+")
"""The keys of a team's own."""


TARGETS: Mapping[str, FieldSpec] = {
    each.key: each.spec for each in columns("risk") if each.spec is not None
}
"""The fields by their path: `status`, `links.metrics`."""
SECTIONS = tuple(f"{SECTION}{key}" for key in RISK_SECTIONS)


def is_target(key: str) -> bool:
    """Whether a column may become *key*."""
    heading = key.removeprefix(SECTION)
    is_section = heading != key and bool(heading.strip()) and heading.isprintable()
    return key in TARGETS or is_section or OWN.fullmatch(key) is not None


def kind_of_target(key: str) -> str:
    """Return the kind of the field at the path *key*; that of an own key and of a section is text."""
    spec = TARGETS.get(key)
    return spec.kind if spec else "text"
