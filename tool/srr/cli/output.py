"""Where findings go: the forms that were asked for, the files they are written to, and a job's summary on GitHub."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from srr.lint import baseline
from srr.lint.engine import Report, Rule
from srr.records.registry import is_record_path
from srr.repository import store
from srr.repository.workspace import CannotDo, Workspace, did_you_mean
from srr.schema.settings import FILES as SETTINGS_FILES

FORMS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit", "rdjson")
_SUMMARY = "GITHUB_STEP_SUMMARY"
_READ = (*SETTINGS_FILES, "mkdocs.yml", baseline.FILE)


class Wanted(NamedTuple):
    """A form, and the file it goes to; None stands for standard output."""

    form: str
    file: Path | None = None


class Run(NamedTuple):
    """What the forms tell about a run beside its report."""

    workspace: Workspace
    rules: Sequence[Rule[Any]]
    in_colour: Callable[[str, str], str]
    show_ignored: bool


def wanted(asked: Sequence[str]) -> tuple[Wanted, ...]:
    """Read the values of --format, FORM or FORM=FILE; text when there is none."""
    found = tuple(map(_wanted, asked)) or (Wanted("text"),)
    printed = [each.form for each in found if each.file is None]
    if len(printed) > 1:
        forms = " and ".join(printed)
        raise CannotDo(
            f"only one format can be printed, not {forms}; give a file, as in {printed[1]}=FILE"
        )
    files = [each.file for each in found if each.file is not None]
    for file in files:
        if files.count(file) > 1:
            raise CannotDo(f"two formats cannot be written to the same file {file}")
    return found


def deliver(report: Report, run: Run, asked: Sequence[Wanted]) -> None:
    """Print and write *report* in every form of *asked*."""
    forge = any(each.form not in ("text", "concise", "json") for each in asked)
    folder = _folder(run.workspace.root) if forge else ""
    for form, file in sorted(asked, key=lambda each: each.file is not None):
        content = _rendered(form, report, run, folder, in_colour=file is None)
        if file is None:
            click.echo(content)
        else:
            _write(file, content, run.workspace)
    if any(each.form == "github" for each in asked):
        _summarise(report, run, folder)


def _wanted(value: str) -> Wanted:
    form, given, file = value.partition("=")
    if form not in FORMS:
        told = did_you_mean(form, FORMS, f"take one of {', '.join(FORMS)}")
        raise CannotDo(f"no format is called {form}; {told}")
    if not given:
        return Wanted(form)
    path = Path(file).absolute()
    if not file or path.is_dir():
        raise CannotDo(f"--format {value} names no file; write {form}=FILE")
    if not path.parent.is_dir():
        raise CannotDo(f"{file} cannot be written: there is no folder {path.parent}")
    if path.exists() and not path.is_file():
        raise CannotDo(f"{file} cannot be written: it is no regular file")
    return Wanted(form, path.parent.resolve() / path.name)


def _rendered(form: str, report: Report, run: Run, folder: str, *, in_colour: bool) -> str:
    language, today = run.workspace.settings.language, str(run.workspace.today)
    ran = [rule for rule in run.rules if report.base is not None or rule.family != "change"]
    match form:
        case "concise":
            from srr.exporters.findings import concise

            return concise.render(report, language, today)
        case "json":
            from srr.exporters.findings import json

            return json.render(report, language)
        case "github":
            from srr.exporters.findings import github

            return github.render(report, language, today, folder)
        case "gitlab":
            from srr.exporters.findings import gitlab

            return gitlab.render(report, language, folder)
        case "sarif":
            from importlib.metadata import version

            from srr.exporters.findings import sarif

            return sarif.render(report, language, folder, ran, version("srr"))
        case "junit":
            from srr.exporters.findings import junit

            return junit.render(report, language, folder, ran)
        case "rdjson":
            from srr.exporters.findings import rdjson

            return rdjson.render(report, language, folder)
    from srr.exporters.findings import text

    paint = run.in_colour if in_colour else text.plain
    return text.render(report, language, today, paint=paint, show_ignored=run.show_ignored)


def _folder(root: Path) -> str:
    """Return the folder of the repository that the registry lies in; empty at the top, or without git."""
    from srr.repository import git

    top = git.top(root)
    if top is None or top.resolve() not in (root.resolve(), *root.resolve().parents):
        return ""
    folder = root.resolve().relative_to(top.resolve()).as_posix()
    return "" if folder == "." else folder


def _write(file: Path, content: str, workspace: Workspace) -> None:
    root = workspace.root.resolve()
    path = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
    if path in workspace.tree or is_record_path(path):
        raise CannotDo(f"{file} is a record, and lint writes over none")
    if path in _READ:
        raise CannotDo(f"{file} is read by srr, and lint does not write over it")
    try:
        store.write(file.parent, {file.name: f"{content}\n".encode(errors="replace")})
    except OSError as error:
        raise CannotDo(f"{file} cannot be written: {error.strerror}") from None


def _summarise(report: Report, run: Run, folder: str) -> None:
    """Add the table of all findings to the summary of the job, where there is one."""
    path = os.environ.get(_SUMMARY)
    if not path:
        return
    from srr.exporters.findings import github_summary

    language, today = run.workspace.settings.language, str(run.workspace.today)
    try:
        with Path(path).open("ab") as stream:
            room = github_summary.LIMIT - stream.tell()
            stream.write(github_summary.render(report, language, today, folder, room).encode())
    except OSError as error:
        raise CannotDo(f"{_SUMMARY} is {path}, which cannot be written: {error.strerror}") from None
