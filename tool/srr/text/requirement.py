"""Requirements for pip: as people type them, and for a commit of a git repository."""

import re
from typing import NamedTuple

from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement as Parsed

from srr.language import Refusal, Text
from srr.text import credentials

EXAMPLE = "srr @ git+https://git.example.com/srr.git@COMMIT"

_EMPTY = Text(f"is empty; an example is {EXAMPLE}", f"が空です。例: {EXAMPLE}")
_DASH = Text(
    "starts with a dash, which pip reads as an option",
    "がハイフンで始まっています。pip はオプションとして読みます",
)
_DOLLAR = Text(
    "holds a dollar sign or a control character, which CI may act upon",
    "に、CI が解釈しかねない $ か制御文字があります",
)
_CREDENTIALS = Text(
    "holds credentials, which do not belong in a committed file; leave them out",
    "に認証情報があります。コミットするファイルには書かず、外してください",
)
_UNREADABLE = Text(
    f"cannot be read by pip: {{text}}; an example is {EXAMPLE}",
    f"の {{text}} は pip が読めません。例: {EXAMPLE}",
)


class NoRequirement(Refusal):
    """What was typed is no requirement fit for CI."""


class GitSource(NamedTuple):
    """A commit of a git repository, and the folder of the package in it where that is not the top."""

    url: str
    commit: str
    subdirectory: str = ""


def read(typed: str) -> str:
    """Return *typed* as a requirement fit for a committed CI file; raises NoRequirement with the rest of a sentence."""
    text = typed.strip()
    if not text:
        raise NoRequirement(_EMPTY)
    if text.startswith("-"):
        raise NoRequirement(_DASH)
    # GitLab expands $NAME in a variable, GitHub ${{ }} in a workflow.
    # https://docs.gitlab.com/ci/variables/#use-cicd-variables-in-job-scripts
    # https://docs.github.com/en/actions/reference/workflows-and-actions/expressions
    if "$" in text or not text.isprintable():
        raise NoRequirement(_DOLLAR)
    if _has_credentials(text):
        raise NoRequirement(_CREDENTIALS)
    if text.startswith(_PATH):
        return text
    # pip before 24.1 refuses a name before an address that has no host.
    text = text.replace("git+file:///", "git+file://localhost/")
    named = f"srr @ {text}" if _BARE_URL.match(text) else text
    if not _is_requirement(named):
        raise NoRequirement(_UNREADABLE.fill(text=repr(text)))
    return named


def with_extra(requirement: str, extra: str) -> str:
    """Return *requirement*, as `read` returns it, with one more extra."""
    form = _PATH_EXTRAS if requirement.startswith(_PATH) else _NAME_EXTRAS

    def widened(found: re.Match[str]) -> str:
        extras = [name.strip() for name in (found["extras"] or "").split(",") if name.strip()]
        return f"{found['before']}[{','.join(dict.fromkeys((*extras, extra)))}]"

    return form.sub(widened, requirement, count=1)


def of_commit(source: GitSource) -> str | None:
    """Return the requirement for a commit; None where only this machine or its network reaches the address.

    The address is left without a password, and without a user where ssh does not need one.
    """
    url = _public(source.url)
    fits = _COMMIT.fullmatch(source.commit) and _SAFE_PATH.fullmatch(source.subdirectory)
    if url is None or not fits:
        return None
    folder = f"#subdirectory={source.subdirectory}" if source.subdirectory else ""
    return f"srr @ git+{url}@{source.commit}{folder}"


# pip takes an argument with a leading dot or a slash for a path; these prefixes never begin the name of a package:
# https://github.com/pypa/pip/blob/main/src/pip/_internal/req/constructors.py
_PATH = ("./", "../", "/")
_BARE_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_NAME_EXTRAS = re.compile(r"\A(?P<before>[\w.-]+)(?:\s*\[(?P<extras>[^\]]*)\])?", re.ASCII)
_PATH_EXTRAS = re.compile(r"(?P<before>)(?:\[(?P<extras>[\w\s,.-]*)\])?\Z", re.ASCII)
_USER = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?P<user>[^/]*)@")

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SAFE_PATH = re.compile(r"[\w./~%+@:-]*", re.ASCII)
_SAFE_USER = re.compile(r"\w[\w.-]*", re.ASCII)
_URL = re.compile(
    r"(?P<scheme>https|ssh|git)://(?:(?P<user>[^/]*)@)?(?P<host>[\w.-]+)(?P<port>:\d+)?(?P<path>/.+)",
    re.ASCII,
)
# What `git clone` also reads as ssh; pip does not. https://git-scm.com/docs/git-clone#_git_urls
_SCP = re.compile(r"(?P<user>[^/:@]+@)?(?P<host>[^/:@]+):(?P<path>(?!//).+)")
# A name in the DNS: an alias of ~/.ssh/config has no dot, and the last label of an IP address starts with a digit.
_NAME = re.compile(r"(?:\w[\w-]*\.)+[a-z][a-z0-9-]*", re.ASCII)
_NAMES_HERE = (".localhost", ".local", ".localdomain", ".lan", ".home.arpa", ".docker.internal")


def _has_credentials(text: str) -> bool:
    """Whether an address names a user, other than an ssh user without a password, who is not a secret."""
    found = _USER.search(text)
    is_user = found is not None and (":" in found["user"] or not found["scheme"].endswith("ssh"))
    return is_user or bool(credentials.find(text))


def _is_requirement(text: str) -> bool:
    try:
        url = Parsed(text).url
    except InvalidRequirement:
        return False
    return url is None or _BARE_URL.match(url) is not None


def _public(url: str) -> str | None:
    """Return *url* as pip reads it and without secrets; None where it leads nowhere from another machine."""
    scp = _SCP.fullmatch(url)
    if scp:
        url = f"ssh://{scp['user'] or ''}{scp['host']}/{scp['path'].lstrip('/')}"
    found = _URL.fullmatch(url)
    if found is None or not _SAFE_PATH.fullmatch(found["path"]):
        return None
    host = found["host"].lower()
    if not _NAME.fullmatch(host) or host.endswith(_NAMES_HERE):
        return None
    user = (found["user"] or "").partition(":")[0] if found["scheme"] == "ssh" else ""
    if user and not _SAFE_USER.fullmatch(user):
        return None
    return f"{found['scheme']}://{user and f'{user}@'}{host}{found['port'] or ''}{found['path']}"
