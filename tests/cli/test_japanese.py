"""In a Japanese registry the commands speak Japanese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import srr as srr_code
from kit.examples import record
from kit.terminal import repository, srr
from srr.cli.app import cli
from srr.documents import edit
from srr.records.edit_refusals import JAPANESE

Command = tuple[tuple[str, ...], click.Command]

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
        (("show", "SRR-0002"), "SRR-0002 という記録はありません。srr list --all で一覧できます"),
        (("show", "x"), "x という記録はありません。srr list --all で一覧できます"),
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


def commands(path: tuple[str, ...] = (), command: click.Command = cli) -> Iterator[Command]:
    """Yield each command with the words that call it, the groups too."""
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            found = command.get_command(ctx, name)
            assert found
            yield from commands((*path, name), found)


def slips(command: click.Command) -> Iterator[tuple[str, ...]]:
    """Yield words that *command* cannot take: names of nothing, values missing, values of another kind."""
    yield ("--nothing",)
    yield ("nothing", "nothing", "nothing")
    for param in command.params:
        if isinstance(param, click.Option) and param.name != "root":
            yield (f"{param.opts[-1]}=x" if param.is_flag else param.opts[-1],)
            yield (param.opts[-1], "@ nothing")
        elif param.required:
            yield ()


@pytest.mark.parametrize("words", [path for path, _ in commands()], ids=" ".join)
def test_a_slip_in_the_words_of_a_command_is_answered_in_japanese(
    registry: Path, words: tuple[str, ...]
) -> None:
    command = dict(commands())[words]
    for slip in slips(command):
        done = srr(registry, *words, *slip)
        said = [line for line in done.stderr.splitlines() if line.startswith("srr: ")]
        assert not [line for line in said if line.isascii()], slip


def literals() -> Iterator[tuple[str, int, str]]:
    """Yield the Japanese of each text in the code, with its place."""
    for path in sorted(Path(srr_code.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(ast.Name("Text"), [_, ast.Constant(str(japanese))]):
                    yield path.name, node.lineno, japanese


def test_what_is_said_in_both_languages_is_japanese_in_japanese() -> None:
    found = list(literals())
    assert len(found) > 700
    english = [
        (file, line, japanese)
        for file, line, japanese in found
        if japanese.isascii() and re.search("[a-z]", re.sub(r"{.*?}", "", japanese))
    ]
    assert english == []


def test_each_reason_why_an_edit_is_refused_has_its_japanese() -> None:
    code = ast.parse(Path(edit.__file__).read_text(encoding="utf-8"))
    reasons = {
        node.value
        for node in ast.walk(code)
        if isinstance(node, ast.Constant) and node.value in JAPANESE
    }
    refusals = [
        node.args[1]
        for node in ast.walk(code)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "EditRefused"
    ]
    words = {each.value for each in refusals if isinstance(each, ast.Constant)}
    assert words <= JAPANESE.keys() == reasons


def test_a_fix_that_is_left_out_says_why_in_japanese(registry: Path) -> None:
    twice = WRONG.replace("owner:", "title: 2\nowner:")
    (registry / PATH).write_text(twice, encoding="utf-8")
    done = srr(registry, "fix")
    assert "に同じキーが 2 つあります" in done.stderr


def test_settings_that_cannot_be_used_are_refused_in_their_language(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja"\nareaz = 1\n', encoding="utf-8")
    said = "srr: srr.toml: areaz という設定はありません。areas のことですか\n"
    assert srr(registry, "lint").stderr == said


def test_where_the_language_cannot_be_read_a_refusal_is_english(registry: Path) -> None:
    (registry / "srr.toml").write_text('language = "ja\n', encoding="utf-8")
    assert srr(registry, "lint").stderr.startswith("srr: srr.toml cannot be read: ")


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


@pytest.mark.parametrize("command", ["lint", "list"])
def test_the_clock_is_named_in_japanese_where_it_gives_the_day(
    registry: Path, command: str
) -> None:
    done = srr(registry, command, SRR_TODAY="")
    assert "(時計、UTC) 時点" in done.stdout
