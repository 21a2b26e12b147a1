"""Whether a section says something, and the hints that a new record holds until it does.

A comment, `TODO`, `N/A`, a dash, `〇〇` or a hint left as it was says nothing.
"""

import re
from collections.abc import Mapping

from srr.documents.body import without_comments
from srr.language import Text
from srr.schema.kinds import RecordKind
from srr.text.spelling import normal_form

_RISK: Mapping[str, Text] = {
    "summary": Text(
        "What customers notice, and how bad it gets as the product grows.",
        "顧客に何が起きるか。規模が大きくなるとどこまで悪くなるか。",
    ),
    "log": Text(
        "Dated lines from the first sign to the cause, with links to what shows them.",
        "最初の兆候から原因の特定までを日付つきで書き、根拠へのリンクを添える。",
    ),
    "cause": Text(
        "Why it happens; say so when it is not known yet.",
        "なぜ起きるのか。まだわからなければ、そう書く。",
    ),
    "plan": Text(
        "The ways to deal with it, compared, and the one chosen.",
        "対策の候補を比べ、選んだものとその理由を書く。",
    ),
    "countermeasures": Text(
        "What was done, with links to the changes and to what shows that it helped.",
        "行った対策を書き、変更と効果の根拠へのリンクを添える。",
    ),
    "next-action": Text(
        "What to do first when this record is opened again.",
        "次にこの記録を開いたとき、最初にすること。",
    ),
}

_POSTMORTEM: Mapping[str, Text] = {
    "summary": Text(
        "What happened, to whom and for how long, in two or three sentences.",
        "何が、誰に、どれだけの間起きたかを二、三文で書く。",
    ),
    "impact": Text("Who could not do what, in numbers.", "誰が何をできなかったかを数字で書く。"),
    "timeline": Text("| Time | Phase | What happened |", "| 時刻 | フェーズ | 出来事 |"),
    "cause": Text(
        "What set it off, and why that was possible.", "何が引き金で、なぜ起こりえたのか。"
    ),
    "went-well": Text("What made it shorter or smaller.", "障害を短く、小さくしたもの。"),
    "went-wrong": Text("What made it longer or larger.", "障害を長く、大きくしたもの。"),
    "lucky": Text(
        "What could have made it worse and did not.",
        "悪化してもおかしくなかったが、しなかったこと。",
    ),
    "follow-up": Text(
        "The viewpoints without an action, each with the reason.",
        "アクションのない観点と、その理由。",
    ),
}

FIRST_ACTION = Text(
    "Find out what customers feel, how many of them, and how likely it is to get worse with scale.",
    "顧客に何が起きるか、どれだけの顧客に及ぶか、規模とともに悪化するかを調べる。",
)
"""The next action that a fresh risk begins with; once work has begun, it says nothing any more."""

HINTS: Mapping[RecordKind, Mapping[str, Text]] = {
    "risk": _RISK,
    "postmortem": _POSTMORTEM,
    "concern": {},
}

# Characters around a word that add nothing: Markdown marks, brackets, full stops.
_FRAME = " \t\r-*+_>#|:.,;!()[]{}<>`~=/\\・。、：；！（）「」【】…〜–—―ー"
_LEAD = re.compile(r"(?:[-*+>]\s+)*(?:\d{1,3}[.)](?:\s+|$))?(?:\[[ xX]\]\s*)?")
_FILLED_LINE = re.compile(r"\S[^\n]*")
_SILENT_LINE = re.compile(r"(?:#{1,6}(?:\s|$)|`{3}|~{3})")
_WORDINGS = frozenset(
    wording.strip(_FRAME) for hints in HINTS.values() for hint in hints.values() for wording in hint
)
_WORDS = frozenset(
    [
        *("todo", "tbd", "tba", "tbc", "fixme", "wip", "n/a", "na", "n.a", "n/d"),
        *("lorem", "ipsum", "placeholder", "未定", "未記入", "要記入", "要確認", "該当なし"),
        *("記入予定", "追記予定", "後日記入", "後日追記", "後で書く", "あとで書く"),
        *("ここに書く", "ここに記入"),
    ]
)
_LONGEST = max(map(len, _WORDS))
_STAND_IN = re.compile(r"[〇○◯●◎△×x?？]+")
_PROMISE = re.compile(
    r"(?:todo|tbd|fixme)\b[\s:：.,、\-]*(?:to be |please )?"
    r"(?:(?:write|written|fill|filled|describe|document|explain|complete|later)\b.*"
    r"|(?:後で|あとで|後日|のちほど)?(?:書く|書きます|記入|記載|追記|埋める).*)",
    re.IGNORECASE,
)


# The first words usually decide; only those that begin like a placeholder need a closer look.
_GLANCE = 32
_HINT_STARTS = frozenset(hint[:8] for hint in _WORDINGS)
_PROMISE_STARTS = frozenset(["tod", "tbd", "fix"])


def says_something(text: str) -> bool:
    """Whether *text*, the body of a section, holds more than placeholders."""
    if _is_prose(text[:_GLANCE]):
        return True
    shown = without_comments(text) if "<!--" in text else text
    return any(_speaks(line[0]) for line in _FILLED_LINE.finditer(shown))


def _is_prose(start: str) -> bool:
    bare = start.lstrip("-*+ \t\r\n")
    return (
        len(bare) > _LONGEST
        and bare[0].isalnum()
        and bare[:8] not in _HINT_STARTS
        and bare[:3].casefold() not in _PROMISE_STARTS
        and "\n" not in bare
        and "." not in bare[:4]  # an ordered list: `1. TODO`
        and ")" not in bare[:4]
    )


def _speaks(line: str) -> bool:
    if _SILENT_LINE.match(line):
        return False
    lead = _LEAD.match(line)
    bare = line[lead.end() if lead else 0 :].strip(_FRAME)
    if not bare or bare in _WORDINGS:
        return False
    if _PROMISE.match(bare):
        return False
    word = normal_form(bare) if len(bare) <= _LONGEST else ""
    return word not in _WORDS and _STAND_IN.fullmatch(word) is None


def is_first_action(text: str) -> bool:
    """Whether *text* is the next action of a fresh risk, as it was proposed."""
    return " ".join(text.split()) in FIRST_ACTION


_SILENT = frozenset(
    [
        *("ok", "okay", "yes", "no", "same", "done", "lgtm", "none", "nothing", "test"),
        *("確認", "確認済", "確認済み", "確認した", "済", "済み", "特になし", "なし", "了解"),
    ]
)


def is_silent(note: str) -> bool:
    """Whether the words of a visit say nothing: none, a mark, a letter, `ok`, a placeholder."""
    bare = normal_form(note).strip(_FRAME)
    return len(bare) < 2 or bare in _SILENT or not says_something(note)
