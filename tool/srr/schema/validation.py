"""Validation with JSON Schema: a quick check for valid instances, jsonschema's errors for the others.

Importing jsonschema costs more than reading a thousand records, so it waits for the first invalid instance.
The quick check knows the few keywords that srr's own schemas use; a test proves that both agree.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

Schema = Mapping[str, Any]
Test = Callable[[Any], bool]


class Violation(NamedTuple):
    """One place where an instance breaks its schema.

    *path* leads to the value at fault, *keyword* is the schema's word that it breaks and *expected* that
    word's value. For `required` and `additionalProperties` the path ends in the missing or unexpected key.
    """

    path: tuple[str | int, ...]
    keyword: str
    expected: Any
    value: Any = None


class Validator:
    """One schema, ready to validate many instances."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self.accepts: Test = _test(schema)

    def violations(self, instance: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return every violation of *instance*, by path."""
        return () if self.accepts(instance) else self.explain(instance)

    def explain(self, instance: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return jsonschema's errors on *instance*."""
        errors = self._explainer.iter_errors(instance)
        found = {violation for error in errors for violation in _violations(error)}
        return tuple(sorted(found, key=_order))

    @cached_property
    def _explainer(self) -> Any:
        from jsonschema import Draft202012Validator
        from jsonschema.validators import extend

        explainer: Any = extend(  # type: ignore[no-untyped-call]
            Draft202012Validator, {"pattern": _explained_pattern}
        )
        return explainer(self._schema)


def _test(schema: Schema | bool) -> Test:
    """Return a check that accepts the instances that are valid under *schema*."""
    if isinstance(schema, bool):
        return lambda _: bool(schema)
    tests = [_KEYWORDS[word](value, schema) for word, value in schema.items() if word in _KEYWORDS]
    unknown = schema.keys() - _KEYWORDS.keys() - _SILENT
    if unknown:
        raise ValueError(f"the quick verdict does not know {', '.join(sorted(unknown))}")
    match tests:
        case []:
            return lambda _: True
        case [test]:
            return test
        case [first, second]:
            return lambda value: first(value) and second(value)
        case _:
            return lambda value: all(test(value) for test in tests)


_TYPES: Mapping[str, Test] = {
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: _is_number(value) and value == value // 1,
    "number": lambda value: _is_number(value),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _type(names: str | list[str], _: Schema) -> Test:
    if isinstance(names, str):
        return _TYPES[names]
    tests = [_TYPES[name] for name in names]
    return lambda value: any(test(value) for test in tests)


def _enum(values: list[Any], _: Schema) -> Test:
    return lambda value: not isinstance(value, bool | list | dict) and value in values


def _pattern(pattern: str, _: Schema) -> Test:
    search = _compiled(pattern).search
    return lambda value: not isinstance(value, str) or search(value) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Read *pattern* as JSON Schema means it: `$` is the end, where Python lets a line break follow."""
    return re.compile(_DOLLAR.sub(r"\\Z", pattern))


def _minimum(least: float, _: Schema) -> Test:
    return lambda value: not _is_number(value) or value >= least


def _min_length(least: int, _: Schema) -> Test:
    return lambda value: not isinstance(value, str) or len(value) >= least


def _min_items(least: int, _: Schema) -> Test:
    return lambda value: not isinstance(value, list) or len(value) >= least


def _max_items(most: int, _: Schema) -> Test:
    return lambda value: not isinstance(value, list) or len(value) <= most


def _items(schema: Schema, _: Schema) -> Test:
    test = _test(schema)
    return lambda value: not isinstance(value, list) or all(map(test, value))


def _unique(_: bool, __: Schema) -> Test:
    # Only text is compared here; jsonschema decides on anything else.
    return lambda value: (
        not isinstance(value, list)
        or len(value) < 2
        or (all(isinstance(item, str) for item in value) and len(set(value)) == len(value))
    )


def _required(keys: list[str], _: Schema) -> Test:
    return lambda value: not isinstance(value, dict) or all(key in value for key in keys)


def _properties(schemas: Mapping[str, Schema], _: Schema) -> Test:
    tests = {key: _test(schema) for key, schema in schemas.items()}
    return lambda value: (
        not isinstance(value, dict)
        or all(tests[key](inner) for key, inner in value.items() if key in tests)
    )


def _additional(schema: Schema | bool, parent: Schema) -> Test:
    known = parent.get("properties", {})
    prefixes = tuple(pattern.removeprefix("^") for pattern in parent.get("patternProperties", ()))
    test = _test(schema)
    return lambda value: (
        not isinstance(value, dict)
        or all(
            key in known or (prefixes and key.startswith(prefixes)) or test(inner)
            for key, inner in value.items()
        )
    )


def _any_of(schemas: list[Schema], _: Schema) -> Test:
    tests = [_test(schema) for schema in schemas]
    return lambda value: any(test(value) for test in tests)


def _not(schema: Schema, _: Schema) -> Test:
    test = _test(schema)
    return lambda value: not test(value)


def _condition(schema: Schema, parent: Schema) -> Test:
    asked, yes, no = (_test(parent.get(word, True)) for word in ("if", "then", "else"))
    return lambda value: yes(value) if asked(value) else no(value)


_DOLLAR = re.compile(r"(?<!\\)\$")

_KEYWORDS: Mapping[str, Callable[[Any, Schema], Test]] = {
    "type": _type,
    "required": _required,
    "additionalProperties": _additional,
    "properties": _properties,
    "enum": _enum,
    "pattern": _pattern,
    "minimum": _minimum,
    "minLength": _min_length,
    "minItems": _min_items,
    "maxItems": _max_items,
    "items": _items,
    "uniqueItems": _unique,
    "anyOf": _any_of,
    "not": _not,
    "if": _condition,
}
# Read with their neighbours, or saying nothing about validity. A pattern here is only ever a prefix without a
# schema of its own, for the keys of the team.
_SILENT = {"$schema", "title", "description", "format", "then", "else", "patternProperties"}


def _explained_pattern(_: Any, pattern: str, instance: Any, __: Any) -> Iterator[Any]:
    from jsonschema import ValidationError

    if isinstance(instance, str) and _compiled(pattern).search(instance) is None:
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


def _violations(error: Any) -> Iterator[Violation]:
    path = tuple(error.absolute_path)
    expected = _frozen(error.validator_value)
    match error.validator:
        case "required":
            for key in error.validator_value:
                if key not in error.instance:
                    yield Violation((*path, key), "required", expected)
        case "additionalProperties":
            known = error.schema.get("properties", {})
            for key in error.instance:
                if key not in known and not str(key).startswith("x_"):
                    yield Violation((*path, key), "additionalProperties", tuple(known))
        case "not":  # an unexpected key; jsonschema gives no path for `false`
            yield Violation(path, "unwanted", None, _frozen(error.instance))
        case keyword:
            yield Violation(path, keyword, expected, _frozen(error.instance))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return str(value) if isinstance(value, dict) else value


def _order(violation: Violation) -> tuple[str, str]:
    return str(violation.path), violation.keyword
