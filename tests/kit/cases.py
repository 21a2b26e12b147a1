"""Tests that run over a table of cases: one test, which tells of each case that fails."""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import Parameter, signature
from typing import Any


def each_case(
    names: str | Sequence[str], cases: Iterable[Any], ids: Sequence[str] | None = None
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test with each of *cases*, as `pytest.mark.parametrize` does, but as one test.

    It is for what takes no longer than pytest takes to begin a test, and leaves nothing behind for the next case.
    """
    wanted = [names] if isinstance(names, str) else list(names)
    given = [
        dict(zip(wanted, (case,) if isinstance(names, str) else case, strict=True))
        for case in cases
    ]

    def over_all(test: Callable[..., None]) -> Callable[..., None]:
        @wraps(test)
        def run(**fixtures: Any) -> None:
            failed = []
            for number, case in enumerate(given):
                try:
                    test(**fixtures, **case)
                except Exception as error:
                    error.add_note(f"with {ids[number] if ids else case}")
                    failed.append(error)
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(given)} cases failed", failed)

        shape = signature(test)
        others = [one for one in shape.parameters.values() if one.name not in wanted]
        run.__signature__ = shape.replace(  # type: ignore[attr-defined]
            parameters=[one.replace(kind=Parameter.KEYWORD_ONLY) for one in others]
        )
        return run

    return over_all
