"""The page of a file among the records that cannot be read: a loud notice, without its text."""

from srr.language import Text
from srr.site.kit.html import element, join
from srr.site.kit.page import Page
from srr.site.kit.parts import findings_notice
from srr.site.kit.site import Site
from srr.text.credentials import mask

_TITLE = Text("{path} cannot be read", "{path} は読めない")
_WORDS = Text(
    "This file may hold a risk that nobody sees. Its text is not shown; fix what the linter reports below.",
    "このファイルには誰にも見えていないリスクがあるかもしれない。内容は表示しない。以下の指摘を直す。",
)


def page(path: str, site: Site) -> Page:
    """Return the page of the file at *path*."""
    source = site.page_at[path]
    title = site.say(_TITLE, path=mask(path))
    content = join(
        element("h1", title),
        element("p", site.say(_WORDS), class_="srr-lead"),
        findings_notice(source, path, site),
    )
    return Page(source, title, (content,))
