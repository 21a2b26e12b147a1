"""In a Japanese registry the commands speak Japanese."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.examples import record
from kit.terminal import repository, srr

PATH = "risks/SRR-0001.md"
WRONG = record(PATH).replace("likelihood: 2", "likelihood: 2\npriority: 10\narea: kitchen")
NEW = ("--summary", "注文できない。", "--likelihood", "2", "--owner", "ura")


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    (tmp_path / "risks").mkdir()
    (tmp_path / PATH).write_text(WRONG, encoding="utf-8")
    (tmp_path / "srr.toml").write_text('language = "ja"\n', encoding="utf-8")
    return tmp_path


def english(printed: str) -> Iterator[str]:
    """Yield the lines that hold words and nothing but English; commands to type are indented."""
    for line in printed.splitlines():
        if " " in line and line.isascii() and not line.startswith((" ", "-", "repos:")):
            yield line


@pytest.mark.parametrize(
    "commands",
    [
        [("fix",), ("fix",)],
        [("baseline", "write"), ("baseline", "check"), ("fix",), ("baseline", "check")],
        [("baseline", "write"), ("fix",), ("baseline", "prune")],
        [("new", "risk", "--title", "Orders fail when the stock is slow", *NEW)],
        [("list",), ("list", "--sort", "area"), ("list", "postmortems")],
        [("build", "--out", "sources", "--fail-on", "never")],
    ],
    ids=lambda commands: " ".join(commands[0][:2]),
)
def test_what_a_command_says_is_japanese(registry: Path, commands: list[tuple[str, ...]]) -> None:
    for words in commands:
        done = srr(registry, *words)
        said = done.stdout + done.stderr
        assert done.returncode in (0, 1), said
        shown = [line for line in english(said) if not line.startswith(("SRR-0001 ", "risks/"))]
        assert shown == [], words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("show", "SRR-0002"), "SRR-0002 という記録はありません。SRR-0001 のことですか"),
        (("show", "x"), "x という記録はありません。srr list で一覧できます"),
        (("lint", "none.md"), "none.md は存在しません"),
        (("list", "--json", "--csv"), "--json と --csv は同時に出力できません。"),
        (("baseline", "check"), "{root} に srr-baseline.json がありません。"),
        (
            ("visit", "1", "--note", "見た。"),
            "SRR-0001 には、確認を記録しても直らないエラーがあります。",
        ),
        (("new", "risk"), "--title がありません。"),
    ],
)
def test_a_refusal_is_japanese(registry: Path, words: tuple[str, ...], sentence: str) -> None:
    done = srr(registry, *words)
    assert done.returncode == 2
    assert done.stderr.startswith(f"srr: {sentence.format(root=registry)}")


def test_where_the_settings_cannot_be_read_a_refusal_is_english(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\nareaz = 1\n', encoding="utf-8")
    assert "did you mean areas?" in srr(registry, "lint").stderr


def test_init_speaks_the_language_that_it_is_given(tmp_path: Path) -> None:
    root = repository(tmp_path / "registry")
    done = srr(root, "init", "--language", "ja")
    assert "作成  risks/SRR-0001.md\n" in done.stdout
    assert list(english(done.stdout)) == []
    again = srr(root, "init").stdout
    assert "既存  srr.toml\n" in again
    assert list(english(again)) == []


def test_the_priority_is_explained_in_japanese(registry: Path) -> None:
    text = WRONG.replace("likelihood: 2", "scope: 3\nseverity: 3\nlikelihood: 2")
    (registry / PATH).write_text(text, encoding="utf-8")
    assert "\n優先度スコア: 3 x 3 = 9 → 段階 6、6 x 2 = 12\n" in srr(registry, "show", "1").stdout
