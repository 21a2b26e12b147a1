"""Shell completion of ids, rules and statuses; errors are swallowed, as a shell has no place to show them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from srr.cli.arguments import below
from srr.insights.indicators import Watched, watched
from srr.language import Language
from srr.lint import catalogue, explanation
from srr.records.record import Record
from srr.records.registry import Registry
from srr.repository import workspace
from srr.repository.errors import CannotDo
from srr.repository.workspace import Workspace
from srr.schema.vocabulary import STATUSES
from srr.text.sinks import visible


def record_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of all records that begin so, with their titles."""
    registry = _registry(ctx)
    return list(_items(registry.records if registry else (), incomplete))


def risk_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the ids of the risks that begin so and are open, with their titles."""
    registry = _registry(ctx)
    risks = registry.risks if registry else ()
    return list(_items((risk for risk in risks if risk.is_open), incomplete))


def undone_risk_ids(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of the risks that begin so and are not done, accepted ones too, with their titles."""
    registry = _registry(ctx)
    risks = registry.risks if registry else ()
    return list(_items((risk for risk in risks if not risk.has_ended), incomplete))


def concern_ids(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of the concerns that begin so and still ask for a report, with their titles."""
    registry = _registry(ctx)
    return list(_items(registry.open_concerns if registry else (), incomplete))


def carried_ids(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the ids of the open risks, then of the concerns that still ask for a report."""
    return [*risk_ids(ctx, param, incomplete), *concern_ids(ctx, param, incomplete)]


def owners(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the handles of owners that begin so."""
    registry = _registry(ctx)
    names = {record.owner for record in registry.records if record.owner} if registry else set()
    return [CompletionItem(visible(name)) for name in sorted(names) if name.startswith(incomplete)]


def indicator_names(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the names of indicators that begin so, with their labels."""
    return [
        CompletionItem(each.name, help=visible(each.about.name(language) or ""))
        for each, language in _watched(ctx)
        if each.name.startswith(incomplete) and each.name == visible(each.name)
    ]


def names_with_source(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the names of those indicators that begin so and have a source."""
    sourced = {each.name for each, _ in _watched(ctx) if each.about.source}
    return [each for each in indicator_names(ctx, param, incomplete) if each.value in sourced]


def commands(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the commands that begin so, below those that are named already."""
    named: click.Context | None = ctx.find_root()
    for word in ctx.params.get("words") or ():
        named = below(named, word) if named else None
    return named.command.shell_complete(named, incomplete) if named else []


def rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the rules that begin so, each with its claim."""
    found = _workspace(ctx)
    language = found.settings.language if found else "en"
    return [
        CompletionItem(rule.name, help=explanation.parse(rule.page).claim.within(language))
        for rule in catalogue.all_rules()
        if rule.name.startswith(incomplete)
    ]


def rules_and_families(
    ctx: click.Context, param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Return the families and the rules that begin so."""
    families = sorted({rule.family for rule in catalogue.all_rules()})
    named = [CompletionItem(name) for name in families if name.startswith(incomplete)]
    return [*named, *rules(ctx, param, incomplete)]


def statuses(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the statuses that begin so."""
    return [CompletionItem(status) for status in STATUSES if status.startswith(incomplete)]


def _items(records: Iterable[Record], incomplete: str) -> Iterator[CompletionItem]:
    begun = incomplete.upper()
    for record in sorted(records, key=lambda record: record.id):
        number = record.id.rpartition("-")[2].lstrip("0")
        is_begun = record.id.startswith(begun) or (begun != "" and number.startswith(begun))
        # Shells read what is offered line by line.
        if is_begun and record.id == visible(record.id):
            yield CompletionItem(record.id, help=visible(record.title))


def _watched(ctx: click.Context) -> Iterator[tuple[Watched, Language]]:
    try:
        found = _workspace(ctx)
        known = watched(found.registry, found.settings).values() if found else ()
        yield from ((each, found.settings.language) for each in known if found)
    except (CannotDo, OSError):
        return


def _registry(ctx: click.Context) -> Registry | None:
    try:
        found = _workspace(ctx)
        return found.registry if found else None
    except (CannotDo, OSError):
        return None


def _workspace(ctx: click.Context) -> Workspace | None:
    root = ctx.find_root().params.get("root")
    try:
        return workspace.open_workspace(Path(root) if root else None)
    except (CannotDo, OSError):
        return None
