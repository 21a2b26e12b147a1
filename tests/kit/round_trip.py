"""An export, and its import, for the tests of the way there and back."""

from datetime import date

from srr.exporters.sheet import Sheet
from srr.exporters.tables import UNLABELLED, rendered
from srr.importers.drafts.drafting import Terms
from srr.importers.import_map import ImportMap
from srr.importers.plan import Plan, plan
from srr.importers.reading import reading
from srr.language import Language
from srr.records.registry import Registry, read_registry
from srr.schema.settings import Settings

TODAY = date(2031, 1, 1)


def registry(files: tuple[bytes, ...], settings: Settings) -> Registry:
    """Return the registry of risks that *files* are, from SRR-0001 on."""
    tree = {f"risks/SRR-{number:04}.md": content for number, content in enumerate(files, start=1)}
    return read_registry(tree, settings)


def exported(form: str, found: Registry, labels: Language | None = None) -> bytes:
    """Return the risks of *found* in a format, with *labels* where it has some."""
    sheet = Sheet("risk", found.risks, found.settings, None if form in UNLABELLED else labels)
    return b"".join(rendered(form, sheet))


def imported(form: str, content: bytes, into: Registry) -> Plan:
    """Return what an import of *content* does, without any map."""
    name = f"risks.{form}"
    found = reading("table", name, {name: content}, ImportMap(), into.settings)
    assert (found.source.skipped, found.is_own) == ((), True)
    return plan(found, into, (), Terms(found.wanted, into.settings, TODAY))
