"""The how-to pages, which are written by hand and the same in every registry."""

from collections.abc import Iterator, Mapping

from srr.site.kit.page import Markdown, Page
from srr.site.kit.site import HOW_TO


def pages(texts: Mapping[str, str]) -> Iterator[Page]:
    """Yield a page for each of *texts*, by its name within the folder; the first line of one is its heading."""
    for name, text in texts.items():
        title = text.partition("\n")[0].removeprefix("# ")
        yield Page(f"{HOW_TO}/{name}", title, (Markdown(text),))
