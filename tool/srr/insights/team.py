"""What one team looks after."""

from srr.insights.selection import is_among, says
from srr.records.registry import Registry
from srr.schema.settings import Settings


def part_of_team(registry: Registry, team: str | None, settings: Settings) -> Registry:
    """Return the registry of the risks of *team*, their postmortems, and the concerns of its people; all for None.

    A concern has no team of its own: people.toml says in which one its owner is. The word for none asks for what no
    team has.
    """
    if team is None:
        return registry
    risks = [risk for risk in registry.risks if says(risk, "team", team)]
    theirs = {each.path for risk in risks for each in (risk, *registry.postmortems_of(risk))}
    for concern in registry.concerns:
        name = settings.team_of(concern.owner)
        if is_among(team, (name,) if name else ()):
            theirs.add(concern.path)
    numbers = [each.path for each in registry.indicators.values()]
    return registry.part([path for path in registry.by_path if path in theirs] + numbers)
