"""srr budget: what is left of the error budget, and what is expected to spend it."""

from collections.abc import Sequence

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.budget_lines import Printer, widest
from srr.cli.screen_width import screen_width
from srr.exporters import budget as shown
from srr.insights.calibration import calibrations
from srr.insights.objectives import Objective, objective
from srr.insights.spending import spending
from srr.language import Text
from srr.records.objectives import services_of
from srr.repository.errors import CannotDo
from srr.repository.today import zone
from srr.repository.workspace import Workspace
from srr.schema.slo import Slo
from srr.text.spelling import meant, normal_form

_NO_SUCH = Text("no SLO is called {name}; {hint}", "{name} という SLO はありません。{hint}")
_KNOWN = Text("known: {names}", "使えるのは {names} です")


@click.command("budget")
@click.option("--slo", "name", metavar="NAME", help="Only the objective of this name.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@today_option
def command(name: str | None, as_json: bool, today: str | None) -> None:
    """Print what is left of each error budget, and which risks are expected to spend it.

    An incident counts whole, even if few customers were affected; an occurrence counts by its percent. Near misses
    and drills cost nothing. A minute in two outages is spent once.

    Where the settings have no SLO, it says how to write one, and exits with 0.

    \b
    Examples:
      srr budget
      srr budget --slo Ordering
      srr budget --json
    """
    workspace = open_workspace(today)
    settings, day = workspace.settings, workspace.today.date
    slos = _chosen(name, settings.slos)
    found = [_objective(slo, workspace) for slo in slos]
    measured = [
        each
        for each in calibrations(workspace.registry, day)
        if any(slo.covers(services_of(each.risk)) for slo in slos)
    ]
    if as_json:
        click.echo(shown.to_json(found, measured, day))
        return
    printer = Printer(settings.language, widest(screen_width()), settings.budget.risk)
    click.echo("\n".join(printer.lines(found, measured)))


def _chosen(name: str | None, slos: Sequence[Slo]) -> Sequence[Slo]:
    if name is None:
        return slos
    found = [slo for slo in slos if slo.name and normal_form(slo.name) == normal_form(name)]
    if not found:
        names = [slo.name for slo in slos if slo.name]
        hint = meant(name, names, _KNOWN.fill(names=", ".join(names) or "-"))
        raise CannotDo(_NO_SUCH.fill(name=repr(name), hint=hint))
    return found


def _objective(slo: Slo, workspace: Workspace) -> Objective:
    registry, settings, day = workspace.registry, workspace.settings, workspace.today.date
    return objective(spending(registry, slo, day, zone(settings)), registry, settings, day)
