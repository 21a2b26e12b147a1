"""The edge between a workspace and the two outlets of the site: the files that both of them publish."""

from dataclasses import replace
from importlib import resources
from pathlib import PurePosixPath

from srr import chronicle, pages
from srr.pages import data
from srr.pages.page import LANGUAGE_SCRIPT, SCRIPT, STYLESHEET, Paths, Urls
from srr.pages.site import Site
from srr.workspace import Workspace

ASSETS = (STYLESHEET, SCRIPT, LANGUAGE_SCRIPT)


def files(
    workspace: Workspace, *, directory_urls: bool = True, address: str = "", as_paths: bool = False
) -> dict[str, bytes]:
    """Return the generated files of the site by their paths in its sources.

    *address* is where the site will be, if that is known; *as_paths* lets a page name others by their sources.
    """
    urls, (history, commits) = Urls(directory_urls), chronicle.read(workspace)
    pinned = workspace.today.pinned
    site = Site(workspace.report, workspace.settings, urls, history, pinned, commits)
    room = resources.files("srr.pages")
    assets = {path: room.joinpath(PurePosixPath(path).name).read_bytes() for path in ASSETS}
    home = address if not address or address.endswith("/") else f"{address}/"
    shown = replace(site, urls=Paths()) if as_paths else site
    return {**pages.render(shown), **data.files(site, home), **assets}
