"""Matrix: every unresolved risk in the cell of its potential impact and likelihood; accepted ones apart."""

from collections.abc import Iterator

from srr.language import Text
from srr.records.risk import Risk
from srr.schema import vocabulary
from srr.schema.fields import RISK_LABELS
from srr.schema.scoring import UNKNOWN, Level, priority
from srr.schema.views import OPEN
from srr.site.kit import shades
from srr.site.kit.filters import to_list
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import NO_RISK, level_chip, table
from srr.site.kit.ranking import ranking
from srr.site.kit.site import MATRIX, Site

_TITLE = Text("Matrix", "マトリクス")
_LEAD = Text(
    "Unresolved risks by potential impact and likelihood. The number in a cell leads to its risks; its colour is"
    " that of their priority.",
    "未解決のリスクを潜在的なインパクトと発生可能性で並べる。マスの件数から該当するリスクの一覧を開ける。色は優先度を表す。",
)
_OF_PRIORITY = Text("priority {priority}", "優先度 {priority}")
_NOT_LOOKED_INTO = Text("not looked into yet", "未調査")
_SCORE = Text("incident score {score}", "インシデントスコア {score}")
_SCORE_FROM = Text("incident score {least} or more", "インシデントスコア {least} 以上")
_SCORE_BETWEEN = Text("incident score {least} to {most}", "インシデントスコア {least}〜{most}")
_FEW = 3
"""How many titles a cell has at most."""
_ACCEPTED = Text("Accepted", "受容")
_ELSEWHERE = Text("In no cell", "どのマスにも入らないもの")
_ELSEWHERE_WORDS = Text(
    "Their potential impact or likelihood is missing or not one of the scale's.",
    "潜在的なインパクトか発生可能性がない、または尺度にない値である。",
)


def page(site: Site) -> Page:
    """Return the page with the matrix of the open risks, then that of the accepted ones."""
    still = site.unresolved
    accepted = tuple(risk for risk in site.registry.ranked if risk.status == "accepted")
    shown = (
        _matrix(still, _TITLE, OPEN, site)
        if still
        else element("p", site.say(NO_RISK), class_="srr-empty")
    )
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        shown,
    )
    blocks = (head, *_apart(accepted, site), *_elsewhere((*still, *accepted), site))
    return Page(MATRIX, site.say(_TITLE), blocks, searchable=False, wide=True)


def _apart(accepted: tuple[Risk, ...], site: Site) -> Iterator[Block]:
    if accepted:
        yield Heading(site.say(_ACCEPTED), "accepted")
        yield _matrix(accepted, _ACCEPTED, "accepted", site, every_row=False)


def _elsewhere(risks: tuple[Risk, ...], site: Site) -> Iterator[Block]:
    """Yield the risks that no cell holds, which a matrix must not drop silently."""
    lost = [risk for risk in risks if not _has_cell(risk, site)]
    if lost:
        yield Heading(site.say(_ELSEWHERE), "elsewhere")
        yield element("p", site.say(_ELSEWHERE_WORDS))
        yield ranking(lost, MATRIX, site)


def _has_cell(risk: Risk, site: Site) -> bool:
    return risk.potential_impact in _steps(site) and risk.likelihood in _likelihoods(site)


def _steps(site: Site) -> tuple[Level, ...]:
    return (UNKNOWN, *sorted(site.settings.levels, reverse=True), 0)


def _likelihoods(site: Site) -> list[int]:
    return [grade.score for grade in site.settings.likelihood]


def _matrix(
    risks: tuple[Risk, ...], title: Text, status: str, site: Site, *, every_row: bool = True
) -> Html:
    impact, likelihood = (site.say(RISK_LABELS[key]) for key in ("potential_impact", "likelihood"))
    head = [(f"{impact}\u00a0↓\n{likelihood}\u00a0→", "")]
    head += [(f"{grade.score} · {site.say(grade.label)}", "") for grade in site.settings.likelihood]
    cells: dict[tuple[Level, int], list[Risk]] = {}
    for risk in risks:
        if risk.potential_impact is not None and risk.likelihood is not None:
            cells.setdefault((risk.potential_impact, risk.likelihood), []).append(risk)
    rows = [
        element(
            "tr",
            element(
                "th",
                level_chip(step, site),
                element("small", _meaning(step, site)),
                scope="row",
            ),
            *[
                _cell(step, number, cells.get((step, number), []), status, site)
                for number in _likelihoods(site)
            ],
        )
        for step in _steps(site)
        if every_row or any((step, number) in cells for number in _likelihoods(site))
    ]
    return element("div", table(site.say(title), head, rows), class_="srr-matrix")


def _cell(step: Level, likelihood: int, risks: list[Risk], status: str, site: Site) -> Html:
    """Return how many risks are in a cell, the count leading to their list, on the ground of their priority."""
    product = priority(step, likelihood)
    label = site.say(_OF_PRIORITY, priority=site.say(vocabulary.level_words(product)))
    if not risks:
        return element("td", element("small", label), class_="srr-matrix__empty")
    asked = {"potential_impact": step, "likelihood": likelihood, "status": status}
    return element(
        "td",
        to_list(MATRIX, site, element("b", str(len(risks))), **asked),
        element("small", label),
        _named(risks, site) if len(risks) <= _FEW else None,
        class_=shades.of_priority(product, site.settings),
    )


def _named(risks: list[Risk], site: Site) -> Html:
    rows = [
        element("li", site.link(MATRIX, site.page_at[risk.path], risk.id), " ", risk.title)
        for risk in risks
    ]
    return element("ul", *rows)


def _meaning(step: Level, site: Site) -> str:
    """Return which incident scores a row stands for."""
    if step == UNKNOWN:
        return site.say(_NOT_LOOKED_INTO)
    above = min((other for other in site.settings.levels if other > step), default=None)
    if above is None:
        return site.say(_SCORE_FROM, least=step)
    if above - 1 <= step:
        return site.say(_SCORE, score=step)
    return site.say(_SCORE_BETWEEN, least=step, most=above - 1)
