"""The only module that runs git: a handful of processes, whatever the number of records."""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from srr.documents.tree import MOST_BYTES, NotAFile, Tree, too_large
from srr.language import Refusal, Text
from srr.repository.errors import reason

# Variables that git sets for a hook and that would point another git at the hook's repository; the user's own, such as
# GIT_CONFIG_GLOBAL, stay. https://git-scm.com/docs/githooks https://git-scm.com/docs/git-rev-parse
_OF_A_HOOK = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "COMMON_DIR", "INDEX_FILE", "OBJECT_DIRECTORY", "PREFIX"),
        *("ALTERNATE_OBJECT_DIRECTORIES", "QUARANTINE_PATH", "NAMESPACE", "SHALLOW_FILE"),
    )
)

_ODD_MODES = {"120000": "symlink", "160000": "submodule"}
_SHA256_LENGTH = 64
_LATEST = 4_102_444_800  # 2100; a commit may carry any number of seconds, or none that git can read
_DIGITS = 20

# Overrides user settings that change the output of `git log`: https://git-scm.com/docs/git-config
_PLAIN_LOG = (
    *("-c", "log.showSignature=false", "-c", "log.showRoot=true"),
    *("-c", "log.diffMerges=first-parent", "log", "--first-parent", "-m", "--reverse", "--raw"),
    *("-z", "--no-renames", "--no-abbrev", "--relative", "--no-color", "--encoding=UTF-8"),
    "--format=%H %ct %aN",
)

# A file may be called `*.md`.
_LITERAL = ("--literal-pathspecs",)

_SAYS = Text("git says: {words}", "git のメッセージ: {words}")
_MISSING = Text(
    "a file of the history is missing in this clone",
    "履歴にあるファイルがこのクローンにありません",
)
_NO_REPOSITORY = Text(
    "this folder is not in a git repository; run git init",
    "このフォルダは git リポジトリの中にありません。git init を実行してください",
)
_UNUSABLE = Text(
    "git cannot use {path}; restore it, or clone the repository again",
    "git が {path} を使えません。元に戻すか、リポジトリを clone し直してください",
)
_NOT_RUN = Text("git cannot be run: {why}", "git を実行できません: {why}")
_NOT_FOUND = Text(
    "git is not found; install it, or add its folder to PATH",
    "git が見つかりません。インストールするか、PATH に追加してください",
)


class GitError(Refusal):
    """git failed; what is said is one line."""


class NoRepository(GitError):
    """There is no git repository around the folder."""


class GitCommit(NamedTuple):
    """One commit of a history: *files* gives the blob of each file it changed, None for one that went.

    *author* is the name of who wrote it, as `.mailmap` gives it; it may be anything, and empty.
    """

    commit: str
    at: datetime
    author: str
    files: Mapping[str, str | None]


def commits(root: Path, refs: Sequence[str]) -> tuple[str | None, ...]:
    """Return the full name of the commit that each of *refs* names, None where there is none in this clone.

    One process; raises where git does not work in *root* at all.
    """
    asked = "".join(f"{ref.replace(chr(10), ' ')}^{{commit}}\n" for ref in refs)
    answer = _run(root, "cat-file", "--batch-check", text=os.fsencode(asked))
    # A missing name comes back as given, followed by the reason.
    rows = [line.split(b" ") for line in answer.splitlines()]
    return tuple(row[0].decode() if len(row) == 3 and row[1] == b"commit" else None for row in rows)


def names_commit(root: Path) -> bool:
    """Whether HEAD names a commit, in this clone or not; before the first one it names none."""
    try:
        return bool(_run(root, "rev-parse", "--quiet", "--verify", "HEAD"))
    except GitError:
        return False


def merge_base(root: Path, one: str, other: str) -> str | None:
    """Return the merge base of two commits; None when this clone does not reach it."""
    try:
        return _run(root, "merge-base", one, other).decode().strip() or None
    except GitError:
        return None


def staged_tree(root: Path) -> str:
    """Return the hash of the tree that the next commit would have.

    Only here the GIT_INDEX_FILE of a hook is used: `git commit FILE` has its own.
    """
    index = os.environ.get("GIT_INDEX_FILE")
    given = {"GIT_INDEX_FILE": str(Path(index).absolute())} if index else {}
    return _run(root, "write-tree", more=given).decode().strip()


def is_shallow(root: Path) -> bool:
    """Whether this clone holds only a part of the history."""
    return _run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def is_partial(root: Path) -> bool:
    """Whether this clone is shallow, or would have to fetch old files one by one to read them."""
    if is_shallow(root):
        return True
    try:
        found = _run(root, "config", "--get-regexp", r"^remote\..*\.promisor$")
    except GitError:
        return False
    return b" true" in found


def log(root: Path, paths: Sequence[str]) -> tuple[GitCommit, ...]:
    """Return the commits that changed files at *paths* (below *root*), the first one first, in one process.

    A merge is one commit: it brings what it changed for the branch that it went into.
    """
    return tuple(_steps(_run(root, *_PLAIN_LOG, "HEAD", "--", *paths)))


def tree_at(root: Path, ref: str, paths: Sequence[str], known: Tree) -> Tree:
    """Return the files at *paths* (files or folders below *root*) as they are in the commit *ref*.

    Two processes: one lists, one reads. A file whose bytes *known* already holds is not read again; line
    ends alone make no difference, since git may change them on the way out.
    """
    listing = _run(root, "ls-tree", "-r", "-z", "-l", ref, "--", *paths)
    tree: dict[str, bytes | NotAFile] = {}
    wanted: dict[str, str] = {}
    for row in filter(None, listing.split(b"\0")):
        head, _, name = row.partition(b"\t")
        mode, _, blob, size = head.decode().split()
        path = os.fsdecode(name)
        if mode in _ODD_MODES:
            tree[path] = NotAFile(_ODD_MODES[mode])
        elif int(size) > MOST_BYTES:
            tree[path] = too_large(int(size))
        elif holds(known.get(path), blob):
            tree[path] = known[path]
        else:
            wanted[path] = blob
    contents = _contents(root, sorted(set(wanted.values())))
    return tree | {path: contents[blob] for path, blob in wanted.items()}


def blobs(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Return the content of each blob, empty for one that is too large: one process for the sizes, one for the rest."""
    asked = sorted(set(names))
    if not asked:
        return {}
    sizes = _run(root, "cat-file", "--batch-check=%(objectsize)", text=_lines(asked)).split(b"\n")
    small = [name for name, size in zip(asked, sizes, strict=False) if _is_small(size)]
    return dict.fromkeys(asked, b"") | _contents(root, small)


def _contents(root: Path, names: Sequence[str]) -> dict[str, bytes]:
    if not names:
        return {}
    found = tuple(_objects(root, _lines(names), b"blob"))
    if len(found) != len(names):
        raise GitError(_MISSING)
    return dict(zip(names, found, strict=True))


def _lines(names: Iterable[str]) -> bytes:
    return "".join(f"{name}\n" for name in names).encode()


def _is_small(size: bytes) -> bool:
    """Whether git says that a blob of this size is small, or that it is missing."""
    return not size.isdigit() or int(size) <= MOST_BYTES


def names_on_branches(root: Path, folder: str) -> set[str]:
    """Return the names of the files in *folder* on every local and remote-tracking branch.

    Two processes: one lists the branches, one reads their trees.
    """
    refs = _run(root, "for-each-ref", "--format=%(objectname)", "refs/heads", "refs/remotes")
    prefix = _run(root, "rev-parse", "--show-prefix").decode(errors="surrogateescape").strip("\n")
    commits = sorted(set(refs.decode().split()))
    wanted = "".join(f"{commit}:{prefix}{folder}\n" for commit in commits)
    asked = wanted.encode(errors="surrogateescape")
    return {
        name
        for tree in _objects(root, asked, b"tree")
        for name in _tree_names(tree, _hash_length(commits))
    }


def user_name(root: Path) -> str | None:
    """Return the name that git would sign a commit with."""
    try:
        return _run(root, "config", "user.name").decode(errors="replace").strip() or None
    except GitError:
        return None


def top(root: Path) -> Path | None:
    """Return the top folder of the work tree around *root*."""
    try:
        answer = _run(root, "rev-parse", "--show-toplevel")
    except GitError:
        return None
    return Path(os.fsdecode(answer.removesuffix(b"\n"))) if answer.strip() else None


def differs(root: Path, paths: Sequence[str]) -> bool:
    """Whether the next commit would change the files at *paths*, were they all in it."""
    return bool(_run(root, *_LITERAL, "status", "--porcelain", "--", *paths).strip())


def commit(root: Path, paths: Sequence[str], message: str) -> None:
    """Commit the files at *paths* as they are, and nothing else, whatever is staged; raise GitError."""
    _run(root, *_LITERAL, "add", "--", *paths)
    only = ("commit", "--quiet", "--file=-", "--only", "--", *paths)
    _run(root, *_LITERAL, *only, text=message.encode())


def remotes(root: Path) -> tuple[str, ...]:
    """Return the addresses of the remotes, that of `origin` first."""
    try:
        lines = _run(root, "remote", "-v").decode(errors="replace").splitlines()
    except GitError:
        return ()
    rows = sorted((line.split() for line in lines), key=lambda row: row[0] != "origin")
    return tuple(dict.fromkeys(row[1] for row in rows))


def origin(root: Path) -> str | None:
    """Return the address of `origin` as configured in the repository.

    A user's `url.*.insteadOf` would turn it into one that is only valid on this machine, and may hold a token.
    """
    try:
        answer = _run(root, "config", "--get-all", "remote.origin.url").decode(errors="replace")
    except GitError:
        return None
    return next(iter(answer.splitlines()), None)


def default_branch(root: Path) -> str | None:
    """Return the branch that changes go to: that of `origin`, else main or master where there is one, else this one."""
    try:
        named = _run(root, "for-each-ref", "--format=%(refname) %(symref)").decode(errors="replace")
    except GitError:
        return None
    refs = dict(line.partition(" ")[::2] for line in named.splitlines())
    of_origin = refs.get("refs/remotes/origin/HEAD", "").removeprefix("refs/remotes/origin/")
    usual = (
        name
        for name in ("main", "master")
        if {f"refs/heads/{name}", f"refs/remotes/origin/{name}"} & refs.keys()
    )
    return of_origin or next(usual, None) or _current_branch(root)


def _current_branch(root: Path) -> str | None:
    """Return the branch that is checked out; None where HEAD is detached."""
    try:
        return _run(root, "symbolic-ref", "--short", "HEAD").decode(errors="replace").strip()
    except GitError:
        return None


def hook(root: Path, name: str) -> Path:
    """Return where git looks for the hook *name*."""
    answer = _run(root, "rev-parse", "--git-path", f"hooks/{name}")
    return root / os.fsdecode(answer.removesuffix(b"\n"))


def is_on_origin(root: Path, commit: str) -> bool:
    """Whether a branch of `origin` held *commit* at the last fetch."""
    return bool(_run(root, "for-each-ref", f"--contains={commit}", "refs/remotes/origin"))


def _run(
    root: Path, *arguments: str, text: bytes = b"", more: Mapping[str, str] | None = None
) -> bytes:
    with _oserror_as_git_error():
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            env={**_environment(), **(more or {})},
            input=text,
            capture_output=True,
            check=False,
        )
    if done.returncode != 0:
        raise _failure(root, done.stderr.decode(errors="replace"))
    return done.stdout


@contextmanager
def _oserror_as_git_error() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise GitError(_NOT_FOUND) from None
    except OSError as error:
        raise GitError(_NOT_RUN.fill(why=reason(error))) from None


def _failure(root: Path, message: str) -> GitError:
    words = _reason(message)
    if not words.startswith("not a git repository"):
        return GitError(_SAYS.fill(words=words))
    around = (folder / ".git" for folder in (root.resolve(), *root.resolve().parents))
    broken = next((path for path in around if os.path.lexists(path)), None)
    return GitError(_UNUSABLE.fill(path=broken)) if broken else NoRepository(_NO_REPOSITORY)


def _reason(message: str) -> str:
    """Return the line of git's message with the error, and what leads up to it; advice may follow."""
    lines = [line for line in message.strip().splitlines() if not line.startswith("hint: ")]
    fatal = [line for line in lines if line.startswith(("fatal: ", "error: "))]
    if fatal:
        return fatal[0].partition(": ")[2]
    about = [line for line in lines[-2:-1] if line.endswith(":")]
    return " ".join((*about, *lines[-1:])) or "no message"


def _environment() -> dict[str, str]:
    """Return the environment without the variables of a hook."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return kept | {"LC_ALL": "C"}


def holds(content: bytes | NotAFile | None, blob: str) -> bool:
    """Whether *content*, as it is or with LF line ends, is the blob of this hash."""
    if not isinstance(content, bytes):
        return False
    if _blob_name(content, len(blob)) == blob:
        return True
    return b"\r\n" in content and _blob_name(content.replace(b"\r\n", b"\n"), len(blob)) == blob


def _blob_name(content: bytes, length: int) -> str:
    digest = hashlib.sha256 if length == _SHA256_LENGTH else hashlib.sha1
    return digest(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _steps(answer: bytes) -> Iterator[GitCommit]:
    """Read `hash seconds author`, then for each file `:mode mode blob blob letter` and its path, all ended by NUL."""
    words = iter(answer.split(b"\0"))
    step: GitCommit | None = None
    files: dict[str, str | None] = {}
    for word in words:
        line = word.strip(b"\n").decode(errors="replace")
        if line.startswith(":"):
            _, mode, _, blob, _ = line.split(" ")
            is_file = mode.startswith("100")
            files[os.fsdecode(next(words))] = blob if is_file else None
        elif line:
            if step:
                yield step
            commit, seconds, author = line.split(" ", 2)
            # git prints the placeholder itself where the author line cannot be parsed:
            # https://github.com/git/git/blob/master/pretty.c
            author = "" if author == "%aN" else author.strip()
            files = {}
            step = GitCommit(commit, _instant(int(seconds[:_DIGITS] or 0)), author, files)
    if step:
        yield step


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(max(seconds, 0), _LATEST), UTC)


def _objects(root: Path, names: bytes, kind: bytes) -> Iterator[bytes]:
    """Yield the content of each object of *kind* that is named on a line of *names*, as git gives it.

    All of them at once may be more than fits into memory: the trees of many branches, for example.
    """
    with TemporaryFile() as asked, TemporaryFile() as complaint:
        asked.write(names)
        asked.seek(0)
        with _oserror_as_git_error():
            process = subprocess.Popen(
                ["git", "cat-file", "--batch"],
                cwd=root,
                env=_environment(),
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=complaint,
            )
        with process:
            yield from _answered(process.stdout or BytesIO(), kind)
        if process.returncode != 0:
            complaint.seek(0)
            raise _failure(root, complaint.read().decode(errors="replace"))


def _answered(answer: IO[bytes], kind: bytes) -> Iterator[bytes]:
    """Read the answer of `cat-file --batch`."""
    for line in answer:
        header = line.rstrip(b"\n").split(b" ")
        if header[-1] == b"missing":
            continue
        content = answer.read(int(header[-1]) + 1)
        if header[-2] == kind:
            yield content[:-1]


def _tree_names(tree: bytes, hash_length: int) -> Iterator[str]:
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        yield tree[at:end].partition(b" ")[2].decode(errors="surrogateescape")
        at = end + 1 + hash_length


def _hash_length(commits: list[str]) -> int:
    return len(commits[0]) // 2 if commits else 20
