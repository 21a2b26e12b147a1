"""The text of one generated postmortem, its times in order, an action for every viewpoint."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from draws import Draw
from records import OWNERS, RATINGS
from subjects import SERVICES, Subject, subject

# The task of each viewpoint, in both languages.
ACTIONS = {
    "confirm-cause": ("Repeat the failure in the test system", "検証環境で障害を再現する"),
    "make-permanent": (
        "Replace the stop-gap by the planned change",
        "暫定対策を恒久対策に置き換える",
    ),
    "prevent": ("Add a test that fails without the change", "変更がなければ失敗するテストを加える"),
    "detect-sooner": ("Page someone at half the limit", "上限の半分で当番に通知する"),
    "recover-faster": ("Put the switch into the runbook", "切り替え手順を手順書に載せる"),
}
MOMENTS = ("started", "detected", "first_notice", "acknowledged", "mitigated", "resolved")
PHASES = ("notice", "investigating", "mitigated", "resolved")
HEADINGS = {
    "en": (
        "Summary",
        "Impact",
        "Timeline",
        "Cause",
        "What went well",
        "What went wrong",
        "Where we were lucky",
        "Follow-up",
    ),
    "ja": (
        "概要",
        "影響",
        "タイムライン",
        "原因",
        "うまくいったこと",
        "うまくいかなかったこと",
        "運が良かったこと",
        "フォローアップ",
    ),
}
TEXTS = {
    "en": {
        "title": "Orders from {service} did not arrive for {minutes} minutes",
        "impact": "Shops that use {service} took orders by hand for {minutes} minutes.",
        "well": "The person on call had the right panel open within two minutes.",
        "wrong": "The first notice to the shops went out before anyone knew what to advise.",
        "lucky": "It happened after the lunch rush.",
        "follow_up": "The actions above are looked at in the weekly review until all are done.",
        "detected": "The alert on failed orders fires.",
        "notice": "The shops are told.",
        "investigating": "The person on call begins to look for the cause.",
        "mitigated": "The lever is pulled and orders arrive again.",
        "resolved": "The backlog is empty and the panel is quiet.",
    },
    "ja": {
        "title": "{service} からの注文が {minutes} 分間届かなかった",
        "impact": "{service} を使う店舗は {minutes} 分間、手作業で注文を受けた。",
        "well": "当番が 2 分以内に必要なメトリクスを開けた。",
        "wrong": "対処方法が分かる前に、最初の案内を店舗に送ってしまった。",
        "lucky": "昼の混雑が終わったあとに発生した。",
        "follow_up": "上のアクションは、すべて完了するまで週次のレビューで確認する。",
        "detected": "注文失敗のアラートが鳴る。",
        "notice": "店舗に案内を送る。",
        "investigating": "当番が原因の調査を始める。",
        "mitigated": "切り替えを実施し、注文が届くようになる。",
        "resolved": "滞留がなくなり、メトリクスが落ち着く。",
    },
}
COLUMNS = {"en": ("Time", "Phase", "What happened"), "ja": ("時刻", "フェーズ", "できごと")}
TRIGGERS = ("binary-push", "config-push", "user-behaviour", "provider-change", "capacity")
CAUSE_CLASSES = ("software", "development-process", "complex-system", "network", "external")


@dataclass(frozen=True, slots=True)
class Incident:
    """All choices for one postmortem."""

    id: str
    draw: Draw
    language: str
    status: str
    owner: str
    service: str
    subject: Subject
    times: dict[str, datetime]
    risks: tuple[str, ...]


def postmortem(seed: int, number: int, today: date, risks: tuple[str, ...]) -> str:
    """Return the whole file of postmortem *number*; every tenth is in Japanese."""
    incident = _incident(seed, number, today, risks)
    return "\n".join(["---", *_front_matter(incident, today), "---", "", *_body(incident)]) + "\n"


def postmortem_id(number: int) -> str:
    """Return the id of postmortem *number*."""
    return f"PM-{number:04}"


def _incident(seed: int, number: int, today: date, risks: tuple[str, ...]) -> Incident:
    draw = Draw(seed, postmortem_id(number))
    language = "en" if number % 10 else "ja"
    service = draw.pick("service", SERVICES)
    status = draw.pick("status", ("closed", "closed", "closed", "reviewed"))
    owner = draw.pick("owner", OWNERS[language])
    topic = subject(draw, language, service, limit=900)
    times = _times(draw, today)
    return Incident(
        postmortem_id(number), draw, language, status, owner, service, topic, times, risks
    )


def _times(draw: Draw, today: date) -> dict[str, datetime]:
    day = today - timedelta(draw.number("day", 30, 700))
    moment = datetime.fromisoformat(f"{day}T{draw.number('hour', 9, 18):02}:07+09:00")
    times = {}
    for name in MOMENTS:
        times[name] = moment
        moment += timedelta(minutes=draw.number(name, 2, 45))
    return times


def _front_matter(incident: Incident, today: date) -> list[str]:
    draw = incident.draw
    scope, severity = draw.pick("rating", RATINGS)
    moments = [f"{name}: {_instant(incident, name)}" for name in MOMENTS]
    return [
        "# yaml-language-server: $schema=../.srr/postmortem.schema.json",
        f"id: {incident.id}",
        f"title: {_text(incident, 'title')}",
        f"kind: {draw.pick('kind', ('incident', 'incident', 'incident', 'near-miss', 'drill'))}",
        f"status: {incident.status}",
        f"owner: {incident.owner}",
        *moments,
        f"scope: {scope}",
        f"severity: {severity}",
        f"score: {scope * severity}",
        f"trigger: {draw.pick('trigger', TRIGGERS)}",
        f"cause_class: {draw.pick('class', CAUSE_CLASSES)}",
        f"services: [{incident.service}]",
        f"risks: [{', '.join(incident.risks)}]",
        f"rollback: {draw.pick('rollback', ('safe', 'unsafe', 'not-applicable'))}",
        "actions:",
        *_actions(incident, today),
    ]


def _instant(incident: Incident, name: str) -> str:
    return incident.times[name].isoformat(timespec="minutes")


def _actions(incident: Incident, today: date) -> list[str]:
    day = incident.times["started"].date()
    lines: list[str] = []
    for count, (viewpoint, what) in enumerate(ACTIONS.items(), start=1):
        is_open = incident.status != "closed" and viewpoint == "prevent"
        due = today + timedelta(20) if is_open else day + timedelta(21)
        lines += [
            f"  - id: A{count}",
            f"    do: {what[incident.language == 'ja']}",
            f"    viewpoint: {viewpoint}",
            f"    owner: {incident.owner}",
            f"    due: {due}",
            *([] if is_open else [f"    done: {day + timedelta(14)}"]),
        ]
    return lines


def _body(incident: Incident) -> list[str]:
    topic = incident.subject
    texts = (
        topic.summary,
        _text(incident, "impact"),
        "\n".join(_timeline(incident)),
        topic.cause,
        _text(incident, "well"),
        _text(incident, "wrong"),
        _text(incident, "lucky"),
        _text(incident, "follow_up"),
    )
    sections = zip(HEADINGS[incident.language], texts, strict=True)
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections).split("\n")


def _timeline(incident: Incident) -> list[str]:
    rows = [COLUMNS[incident.language], ("---", "---", "---")]
    phases = dict(zip(MOMENTS[1:], ("detected", *PHASES), strict=True))
    for name, phase in phases.items():
        rows.append((f"{incident.times[name]:%H:%M}", phase, TEXTS[incident.language][phase]))
    return [f"| {' | '.join(row)} |" for row in rows]


def _text(incident: Incident, name: str) -> str:
    duration = incident.times["mitigated"] - incident.times["started"]
    minutes = int(duration.total_seconds()) // 60
    return TEXTS[incident.language][name].format(service=incident.service, minutes=minutes)
