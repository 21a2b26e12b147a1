"""Names and numbers of a risk, each a link to the list of the risks that share it."""

from srr.language import Text
from srr.records.risk import Risk
from srr.schema.scoring import UNKNOWN, Level
from srr.schema.views import OPEN
from srr.site.kit.filters import status_of, to_list
from srr.site.kit.html import Html
from srr.site.kit.parts import level_chip, priority_chip, status_badge
from srr.site.kit.site import Site

_UNRESOLVED = Text("{n} unresolved", "未解決 {n} 件")


def unresolved_link(source: str, site: Site) -> Html:
    """Return how many risks are unresolved."""
    words = site.say(_UNRESOLVED, n=len(site.unresolved))
    return to_list(source, site, words, status=OPEN)


def status_link(risk: Risk, source: str, site: Site) -> Html:
    """Return the status of *risk* as a badge."""
    return to_list(source, site, status_badge(risk, site), status=status_of(risk))


def level_link(key: str, level: Level | None, source: str, site: Site) -> Html:
    """Return a level, which risks have under *key*, as a chip."""
    return to_list(source, site, level_chip(level, site), **{key: level})


def priority_link(risk: Risk, source: str, site: Site) -> Html:
    """Return the priority of *risk* as a chip."""
    shown = shown_priority(risk)
    return to_list(source, site, priority_chip(shown, site), priority=shown)


def name_link(key: str, name: str | None, source: str, site: Site) -> Html | None:
    """Return the *name* that risks have under *key*; None where there is none."""
    return to_list(source, site, name, **{key: name}) if name else None


def shown_priority(risk: Risk) -> Level:
    """Return the priority; one that cannot be computed is unknown, too."""
    return UNKNOWN if risk.priority is None else risk.priority
