"""Secrets in the settings are found where they are written, and masked in what is shown."""

import tomllib

import pytest

from kit.secrets import word
from srr.documents.document import Document
from srr.records.secrets import leaks
from srr.schema.settings import Settings, parse
from srr.schema.settings_text import document

TOKEN, OTHER = ("ghp_" + word(36) for _ in range(2))
STARS = "*" * 40


def file(text: str, path: str = "srr.toml") -> Document:
    table = tomllib.loads(text)
    ours = table if path == "srr.toml" else table["tool"]["srr"]
    return document(path, text.encode(), ours, shared=path != "srr.toml")


def found(text: str, path: str = "srr.toml") -> list[tuple[int, str]]:
    """Return the secrets with their lines."""
    read = file(text, path)
    return [(read.position(leak.span.start).line, leak.words) for leak in leaks(read)]


def settings(text: str) -> Settings:
    return parse(tomllib.loads(text), "srr.toml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'title = "{TOKEN}"', 1),
        (f'# Use {TOKEN}.\ntitle = "x"', 1),
        (f'areas = [\n  "api",\n  "{TOKEN}",\n]', 3),
        (f'[[views]]\nen = "a"\nfilter = "team=a"\n[[views]]\nen = "{TOKEN}"', 5),
        (f'titles = {{ ja = "{TOKEN}" }}', 1),
    ],
)
def test_a_secret_is_found_in_its_line(text: str, line: int) -> None:
    assert found(text) == [(line, TOKEN)]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'grace_days = 3\ntitle = "\\u0067{TOKEN[1:]}"', 2),
        (f'areas = ["a", "\\u0067{TOKEN[1:]}"]', 1),
        (f'title = """\nUse\n\\u0067{TOKEN[1:]}"""', 1),
        (f'[[views]]\nen = "a"\n[[views]]\nen = "\\u0067{TOKEN[1:]}"', 4),
    ],
)
def test_a_secret_that_toml_brings_to_light_is_found_in_the_line_of_its_key(
    text: str, line: int
) -> None:
    assert found(text) == [(line, TOKEN)]


def test_a_filter_is_searched_as_a_browser_reads_it() -> None:
    text = f'[[views]]\nen = "a"\nfilter = "team=ghp%5F{TOKEN[4:]}&text=password%3A+S0mmer-2026"\n'
    assert [line for line, _ in found(text)] == [3, 3]


def test_of_a_file_of_several_tools_only_our_tables_are_searched() -> None:
    text = f"""[tool.other]
title = "{OTHER}"
[tool.srr]
title = "{TOKEN}"
areas = [
  "a [b]",
]
[tool.srr.titles]
ja = "{TOKEN}"
[[tool.srr.views]]
en = "{TOKEN}"
filter = "team=a"
[tool.srrx]
title = "{OTHER}"
"""
    assert found(text, "pyproject.toml") == [(4, TOKEN), (9, TOKEN), (11, TOKEN)]


def test_a_comment_ignores_what_is_below_it() -> None:
    (ignore,) = file('# srr: ignore[safety-secret] an example\ntitle = "x"\n').ignores
    assert (ignore.rules, ignore.reason, ignore.line) == (("safety-secret",), "an example", 1)


def test_settings_hold_no_secret() -> None:
    chosen = settings(f"""title = "Risks {TOKEN}"
titles = {{ ja = "{TOKEN}" }}
areas = ["api", "{TOKEN}"]
triggers = ["{TOKEN}"]
[[scales.likelihood]]
score = 1
en = "may {TOKEN}"
ja = "{TOKEN}"
[[views]]
en = "Token {TOKEN}"
filter = "status=open&team={TOKEN}"
[ignore.safety-html]
SRR-0001 = "see {TOKEN}"
""")
    assert TOKEN not in repr(chosen)
    assert chosen.title == f"Risks {STARS}"
    assert chosen.areas == ("api", STARS)
    assert chosen.views[0].name.en == f"Token {STARS}"


@pytest.mark.parametrize(
    ("query", "secret"),
    [
        (f"team=ghp%5F{TOKEN[4:]}", TOKEN[4:]),
        (f"?team=ghp_{TOKEN[4:]}", TOKEN[4:]),
        ("text=Authorization:+Bearer+Zk3v9QhTq7LmB2xY", "Zk3v9QhTq7LmB2xY"),
        ("text=password%3A+S0mmer-2026", "S0mmer-2026"),
    ],
)
def test_a_filter_is_masked_as_a_browser_reads_it(query: str, secret: str) -> None:
    (view,) = settings(f'[[views]]\nen = "a"\nfilter = "{query}&status=open"').views
    assert secret not in view.query
    assert "%2A" in view.query
    assert view.query.endswith("&status=open")
