"""What stands around the list of risks to work with it: hidden until a script of the page makes it work."""

from collections.abc import Sequence

from srr.language import Text
from srr.schema.views import COLUMNS, DENSITIES, GROUPS, ME, MORE_COLUMNS, PLANS, Facet
from srr.schema.vocabulary import RISK_SECTIONS
from srr.site.kit.filters import LABELS, LATE, Choice, Values, choices
from srr.site.kit.html import Html, element
from srr.site.kit.site import Site

_FILTER = Text("Filter the table", "表の絞り込み")
_CONTAINS = Text("Contains", "キーワード")
_FILTERS = Text("Filters", "絞り込み")
_DISPLAY = Text("Display", "表示")
_CHOOSE = Text("Choose", "選択")
_RESET = Text("Clear", "条件をクリア")
_TAKE_OFF = Text("Take off {filter}", "{filter} を外す")
_COUNT = Text("{n} of {all} shown", "{all} 件中 {n} 件を表示")
_WAITING = Text("Loading the other risks …", "残りのリスクを読み込み中…")
_INCOMPLETE = Text(
    "The other risks could not be loaded; reload the page.",
    "残りのリスクを読み込めない。ページを再読み込みする。",
)
_NOBODY = Text("No risk has the {label} “{value}”.", "{label}が「{value}」のリスクはない。")
_NO_MATCH = Text("No risk matches these filters.", "条件に合うリスクはない。")
_MORE = Text("Show {n} more", "さらに {n} 件を表示")
_GROUP = Text("Group by", "グループ")
_NO_GROUP = Text("No groups", "なし")
_DENSITY = Text("Density", "行の高さ")
_DENSITIES = {
    "two-lines": Text("Two lines", "2 行"),
    "one-line": Text("One line", "1 行"),
}
_COLUMN = Text("Columns", "列")
_VIEWS = Text("Views", "ビュー")
_MINE = Text("Mine", "自分")
_WHO = Text("Your handle, as in owner", "あなたのハンドル(担当者の値)")
_REMEMBER = Text("Remember", "記憶する")
_NOT_ME = Text("Change who I am", "ハンドルを変更")
_TYPED: frozenset[Facet] = frozenset({"owner", "team", "area", "service"})

STANDARD = (
    (Text("All open", "未解決"), "status=open"),
    (LATE["overdue"], "due=overdue"),
    (Text("Due soon", "期限間近"), "due=soon"),
    (_MINE, f"owner={ME}&status=open"),
    (Text("Unknown", "不明"), "priority=unknown&status=open"),
    (Text("High", "高"), "priority=high&status=open"),
    (Text("Accepted", "受容"), "status=accepted"),
)
_EVERY = Text("All", "すべて")


def workbench(table: Html, among: Sequence[Values], site: Site, source: str | None = None) -> Html:
    """Return *table* below its views, its filters and what it shows.

    *source* is the address of the data where the table holds only the first risks.
    """
    offered = {key: choices(key, among, site) for key in site.facets}
    nothing = element("p", element("span"), " ", _clear(site), class_="srr-nothing", hidden=True)
    more = element("button", type="button", class_="srr-more-rows", data_more=_say(_MORE, site))
    return element(
        "div",
        _tabs(site),
        _asked(site),
        _form(offered, site),
        element("div", nothing, role="status"),
        table,
        element("p", more, hidden=True),
        class_="srr-list",
        data_source=source,
        data_waiting=site.say(_WAITING),
        data_incomplete=site.say(_INCOMPLETE),
        data_nobody=_say(_NOBODY, site),
        data_no_match=site.say(_NO_MATCH),
        data_mine=site.say(_MINE),
    )


def _say(words: Text, site: Site) -> str:
    """Return *words* with their places, which a browser fills."""
    return words.within(site.language)


def _tabs(site: Site) -> Html:
    own = ((view.name, view.query) for view in site.settings.views)
    every = element("a", site.say(_EVERY), " ", element("small"), href="./")
    links = [
        element("a", site.say(name), " ", element("small"), href=f"?{query}")
        for name, query in (*STANDARD, *own)
    ]
    return element(
        "nav", *links, every, class_="srr-views", aria_label=site.say(_VIEWS), hidden=True
    )


def _asked(site: Site) -> Html:
    """Return the question who reads, which is asked once."""
    handle = element("input", name="me", list="srr-owner", autocomplete="off", required=True)
    return element(
        "form",
        element("label", site.say(_WHO), handle),
        element("button", site.say(_REMEMBER)),
        class_="srr-ask",
        hidden=True,
    )


def _form(offered: dict[Facet, list[Choice]], site: Site) -> Html:
    search = element(
        "input",
        type="search",
        name="text",
        autocomplete="off",
        aria_label=site.say(_CONTAINS),
        placeholder=site.say(_CONTAINS),
    )
    bar = element(
        "div",
        search,
        _fold("filters", site.say(_FILTERS)),
        element("ul", data_take_off=_say(_TAKE_OFF, site)),
        _clear(site),
        element("button", site.say(_NOT_ME), type="button", name="ask", hidden=True),
        element("p", role="status", data_count=_say(_COUNT, site)),
        _fold("display", site.say(_DISPLAY)),
        class_="srr-bar-row",
    )
    filters = [_control(key, found, site) for key, found in offered.items() if found]
    return element(
        "form",
        bar,
        element("div", *filters, id="srr-filters", class_="srr-panel", hidden=True),
        element("div", *_display(site), id="srr-display", class_="srr-panel", hidden=True),
        class_="srr-filter",
        aria_label=site.say(_FILTER),
        hidden=True,
    )


def _clear(site: Site) -> Html:
    return element("button", site.say(_RESET), type="reset", class_="srr-clear")


def _fold(panel: str, words: str) -> Html:
    return element(
        "button",
        words,
        " ",
        element("b") if panel == "filters" else None,
        type="button",
        aria_expanded="false",
        aria_controls=f"srr-{panel}",
    )


def _control(key: Facet, found: list[Choice], site: Site) -> Html:
    """Return what adds a value of *key* to the filters: a list to choose from, or one that completes what is typed."""
    label, name = site.say(LABELS[key]), f"srr-{key}"
    options = [element("option", words, value=value) for value, words in found]
    if key not in _TYPED:
        first = element("option", site.say(_CHOOSE), value="")
        return element("label", label, element("select", first, *options, data_facet=key))
    typed = element("input", data_facet=key, list=name, autocomplete="off")
    return element("div", element("label", label, typed), element("datalist", *options, id=name))


def _display(site: Site) -> list[Html]:
    groups = [("", site.say(_NO_GROUP)), *((key, site.say(LABELS[key])) for key in GROUPS)]
    densities = [(key, site.say(_DENSITIES[key])) for key in DENSITIES]
    boxes = [
        element(
            "label",
            element("input", type="checkbox", name="column", value=key, checked=key in COLUMNS),
            " ",
            _column(key, site),
        )
        for key in (*COLUMNS, *MORE_COLUMNS)
        if key not in PLANS or key in site.facets
    ]
    return [
        _select(_GROUP, "group", groups, site),
        _select(_DENSITY, "density", densities, site),
        element("fieldset", element("legend", site.say(_COLUMN)), *boxes),
    ]


def _column(key: str, site: Site) -> str:
    return site.say(RISK_SECTIONS["next-action"] if key == "next_action" else LABELS[key])


def _select(label: Text, name: str, options: Sequence[tuple[str, str]], site: Site) -> Html:
    shown = [element("option", words, value=value) for value, words in options]
    return element("label", site.say(label), element("select", *shown, name=name))
