"""A registry below a path of a team's own site: the site stays the team's, and each of our pages works there."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kit.examples import record
from kit.terminal import srr

pytestmark = pytest.mark.long

CONFIG = """\
site_name: Payments & more
site_url: https://docs.example/team/
strict: true
docs_dir: docs
edit_uri_template: https://forge.example/edit/main/docs/{path}
theme:
  name: material
  font: false
  features: [content.action.edit]
plugins:
  - search
  - srr:
      mount: %s
nav:
  - index.md
  - Review: by-hand.md
  - Risks: ours/risks/index.md
not_in_nav: /ours/
"""


def team(folder: Path, mount: str) -> Path:
    """Write a team's site with a registry beside it, and the configuration that mounts it; return the configuration."""
    (folder / "docs/risks").mkdir(parents=True)
    (folder / "risks").mkdir()
    (folder / "docs/index.md").write_text("# Welcome\n\nOurs.\n", encoding="utf-8")
    (folder / "docs/by-hand.md").write_text("# By hand\n", encoding="utf-8")
    (folder / "docs/risks/index.md").write_text("# Other risks\n", encoding="utf-8")
    (folder / "srr.toml").write_text('language = "ja"\nlanguages = ["en"]\n', encoding="utf-8")
    (folder / "risks/SRR-0001.md").write_text(record("risks/SRR-0001.md"), encoding="utf-8")
    path = folder / "mkdocs.yml"
    path.write_text(CONFIG % mount, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = team(tmp_path_factory.mktemp("team"), "/ours/")
    build(load_config(str(path)))
    return path.parent / "site"


def page(built: Path, path: str) -> str:
    return (built / path).read_text(encoding="utf-8")


def test_the_home_page_and_the_pages_by_hand_stay_the_teams(built: Path) -> None:
    home = page(built, "index.html")
    assert "<title>Payments &amp; more</title>" in home or "<title>Payments & more</title>" in home
    assert "Ours." in home
    assert "Content-Security-Policy" not in home
    assert 'lang="en"' in home
    assert "Other risks" in page(built, "risks/index.html")
    assert "Review" in home
    assert not (built / "en").exists()


def test_all_pages_of_the_registry_are_below_the_path(built: Path) -> None:
    assert "SRR-0001" in page(built, "ours/index.html")
    risk = page(built, "ours/risks/SRR-0001/index.html")
    assert "Content-Security-Policy" in risk
    assert 'href="https://forge.example/edit/main/docs/../risks/SRR-0001.md"' in risk
    assert json.loads(page(built, "ours/risks.json"))
    assert "https://docs.example/team/ours/risks/SRR-0001/" in page(built, "ours/feed.xml")
    assert not (built / "risks.json").exists()


def test_the_other_languages_are_below_the_path_as_well(built: Path) -> None:
    assert "期限切れ" in page(built, "ours/index.html")
    english = page(built, "ours/en/index.html")
    assert "期限切れ" not in english
    assert "Not started" in page(built, "ours/en/risks/SRR-0001/index.html")
    assert 'type="application/atom+xml"' in english
    assert 'href="feed.xml"' in english
    assert "https://docs.example/team/ours/en/risks/SRR-0001/" in page(built, "ours/en/feed.xml")
    assert not (built / "ours/en/assets").exists()


def test_a_mounted_registry_has_no_folder_of_sources(tmp_path: Path) -> None:
    team(tmp_path, "ours")
    done = srr(tmp_path, "build", "--out", "sources")
    assert done.returncode == 2
    assert done.stderr.startswith("srr: mkdocs.yml の mount でレジストリをパスの下に置いています。")
    assert not (tmp_path / "sources").exists()


def test_no_link_between_the_pages_is_broken(built: Path) -> None:
    for path in built.glob("ours/**/*.html"):
        here = f"/{path.parent.relative_to(built).as_posix()}/"
        for target in re.findall(r'(?:href|src)="([^"#?]+)[^"]*"', path.read_text("utf-8")):
            if not urlsplit(target).scheme:
                there = built / unquote(urljoin(here, target)).lstrip("/")
                assert there.is_file() or (there / "index.html").is_file(), (path, target)


@pytest.mark.parametrize("mount", ["''", "..", "a/../b", "a b", "/"])
def test_a_path_that_is_none_stops_the_build_with_one_sentence(
    tmp_path: Path, mount: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort):
        build(load_config(str(team(tmp_path, mount))))
    (line,) = caplog.messages
    assert line.startswith("mkdocs.yml の mount に ")
    assert line.endswith(" は使えません。risks のように、英数字、-、_ のパスを書いてください")
