"""A secret in a text, and the words that only stand in the place of one."""

import re
from typing import NamedTuple

from srr.language import Text


class Secret(NamedTuple):
    """A secret in a text, from *start* up to *end*."""

    start: int
    end: int
    kind: Text


# <token>, ${TOKEN}, {{ token }}, %s, ****, xxxx, YOUR_TOKEN; and AWS's own example, AKIA...EXAMPLE.
_PLACEHOLDER = re.compile(
    r"[<$%{\[].*|.*\*{3}.*|.*\.{3}.*|(.)\1*|(?i:your|my)[-_].*|(?i:redacted).*|(?:A[A-Z0-9]{3})?[A-Z0-9]{9}EXAMPLE"
    r"|(?i:pass|password|passwd|secret|token|example|dummy|change-?_?me|placeholder|none|null|true|false)"
)


def is_meant(value: str) -> bool:
    """Whether *value* is more than a placeholder."""
    return _PLACEHOLDER.fullmatch(value) is None
