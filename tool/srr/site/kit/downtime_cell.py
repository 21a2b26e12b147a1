"""The downtime of an incident in a table, and the sentence that says what it counts."""

from srr.language import Text
from srr.records.downtime import DEFINITION, LABEL, downtime, has_no_end
from srr.records.postmortem import Postmortem
from srr.site.kit.html import Html, element
from srr.site.kit.site import Site

RUNS = Text(
    f"{LABEL.en}: {DEFINITION.en[0].lower()}{DEFINITION.en[1:]}", f"{LABEL.ja}: {DEFINITION.ja}"
)
COLUMN = Text("Downtime (min)", "ダウンタイム(分)")
NO_END = Text("no end given", "終了未記入")
_TO_RESOLVED = Text("to resolved", "解決まで")


def downtime_cell(postmortem: Postmortem, site: Site) -> Html:
    """Return the minutes; where they run to `resolved`, the cell says so."""
    found = downtime(postmortem)
    if found is None:
        words = site.say(NO_END) if has_no_end(postmortem) else "-"
        return element("td", words, class_="srr-right", data_sort="-")
    note = None if found.until == "mitigated" else element("small", site.say(_TO_RESOLVED))
    return element("td", f"{found.minutes:,}", note, class_="srr-right", data_sort=found.minutes)
