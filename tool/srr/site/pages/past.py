"""What git says of the history of one risk; nothing where git does not reach."""

from collections.abc import Iterator

from srr.insights.trend import History, Turn
from srr.language import Text
from srr.records.registry import Risk
from srr.schema.vocabulary import STATUSES
from srr.site.kit.html import Node, element
from srr.site.kit.page import Block, Heading
from srr.site.kit.parts import badge, day, fact
from srr.site.kit.site import Site

_TITLE = Text("History in git", "git の履歴")
_FIRST = Text("First commit", "最初のコミット")
_LAST = Text("Last change", "最後の変更")
_COMMITS = Text("Commits", "コミット数")
_TURNS = Text("Status by commit", "コミット上のステータスの変化")
_GONE = Text("Removed", "削除")


def past(risk: Risk, site: Site) -> Iterator[Block]:
    """Yield when the risk was first and last committed, how often, and when its status changed."""
    life = site.history.of(risk.path) if isinstance(site.history, History) else None
    if life is None:
        return
    turns = [element("li", _turn(turn, site)) for turn in life.turns()]
    yield Heading(site.say(_TITLE), "git")
    yield element(
        "dl",
        fact(site.say(_FIRST), day(life.first_seen)),
        fact(site.say(_LAST), day(life.last_changed)),
        fact(site.say(_COMMITS), str(len(life.versions))),
        fact(site.say(_TURNS), element("ol", *turns, class_="srr-turns"), whole=True),
        class_="srr-facts",
    )


def _turn(turn: Turn, site: Site) -> tuple[Node, ...]:
    after = badge(turn.after, STATUSES, site) if turn.after else site.say(_GONE)
    return day(turn.day), " ", after
