"""Error budget: what each objective allows, what was spent of it, and what the risks are expected to take."""

from collections.abc import Iterator, Sequence

from srr.exporters import budget_words as words
from srr.insights.budget import Budget, Spent
from srr.insights.calibration import Calibration, calibrations
from srr.insights.expected import Expectation, ExpectedCost
from srr.insights.objectives import Objective, objective
from srr.language import Text, counted
from srr.records.risk import Risk
from srr.schema.fields import BAD_MINUTES, OF_BUDGET, RISK_LABELS
from srr.schema.slo import Slo
from srr.site.kit.charts import Limit, bars, figure, share_bar
from srr.site.kit.downtime_cell import RUNS
from srr.site.kit.drawing import Series, Words
from srr.site.kit.html import Html, Node, element, filled, join
from srr.site.kit.list_links import name_link
from srr.site.kit.names import ids_of
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import fact, line, status_badge, table, title_cell
from srr.site.kit.site import BUDGET, INCIDENTS, Site

TITLE = Text("Error budget", "エラーバジェット")
_LEAD = Text(
    "What each promise allows in outage, what was spent of it, and what the risks are expected to take.",
    "約束した稼働率が許す停止時間と、その消費、そしてリスクが使うと見込まれる時間。",
)
_HOW = Text(
    "{downtime} A minute is spent once, however many incidents it was in. An incident counts whole, however few"
    " customers it affected; an occurrence of a risk by its percent. Near misses and drills cost nothing. See"
    " {incidents}.",
    "{downtime}複数の障害が重なっていた時間は 1 回だけ数える。障害は影響を受けた顧客の数にかかわらず全体を、リスクの"
    "発生は影響した割合で数える。ヒヤリハットと訓練は数えない。{incidents}を参照。",
)
_HISTORY = Text("Incident history", "障害の履歴")
_SPENT_OF = Text("{spent} of {budget} min spent", "{budget} 分のうち {spent} 分を消費")
_LEFT = Text("{n} min left", "残り {n} 分")
_OVER = Text("{n} min too many", "{n} 分超過")
_WINDOW = Text("Window", "期間")
_BUDGET = Text("Budget (min)", "予算(分)")
_SPENT = Text("Spent (min)", "消費(分)")
_REST = Text("Left (min)", "残り(分)")
_CHART = Text(
    "{name}: minutes spent in {n} windows, at most {most}, with a line at {budget}; the table has each.",
    "{name}: {n} 期間の消費。最大 {most} 分。線は {budget} 分。値は表にある。",
)
_SERIES = Text("minutes spent", "消費した分")
_LINE = Text("budget {n}", "予算 {n}")
_NUMBERS = Text("Window by window", "期間ごとの値")
_MINUTES = Text("{n} min", "{n} 分")
_ABOVE = Text(
    "{share} % of a year: what is above this line is too big",
    "年間予算の {share}%: この線より上は大きすぎる",
)
_MORE = (
    Text("{n} smaller one", "これより小さい {n} 件"),
    Text("{n} smaller ones", "これより小さい {n} 件"),
)
_UNESTIMATED = Text("Without a whole estimate: {risks}", "そろった見積りがない: {risks}")
_AND = (Text("and {n} more", "ほか {n} 件"), Text("and {n} more", "ほか {n} 件"))
_MEASURED_LEAD = Text(
    "Each estimate beside what linked incidents and occurrences measured. How often is counted from the day after a"
    " risk was noticed. Where n is 0, nothing is known.",
    "見積りと、関連する障害や発生で実測した値。回数はリスクに気づいた翌日から数える。n = 0 なら何もわかっていない。",
)
_NOT_MEASURED = Text("Not measured yet (n = 0): {risks}", "まだ実測なし(n = 0): {risks}")
_ROWS = 50
"""With more risks than this the rest of a table is folded."""
_FEW = 20
"""So many risks are named in a sentence."""


def page(site: Site) -> Page:
    """Return the page with a part for each objective, and what was measured of the estimates."""
    found = [objective(each, site.registry, site.settings, site.today) for each in site.spendings]
    blocks: list[Block] = [_head(site)]
    anchors = ids_of((each.slo.label.within(site.language) for each in found), ("measured",))
    for each, anchor in zip(found, anchors, strict=True):
        blocks += [Heading(site.say(each.slo.label), anchor), _objective(each, anchor, site)]
    blocks += _calibration(calibrations(site.registry, site.today), site)
    return Page(BUDGET, site.say(TITLE), tuple(blocks), searchable=False, wide=True)


def _head(site: Site) -> Html:
    history = site.link(BUDGET, INCIDENTS, site.say(_HISTORY))
    return join(
        element("h1", site.say(TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        element(
            "p",
            filled(site.say(_HOW), downtime=site.say(RUNS), incidents=history),
            class_="srr-quiet",
        ),
    )


def _objective(found: Objective, anchor: str, site: Site) -> Html:
    background = site.say(words.background(found.slo))
    notes = (words.endless(found.budget), words.unknown(found.unnamed))
    return join(
        element("p", element("strong", site.say(words.promise(found.slo)))),
        element("p", background, class_="srr-quiet") if background else None,
        _facts(found.budget, site),
        _windows(found.budget, anchor, site),
        *(element("p", line(site.say(note), BUDGET, site)) for note in notes if note),
        element("h3", site.say(words.EXPECTED)),
        *_expected(found.expected, site),
    )


def _facts(budget: Budget, site: Site) -> Html:
    window = budget.slo.window
    this_year = budget.years[0]
    worst = site.say(words.worst_days(budget)) if budget.worst.minutes else None
    rows = [
        fact(site.say(words.window_name(each, window)), _state(each, site))
        for each in budget.windows[:2]
    ]
    rows += [
        fact(site.say(words.worst_name(budget)), _state(budget.worst, site, worst)),
        fact(site.say(words.year_name(this_year)), _state(this_year, site)),
    ]
    return element("dl", *rows, class_="srr-facts")


def _state(spent: Spent, site: Site, days: str | None = None) -> Html:
    """Return what was spent and what is left, and on which *days* that was."""
    numbers = {"spent": words.figure(spent.minutes), "budget": words.figure(spent.budget)}
    if spent.left < 0:
        over = site.say(_OVER, n=words.figure(-spent.left))
        left: Node = element("span", over, class_="srr-badge srr-overdue")
    else:
        left = element("small", site.say(_LEFT, n=words.figure(spent.left)))
    when = element("small", days) if days else None
    return join(
        site.say(_SPENT_OF, **numbers), element("br"), left, element("br") if days else None, when
    )


def _windows(budget: Budget, anchor: str, site: Site) -> Html:
    """Return the chart of the windows, the oldest first, and below it their numbers, the newest first."""
    shown, slo = budget.windows[::-1], budget.slo
    values = [round(each.minutes, 1) for each in shown]
    label = site.say(slo.label)
    caption = site.say(
        _CHART,
        name=label,
        n=len(shown),
        most=words.figure(max(values)),
        budget=words.figure(slo.budget),
    )
    drawn = bars(
        Words(f"budget-{anchor}", label, caption),
        [_short(each, budget, site) for each in shown],
        Series(site.say(_SERIES), "srr-downtime", values),
        limit=Limit(site.say(_LINE, n=words.figure(slo.budget)), slo.budget),
    )
    return figure(drawn, site.say(_NUMBERS), _numbers(budget, site))


def _short(spent: Spent, budget: Budget, site: Site) -> str:
    """Return the name of a window below its bar: of days in a row the last one."""
    window = budget.slo.window
    name = words.window_name(spent._replace(is_running=False), window)
    return site.say(name) if window.is_calendar else str(spent.days.last)


def _numbers(budget: Budget, site: Site) -> Html:
    head = [(site.say(_WINDOW), "")]
    head += [(site.say(label), "srr-right") for label in (_BUDGET, _SPENT, _REST)]
    window = budget.slo.window
    rows = [(words.window_name(each, window), each) for each in budget.windows]
    rows += [(words.year_name(each), each) for each in budget.years]
    return table(
        _of(budget.slo, _NUMBERS, site),
        head,
        (_number_row(site.say(name), each) for name, each in rows),
    )


def _number_row(name: str, spent: Spent) -> Html:
    cells = (spent.budget, spent.minutes, spent.left)
    return element(
        "tr",
        element("th", name, scope="row"),
        *(element("td", words.figure(value), class_="srr-right") for value in cells),
    )


def _expected(found: Expectation, site: Site) -> Iterator[Html]:
    yield element("p", element("strong", line(site.say(words.verdict(found)), BUDGET, site)))
    if found.ranked:
        sums = words.sums(found)
        rows = (fact(site.say(name), site.say(_MINUTES, n=minutes)) for name, minutes in sums)
        yield element("dl", *rows, class_="srr-facts")
        yield _ranked(found.ranked[:_ROWS], found, site)
        rest = found.ranked[_ROWS:]
        if rest:
            yield _folded(len(rest), _ranked(rest, found, site), site)
    if found.unestimated:
        risks = _named(found.unestimated, site)
        yield element("p", filled(site.say(_UNESTIMATED), risks=risks), class_="srr-quiet")


def _folded(number: int, rows: Html, site: Site) -> Html:
    summary = element("summary", site.say(counted(number, *_MORE)))
    return element("details", summary, rows, class_="srr-fold")


def _ranked(costs: Sequence[ExpectedCost], found: Expectation, site: Site) -> Html:
    """Return the stack rank with the line above which a risk is too big."""
    head = [
        (site.say(BAD_MINUTES.label), "srr-right"),
        (site.say(OF_BUDGET[1].label), ""),
        (site.say(RISK_LABELS["title"]), ""),
        (site.say(RISK_LABELS["owner"]), ""),
    ]
    limit = site.settings.budget.risk
    whole = max([each.share for each in found.ranked] + [1.5 * limit])
    rows = [_cost_row(each, limit, whole, site) for each in costs]
    big = sum(each.is_too_big for each in costs)
    if big:
        mark = element("th", site.say(_ABOVE, share=f"{100 * limit:g}"), colspan=len(head))
        rows.insert(big, element("tr", mark, class_="srr-group"))
    return table(_of(found.slo, words.EXPECTED, site), head, rows)


def _of(slo: Slo, title: Text, site: Site) -> str:
    """Return the name of a table of *slo*, which no other of the page has."""
    return f"{site.say(title)}: {site.say(slo.label)}"


def _cost_row(cost: ExpectedCost, limit: float, whole: float, site: Site) -> Html:
    risk = cost.risk
    return element(
        "tr",
        element("td", words.figure(cost.minutes), class_="srr-right"),
        element("td", words.share(cost.share), share_bar(cost.share, limit, whole)),
        _title(risk, site),
        element("td", name_link("owner", risk.owner, BUDGET, site) or "-", class_="srr-word"),
    )


def _title(risk: Risk, site: Site) -> Html:
    shown = site.link(BUDGET, site.page_at[risk.path], risk.title)
    return title_cell(risk.id, shown, status_badge(risk, site), sort=risk.title)


def _calibration(measured: Sequence[Calibration], site: Site) -> Iterator[Block]:
    if not measured:
        return
    yield Heading(site.say(words.MEASURED), "measured")
    yield element("p", site.say(_MEASURED_LEAD), class_="srr-quiet")
    known = [each for each in measured if each.events]
    if known:
        yield _measured(known[:_ROWS], site)
    if len(known) > _ROWS:
        yield _folded(len(known) - _ROWS, _measured(known[_ROWS:], site), site)
    unknown = [each.risk for each in measured if not each.events]
    if unknown:
        yield element("p", filled(site.say(_NOT_MEASURED), risks=_named(unknown, site)))


def _measured(known: Sequence[Calibration], site: Site) -> Html:
    labels = (RISK_LABELS["title"], words.LASTS, words.AFFECTS, words.HAPPENS)
    head = [(site.say(label), "") for label in labels]
    return table(site.say(words.MEASURED), head, (_measured_row(each, site) for each in known))


def _measured_row(found: Calibration, site: Site) -> Html:
    told = (words.lasts(found), words.affects(found), words.happens(found))
    return element(
        "tr", _title(found.risk, site), *(element("td", site.say(text)) for text in told)
    )


def _named(risks: Sequence[Risk], site: Site) -> Html:
    links = [site.link(BUDGET, site.page_at[risk.path], risk.id) for risk in risks[:_FEW]]
    left = len(risks) - _FEW
    more = f" {site.say(counted(left, *_AND))}" if left > 0 else ""
    return join(join(*links, by=", "), more)
