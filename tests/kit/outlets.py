"""The site of a registry as each generator builds it, strictly."""

import subprocess
import sys
from pathlib import Path

from kit.terminal import environment, srr

FOLDER = "build/zensical"


def run(root: Path, tool: str, *arguments: str) -> None:
    """Run a generator in *root*; whatever it complains of fails the test."""
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *arguments],
        cwd=root,
        env=environment(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def mkdocs(root: Path) -> Path:
    """Build with MkDocs; return the folder of the site."""
    run(root, "mkdocs", "build", "--strict", "--site-dir", "build/mkdocs")
    return root / "build/mkdocs"


def properdocs(root: Path) -> Path:
    """Build with ProperDocs, which wants to be told of an mkdocs.yml."""
    run(root, "properdocs", "build", "--strict", "-f", "mkdocs.yml", "-d", "build/properdocs")
    return root / "build/properdocs"


def zensical(root: Path, **more: str) -> Path:
    """Write the sources and build them with Zensical, each language; *more* is the environment of srr."""
    written = srr(root, "build", "--out", FOLDER, **more)
    assert written.returncode == 0, written.stderr
    # The site of the first language holds that of the other.
    for config in sorted((root / FOLDER).glob("mkdocs*.yml"), key=lambda path: len(path.name)):
        run(root, "zensical", "build", "--strict", "-f", str(config))
    return root / FOLDER / "site"
