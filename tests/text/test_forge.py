"""Where a forge edits a file, derived from the address of the remote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srr.text.forge import edit_template

GITHUB = "https://github.com/acme/shop/edit/main/{path}"


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(
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
