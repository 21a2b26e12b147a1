"""Risks as people and programs write them: every key, both languages, and text that a table could garble."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from srr.language import Language
from srr.records import template
from srr.records.hints import HINTS
from srr.schema.fields import ACCEPTANCE, ADMISSION, ESTIMATE, LINKS
from srr.schema.vocabulary import AREAS, EFFORTS, RESOLUTIONS, RISK_SECTIONS, STATUSES

_ORDER = [spec.key for spec in (*LINKS, *ACCEPTANCE, *ADMISSION, *ESTIMATE)]
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_LETTERS = st.characters(
    codec="utf-8",
    categories=["L", "N", "P", "S"],
    include_characters=" ",
    exclude_characters="\ufffd",
)
_ODD = (
    *(
        "=1+1",
        "'=1+1",
        "+81-3-0000",
        "-2",
        "@sre",
        "＝SUM(1)",
        "calm;=2",
        "a|b\\|c",
        "C:\\temp\\",
        "\\",
    ),
    *(
        '"quoted", and more',
        "'tis",
        "12",
        "0012",
        "1e3",
        "true",
        "no",
        "~",
        "2026/03/04",
        "3/4",
        "50%",
    ),
    *(
        "<r>bold</r>",
        "_x0041_",
        "<U+202E>",
        "&amp; <b>",
        "##[error]x",
        "section_start:1:x",
        "::error::y",
    ),
    *(
        "在庫サービスが遅い　と注文が失敗する",
        "ガ ﾊﾟ ①～",
        "👩‍💻 at work",
        "[1, 2]",
        "{",
        "#N/A",
        "1,234.5",
    ),
)
LINES = (
    (st.sampled_from(_ODD) | st.text(_LETTERS, min_size=1, max_size=40))
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: any(map(str.isalnum, text)))
)
_WORDS = st.sampled_from(
    ["ura", "o.jones", "浦", "platform", "checkin", "注文", "=ops", "+team", "07"]
)
_MARKDOWN = (
    *(
        "- 2026-01-26: p99 rose.\n- 2026-01-27: it fell.",
        "1. One\n2. Two\n\n   More.",
        "> quoted\n> twice",
    ),
    *(
        "```sh\n# no heading\n\n=1+1\n```",
        "| a | b |\n|---|---|\n| 1 | \\| |",
        "### Below\n\nText.",
    ),
    *(
        "    code\n\nProse.",
        "<!-- a comment -->\nProse.",
        "Line\\\nbreak",
        "\tcode",
        "[x](https://a.example/?a=1&b=2)",
    ),
)
TEXTS = st.lists(st.sampled_from(_MARKDOWN) | LINES, min_size=1, max_size=3).map("\n\n".join)
_URLS = st.sampled_from(
    [
        "https://a.example/x?y=1&z=%E5%9C%A8#part",
        "https://metrics.example.com/d/1?from=a|b",
        "http://wiki.example/在庫",
        "https://chat.example.com/archives/C1/p1,2",
    ]
)
_OWN = st.recursive(
    st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.sampled_from([0.5, 1e-7, 12345678901234567890])
    | LINES,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=3,
)


def _several(items: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(items, min_size=1, max_size=3, unique=True)


_IDS = _several(st.sampled_from(["SRR-0007", "SRR-0008", "PM-0003", "CN-0001"])).map(tuple)
_ACCEPTANCE = st.fixed_dictionaries(
    {},
    optional={
        "by": _WORDS,
        "decided": DAYS,
        "because": TEXTS,
        "consequences": _several(LINES),
        "holds_while": _several(
            st.sampled_from(["advertisers < 50", "orders >= 1_000", "share < 5%"])
        ),
        "until": DAYS,
        "reviewer": _WORDS,
    },
)
_FRONT_MATTER = st.fixed_dictionaries(
    {
        "title": LINES,
        "status": st.sampled_from([*STATUSES]),
        "owner": _WORDS,
        "created": DAYS,
        "next_visit": DAYS,
        "current_impact": st.sampled_from([0, 1, 3, 6, 10, "unknown"]),
    },
    optional={
        "resolution": st.sampled_from([*RESOLUTIONS]),
        "team": _WORDS,
        "area": st.sampled_from([*AREAS]),
        "service": _WORDS,
        "noticed": DAYS,
        "scale_driver": TEXTS,
        "breaks_when": st.sampled_from(["api_calls_per_hour > 900", "rows >= 1_000_000"]),
        "workaround": TEXTS,
        "containment": TEXTS,
        "links": st.dictionaries(st.sampled_from([spec.key for spec in LINKS]), _several(_URLS)),
        "postmortems": _IDS,
        "related": _IDS,
        "duplicate_of": st.just("SRR-0001"),
        "recurrence_of": st.just("SRR-0001"),
        "acceptance": _ACCEPTANCE,
        "admission": st.fixed_dictionaries({"waived": LINES}),
        "estimate": st.dictionaries(
            st.sampled_from([spec.key for spec in ESTIMATE]), st.sampled_from([0, 8, 2.5, 100])
        ),
        "horizon": st.sampled_from(["now", "next", "later", "2027Q1"]),
        "effort": st.sampled_from([*EFFORTS]),
        "x_own": _OWN,
        "x_顧客": LINES,
    },
)
_SCORES: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        {"potential_impact": "unknown", "likelihood": 1, "priority": "unknown"},
        {"potential_impact": 3, "likelihood": 2, "priority": 6},
        {"potential_impact": 10, "scope": 3, "severity": 5, "likelihood": 2, "priority": 20},
    ]
)
_SECTIONS = st.fixed_dictionaries({}, optional=dict.fromkeys(RISK_SECTIONS, TEXTS))
_OWN_HEADINGS = st.sampled_from(["", "## Customers\n\nAll of them.", "## お客様への影響\n\n=1+1"])


def _in_order(value: Any) -> Any:
    """Return a mapping of known keys in their order, as srr writes it."""
    return {key: value[key] for key in _ORDER if key in value} if _is_known(value) else value


def _is_known(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() <= set(_ORDER)


@st.composite
def risks(draw: st.DrawFn, record_id: str, languages: tuple[Language, ...] = ("en", "ja")) -> bytes:
    """Draw the file of the risk *record_id*, as srr writes one, with headings in one of *languages*."""
    data: dict[str, Any] = {"id": record_id, **draw(_FRONT_MATTER), **draw(_SCORES)}
    data = {key: _in_order(data[key]) for key in sorted(data) if data[key] not in ({}, [])}
    texts, language = draw(_SECTIONS), draw(st.sampled_from(languages))
    parts = [draw(st.sampled_from(["", "", "Said ahead of it all."]))]
    for key, label in RISK_SECTIONS.items():
        if key in texts or key in HINTS["risk"]:
            parts += [f"## {label.within(language)}", texts.get(key, "")]
            parts += [draw(_OWN_HEADINGS)] if key in texts else []
    return template.record("risk", data, "\n\n".join(filter(None, parts)))
