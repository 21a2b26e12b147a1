"""Findings as SARIF 2.1.0, which GitHub's code scanning and many editors read."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from srr.documents.document import Document
from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.exporters.replacement import replacement
from srr.language import Language, Text
from srr.lint import explanation
from srr.lint.engine import Report
from srr.lint.finding import Finding, Place, Severity
from srr.lint.rule import Rule
from srr.text.sinks import Rows, dumped_parts, sarif_message, visible

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_TOP = Text("The top of the repository.", "リポジトリの最上位。")


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the report as one run of srr with its version and the rules that ran; ignored findings are suppressed."""
    notes = annotations((*report.findings, *report.ignored), run.language, run.folder)
    documents = report.written
    places = {rule.name: number for number, rule in enumerate(run.rules)}
    described = {
        "tool": {
            "driver": {
                "name": "srr",
                "semanticVersion": run.version,
                "rules": [_rule(rule, run.language) for rule in run.rules],
            }
        },
        "automationDetails": {"id": f"srr/{run.folder}/" if run.folder else "srr/"},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": _TOP.within(run.language)}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "language": run.language,
        "results": Rows(
            _result(note, documents.get(note.finding.path), places[note.finding.rule])
            for note in notes
        ),
        "properties": {"today": str(report.today)},
    }
    content = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [described]}
    yield from dumped_parts(content)


def _rule(rule: Rule[Any], language: Language) -> dict[str, Any]:
    page = explanation.parse(rule.page)
    claim, why = page.claim.within(language), page.why.within(language)
    bad, good = (label.within(language) for label in (explanation.BAD, explanation.GOOD))
    examples = ((bad, page.bad), (good, page.good))
    plain = "\n\n".join(f"{label}:\n{example}" for label, example in examples)
    marked = "\n\n".join(f"**{label}**\n\n{_fenced(example)}" for label, example in examples)
    return {
        "id": rule.name,
        "shortDescription": {"text": claim},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{claim}\n\n{why}\n\n{plain}",
            "markdown": f"**{claim}**\n\n{why}\n\n{marked}",
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family],
            "precision": "very-high",
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _fenced(example: str) -> str:
    fence = "````" if "```" in example else "```"
    return f"{fence}\n{example}\n{fence}"


def _result(note: Annotation, document: Document | None, rule: int) -> dict[str, Any]:
    finding = note.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": sarif_message(note.words)},
        "locations": [_location(note, finding.place)],
        # GitHub only uses primaryLocationLineHash:
        # https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
        "partialFingerprints": {
            "primaryLocationLineHash": note.fingerprint,
            "srrFinding/v1": note.fingerprint,
        },
    }
    if finding.related:
        result["relatedLocations"] = [_location(note, place) for place in finding.related]
    result |= _fixes(note, document)
    if finding.ignored is not None:
        result["suppressions"] = [_suppression(finding, finding.ignored, document)]
    named = {"record": finding.record, "key": finding.key_path or None}
    return result | {"properties": {name: value for name, value in named.items() if value}}


def _location(note: Annotation, place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {"artifactLocation": _artifact(note), "region": _region(place)},
    }


def _artifact(note: Annotation) -> dict[str, Any]:
    return {"uri": quote(note.path), "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def _fixes(note: Annotation, document: Document | None) -> dict[str, Any]:
    change = replacement(note.finding, document)
    if change is None:
        return {}
    replaced: dict[str, Any] = {"deletedRegion": _region(change.place)}
    if change.text:
        replaced["insertedContent"] = {"text": change.text}
    fix: dict[str, Any] = {
        "artifactChanges": [{"artifactLocation": _artifact(note), "replacements": [replaced]}]
    }
    return {"fixes": [{"description": {"text": sarif_message(note.help or note.message)}, **fix}]}


def _suppression(finding: Finding, reason: str, document: Document | None) -> dict[str, str]:
    in_source = document is not None and any(
        finding.rule in ignore.rules and ignore.reason == reason for ignore in document.ignores
    )
    kind = "inSource" if in_source else "external"
    return {"kind": kind, "status": "accepted", "justification": visible(reason)}
