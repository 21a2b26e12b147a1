"""The edge between a workspace and the two outlets of the site: the files that both of them publish."""

from importlib import resources

from srr import pages
from srr.pages.page import STYLESHEET, Urls
from srr.pages.site import Site
from srr.workspace import Workspace


def files(workspace: Workspace, *, directory_urls: bool = True) -> dict[str, bytes]:
    """Return the generated files of the site by their paths in its sources."""
    site = Site(workspace.report, workspace.settings, Urls(directory_urls))
    stylesheet = resources.files("srr.pages").joinpath("srr.css").read_bytes()
    return {**pages.render(site), STYLESHEET: stylesheet}
