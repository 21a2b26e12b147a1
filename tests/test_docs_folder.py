"""The sources of the site in a folder: which hand-written pages are in it."""

from pathlib import Path

import pytest

from srr import docs_folder, workspace
from srr.workspace import CannotDo


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "mkdocs.yml").write_text("docs_dir: site\n", encoding="utf-8")
    (tmp_path / "site" / "guide.md").write_text("# English\n", encoding="utf-8")
    (tmp_path / "site" / "guide.ja.md").write_text("# 日本語\n", encoding="utf-8")
    return tmp_path


def written(registry: Path) -> Path:
    docs_folder.write(workspace.load(registry, "2026-02-02"), registry / "out")
    return registry / "out"


@pytest.mark.parametrize(("language", "title"), [("en", "# English\n"), ("ja", "# 日本語\n")])
def test_a_page_in_two_languages_is_written_in_that_of_the_registry(
    registry: Path, language: str, title: str
) -> None:
    (registry / "srr.toml").write_text(f'language = "{language}"\n', encoding="utf-8")
    out = written(registry)
    assert (out / "guide.md").read_text(encoding="utf-8") == title
    assert not (out / "guide.ja.md").exists()


def test_the_folder_of_pages_is_found_where_the_configuration_inherits_it(registry: Path) -> None:
    (registry / "theirs").mkdir()
    (registry / "mkdocs.yml").rename(registry / "theirs" / "base.yml")
    (registry / "mkdocs.yml").write_text("INHERIT: theirs/base.yml\n", encoding="utf-8")
    assert (written(registry) / "guide.md").is_file()


def test_a_configuration_that_inherits_from_itself_ends(registry: Path) -> None:
    text = "INHERIT: mkdocs.yml\ndocs_dir: site\n"
    (registry / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert (written(registry) / "guide.md").is_file()


def test_a_translation_in_the_place_of_a_generated_page_is_refused(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    (registry / "site" / "index.ja.md").write_text("# 表紙\n", encoding="utf-8")
    with pytest.raises(CannotDo, match=r"index\.ja\.md stands where srr writes a page"):
        written(registry)


def test_a_run_that_was_stopped_does_not_stop_the_next_one(
    registry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(docs_folder, "_changed", _stopped)
        with pytest.raises(KeyboardInterrupt):
            written(registry)
    (registry / "out" / "index.md").write_bytes(b"half")
    assert (written(registry) / "index.md").read_bytes() != b"half"


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("listed", [b"\xff\n", b"a\0b\n", b"../secret\n"])
def test_a_list_that_srr_did_not_write_does_no_harm(registry: Path, listed: bytes) -> None:
    (registry / "secret").write_bytes(b"x")
    (registry / "out").mkdir()
    (registry / "out" / docs_folder.LIST).write_bytes(listed)
    assert (written(registry) / "index.md").is_file()
    assert (registry / "secret").is_file()
