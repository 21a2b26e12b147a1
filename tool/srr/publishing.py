"""The edge between a workspace and the two outlets of the site: the files that both of them publish."""

from importlib import resources
from pathlib import PurePosixPath

from srr import chronicle, pages
from srr.pages import data
from srr.pages.page import LANGUAGE_SCRIPT, SCRIPT, STYLESHEET, Urls
from srr.pages.site import Site
from srr.workspace import Workspace

ASSETS = (STYLESHEET, SCRIPT, LANGUAGE_SCRIPT)


def files(
    workspace: Workspace, *, directory_urls: bool = True, address: str = ""
) -> dict[str, bytes]:
    """Return the generated files of the site by their paths in its sources.

    *address* is where the site will be, if that is known.
    """
    urls, (history, commits) = Urls(directory_urls), chronicle.read(workspace)
    pinned = workspace.today.pinned
    site = Site(workspace.report, workspace.settings, urls, history, pinned, commits)
    room = resources.files("srr.pages")
    assets = {path: room.joinpath(PurePosixPath(path).name).read_bytes() for path in ASSETS}
    home = address if not address or address.endswith("/") else f"{address}/"
    return {**pages.render(site), **data.files(site, home), **assets}
