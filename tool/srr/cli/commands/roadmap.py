"""srr roadmap: what product planning needs of the risks."""

from collections.abc import Iterator, Mapping, Sequence

import click

from srr.cli.arguments import open_workspace, today_option
from srr.cli.colours import paint
from srr.cli.screen_width import screen_width
from srr.exporters import roadmap as shown
from srr.insights.break_words import RUNWAY, runway_words
from srr.insights.breaks import Break, limit_breaks
from srr.insights.roadmap import Lane, roadmap, unplanned
from srr.language import Language, Text
from srr.records.risk import Risk
from srr.repository.errors import CannotDo
from srr.schema.fields import BAD_MINUTES, RISK_LABELS
from srr.schema.vocabulary import EFFORTS, level_words
from srr.text.sinks import visible
from srr.text.terminal import cut, table

_RUNWAY = "runway"
_COLUMNS = ("id", "priority", "effort", "bad_minutes_a_year", _RUNWAY, "owner", "title")
_TWO_FORMATS = Text(
    "--json and --csv cannot be printed together; give one of them",
    "--json と --csv は同時に出力できません。どちらか一方にしてください",
)
_EMPTY = Text(
    "No risk has a horizon. Write one into its front matter: now, next, later, or a quarter such as 2027Q1.",
    "horizon のあるリスクはない。フロントマターに now、next、later、または 2027Q1 のような四半期を書く。",
)
_UNPLANNED = Text("Unresolved without a horizon: {n}.", "時期のない未解決のリスク: {n} 件。")


@click.command("roadmap")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in a versioned format.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@today_option
def command(as_json: bool, as_csv: bool, today: str | None) -> None:
    """Print the risks by the time in which they are planned: now, next, the quarters, later.

    Each with its priority, its effort, the minutes that it takes from all users in a year by its estimate, when it is
    expected to break, and its place in the backlog. Risks that are done are left out.

    \b
    Examples:
      srr roadmap
      srr roadmap --csv > roadmap.csv
    """
    if as_json and as_csv:
        raise CannotDo(_TWO_FORMATS)
    workspace = open_workspace(today)
    registry, language = workspace.registry, workspace.settings.language
    lanes, left = roadmap(registry.risks), len(unplanned(registry.risks))
    limits = limit_breaks(registry, workspace.today.date)
    if as_json:
        click.echo(shown.to_json(lanes, limits, left, workspace.today.date))
    elif as_csv:
        click.echo(shown.to_csv(lanes, limits), nl=False)
    else:
        click.echo("\n".join(_lines(lanes, limits, left, language)))


def _lines(
    lanes: Sequence[Lane], limits: Mapping[str, Break], left: int, language: Language
) -> Iterator[str]:
    for lane in lanes:
        yield from _lane(lane, limits, language)
        yield ""
    if not lanes:
        yield _EMPTY.within(language)
    yield _UNPLANNED.fill(n=left).within(language)


def _lane(lane: Lane, limits: Mapping[str, Break], language: Language) -> Iterator[str]:
    about = f" ({lane.total.within(language)})" if lane.total else ""
    yield paint(visible(f"{lane.name.within(language)}{about}"), "heading")
    columns = screen_width()
    keys = [key for key in _COLUMNS if key == "title" or _is_used(key, lane, limits)]
    labels = {**RISK_LABELS, BAD_MINUTES.key: BAD_MINUTES.label, _RUNWAY: RUNWAY}
    rows = [[labels[key].within(language) for key in keys]]
    rows += [[visible(_cell(risk, key, limits, language)) for key in keys] for risk in lane.risks]
    head, *lines = table(rows, columns)
    yield head
    for risk, line in zip(lane.risks, lines, strict=True):
        yield line
        yield from (f"  {cut(visible(url), columns - 2)}" for url in risk.urls("backlog"))


def _is_used(key: str, lane: Lane, limits: Mapping[str, Break]) -> bool:
    if key == _RUNWAY:
        return any(risk.path in limits for risk in lane.risks)
    return any(getattr(risk, key) is not None for risk in lane.risks)


def _cell(risk: Risk, key: str, limits: Mapping[str, Break], language: Language) -> str:
    if key == _RUNWAY:
        found = limits.get(risk.path)
        return runway_words(found).within(language) if found else "-"
    value = getattr(risk, key)
    match key:
        case "priority":
            return level_words(risk.priority).within(language)
        case "bad_minutes_a_year":
            return "-" if value is None else f"{value:,.1f}"
        case "effort" if value in EFFORTS:
            return f"{value} ({EFFORTS[value].within(language)})"
        case _:
            return value or "-"
