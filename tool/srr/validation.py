"""JSON Schema at work: a compiled verdict for what is valid, jsonschema's findings for what is not.

Importing jsonschema costs more than reading a thousand records, so it waits for the first invalid instance.
A test proves that both give the same verdict.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Schema = Mapping[str, Any]


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
    """One schema, ready to judge many instances."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._accepts: Callable[[Any], object] | None = None

    def violations(self, instance: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return every violation of *instance*, in the order of its keys."""
        return () if self.accepts(instance) else self.explain(instance)

    def accepts(self, instance: Mapping[str, Any]) -> bool:
        """Give the compiled verdict."""
        import fastjsonschema

        if self._accepts is None:
            self._accepts = fastjsonschema.compile(
                dict(self._schema), use_default=False, use_formats=False, detailed_exceptions=False
            )
        try:
            self._accepts(instance)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    def explain(self, instance: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Give jsonschema's account of *instance*."""
        from jsonschema import Draft202012Validator

        errors = Draft202012Validator(self._schema).iter_errors(instance)
        found = {violation for error in errors for violation in _violations(error)}
        return tuple(sorted(found, key=_order))


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
        case "not":  # the key has no place here; jsonschema would give no path for `false`
            yield Violation(path, "unwanted", None, _frozen(error.instance))
        case keyword:
            yield Violation(path, keyword, expected, _frozen(error.instance))


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return str(value) if isinstance(value, dict) else value


def _order(violation: Violation) -> tuple[str, str]:
    return str(violation.path), violation.keyword
