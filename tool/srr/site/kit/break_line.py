"""A condition in one line: the value and its day, what is left up to the limit, and when it is reached."""

from srr.insights.break_words import said
from srr.insights.breaks import Break
from srr.site.kit.html import Html, element
from srr.site.kit.site import Site


def break_line(found: Break, site: Site) -> Html:
    """Return what is said of *found*."""
    return element("span", " · ".join(map(site.say, said(found))), class_="srr-quiet")
