"""What incidents cost, in words: their downtime, its share of the error budget, the actions still open."""

from collections.abc import Iterator, Sequence

from srr.insights.downtime import downtime
from srr.language import Text, counted
from srr.records.postmortem import Postmortem
from srr.site.kit.site import Site

INCIDENTS = (Text("{n} incident", "障害 {n} 件"), Text("{n} incidents", "障害 {n} 件"))
_DOWNTIME = (
    Text("{n} minute of downtime", "ダウンタイム {n} 分"),
    Text("{n} minutes of downtime", "ダウンタイム {n} 分"),
)
_TIMES = Text("{n} × error budget", "エラーバジェットの {n} 倍")
_STILL_OPEN = Text("{n} of {all} actions open", "アクション {all} 件中 {n} 件が未完了")


def cost(postmortems: Sequence[Postmortem], site: Site) -> Iterator[str]:
    """Yield each number that *postmortems* give, summed up."""
    lost = [found.minutes for each in postmortems if (found := downtime(each))]
    slo = site.settings.slo
    if lost:
        yield site.say(counted(sum(lost), *_DOWNTIME))
    if lost and slo:
        yield site.say(_TIMES, n=f"{slo.multiple(sum(lost)):,.1f}")
    actions = [action for each in postmortems for action in each.actions]
    if actions:
        still = sum(action.is_open for action in actions)
        yield site.say(_STILL_OPEN, n=still, all=len(actions))
