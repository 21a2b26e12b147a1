"""Small changes to a module, each of which a test should notice.

Strings, most of which are messages, annotations, imports and patterns stay as they are, and so do decorators other than
that of a rule.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

_COMPARISONS: Mapping[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Add,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_SKIPPED_FIELDS = {"annotation", "returns", "bases", "pattern", "names", "type_params"}
# Without them nothing works, or only speed changes.
_SKIPPED_DECORATORS = {"dataclass", "lru_cache"}


class Mutation(NamedTuple):
    """One change: where it is, its code before and after, and the function that makes it in the tree."""

    line: int
    before: str
    after: str
    make: Callable[[], None]

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}" if self.after else f"{self.before} left out"


def mutations(tree: ast.Module) -> Iterator[Mutation]:
    """Yield every change of *tree*, top to bottom; after making one the tree is spent."""
    yield from sorted(_within(tree), key=lambda mutation: mutation.line)


def _within(parent: ast.AST) -> Iterator[Mutation]:
    for name, value in ast.iter_fields(parent):
        if name in _SKIPPED_FIELDS:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if not isinstance(child, ast.AST) or _is_skipped(name, child):
                continue
            if isinstance(child, ast.keyword) and isinstance(parent, ast.Call):
                yield _left_out(parent, child)
            place = _Place(parent, name, index if isinstance(value, list) else None)
            for variant in _variants(child, is_condition=name in ("test", "ifs")):
                yield _mutation(child, variant, place)
            yield from _within(child)


def _is_skipped(name: str, child: ast.AST) -> bool:
    if name == "decorator_list":
        function = child.func if isinstance(child, ast.Call) else child
        return not isinstance(function, ast.Name) or function.id in _SKIPPED_DECORATORS
    return isinstance(child, ast.Import | ast.ImportFrom)


class _Place(NamedTuple):
    parent: Any
    field: str
    position: int | None

    def put(self, node: ast.AST) -> None:
        if self.position is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.position] = node


def _mutation(old: Any, new: ast.AST, place: _Place) -> Mutation:
    ast.fix_missing_locations(ast.copy_location(new, old))
    return Mutation(old.lineno, _shown(old), _shown(new), lambda: place.put(new))


def _left_out(call: ast.Call, argument: ast.keyword) -> Mutation:
    return Mutation(argument.lineno, _shown(argument), "", lambda: call.keywords.remove(argument))


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _variants(node: ast.AST, *, is_condition: bool) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            yield from _comparisons(node)
        case ast.BoolOp(operation, values):
            yield ast.BoolOp(ast.Or() if isinstance(operation, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in _OPERATORS:
            yield ast.BinOp(left, _OPERATORS[type(operator)](), right)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield from (ast.Constant(value + 1), ast.Constant(value - 1))
        case ast.expr() if is_condition:
            yield ast.UnaryOp(ast.Not(), node)
        case ast.stmt():
            yield from _statements(node)


def _comparisons(node: ast.Compare) -> Iterator[ast.Compare]:
    for index, operator in enumerate(node.ops):
        for other in _COMPARISONS[type(operator)]:
            changed = [*node.ops[:index], other(), *node.ops[index + 1 :]]
            yield ast.Compare(node.left, changed, node.comparators)


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(ast.expr() as value) if not _is_none_or_false(value):
            yield ast.Return(ast.Constant(None))
        case ast.Expr(ast.Yield() | ast.YieldFrom()):
            # Without any yield the function would no longer be a generator.
            yield ast.Expr(ast.YieldFrom(ast.Tuple([], ast.Load())))
        case ast.Expr(ast.Call()) | ast.AugAssign() | ast.Raise() | ast.Break():
            yield ast.Pass()
        case ast.Continue():
            yield from (ast.Pass(), ast.Break())


def _is_none_or_false(value: ast.expr) -> bool:
    # None is as good as False to those who ask; that True is noticed is another change.
    return isinstance(value, ast.Constant) and (value.value is None or value.value is False)
