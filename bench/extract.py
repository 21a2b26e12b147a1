"""Extracts the records of a registry for tools other than srr.

    python bench/extract.py REGISTRY OUT

OUT/yaml holds the front matter of each risk, OUT/markdown the risks as they are, OUT/plain a site
for plain MkDocs.
"""

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from srr.lint import explanation
from srr.lint.catalogue import all_rules
from srr.lint.rule import Rule
from srr.site.sources import how_to

# The menu of a site of records, without the records themselves.
MENU = {
    "nav": ["index.md", {"Risks": "risks.md"}, {"Postmortems": "postmortems.md"}],
    "not_in_nav": "/risks/*.md\n/postmortems/*.md\n/rules/*.md\n/how-to/*.md\n",
}
COLUMNS = ("id", "title", "status", "priority", "owner", "next_visit")
_OUT_OF_FOLDER = re.compile(r"\]\(\.\./[^)]*\)")
FOLDERS = {"SRR": "risks", "PM": "postmortems"}


def extract(registry: Path, out: Path) -> None:
    """Write the three copies of *registry* to *out*."""
    shutil.copytree(registry / "risks", out / "markdown" / "risks")
    plain = out / "plain"
    _write(plain / "mkdocs.yml", _mkdocs(registry))
    _write(
        plain / "docs" / "index.md",
        "# Risks\n\nThe [risks](risks.md), the [postmortems](postmortems.md).\n",
    )
    for folder in FOLDERS.values():
        _extract_folder(registry / folder, out, folder)
    # The pages that are the same for every registry are text on both sites.
    for rule in all_rules():
        _write(plain / "docs" / "rules" / f"{rule.name}.md", _rule(rule))
    for name, text in how_to("en").items():
        _write(plain / "docs" / "how-to" / name, _OUT_OF_FOLDER.sub("](../index.md)", text))


def _mkdocs(registry: Path) -> str:
    """Return the registry's own mkdocs.yml without srr, so that both sites have the same configuration."""
    config = yaml.safe_load((registry / "mkdocs.yml").read_text(encoding="utf-8"))
    plugins = [plugin for plugin in config["plugins"] if plugin != "srr"]
    return yaml.safe_dump({**config, **MENU, "docs_dir": "docs", "plugins": plugins})


def _extract_folder(source: Path, out: Path, folder: str) -> None:
    docs = out / "plain" / "docs"
    rows = [COLUMNS, tuple("---" for _ in COLUMNS)]
    for path in sorted(source.glob("*.md")):
        front_matter, body = _split(path)
        if folder == "risks":
            _write(out / "yaml" / f"{path.stem}.yaml", front_matter)
        record = yaml.load(front_matter, yaml.CBaseLoader)  # noqa: S506 (makes nothing but text)
        _write(docs / folder / path.name, _page(record, body))
        link = f"[{path.stem}]({folder}/{path.name})"
        rows.append((link, *(_cell(record.get(key, "")) for key in COLUMNS[1:])))
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    _write(docs / f"{folder}.md", f"# {folder.capitalize()}\n\n{table}\n")


def _split(path: Path) -> tuple[str, str]:
    _, front_matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return front_matter, body


def _page(record: dict[str, object], body: str) -> str:
    rows = "\n".join(f"| {key} | {_cell(value)} |" for key, value in _leaves(record))
    return f"# {record['title']}\n\n| Key | Value |\n| --- | --- |\n{rows}\n{body}"


def _rule(rule: Rule[Any]) -> str:
    page = explanation.parse(rule.page)
    examples = "\n\n".join(f"```\n{example}\n```" for example in (page.bad, page.good))
    return f"# {rule.name}\n\n{page.claim.en}\n\n{page.why.en}\n\n{examples}\n"


def _leaves(value: object, name: str = "") -> Iterator[tuple[str, object]]:
    """Yield every single value below *value* with its keys joined by dots."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _leaves(child, f"{name}.{key}" if name else key)
    elif isinstance(value, list):
        for child in value:
            yield from _leaves(child, name)
    else:
        yield name, value


def _cell(value: object) -> str:
    text = str(value).replace("|", "\\|")
    prefix, _, number = text.partition("-")
    if prefix in FOLDERS and number.isdigit():
        return f"[{text}](../{FOLDERS[prefix]}/{text}.md)"
    return f"<{text}>" if text.startswith("https://") else text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Read the arguments and write the copies."""
    parser = argparse.ArgumentParser(description="Copy a registry for tools that read no records.")
    parser.add_argument("registry", type=Path, help="the folder of the registry")
    parser.add_argument("out", type=Path, help="a folder that does not exist yet")
    args = parser.parse_args()
    extract(args.registry, args.out)


if __name__ == "__main__":
    main()
