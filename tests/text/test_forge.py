"""Where a forge edits a file, derived from the address of the remote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.cases import each_case
from srr.text import forge
from srr.text.forge import edit_template, history_template

GITHUB = "https://github.com/acme/shop/edit/main/{path}"


@each_case(
    ("remote", "template"),
    [
        ("git@github.com:acme/shop.git", GITHUB),
        ("https://github.com/acme/shop.git", GITHUB),
        ("https://github.com/acme/shop", GITHUB),
        ("ssh://git@github.com/acme/shop.git", GITHUB),
        ("ssh://git@ssh.github.com:443/acme/shop.git", GITHUB),
        (
            "git@gitlab.example.com:a/b/c.git",
            "https://gitlab.example.com/a/b/c/-/edit/main/{path}",
        ),
        (
            "http://gitlab.local:8080/a/b.git",
            "http://gitlab.local:8080/a/b/-/edit/main/{path}",
        ),
        (
            "git@bitbucket.org:acme/shop.git",
            "https://bitbucket.org/acme/shop/src/main/{path}?mode=edit",
        ),
        (
            "https://github.com/~acme/my%20shop",
            "https://github.com/~acme/my%20shop/edit/main/{path}",
        ),
        ("https://github.com/acme/信", "https://github.com/acme/%E4%BF%A1/edit/main/{path}"),
        (
            "ssh://git@codeberg.org/acme/shop.git",
            "https://codeberg.org/acme/shop/_edit/main/{path}",
        ),
    ],
)
def test_each_forge_edits_a_file_at_an_address_of_its_own(remote: str, template: str) -> None:
    assert edit_template(remote, "main", ".") == template


@pytest.mark.parametrize("user", ["ura", "ura:s3cret", "oauth2:glpat-12345678901234567890"])
def test_a_user_and_a_token_are_left_out(user: str) -> None:
    assert edit_template(f"https://{user}@github.com/acme/shop.git", "main", "") == GITHUB


def test_folder_and_branch_are_part_of_the_address_and_cannot_be_places_to_fill() -> None:
    template = edit_template("git@github.com:acme/shop.git", "fix/{a}", "信頼性 team")
    assert template == (
        "https://github.com/acme/shop/edit/fix/%7Ba%7D/%E4%BF%A1%E9%A0%BC%E6%80%A7%20team/{path}"
    )
    assert template.format(path="risks/SRR-0001.md").endswith("/risks/SRR-0001.md")


@each_case(
    "remote",
    [
        *("", "/srv/git/shop.git", "../shop", "file:///srv/git/github.com/shop.git"),
        *("https://git.example.com/shop.git", "https://github.com/", "https://[github.com/a/b"),
        "https://github.com:port/a/b",
    ],
)
def test_a_folder_or_an_unknown_forge_has_none(remote: str) -> None:
    assert edit_template(remote, "main", ".") is None


@given(st.text(), st.text(), st.text())
def test_whatever_the_remote_the_path_is_the_only_place_to_fill(
    remote: str, branch: str, folder: str
) -> None:
    for address in (remote, f"https://github.com/{remote}", f"git@gitlab.com:{remote}"):
        template = edit_template(address, branch, folder)
        assert template is None or "PATH" in template.format(path="PATH")


@each_case(
    ("remote", "history"),
    [
        ("git@github.com:edit/edit.git", "https://github.com/edit/edit/commits/main/{path}"),
        ("https://gitlab.com/a/b/c", "https://gitlab.com/a/b/c/-/commits/main/{path}"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/commits/branch/main/{path}"),
        (
            "https://gitea.example.com/a/b",
            "https://gitea.example.com/a/b/commits/branch/main/{path}",
        ),
        ("git@bitbucket.org:a/b", "https://bitbucket.org/a/b/history-node/main/{path}"),
    ],
)
def test_the_history_of_a_file_follows_from_where_it_is_edited(remote: str, history: str) -> None:
    edit = edit_template(remote, "main", ".")
    assert edit is not None
    assert history_template(edit) == history


@each_case(
    "edit",
    [
        "",
        "https://forge.example/edit/{path}",
        "https://github.com/edit/{path}",
        "https://[x/{path}",
    ],
)
def test_where_the_address_that_edits_is_none_of_a_known_forge_there_is_no_history(
    edit: str,
) -> None:
    assert history_template(edit) is None


@pytest.mark.parametrize(
    ("template", "filled"),
    [("x/{path}", "x/a%20b/c.md"), ("x?{path!q}", "x?a%20b%2Fc.md"), ("{path_noext}", "a%20b/c")],
)
def test_an_address_is_filled_as_mkdocs_fills_it(template: str, filled: str) -> None:
    assert forge.address(template, "a b/c.md") == filled
