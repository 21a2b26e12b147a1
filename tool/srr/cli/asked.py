"""Says which of the names that somebody asks for no record has."""

from collections.abc import Mapping, Sequence

from srr.cli.messages import say
from srr.insights.selection import Listed, said, says
from srr.language import Language, Text
from srr.schema.fields import RISK_LABELS
from srr.schema.views import NONE
from srr.text.spelling import meant

_NOBODY_HAS = Text(
    'no record has the {key} "{name}"; {hint}', "{label}が「{name}」の記録はありません。{hint}"
)
_SHOWS_ALL = Text("srr list --all shows every record", "srr list --all で全件を確認できます")


def say_unknown(names: Mapping[str, str], records: Sequence[Listed], language: Language) -> None:
    """Say which of *names*, by key, no record has, and which was meant."""
    for key, name in names.items():
        if name != NONE and not any(says(record, key, name) for record in records):
            known = sorted({each for record in records for each in said(record, key)})
            hint = meant(name, known, _SHOWS_ALL)
            words = _NOBODY_HAS.fill(key=key, label=RISK_LABELS[key], name=name, hint=hint)
            say(words.within(language))
