"""What on-call does about a risk at once, as a page shows it: the lever, the workaround, and where to look."""

from collections.abc import Iterator

from srr.language import Text
from srr.records.record import Record
from srr.records.risk import Risk
from srr.schema.fields import LINKS, RISK
from srr.site.kit.deeds import copyable
from srr.site.kit.html import Html, element, join, web_link
from srr.site.kit.parts import line, prose
from srr.site.kit.site import Site

_LABELS: dict[str, Text] = {spec.key: spec.label for spec in (*RISK, *LINKS)}
AT_ONCE = ("runbook", "metrics", "chat")
"""The links that on-call needs first."""


def lever(risk: Risk, source: str, site: Site) -> Html | None:
    """Return the lever and the workaround of *risk*, whose code can be copied; None where it has neither."""
    containment, workaround = (risk.data.get(key) for key in ("containment", "workaround"))
    parts: list[Html] = []
    if isinstance(containment, str):
        parts.append(prose(containment, source, site))
    if isinstance(workaround, str):
        label = element("strong", f"{site.say(_LABELS['workaround'])}: ")
        parts.append(element("p", label, line(workaround, source, site)))
    return copyable(join(*parts), site) if parts else None


def links(record: Record, keys: tuple[str, ...], site: Site) -> Html | None:
    """Return the links of *record* under *keys*; None where it has none."""
    rows = [element("li", found) for key in keys for found in _links(record, key, site)]
    return element("ul", *rows, class_="srr-links") if rows else None


def _links(record: Record, key: str, site: Site) -> Iterator[Html]:
    given, label = record.urls(key), site.say(_LABELS[key])
    for number, url in enumerate(given, start=1):
        yield web_link(url, label if len(given) == 1 else f"{label} {number}")
