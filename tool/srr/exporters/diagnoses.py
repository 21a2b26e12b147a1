"""What is wrong around a registry, as text and as JSON."""

from collections.abc import Iterator, Sequence

from srr.insights.diagnoses import CHECKS, Diagnosis
from srr.language import Language, Text, counted
from srr.text.sinks import dumped, visible

VERSION = 1
_REMEDY = Text("  remedy: {words}", "  対処: {words}")
_NO_PROBLEMS = Text("{checks} checks: no problems.", "{checks} 項目を確認: 問題なし。")
_PROBLEMS = (
    Text("{checks} checks: {{n}} problem.", "{checks} 項目を確認: 問題 {{n}} 件。"),
    Text("{checks} checks: {{n}} problems.", "{checks} 項目を確認: 問題 {{n}} 件。"),
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
    one, many = (text.fill(checks=len(CHECKS)) for text in _PROBLEMS)
    closing = counted(len(found), one, many) if found else _NO_PROBLEMS.fill(checks=len(CHECKS))
    yield closing.within(language)
