"""Syntax errors of the YAML parser, as a code and a place."""

import re

import yaml

from srr.documents.places import Fault, Span


def first_word(source: str, start: int) -> Span:
    """Return the place of the word that begins at *start*."""
    match = _WORD.match(source, start)
    return Span(start, match.end() if match else start)


_WORD = re.compile(r"\S*")


def syntax_fault(error: Exception, source: str) -> Fault:
    """Return the syntax error; *detail* is one of our codes, or the parser's message where none fits."""
    if not isinstance(error, yaml.MarkedYAMLError):
        place = min(max(getattr(error, "position", 0) or 0, 0), max(len(source) - 1, 0))
        return Fault("syntax", Span(place, place + 1), str(getattr(error, "reason", error)))
    context, problem = str(error.context or ""), str(error.problem or "")
    place = error.problem_mark.index if error.problem_mark else 0
    opened = error.context_mark.index if error.context_mark else place
    if "scanning an anchor" in context:
        return Fault("anchor", first_word(source, opened))
    if "tag" in context or "tag handle" in problem:
        return Fault("tag", first_word(source, opened))
    code, at = _plain_code(source, context, problem, place, opened)
    at = min(at, len(source.rstrip()) - 1)
    return Fault("syntax", Span(at, at + 1), code)


_SIGNS = {"@": "at-sign", "`": "backtick", "%": "percent", "\t": "tab-indent"}


def _plain_code(
    source: str, context: str, problem: str, place: int, opened: int
) -> tuple[str, int]:
    """Return the code of a syntax error, and the place to show."""
    sign = source[place : place + 1]
    if "scanning an alias" in context:
        return "asterisk", opened
    if "quoted scalar" in context and "escape" not in problem:
        return "unclosed-quote", opened
    if "flow sequence" in context or "flow mapping" in context:
        return "unclosed-bracket", opened
    if "cannot start any token" in problem and sign in _SIGNS:
        return _SIGNS[sign], place
    if "directive" in context:
        return "percent", opened
    return _code_of_line(source, problem, place)


def _code_of_line(source: str, problem: str, place: int) -> tuple[str, int]:
    first = max(source.rfind("\n", 0, place), source.rfind("\r", 0, place)) + 1
    line = re.split(r"[\r\n]", source[first:], maxsplit=1)[0]
    margin = line[: len(line) - len(line.lstrip())]
    if "\t" in margin:
        return "tab-indent", first + margin.index("\t")
    if "mapping values are not allowed" in problem:
        before = source[first:place]
        return ("colon-in-value" if ":" in before else "indentation"), place
    if margin and ("expected key" in problem or "expected '-'" in problem or "block" in problem):
        return "indentation", place
    return problem or "not YAML", place
