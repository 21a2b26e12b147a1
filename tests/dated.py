"""Commits on given days, in real repositories."""

from collections.abc import Mapping
from pathlib import Path

from terminal import git


def commit_on(repository: Path, day: str, files: Mapping[str, str | None], *words: str) -> str:
    """Write or remove *files*, commit everything as of nine in Tokyo on *day*, and return the commit.

    *words* are another command than `commit`.
    """
    for path, content in files.items():
        place = repository / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            place.unlink()
        else:
            place.write_text(content, encoding="utf-8")
    git(repository, "add", "--all")
    names = {
        f"GIT_{who}_{what}": value
        for who in ("AUTHOR", "COMMITTER")
        for what, value in (
            ("NAME", "浦"),
            ("EMAIL", "ura@example.com"),
            ("DATE", f"{day}T09:00:00+09:00"),
        )
    }
    command = words or ("commit", "--quiet", "--allow-empty", "--message=change")
    git(repository, *command, **names)
    return git(repository, "rev-parse", "HEAD").strip()
