"""Findings as a JUnit report: a suite for each family of rules, a test for each finding."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from srr.exporters.annotation import Annotation, annotations
from srr.exporters.findings import Run
from srr.lint.engine import Report
from srr.lint.finding import Severity
from srr.lint.rule import Rule
from srr.text.sinks import visible


def render(report: Report, run: Run) -> Iterator[str]:
    """Yield the report as XML; a rule that ran and found nothing is a test that passed.

    An error is an error, a warning a failure. Information passes, with its words as output, and an ignored
    finding is skipped, with its reason.
    """
    notes = tuple(annotations((*report.findings, *report.ignored), run.language, run.folder))
    root = Element("testsuites", name="srr")
    ordered = sorted(run.rules, key=lambda rule: (rule.family, rule.name))
    for family, members in groupby(ordered, key=lambda rule: rule.family):
        suite = SubElement(root, "testsuite", name=family)
        suite.extend(case for rule in members for case in _cases(rule, notes))
    for counted in (*root, root):
        _count(counted)
    ElementTree.indent(root)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{ElementTree.tostring(root, "unicode")}'


def _cases(rule: Rule[Any], notes: Sequence[Annotation]) -> Iterator[Element]:
    found = [note for note in notes if note.finding.rule == rule.name]
    if not found:
        yield Element("testcase", classname=_class(rule.name), name=rule.name)
    yield from map(_case, found)


def _case(note: Annotation) -> Element:
    finding = note.finding
    case = Element(
        "testcase",
        classname=_class(finding.rule),
        name=_name(note),
        file=visible(note.path),
        line=str(finding.place.line),
    )
    place = f"{visible(note.path)}:{finding.place.line}:{finding.place.column}"
    if finding.ignored is not None:
        SubElement(case, "skipped", message=visible(finding.ignored))
    elif finding.severity is Severity.INFO:
        SubElement(case, "system-out").text = f"{place}\n{note.words}"
    else:
        kind = "error" if finding.severity is Severity.ERROR else "failure"
        result = SubElement(case, kind, type=finding.rule, message=note.message)
        result.text = f"{place}\n{note.words}"
    return case


def _class(rule: str) -> str:
    return f"srr.{rule}"


def _name(note: Annotation) -> str:
    """Return a name for this test that is unique and survives moved lines."""
    finding = note.finding
    words = [finding.rule, finding.record or note.path, finding.key_path]
    if note.occurrence > 1:
        words.append(f"({note.occurrence})")
    return visible(" ".join(filter(None, words)))


def _count(counted: Element) -> None:
    """Set the counts of *counted*: its tests, and how they ended."""
    counted.set("tests", str(sum(1 for _ in counted.iter("testcase"))))
    for name, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        counted.set(name, str(sum(1 for _ in counted.iter(tag))))
