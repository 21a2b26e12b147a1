"""The rules of the linter: an index by family, and one page a rule, made from the rule's own docstring."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from srr.language import Text
from srr.lint import explanation
from srr.lint.catalogue import all_rules
from srr.lint.ignores import LONGEST
from srr.lint.rule import Rule
from srr.site.kit.html import Html, element, join
from srr.site.kit.markdown import render, render_line
from srr.site.kit.page import Heading, Page
from srr.site.kit.parts import table
from srr.site.kit.site import RULES, Site

_TITLE = Text("Rules", "ルール")
_LEAD = Text(
    "What the linter checks in every record. A rule's name is the one to write in settings and ignores.",
    "リンターがすべての記録について確かめること。設定や無視の指定にはルールの名前を書く。",
)
_NAME = Text("Name", "名前")
_SEVERITY = Text("Severity", "重大度")
_CLAIM = Text("Rule", "ルール")
_SEVERITIES = {
    "error": Text("Error", "エラー"),
    "warning": Text("Warning", "警告"),
    "info": Text("Information", "情報"),
    "off": Text("Off", "無効"),
}
_SHADES = {"error": 5, "warning": 2, "info": 0, "off": 0}
_FAMILIES = {
    "file": Text("Files", "ファイル"),
    "front": Text("Front matter", "フロントマター"),
    "field": Text("Fields", "項目"),
    "id": Text("IDs", "ID"),
    "link": Text("Links", "リンク"),
    "score": Text("Scores", "スコア"),
    "visit": Text("Visits", "確認"),
    "report": Text("Reports", "報告"),
    "concern": Text("Concerns", "気になる点"),
    "section": Text("Sections", "節"),
    "acceptance": Text("Acceptance", "受容"),
    "limit": Text("Limits", "限界"),
    "indicator": Text("Indicators", "指標"),
    "slo": Text("Service levels", "サービスレベル"),
    "postmortem": Text("Postmortems", "ポストモーテム"),
    "action": Text("Actions", "アクション"),
    "safety": Text("Safety", "安全"),
    "change": Text("Changes", "変更"),
    "ignore": Text("Ignores", "無視の指定"),
}
_WHY = Text("Why, and how to fix it", "理由と直し方")
_IGNORE = Text("How to ignore it", "無視するには")
_IGNORE_WORDS = Text(
    "Only with a reason, in one of three ways. An ignore that hides nothing is itself a finding.",
    "次の 3 通りの書き方がある。いずれも理由が要る。何も無視していない指定は、それ自体が指摘になる。",
)
_DATED_WORDS = Text(
    "A rule of time is ignored only until a day, {n} days ahead at most.",
    "時間のルールは、until の日までしか無視できない。長くても {n} 日先までである。",
)
_IN_FRONT_MATTER = Text(
    "On the line of the key, or on the line above it:", "項目の行、またはその上の行に書く:"
)
_IN_BODY = Text(
    "In the body, on the line or on the line above it:",
    "本文では、その行、またはその上の行に書く:",
)
_IN_SETTINGS = Text("In srr.toml, by the ID of the record:", "srr.toml に、記録の ID ごとに書く:")
_REASON = Text("the reason", "理由")
_OFF = Text(
    "To give it another severity for the whole registry, or to turn it off:",
    "レジストリ全体で重大度を変える、または無効にする:",
)


def index(site: Site) -> Page:
    """Return the table of all rules."""
    head = [(site.say(words), "") for words in (_NAME, _SEVERITY, _CLAIM)]
    content = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        table(site.say(_TITLE), head, _rows(site)),
    )
    return Page(RULES, site.say(_TITLE), (content,), wide=True)


def pages(site: Site) -> Iterator[Page]:
    """Yield one page for each rule."""
    return (_page(rule, site) for rule in all_rules())


def _rows(site: Site) -> Iterator[Html]:
    ordered = sorted(all_rules(), key=_place)
    for family, rules in groupby(ordered, key=lambda rule: rule.family):
        heading = element("th", _family(family, site), colspan=3, scope="rowgroup")
        yield element("tr", heading, class_="srr-group")
        yield from (_row(rule, site) for rule in rules)


def _place(rule: Rule[Any]) -> tuple[int, str]:
    known = list(_FAMILIES)
    return known.index(rule.family) if rule.family in known else len(known), rule.name


def _family(family: str, site: Site) -> str:
    return site.say(_FAMILIES[family]) if family in _FAMILIES else family


def _row(rule: Rule[Any], site: Site) -> Html:
    claim = explanation.parse(rule.page).claim.within(site.language)
    name = site.link(RULES, _path(rule), element("code", rule.name))
    return element(
        "tr",
        element("th", name, scope="row"),
        element("td", _severity(rule, site)),
        element("td", render_line(claim, _no_record), class_="srr-long"),
    )


def _path(rule: Rule[Any]) -> str:
    return f"rules/{rule.name}.md"


def _severity(rule: Rule[Any], site: Site) -> Html:
    severity = site.settings.rules.get(rule.name, rule.severity.value)
    words = site.say(_SEVERITIES[severity])
    return element("span", words, class_=f"srr-badge srr-shade--{_SHADES[severity]}")


def _page(rule: Rule[Any], site: Site) -> Page:
    explained = explanation.parse(rule.page)
    claim = render_line(explained.claim.within(site.language), _no_record)
    back = site.link(_path(rule), RULES, _family(rule.family, site))
    blocks = (
        join(
            element("p", back, class_="srr-eyebrow"),
            element("h1", rule.name),
            element("ul", element("li", _severity(rule, site)), class_="srr-badges"),
            element("p", element("strong", claim)),
        ),
        Heading(site.say(_WHY), "why"),
        render(explained.why.within(site.language), _no_record, site.language),
        Heading(site.say(explanation.BAD), "bad"),
        _code(explained.bad),
        Heading(site.say(explanation.GOOD), "good"),
        _code(explained.good),
        Heading(site.say(_IGNORE), "ignore"),
        _ways(rule, site),
    )
    return Page(_path(rule), rule.name, blocks)


def _ways(rule: Rule[Any], site: Site) -> Html:
    name, reason = rule.name, site.say(_REASON)
    until = LONGEST.after(site.today)
    named = f"{name} until={until}" if rule.dated else name
    entry = f'"{reason}"'
    entry = f"{{ reason = {entry}, until = {until} }}" if rule.dated else entry
    words = site.say(_DATED_WORDS, n=LONGEST.number)
    return join(
        element("p", site.say(_IGNORE_WORDS)),
        element("p", words) if rule.dated else None,
        element("p", site.say(_IN_FRONT_MATTER)),
        _code(f"# srr: ignore[{named}] {reason}"),
        element("p", site.say(_IN_BODY)),
        _code(f"<!-- srr: ignore[{named}] {reason} -->"),
        element("p", site.say(_IN_SETTINGS)),
        _code(f"[ignore.{name}]\nSRR-0001 = {entry}"),
        element("p", site.say(_OFF)),
        _code(f'[rules]\n{name} = "off"'),
    )


def _code(text: str) -> Html:
    return element("pre", element("code", text), tabindex=0)


def _no_record(record: str) -> None:
    """Leave the ids in the examples of a rule as they are: they name no record of this registry."""
    del record
