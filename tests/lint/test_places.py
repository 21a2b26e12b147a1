"""Where the finding of each rule points, in the bad example of its page."""

from kit.cases import each_case
from kit.judging import RULES, example, pointed_at
from srr.lint import explanation

PLACES = {
    "acceptance-expired": ["  until: «2026-02-01»"],
    "acceptance-incomplete": ["«acceptance»:"],
    "acceptance-self-approved": ["  by: «ura»"],
    "acceptance-tripped": ["  holds_while: [«shops < 15»]"],
    "action-incomplete": [
        "  - «{id: A4, do: Alert on latency, viewpoint: detect-sooner, owner: ura}»"
    ],
    "action-overdue": [
        "  - {id: A1, do: Find the slow query, viewpoint: confirm-cause, owner: ura, due: «2026-01-30»}"
    ],
    "change-accepted": ["  until: «2026-09-20»"],
    "change-action": [
        "  - {id: A1, do: Give the pool a limit, viewpoint: prevent, owner: ura, due: «2026-11-20»}"
    ],
    "change-admitted": ["created: «2026-02-02»"],
    "change-deleted": ["risks/SRR-0001.md"],
    "change-lowered": ["potential_impact: «3»"],
    "change-policy": ["srr.toml"],
    "change-renamed": ["«id»: SRR-0007"],
    "change-rewritten": ["«## Visits»"],
    "change-snoozed": ["next_visit: «2026-02-09»"],
    "change-unlogged": ["status: «in-progress»"],
    "concern-stale": ["status: «assigned»"],
    "close-unproven": ["resolution: «duplicate»"],
    "date-future": ["«- 2027-02-02 ura: watching, next 2027-04-20. The p99 is still stable.»"],
    "date-order": ["created: «2026-01-26»"],
    "field-date": ["noticed: «2025-02-30»"],
    "field-missing": ["«---»"],
    "field-unknown": ["«horizn»: next"],
    "field-value": ["horizon: «次»", "effort: «medium-ish»"],
    "file-conflict": ["«<<<<<<< HEAD»"],
    "file-encoding": ["Allow «\u202e»admin only."],
    "file-name": ["«---»"],
    "file-size": ["«A»" + 2000 * "A"],
    "file-type": ["«---»"],
    "front-matter-duplicate": ["«potential_impact»: 6"],
    "front-matter-missing": ["«\n»---"],
    "front-matter-syntax": ["title: Orders fail«:» the stock service is slow"],
    "id-duplicate": ["id: «SRR-0001»", "id: «SRR-0001»"],
    "ignore-unused": ["«# srr: ignore[score-priority] the sales team agreed on 12»"],
    "indicator-shape": ["indicators/shops.csv"],
    "indicator-stale": ["breaks_when: «orders_per_hour > 1500»"],
    "indicator-unknown": ["breaks_when: «order_per_hour > 1500»"],
    "limit-near": ["breaks_when: «orders_per_hour > 1000»"],
    "limit-reached": ["breaks_when: «orders_per_hour > 900»"],
    "link-broken": ["related: [«SRR-0404»]"],
    "link-one-way": ["postmortems: [«PM-0001»]"],
    "link-url": ["  metrics: [«grafana.example.com/d/orders»]"],
    "postmortem-open-actions": ["status: «closed»"],
    "postmortem-score": ["score: «6»"],
    "owner-overloaded": ["owner: «ura»"],
    "owner-unknown": ["owner: «ura»"],
    "postmortem-stalled": ["status: «draft»"],
    "postmortem-times": ["detected: «2026-01-20T09:55+09:00»"],
    "postmortem-viewpoints": ["«actions»:"],
    "report-overdue": ["report_due: «2026-01-27»"],
    "safety-html": ["Call it «<b>»once</b> per request."],
    "safety-secret": [
        '  metrics: ["https://metrics.example.com/d/orders?token=«Zk3v9QhTq7LmB2xY»"]'
    ],
    "score-admission": ["potential_impact: «1»"],
    "score-current": ["current_impact: «10»"],
    "score-level": ["potential_impact: «10»"],
    "score-priority": ["priority: «10»"],
    "score-unknown": ["current_impact: «unknown»"],
    "section-empty": ["«## Next action»"],
    "section-missing": ["«## Log»"],
    "section-unproven": ["«## Countermeasures»"],
    "slo-postmortem": ["«- 2026-01-30 sato: 20 minutes, 40 %. The stock service was slow.»"],
    "slo-unreviewed": ["srr.toml"],
    "visit-closed-day": ["next_visit: «2026-02-07»"],
    "visit-log": [
        "«- 2026-01-30 ura: 未着手 -> 対応中, next 2026-02-20. 在庫サービスを計測した。»"
    ],
    "visit-mismatch": [
        "«- 2026-01-30 ura: not-started -> watching, next 2026-02-20. The limit is out, and the p99 is stable.»"
    ],
    "visit-missing": ["«status»: not-started"],
    "visit-order": [
        "«- 2026-01-23 ura: in-progress, next 2026-02-20. A limit of two seconds is in review.»"
    ],
    "visit-overdue": ["next_visit: «2026-01-26»"],
    "visit-silent": ["«- 2026-01-30 ura: not-started -> in-progress, next 2026-02-20. ok»"],
    "visit-stalled": ["«- 2026-02-02 ura: watching, next 2026-04-20. no change»"],
    "visit-unneeded": ["«next_visit»: 2026-03-02"],
    "visit-window": ["next_visit: «2026-03-02»"],
}


def test_every_rule_has_its_place_here() -> None:
    assert PLACES.keys() == RULES.keys()


@each_case("name", RULES)
def test_the_finding_points_at_what_is_wrong(name: str) -> None:
    rule = RULES[name]
    report = example(rule, explanation.parse(rule.page).bad)
    assert pointed_at(report) == PLACES[name]
