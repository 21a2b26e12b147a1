"""A generated page as MkDocs converts it: an outline of headings and places, which most pages share."""

from collections.abc import MutableMapping
from copy import deepcopy
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

Converted = MutableMapping[str, dict[str, Any]]
"""From each outline to the attributes of a page that its conversion sets."""


class OutlinePage(Page):
    """A page whose Markdown is converted once for all pages that have the same.

    Python-Markdown and its extensions are set up again for each page, which is a seventh of the time of a build.
    """

    def __init__(self, file: File, config: MkDocsConfig, converted: Converted) -> None:
        super().__init__(None, file, config)
        self._converted = converted

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the Markdown, or take over what it became on another page."""
        outline = self.markdown or ""
        known = self._converted.get(outline)
        if known is not None:
            # A plugin may change the table of contents of one page.
            vars(self).update(known, toc=deepcopy(known["toc"]))
            return
        before = dict(vars(self))
        super().render(config, files)
        # A link becomes another one on another page.
        if "](" not in outline:
            self._converted[outline] = {
                name: value for name, value in vars(self).items() if before.get(name) is not value
            }
