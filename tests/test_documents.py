"""The English documents are written in short sentences."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kit.cases import each_case

ROOT = Path(__file__).parent.parent
HOW_TO = ROOT / "tool" / "srr" / "site" / "how-to"
ENGLISH = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "bench/README.md")),
    *sorted(path for path in HOW_TO.glob("*.md") if not path.name.endswith(".ja.md")),
)
MOST = 25
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
END = re.compile(r"(?<=[.!?])[*)\"']*\s+")
WORD = re.compile(r"\S*\w\S*")


@each_case("path", ENGLISH)
def test_every_sentence_has_at_most_25_words(path: Path) -> None:
    long = [
        f"{path.relative_to(ROOT)}: {count(sentence)} words: {sentence}"
        for sentence in sentences(path.read_text(encoding="utf-8"))
        if count(sentence) > MOST
    ]
    assert not long, "\n".join(long)


def test_code_counts_as_one_word_and_blocks_of_code_are_left_out() -> None:
    page = (
        "---\na: b c\n---\n# A heading\n\n- Run `a b. c` and\n  look. Then\n\n```\nnot this\n```\n"
    )
    assert list(sentences(page)) == ["Run code and look.", "Then"]


def test_cells_of_a_table_are_read_one_by_one() -> None:
    page = "| one | two |\n|---|---|\n| Three [words here](x.md). More | 1 - 2 |\n"
    found = list(sentences(page))
    assert found == ["one", "two", "Three words here.", "More", "1 - 2"]
    assert [count(sentence) for sentence in found] == [1, 1, 3, 1, 2]


def sentences(text: str) -> Iterator[str]:
    """Yield each sentence of the paragraphs, list items and table cells of *text*."""
    tokens = MarkdownIt("commonmark").enable("table").parse(FRONT_MATTER.sub("", text))
    for before, token in itertools.pairwise(tokens):
        if token.type == "inline" and before.type != "heading_open":
            yield from filter(None, END.split(prose(token)))


def prose(inline: Token) -> str:
    """Return the words of a paragraph or a cell as a reader meets them."""
    return "".join(map(words, inline.children or [])).strip()


def words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " "
    return "code" if token.type == "code_inline" else token.content


def count(sentence: str) -> int:
    return len(WORD.findall(sentence))
