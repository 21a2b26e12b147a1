"""What an import does, as every report on it takes it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from srr.importers.drafts.drafting import Notice
from srr.importers.plan import Outcome, Plan
from srr.importers.reading import Reading
from srr.language import Text
from srr.lint.baseline import Baseline, by_rule
from srr.lint.finding import Finding, Severity


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The *reading* of a source and the *plan* made of it, with the *findings* in what would be written.

    *waiting* are the findings that a baseline holds until the first visits. *map* is the file of the map as it is
    shown, None where none is needed, and *map_is_new* whether this run writes it. *wrote* says that the plan was
    carried out. *notes* are on the files.
    """

    reading: Reading
    plan: Plan
    findings: tuple[Finding, ...]
    waiting: Baseline
    map: str | None
    map_is_new: bool
    wrote: bool = False
    notes: tuple[Text, ...] = ()

    @property
    def touched(self) -> tuple[Outcome, ...]:
        """The rows whose record is new or changed."""
        return tuple(each for each in self.plan.outcomes if each.files)

    @property
    def leaking(self) -> tuple[Outcome, ...]:
        """The rows that hold a secret."""
        return tuple(each for each in self.plan.outcomes if each.leaks)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that fail a run."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def fails(self) -> bool:
        """Whether the exit code is 1."""
        return bool(self.errors or self.plan.of("conflict") or self.leaking)

    @property
    def by_rule(self) -> dict[str, int]:
        """How many findings there are of each rule, the most frequent first."""
        return _most_first(Counter(finding.rule for finding in self.findings))

    @property
    def waiting_by_rule(self) -> dict[str, int]:
        """How many findings of each rule wait for the first visits, the most frequent first."""
        return _most_first(dict(by_rule(self.waiting)))

    @property
    def notices(self) -> Sequence[tuple[str, Text, list[tuple[Outcome, Notice]]]]:
        """What is to be known about rows: the column, what it is about, and the rows, in the order of the first."""
        groups: dict[tuple[str, Text], list[tuple[Outcome, Notice]]] = {}
        for outcome in self.plan.outcomes:
            for notice in outcome.notices:
                groups.setdefault((notice.column, notice.sort), []).append((outcome, notice))
        return [(column, sort, rows) for (column, sort), rows in groups.items()]

    def unclean(self) -> int:
        """Return how many of the records have a finding that fails a run."""
        return len({finding.path for finding in self.errors})


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda row: (-row[1], row[0])))
