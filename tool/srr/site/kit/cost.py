"""What incidents cost, in words: their downtime, its share of the error budget, the actions still open."""

from collections.abc import Iterator, Sequence

from srr.language import Text, counted
from srr.records.downtime import downtime
from srr.records.objectives import worst_multiple
from srr.records.postmortem import Postmortem
from srr.site.kit.site import Site

INCIDENTS = (Text("{n} incident", "障害 {n} 件"), Text("{n} incidents", "障害 {n} 件"))
_DOWNTIME = (
    Text("{n} minute of downtime", "ダウンタイム {n} 分"),
    Text("{n} minutes of downtime", "ダウンタイム {n} 分"),
)
_TIMES = Text("{n} × error budget", "エラーバジェットの {n} 倍")
_TIMES_OF = Text("{n} × error budget of {name}", "{name} のエラーバジェットの {n} 倍")
_STILL_OPEN = Text("{n} of {all} actions open", "アクション {all} 件中 {n} 件が未完了")


def cost(postmortems: Sequence[Postmortem], site: Site) -> Iterator[str]:
    """Yield each number that *postmortems* give, summed up."""
    lost = [found.minutes for each in postmortems if (found := downtime(each))]
    if lost:
        yield site.say(counted(sum(lost), *_DOWNTIME))
    spent = worst_multiple(postmortems, site.settings)
    if spent:
        words = _TIMES_OF if len(site.settings.slos) > 1 else _TIMES
        yield site.say(words, n=f"{spent.times:,.1f}", name=spent.slo.label)
    actions = [action for each in postmortems for action in each.actions]
    if actions:
        still = sum(action.is_open for action in actions)
        yield site.say(_STILL_OPEN, n=still, all=len(actions))
