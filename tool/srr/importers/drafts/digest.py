"""What a record holds of its source, in short: by it a later import sees what changed, there and here.

A record keeps a digest of each value and each section that was taken. Where that of the source is still the same,
nothing changed there; where that of the record is, nobody edited it here.
"""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from srr.documents.places import Value
from srr.importers.drafts.body import section_of
from srr.importers.mapping.targets import OWN, TARGETS
from srr.records.hints import says_something
from srr.records.risk import Risk
from srr.schema.settings import Settings

_PROPOSED = "?"
_HALF, _WHOLE = 3, 6


def contents(risk: Risk, settings: Settings) -> dict[str, str]:
    """Return what *risk* holds, by the keys of columns; each in one form, whatever its spelling in the file."""
    found: dict[str, str] = {}
    for key in (*TARGETS, *(key for key in risk.data if OWN.fullmatch(key))):
        value = _at(risk.data, key)
        if value is not None and value != []:
            found[key] = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for section in risk.document.sections:
        text = risk.document.text[slice(*section.body)].strip()
        if section.level == 2 and says_something(text):
            key = section_of(section.heading, settings)
            found.setdefault(key, "\n".join(line.rstrip() for line in text.splitlines()))
    return found


class State:
    """What was taken of a source, as digests by the key; what was proposed stands apart."""

    def __init__(self, pieces: Mapping[bytes, bytes]) -> None:
        self._pieces = pieces

    @classmethod
    def of(
        cls, held: Mapping[str, str], given: Iterable[str], proposed: Iterable[str] = ()
    ) -> "State":
        """Return the state of what is *held* under the keys that are *given* and under those that were *proposed*."""
        pieces = {_name(key): _short(held[key]) for key in given if key in held}
        pieces |= {_name(_PROPOSED + key): _short(held[key]) for key in proposed if key in held}
        return cls(pieces)

    @classmethod
    def parse(cls, text: str) -> "State":
        """Read what `str` writes; what it does not write holds nothing."""
        try:
            raw = urlsafe_b64decode(text)
        except (binascii.Error, ValueError):
            raw = b""
        pieces = [raw[at : at + _WHOLE] for at in range(0, len(raw), _WHOLE)]
        return cls({piece[:_HALF]: piece[_HALF:] for piece in pieces})

    def __str__(self) -> str:
        pieces = sorted(name + short for name, short in self._pieces.items())
        return urlsafe_b64encode(b"".join(pieces)).decode()

    def took(self, key: str) -> bool:
        """Whether something was taken under *key*."""
        return _name(key) in self._pieces

    def proposed(self, key: str) -> bool:
        """Whether *key* was proposed, because the source did not give it."""
        return _name(_PROPOSED + key) in self._pieces and not self.took(key)

    def was(self, key: str, text: str | None) -> bool:
        """Whether *text* is what was taken or proposed under *key*; None where nothing was."""
        name = _name(_PROPOSED + key) if self.proposed(key) else _name(key)
        return self._pieces.get(name) == (None if text is None else _short(text))

    def renewed(self, new: "State", kept: Collection[str]) -> "State":
        """Return *new* with what this one says of the keys *kept*, which the source does not give."""
        names = [name for key in kept for name in (_name(key), _name(_PROPOSED + key))]
        old = {name: self._pieces[name] for name in names if name in self._pieces}
        return State({**old, **new._pieces})


def _at(data: Mapping[str, Value], path: str) -> Value:
    key, _, inner = path.partition(".")
    value = data.get(key)
    if not inner:
        return value
    return value.get(inner) if isinstance(value, dict) else None


def _name(key: str) -> bytes:
    return sha256(key.encode()).digest()[:_HALF]


def _short(text: str) -> bytes:
    return sha256(text.encode()).digest()[:_HALF]
