from markdown_it import MarkdownIt

from kit.examples import tree
from srr.exporters.sheet import Sheet
from srr.exporters.tables import markdown
from srr.records.registry import read_registry
from srr.schema.settings import Settings

FORGE = MarkdownIt("commonmark", {"html": True}).enable("table")


def table(fragment: str) -> str:
    found = read_registry(tree(fragment, "risks/SRR-0001.md"), Settings())
    return b"".join(markdown.render(Sheet("risk", found.risks, Settings(), "en"))).decode()


def test_a_table_holds_what_fits_on_a_line() -> None:
    text = table(
        "workaround: Ask the shop\nlinks: {chat: [https://a.example]}\nx_cost: 3\nteam: web"
    )
    head, rule, *rows = text.splitlines()
    assert head == (
        "| ID | Risk | Status | Owner | Team | Created | Next visit"
        " | Current impact | Potential impact | Likelihood | Priority |"
    )
    assert rule == "|" + " --- |" * 11
    (row,) = rows
    assert row == (
        "| SRR-0001 | Orders fail when the stock service is slow | Not started | ura | web"
        " | 2026-01-26 | 2026-02-05 | 1 | 6 | 2 | 12 |"
    )


def test_a_cell_is_text_to_a_forge_and_never_cut() -> None:
    long = "a | b <b>bold</b> [x](https://evil.example) @everyone " + "long " * 100
    shown = FORGE.parse(table(f"title: {long!r}"))
    cells = [
        "".join(part.content for part in token.children or ())
        for token in shown
        if token.type == "inline"
    ]
    assert long.strip() in [cell.replace("\u200b", "") for cell in cells]
    assert not [token for token in shown if token.type == "html_block"]
