"""The secrets in what a team writes for the site besides records."""

import pytest

from kit.secrets import word
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace, open_workspace
from srr.schema.settings import Settings
from srr.site.by_hand import ByHand, is_searched, searched

TOKEN = "ghp_" + word(36)
PAGE = f"# Guide\n\nUse {TOKEN}.\n".encode()


@pytest.fixture
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("registry")
    (root / "risks").mkdir()
    return open_workspace(root, "2026-02-02")


def test_a_secret_is_found_with_its_place_and_masked(workspace: Workspace) -> None:
    found = searched({"deep/guide.md": PAGE}, "site", workspace)
    assert [
        (str(each.path), each.place.line, each.place.column, each.rule) for each in found.findings
    ] == [("site/deep/guide.md", 3, 5, "safety-secret")]
    assert found.masked == {"deep/guide.md": PAGE.replace(TOKEN.encode(), b"*" * len(TOKEN))}


def test_a_page_without_a_secret_is_left_as_it_is(workspace: Workspace) -> None:
    assert searched({"guide.md": b"# Guide\r\n"}, "site", workspace) == ByHand()


def test_every_text_is_searched_and_a_picture_is_not(workspace: Workspace) -> None:
    files = {"guide.txt": PAGE, "a.html": PAGE, "b.js": PAGE, "a.png": PAGE + b"\0"}
    found = searched(files, "site", workspace)
    assert [each.path for each in found.findings] == ["site/a.html", "site/b.js", "site/guide.txt"]
    assert set(found.masked) == {"a.html", "b.js", "guide.txt"}


def test_a_file_larger_than_a_record_may_be_is_searched_if_it_is_a_page() -> None:
    most = 64 * 1024
    assert is_searched("guide.txt", most, Settings())
    assert not is_searched("guide.txt", most + 1, Settings())
    assert is_searched("guide.md", most + 1, Settings())


def test_of_a_file_that_is_not_searched_the_name_still_is(workspace: Workspace) -> None:
    assert searched({"guide.txt": None}, "site", workspace) == ByHand()
    with pytest.raises(CannotDo, match="rename it"):
        searched({f"{TOKEN}.txt": None}, "site", workspace)


@pytest.mark.parametrize("path", [f"img/{TOKEN}.png", f"{TOKEN}/a.md", "guide.ja.md?t=" + TOKEN])
def test_a_name_that_holds_a_secret_is_refused(workspace: Workspace, path: str) -> None:
    with pytest.raises(CannotDo) as refused:
        searched({path: b"\0"}, "site", workspace)
    assert TOKEN not in str(refused.value)
    assert "rename it" in str(refused.value)


@pytest.mark.parametrize(
    ("languages", "paths"),
    [
        ("en", ["site/guide.md"]),
        ("ja", ["site/guide.ja.md"]),
        ("both", ["site/guide.ja.md", "site/guide.md"]),
    ],
)
def test_the_pages_of_the_languages_that_are_published_are_searched(
    workspace: Workspace, languages: str, paths: list[str]
) -> None:
    text = 'languages = ["en", "ja"]' if languages == "both" else f'language = "{languages}"'
    (workspace.root / "srr.toml").write_text(text, encoding="utf-8")
    again = open_workspace(workspace.root, "2026-02-02")
    found = searched({"guide.md": PAGE, "guide.ja.md": PAGE}, "site", again)
    assert [finding.path for finding in found.findings] == paths


def test_a_page_that_is_ignored_with_a_reason_stays_masked(workspace: Workspace) -> None:
    page = b"<!-- srr: ignore[safety-secret] an example -->\n" + PAGE.removeprefix(b"# Guide\n\n")
    found = searched({"guide.md": page}, "site", workspace)
    assert found.findings == ()
    assert TOKEN.encode() not in found.masked["guide.md"]


@pytest.mark.parametrize(
    ("path", "comments"),
    [("guide.md", True), ("a.HTML", True), ("a.svg", True), ("notes.txt", False), ("b.js", False)],
)
def test_a_comment_is_advised_where_the_file_can_hold_one(
    workspace: Workspace, path: str, comments: bool
) -> None:
    (finding,) = searched({path: PAGE}, "site", workspace).findings
    assert finding.help
    assert ("<!-- srr: ignore[safety-secret]" in finding.help.en) == comments
    assert ("a placeholder such as <token>" in finding.help.en) == (not comments)


def test_a_placeholder_as_advised_is_no_finding(workspace: Workspace) -> None:
    page = PAGE.replace(TOKEN.encode(), b"<token>")
    assert searched({"notes.txt": page}, "site", workspace) == ByHand()
