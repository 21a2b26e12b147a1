"""Where a forge edits a file of a repository in the browser, derived from the address of the remote."""

import re
from urllib.parse import quote, urlsplit

# What `git clone` also reads as ssh. https://git-scm.com/docs/git-clone#_git_urls
_SCP = re.compile(r"(?:[^/:@]+@)?(?P<host>[^/:@]+):(?P<path>(?!//).+)")
# Hosts that take ssh on port 443: https://docs.github.com/en/authentication/troubleshooting-ssh
_SSH_ONLY = ("ssh.", "altssh.")
# A word in the host's name, and where that forge edits a file of a branch.
_EDITORS = (
    ("github", "edit/{branch}/{file}"),
    ("gitlab", "-/edit/{branch}/{file}"),
    ("bitbucket.org", "src/{branch}/{file}?mode=edit"),
    ("codeberg", "_edit/{branch}/{file}"),
    ("forgejo", "_edit/{branch}/{file}"),
    ("gitea", "_edit/{branch}/{file}"),
)


def edit_template(remote: str, branch: str, folder: str) -> str | None:
    """Return the address that edits a file of *folder* in *branch*, with `{path}` for the file's path in it.

    A user or a token in *remote* is left out. None where the remote is a folder, or a forge that srr does not know.
    """
    place = _web_address(remote)
    if place is None:
        return None
    host, address = place
    form = next((form for word, form in _EDITORS if word in host), None)
    if form is None:
        return None
    file = "{path}" if folder in ("", ".") else f"{quote(folder)}/{{path}}"
    return f"{address}/{form.format(branch=quote(branch), file=file)}"


def _web_address(remote: str) -> tuple[str, str] | None:
    """Return the host of *remote*, and where a browser finds the repository."""
    scp = None if "://" in remote else _SCP.fullmatch(remote)
    if scp:
        remote = f"ssh://{scp['host']}/{scp['path']}"
    try:
        parts = urlsplit(remote)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    path = parts.path.strip("/").removesuffix(".git")
    if parts.scheme not in ("https", "http", "ssh", "git") or not host or not path:
        return None
    if parts.scheme == "ssh":
        for start in _SSH_ONLY:
            host = host.removeprefix(start)
    is_web = parts.scheme in ("https", "http")
    at = f"{host}:{port}" if is_web and port else host
    return host, f"{parts.scheme if is_web else 'https'}://{at}/{quote(path, safe='/%~')}"
