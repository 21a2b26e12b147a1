"""Whether an acceptance still holds: each condition with its number beside it, then and now."""

from collections.abc import Iterator

from srr.insights.break_words import amount, headroom_words, runway_words
from srr.insights.breaks import Break
from srr.language import Text, counted
from srr.records.conditions import State
from srr.records.risk import Acceptance, Risk
from srr.records.values import comparison
from srr.site.kit.html import Html, element, join
from srr.site.kit.site import ACCEPTED, Site

_WORDS: dict[State, Text] = {
    "holds": Text("holds", "成立"),
    "crossed": Text("tripped", "崩れた"),
    "stale": Text("cannot be judged", "判断できない"),
    "unknown": Text("no number", "数値なし"),
}
_DOUBTS = (
    Text(
        "{n} acceptance no longer holds, or cannot be judged",
        "有効と言えない受容が {n} 件ある",
    ),
    Text(
        "{n} acceptances no longer hold, or cannot be judged",
        "有効と言えない受容が {n} 件ある",
    ),
)
_DECIDE = Text("{reviewer} decides again:", "{reviewer} が決め直す:")
_SOMEBODY = Text("somebody", "誰か")
_ALL = Text("All accepted risks", "受容したリスクの一覧")
_MOST = 5
_NOW = Text("{value} on {on}", "{on} に {value}")
_THEN = Text("{value} when it was decided", "決定時 {value}")


def is_in_doubt(risk: Risk, site: Site) -> bool:
    """Whether a condition of its acceptance no longer holds, or cannot be judged."""
    found = (each.condition.state(site.today, site.settings) for each in _breaks(risk, site))
    return any(state != "holds" for state in found)


def doubts(source: str, site: Site) -> Html | None:
    """Return a box with the acceptances in doubt and who looks at each again; None without one."""
    risks = [risk for risk in site.registry.risks if is_in_doubt(risk, site)]
    if not risks:
        return None
    title = element("p", site.say(counted(len(risks), *_DOUBTS)), class_="srr-callout__title")
    rows = [element("li", _doubt(risk, source, site)) for risk in risks[:_MOST]]
    if len(risks) > _MOST:
        rows.append(element("li", site.link(source, ACCEPTED, site.say(_ALL))))
    return element(
        "div", title, element("ul", *rows), class_="srr-callout srr-callout--alarm", role="note"
    )


def _doubt(risk: Risk, source: str, site: Site) -> Html:
    reviewer = risk.acceptance.reviewer if risk.acceptance else None
    words = site.say(_DECIDE.fill(reviewer=reviewer or _SOMEBODY))
    title = site.link(source, site.page_at[risk.path], f"{risk.id} {risk.title}")
    return join(title, " · ", words, " ", element("code", f"srr accept {risk.id}"))


def conditions(risk: Risk, given: Acceptance, site: Site) -> Html:
    """Return the conditions as a list, each with its state, its number and that of the day of the decision."""
    known = {each.condition.stated: each for each in _breaks(risk, site)}
    items = (
        _condition(stated, known.get(stated), given, site)
        for stated in dict.fromkeys(given.holds_while)
    )
    return element("ul", *(element("li", item) for item in items), class_="srr-conditions")


def _breaks(risk: Risk, site: Site) -> Iterator[Break]:
    found = site.breaks_of.get(risk.path, ())
    return (each for each in found if not each.condition.is_limit)


def _condition(stated: str, found: Break | None, given: Acceptance, site: Site) -> Html:
    code = element("code", stated)
    if found is None:
        then = _then(stated, given)
        return join(code, _small(site.say(then) if then else ""))
    state = found.condition.state(site.today, site.settings)
    loud = "srr-badge srr-overdue" if state != "holds" else "srr-quiet"
    badge = element("span", site.say(_WORDS[state]), class_=loud)
    details = " · ".join(site.say(part) for part in _details(found, state, given))
    return join(code, " ", badge, _small(details))


def _small(words: str) -> Html | None:
    return element("div", element("small", words)) if words else None


def _details(found: Break, state: State, given: Acceptance) -> Iterator[Text]:
    unit, last = found.about.unit, found.headroom
    if last:
        yield _NOW.fill(value=amount(last.value, unit), on=last.on)
        if state in ("holds", "crossed"):
            yield from filter(None, (headroom_words(last), runway_words(found)))
    then = _then(found.condition.stated, given, unit)
    if then:
        yield then


def _then(stated: str, given: Acceptance, unit: str | None = None) -> Text | None:
    """Return the number on which the decision was made."""
    found = comparison(stated)
    value = given.basis.get(found.name) if found else None
    return None if value is None else _THEN.fill(value=amount(value, unit))
