"""A real build publishes no secret of mkdocs.yml or docs_dir, and waits for nothing that is no file."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kit.examples import record
from kit.secrets import word
from kit.terminal import srr

STARTER = Path(__file__).parents[2] / "tool/srr/starter/mkdocs.yml"
TOKEN, OTHER = ("ghp_" + word(36) for _ in range(2))
OUTLETS = pytest.mark.parametrize("out", [(), ("--out", "sources")], ids=["mkdocs", "sources"])
DAY = ("--today", "2026-02-02")

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("few_texts")]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), "utf-8")
    (tmp_path / "srr.toml").write_text('languages = ["en", "ja"]\n', "utf-8")
    (tmp_path / "site").mkdir()
    return tmp_path


def configured(root: Path, more: str = "", **changes: str) -> None:
    text = STARTER.read_text("utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    (root / "mkdocs.yml").write_text(f"{text}\n{more}", "utf-8")


def published(root: Path) -> list[str]:
    """Return the files of the site, or of its sources, that hold a secret."""
    folders = (root / "build/site", root / "sources")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert files
    return [
        str(path)
        for path in files
        if any(token[4:] in path.read_text("utf-8", "replace") for token in (TOKEN, OTHER))
    ]


@OUTLETS
def test_a_secret_in_mkdocs_yml_is_named_and_masked(root: Path, out: tuple[str, ...]) -> None:
    more = f"""copyright: "Ours {OTHER}"
repo_url: https://github.com/o/r
edit_uri_template: https://user:{TOKEN}@github.com/o/r/edit/main/{{path}}
"""
    title = f"  - 'Risks {TOKEN}': risks/index.md\n"
    configured(root, more, **{"  - risks/index.md\n": title})
    done = srr(root, "build", *out, *DAY)
    assert done.returncode == 1
    named = [line for line in done.stderr.splitlines() if "error[safety-secret]" in line]
    assert len(named) == 3
    assert all(line.startswith("srr: mkdocs.yml:") for line in named)
    assert TOKEN not in done.stderr + done.stdout
    assert published(root) == []


@OUTLETS
def test_a_secret_in_a_text_file_is_named_and_masked(root: Path, out: tuple[str, ...]) -> None:
    configured(root)
    (root / "site/x.html").write_text(f"<p>é {TOKEN}</p>\n", "utf-8")
    (root / "site/y.bin").write_bytes(b"\0\xff" * 9)
    done = srr(root, "build", *out, *DAY)
    assert done.returncode == 1
    assert "srr: site/x.html:1:6: error[safety-secret]" in done.stderr
    assert published(root) == []
    folder = root / ("sources/docs" if out else "build/site")
    assert (folder / "x.html").read_text("utf-8") == f"<p>é {'*' * 40}</p>\n"
    assert (folder / "y.bin").read_bytes() == b"\0\xff" * 9


@OUTLETS
def test_a_file_too_large_to_be_searched_is_published_as_it_is(
    root: Path, out: tuple[str, ...]
) -> None:
    configured(root)
    (root / "site/x.txt").write_text(f"{TOKEN}{' ' * 64 * 1024}", "utf-8")
    done = srr(root, "build", *out, *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert {Path(path).name for path in published(root)} == {"x.txt"}


def test_a_secret_that_is_an_example_is_no_error_and_stays_masked(root: Path) -> None:
    comment = "# srr: ignore[safety-secret] an example\n"
    configured(root, f"{comment}copyright: Ours {TOKEN}\n")
    done = srr(root, "build", *DAY)
    assert (done.returncode, done.stderr) == (0, "")
    assert published(root) == []


@OUTLETS
def test_a_secret_in_the_name_of_a_file_is_refused(root: Path, out: tuple[str, ...]) -> None:
    configured(root)
    (root / "site/img").mkdir()
    (root / f"site/img/{TOKEN}.txt").write_text("x", "utf-8")
    done = srr(root, "build", *out, *DAY)
    assert done.returncode == 2
    assert f"the name of site/img/{'*' * 40}.txt holds a secret" in done.stderr
    assert TOKEN not in done.stderr


def test_a_secret_in_mount_is_refused(root: Path) -> None:
    configured(root, **{"  - srr\n": f"  - srr: {{mount: {TOKEN}}}\n"})
    done = srr(root, "build", *DAY)
    assert done.returncode == 2
    assert "mount in mkdocs.yml holds a secret" in done.stderr
    assert TOKEN not in done.stderr


def test_the_address_that_edits_is_masked_on_a_teams_own_site_as_well(root: Path) -> None:
    (root / "site/index.md").write_text("# Ours\n", "utf-8")
    (root / "mkdocs.yml").write_text(
        f"site_name: Ours\ndocs_dir: site\nsite_dir: build/site\ntheme: {{name: material, font: false}}\n"
        f"plugins: [search, srr: {{mount: ours}}]\nnot_in_nav: /ours/\n"
        f"edit_uri_template: https://user:{TOKEN}@github.com/o/r/edit/main/{{path}}\n",
        "utf-8",
    )
    done = srr(root, "build", *DAY)
    assert done.returncode == 1, done.stderr
    assert "mkdocs.yml:7:33: error[safety-secret]" in done.stderr
    assert published(root) == []


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unread(path: Path) -> None:
    path.symlink_to(path.parent / "nothing")


def bound(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(os.path.relpath(path))


@OUTLETS
@pytest.mark.parametrize(("name", "make"), [("p.md", pipe), ("p.txt", unread), ("p.svg", bound)])
def test_what_is_no_file_is_named_and_not_waited_for(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    out: tuple[str, ...],
    name: str,
    make: Callable[[Path], None],
) -> None:
    configured(root)
    monkeypatch.chdir(root)
    make(root / "site" / name)
    done = srr(root, "build", *out, *DAY)
    assert done.returncode == 2
    assert f"{name} is not a regular file" in done.stderr


def test_a_template_that_is_no_file_is_refused(root: Path) -> None:
    configured(root, **{"  name: material\n": "  name: material\n  custom_dir: ours\n"})
    (root / "ours").mkdir()
    pipe(root / "ours/main.html")
    done = srr(root, "build", *DAY)
    assert done.returncode == 2
    assert "main.html, a template of the theme, is not a regular file" in done.stderr
