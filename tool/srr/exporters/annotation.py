"""A finding for other programs: its file in the repository, its text in one language, its lasting name.

The name, a fingerprint, is made of the rule, the record and the key; it survives moved lines, edits and a renamed file.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from srr.language import Language
from srr.lint.finding import Finding, in_order
from srr.text.credentials import mask
from srr.text.sinks import visible

_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding with the data that other programs need; secrets are masked.

    *path* is from the top of the repository. *occurrence* counts from 1 the findings of one rule on one key
    of one record.
    """

    finding: Finding
    path: str
    message: str
    help: str | None
    occurrence: int
    fingerprint: str

    @property
    def words(self) -> str:
        """The message and, on its own line, how to fix it."""
        return "\n".join(filter(None, (self.message, self.help)))


def annotations(
    findings: Iterable[Finding], language: Language, folder: str
) -> Iterator[Annotation]:
    """Yield *findings*, sorted, of a registry in *folder* of its repository (empty: at the top)."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for finding in in_order(findings):
        identity = (finding.rule, finding.record or finding.path, finding.key_path)
        counts[identity] += 1
        yield Annotation(
            finding=finding,
            path=repository_path(finding.path, folder),
            message=visible(finding.message.within(language)),
            help=visible(finding.help.within(language)) if finding.help else None,
            occurrence=counts[identity],
            fingerprint=_fingerprint(folder, *identity, str(counts[identity])),
        )


def repository_path(path: str, folder: str) -> str:
    """Return *path* relative to the top of the repository."""
    whole = f"{folder}/{path}" if folder else path
    return mask(whole.encode(errors="surrogateescape").decode(errors="replace"))


def _fingerprint(*parts: str) -> str:
    text = "\0".join(parts).encode(errors="surrogateescape")
    return hashlib.sha256(text).hexdigest()[:_LENGTH]
