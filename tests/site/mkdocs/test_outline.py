"""Pages whose Markdown is the same are converted once."""

from pathlib import Path

import pytest
from markdown import Markdown  # type: ignore[import-untyped]
from markdown.extensions import Extension  # type: ignore[import-untyped]
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files

from srr.site.mkdocs.outline import OutlinePage

OUTLINE = "<div></div>\n\n## Summary\n\n## Visits\n"


class Counting(Extension):  # type: ignore[misc]
    """Counts how often Markdown is set up."""

    count = 0

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        del md
        self.count += 1


@pytest.fixture
def config(tmp_path: Path) -> MkDocsConfig:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


def converted(config: MkDocsConfig, written: dict[str, str]) -> list[OutlinePage]:
    shared: dict[str, dict[str, object]] = {}
    for path, text in written.items():
        (Path(config.docs_dir) / path).parent.mkdir(exist_ok=True)
        (Path(config.docs_dir) / path).write_text(text, encoding="utf-8")
    files = get_files(config)
    pages = [OutlinePage(file, config, shared) for file in map(files.src_uris.get, written) if file]
    for page in pages:
        page.read_source(config)
        page.render(config, files)
    return pages


def test_the_same_outline_is_converted_once_and_each_page_has_all_of_it(
    config: MkDocsConfig,
) -> None:
    counting = Counting()
    config.markdown_extensions.append(counting)
    paths = [f"risks/SRR-000{number}.md" for number in range(3)]
    pages = converted(config, dict.fromkeys(paths, OUTLINE) | {"x.md": "## Other\n"})
    assert counting.count == 2
    assert [page.content == pages[0].content for page in pages] == [True, True, True, False]
    for page in pages[:3]:
        assert [item.id for item in page.toc] == ["summary", "visits"]
        assert page.present_anchor_ids == {"summary", "visits"}
        assert page.file.page is page


def test_what_is_done_to_the_contents_of_one_page_is_not_done_to_another(
    config: MkDocsConfig,
) -> None:
    first, second, third = converted(config, dict.fromkeys(["a.md", "b.md", "c.md"], OUTLINE))
    for page in (first, second):
        page.toc.items[0].title = "changed"
    assert next(iter(third.toc)).title == "Summary"


def test_a_link_leads_from_each_page_to_the_same_one(config: MkDocsConfig) -> None:
    text = "[the list](../index.md)\n"
    pages = converted(config, {"index.md": "x", "a/index.md": text, "a/b.md": text})
    assert [page.content for page in pages[1:]] == [
        f'<p><a href="{href}">the list</a></p>' for href in ("../", "../../")
    ]
