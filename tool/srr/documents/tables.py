"""Tables in a body, without what only aligns them."""

import re

_PIPE = re.compile(r"(?<!\\)\|")
_DELIMITER = re.compile(r":?-+:?")


def without_padding(text: str) -> str:
    """Return *text* with nothing around the cells of its tables: the same however a formatter aligned them."""
    lines: list[str] = []
    is_table = False
    for line in text.split("\n"):
        if not is_table and lines and "|" in line and "|" in lines[-1]:
            is_table = all(_DELIMITER.fullmatch(cell) for cell in _cells(line))
            if is_table:
                lines[-1] = "|".join(_cells(lines[-1]))
                line = re.sub("-+", "-", line)
        is_table = is_table and bool(line.strip())
        lines.append("|".join(_cells(line)) if is_table else line)
    return "\n".join(lines)


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _PIPE.split(row)]
    cells = cells[not cells[0] :]
    return cells if len(cells) == 1 or cells[-1] else cells[:-1]
