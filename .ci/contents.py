"""Refuses a wheel or an archive that lacks a file of the package, or holds one that does not belong in it."""

import sys
import tarfile
import zipfile
from pathlib import Path

PACKAGE = Path("tool/srr")


def expected() -> set[str]:
    """Return the files of the package, as paths in the wheel."""
    files = (
        path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {f"srr/{path.relative_to(PACKAGE).as_posix()}" for path in files}


def names(archive: Path) -> set[str]:
    """Return the files of the package that *archive* holds; refuse all others but its metadata."""
    if archive.suffix == ".whl":
        found = {name for name in zipfile.ZipFile(archive).namelist() if ".dist-info/" not in name}
    else:
        with tarfile.open(archive) as opened:
            members = [name.partition("/")[2] for name in opened.getnames()]
        kept = {"PKG-INFO", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".gitignore"}
        found = {name.removeprefix("tool/") for name in members if name not in kept}
    return found


def main(folder: str, version: str = "") -> None:
    """Compare each archive in *folder* with the package."""
    for archive in sorted(Path(folder).iterdir()):
        if f"-{version}" not in archive.name:
            sys.exit(f"{archive.name} is not of version {version}")
        odd = names(archive) ^ expected()
        if odd:
            sys.exit(f"{archive.name} and {PACKAGE} differ in {', '.join(sorted(odd)[:5])}")
        print(f"{archive.name}: {len(expected())} files")  # noqa: T201


main(*sys.argv[1:])
