"""One line typed at a terminal of any kind: nothing is sent to it but characters, backspaces and line ends."""

from collections.abc import Callable

from srr.cli.meeting.keys import BACKSPACE, END, ENTER, KILL_LINE, KILL_WORD, REDRAW
from srr.text.sinks import visible
from srr.text.terminal import columns_of


def edited(typed: str, key: str) -> str:
    """Return *typed* after *key*."""
    match key:
        case _ if key == BACKSPACE:
            return typed[:-1]
        case _ if key == KILL_LINE:
            return ""
        case _ if key == KILL_WORD:
            return typed[: len(typed.rstrip()) - len(typed.split()[-1])] if typed.strip() else ""
        case _:
            return typed + key if key >= " " else typed


def shown(typed: str) -> str:
    """Return *typed* as it is echoed, hidden characters written out."""
    return "".join(character if character == " " else visible(character) for character in typed)


def repainted(prompt: str, before: str, after: str, columns: int) -> str:
    """Return what turns the line of *prompt* and *before* into that of *prompt* and *after*.

    What was typed over the edge cannot be taken back on every terminal; then the line is written again below.
    """
    old, new = shown(before), shown(after)
    if new.startswith(old):
        return new[len(old) :]
    at, end = _place(prompt + new, columns), _place(prompt + old, columns)
    if at[0] == end[0] and at[1] < end[1] < columns:
        return "\b \b" * (end[1] - at[1])
    return f"\n{prompt}{new}"


def _place(text: str, columns: int) -> tuple[int, int]:
    """Return the row and the column behind *text*, from 0; a wide character is not cut in two at the edge."""
    row = column = 0
    for character in text:
        size = columns_of(character)
        if column + size > columns:
            row, column = row + 1, 0
        column += size
    return row, column


def read_line(
    prompt: str,
    next_key: Callable[[], str],
    write: Callable[[str], None],
    columns: Callable[[], int],
) -> str | None:
    """Return the line that is typed behind *prompt*; None for a Backspace, or a Ctrl+D, on an empty one."""
    typed = ""
    write(prompt)
    while True:
        key = next_key()
        if key == ENTER:
            write("\n")
            return typed
        if key in (BACKSPACE, END) and not typed:
            write("\n")
            return None
        if key == REDRAW:
            write(f"\n{prompt}{shown(typed)}")
            continue
        after = edited(typed, key)
        write(repainted(prompt, typed, after, columns()))
        typed = after
