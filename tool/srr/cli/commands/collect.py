"""srr collect: fetch the numbers of other systems; the only command that reaches the network."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time

import click

from srr.cli.arguments import completing, from_here, open_workspace, today_option
from srr.cli.indicator_names import called
from srr.cli.indicator_rows import NewRows, require_sound, save_rows, say_rows, with_rows
from srr.cli.messages import say
from srr.cli.quiet import quiet_option, tell
from srr.collectors.refusals import NotCollected
from srr.collectors.sources import collected
from srr.insights.indicators import Watched, watched
from srr.language import Refusal, Text
from srr.records.indicator import Reading
from srr.repository.errors import CannotDo
from srr.repository.steps import step
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.text.sinks import visible

_NO_SOURCE = Text(
    "{name} has no source; write one below [indicators.{name}] in srr.toml",
    "{name} に source がありません。srr.toml の [indicators.{name}] に書いてください",
)
_NO_SOURCES = Text(
    "no indicator has a source; write one below [indicators.NAME] in srr.toml",
    "source のある指標がありません。srr.toml の [indicators.NAME] に書いてください",
)
_FETCHING = Text("fetching numbers ({n})", "数値を取得しています ({n})")
_FAILED = Text("{name}: {why}", "{name}: {why}")
_THERE = Text("{path} has a row for {day} already", "{path} には {day} の行がすでにある")
_NOTHING_NEW = Text(
    "{path}: nothing new; the last row of the source is of {day}",
    "{path}: 新しい行はない。取得元の最後の行は {day}",
)


@click.command("collect")
@click.argument(
    "names", metavar="[NAME]...", nargs=-1, shell_complete=completing("names_with_source")
)
@click.option("--dry-run", is_flag=True, help="Fetch and show the numbers, and write nothing.")
@quiet_option("Print only what failed or asks for a decision.")
@today_option
def command(names: tuple[str, ...], dry_run: bool, today: str | None) -> None:
    """Fetch the numbers of the indicators called NAME, or of all that have a source, and write them down.

    This is the only command that reaches the network. Prometheus gives the number of today; a CSV file gives each row
    that is missing at the end. An answer has ten seconds. What can be fetched is written; each source that gave no
    number is named, and srr then ends with 1.

    What lets srr in at prometheus.example.com, a token or user:password, is taken from the environment variable
    SRR_COLLECT_TOKEN_PROMETHEUS_EXAMPLE_COM. It is sent to no other host.

    \b
    Examples:
      srr collect
      srr collect advertisers api_calls_per_hour
      srr collect --dry-run
    """
    workspace = open_workspace(today)
    failed: dict[str, Text] = {}
    due = [each for each in _wanted(names, workspace) if _is_due(each, workspace, failed)]
    new: list[NewRows] = []
    for each, outcome in zip(due, _fetched(due, workspace), strict=True):
        with _noting(each.name, failed):
            rows = _missing(each, outcome, workspace)
            if rows and not dry_run:
                save_rows(rows, workspace)
            if rows:
                new.append(rows)
    say_rows(new, workspace)
    for name, why in failed.items():
        say(_FAILED.fill(name=name, why=why).within(workspace.settings.language))
    click.get_current_context().exit(1 if failed else 0)


@contextmanager
def _noting(name: str, failed: dict[str, Text]) -> Iterator[None]:
    """Let a refusal about one indicator keep none of the others from being written."""
    try:
        yield
    except Refusal as refusal:
        failed[name] = refusal.said


def _wanted(names: Sequence[str], workspace: Workspace) -> list[Watched]:
    """Return the indicators called *names*, else all with a source; raise CannotDo where one has none."""
    known = watched(workspace.registry, workspace.settings)
    chosen = {each.name: each for each in (called(name, known) for name in names)}
    for name, each in chosen.items():
        if each.about.source is None:
            raise CannotDo(_NO_SOURCE.fill(name=name))
    found = [each for each in known.values() if each.about.source]
    if not found:
        raise CannotDo(_NO_SOURCES)
    return list(chosen.values()) or found


def _is_due(each: Watched, workspace: Workspace, failed: dict[str, Text]) -> bool:
    """Whether *each* has no row of today yet, and a file that one can be added to."""
    with _noting(each.name, failed):
        require_sound(each.indicator, workspace)
        days = each.indicator.series.days
        if not days or days[-1] < workspace.today.date:
            return True
        _tell(_THERE, each, workspace, days[-1])
    return False


def _fetched(due: Sequence[Watched], workspace: Workspace) -> list[list[Reading] | NotCollected]:
    """Return what the source of each gives; a past day that was chosen is asked for as it ended."""
    today = workspace.today.date
    end = datetime.combine(today, time(23, 59, 59), zone(workspace.settings))
    at = end if end < datetime.now(UTC) else None
    sources = [each.about.source for each in due if each.about.source]
    with step(_FETCHING.fill(n=len(due))):
        return collected(sources, today, at, os.environ)


def _missing(
    each: Watched, outcome: Sequence[Reading] | NotCollected, workspace: Workspace
) -> NewRows | None:
    """Return the rows behind the last one; None where there are none. Raise what the source was refused for."""
    if isinstance(outcome, NotCollected):
        raise outcome
    days = each.indicator.series.days
    rows = [row for row in outcome if not days or row.on > days[-1]]
    if not rows:
        _tell(_NOTHING_NEW, each, workspace, outcome[-1].on)
        return None
    return with_rows(each.indicator, rows)


def _tell(sentence: Text, each: Watched, workspace: Workspace, day: date) -> None:
    path = from_here(workspace.root, each.indicator.path)
    tell(visible(sentence.fill(path=path, day=day).within(workspace.settings.language)))
