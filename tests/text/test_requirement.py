"""What pip is asked to install: what is taken, what is refused, and which addresses other machines reach."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.requirements import Requirement

from kit.cases import each_case
from srr.text.requirement import GitSource, NoRequirement, of_commit, read, with_extra

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@each_case(
    "typed",
    [
        *("srr", "srr==0.1.0", "acme_srr[site] >= 1, <2", 'srr==1; python_version > "3.10"'),
        *(
            "srr @ git+https://git.example.com/srr.git@COMMIT",
            "srr@git+ssh://git@git.example.com/srr",
        ),
        *(
            "srr @ file:///opt/srr-0.1.0-py3-none-any.whl",
            "./vendor/srr",
            "../srr[site]",
            "/opt/信頼性",
        ),
    ],
)
def test_what_pip_reads_is_taken_as_it_is(typed: str) -> None:
    assert read(f" {typed} ") == typed


@pytest.mark.parametrize(
    "url", ["git+https://git.example.com/a.git@v1", "https://example.com/a.whl"]
)
def test_a_bare_address_gets_the_name_that_extras_need(url: str) -> None:
    assert read(url) == f"srr @ {url}"


@pytest.mark.parametrize("typed", ["git+file:///opt/srr@v1", "srr @ git+file:///opt/srr@v1"])
def test_a_repository_on_disk_is_written_as_every_pip_reads_it(typed: str) -> None:
    assert read(typed) == "srr @ git+file://localhost/opt/srr@v1"


@each_case(
    ("typed", "reason"),
    [
        *((empty, "is empty") for empty in ("", " ", "\n")),
        *(("-r requirements.txt", "a dash"), ("--index-url=https://example.com", "a dash")),
        *((f"srr @ git+https://{x}/a", "a dollar sign") for x in ("$HOST", "${{ secrets.A }}")),
        *((f"srr{x}- run: id", "a control") for x in "\n\r\0\x1b\x85\u2028\u202e"),
        *(
            (f"srr{x}", "cannot be read")
            for x in ("=1", " 1", "; id", " && id", '" id', " -r a", "`id`")
        ),
        *(("srr @ somewhere", "cannot be read"), ("vendor/srr", "cannot be read")),
        ("git@git.example.com:a/srr.git", "cannot be read"),
        *(
            (f"srr @ git+{x}git.example.com/srr.git", "credentials")
            for x in ("https://ura:pw@", "https://ghp_token@", "ssh://git:pw@", "https://:pw@")
        ),
        ("https://example.com/srr.whl?token=0123456789abcdef", "credentials"),
        ("file://ura:pw@example.com/srr.whl", "credentials"),
    ],
)
def test_anything_else_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NoRequirement, match=reason) as refused:
        read(typed)
    assert "pw" not in str(refused.value)
    assert "ghp" not in str(refused.value)


NAMES = st.from_regex(
    re.compile(r"[A-Za-z]([A-Za-z0-9._-]{0,8}[A-Za-z0-9])?", re.ASCII), fullmatch=True
)
EXTRAS = st.lists(NAMES, max_size=3).map(lambda names: f"[{', '.join(names)}]" if names else "")
RESTS = st.sampled_from(
    ["", "==1.2", " >=1,<2", " @ git+https://git.example.com/a.git@b", '>1; extra == "a[b]"']
)


@given(NAMES, st.sampled_from(["", " "]), EXTRAS, RESTS)
def test_one_more_extra_changes_nothing_else(name: str, gap: str, extras: str, rest: str) -> None:
    typed = f"{name}{gap}{extras}{rest}"
    before, after = Requirement(read(typed)), Requirement(with_extra(read(typed), "site"))
    assert after.extras == before.extras | {"site"}
    assert (after.name, after.specifier, after.url) == (before.name, before.specifier, before.url)
    assert str(after.marker) == str(before.marker)


@each_case(
    ("path", "wanted"),
    [
        ("./srr", "./srr[site]"),
        ("./srr[a]", "./srr[a,site]"),
        ("/opt/a[1]/srr", "/opt/a[1]/srr[site]"),
        ("../srr[site]", "../srr[site]"),
    ],
)
def test_a_path_gets_the_extra_at_its_end(path: str, wanted: str) -> None:
    assert with_extra(path, "site") == wanted


@each_case(
    ("url", "wanted"),
    [
        ("https://git.example.com/a/srr.git", "https://git.example.com/a/srr.git"),
        ("https://Git.Example.com:8443/srr", "https://git.example.com:8443/srr"),
        ("ssh://git@git.example.com:2222/a.git", "ssh://git@git.example.com:2222/a.git"),
        ("git://git.example.com/a.git", "git://git.example.com/a.git"),
        ("git@git.example.com:a/srr.git", "ssh://git@git.example.com/a/srr.git"),
        ("git.example.com:/a/srr.git", "ssh://git.example.com/a/srr.git"),
        # Secrets stay behind, and so do users, but for the one of ssh.
        ("https://ura:pw@git.example.com/a", "https://git.example.com/a"),
        ("https://${USER}:${PW}@git.example.com/a", "https://git.example.com/a"),
        ("https://ghp_token@git.example.com/a", "https://git.example.com/a"),
        ("https://ura:p@w@git.example.com/a", "https://git.example.com/a"),
        ("ssh://git:pw@git.example.com/a", "ssh://git@git.example.com/a"),
    ],
)
def test_an_address_that_other_machines_reach_is_installed_at_its_commit(
    url: str, wanted: str
) -> None:
    assert of_commit(GitSource(url, COMMIT)) == f"srr @ git+{wanted}@{COMMIT}"


@each_case(
    "url",
    [
        *("", "/home/ura/srr", "../srr", "~/srr", "C:\\srr", "C:/srr", "file:///home/ura/srr"),
        *(f"https://{host}/a" for host in ("localhost", "srr.local", "srr.localhost", "LOCALHOST")),
        *(f"https://{host}/a" for host in ("127.0.0.1", "127.1", "[::1]", "0x7f.1", "2130706433")),
        *(f"https://{host}/a" for host in ("gitserver", "git.lan", "localhost.", "git.local.")),
        *(
            f"https://{host}/a"
            for host in ("host.docker.internal", "a.localdomain", "", "..", ".a")
        ),
        *("work:a/srr.git", "git@localhost:a.git", "ura@127.0.0.1:a.git", "git@a.local:a.git"),
        *(
            "http://git.example.com/a",
            "ext::sh -c id",
            "git.example.com/a",
            "https://git.example.com",
        ),
        *(
            "https://ura:p/w@git.example.com/a",
            "https://git.example.com/a?b",
            "https://git.example.com/a#b",
        ),
        *(
            f"https://git.example.com/{x}"
            for x in ("$A", "${{ a }}", "a b", "`id`", "a\nb", '"', "信")
        ),
        *(
            "ssh://-oProxyCommand=id/a",
            "ssh://$(id)@git.example.com/a",
            "ssh://-oA@git.example.com/a",
        ),
        *("ssh://git@-git.example.com/a", "git@git.example.com:a b"),
    ],
)
def test_an_address_that_only_this_machine_reaches_or_that_ci_may_act_upon_is_left_out(
    url: str,
) -> None:
    assert of_commit(GitSource(url, COMMIT)) is None


def test_a_package_below_the_top_is_named() -> None:
    source = GitSource("https://git.example.com/a", COMMIT, "tools/srr")
    assert (
        of_commit(source) == f"srr @ git+https://git.example.com/a@{COMMIT}#subdirectory=tools/srr"
    )
    assert of_commit(source._replace(subdirectory="a b")) is None


@each_case("commit", ["", "main", COMMIT[:-1], f"{COMMIT}\n", COMMIT.upper()])
def test_what_is_not_a_whole_commit_is_left_out(commit: str) -> None:
    assert of_commit(GitSource("https://git.example.com/a", commit)) is None


@given(st.text(), st.sampled_from(["", "https://", "ssh://git@", "https://git.example.com/"]))
def test_what_is_made_of_any_address_is_fit_for_a_ci_file(tail: str, start: str) -> None:
    made = of_commit(GitSource(f"{start}{tail}", COMMIT))
    assert made is None or read(made) == made
    assert made is None or read(with_extra(made, "site"))
