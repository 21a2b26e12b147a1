"""The page of a file that nobody can read says why, whatever is ignored."""

from kit.examples import TODAY
from srr.lint import baseline
from srr.lint.catalogue import baseline_rules
from srr.lint.engine import check
from srr.records.registry import read_registry
from srr.schema.settings import Settings
from srr.site.kit.page import Urls
from srr.site.kit.site import Site
from srr.site.pages import unreadable

PATH = "risks/SRR-0001.md"


def test_what_the_baseline_holds_is_said_of_a_file_that_cannot_be_read() -> None:
    registry = read_registry({PATH: b"---\ntitle: [open\n---\n"}, Settings())
    found = check(registry, Settings(), TODAY).findings
    kept = baseline.of(found, baseline_rules())
    report = check(registry, Settings(), TODAY, baseline=kept)
    assert report.findings == ()
    page = unreadable.page(PATH, Site(report, Settings(), Urls()))
    assert found[0].message.en in "".join(map(str, page.blocks))
