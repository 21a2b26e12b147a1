"""Open actions as a table."""

from collections.abc import Iterable

from srr.insights.actions import ActionOf
from srr.language import Text
from srr.records.postmortem import Action
from srr.schema import vocabulary
from srr.schema.fields import ACTION
from srr.site.kit.clock import ACTION_DUE, day_label
from srr.site.kit.html import Html, element, join, web_link
from srr.site.kit.parts import day, line, table, title_cell
from srr.site.kit.site import Site

_OPEN_TITLE = Text("Open actions", "未完了のアクション")
_TICKET = Text("Ticket", "チケット")
LABELS = {spec.key: spec.label for spec in ACTION}


def action_table(actions: Iterable[ActionOf], source: str, site: Site) -> Html:
    """Return open actions as a table on the page *source*, in their order."""
    head = [(site.say(LABELS[key]), "", key) for key in ("due", "do", "owner", "viewpoint")]
    rows = (_row(action, source, site) for action in actions)
    return table(site.say(_OPEN_TITLE), head, rows, sort="sort")


def _row(each: ActionOf, source: str, site: Site) -> Html:
    action, postmortem = each.action, each.postmortem
    origin = site.link(source, site.page_at[postmortem.path], postmortem.title, fragment="actions")
    ticket = web_link(action.link, site.say(_TICKET)) if action.link else None
    return element(
        "tr",
        element(
            "td",
            day(action.due),
            " ",
            late_action(action, site),
            data_sort=str(action.due or "-"),
        ),
        title_cell(
            f"{postmortem.id} · {each.name}",
            line(action.do or "-", source, site),
            join(origin, ticket, by=" · "),
            sort=action.do or "-",
        ),
        element("td", action.owner or "-", class_="srr-word"),
        element("td", viewpoint_label(action.viewpoint, site)),
    )


def late_action(action: Action, site: Site) -> Html | None:
    """Return how late an open action is, kept up to date in the browser; None when it has no due date."""
    return day_label(ACTION_DUE, action.due, site) if action.is_open and action.due else None


def viewpoint_label(viewpoint: str | None, site: Site) -> str:
    """Return the label of a viewpoint; the word itself where it is unknown."""
    known = vocabulary.VIEWPOINTS.get(viewpoint or "")
    return site.say(known) if known else viewpoint or "-"
