"""What a file lacks, shown once: a file without its sections is one finding, not six.

It is done last. Ignores, the baseline and fixes know each thing that is missing by itself, so a comment or an old
baseline covers what it always did, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import replace

from srr.language import Text
from srr.lint.finding import Finding, Lack, in_order


def gathered(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return *findings* with those of one file that lack the same kind of thing made one, at the first place."""
    alike: dict[object, list[Finding]] = {}
    alone = []
    for finding in findings:
        kind = _kind(finding)
        if kind:
            alike.setdefault(kind, []).append(finding)
        else:
            alone.append(finding)
    return tuple(in_order((*alone, *map(_one, alike.values()))))


def _kind(finding: Finding) -> object:
    message = finding.lack.message if finding.lack else None
    return message and (finding.path, finding.rule, finding.severity, finding.ignored, message)


def _one(findings: list[Finding]) -> Finding:
    first = min(findings, key=Finding.order)
    lacks = sorted((each.lack for each in findings if each.lack), key=lambda lack: lack.rank)
    if len(findings) == 1 or first.lack is None or first.lack.message is None:
        return first
    names = tuple(lack.name for lack in lacks)
    words = {"n": len(names), "names": _listed(names)}
    places = dict.fromkeys(finding.place for finding in findings)
    keys = {finding.key for finding in findings}
    return replace(
        first,
        message=first.lack.message.fill(**words),
        help=_help(first.lack, findings, words),
        key=first.key if len(keys) == 1 else (),
        related=tuple(place for place in places if place.line != first.place.line),
        fix=tuple(dict.fromkeys(edit for finding in findings for edit in finding.fix)),
        lack=None,
        names=names,
    )


def _help(lack: Lack, findings: list[Finding], words: dict[str, object]) -> Text | None:
    return lack.help.fill(**words) if lack.help else findings[0].help


def _listed(names: tuple[Text, ...]) -> Text:
    return Text(", ".join(name.en for name in names), "、".join(name.ja for name in names))
