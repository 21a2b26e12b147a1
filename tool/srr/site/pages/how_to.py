"""The how-to pages, which are written by hand and the same in every registry."""

from collections.abc import Iterator, Mapping

from srr.site.kit.html import element
from srr.site.kit.page import Markdown, Page
from srr.site.kit.site import HOW_TO, Site

_FIRST = "index.md"


def pages(texts: Mapping[str, str], site: Site) -> Iterator[Page]:
    """Yield a page for each of *texts*, by its name within the folder; the first line of one is its heading."""
    first = f"{HOW_TO}/{_FIRST}"
    for name, text in texts.items():
        path = f"{HOW_TO}/{name}"
        # The menu lists the first page alone.
        back = element("p", site.link(path, first, _title(texts[_FIRST])), class_="srr-eyebrow")
        blocks = (Markdown(text),) if path == first else (back, Markdown(text))
        yield Page(path, _title(text), blocks)


def _title(text: str) -> str:
    return text.partition("\n")[0].removeprefix("# ")
