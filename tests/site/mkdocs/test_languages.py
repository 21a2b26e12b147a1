"""The site in two languages: one command, two sites, and what is said on each."""

import ast
import html
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import srr as package
from kit.examples import record
from kit.terminal import environment, srr
from srr.language import Text

STARTER = Path(__file__).parent.parent.parent.parent / "tool/srr/starter/mkdocs.yml"
SOURCES = sorted(Path(package.__path__[0]).rglob("*.py"))
RECORDS = ("risks/SRR-0001.md", "risks/SRR-0002.md", "postmortems/PM-0001.md")
SETTINGS = """\
title = "Risks of orders"
titles = { ja = "注文のリスク" }
language = "en"
languages = ["en", "ja"]
"""
# What is the same in both languages: names, signs, and places that are filled.
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龥。、]")
SAME = re.compile(r"(?:\{\w+\}|[\W\d_]|ID|API|URL|SLO|JSON|Markdown|[SML])*")
# These pages show both languages, or quote what is written in files.
BOTH = ("glossary/", "rules/", "how-to/")

pytestmark = [pytest.mark.long, pytest.mark.usefixtures("few_texts")]


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("registry")
    for path in RECORDS:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(record(path), encoding="utf-8")
    (root / "risks/SRR-0003.md").write_text("no front matter", encoding="utf-8")
    (root / "srr.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    (root / "site").mkdir()
    return root


@pytest.fixture(scope="module")
def site(registry: Path) -> Path:
    done = srr(registry, "build")
    assert (done.returncode, done.stderr) == (0, "")
    return registry / "build/site"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def addresses(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}


def test_one_command_builds_each_page_in_both_languages(site: Path) -> None:
    japanese = addresses(site / "ja")
    assert "risks/SRR-0001/index.html" in japanese
    assert {path for path in addresses(site) if not path.startswith("ja/")} == japanese
    assert '<html lang="en"' in page(site, "risks/SRR-0001")
    assert '<html lang="ja"' in page(site, "ja/risks/SRR-0001")


def test_the_header_bears_the_name_of_the_registry_in_its_language(site: Path) -> None:
    for path, name in (("", "Risks of orders"), ("ja", "注文のリスク")):
        assert re.search(rf'<span class="md-ellipsis">\s*{name}\s*</span>', page(site, path))
        assert f"<h1>{name}</h1>" in page(site, path)


def test_the_switch_leads_to_the_same_page_in_the_other_language_and_back(site: Path) -> None:
    switch = re.compile(r'<a href="([^"]*)" hreflang="(\w+)" class="md-select__link">')
    for address in addresses(site / "ja"):
        same = address.removesuffix("index.html")
        if same == "404.html":
            continue
        for start in (site / same, site / "ja" / same):
            shown = (start / "index.html").read_text(encoding="utf-8")
            links = {language: href for href, language in switch.findall(shown)}
            assert (start / links["en"]).resolve() == (site / same).resolve()
            assert (start / links["ja"]).resolve() == (site / "ja" / same).resolve()


def test_a_switch_of_the_team_stays_as_it_is(registry: Path) -> None:
    own = "extra:\n  alternate: [{name: Ours, link: /ours/, lang: en}]\n"
    text = STARTER.read_text(encoding="utf-8").replace("extra:\n", own)
    text = text.replace("build/site", "build/own")
    (registry / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = srr(registry, "build")
    (registry / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    assert (done.returncode, done.stderr) == (0, "")
    shown = page(registry / "build/own", "risks/SRR-0001")
    assert '<a href="/ours/" hreflang="en" class="md-select__link">' in shown
    assert "assets/language.js" not in shown


def test_a_template_of_the_team_stands_before_that_of_srr(registry: Path) -> None:
    (registry / "own/partials").mkdir(parents=True)
    (registry / "own/partials/alternate.html").write_text("<b>our switch</b>", encoding="utf-8")
    text = STARTER.read_text(encoding="utf-8").replace("build/site", "build/own")
    text = text.replace("theme:\n", "theme:\n  custom_dir: own\n")
    (registry / "mkdocs.yml").write_text(text, encoding="utf-8")
    done = srr(registry, "build")
    (registry / "mkdocs.yml").write_bytes(STARTER.read_bytes())
    assert (done.returncode, done.stderr) == (0, "")
    assert "<b>our switch</b>" in page(registry / "build/own", "risks/SRR-0001")


def test_the_data_of_each_site_is_in_its_language(site: Path) -> None:
    assert "Next visit" in (site / "reviews.ics").read_text(encoding="utf-8")
    assert "次回確認" in (site / "ja/reviews.ics").read_text(encoding="utf-8")
    assert 'xml:lang="ja"' in (site / "ja/feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["", "ja", "ja/risks/SRR-0001"])
def test_browsers_find_the_feed_of_the_language(site: Path, path: str) -> None:
    found = re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*>', page(site, path))
    assert found is not None
    href = found[0].split('href="')[1].split('"')[0]
    home = site / "ja" if path.startswith("ja") else site
    assert (site / path / href).resolve() == (home / "feed.xml").resolve()


def test_mkdocs_and_properdocs_build_both_themselves(registry: Path, site: Path) -> None:
    for tool in ("mkdocs", "properdocs"):
        subprocess.run(
            [
                Path(sys.executable).with_name(tool),
                *("build", "--quiet", "--strict", "-f", "mkdocs.yml", "--site-dir", tool),
            ],
            cwd=registry,
            env=environment(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true"),
            check=True,
        )
        assert addresses(registry / tool) == addresses(site)


def test_a_fault_on_a_page_of_the_second_language_stops_the_build(registry: Path) -> None:
    (registry / "site/how.md").write_text("# How\n", encoding="utf-8")
    (registry / "site/how.ja.md").write_text("# 方法\n\n[x](missing.md)\n", encoding="utf-8")
    config = registry / "mkdocs.yml"
    config.write_text(f"not_in_nav: /how.md\n{STARTER.read_text(encoding='utf-8')}")
    done = srr(registry, "build")
    for name in ("how.md", "how.ja.md"):
        (registry / "site" / name).unlink()
    config.write_bytes(STARTER.read_bytes())
    assert done.returncode == 2
    assert "missing.md" in done.stderr


@cache
def texts() -> dict[str, Text]:
    """Return every Text that is written in the program, by its place."""
    return dict(_texts())


def _texts() -> Iterator[tuple[str, Text]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text":
                words = [part.value for part in node.args if isinstance(part, ast.Constant)]
                if len(words) == 2 and any(words):
                    yield f"{path.name}:{node.lineno}", Text(str(words[0]), str(words[1]))


def test_every_string_is_there_in_both_languages() -> None:
    assert len(texts()) > 500
    for place, text in texts().items():
        assert text.en.strip(), place
        assert text.ja.strip(), place


def test_every_japanese_string_is_japanese_and_no_english_one_is() -> None:
    for place, text in texts().items():
        assert JAPANESE.search(text.ja) or SAME.fullmatch(text.ja), (place, text.ja)
        assert not JAPANESE.search(text.en), (place, text.en)


def test_no_english_is_left_on_a_japanese_page(site: Path) -> None:
    written = " ".join(record(path) for path in RECORDS)
    kept = re.compile(
        r"SRR-\d+|PM-\d+|Orders failed for forty minutes|Orders fail when [\w ]+|English"
    )
    for path in sorted((site / "ja").rglob("*.html")):
        if path.relative_to(site / "ja").as_posix().startswith(BOTH):
            continue
        for words in shown(path.read_text(encoding="utf-8")):
            left = "" if words in written else kept.sub("", words)
            assert JAPANESE.search(left) or not re.search("[A-Za-z]{3}", left), (path, words)


def shown(source: str) -> Iterator[str]:
    """Yield each piece of text, and each label, that a reader of the page meets."""
    source = re.sub(r"<(script|style|code|pre)\b.*?</\1>", "", source, flags=re.DOTALL)
    labels = re.findall(r'\b(?:title|aria-label|placeholder|alt)="([^"]*)"', source)
    for words in (*labels, *re.split(r"<[^>]*>", source)):
        yield " ".join(html.unescape(words).split())
