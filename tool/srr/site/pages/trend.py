"""Trend: how many risks were open, how much they weighed, how long they stayed, what was put off."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from srr.insights import trend
from srr.insights.risk_history import Gap, History
from srr.insights.trend import LEAST_FOR_A_STATISTIC, MOST_MONTHS, OPEN, Month, Point, TimeInStatus
from srr.language import Text
from srr.schema.vocabulary import STATUSES
from srr.site.kit.charts import DotRow, area, bars, dots, figure
from srr.site.kit.drawing import Series, Words
from srr.site.kit.html import Html, Node, element, filled, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import day, table
from srr.site.kit.site import TREND, Site

_TITLE = Text("Trend", "推移")
_LEAD = Text(
    "How the risks developed from {first} to {today}, according to their visits and the commits of this repository.",
    "リスクの {first} から {today} までの推移。確認履歴と、このリポジトリのコミットから読み取った。",
)
_LEAD_OF_VISITS = Text(
    "How the risks developed from {first} to {today}, according to their visits.",
    "リスクの {first} から {today} までの推移。確認履歴から読み取った。",
)
_DAYS = Text(
    "A risk counts from the day it was created. Its status changes on the day of the visit; a change without a visit"
    " counts from its commit. Before its first commit a risk has that commit's priority. Risks in the first commit that"
    " have no created date count as already open.",
    "リスクは起票日から数える。ステータスは確認した日に変わったものとし、確認履歴にない変更はコミットの日付で数える。"
    "最初のコミットより前の優先度スコアは、そのコミットの値とする。"
    "最初のコミットに含まれ、起票日のないリスクは、以前からあったものとして新規には数えない。",
)
_DAYS_OF_VISITS = Text(
    "A risk counts from the day it was created, and its status changes on the day of the visit. Priorities are today's"
    " throughout. Changes without a visit and removed risks do not show.",
    "リスクは起票日から数え、ステータスは確認した日に変わったものとする。優先度スコアは全期間を通して現在の値を使う。"
    "確認履歴にない変更と、削除されたリスクは表れない。",
)
_GAPS: dict[Gap, Text] = {
    "no-git": Text(
        "The registry does not lie in a git repository, or git could not be run where this site was built.",
        "レジストリが git リポジトリの中にないか、サイトをビルドした環境で git を実行できなかった。",
    ),
    "no-commits": Text(
        "No risk had been committed by {today}.",
        "{today} の時点でコミットされたリスクはない。",
    ),
    "partial": Text(
        "This site was built from a clone that holds only a part of the history. Build it from a full clone"
        " (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab).",
        "このサイトは履歴の一部しか持たないクローンからビルドされた。"
        "完全なクローンからビルドする(GitHub は fetch-depth: 0、GitLab は GIT_DEPTH: 0)。",
    ),
}
_NOTHING = Text(
    "No trend yet: there are no readable risks.", "推移はまだない。読み取れるリスクがない。"
)
_OPEN = Text("Unresolved risks", "未解決のリスク")
_OPEN_WORDS = Text(
    "Unresolved risks by status, on {points} days from {first} to {last}. {before} then, {after} now, at most {most}.",
    "{first} から {last} までの {points} 時点における、ステータス別の未解決リスク件数。"
    "最初は {before} 件、現在は {after} 件、最大 {most} 件。",
)
_PRIORITY = Text("Total priority", "優先度スコアの合計")
_PRIORITY_WORDS = Text(
    "The sum of the priorities of unresolved risks by status, on {points} days from {first} to {last}. {before} then,"
    " {after} now, at most {most}.",
    "{first} から {last} までの {points} 時点における、未解決リスクの優先度スコアのステータス別合計。"
    "最初は {before}、現在は {after}、最大 {most}。",
)
_SUM_LEAD = Text(
    "Priorities are ranks, so the sum has a direction but no size of its own. A risk whose impact is unknown has no"
    " number and is not in the sum; the table counts them.",
    "優先度スコアは順位を表すため、合計は増減の目安であり、量ではない。"
    "インパクトが不明なリスクには数値がなく、合計に含まれない。件数は表に示す。",
)
_TIME = Text("Time in status", "ステータスごとの期間")
_TIME_WORDS = Text(
    "Days that risks spent in each status, one dot each: {full} that left it, {hollow} still in it.",
    "リスクが各ステータスにあった日数。1 件を 1 点で示す。次へ移ったもの {full} 件、継続中 {hollow} 件。",
)
_TIME_LEAD = Text(
    "In days. A full dot is a risk that left the status, a hollow one is still in it; a larger dot is several."
    " The median is marked from n = {least} on.",
    "単位は日。塗りつぶした点は次のステータスへ移ったもの、白抜きの点は継続中のもの。大きい点は複数件を表す。"
    "中央値の線は n = {least} 以上のときだけ引く。",
)
_NO_SPELLS = Text(
    "No risk came in or changed its status in this time.",
    "この期間に、新しいリスクもステータスの変更もない。",
)
_ROW = Text(
    "{status}: {full} left, {hollow} still in it", "{status}: 移行 {full} 件、継続中 {hollow} 件"
)
_IN_DAYS = Text("Days: {n}", "{n} 日")
_FLOW = Text("Opened and closed", "新規と終了")
_FLOW_WORDS = Text(
    "Risks opened and closed in each month from {first} to {last}: {up} opened, {down} closed.",
    "{first} から {last} までの月ごとの新規件数と終了件数。新規 {up} 件、終了 {down} 件。",
)
_NO_FLOW = Text(
    "No risk came in or was closed in this time.", "この期間に起票・完了したリスクはない。"
)
_FLOW_LEAD = Text(
    "Up: risks that came in or were opened again. Down: risks that were done, accepted or removed.",
    "上は新規または再開したリスク。下は完了・受容・削除で未解決でなくなったリスク。",
)
_SNOOZES = Text("Snoozes", "先送り")
_SNOOZES_WORDS = Text(
    "Next visits moved later without a visit, in each month from {first} to {last}: {up} in all.",
    "{first} から {last} までの月ごとの、確認せずに次回確認日を延ばした回数。合計 {up} 回。",
)
_SNOOZES_LEAD = Text(
    "How often a next visit moved later and nobody recorded a visit.",
    "確認の記録なしに次回確認日を延ばした回数。",
)
_NO_SNOOZES = Text(
    "No next visit was moved later without a visit.", "確認せずに先送りしたものはない。"
)
_SNOOZES_UNKNOWN = Text(
    "Only commits show this, and this site was built without their full history.",
    "コミットからしか分からず、このサイトは git の全履歴なしでビルドされた。",
)
_LAST_MONTHS = Text("The last {n} months.", "直近 {n} か月。")
_NUMBERS = Text("Numbers", "数値")
_DAY = Text("Day", "日付")
_MONTH = Text("Month", "月")
_TOTAL = Text("Unresolved", "未解決")
_UNKNOWN = Text("Unknown", "不明")
_OPENED = Text("Opened", "新規")
_CLOSED = Text("Closed", "終了")
_REMOVED = Text("Removed", "削除")
_STATUS = Text("Status", "ステータス")
_LEFT = Text("Left it, n", "移行 n")
_IN_IT = Text("Still in it, n", "継続中 n")
_LEAST = Text("Least", "最短")
_MEDIAN = Text("Median", "中央値")
_MOST = Text("Most", "最長")
_EACH = Text("Each, in days", "各件の日数")
_STILL = Text("still: {days}", "継続中: {days}")
# The lowest band first: what is nearest to its end.
_BANDS = tuple(reversed(OPEN))
_TIMED = tuple(status for status in STATUSES if status != "done")


def page(site: Site) -> Page:
    """Return the page with its charts, and with the reason where the commits are not known."""
    blocks = _charts(site.trend, site) if site.trend else (_empty(site),)
    head = element("h1", site.say(_TITLE))
    return Page(TREND, site.say(_TITLE), (head, *blocks), searchable=False, wide=True)


def _empty(site: Site) -> Html:
    return element("p", site.say(_NOTHING), class_="srr-empty")


def _charts(known: History, site: Site) -> Iterator[Block]:
    yield from _sources(known, site)
    points = trend.points(known, site.today)
    yield from _open(points, site)
    yield from _priority(points, site)
    yield from _time(trend.times_in_status(known, site.today, _TIMED), site)
    months = trend.months(known, site.today)
    yield from _flow(months, site)
    yield from _snoozes(months, site)


def _sources(known: History, site: Site) -> Iterator[Block]:
    """Yield what the charts are read from, and what that cannot show."""
    git = site.history
    lead, days = (_LEAD, _DAYS) if isinstance(git, History) else (_LEAD_OF_VISITS, _DAYS_OF_VISITS)
    today = day(site.today)
    words = filled(lead.within(site.language), first=day(known.first), today=today)
    yield element("p", words, class_="srr-lead")
    yield element("p", site.say(days), class_="srr-quiet")
    if not isinstance(git, History):
        reason = filled(_GAPS[git].within(site.language), today=today)
        yield element("p", reason, class_="srr-quiet")


def _open(points: Sequence[Point], site: Site) -> Iterator[Block]:
    yield Heading(site.say(_OPEN), "open")
    rows = [[point.risks[status] for point in points] for status in _BANDS]
    head = [*_labels(OPEN, site), site.say(_TOTAL), *_labels(("accepted", "done"), site)]
    cells = [
        [
            *(point.risks[status] for status in OPEN),
            sum(point.risks[status] for status in OPEN),
            *(point.risks[status] for status in ("accepted", "done")),
        ]
        for point in points
    ]
    numbers = _by_day(_OPEN, points, head, cells, site)
    yield _stack("trend-open", _OPEN, _OPEN_WORDS, points, rows, numbers, site)


def _priority(points: Sequence[Point], site: Site) -> Iterator[Block]:
    yield Heading(site.say(_PRIORITY), "priority")
    rows = [[point.priority[status] for point in points] for status in _BANDS]
    head = [*_labels(OPEN, site), site.say(_TOTAL), site.say(_UNKNOWN)]
    cells = [
        [
            *(point.priority[status] for status in OPEN),
            sum(point.priority[status] for status in OPEN),
            sum(point.unknown[status] for status in OPEN),
        ]
        for point in points
    ]
    numbers = _by_day(_PRIORITY, points, head, cells, site)
    yield join(
        element("p", site.say(_SUM_LEAD), class_="srr-quiet"),
        _stack("trend-priority", _PRIORITY, _PRIORITY_WORDS, points, rows, numbers, site),
    )


def _stack(
    key: str,
    title: Text,
    words: Text,
    points: Sequence[Point],
    rows: Sequence[Sequence[int]],
    numbers: Html,
    site: Site,
) -> Html:
    if len(points) == 1:
        return numbers
    sums = [sum(values) for values in zip(*rows, strict=True)]
    described = site.say(
        words,
        points=len(points),
        first=points[0].day,
        last=points[-1].day,
        before=sums[0],
        after=sums[-1],
        most=max(sums),
    )
    bands = [
        Series(STATUSES[status].within(site.language), f"srr-{status}", values)
        for status, values in zip(_BANDS, rows, strict=True)
        if any(values)
    ]
    days = [point.day for point in points]
    drawn = area(Words(key, site.say(title), described), days, bands)
    return figure(drawn, site.say(_NUMBERS), numbers)


def _by_day(
    title: Text,
    points: Sequence[Point],
    head: Sequence[str],
    cells: Sequence[Sequence[int]],
    site: Site,
) -> Html:
    rows = (
        _numbers(day(point.day), values)
        for point, values in zip(reversed(points), reversed(cells), strict=True)
    )
    columns = [(site.say(_DAY), ""), *((label, "srr-right") for label in head)]
    return table(site.say(title), columns, rows)


def _time(spells: Sequence[TimeInStatus], site: Site) -> Iterator[Block]:
    yield Heading(site.say(_TIME), "time")
    shown = [each for each in spells if each.ended or each.lasting]
    if not shown:
        yield element("p", site.say(_NO_SPELLS), class_="srr-empty")
        return
    words = site.say(
        _TIME_WORDS,
        full=sum(len(each.ended) for each in shown),
        hollow=sum(len(each.lasting) for each in shown),
    )
    drawn = dots(
        Words("trend-time", site.say(_TIME), words),
        [_dots(each, site) for each in shown],
        lambda number: site.say(_IN_DAYS, n=number),
    )
    yield join(
        element("p", site.say(_TIME_LEAD, least=LEAST_FOR_A_STATISTIC), class_="srr-quiet"),
        figure(drawn, site.say(_NUMBERS), _spell_table(shown, site)),
    )


def _dots(spells: TimeInStatus, site: Site) -> DotRow:
    def label(full: int, hollow: int) -> str:
        return site.say(_ROW, status=STATUSES[spells.status], full=full, hollow=hollow)

    middle = spells.median if len(spells.ended) >= LEAST_FOR_A_STATISTIC else None
    return DotRow(label, f"srr-{spells.status}", spells.ended, spells.lasting, middle)


def _spell_table(spells: Sequence[TimeInStatus], site: Site) -> Html:
    labels = (_LEFT, _LEAST, _MEDIAN, _MOST, _IN_IT)
    head = [(site.say(_STATUS), ""), *((site.say(label), "srr-right") for label in labels)]
    return table(
        site.say(_TIME),
        [*head, (site.say(_EACH), "")],
        (_spell_row(each, site) for each in spells),
    )


def _spell_row(spells: TimeInStatus, site: Site) -> Html:
    ended = spells.ended
    middle = f"{spells.median:g}" if spells.median is not None else "-"
    least, most = (str(ended[0]), str(ended[-1])) if ended else ("-", "-")
    numbers = (str(len(ended)), least, middle, most, str(len(spells.lasting)))
    still = site.say(_STILL, days=_counted(spells.lasting)) if spells.lasting else None
    return element(
        "tr",
        element("th", STATUSES[spells.status].within(site.language), scope="row"),
        *[element("td", number, class_="srr-right") for number in numbers],
        element(
            "td", _counted(ended), element("small", still) if still else None, class_="srr-long"
        ),
    )


def _counted(values: Sequence[int]) -> str:
    """Return the values in order, with how often each of them is there."""
    return ", ".join(
        f"{value} ×{count}" if count > 1 else str(value)
        for value, count in sorted(Counter(values).items())
    )


def _flow(months: Sequence[Month], site: Site) -> Iterator[Block]:
    yield Heading(site.say(_FLOW), "flow")
    if not any(month.opened or month.closed for month in months):
        yield element("p", site.say(_NO_FLOW), class_="srr-empty")
        return
    up = Series(site.say(_OPENED), "srr-in-progress", [month.opened for month in months])
    down = Series(site.say(_CLOSED), "srr-done", [month.closed for month in months])
    words = _months_words("trend-flow", _FLOW, _FLOW_WORDS, months, (up, down), site)
    head = [
        site.say(_OPENED),
        *_labels(("done", "accepted"), site),
        site.say(_REMOVED),
    ]
    cells = [(month.opened, month.done, month.accepted, month.removed) for month in months]
    drawn = bars(words, _month_labels(months), up, down)
    yield join(
        _months_lead(_FLOW_LEAD, months, site),
        figure(drawn, site.say(_NUMBERS), _by_month(_FLOW, months, head, cells, site)),
    )


def _snoozes(months: Sequence[Month], site: Site) -> Iterator[Block]:
    yield Heading(site.say(_SNOOZES), "snoozes")
    if not isinstance(site.history, History):
        yield element("p", site.say(_SNOOZES_UNKNOWN), class_="srr-empty")
        return
    if not any(month.snoozed for month in months):
        yield element("p", site.say(_NO_SNOOZES), class_="srr-empty")
        return
    up = Series(site.say(_SNOOZES), "srr-accepted", [month.snoozed for month in months])
    words = _months_words("trend-snoozes", _SNOOZES, _SNOOZES_WORDS, months, (up,), site)
    cells = [(month.snoozed,) for month in months]
    numbers = _by_month(_SNOOZES, months, [site.say(_SNOOZES)], cells, site)
    drawn = bars(words, _month_labels(months), up)
    yield join(
        _months_lead(_SNOOZES_LEAD, months, site), figure(drawn, site.say(_NUMBERS), numbers)
    )


def _months_words(
    key: str,
    title: Text,
    words: Text,
    months: Sequence[Month],
    series: Sequence[Series],
    site: Site,
) -> Words:
    labels = _month_labels(months)
    up, down = (sum(each.values) for each in (series[0], series[-1]))
    return Words(
        key,
        site.say(title),
        site.say(words, first=labels[0], last=labels[-1], up=up, down=down),
    )


def _months_lead(words: Text, months: Sequence[Month], site: Site) -> Html:
    limit = f" {site.say(_LAST_MONTHS, n=MOST_MONTHS)}" if len(months) == MOST_MONTHS else ""
    return element("p", f"{site.say(words)}{limit}", class_="srr-quiet")


def _month_labels(months: Sequence[Month]) -> list[str]:
    return [month.first.isoformat()[:7] for month in months]


def _by_month(
    title: Text,
    months: Sequence[Month],
    head: Sequence[str],
    cells: Sequence[Sequence[int]],
    site: Site,
) -> Html:
    rows = (
        _numbers(label, values)
        for label, values in zip(reversed(_month_labels(months)), reversed(cells), strict=True)
    )
    columns = [(site.say(_MONTH), ""), *((label, "srr-right") for label in head)]
    return table(site.say(title), columns, rows)


def _numbers(label: Node, values: Iterable[int]) -> Html:
    cells = [element("td", str(value), class_="srr-right") for value in values]
    return element("tr", element("th", label, scope="row", class_="srr-date"), *cells)


def _labels(statuses: Iterable[str], site: Site) -> list[str]:
    return [STATUSES[status].within(site.language) for status in statuses]
