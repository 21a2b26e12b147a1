"""The baseline: the old findings that a registry may keep while it shrinks them.

It is keyed by record, rule and key, with a count, and never by line, so that it does not rot when a file is
edited. It can only shrink: an entry that covers nothing is a finding itself. An entry of an imported record may hold
until somebody visits it for the first time.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from srr.language import Refusal, Text
from srr.lint.finding import Finding, Severity
from srr.text.sinks import dumped

FILE = "srr-baseline.json"
VERSION = 1
FIRST_VISIT = "first-visit"
"""Until when an entry of an imported record holds."""
REASON = "baseline"
SECRETS = "safety-secret"
"""The rule that looks for secrets."""
NEVER = frozenset({SECRETS})
"""Rules whose findings are ignored only one by one, with a reason."""
NEVER_FAMILIES = frozenset({"change", "ignore"})
"""Families that judge a pull request or the ignores: their findings are never old."""


class BaselineError(Refusal):
    """The file cannot be understood; what is said names the place."""


_NO_JSON = Text("it is not JSON: {error}", "JSON ではありません: {error}")
_OTHER_VERSION = Text(
    "its version is {version}, and this srr reads version {own}",
    "バージョンが {version} です。この srr が読めるのはバージョン {own} です",
)
_NO_LIST = Text("it holds no list of findings", "findings のリストがありません")
_TWICE = Text(
    "{key} stands in it twice, as after a merge", "{key} が 2 回あります。マージの跡かもしれません"
)
_WANTED = Text(
    "entry {number} needs rule, record or path, perhaps key, and a count of 1 or more",
    "{number} 番目の項目には rule、record か path、必要なら key、1 以上の count を書いてください",
)


_OTHER_END = Text(
    'entry {number} may only hold until "{own}"',
    "{number} 番目の項目の until に書けるのは {own} だけです",
)
_ENTRY = {"record", "path", "rule", "key", "count", "until"}


class Key(NamedTuple):
    """The identity of a finding: *where* is the id of a record, else the path of a file."""

    where: str
    rule: str
    key: str

    def __str__(self) -> str:
        return f"{self.where} {self.rule}{f' ({self.key})' if self.key else ''}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """How many findings of each key it covers; those of *until_visit* until the first visit of their record."""

    counts: Mapping[Key, int] = field(default_factory=dict)
    until_visit: frozenset[Key] = frozenset()

    @property
    def total(self) -> int:
        """How many findings it covers."""
        return sum(self.counts.values())

    def beyond(self, other: "Baseline") -> "Baseline":
        """Return what this one covers and *other* does not."""
        more = {key: count - other.counts.get(key, 0) for key, count in self.counts.items()}
        return self._with({key: count for key, count in more.items() if count > 0})

    def within(self, other: "Baseline") -> "Baseline":
        """Return what both cover."""
        least = {key: min(count, other.counts.get(key, 0)) for key, count in self.counts.items()}
        return self._with({key: count for key, count in least.items() if count})

    def lasting(self, unvisited: Collection[str]) -> "Baseline":
        """Return what still holds, as only the records *unvisited* wait for their first visit."""
        over = {key for key in self.until_visit if key.where not in unvisited}
        return self._with({key: count for key, count in self.counts.items() if key not in over})

    def renewed(self, found: "Baseline") -> "Baseline":
        """Return this one with what is empty now, of *found*, where it held it as missing.

        A heading or a key that `srr fix` adds is the same shortcoming under another name.
        """
        counts, until = dict(self.counts), set(self.until_visit)
        for key, count in found.counts.items():
            old = _as_missing(key)
            spare = counts.get(old, 0) - found.counts.get(old, 0)
            moved = min(count - counts.get(key, 0), spare)
            if old != key and moved > 0:
                counts[old] -= moved
                counts[key] = counts.get(key, 0) + moved
                until |= {key} if old in until else set()
        kept = {key: count for key, count in counts.items() if count}
        return Baseline(kept, frozenset(until & kept.keys()))

    def joined(self, other: "Baseline") -> "Baseline":
        """Return what this one or *other* covers."""
        keys = {**self.counts, **other.counts}
        counts = {key: self.counts.get(key, 0) + other.counts.get(key, 0) for key in keys}
        return Baseline(counts, self.until_visit | other.until_visit)

    def _with(self, counts: Mapping[Key, int]) -> "Baseline":
        return Baseline(counts, self.until_visit & counts.keys())


def _as_missing(key: Key) -> Key:
    """Return what a thing that is empty was known by while it was missing."""
    match key.rule:
        case "section-empty":
            return Key(key.where, "section-missing", "")
        case "field-missing" if key.key:
            return Key(key.where, key.rule, "status")
        case _:
            return key


EMPTY = Baseline()


def of(findings: Iterable[Finding], rules: Iterable[str], held: Baseline = EMPTY) -> Baseline:
    """Return the baseline of *findings*: the errors and warnings of *rules*.

    What is *held* until a first visit stays so, whatever its rule.
    """
    allowed, until = frozenset(rules), held.until_visit
    found = Counter(key_of(each) for each in findings if _may_pass(each, allowed, until))
    return Baseline(found, until & found.keys())


def until_first_visit(findings: Iterable[Finding]) -> Baseline:
    """Return the baseline of *findings* of imported records, which holds until their first visit, also for dates."""
    found = Counter(key_of(finding) for finding in findings if _may_wait(finding))
    return Baseline(found, frozenset(found))


def applied(
    findings: Iterable[Finding],
    baseline: Baseline,
    rules: Iterable[str],
    unvisited: Collection[str] = (),
) -> tuple[list[Finding], Baseline]:
    """Mark the findings that *baseline* covers; also return its entries that cover nothing.

    The records *unvisited* wait for their first visit. Where a key has more findings than its count none is covered: it
    is unknown which one is new.
    """
    given, allowed = list(findings), frozenset(rules)
    if not baseline.counts:
        return given, EMPTY
    lasting = baseline.lasting(unvisited)
    found = of((each for each in given if each.ignored is None), allowed, lasting)
    renewed = lasting.renewed(found)
    found = of((each for each in given if each.ignored is None), allowed, renewed)
    passing = {key for key, count in found.counts.items() if count <= renewed.counts.get(key, 0)}
    marked = [
        replace(finding, ignored=REASON)
        if finding.ignored is None
        and _may_pass(finding, allowed, renewed.until_visit)
        and key_of(finding) in passing
        else finding
        for finding in given
    ]
    return marked, renewed.beyond(found).joined(baseline.beyond(lasting))


def _may_pass(finding: Finding, allowed: frozenset[str], until_visit: frozenset[Key]) -> bool:
    if finding.severity is Severity.INFO:
        return False
    return finding.rule in allowed or (key_of(finding) in until_visit and _may_wait(finding))


def _may_wait(finding: Finding) -> bool:
    """Whether a record may wait for its first visit with *finding*."""
    family = finding.rule.partition("-")[0]
    is_never = finding.rule in NEVER or family in NEVER_FAMILIES
    return finding.severity is not Severity.INFO and not is_never


def key_of(finding: Finding) -> Key:
    """Return what a baseline knows *finding* by."""
    return Key(finding.record or finding.path, finding.rule, finding.key_path)


def render(baseline: Baseline) -> str:
    """Return the file: sorted, and one entry a line, so that two branches seldom meet in it."""
    rows = (
        dumped(_row(key, count, until=key in baseline.until_visit), indent=None)
        for key, count in sorted(baseline.counts.items())
    )
    lines = ",\n".join(f"    {row}" for row in rows)
    return f'{{\n  "version": {VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'


def _row(key: Key, count: int, *, until: bool) -> dict[str, str | int]:
    place = "path" if "/" in key.where else "record"
    named = {"key": key.key} if key.key else {}
    ending = {"until": FIRST_VISIT} if until else {}
    return {place: key.where, "rule": key.rule, **named, "count": count, **ending}


def parse(text: str) -> Baseline:
    """Read the file; raise BaselineError where it is not what `render` writes."""
    import json

    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(_NO_JSON.fill(error=error)) from None
    version = content.get("version") if isinstance(content, dict) else None
    if version != VERSION or isinstance(version, bool):
        raise BaselineError(_OTHER_VERSION.fill(version=repr(version), own=VERSION))
    rows = content.get("findings")
    if not isinstance(rows, list):
        raise BaselineError(_NO_LIST)
    counts: dict[Key, int] = {}
    until = set()
    for number, row in enumerate(rows, 1):
        key, count = _entry(row, number)
        if key in counts:
            raise BaselineError(_TWICE.fill(key=key))
        counts[key] = count
        if "until" in row:
            until.add(key)
    return Baseline(counts, frozenset(until))


def _entry(row: Any, number: int) -> tuple[Key, int]:
    wanted = _WANTED.fill(number=number)
    if not isinstance(row, dict) or not row.keys() <= _ENTRY:
        raise BaselineError(wanted)
    if row.get("until", FIRST_VISIT) != FIRST_VISIT:
        raise BaselineError(_OTHER_END.fill(number=number, own=FIRST_VISIT))
    count = row.get("count")
    words = (row.get("record", row.get("path")), row.get("rule"), row.get("key", ""))
    if {"record", "path"} <= row.keys() or not all(isinstance(word, str) for word in words):
        raise BaselineError(wanted)
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise BaselineError(wanted)
    return Key(*map(str, words)), count


def by_rule(baseline: Baseline) -> Iterator[tuple[str, int]]:
    """Yield each rule with the number of its findings, by name."""
    counts: Counter[str] = Counter()
    for key, count in baseline.counts.items():
        counts[key.rule] += count
    yield from sorted(counts.items())
