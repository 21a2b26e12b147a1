"""The how-to pages and the README name what is there: settings, commands, options, fields of the JSON."""

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
import pytest

from kit.cases import each_case
from kit.examples import tree
from kit.terminal import srr
from srr.cli.app import COMMANDS, cli
from srr.exporters import agenda as agenda_exporter
from srr.exporters import breaks_json, diagnoses
from srr.exporters.data import records
from srr.exporters.data.feed import LIMIT
from srr.exporters.findings import Run
from srr.exporters.findings import json as lint_json
from srr.insights.agenda import POINTS, agenda
from srr.language import Language
from srr.lint import engine
from srr.records import registry
from srr.repository.history import BULK
from srr.schema.settings import Settings
from srr.schema.settings_keys import KEYS, Key

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "tool" / "srr" / "site" / "how-to"
READMES = (ROOT / "README.md", ROOT / "README.ja.md")
BY_HAND = (*sorted(PAGES.glob("*.md")), *READMES, ROOT / "CONTRIBUTING.md")
DEFAULT = {"en": "Default:", "ja": "既定値:"}
PROFILE = {"en": "the profile's", "ja": "プロファイルのもの"}


def page(name: str, language: Language) -> str:
    suffix = ".ja.md" if language == "ja" else ".md"
    return (PAGES / f"{name}{suffix}").read_text(encoding="utf-8")


def line_about(key: Key, language: Language) -> str:
    default = (
        PROFILE[language] if key.name == "scales" else f"`{key.default.replace(chr(39), chr(34))}`"
    )
    between = " " if language == "en" else ""
    meaning = key.meaning.within(language)
    return f"- **`{key.name}`** {meaning}{between}{DEFAULT[language]} {default}"


@each_case("language", ["en", "ja"])
@each_case("key", KEYS)
def test_the_settings_page_tells_each_key_with_its_meaning_and_default(
    key: Key, language: Language
) -> None:
    assert line_about(key, language) in page("settings", language).splitlines()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_settings_page_tells_no_other_key(language: Language) -> None:
    told = re.findall(r"^- \*\*`(\w+)`\*\*", page("settings", language), re.MULTILINE)
    assert told == [key.name for key in KEYS]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_page_of_the_feed_tells_how_much_it_holds(language: Language) -> None:
    (news,) = re.findall(r"\{ #feed \}\n(.*?)\n## ", page("feeds", language), re.DOTALL)
    assert {str(LIMIT), str(BULK)} == set(re.findall(r"(?<!\S)\d\d+(?= )", news))


def test_each_page_is_there_in_both_languages() -> None:
    english = {path.name for path in PAGES.glob("*.md") if not path.name.endswith(".ja.md")}
    japanese = {path.name.replace(".ja.md", ".md") for path in PAGES.glob("*.ja.md")}
    assert english == japanese


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_first_page_leads_to_all_others(language: Language) -> None:
    others = {path.name for path in PAGES.glob("*.md") if not path.name.endswith(".ja.md")}
    assert set(re.findall(r"\]\(([\w-]+\.md)\)", page("index", language))) == others - {"index.md"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_json_page_names_every_field(language: Language) -> None:
    report = engine.check(
        registry.read_registry({"risks/SRR-0001.md": b""}, Settings()), Settings(), date.max
    )
    told = json.loads("".join(lint_json.render(report, Run("en"))))
    fields = {*told, *told["findings"][0], "reason", "overdue"}
    fields |= {column for columns in records.COLUMNS.values() for column in columns}
    fields |= {*breaks_json.SCHEMA, *breaks_json.SCHEMA["headroom"]["properties"]}
    fields |= {*breaks_json.SCHEMA["runway"]["properties"], *breaks_json.SCHEMA["outlook"]["enum"]}
    empty = registry.Registry()
    day = records.as_of(empty, date.max)
    listed = json.loads(agenda_exporter.to_json(agenda(empty, Settings(), date.max), None, day))
    named = set(re.findall(r"`([\w-]+)`", page("json", language)))
    assert (fields - {None}) | listed.keys() | {point.key for point in POINTS} <= named


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_json_page_names_every_field_of_an_indicator(
    tmp_path: Path, language: Language
) -> None:
    for path, content in tree("breaks_when: orders > 60\n", "risks/SRR-0001.md").items():
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_bytes(content)
    told = json.loads(srr(tmp_path, "indicator", "orders", "5", "--json").stdout)
    (row,) = told["indicators"]
    (condition,) = row["conditions"]
    named = set(re.findall(r"`([\w-]+)`", page("json", language)))
    assert {*told, *row, *condition, *condition["headroom"]} <= named


def test_the_json_page_names_the_versions_that_are_printed() -> None:
    assert (lint_json.VERSION, records.VERSION, diagnoses.VERSION) == (1, 1, 1)
    assert "All of them are at version 1." in page("json", "en")


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_readme_lists_every_command(path: Path) -> None:
    rows = re.findall(r"^\| `srr ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert list(dict.fromkeys(rows)) == list(COMMANDS)


@each_case("path", BY_HAND)
def test_every_command_shown_exists_with_its_options(path: Path) -> None:
    for line in shown_commands(path.read_text(encoding="utf-8")):
        command, options = named_in(line)
        known = {name for param in command.params for name in (*param.opts, *param.secondary_opts)}
        assert options <= known | {"--help"}, line


def shown_commands(text: str) -> Iterator[str]:
    """Yield the srr commands that are typed in the console blocks of a page."""
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            if line.startswith("$ srr "):
                yield line.removeprefix("$ srr ").split(" > ")[0]


def named_in(line: str) -> tuple[click.Command, set[str]]:
    """Return the command that *line* runs, and the options that it gives."""
    command: click.Command = cli
    words = shlex.split(line)
    with click.Context(cli) as context:
        while isinstance(command, click.Group) and words and not words[0].startswith("-"):
            found = command.get_command(context, words.pop(0))
            assert found is not None, line
            command = found
    return command, {word for word in words if word.startswith("--")}


def packages(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=!;\[ ]", name, maxsplit=1)[0].casefold() for name in requirements}


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_lists_the_dependencies_of_the_project_and_no_others(readme: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tables = re.findall(r"(?:^\|.*\n)+", readme.read_text(encoding="utf-8"), re.MULTILINE)
    first, second, third = (
        {
            name
            for row in table.splitlines()[2:]
            for name in re.split(r"[,、] ?", row.split("|")[1].strip())
        }
        for table in tables[-3:]
    )
    assert first == packages(project["dependencies"])
    assert second == packages(project["optional-dependencies"]["site"])
    assert third == packages(project["optional-dependencies"]["xlsx"])
