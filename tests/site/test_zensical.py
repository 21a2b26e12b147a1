"""The sources of the site in a folder: which hand-written pages are in it, and how they are to be built."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kit.examples import record
from srr.repository import history
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace, open_workspace
from srr.site import sources, zensical

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("few_texts")]


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_text("docs_dir: site\n", encoding="utf-8")
    (tmp_path / "site" / "guide.md").write_text("# English\n", encoding="utf-8")
    (tmp_path / "site" / "guide.ja.md").write_text("# 日本語\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def opened(registry: Path) -> Callable[[], Workspace]:
    for path in ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md"):
        (registry / path).parent.mkdir(exist_ok=True)
        (registry / path).write_text(record(path), encoding="utf-8")
    (registry / "site/deep").mkdir()
    (registry / "site/deep/hand.md").write_text("# By hand\n", encoding="utf-8")
    return lambda: open_workspace(registry, "2026-02-02")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def written(registry: Path) -> Path:
    zensical.write(open_workspace(registry, "2026-02-02"), registry / "out")
    return registry / "out"


@pytest.mark.parametrize(("language", "title"), [("en", "# English\n"), ("ja", "# 日本語\n")])
def test_a_page_in_two_languages_is_written_in_that_of_the_registry(
    registry: Path, language: str, title: str
) -> None:
    (registry / "srr.toml").write_text(f'language = "{language}"\n', encoding="utf-8")
    out = written(registry)
    assert (out / "docs/guide.md").read_text(encoding="utf-8") == title
    assert not (out / "docs/guide.ja.md").exists()


def test_the_folder_of_pages_is_found_where_the_configuration_inherits_it(registry: Path) -> None:
    (registry / "theirs").mkdir()
    (registry / "mkdocs.yml").rename(registry / "theirs" / "base.yml")
    (registry / "mkdocs.yml").write_text("INHERIT: theirs/base.yml\n", encoding="utf-8")
    assert (written(registry) / "docs/guide.md").is_file()


def test_a_configuration_that_inherits_from_itself_ends(registry: Path) -> None:
    text = "INHERIT: mkdocs.yml\ndocs_dir: site\n"
    (registry / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert (written(registry) / "docs/guide.md").is_file()


def test_a_translation_in_the_place_of_a_generated_page_is_refused(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (registry / "site" / "index.ja.md").write_text("# 表紙\n", encoding="utf-8")
    with pytest.raises(CannotDo, match=r"index\.ja\.md stands where srr writes a page"):
        written(registry)


def test_a_run_that_was_stopped_does_not_stop_the_next_one(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(zensical, "_changed", _stopped)
        with pytest.raises(KeyboardInterrupt):
            written(registry)
    (registry / "out/docs").mkdir(parents=True)
    (registry / "out/docs/index.md").write_bytes(b"half")
    assert (written(registry) / "docs/index.md").read_bytes() != b"half"


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("listed", [b"\xff\n", b"a\0b\n", b"../secret\n"])
def test_a_list_that_srr_did_not_write_does_no_harm(registry: Path, listed: bytes) -> None:
    (registry / "secret").write_bytes(b"x")
    (registry / "out").mkdir()
    (registry / "out" / zensical.LIST).write_bytes(listed)
    assert (written(registry) / "docs/index.md").is_file()
    assert (registry / "secret").is_file()


def config(out: Path, name: str = "mkdocs.yml") -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((out / name).read_text(encoding="utf-8"))
    return read


def test_each_language_has_sources_templates_and_a_configuration_of_its_own(
    registry: Path,
) -> None:
    settings = 'language = "ja"\nlanguages = ["ja", "en"]\n'
    (registry / "srr.toml").write_text(settings, encoding="utf-8")
    (registry / "mkdocs.yml").write_text("docs_dir: site\nsite_url: https://x.example/r\n")
    out = written(registry)
    assert {path.name for path in out.iterdir()} == {
        *("docs", "docs.en", "theme", "theme.en", "mkdocs.yml", "mkdocs.en.yml"),
        zensical.LIST,
    }
    japanese, english = config(out), config(out, "mkdocs.en.yml")
    assert (japanese["docs_dir"], japanese["site_dir"]) == ("docs", "site")
    assert (english["docs_dir"], english["site_dir"]) == ("docs.en", "site/en")
    assert (out / "docs/guide.md").read_text(encoding="utf-8") == "# 日本語\n"
    assert (out / "docs.en/guide.md").read_text(encoding="utf-8") == "# English\n"
    assert japanese["site_url"] == "https://x.example/r"
    assert english["site_url"] == "https://x.example/r/en/"
    assert [switch["link"] for switch in japanese["extra"]["alternate"]] == ["./", "./en/"]
    assert [switch["link"] for switch in english["extra"]["alternate"]] == ["../", "./"]
    toggle = ("palette", 0, "toggle", "name")
    assert within(english["theme"], toggle) == "Switch to light mode"
    assert within(japanese["theme"], toggle) == "ライトモードに切り替える"


def within(value: Any, keys: tuple[str | int, ...]) -> Any:
    for key in keys:
        value = value[key]
    return value


def test_a_site_in_one_language_has_no_switch(registry: Path) -> None:
    out = written(registry)
    assert "alternate" not in config(out)["extra"]
    assert not (out / "theme/partials").exists()
    assert "assets/language.js" not in config(out)["extra_javascript"]


def test_what_mkdocs_yml_says_is_kept_with_the_objects_that_it_names(registry: Path) -> None:
    (registry / "base.yml").write_text("theme: {name: material, icon: {logo: x/y}}\n")
    (registry / "mkdocs.yml").write_text(
        "INHERIT: base.yml\ndocs_dir: site\nsite_name: x\nhooks: [hook.py]\n"
        "theme: {icon: {edit: a/b}, features: [toc.follow, content.action.edit]}\n"
        "extra_css: [own.css]\nplugins: [srr, search]\nnav: [index.md, {Ours: [guide.md]}]\n"
        "markdown_extensions:\n  - pymdownx.emoji:\n"
        "      emoji_index: !!python/name:material.extensions.emoji.twemoji\n"
    )
    out = written(registry)
    text = (out / "mkdocs.yml").read_text(encoding="utf-8")
    assert "emoji_index: !!python/name:material.extensions.emoji.twemoji" in text
    assert "hook.py" not in text
    read = yaml.safe_load(text.replace("!!python/name:", ""))
    assert read["theme"]["icon"] == {"logo": "x/y", "edit": "a/b"}
    assert read["theme"]["features"] == ["toc.follow"]
    assert read["theme"]["custom_dir"] == "theme"
    assert read["extra_css"] == ["own.css", "assets/srr.css"]
    assert read["plugins"] == ["search"]
    assert read["nav"] == ["index.md", {"Ours": ["guide.md"]}]


def test_what_mkdocs_yml_leaves_out_is_as_srr_init_writes_it(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    read = config(written(registry))
    assert read["theme"]["font"] is False
    assert [next(iter(item)) for item in read["nav"][3:]] == ["レビュー", "全体像", "教訓", "資料"]


def test_without_mkdocs_yml_the_pages_are_where_srr_init_puts_them(registry: Path) -> None:
    (registry / "mkdocs.yml").unlink()
    out = written(registry)
    assert (out / "docs/guide.md").is_file()
    assert config(out)["docs_dir"] == "docs"


def test_the_name_of_the_registry_is_no_markup(registry: Path) -> None:
    (registry / "srr.toml").write_text('title = "<script>x</script>"\n', encoding="utf-8")
    assert config(written(registry))["site_name"] == "&lt;script&gt;x&lt;/script&gt;"


def test_the_templates_hold_the_policy_and_are_filled(registry: Path) -> None:
    theme = written(registry) / "theme"
    main = (theme / "main.html").read_text(encoding="utf-8")
    assert "script-src-attr 'none'" in main
    assert "default-src 'none'" in main
    for path in theme.rglob("*.html"):
        assert "SRR-" not in path.read_text(encoding="utf-8")


def test_a_language_that_is_given_up_leaves_nothing_behind(registry: Path) -> None:
    both = 'languages = ["en", "ja"]\n'
    (registry / "srr.toml").write_text(both, encoding="utf-8")
    assert (written(registry) / "mkdocs.ja.yml").is_file()
    (registry / "srr.toml").write_text("", encoding="utf-8")
    names = {path.name for path in written(registry).iterdir()}
    assert names == {"docs", "theme", "mkdocs.yml", zensical.LIST}


def test_what_the_generator_made_in_the_folder_stays(registry: Path) -> None:
    made = written(registry) / "site/index.html"
    made.parent.mkdir()
    made.write_text("x", encoding="utf-8")
    written(registry)
    assert made.is_file()


def test_the_folder_holds_what_is_published_and_what_was_written_by_hand(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    zensical.write(opened(), tmp_path / "out")
    listed = (tmp_path / "out" / zensical.LIST).read_text(encoding="utf-8").split()
    assert listed == sorted(contents(tmp_path / "out").keys() - {zensical.LIST})
    docs = contents(tmp_path / "out/docs")
    assert docs.pop("deep/hand.md") == b"# By hand\n"
    assert docs.pop("guide.md") == b"# English\n"
    assert docs == sources.files(sources.site(opened()), as_paths=True)


def test_a_later_run_removes_what_it_no_longer_writes_and_nothing_else(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    zensical.write(opened(), out)
    (out / "mine.md").write_text("mine", encoding="utf-8")
    (tmp_path / "risks/SRR-0002.md").unlink()
    (tmp_path / "site/deep/hand.md").unlink()
    zensical.write(opened(), out)
    assert (out / "docs/risks/SRR-0001.md").is_file()
    assert not (out / "docs/risks/SRR-0002.md").exists()
    assert not (out / "docs/deep").exists()
    assert (out / "mine.md").read_text(encoding="utf-8") == "mine"


def test_a_later_run_leaves_what_has_not_changed(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    zensical.write(opened(), out)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.md")}
    zensical.write(opened(), out)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.md")} == before


@pytest.mark.parametrize("path", ["../victim", "/victim", "link/victim", "docs/../../victim"])
def test_a_list_that_was_tampered_with_removes_nothing_outside(
    opened: Callable[[], Workspace], tmp_path: Path, path: str
) -> None:
    out, victim = tmp_path / "out", tmp_path / "victim"
    zensical.write(opened(), out)
    victim.write_text("x", encoding="utf-8")
    (out / "link").symlink_to(tmp_path)
    absolute = str(victim) if path.startswith("/") else path
    (out / zensical.LIST).write_text(f"{absolute}\n", encoding="utf-8")
    zensical.write(opened(), out)
    assert victim.exists()


def test_what_killed_runs_left_is_removed_and_does_not_stop_the_next_one(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    out, left = tmp_path / "out", ".srr-0123456789ab"
    (out / left).mkdir(parents=True)
    zensical.write(opened(), out)
    (out / "docs/risks" / left).mkdir()
    zensical.write(opened(), out)
    assert list(out.rglob(".srr-*")) == [out / zensical.LIST]


def test_nothing_is_written_through_a_link(opened: Callable[[], Workspace], tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    zensical.write(opened(), out)
    elsewhere.mkdir()
    for path in (out / "docs/risks").iterdir():
        path.unlink()
    (out / "docs/risks").rmdir()
    (out / "docs/risks").symlink_to(elsewhere)
    with pytest.raises(CannotDo, match="cannot be written"):
        zensical.write(opened(), out)
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("place", ["site", "site/out", "risks", "postmortems/deep"])
def test_a_folder_that_is_read_is_refused(
    opened: Callable[[], Workspace], tmp_path: Path, place: str
) -> None:
    with pytest.raises(CannotDo, match="which is read"):
        zensical.write(opened(), tmp_path / place)


def test_a_link_that_leads_out_of_the_sources_is_refused(
    opened: Callable[[], Workspace], tmp_path: Path
) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (tmp_path / "site/leak.md").symlink_to(tmp_path / "secret.md")
    with pytest.raises(CannotDo, match="leads out"):
        zensical.write(opened(), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_history_is_read_once_for_all_languages(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (registry / "srr.toml").write_text('languages = ["en", "ja"]\n', encoding="utf-8")
    read, asked = history.read, list[Workspace]()

    def noted(opened: Workspace, limit: int) -> history.Past:
        asked.append(opened)
        return read(opened, limit)

    monkeypatch.setattr(history, "read", noted)
    assert (written(registry) / "docs.ja").is_dir()
    assert len(asked) == 1
