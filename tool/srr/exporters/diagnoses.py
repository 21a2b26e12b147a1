"""What is wrong around a registry, as text and as JSON."""

from collections.abc import Iterator, Sequence

from srr.insights.diagnoses import CHECKS, Diagnosis
from srr.language import Language, Text, counted
from srr.text.sinks import dumped, visible

VERSION = 1
_REMEDY = Text("  remedy: {words}", "  対処: {words}")
_WELL = Text("{checks} checks: nothing is wrong.", "{checks} 項目を確かめた。問題はない。")
_ILL = (
    Text(
        "{checks} checks: {{n}} thing is wrong.", "{checks} 項目を確かめた。問題が {{n}} 件ある。"
    ),
    Text(
        "{checks} checks: {{n}} things are wrong.", "{checks} 項目を確かめた。問題が {{n}} 件ある。"
    ),
)


def to_text(found: Sequence[tuple[str, Diagnosis]], language: Language) -> str:
    """Return each diagnosis with its remedy, and how many there are."""
    return "\n".join(_lines(found, language))


def to_json(found: Sequence[tuple[str, Diagnosis]], language: Language) -> str:
    """Return the names of the checks and the diagnoses as JSON."""
    rows = [
        {
            "check": name,
            "problem": diagnosis.problem.within(language),
            "remedy": diagnosis.remedy.within(language),
        }
        for name, diagnosis in found
    ]
    return dumped({"version": VERSION, "checks": list(CHECKS), "diagnoses": rows})


def _lines(found: Sequence[tuple[str, Diagnosis]], language: Language) -> Iterator[str]:
    for name, diagnosis in found:
        yield f"{name}: {visible(diagnosis.problem.within(language))}"
        yield _REMEDY.fill(words=visible(diagnosis.remedy.within(language))).within(language)
    if found:
        yield ""
    one, many = (text.fill(checks=len(CHECKS)) for text in _ILL)
    closing = counted(len(found), one, many) if found else _WELL.fill(checks=len(CHECKS))
    yield closing.within(language)
