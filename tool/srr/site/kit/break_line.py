"""A condition in words: the value and its day, what is left up to the limit, and when it is reached."""

import re

from srr.insights.break_words import amount, headroom_words, runway_words, said
from srr.insights.breaks import Break
from srr.site.kit.html import Html, Node, element, join
from srr.site.kit.parts import day
from srr.site.kit.site import Site

# No line ends within one.
_DAY = r"(\d{4}-\d{2}(?:-\d{2})?)"


def break_line(found: Break, site: Site) -> Html:
    """Return all that is said of *found*."""
    return element("span", " · ".join(map(site.say, said(found))), class_="srr-quiet")


def measured(found: Break, site: Site) -> Html:
    """Return the value of *found* and its day, what it counts, and what is left up to the limit."""
    name = found.about.name(site.language) or found.condition.name
    left = found.headroom
    if left is None:
        return join(name)
    words = headroom_words(left)
    value = join(amount(left.value, found.about.unit), " (", day(left.on), ")")
    parts: list[Node] = [name, value, site.say(words) if words else None]
    return join(*parts, by=" · ")


def outlook(found: Break, site: Site) -> Html:
    """Return when the limit is reached, as a badge where that asks for attention."""
    words = [
        element("span", part, class_="srr-date") if index % 2 else part
        for index, part in enumerate(re.split(_DAY, site.say(runway_words(found))))
    ]
    if found.is_alarming:
        return element("span", words, class_="srr-badge srr-overdue srr-outlook")
    if found.is_near(site.today):
        return element("span", words, class_="srr-badge srr-due-soon srr-outlook")
    return element("span", words)
