"""Where this srr was installed from, as pip recorded it."""

import json
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from srr.repository import git
from srr.text.requirement import GitSource


def git_source() -> GitSource | None:
    """Return the git address and the commit that this srr came from; None where neither is known."""
    try:
        # https://packaging.python.org/en/latest/specifications/direct-url/
        text = metadata.distribution("srr").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        return None
    return source_of(json.loads(text or "{}"))


def source_of(direct_url: Mapping[str, Any]) -> GitSource | None:
    """Return the git address and commit of a direct_url.json.

    For a local checkout it is the address of `origin`, if a branch of it is known to hold the commit.
    """
    url, version = direct_url.get("url", ""), direct_url.get("vcs_info", {})
    is_git = version.get("vcs") == "git"
    if not is_git and "dir_info" not in direct_url:
        return None
    commit = version["commit_id"] if is_git else None
    subdirectory = direct_url.get("subdirectory", "")
    if urlsplit(url).scheme != "file":
        return GitSource(url, commit, subdirectory) if commit else None
    return _of_folder(Path(url2pathname(urlsplit(url).path)), commit, subdirectory)


def _of_folder(folder: Path, commit: str | None, subdirectory: str) -> GitSource | None:
    # A folder within a repository may be ignored, and so be in none of its commits.
    if git.top(folder) != folder.resolve():
        return None
    try:
        (head,) = git.commits(folder, (commit or "HEAD",))
        address = git.origin(folder)
        if head is None or address is None or not git.is_on_origin(folder, head):
            return None
    except git.GitError:
        return None
    return GitSource(address, head, subdirectory)
