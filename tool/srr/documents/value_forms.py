"""How a value is written into the front matter, so that it reads back as the same."""

from collections.abc import Iterator, Sequence

from srr.documents.front_matter import parse
from srr.documents.places import Scalar, Value


def same(one: Value | Sequence[Scalar], other: Value | Sequence[Scalar]) -> bool:
    """Whether both are the same to a reader of the file."""
    # 1, 1.0 and true are equal to Python; their representations differ, and so does the order of keys.
    return repr(one) == repr(other)


def written(value: Scalar, style: str = "plain", in_flow: bool = False) -> str | None:
    """Write *value* in the first style that reads back the same; the old quotes are tried first."""
    frame = "---\nkey: [{}, x]\n" if in_flow else "---\nkey: {}\n"
    expected: Value = [value, "x"] if in_flow else value
    for form in _forms(value, style):
        result = parse(frame.replace("{}", form))
        if result.understood and not result.faults and same(result.data, {"key": expected}):
            return form
    return None


def _forms(value: Scalar, style: str) -> Iterator[str]:
    if value is None:
        yield "null"
    elif isinstance(value, bool):
        yield "true" if value else "false"
    elif isinstance(value, int | float):
        yield repr(value)
    else:
        single = "'" + value.replace("'", "''") + "'"
        plain = value if value.isprintable() or "\u3000" in value else single
        first = {"single": single, "double": _double_quoted(value)}.get(style, plain)
        forms = (first, plain, _double_quoted(value), single)
        yield from (form for form in forms if "\n" not in form and "\r" not in form)


_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def _double_quoted(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(sign) or _escaped(sign) for sign in value) + '"'


def _escaped(sign: str) -> str:
    if sign.isprintable() or sign in "\u3000\u200d":
        return sign
    code = ord(sign)
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def on_one_line(name: str) -> str:
    """Return a *name* for a message, with what is invisible or breaks a line as an escape."""
    return "".join(map(_escaped, name))


def added_form(value: Scalar | Sequence[Scalar]) -> str | None:
    """Write the value of a new key on one line, None as nothing; return None where it cannot be."""
    if value is None:
        return ""
    return written(value) if isinstance(value, Scalar) else _written_list(value)


def _written_list(values: Sequence[Scalar]) -> str | None:
    forms = [written(value, in_flow=True) for value in values]
    return None if None in forms else f"[{', '.join(form for form in forms if form is not None)}]"
