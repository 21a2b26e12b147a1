"""The site in a second language: the same build once more, into a folder of the first."""

from pathlib import Path
from typing import Any, Literal

from mkdocs.commands.build import build as run
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from srr.repository.history import Past
from srr.repository.workspace import Workspace
from srr.site import config as site_config

# Values that a command may have set over those of mkdocs.yml.
_KEPT = ("strict", "use_directory_urls", "edit_uri_template")


def build(
    config: MkDocsConfig, shown: Workspace, past: Past, command: Literal["build", "serve"]
) -> None:
    """Build the site of *shown* into a folder within the site of *config*, as the same command would."""
    folder = str(Path(config.site_dir, site_config.folder(shown.settings)))
    home = site_config.address(config.site_url or "", shown.settings) or None
    kept = {key: config[key] for key in _KEPT}
    inner = load_config(config.config_file_path, site_dir=folder, site_url=home, **kept)
    plugin: Any = inner.plugins["srr"]
    plugin.translated = (shown, past)
    inner.plugins.on_startup(command=command, dirty=False)
    try:
        run(inner)
    finally:
        inner.plugins.on_shutdown()
