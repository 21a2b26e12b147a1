"""What click refuses in the words that were typed, as one sentence that says what to type instead."""

import re

import click

from srr.language import Text, untranslated
from srr.text.spelling import meant

_EXPLAINED = Text("see {command} --help", "使い方は {command} --help で確認できます")
_NO_COMMAND = Text(
    "no command is called {command}; {hint}", "{command} というコマンドはありません。{hint}"
)
_NONE_NAMED = Text("{command} needs a command; {hint}", "コマンドを指定してください。{hint}")
_NO_OPTION = Text(
    "{command} has no option {option}; {hint}",
    "{command} に {option} というオプションはありません。{hint}",
)
_MISSING = Text("{command} needs {name}; {hint}", "{command} には {name} が必要です。{hint}")
_MISSING_WORD = Text(
    "{command} needs one of {words}; write it behind the command",
    "{command} の後に {words} のいずれかを書いてください",
)
_NO_VALUE = Text(
    "{option} needs a value; write it behind the option",
    "{option} には値が必要です。続けて書いてください",
)
_NEEDS_NONE = Text(
    "{option} takes no value; write {option} alone",
    "{option} に値は指定できません。{option} だけを書いてください",
)
_EXTRA = Text(
    "{command} does not take {words}; {hint}", "{command} に {words} は指定できません。{hint}"
)
_OTHER_WORD = Text(
    "{name} does not take {typed}; write one of {words}",
    "{name} に {typed} は使えません。{words} から選んでください",
)
_OTHER_NUMBER = Text(
    "{name} does not take {typed}; write a whole number from {least} to {most}",
    "{name} に {typed} は使えません。{least} から {most} までの整数を書いてください",
)
_ANY = Text("{message}; {hint}", "{message}。{hint}")
# click keeps these words in its message alone: https://github.com/pallets/click/blob/main/src/click/core.py
_EXTRA_WORDS = re.compile(r"unexpected extra arguments? \((.*)\)", re.DOTALL)
_COMMAND_NAME = re.compile(r"No such command '(.*?)'[.]", re.DOTALL)
_VALUE = re.compile(r"(.*) is not ", re.DOTALL)


def said(problem: click.ClickException) -> Text:
    """Return what is wrong with the words of the command line."""
    ctx = (problem.ctx if isinstance(problem, click.UsageError) else None) or click.Context(
        click.Command("srr"), info_name="srr"
    )
    match problem:
        case click.NoSuchOption():
            return _no_option(problem.option_name, ctx)
        case click.MissingParameter():
            return _missing(problem.param, ctx)
        case click.BadOptionUsage():
            needs_none = "does not take a value" in problem.message
            sentence = _NEEDS_NONE if needs_none else _NO_VALUE
            return sentence.fill(option=problem.option_name)
        case click.BadParameter():
            return _wrong_value(problem, ctx)
    message = problem.format_message()
    if extra := _EXTRA_WORDS.search(message):
        return _EXTRA.fill(command=ctx.command_path, words=extra[1], hint=_hint(ctx))
    if message == "Missing command.":
        return _NONE_NAMED.fill(command=ctx.command_path, hint=_hint(ctx))
    if name := _COMMAND_NAME.search(message):
        return no_command(name[1], ctx)
    return _other(message, ctx)


def no_command(name: str, above: click.Context) -> Text:
    """Say that the command of *above* has none called *name*."""
    group = above.command
    known = group.list_commands(above) if isinstance(group, click.Group) else ()
    hint = meant(name, known, _hint(above))
    return _NO_COMMAND.fill(command=f"{above.command_path} {name}", hint=hint)


def _hint(ctx: click.Context) -> Text:
    return _EXPLAINED.fill(command=ctx.command_path)


def _no_option(option: str, ctx: click.Context) -> Text:
    known = [name for param in ctx.command.get_params(ctx) for name in param.opts]
    hint = meant(option, [name for name in known if name.startswith("--")], _hint(ctx))
    return _NO_OPTION.fill(command=ctx.command_path, option=option, hint=hint)


def _missing(param: click.Parameter | None, ctx: click.Context) -> Text:
    if param is not None and isinstance(param.type, click.Choice):
        return _MISSING_WORD.fill(command=ctx.command_path, words=_listed(param.type))
    name = _name(param, ctx) if param else "?"
    return _MISSING.fill(command=ctx.command_path, name=name, hint=_hint(ctx))


def _wrong_value(problem: click.BadParameter, ctx: click.Context) -> Text:
    param, value = problem.param, _VALUE.match(problem.message)
    if param is None or value is None:
        return _other(problem.format_message(), ctx)
    name = param.opts[0] if isinstance(param, click.Option) else ctx.command_path
    if isinstance(param.type, click.Choice):
        return _OTHER_WORD.fill(name=name, typed=value[1], words=_listed(param.type))
    if isinstance(param.type, click.IntRange):
        kind = param.type
        return _OTHER_NUMBER.fill(name=name, typed=value[1], least=kind.min, most=kind.max)
    return _other(problem.format_message(), ctx)


def _listed(kind: "click.Choice[str]") -> str:
    return ", ".join(map(str, kind.choices))


def _name(param: click.Parameter, ctx: click.Context) -> str:
    if isinstance(param, click.Option):
        return param.opts[0]
    return param.make_metavar(ctx).strip("[].")


def _other(message: str, ctx: click.Context) -> Text:
    words = " ".join(message.split()).rstrip(".")
    return _ANY.fill(message=untranslated(words), hint=_hint(ctx))
