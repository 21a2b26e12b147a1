"""The filters above a table: hidden until a script of the page makes them work."""

from collections.abc import Sequence
from typing import NamedTuple

from srr.language import Text
from srr.site.kit.html import Html, element
from srr.site.kit.site import Site

_FILTER = Text("Filter the table", "表の絞り込み")
_CONTAINS = Text("Contains", "キーワード")
_ALL = Text("All", "すべて")
_RESET = Text("Show all", "条件をクリア")
_COUNT = Text("{n} of {all} shown", "{all} 件中 {n} 件を表示")


class Facet(NamedTuple):
    """A choice among values; a row has them in its data attribute *key*, one a line."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]


def filtered(table: Html, facets: Sequence[Facet], site: Site) -> Html:
    """Return *table* below a text filter, the facets that have something to choose, and a count."""
    search = element("input", type="search", name="text", autocomplete="off")
    form = element(
        "form",
        element("label", site.say(_CONTAINS), search),
        *[_select(facet, site) for facet in facets if facet.options],
        element("button", site.say(_RESET), type="reset"),
        element("p", role="status", data_count=_COUNT.within(site.language)),
        class_="srr-filter",
        aria_label=site.say(_FILTER),
        hidden=True,
    )
    return element("div", form, table, data_filtered=True)


def _select(facet: Facet, site: Site) -> Html:
    options = [("", site.say(_ALL)), *facet.options]
    shown = [element("option", words, value=value) for value, words in options]
    return element("label", facet.label, element("select", *shown, name=facet.key))
