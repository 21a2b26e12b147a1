"""One registry, three generators: MkDocs, ProperDocs, and Zensical from the sources of `srr build --out`."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from examples import record
from terminal import environment, srr

STARTER = Path(__file__).parent.parent / "tool/srr/starter/mkdocs.yml"
HOW_TO = Path(__file__).parent.parent / "site/how-to/publish.md"
RECORDS = ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md")
SITE_URL = "https://risks.example.com/"
GENERATORS = ("mkdocs", "properdocs", "zensical")
# What a generator adds for itself; ours are compared.
THEIRS = ("404.html", "sitemap.xml", "sitemap.xml.gz", "objects.inv", "search.json", "search/")


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("registry")
    for path in RECORDS:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(record(path), encoding="utf-8")
    (root / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    text = STARTER.read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"site_url: {SITE_URL}\n{text}", encoding="utf-8")
    (root / "site").mkdir()
    return root


@pytest.fixture(scope="module")
def built(registry: Path) -> Mapping[str, Path]:
    """Build the site with each generator, strictly; return the folder of each."""
    run(registry, "mkdocs", "build", "--strict", "--site-dir", "build/mkdocs")
    run(
        registry,
        "properdocs",
        "build",
        "--strict",
        "-f",
        "mkdocs.yml",
        "--site-dir",
        "build/properdocs",
    )
    written = srr(registry, "build", "--out", "build/docs")
    assert written.returncode == 0, written.stderr
    config = HOW_TO.read_text(encoding="utf-8").split("# zensical.toml\n")[1].split("```")[0]
    config = config.replace("[project]\n", '[project]\nsite_dir = "build/zensical"\n', 1)
    (registry / "zensical.toml").write_text(config, encoding="utf-8")
    run(registry, "zensical", "build", "--strict", "--clean")
    return {name: registry / "build" / name for name in GENERATORS}


def run(root: Path, tool: str, *arguments: str) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name(tool), *arguments],
        cwd=root,
        env=environment(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def pages(folder: Path) -> set[str]:
    return {path for path in files(folder) if path.endswith(".html")} - set(THEIRS)


def data(folder: Path) -> dict[str, bytes]:
    ends = (".json", ".ics", "feed.xml", ".svg")
    return {
        path: content
        for path, content in files(folder).items()
        if path.endswith(ends) and not path.startswith((*THEIRS, "assets/"))
    }


@pytest.mark.parametrize("other", GENERATORS[1:])
def test_every_generator_makes_the_same_pages(built: Mapping[str, Path], other: str) -> None:
    expected = pages(built["mkdocs"])
    assert {"index.html", "risks/SRR-0001/index.html", "postmortems/PM-0001/index.html"} < expected
    assert pages(built[other]) == expected


@pytest.mark.parametrize("other", GENERATORS[1:])
def test_every_generator_publishes_the_same_data(built: Mapping[str, Path], other: str) -> None:
    expected = data(built["mkdocs"])
    assert {"risks.json", "risks.schema.json", "reviews.ics", "feed.xml", "badge.svg"} < set(
        expected
    )
    assert data(built[other]) == expected


@pytest.mark.parametrize("generator", GENERATORS)
def test_every_generator_shows_a_record_in_full(built: Mapping[str, Path], generator: str) -> None:
    page = (built[generator] / "risks/SRR-0001/index.html").read_text(encoding="utf-8")
    assert "Orders wait for the stock service without a limit of time." in page
    assert 'id="summary"' in page
    assert "assets/srr.css" in page
    assert "assets/srr.js" in page


@pytest.mark.parametrize("generator", GENERATORS)
def test_whole_addresses_stand_in_the_feed(built: Mapping[str, Path], generator: str) -> None:
    feed = (built[generator] / "feed.xml").read_text(encoding="utf-8")
    assert f'href="{SITE_URL}risks/SRR-0001/"' in feed
