"""The option --json of a command that writes a record: its flags, from a JSON object."""

import json
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

import click

from srr.cli.given_file import Unread, text_in, text_of
from srr.language import Text
from srr.repository.errors import CannotDo
from srr.schema.kinds import KINDS
from srr.text.spelling import meant

_UNREAD = Text("--json {file} cannot be read: {why}", "--json {file} を読めません: {why}")
_NO_TEXT = Text("it is not UTF-8 text", "UTF-8 のテキストではありません")
_NO_OBJECT = Text(
    'it holds no JSON object such as {"title": "..."}',
    '{"title": "..."} のような JSON オブジェクトではありません',
)
_NO_JSON = Text("line {line}, column {column}: {why}", "{line} 行目の {column} 文字目: {why}")
_TWICE = Text(
    "it has the key {key} twice; keep one", "キー {key} が 2 回あります。1 つにしてください"
)
_NO_KEY = Text(
    "--json {file} has the key {key}, which is none of this command; {hint}",
    "--json {file} の {key} は、このコマンドのキーではありません。{hint}",
)
_KNOWN = Text("there are {keys}", "使えるのは {keys} です")
_NO_VALUE = Text(
    "--json {file} has {value} as {key}; write text or a number",
    "--json {file} の {key} に {value} は使えません。文字列か数値を書いてください",
)
_NO_LIST = Text(
    "--json {file} has {value} as {key}; write a list of texts",
    "--json {file} の {key} に {value} は使えません。文字列のリストを書いてください",
)


_LISTS = {
    spec.key
    for kind in KINDS.values()
    for each in kind.fields
    for spec in (each, *each.fields)
    if spec.kind.endswith("-list")
}


def is_from_json() -> bool:
    """Whether the running command takes its flags from JSON, so that nobody is to be asked."""
    return bool(click.get_current_context().default_map)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give *command* the option; a flag that is given as well wins."""
    return click.option(
        "--json",
        metavar="FILE",
        is_eager=True,
        expose_value=False,
        callback=_take,
        help="Take what is not given from a JSON object in FILE, or - for standard input; ask nothing.",
    )(command)


def _take(ctx: click.Context, param: click.Parameter, file: str | None) -> None:
    del param
    if file is None:
        return
    flags = {_key(each): each for each in ctx.command.params if not _is_of_the_run(each)}
    values: dict[str, Any] = {"yes": True}
    for key, value in _object(file).items():
        if key not in flags:
            hint = meant(key, flags, _KNOWN.fill(keys=", ".join(flags)))
            raise CannotDo(_NO_KEY.fill(file=file, key=key, hint=hint))
        if value is not None:
            values[str(flags[key].name)] = _value(file, key, value, flags[key])
    ctx.default_map = values


def _is_of_the_run(param: click.Parameter) -> bool:
    """Whether *param* says how to run, not what to write."""
    is_flag = isinstance(param, click.Option) and param.is_flag
    return is_flag or param.name in ("json", "today")


def _key(param: click.Parameter) -> str:
    """Return the key of a record that *param* is for."""
    name = str(param.name)
    return f"{name}s" if param.multiple and f"{name}s" in _LISTS else name


def _object(file: str) -> dict[str, Any]:
    try:
        return _parsed(text_in(sys.stdin.buffer) if file == "-" else text_of(file))
    except Unread as error:
        raise CannotDo(_UNREAD.fill(file=file, why=error.said)) from None


def _parsed(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text, object_pairs_hook=_without_duplicates)
        # A lone surrogate cannot be written.
        json.dumps(content, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        why = _NO_JSON.fill(line=error.lineno, column=error.colno, why=error.msg)
        raise Unread(why) from None
    except UnicodeEncodeError:
        raise Unread(_NO_TEXT) from None
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        raise Unread(_NO_OBJECT)
    return content


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = Counter(key for key, _ in pairs)
    for key, number in keys.items():
        if number > 1:
            raise Unread(_TWICE.fill(key=key))
    return dict(pairs)


def _value(file: str, key: str, value: Any, param: click.Parameter) -> Any:
    shown = json.dumps(value, ensure_ascii=False)
    if param.multiple:
        if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            raise CannotDo(_NO_LIST.fill(file=file, key=key, value=shown))
        return value
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CannotDo(_NO_VALUE.fill(file=file, key=key, value=shown))
    return str(value)
