"""Incident history: the downtime of each incident, as multiples of what the SLO allows, by quarter and by cause."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from srr.insights.budget import most_spent, quarter_of, year_of
from srr.language import Text
from srr.records.downtime import downtime, has_no_end
from srr.records.objectives import Multiple, strictest, worst_multiple
from srr.records.postmortem import Postmortem
from srr.schema import record_schema
from srr.schema.fields import POSTMORTEM
from srr.schema.slo import Slo
from srr.site.kit.charts import Limit, Mark, timeline
from srr.site.kit.downtime_cell import COLUMN, NO_END, RUNS, downtime_cell
from srr.site.kit.drawing import Series, Words
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import day, listed, table, title_cell
from srr.site.kit.site import BUDGET, INCIDENTS, Site

_TITLE = Text("Incident history", "障害の履歴")
_LEAD = Text(
    "Every incident, the newest first. {downtime} It counts in full, however many customers were affected.",
    "すべての障害を新しい順に並べる。{downtime}影響を受けた顧客の数にかかわらず全体を数える。",
).fill(downtime=RUNS)
_EMPTY = Text("No incident is recorded.", "障害の記録はない。")
_BUDGET = Text(
    "{name}: {target} % over {window}, with an error budget of {budget} minutes.",
    "{name}: {window}で {target}%。エラーバジェットは {budget} 分。",
)
_NOMINAL = Text(
    "An incident is held against the budget of a window, with 30 days for a month and 90 for a quarter; a quarter or a"
    " year against its own, where outages at the same time count once and one over its end is split.",
    "各障害は、1 か月を 30 日、四半期を 90 日とした期間の予算と比べる。四半期と年はそれぞれ自身の予算と比べ、"
    "同時に起きた障害は 1 回だけ数え、境目をまたぐ障害は分けて数える。",
)
_MOST = Text(
    "Where several objectives cover an incident, the one of which it spent the most is shown.",
    "ひとつの障害に複数の目標が関わるときは、消費の割合が最も大きいものを示す。",
)
_LEFT = Text("What is left of each error budget", "エラーバジェットの残り")
_NO_SLO = Text(
    "No SLO is set, so there is no budget to compare with. In srr.toml, slo gives a target and a window.",
    "SLO が設定されていないため、比べるエラーバジェットがない。srr.toml の slo に目標と期間を書く。",
)
_INCIDENT = Text("Incident", "障害")
_DATE = Text("Date", "日付")
_MULTIPLE = Text("x error budget", "エラーバジェット比")
_BY_QUARTER = Text("By quarter", "四半期別")
_QUARTER = Text("Quarter", "四半期")
_INCIDENTS = Text("Incidents", "障害")
_WORST = Text("Highest score", "最高スコア")
_UNTIMED = Text("Downtime not known", "ダウンタイム不明")
_TOTAL = Text("Total", "合計")
_TIMES = Text("{n}×", "{n} 倍")
_NOT_GIVEN = Text("Not given", "記載なし")
_LABELS = {spec.key: spec.label for spec in POSTMORTEM}
_SPECS = {spec.key: spec for spec in POSTMORTEM}
_CHART = Text(
    "Downtime of {n} incidents on their days, from {least} to {most} minutes; the table gives each.",
    "障害 {n} 件のダウンタイムを発生日の位置に示す。最短 {least} 分、最長 {most} 分。値は表にある。",
)
_DASHED = Text("Dashed: no end is given yet.", "破線は終了が未記入のもの。")
_LIMIT = Text("error budget {budget}", "エラーバジェット {budget}")
_MINUTES = Text("{n} min", "{n} 分")
_WORTH_DRAWING = 2
_CLASSES = ("cause_class", "trigger")


def page(site: Site) -> Page:
    """Return the page with one row for each incident, and the sums below."""
    incidents = [each for each in site.registry.newest if each.kind == "incident"]
    head = [element("h1", site.say(_TITLE)), element("p", site.say(_LEAD), class_="srr-lead")]
    blocks: list[Block] = [join(*head, _budget(site))]
    if incidents:
        blocks += _chart(incidents, site)
        blocks.append(_list(incidents, site))
        blocks += [Heading(site.say(_BY_QUARTER), "quarters"), _quarters(incidents, site)]
        for key in _CLASSES:
            blocks += [Heading(site.say(_LABELS[key]), key), _classes(key, incidents, site)]
    else:
        blocks.append(element("p", site.say(_EMPTY), class_="srr-empty"))
    return Page(INCIDENTS, site.say(_TITLE), tuple(blocks), searchable=False, wide=True)


def _budget(site: Site) -> Html:
    slos = site.settings.slos
    if not slos:
        words = element("p", site.say(_NO_SLO))
        return element("div", words, class_="srr-callout srr-callout--note", role="note")
    told = [_NOMINAL, _MOST] if len(slos) > 1 else [_NOMINAL]
    notes = element("p", join(*map(site.say, told), by=" "), class_="srr-quiet")
    more = element("p", site.link(INCIDENTS, BUDGET, site.say(_LEFT)))
    return join(listed(_objective(slo, site) for slo in slos), notes, more)


def _objective(slo: Slo, site: Site) -> str:
    return site.say(
        _BUDGET,
        name=slo.label,
        target=slo.percentage,
        window=slo.window.span,
        budget=f"{slo.budget:,g}",
    )


def _chart(incidents: Sequence[Postmortem], site: Site) -> Iterator[Html]:
    """Draw each incident of known downtime, and those that are not over, on its day; the table has the numbers."""
    marks = [mark for incident in reversed(incidents) for mark in _mark(incident, site)]
    values = [mark.value for mark in marks if mark.value is not None]
    if len(values) < _WORTH_DRAWING:
        return
    caption = site.say(_CHART, n=len(values), least=f"{min(values):,}", most=f"{max(values):,}")
    words = Words("incidents", site.say(_TITLE), caption)
    slo = strictest(site.settings.slos)
    limit = Limit(site.say(_LIMIT, budget=f"{slo.budget:,g}"), slo.budget) if slo else None
    drawn = timeline(words, site.today, marks, Series(site.say(COLUMN), "srr-downtime", ()), limit)
    dashed = len(values) < len(marks)
    note = element("figcaption", site.say(_DASHED), class_="srr-quiet") if dashed else None
    yield element("figure", drawn, note, class_="srr-chart")


def _mark(incident: Postmortem, site: Site) -> Iterator[Mark]:
    found = downtime(incident)
    if incident.started and (found or has_no_end(incident)):
        day = incident.started.date()
        minutes = site.say(_MINUTES, n=f"{found.minutes:,}") if found else site.say(NO_END)
        words = f"{incident.id} · {minutes} · {incident.title}"
        yield Mark(day, found.minutes if found else None, words)


def _list(incidents: Sequence[Postmortem], site: Site) -> Html:
    head = [
        (site.say(_DATE), "", "started"),
        (site.say(_INCIDENT), "", "title"),
        (site.say(COLUMN), "srr-right", "minutes"),
    ]
    head += [(site.say(_MULTIPLE), "srr-right", "budget")] if site.settings.slos else []
    head += [(site.say(_LABELS["score"]), "srr-right", "score")]
    head += [(site.say(_LABELS[key]), "", key) for key in _CLASSES]
    rows = (_row(incident, site) for incident in incidents)
    return table(site.say(_TITLE), head, rows, sort="sort")


def _row(incident: Postmortem, site: Site) -> Html:
    return element(
        "tr",
        element("td", day(incident.started.date() if incident.started else None)),
        title_cell(
            incident.id,
            site.link(INCIDENTS, site.page_at[incident.path], incident.title),
            " · ".join(incident.services),
            sort=incident.title,
        ),
        downtime_cell(incident, site),
        _times(worst_multiple((incident,), site.settings), site) if site.settings.slos else None,
        _number("-" if incident.score is None else str(incident.score)),
        *[element("td", _word(key, incident, site), class_="srr-word") for key in _CLASSES],
    )


def _number(words: str) -> Html:
    return element("td", words, class_="srr-right")


def _times(found: Multiple | None, site: Site) -> Html:
    if found is None:
        return _number("-")
    name = site.say(found.slo.label) if len(site.settings.slos) > 1 else None
    return element(
        "td",
        site.say(_TIMES, n=f"{found.times:,.1f}"),
        element("small", name) if name else None,
        class_="srr-right",
        data_sort=f"{found.times:.4f}",
    )


def _word(key: str, incident: Postmortem, site: Site) -> str:
    value: str | None = getattr(incident, key)
    words = record_schema.choices(_SPECS[key], "postmortem", site.settings)
    if value is None:
        return site.say(_NOT_GIVEN)
    return site.say(words[value]) if value in words else value


def _year(incident: Postmortem) -> str:
    return str(incident.started.year) if incident.started else "-"


def _quarter(incident: Postmortem) -> str:
    started = incident.started
    return f"{started.year} Q{(started.month + 2) // 3}" if started else "-"


def _quarters(incidents: Sequence[Postmortem], site: Site) -> Html:
    """Return the sums of each year, and below it those of its quarters."""
    labels = [_INCIDENTS, COLUMN, *([_MULTIPLE] if site.settings.slos else []), _WORST, _UNTIMED]
    head = [(site.say(_QUARTER), ""), *((site.say(label), "srr-right") for label in labels)]
    rows = []
    for year, of_year in _grouped(incidents, _year):
        rows.append(_sums(year, of_year, site, "srr-group"))
        rows += [
            _sums(quarter, of_quarter, site)
            for quarter, of_quarter in _grouped(of_year, _quarter)
            if quarter != year
        ]
    return table(site.say(_BY_QUARTER), head, rows)


def _grouped(
    incidents: Sequence[Postmortem], key: Callable[[Postmortem], str]
) -> Iterator[tuple[str, list[Postmortem]]]:
    for name in dict.fromkeys(map(key, incidents)):
        yield name, [each for each in incidents if key(each) == name]


def _sums(name: str, incidents: Sequence[Postmortem], site: Site, style: str | None = None) -> Html:
    known = [found.minutes for each in incidents if (found := downtime(each)) is not None]
    scores = [each.score for each in incidents if each.score is not None]
    return element(
        "tr",
        element("th", name, scope="row", class_="srr-name"),
        _number(str(len(incidents))),
        _number(f"{sum(known):,}"),
        _times(_spent(incidents[0], site, whole_year=bool(style)), site)
        if site.settings.slos
        else None,
        _number(str(max(scores)) if scores else "-"),
        _number(str(len(incidents) - len(known))),
        class_=style,
    )


def _spent(incident: Postmortem, site: Site, *, whole_year: bool) -> Multiple | None:
    """Return what was spent of the budget of the year, or the quarter, in which *incident* began."""
    if incident.started is None:
        return None
    begun = incident.started.date()
    return most_spent(site.spendings, year_of(begun) if whole_year else quarter_of(begun))


def _classes(key: str, incidents: Sequence[Postmortem], site: Site) -> Html:
    """Return how many incidents have each word of *key*, in all and year by year."""

    def word(incident: Postmortem) -> str:
        return _word(key, incident, site)

    years = list(dict.fromkeys(map(_year, incidents)))
    counted = _counted(word, incidents)
    head = [(site.say(_LABELS[key]), ""), (site.say(_TOTAL), "srr-right")]
    head += [(year, "srr-right") for year in years]
    rows = [
        element(
            "tr",
            element("th", name, scope="row"),
            *(_number(str(sum(by_year.values()))),),
            *[_number(str(by_year[year] or "-")) for year in years],
        )
        for name, by_year in counted
    ]
    return table(site.say(_LABELS[key]), head, rows)


def _counted(
    word: Callable[[Postmortem], str], incidents: Sequence[Postmortem]
) -> Iterator[tuple[str, Counter[str]]]:
    """Yield each word with its number by year, the most frequent first."""
    counts: dict[str, Counter[str]] = {}
    for incident in incidents:
        counts.setdefault(word(incident), Counter())[_year(incident)] += 1
    yield from sorted(counts.items(), key=lambda pair: (-pair[1].total(), pair[0]))
