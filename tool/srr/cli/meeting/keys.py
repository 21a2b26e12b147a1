"""What is typed at a terminal, key by key; what was typed ahead is not lost.

The terminal stays in one mode from the first key to the last, and is read one byte at a time, so that what is typed
ahead waits in the system: for us, or for the editor that is started in between.
"""

import codecs
import os
import select
import signal
import termios
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

ENTER = "\r"
BACKSPACE = "\x7f"
KILL_LINE = "\x15"
KILL_WORD = "\x17"
END = "\x04"
REDRAW = "\x0c"
"""Typed as Ctrl+L; a new size of the window and a return from the background count as it."""

_ESCAPE = "\x1b"
_PASTE, _PASTED = "\x1b[200~", "\x1b[201~"
_BRACKETS_ON, _BRACKETS_OFF = "\x1b[?2004h", "\x1b[?2004l"
# https://invisible-island.net/xterm/ctlseqs/ctlseqs.html: CSI ends with @ to ~, SS3 takes one of these.
_SS3 = frozenset("ABCDEFHPQRSM")
_LOCAL, _CONTROL = 3, 6  # where termios keeps the modes of input, and the characters with a meaning


class TerminalGone(Exception):
    """The terminal was closed, or the line to it was lost."""


class Decoder:
    """Turns bytes, however they are cut, into keys of one character; keys that only move a cursor are dropped.

    The line ends and tabs of a paste are spaces, where the terminal marks what is pasted.
    """

    def __init__(self) -> None:
        self._utf8 = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._held = ""
        self._is_paste = False

    def feed(self, data: bytes) -> str:
        """Return the keys that *data* completes."""
        return "".join(map(self._keys, self._utf8.decode(data)))

    def _keys(self, character: str) -> str:
        if character == _ESCAPE:
            self._held = _ESCAPE
            return ""
        if self._held:
            return self._sequence(character)
        return self._key(character)

    def _key(self, character: str) -> str:
        if self._is_paste:
            return " " if character in "\r\n\t" else character if character >= " " else ""
        return {"\n": ENTER, "\b": BACKSPACE, "\t": " "}.get(character, character)

    def _sequence(self, character: str) -> str:
        held, self._held = self._held, ""
        if held == _ESCAPE and character in "[O":
            self._held = held + character
        elif held.startswith("\x1b["):
            if " " <= character < "@":
                self._held = held + character
            elif held + character in (_PASTE, _PASTED):
                self._is_paste = held + character == _PASTE
        elif held == "\x1bO":
            return "" if character in _SS3 else f"O{self._key(character)}"
        else:
            return self._key(character)
        return ""


class Keys:
    """Reads the terminal *descriptor*, without echo."""

    def __init__(self, descriptor: int, marks_pastes: bool) -> None:
        self._terminal = descriptor
        self._marks_pastes = marks_pastes
        self._decoder = Decoder()
        self._waiting: deque[str] = deque()
        self._woken, self._wakes = os.pipe()

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Take the terminal for the block, and give it back as it was."""
        before = termios.tcgetattr(self._terminal)
        os.set_blocking(self._wakes, False)
        os.set_blocking(self._woken, False)
        handlers = {
            each: signal.signal(each, handler)
            for each, handler in (
                (signal.SIGWINCH, _nothing),
                (signal.SIGCONT, _nothing),
                (signal.SIGHUP, _gone),
            )
        }
        woke = signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        try:
            self._take()
            yield
        finally:
            signal.set_wakeup_fd(woke)
            for each, handler in handlers.items():
                signal.signal(each, handler)
            self._give(before)

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Give the terminal to another program for the block, which alone a Ctrl+C then stops."""
        modes = termios.tcgetattr(self._terminal)
        plain = termios.tcgetattr(self._terminal)
        plain[_LOCAL] |= termios.ICANON | termios.ECHO
        self._give(plain)
        interrupted = signal.signal(signal.SIGINT, _nothing)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, interrupted)
            self._give(modes)
            self._take()

    def next(self) -> str:
        """Wait for the next key."""
        while not self._waiting:
            ready = select.select([self._terminal, self._woken], [], [])[0]
            if self._woken in ready:
                self._drain()
                self._take()
                return REDRAW
            self._waiting.extend(self._decoder.feed(self._byte()))
        return self._waiting.popleft()

    def forget(self) -> None:
        """Drop what was typed ahead: whoever typed it could not know what has happened."""
        self._waiting.clear()
        termios.tcflush(self._terminal, termios.TCIFLUSH)

    def _byte(self) -> bytes:
        try:
            byte = os.read(self._terminal, 1)
        except OSError:
            byte = b""
        if not byte:
            raise TerminalGone
        return byte

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            while os.read(self._woken, 64):
                pass

    def _take(self) -> None:
        # Not tty.setcbreak, which throws away what was typed ahead.
        with suppress(termios.error, OSError):
            modes = termios.tcgetattr(self._terminal)
            modes[_LOCAL] &= ~(termios.ICANON | termios.ECHO)
            modes[_CONTROL][termios.VMIN], modes[_CONTROL][termios.VTIME] = 1, 0
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, modes)
            self._mark(_BRACKETS_ON)

    def _give(self, modes: list[Any]) -> None:
        with suppress(termios.error, OSError):
            self._mark(_BRACKETS_OFF)
            termios.tcsetattr(self._terminal, termios.TCSADRAIN, modes)

    def _mark(self, sequence: str) -> None:
        if self._marks_pastes:
            os.write(self._terminal, sequence.encode())


def _nothing(*_: object) -> None:
    """Let a signal wake what waits for a key."""


def _gone(*_: object) -> None:
    raise TerminalGone
