from textwrap import dedent

import pytest

from kit.cases import each_case
from srr.lint.explanation import parse

PAGE = dedent(
    """\
    A key is written
    once.

    Readers differ.

    Mend it.

    ja: キーは一度だけ書く。

    食い違う。

    Bad:
    ```
    a: 1

    ## Cause
    Slow.
    ```
    Good:
    ```
    a: 2
    ```
    """
)


def test_a_page_is_taken_apart() -> None:
    page = parse(PAGE)
    assert page.claim.en == "A key is written once."
    assert page.claim.ja == "キーは一度だけ書く。"
    assert page.why.en == "Readers differ.\n\nMend it."
    assert page.why.ja == "食い違う。"
    assert page.bad == "a: 1\n\n## Cause\nSlow."
    assert page.good == "a: 2"


def test_the_indent_of_a_docstring_does_not_matter() -> None:
    head, _, rest = PAGE.partition("\n")
    indented = "\n".join([head, *(f"    {line}" if line else "" for line in rest.splitlines())])
    assert parse(indented) == parse(PAGE)


@each_case(
    "part", ["ja: ", "Bad:\n", "Good:\n", "食い違う。\n\n", "Readers differ.\n\nMend it.\n\n"]
)
def test_a_page_without_one_of_its_parts_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="not the docstring of a rule"):
        parse(PAGE.replace(part, ""))
