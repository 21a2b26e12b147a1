"""Output of findings: the requested formats, their files, and the job summary on GitHub."""

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import click

from srr.cli.output_file import output_file, put
from srr.cli.quiet import is_quiet
from srr.exporters.findings import FORMATS, FROM_REGISTRY, Run, rendered
from srr.language import Text, counted
from srr.lint.engine import Report
from srr.lint.finding import Finding, Severity
from srr.repository.errors import CannotDo, reason
from srr.repository.workspace import Workspace
from srr.text.sinks import visible
from srr.text.spelling import meant
from srr.text.terminal import plain

_COUNTS = {
    Severity.ERROR: (Text("{n} error", "エラー {n} 件"), Text("{n} errors", "エラー {n} 件")),
    Severity.WARNING: (Text("{n} warning", "警告 {n} 件"), Text("{n} warnings", "警告 {n} 件")),
    Severity.INFO: (Text("{n} info", "情報 {n} 件"), Text("{n} info", "情報 {n} 件")),
}
_SEE_LINT = Text("{counts}: see srr lint", "{counts} (srr lint で確認できる)")
_NO_FINDINGS = Text("no findings", "指摘なし")
_BY_HAND = Text("{counts} in your own files", "手書きのファイルに{counts}")
_ALSO = Text("{findings}; {by_hand}", "{findings}、{by_hand}")
_NAMED = Text(
    "{place}: {severity}[{rule}] {message}, so the site shows asterisks; {help}",
    "{place}: {severity}[{rule}] {message}ので、サイトでは伏せ字にした。{help}",
)
_AS_OF = Text("as of {today}; {findings}", "{today} 時点、{findings}")
_ONE_PRINTED = Text(
    "only one format can be printed, not {first} and {second}; give a file, as in {second}=FILE",
    "画面に出せる形式は 1 つです ({first} と {second})。{second}=FILE のように、ファイルを指定してください",
)
_SAME_FILE = Text(
    "two formats cannot be written to the same file {file}",
    "2 つの形式を同じファイル {file} には書き込めません",
)
_TAKE_ONE = Text("take one of {words}", "{words} から選んでください")
_NO_FORMAT = Text("no format is called {name}; {hint}", "{name} という形式はありません。{hint}")
_NO_FILE = Text(
    "--format {value} names no file; write {name}=FILE",
    "--format {value} にファイル名がありません。{name}=FILE と書いてください",
)
_NO_SUMMARY = Text(
    "{name} is {path}, which cannot be written: {why}",
    "{name} の {path} に書き込めません: {why}",
)
_SUMMARY = "GITHUB_STEP_SUMMARY"
_FOR_PEOPLE = ("text", "concise")
# So many at a time: each print is flushed, and all of them at once would be held in memory.
_PIECES = 100


class Wanted(NamedTuple):
    """A format and the file it goes to; None is standard output."""

    format: str
    file: Path | None = None


def wanted(asked: Sequence[str]) -> tuple[Wanted, ...]:
    """Parse the values of --format: FORMAT or FORMAT=FILE, `text` by default."""
    found = tuple(map(_wanted, asked)) or (Wanted("text"),)
    printed = [each.format for each in found if each.file is None]
    if len(printed) > 1:
        raise CannotDo(_ONE_PRINTED.fill(first=printed[0], second=printed[1]))
    files = [each.file for each in found if each.file is not None]
    for file in files:
        if files.count(file) > 1:
            raise CannotDo(_SAME_FILE.fill(file=file))
    return found


def deliver(report: Report, workspace: Workspace, run: Run, asked: Sequence[Wanted]) -> None:
    """Print and write *report* in every format of *asked*; colour is for the screen alone."""
    if any(each.format not in FROM_REGISTRY for each in asked):
        from importlib.metadata import version

        run = run._replace(folder=folder_in_repository(workspace.root), version=version("srr"))
    # Files come first: where one cannot be written, nothing is printed that a program would read.
    for name, file in sorted(asked, key=lambda each: each.file is None):
        if file is None:
            if report.findings or name not in _FOR_PEOPLE or not is_quiet():
                _print(rendered(name, report, run))
        else:
            content = "".join(rendered(name, report, run._replace(paint=plain)))
            put(file, f"{content}\n".encode(errors="replace"), workspace)
    if any(each.format == "github" for each in asked):
        _summarise(report, run)


def _print(pieces: Iterator[str]) -> None:
    while text := "".join(islice(pieces, _PIECES)):
        click.echo(text, nl=False)
    click.echo()


def _wanted(value: str) -> Wanted:
    name, given, file = value.partition("=")
    if name not in FORMATS:
        hint = meant(name, FORMATS, _TAKE_ONE.fill(words=", ".join(FORMATS)))
        raise CannotDo(_NO_FORMAT.fill(name=name, hint=hint))
    if not given:
        return Wanted(name)
    if not file or Path(file).is_dir():
        raise CannotDo(_NO_FILE.fill(value=value, name=name))
    return Wanted(name, output_file(file))


def folder_in_repository(root: Path) -> str:
    """Return the registry's folder within its repository; empty at the top or without git."""
    from srr.repository import git

    top = git.top(root)
    if top is None or top.resolve() not in (root.resolve(), *root.resolve().parents):
        return ""
    folder = root.resolve().relative_to(top.resolve()).as_posix()
    return "" if folder == "." else folder


def _summarise(report: Report, run: Run) -> None:
    """Append the table of all findings to the job summary, if there is one."""
    path = os.environ.get(_SUMMARY)
    if not path:
        return
    from srr.exporters.findings import github_summary

    try:
        with Path(path).open("ab") as stream:
            budget = github_summary.LIMIT - stream.tell()
            stream.write(github_summary.render(report.gathered, run, budget).encode())
    except OSError as error:
        raise CannotDo(_NO_SUMMARY.fill(name=_SUMMARY, path=path, why=reason(error))) from None


def as_of(built: Workspace, by_hand: Sequence[Finding]) -> str:
    """Return the date of a site and its number of findings, in the words of the registry.

    Those in what is written by hand stand apart, for lint does not show them.
    """
    findings, own = _counts(built.report.gathered.findings), _counts(by_hand)
    said = _SEE_LINT.fill(counts=findings) if findings else None
    more = _BY_HAND.fill(counts=own) if own else None
    both = _ALSO.fill(findings=said, by_hand=more) if said and more else said or more
    as_of_day = _AS_OF.fill(today=built.today.described, findings=both or _NO_FINDINGS)
    return as_of_day.within(built.settings.language)


def _counts(findings: Sequence[Finding]) -> Text | None:
    """Return how many of *findings* there are of each severity; None where there is none."""
    numbers = Counter(finding.severity for finding in findings)
    counts = [counted(numbers[each], *_COUNTS[each]) for each in Severity if numbers[each]]
    if not counts:
        return None
    return Text(", ".join(text.en for text in counts), "、".join(text.ja for text in counts))


def named(by_hand: Finding) -> Text:
    """Say where what is written by hand holds a secret: lint does not read it."""
    return _NAMED.fill(
        place=f"{visible(by_hand.path)}:{by_hand.place.line}:{by_hand.place.column}",
        severity=by_hand.severity,
        rule=by_hand.rule,
        message=by_hand.message,
        help=by_hand.help or "",
    )


def shown_path(path: Path) -> str:
    """Return the shortest way to write *path* from the current folder."""
    absolute, here = path.absolute(), Path.cwd()
    return visible(str(absolute.relative_to(here) if absolute.is_relative_to(here) else absolute))
