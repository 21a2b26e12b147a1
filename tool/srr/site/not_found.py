"""What the page for a missing address says: a guess at the record that was meant, the search, and the main pages."""

from collections.abc import Callable

from srr.language import Text
from srr.site.kit.html import Html, element, escape, join
from srr.site.kit.jump import jumps
from srr.site.kit.site import HOME, LEVERS, RISKS, Site
from srr.site.pages import levers

_TITLE = Text("404 - Not found", "404 - ページが見つからない")
_WORDS = Text(
    "There is no page at this address. A record may have been moved or removed, or the address mistyped.",
    "このアドレスにページはない。記録が移動または削除されたか、アドレスの打ち間違いの可能性がある。",
)
_GUESS = Text("Did you mean", "もしかして")
_SEARCH = Text("Search", "検索する")
_WAYS = (
    (RISKS, Text("All risks", "リスクの一覧")),
    (LEVERS, levers.TITLE),
    (HOME, Text("Home", "ホーム")),
)


def content(site: Site, href: Callable[[str], str]) -> Html:
    """Return the content of the page; *href* gives the link to an address of the site, as the page has no place."""
    ways = [
        element("li", _link(href(site.urls.of(page)), site.say(words))) for page, words in _WAYS
    ]
    # The theme opens its search with this label; `/` does, too.
    search = Html(
        f'<label for="__search" class="md-button">{escape(site.say(_SEARCH))} (/)</label>'
    )
    guess = element("p", site.say(_GUESS), ": ", data_guess=True, hidden=True)
    inner = join(element("p", site.say(_WORDS)), guess, element("p", search), element("ul", *ways))
    return join(
        element("h1", site.say(_TITLE)),
        element("div", inner, jumps(site), class_="srr srr-missing"),
    )


def _link(href: str, words: str) -> Html:
    # An address from the root of the host, which no link of a record may be.
    return Html(f'<a href="{escape(href)}">{escape(words)}</a>')
