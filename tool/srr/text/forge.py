"""Where a forge edits a file of a repository and shows its history, derived from the address of the remote."""

import re
from typing import NamedTuple
from urllib.parse import quote, urlsplit

# What `git clone` also reads as ssh. https://git-scm.com/docs/git-clone#_git_urls
_SCP = re.compile(r"(?:[^/:@]+@)?(?P<host>[^/:@]+):(?P<path>(?!//).+)")
# Hosts that take ssh on port 443: https://docs.github.com/en/authentication/troubleshooting-ssh
_SSH_ONLY = ("ssh.", "altssh.")


class _Forge(NamedTuple):
    """A word in the host's name, and where that forge edits a file of a branch and lists its commits."""

    word: str
    edit: str
    history: str


_FORGES = (
    _Forge("github", "edit/{branch}/{file}", "commits/{branch}/{file}"),
    _Forge("gitlab", "-/edit/{branch}/{file}", "-/commits/{branch}/{file}"),
    _Forge("bitbucket.org", "src/{branch}/{file}?mode=edit", "history-node/{branch}/{file}"),
    *(
        _Forge(word, "_edit/{branch}/{file}", "commits/branch/{branch}/{file}")
        for word in ("codeberg", "forgejo", "gitea")
    ),
)
# What MkDocs fills in: https://www.mkdocs.org/user-guide/configuration/#edit_uri_template
_PLACE = re.compile(r"\{(path|path_noext)(!q)?\}")


def edit_template(remote: str, branch: str, folder: str) -> str | None:
    """Return the address that edits a file of *folder* in *branch*, with `{path}` for the file's path in it.

    A user or a token in *remote* is left out. None where the remote is a folder, or a forge that srr does not know.
    """
    place = _web_address(remote)
    if place is None:
        return None
    host, address = place
    forge = _forge(host)
    if forge is None:
        return None
    file = "{path}" if folder in ("", ".") else f"{quote(folder)}/{{path}}"
    return f"{address}/{forge.edit.format(branch=quote(branch), file=file)}"


def history_template(edit: str) -> str | None:
    """Return the address that lists the commits of a file, given the one that edits it; None where it is not known."""
    try:
        forge = _forge(urlsplit(edit).hostname or "")
    except ValueError:
        return None
    if forge is None:
        return None
    start, _, end = forge.edit.partition("{branch}/{file}")
    # The first two parts of the path may have any name, also that of the action.
    shape = rf"(https?://[^/]+/[^/]+/.+?)/{re.escape(start)}(.+){re.escape(end)}"
    found = re.fullmatch(shape, edit)
    if found is None:
        return None
    return f"{found[1]}/{forge.history.partition('{branch}')[0]}{found[2]}"


def address(template: str, path: str) -> str:
    """Return *template* filled with the *path* of a file."""
    stem = path.rpartition(".")[0] or path
    return _PLACE.sub(
        lambda place: quote(path if place[1] == "path" else stem, safe="" if place[2] else "/"),
        template,
    )


def _forge(host: str) -> _Forge | None:
    return next((forge for forge in _FORGES if forge.word in host), None)


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
    return host, f"{parts.scheme if is_web else 'https'}://{at}/{quote(path, safe='/%')}"
