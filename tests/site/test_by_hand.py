"""The secrets in the pages that a team writes by hand."""

import pytest

from kit.secrets import word
from srr.repository.workspace import Workspace, open_workspace
from srr.site.by_hand import ByHand, searched

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


def test_a_picture_is_not_searched(workspace: Workspace) -> None:
    assert searched({"guide.txt": PAGE, "a.png": PAGE}, "site", workspace) == ByHand()


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
