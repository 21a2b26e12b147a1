"""The site as files: records in, pages out; no generator is known here.

One file a page. `render` gives the sources of the generated pages, which the MkDocs plugin and `srr build --out` pass
on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from srr.site.kit.clock import clock
from srr.site.kit.html import join
from srr.site.kit.jump import jumps
from srr.site.kit.page import Page
from srr.site.kit.site import LEVERS, Site
from srr.site.pages import (
    accepted,
    actions,
    agenda,
    anniversary,
    areas,
    breaks_next,
    budget,
    closed,
    concern,
    concerns,
    glossary,
    home,
    how_to,
    incidents,
    levers,
    load,
    matrix,
    overdue,
    postmortem,
    postmortems,
    risk,
    risks,
    roadmap,
    scoring,
    subscribe,
    trend,
    unreadable,
)
from srr.site.pages import rules as rule_pages


def render(
    site: Site, how_to_texts: Mapping[str, str], *, searchable: bool = True
) -> dict[str, bytes]:
    """Return each generated page's path in the site's sources with its content.

    *how_to_texts* are the how-to pages in the language of the site. The generator's search finds records and levers,
    unless they are not *searchable*.
    """
    leads = jumps(site)
    hidden = frozenset() if searchable else {LEVERS, *map(site.page_at.get, site.registry.by_path)}
    of_registry = (
        replace(page, searchable=page.searchable and page.path not in hidden).followed_by(
            join(clock(site), leads)
        )
        for page in _pages(site)
    )
    by_hand = (page.followed_by(leads) for page in how_to.pages(how_to_texts, site))
    return {page.path: page.source() for page in (*of_registry, *by_hand)}


def _pages(site: Site) -> Iterator[Page]:
    yield home.page(site)
    yield from risks.pages(site)
    yield from (risk.page(record, site) for record in site.registry.risks)
    yield agenda.page(site)
    yield overdue.page(site)
    yield accepted.page(site)
    yield actions.page(site)
    yield matrix.page(site)
    yield load.page(site)
    yield areas.page(site)
    yield levers.page(site)
    if limits := breaks_next.page(site):
        yield limits
    if planned := roadmap.page(site):
        yield planned
    if site.settings.slos:
        yield budget.page(site)
    if site.registry.concerns:
        yield concerns.page(site)
        yield from (concern.page(record, site) for record in site.registry.concerns)
    yield trend.page(site)
    yield postmortems.page(site)
    yield from (postmortem.page(record, site) for record in site.registry.postmortems)
    yield incidents.page(site)
    yield closed.page(site)
    yield anniversary.page(site)
    yield from (unreadable.page(path, site) for path in site.unread)
    yield scoring.page(site)
    yield rule_pages.index(site)
    yield from rule_pages.pages(site)
    yield glossary.page(site)
    yield subscribe.page(site)
