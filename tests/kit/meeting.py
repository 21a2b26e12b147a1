"""srr meeting at a pseudo-terminal, whose screen is emulated as a person would see it."""

import os
import re
import shlex
import signal
import sys
import time
from datetime import date
from pathlib import Path

import pexpect
import pyte

from kit.examples import record
from kit.terminal import TODAY, environment, git, repository
from srr.records.registry import read_registry
from srr.records.visits import Visit
from srr.repository import store
from srr.schema.settings import Settings

_PATIENCE = 30.0
DUE = date.fromisoformat(TODAY)


def due(folder: Path, count: int, fragment: str = "") -> Path:
    """Make *folder* a repository with *count* risks whose visit is due today, the first id first."""
    (folder / "risks").mkdir()
    for number in range(1, count + 1):
        path = f"risks/SRR-{number:04}.md"
        text = record(path).replace("next_visit: 2026-02-05", f"next_visit: {DUE}\npriority: 12")
        text = text.replace("\n---\n", f"\n{fragment}---\n", 1) if fragment else text
        (folder / path).write_text(text, encoding="utf-8")
    repository(folder)
    git(folder, "config", "user.name", "Ura Taro")
    git(folder, "config", "user.email", "ura@example.com")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=records")
    return folder


def visits(folder: Path) -> dict[str, Visit]:
    """Return the visit of today in each risk that has one, by id."""
    registry = read_registry(store.read_tree(folder), Settings())
    assert not registry.lost
    found = {
        risk.id: [entry.visit for entry in risk.visits if entry.visit and entry.visit.on == DUE]
        for risk in registry.risks
    }
    assert all(len(each) < 2 for each in found.values()), "a decision was written twice"
    return {name: each[0] for name, each in found.items() if each}


_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[@-~]")


class Terminal:
    """A terminal of *columns* x *rows* at which srr runs in *folder*.

    *screen* is what a person sees; *transcript* is all that was printed so far, without colours.
    """

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        errors: Path = Path("/dev/tty"),
        **more: str,
    ) -> None:
        command = shlex.join([sys.executable, "-m", "srr", "meeting", *arguments])
        self._child = pexpect.spawn(
            "/bin/sh",
            ["-c", f"exec {command} 2>{shlex.quote(str(errors))}"],
            cwd=str(folder),
            env=environment(**{"TERM": "xterm", **more}),
            dimensions=(rows, columns),
        )
        self._child.delaybeforesend = None
        self.screen = pyte.HistoryScreen(columns, rows, history=10_000)
        self._stream = pyte.ByteStream(self.screen)
        self.printed = b""
        self._seen = 0

    @property
    def pid(self) -> int:
        """The process that runs at the terminal."""
        return int(self._child.pid)

    @property
    def transcript(self) -> str:
        """All that was printed so far, without colours."""
        return _ESCAPES.sub("", self.printed.decode(errors="replace"))

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as they are now."""
        # The emulator puts an empty cell behind a wide character.
        return [line.rstrip() for line in self.screen.display]

    def type(self, keys: str | bytes) -> None:
        """Type *keys*, all of them at once."""
        self._child.send(keys.encode() if isinstance(keys, str) else keys)

    def wait(self, text: str) -> None:
        """Wait until *text* is printed behind what was waited for before."""
        ends = time.monotonic() + _PATIENCE
        while (at := self.transcript.find(text, self._seen)) < 0:
            if time.monotonic() > ends or not self._read():
                shown = "\n".join(self.lines)
                raise AssertionError(f"{text!r} was never printed:\n{shown}")
        self._seen = at + len(text)

    def asked(self, place: str) -> None:
        """Wait until the risk at *place*, such as 2/10, is shown and a key is asked for."""
        self.wait(f"[{place}]")
        self.wait("q stop")
        self.wait("\n> ")

    def decide(self, key: str, note: str = "") -> None:
        """Type a key and, when it is asked for, a note."""
        self.type(key)
        self.wait("note: ")
        self.type(f"{note}\r")

    def resize(self, columns: int, rows: int = 24) -> None:
        """Give the window another size."""
        self.screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def close(self) -> None:
        """Close the window; what runs in it gets SIGHUP."""
        os.close(self._child.child_fd)
        self._child.child_fd = -1

    @property
    def is_running(self) -> bool:
        """Whether srr has not ended."""
        return bool(self._child.isalive())

    @property
    def processor_seconds(self) -> float:
        """How long srr has kept a processor busy, however many share it."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to what runs."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Wait until srr ends, and return its exit code, as a shell would."""
        ends = time.monotonic() + _PATIENCE
        while self._read():
            if time.monotonic() > ends:
                shown = "\n".join(self.lines)
                raise AssertionError(f"srr still waits for a key:\n{shown}")
        self._child.wait()
        status = self._child.exitstatus
        return 128 + self._child.signalstatus if status is None else int(status)

    def _read(self) -> bool:
        """Read what is printed; return False when nothing more can come."""
        try:
            data = self._child.read_nonblocking(65_536, timeout=0.2)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.printed += data
        self._stream.feed(data)
        return True
