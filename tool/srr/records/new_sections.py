"""The edit that adds a section to a record, in its place among the others."""

from srr.documents.edit import AddSection
from srr.language import Language
from srr.records.record import Record
from srr.schema.kinds import KINDS
from srr.schema.settings import Settings


def new_section(record: Record, key: str, settings: Settings) -> AddSection:
    """Return the edit that adds the section *key* behind the earlier ones, there or added as well."""
    words = KINDS[record.record_kind].sections
    earlier = list(words)[: list(words).index(key)]
    there = [record.sections[each].heading for each in earlier if each in record.sections]
    added = [heading for each in earlier for heading in words[each]]
    return AddSection(words[key].within(_language(record, settings)), (*there, *added))


def _language(record: Record, settings: Settings) -> Language:
    """Return the language of the headings that are there."""
    words = KINDS[record.record_kind].sections
    for key, section in record.sections.items():
        if section.heading in words.get(key, ()):
            return "ja" if section.heading == words[key].ja else "en"
    return settings.language
