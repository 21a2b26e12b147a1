"""mkdocs.yml as it may be shown, and as it is searched for secrets."""

import pytest
import yaml

from kit.secrets import word
from srr.records.secrets import leaks
from srr.site.config_secrets import as_document, masked, shown

TOKEN = "ghp_" + word(36)
STARS = "*" * 40


def found(text: str) -> list[tuple[int, str]]:
    """Return the secrets of mkdocs.yml with their lines."""
    config = yaml.safe_load(text)
    read = as_document("mkdocs.yml", text.encode(), shown(config))
    return [(read.position(leak.span.start).line, leak.words) for leak in leaks(read)]


@pytest.mark.parametrize(
    "line",
    [
        f"site_name: Risks {TOKEN}",
        f"edit_uri_template: https://user:{TOKEN}@github.com/o/r/edit/main/{{path}}",
        f"nav: [{{'Home {TOKEN}': index.md}}]",
        f"extra: {{social: [{{link: 'https://example.com/?t={TOKEN}'}}]}}",
        f"theme: {{name: material, palette: {{toggle: {{name: '{TOKEN}'}}}}}}",
    ],
)
def test_a_secret_that_the_site_would_show_is_found_in_its_line(line: str) -> None:
    assert found(f"strict: true\n{line}\n") == [(2, TOKEN)]


def test_a_secret_that_yaml_spells_otherwise_is_found_at_its_key() -> None:
    assert found(f'strict: true\ncopyright: "\\x67{TOKEN[1:]}"\n') == [(2, TOKEN)]


def test_what_only_a_plugin_needs_is_not_searched() -> None:
    assert found(f"plugins: [{{other: {{token: {TOKEN}}}}}]\n") == []


def test_a_value_is_masked_wherever_it_holds_text() -> None:
    value = {"a": [TOKEN, 3, {f"b {TOKEN}": None}], "c": True}
    assert masked(value) == {"a": [STARS, 3, {f"b {STARS}": None}], "c": True}
