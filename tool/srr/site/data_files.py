"""The files of the site for programs: the index as JSON with its schema, calendars, a feed and a badge."""

import json

from srr.exporters.data import badge, calendar, feed, records
from srr.records.record import Record
from srr.site import feed_entries
from srr.site.kit import risk_data
from srr.site.kit.site import Site

INDEX = "risks.json"
SCHEMA = "risks.schema.json"
CONCERNS = "concerns.json"


def files(site: Site, address: str = "") -> dict[str, bytes]:
    """Return each file by its path; *address* is that of the site, as far as it is known."""
    registry, title = site.registry, site.settings.name(site.language)
    unresolved = len(site.unresolved)
    overdue = sum(site.is_overdue(risk) for risk in registry.risks)
    day = records.as_of(registry, site.today)
    index = records.to_json(registry.ranked, "risks", day)
    concerns = records.to_json(registry.concerns, "concerns", day)
    return {
        INDEX: _text(index),
        **(
            {risk_data.DATA: _text(risk_data.data(site))}
            if risk_data.is_cut(registry.risks)
            else {}
        ),
        **({CONCERNS: _text(concerns)} if registry.concerns else {}),
        SCHEMA: _text(json.dumps(records.risks_schema(), ensure_ascii=False, indent=2)),
        feed.PATH: feed.render(
            tuple(feed_entries.entries(site)), title, site.today, site.language, address
        ),
        badge.PATH: badge.render(unresolved, overdue, site.language),
        **calendar.render(
            registry, title, site.today, site.language, lambda record: _page(record, site), address
        ),
    }


def _text(content: str) -> bytes:
    # A lone surrogate cannot be encoded in UTF-8; JSON accepts it escaped.
    return f"{content}\n".encode(errors="backslashreplace")


def _page(record: Record, site: Site) -> str:
    return site.urls.of(site.page_at[record.path])
