"""The docstring of a rule, taken apart: its page on the site, what `srr rule` prints, and a test.

    The claim in one sentence.

    Why, and how to fix it.

    ja: 同じことを一文で。

    理由と直し方。

    Bad:
    ```
    lines of a record that is otherwise valid
    ```
    Good:
    ```
    the same lines, fixed
    ```

An example names only what matters: front-matter lines set those keys, `# no owner` removes one, `## Cause` and its
lines set that section. A line with a path starts the lines of that file.
"""

import re
from dataclasses import dataclass
from inspect import cleandoc

from srr.language import Text

BAD = Text("Bad", "悪い例")
GOOD = Text("Good", "良い例")
_SHAPE = re.compile(
    r"(?P<en>.+?)\n\n(?P<why_en>.+?)\n\nja: (?P<ja>.+?)\n\n(?P<why_ja>.+?)\n\n"
    r"Bad:\n```\n(?P<bad>.*?)\n```\nGood:\n```\n(?P<good>.*?)\n```",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule claims, why, and an example that breaks it beside one that keeps it."""

    claim: Text
    why: Text
    bad: str
    good: str


def parse(docstring: str) -> Explanation:
    """Take the docstring of a rule apart; raise ValueError when it does not have the shape."""
    found = _SHAPE.fullmatch(cleandoc(docstring))
    if found is None:
        raise ValueError(f"not the docstring of a rule: {docstring[:60]!r}")
    return Explanation(
        claim=Text(_joined(found["en"]), _joined(found["ja"])),
        why=Text(found["why_en"], found["why_ja"]),
        bad=found["bad"],
        good=found["good"],
    )


def _joined(sentence: str) -> str:
    return " ".join(sentence.split())
