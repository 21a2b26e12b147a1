"""The words of the registry in both languages: terms of the practice, fields, and the closed word lists."""

from collections.abc import Iterator
from typing import NamedTuple

from srr.insights.break_words import HEADROOM, RUNWAY
from srr.insights.response_times import INTERVALS
from srr.language import NAMES, Language, Text
from srr.records import downtime, occurrences
from srr.schema import record_schema, vocabulary
from srr.schema.fields import (
    ACCEPTANCE,
    ACTION,
    BAD_MINUTES,
    CONCERN,
    ESTIMATE,
    LINKS,
    POSTMORTEM,
    RISK,
    FieldSpec,
)
from srr.schema.kinds import RecordKind
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import table
from srr.site.kit.site import GLOSSARY, Site
from srr.text.spelling import Words

_TITLE = Text("Glossary", "用語集")
_LEAD = Text(
    "A thing has one name everywhere: in the files, in the terminal and on this site.",
    "ひとつのものには、ファイルでも端末でもこのサイトでも、ひとつの名前を使う。",
)
_TERMS_TITLE = Text("Terms of the practice", "考え方の用語")
_KEY = Text("Key", "キー")
_VALUE = Text("Value", "値")
_VIEWPOINTS = Text("Viewpoint of an action", "アクションの観点")
_RISK_SECTIONS = Text("Sections of a risk", "リスクの節")
_POSTMORTEM_SECTIONS = Text("Sections of a postmortem", "ポストモーテムの節")


class Term(NamedTuple):
    """A term of the practice and what it means, in a sentence."""

    name: Text
    meaning: Text


TERMS = (
    Term(
        Text("System Risk Record", "システムリスクレコード"),
        Text(
            "A note of one risk that will surface, or get worse, as the product scales.",
            "プロダクトの規模が大きくなると顕在化または悪化するリスクを、一件ずつ書いた記録。",
        ),
    ),
    Term(
        Text("Current impact", "現在のインパクト"),
        Text(
            "What the risk does to customers today, as a level.",
            "そのリスクがいま顧客に与えている影響の段階。",
        ),
    ),
    Term(
        Text("Potential impact", "潜在的なインパクト"),
        Text(
            "The worst that the risk can do if it is left alone while the product grows, as a level.",
            "放置したままプロダクトが成長したときに起こりうる最悪の影響の段階。",
        ),
    ),
    Term(
        Text("Likelihood", "発生可能性"),
        Text(
            "How likely it is that the potential impact becomes real as the product grows.",
            "プロダクトの成長とともに潜在的なインパクトが現実になる可能性。",
        ),
    ),
    Term(
        Text("Priority", "優先度スコア"),
        Text(
            "Potential impact × likelihood: what decides which risk comes first.",
            "潜在的なインパクト × 発生可能性。どのリスクから取り組むかを決める。",
        ),
    ),
    Term(
        Text("Visit", "確認"),
        Text(
            "Somebody looks at a risk again, writes down what was found, and sets the next date.",
            "リスクを見直し、わかったことを書き残し、次回確認日を決めること。",
        ),
    ),
    Term(
        Text("Window", "確認の期間"),
        Text(
            "The days in which the next visit must lie, by status, counted from the last visit.",
            "次回確認日を置ける期間。ステータスごとに決まり、前回の確認日から数える。",
        ),
    ),
    Term(
        Text("Containment", "被害を食い止める手段"),
        Text(
            "The lever that on-call pulls first to stop the damage, before the cause is known.",
            "原因がわかる前でも、被害を止めるためにオンコールがまず打つ手。",
        ),
    ),
    Term(
        Text("Workaround", "代替手段"),
        Text(
            "What customers can do instead while something does not work.",
            "使えない間に顧客が代わりに取れる手段。",
        ),
    ),
    Term(
        Text("Mitigated", "暫定対策済み"),
        Text(
            "A stop-gap holds the risk down, and the permanent fix is still to come.",
            "暫定対策で抑えているが、恒久対策はこれからである状態。",
        ),
    ),
    Term(
        Text("Acceptance", "受容"),
        Text(
            "A decision, with an end and a reviewer, to live with a risk under written conditions.",
            "条件・期限・見直し担当を決めたうえで、リスクを受け入れる判断。",
        ),
    ),
    Term(
        Text("Scale driver", "スケール要因"),
        Text(
            "The growth that makes the risk real: shops, orders, rows, calls an hour.",
            "増えるとリスクが顕在化するもの。店舗数、注文数、行数、1 時間あたりの呼び出し数など。",
        ),
    ),
    Term(
        Text("Postmortem", "ポストモーテム"),
        Text(
            "A blameless account of what happened, why, and what is done about it.",
            "起きたこと、その理由、これから行うことを、誰も責めずに書いた記録。",
        ),
    ),
    Term(
        Text("Near miss", "ヒヤリハット"),
        Text(
            "Something that could have become an incident, and did not.",
            "障害になりえたが、ならずに済んだ出来事。",
        ),
    ),
    Term(
        Text("Drill", "訓練"),
        Text(
            "A failure caused on purpose, to practise and to find what is missing.",
            "対応を練習し、足りないものを洗い出すために、意図的に起こす障害。",
        ),
    ),
    *(Term(interval.label, interval.definition) for interval in INTERVALS),
    Term(downtime.LABEL, downtime.DEFINITION),
)

_FIELDS: tuple[tuple[str, Text, tuple[FieldSpec, ...]], ...] = (
    ("risk", Text("Fields of a risk", "リスクの項目"), RISK),
    ("links", Text("Fields of links", "リンクの項目"), LINKS),
    ("acceptance", Text("Fields of an acceptance", "受容の記録の項目"), ACCEPTANCE),
    ("estimate", Text("Fields of an estimate", "見積りの項目"), ESTIMATE),
    ("postmortem", Text("Fields of a postmortem", "ポストモーテムの項目"), POSTMORTEM),
    ("action", Text("Fields of an action", "アクションの項目"), ACTION),
)

_CONCERN_TERM = Term(
    Text("Concern", "気になる点"),
    Text(
        "Something that looks odd and is not a risk yet. One person looks into it and reports at each meeting, until it"
        " is resolved, goes to a backlog or becomes a risk.",
        "まだリスクとは言えないが気になること。担当者一人が調べて会議のたびに報告し、解決、バックログへの移動、"
        "リスク化のいずれかで決着させる。",
    ),
)
_BUDGET_TERMS = (
    Term(
        Text("Service level objective", "サービスレベル目標(SLO)"),
        Text(
            "The uptime in percent that is promised of some services, over a month, a quarter or some days.",
            "いくつかのサービスについて、1 か月、1 四半期、または数十日の間に守ると約束した稼働率。",
        ),
    ),
    Term(
        Text("Error budget", "エラーバジェット"),
        Text(
            "The minutes of outage that an objective leaves in its window: 99.95 % of 30 days leave 21.6.",
            "目標が期間のうちに許す停止時間。99.95% で 30 日なら 21.6 分。",
        ),
    ),
    Term(
        BAD_MINUTES.label,
        Text(
            "Expected in a year: (minutes to detect + to repair) × affected share × 365.25 / days between.",
            "1 年間の見込み。(検知 + 復旧の分)× 影響を受ける割合 × 365.25 ÷ 発生間隔(日)。",
        ),
    ),
    Term(
        Text("Unallocated budget", "未割り当ての予算"),
        Text(
            "What the accepted risks leave of a year's error budget; the open risks have to fit in.",
            "年間のエラーバジェットから受容したリスクの分を引いた残り。未解決のリスクをこの中に収める。",
        ),
    ),
)
_INDICATOR_TERMS = (
    Term(
        Text("Indicator", "指標"),
        Text(
            "A business number that the team writes down, and on which conditions of risks hang.",
            "チームが書き留めている事業の数値。リスクの条件はこれと比べる。",
        ),
    ),
    Term(
        HEADROOM,
        Text(
            "How far an indicator is from the limit at which a risk breaks, or at which an acceptance is tripped.",
            "リスクが顕在化する限界、または受容の前提が崩れる限界まで、指標にどれだけ余りがあるか。",
        ),
    ),
    Term(
        RUNWAY,
        Text(
            "The months in which the trend of the indicator is expected to reach that limit; never one day.",
            "指標の傾向からみて、その限界に達すると見込まれる月。幅で示し、1 日には絞らない。",
        ),
    ),
)
_CONCERN_FIELDS = ("concern", Text("Fields of a concern", "気になる点の項目"), CONCERN)
_CONCERN_SECTIONS = Text("Sections of a concern", "気になる点の節")


def page(site: Site) -> Page:
    """Return the page with every word."""
    head = join(element("h1", site.say(_TITLE)), element("p", site.say(_LEAD), class_="srr-lead"))
    blocks = (head, *_terms(site), *_field_lists(site), *_word_lists(site))
    return Page(GLOSSARY, site.say(_TITLE), blocks)


def _terms(site: Site) -> Iterator[Block]:
    terms = list(TERMS)
    terms += [_CONCERN_TERM] if site.registry.concerns else []
    terms += _INDICATOR_TERMS if site.registry.uses_indicators else ()
    terms += _BUDGET_TERMS if site.settings.slos else ()
    rows = (_row(site, None, term.name, term.meaning) for term in terms)
    yield Heading(site.say(_TERMS_TITLE), "terms")
    yield table(site.say(_TERMS_TITLE), _columns(site), rows)


def _field_lists(site: Site) -> Iterator[Block]:
    fields = (*_FIELDS, _CONCERN_FIELDS) if site.registry.concerns else _FIELDS
    for key, title, specs in fields:
        rows = (_row(site, spec.key, spec.label, spec.meaning) for spec in specs)
        yield Heading(site.say(title), f"fields-{key}")
        yield table(site.say(title), _columns(site, site.say(_KEY)), rows)


def _word_lists(site: Site) -> Iterator[Block]:
    for key, title, words in _lists(site):
        rows = (_row(site, value, label) for value, label in words.items())
        yield Heading(site.say(title), f"words-{key}")
        yield table(site.say(title), _columns(site, site.say(_VALUE)), rows)


def _lists(site: Site) -> Iterator[tuple[str, Text, Words]]:
    """Yield every closed list: its id, its title and its words, as the settings have them."""
    yield from _choices("risk", RISK, Text("{label} of a risk", "リスクの{label}"), site)
    title = Text("{label} of a postmortem", "ポストモーテムの{label}")
    yield from _choices("postmortem", POSTMORTEM, title, site)
    if site.registry.concerns:
        title = Text("{label} of a concern", "気になる点の{label}")
        yield from _choices("concern", CONCERN, title, site)
    yield "viewpoint", _VIEWPOINTS, vocabulary.VIEWPOINTS
    yield "risk-sections", _RISK_SECTIONS, _used_sections(site)
    yield "postmortem-sections", _POSTMORTEM_SECTIONS, vocabulary.POSTMORTEM_SECTIONS
    if site.registry.concerns:
        yield "concern-sections", _CONCERN_SECTIONS, vocabulary.CONCERN_SECTIONS


def _used_sections(site: Site) -> Words:
    """Return the sections of a risk, Occurrences from the first one on."""
    is_used = any(risk.occurrences for risk in site.registry.risks)
    return {
        key: label
        for key, label in vocabulary.RISK_SECTIONS.items()
        if is_used or key != occurrences.SECTION
    }


def _choices(
    kind: RecordKind, specs: tuple[FieldSpec, ...], title: Text, site: Site
) -> Iterator[tuple[str, Text, Words]]:
    for spec in specs:
        if spec.kind == "choice":
            key = spec.key if kind == "risk" else f"{kind}-{spec.key}"
            words = record_schema.choices(spec, kind, site.settings)
            yield key, title.fill(label=spec.label), words


def _columns(site: Site, *first: str) -> list[tuple[str, str]]:
    names = (NAMES[site.language], NAMES[_other(site)])
    return [*((words, "") for words in first), *((name, "") for name in names)]


def _other(site: Site) -> Language:
    return "en" if site.language == "ja" else "ja"


def _row(site: Site, key: str | None, label: Text, meaning: Text | None = None) -> Html:
    """Return one word: its key, its label and meaning in the language of the reader, and its label in the other."""
    first = element("th", element("code", key), scope="row") if key is not None else None
    small = element("small", site.say(meaning)) if meaning else None
    other = _other(site)
    return element(
        "tr",
        first,
        element("td", element("strong", site.say(label)), small),
        element("td", label.within(other), lang=other),
    )
