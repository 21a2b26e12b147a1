"""The groups of the menu: in the configuration in English, on the site in its own language."""

from pathlib import Path

import pytest
import yaml

from kit.examples import record, tree
from kit.terminal import srr
from srr.language import Language
from srr.site.config import GROUPS, group, without

STARTER = Path(__file__).parents[2] / "tool/srr/starter/mkdocs.yml"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("Lessons", "ja", "教訓"),
        ("Lessons", "en", "Lessons"),
        ("Our own group", "ja", "Our own group"),
    ],
)
def test_a_group_is_said_in_the_language_of_the_site(
    name: str, language: Language, said: str
) -> None:
    assert group(name, language) == said


def test_every_group_of_the_starter_can_be_said_in_both_languages() -> None:
    menu = yaml.safe_load(STARTER.read_text(encoding="utf-8").partition("\nnav:")[2])
    groups = [name for item in menu if isinstance(item, dict) for name in item]
    assert groups == [label.en for label in GROUPS]


def test_a_page_that_is_not_there_leaves_the_menu_with_a_group_that_held_it_alone() -> None:
    menu = [
        "index.md",
        {"Overview": ["load.md", {"Plans": "roadmap.md"}]},
        {"Plans": ["roadmap.md"]},
    ]
    assert without(menu, {"roadmap.md"}) == ["index.md", {"Overview": ["load.md"]}]
    assert without(menu, set()) == menu
    assert without(None, {"roadmap.md"}) is None


@pytest.mark.long
@pytest.mark.usefixtures("few_texts")
@pytest.mark.parametrize("front", ["", "horizon: now\n"])
def test_the_roadmap_is_in_the_menu_from_the_first_horizon_on(tmp_path: Path, front: str) -> None:
    path = tmp_path / "risks/SRR-0001.md"
    path.parent.mkdir()
    path.write_bytes(tree(front, "risks/SRR-0001.md")["risks/SRR-0001.md"])
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    assert srr(tmp_path, "build").returncode == 0
    home = (tmp_path / "build/site/index.html").read_text("utf-8")
    assert ('href="roadmap/"' in home) == bool(front)
    assert (tmp_path / "build/site/roadmap/index.html").exists() == bool(front)
    assert srr(tmp_path, "build", "--out", "sources").returncode == 0
    menu = (tmp_path / "sources/mkdocs.yml").read_text("utf-8")
    assert ("roadmap.md" in menu) == bool(front)


@pytest.mark.parametrize("settings", ["", "slo = { target = 99.9 }\n"])
def test_the_budget_is_in_the_menu_from_the_first_objective_on(
    tmp_path: Path, settings: str
) -> None:
    path = tmp_path / "risks/SRR-0001.md"
    path.parent.mkdir()
    path.write_text(record("risks/SRR-0001.md"), "utf-8")
    (tmp_path / "srr.toml").write_text(settings, "utf-8")
    (tmp_path / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    (tmp_path / "site").mkdir()
    assert srr(tmp_path, "build", "--out", "sources").returncode == 0
    menu = (tmp_path / "sources/mkdocs.yml").read_text("utf-8")
    assert ("budget.md" in menu) == bool(settings)
    assert (tmp_path / "sources/docs/budget.md").exists() == bool(settings)


@pytest.mark.long
@pytest.mark.usefixtures("few_texts")
@pytest.mark.parametrize("named", [True, False])
@pytest.mark.parametrize("folder", ["", "concerns/"])
def test_concerns_are_in_the_menu_from_the_first_one_on_and_a_menu_need_not_name_them(
    tmp_path: Path, folder: str, named: bool
) -> None:
    for path in ("risks/SRR-0001.md", *([f"{folder}CN-0001.md"] if folder else [])):
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text(record(path), "utf-8")
    (tmp_path / "site").mkdir()
    menu = STARTER.read_text("utf-8")
    menu = menu if named else menu.replace("      - concerns/index.md\n", "")
    (tmp_path / "mkdocs.yml").write_text(menu, "utf-8")
    assert srr(tmp_path, "build", "--today", "2026-02-02").returncode == 0
    home = (tmp_path / "build/site/index.html").read_text("utf-8")
    assert ('href="concerns/"' in home) == bool(folder and named)
    page = tmp_path / "build/site/concerns/CN-0001/index.html"
    assert page.exists() == bool(folder)
    assert srr(tmp_path, "build", "--out", "sources", "--today", "2026-02-02").returncode == 0
    whole = (tmp_path / "sources/mkdocs.yml").read_text("utf-8")
    assert ("concerns/index.md" in whole) == bool(folder and named)


@pytest.mark.long
@pytest.mark.usefixtures("few_texts")
@pytest.mark.parametrize("used", [True, False])
def test_what_breaks_next_is_in_the_menu_from_the_first_indicator_on(
    tmp_path: Path, used: bool
) -> None:
    (tmp_path / "risks").mkdir()
    text = record("risks/SRR-0001.md").replace("owner: ura", "owner: ura\nbreaks_when: load > 900")
    (tmp_path / "risks/SRR-0001.md").write_text(text, "utf-8")
    if used:
        (tmp_path / "indicators").mkdir()
        (tmp_path / "indicators/load.csv").write_text("date,value\n2026-02-01,7\n", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    assert srr(tmp_path, "build", "--today", "2026-02-02").returncode == 0
    home = (tmp_path / "build/site/index.html").read_text("utf-8")
    assert ('href="breaks-next/"' in home) == used
    assert (tmp_path / "build/site/breaks-next/index.html").exists() == used
    assert srr(tmp_path, "build", "--out", "sources", "--today", "2026-02-02").returncode == 0
    assert ("breaks-next.md" in (tmp_path / "sources/mkdocs.yml").read_text("utf-8")) == used
