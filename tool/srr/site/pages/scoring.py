"""How this registry scores: every scale, level, window and limit, worked out from its settings."""

from collections.abc import Iterator, Sequence

from srr.language import Text
from srr.schema import vocabulary
from srr.schema.dates import Window
from srr.schema.fields import RISK
from srr.schema.profiles import PROFILES, Grade
from srr.schema.scoring import UNKNOWN, Level, level, priority, score
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import badge, days, level_chip, priority_chip, table
from srr.site.kit.site import SCORING, Site

_TITLE = Text("How we score", "スコアの付け方")
_LEAD = Text(
    "Three questions, two multiplications. This page is written from the settings of the registry.",
    "3 つの問いと 2 回の掛け算。このページはレジストリの設定から作られる。",
)
_PROFILE = Text("The scales are those of {name} ({key}).", "尺度は「{name}」({key})に従う。")
_OWN_SCALES = Text(
    "The scales start from {name} ({key}); some of them are this registry's own.",
    "尺度は {name}({key})を出発点とし、一部はこのレジストリ独自のものである。",
)
_QUESTIONS = Text("Three questions", "3 つの問い")
_STEP = Text("Step", "段階")
_MEANS = Text("Means", "意味")
_LEVELS = Text("From scope and severity to a level", "影響範囲と影響度から段階へ")
_LEVELS_WORDS = Text(
    "Scope × severity is the score of an incident. The impact level is the highest of {steps} that the score"
    " reaches, else 0: score → level.",
    "影響範囲 × 影響度が障害のスコアになる。インパクトの段階は、{steps} のうちスコアが届く最も高いもの。"
    "どれにも届かなければ 0(スコア → 段階)。",
)
_PRIORITY = Text("From a level to a priority", "段階から優先度へ")
_PRIORITY_WORDS = Text(
    "Priority is the level of the potential impact × likelihood: the level, not the score. For example:",
    "優先度スコアは、潜在的なインパクトの段階 × 発生可能性。掛けるのはスコアではなく段階である。例:",
)
_POSSIBLE = Text("Every priority that can occur:", "取りうる優先度の一覧:")
_UNKNOWN_WORDS = Text(
    "Unknown is never 0. A risk whose potential impact is unknown has an unknown priority and is listed"
    " before all others; it may stay so for {time}.",
    "不明は 0 ではない。潜在的なインパクトが不明なリスクは優先度も不明となり、すべてのリスクの先頭に並ぶ。"
    "不明のままにできるのは {time}まで。",
)
_ORDER_WORDS = Text(
    "Risks of equal priority are ordered by current impact, then by the earlier next visit, then by ID.",
    "優先度が同じリスクは、現在のインパクト、次回確認日の早さ、ID の順で並べる。",
)
_ADMISSION_WORDS = Text(
    "A risk is worth a record from a potential impact of {admission}.",
    "潜在的なインパクトが {admission} 以上のリスクを記録する。",
)
_WINDOWS = Text("When we look again", "次に見直す時期")
_WINDOWS_WORDS = Text(
    "The next visit is counted from the last one, or from the day the record was written.",
    "次回確認日は、前回の確認日、または起票日から数える。",
)
_NEXT_VISIT = Text("Next visit", "次回確認日")
_WITHIN = Text("within {most}", "{most}以内")
_BETWEEN = Text("after {least} to {most}", "{least}後から {most}後まで")
_NEVER_PAST = Text(
    "{window}, and never past the end of the acceptance; where that comes first, any day up to it",
    "{window}。受容の期限を越えない。期間より先に期限が来るなら、期限までのどの日でもよい",
)
_NO_VISIT = Text("none", "なし")
_GRACE = Text(
    "A visit is overdue {days} after its date.", "次回確認日を {days}過ぎると期限切れになる。"
)
_NO_GRACE = Text(
    "A visit is overdue on the day after its date.", "次回確認日の翌日から期限切れになる。"
)
_SPECS = {spec.key: spec for spec in RISK}


def page(site: Site) -> Page:
    """Return the page that explains the numbers."""
    head = join(
        element("h1", site.say(_TITLE)),
        element("p", site.say(_LEAD), class_="srr-lead"),
        element("p", _profile(site)),
    )
    blocks = (head, *_questions(site), *_levels(site), *_priorities(site), *_windows(site))
    return Page(SCORING, site.say(_TITLE), blocks)


def _profile(site: Site) -> str:
    settings, profile = site.settings, PROFILES[site.settings.profile]
    same = (settings.scope, settings.severity, settings.likelihood) == profile[1:]
    words = _PROFILE if same else _OWN_SCALES
    return site.say(words, name=profile.title, key=settings.profile)


def _questions(site: Site) -> Iterator[Block]:
    settings = site.settings
    yield Heading(site.say(_QUESTIONS), "questions")
    for key, grades in (
        ("scope", settings.scope),
        ("severity", settings.severity),
        ("likelihood", settings.likelihood),
    ):
        yield element("h3", site.say(_SPECS[key].label), id=key)
        yield element("p", site.say(_SPECS[key].meaning))
        yield _scale(key, grades, site)


def _scale(key: str, grades: Sequence[Grade], site: Site) -> Html:
    head = [(site.say(_STEP), ""), (site.say(_MEANS), "")]
    rows = [
        element(
            "tr",
            element("th", str(grade.score), scope="row"),
            element("td", site.say(grade.label)),
        )
        for grade in grades
    ]
    return table(site.say(_SPECS[key].label), head, rows)


def _levels(site: Site) -> Iterator[Block]:
    settings = site.settings
    steps = ", ".join(str(step) for step in sorted(settings.levels, reverse=True))
    across = [(f"{site.say(_SPECS['scope'].label)} ↓ {site.say(_SPECS['severity'].label)} →", "")]
    across += [(str(grade.score), "srr-center") for grade in settings.severity]
    rows = [
        element(
            "tr",
            element("th", str(scope.score), scope="row"),
            *[_cell(scope.score, severity.score, site) for severity in settings.severity],
        )
        for scope in settings.scope
    ]
    yield Heading(site.say(_LEVELS), "levels")
    yield element("p", site.say(_LEVELS_WORDS, steps=steps))
    yield table(site.say(_LEVELS), across, rows)


def _cell(scope: int, severity: int, site: Site) -> Html:
    reached = score(scope, severity)
    step = level(reached, site.settings.levels)
    return element("td", f"{reached} → ", level_chip(step, site), class_="srr-center")


def _priorities(site: Site) -> Iterator[Block]:
    settings = site.settings
    yield Heading(site.say(_PRIORITY), "priority")
    yield element("p", site.say(_PRIORITY_WORDS))
    yield _example(site)
    yield element("p", site.say(_POSSIBLE))
    yield _possible(site)
    yield element("p", site.say(_UNKNOWN_WORDS, time=settings.unknown_for.words()))
    yield element("p", site.say(_ORDER_WORDS))
    yield element("p", site.say(_ADMISSION_WORDS, admission=settings.admission.potential))


def _example(site: Site) -> Html:
    """Work one example through: the widest scope, a middling severity, the highest likelihood."""
    settings = site.settings
    scope = max(grade.score for grade in settings.scope)
    severities = sorted(grade.score for grade in settings.severity)
    severity = severities[len(severities) // 2]
    likelihood = max(grade.score for grade in settings.likelihood)
    reached = score(scope, severity)
    step = level(reached, settings.levels)
    return element(
        "p",
        _term(scope, "scope", site),
        _sign("×"),
        _term(severity, "severity", site),
        _sign(f"= {reached} →"),
        _term(step, "potential_impact", site),
        _sign("×"),
        _term(likelihood, "likelihood", site),
        _sign("="),
        _term(step * likelihood, "priority", site),
        class_="srr-sum",
    )


def _term(number: int, key: str, site: Site) -> Html:
    words = element("span", site.say(_SPECS[key].label))
    return element("span", element("b", str(number)), words, class_="srr-sum__term")


def _sign(sign: str) -> Html:
    return element("span", sign, class_="srr-sum__sign")


def _possible(site: Site) -> Html:
    """Return each level by each likelihood, with the priority that they give."""
    likelihoods = [grade.score for grade in site.settings.likelihood]
    impact, likelihood = (site.say(_SPECS[key].label) for key in ("potential_impact", "likelihood"))
    head = [(f"{impact} ↓ {likelihood} →", "")]
    head += [(str(number), "srr-center") for number in likelihoods]
    steps: tuple[Level, ...] = (UNKNOWN, *sorted(site.settings.levels, reverse=True), 0)
    rows = [
        element(
            "tr",
            element("th", level_chip(step, site), scope="row"),
            *[
                element("td", priority_chip(priority(step, number), site), class_="srr-center")
                for number in likelihoods
            ],
        )
        for step in steps
    ]
    return table(site.say(_POSSIBLE), head, rows)


def _windows(site: Site) -> Iterator[Block]:
    head = [(site.say(_SPECS["status"].label), ""), (site.say(_NEXT_VISIT), "")]
    rows = [
        element(
            "tr",
            element("th", badge(status, vocabulary.STATUSES, site), scope="row"),
            element("td", site.say(_window(status, site.settings.windows.get(status)))),
        )
        for status in vocabulary.STATUSES
    ]
    grace = site.settings.grace_days
    late = site.say(_GRACE, days=days(site, grace + 1)) if grace else site.say(_NO_GRACE)
    yield Heading(site.say(_WINDOWS), "windows")
    yield element("p", site.say(_WINDOWS_WORDS))
    yield table(site.say(_WINDOWS), head, rows)
    yield element("p", late)


def _window(status: str, window: Window | None) -> Text:
    if window is None:
        return _NO_VISIT
    most = window.most.words()
    words = _WITHIN.fill(most=most)
    if window.least.number:
        words = _BETWEEN.fill(least=window.least.words(), most=most)
    return _NEVER_PAST.fill(window=words) if status == "accepted" else words
