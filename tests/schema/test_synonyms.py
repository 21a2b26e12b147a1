"""What other registers call the keys and sections of a record."""

from srr.schema.kinds import KINDS
from srr.schema.synonyms import KEYS, SECTIONS
from srr.text.spelling import joined


def test_each_synonym_is_written_as_it_is_looked_up() -> None:
    assert [name for name in (*KEYS, *SECTIONS) if joined(name) != name] == []


def test_each_synonym_leads_to_a_key_or_a_section_that_there_is() -> None:
    specs = [spec for kind in KINDS.values() for spec in kind.fields]
    known = {spec.key for each in specs for spec in (each, *each.fields)}
    assert {key for keys in KEYS.values() for key in keys} <= known
    assert set(SECTIONS.values()) <= {key for kind in KINDS.values() for key in kind.sections}
