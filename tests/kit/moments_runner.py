"""The program of `kit.moments`: it forks a run for each moment, so that what srr loads and compiles is ready in each.

Moments are counted by an audit hook (https://docs.python.org/3/library/audit_events.html), so they are the same on
every machine.
"""

import gc
import hashlib
import io
import json
import os
import shutil
import signal
import sys
import tempfile
import traceback
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

from srr.cli.app import main

CHANGES = {
    *("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.chown"),
    *("os.utime", "fcntl.flock", "shutil.rmtree"),
}
OPENING = {"open"}


def stop_at_each(template: str, number: int, arguments: list[str], every: int, only: str) -> None:
    """Print what a whole run does to a copy of *template*, then each stopped run and the one after it."""
    if only:
        CHANGES.intersection_update({only})
        OPENING.clear()
    with ExitStack() as stack:
        if arguments[0] == "build":
            make_small(stack)
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        work = Path(folder, "work")
        shutil.copytree(template, work)
        warm_up(work, arguments)
        shutil.rmtree(work)
        shutil.copytree(template, work)
        before = files(work)
        code, output = run(work, arguments)
        assert code == 0, output
        report(before, files(work))
        moment = 1
        while True:
            shutil.rmtree(work)
            shutil.copytree(template, work)
            code, output = run(work, arguments, moment, number)
            if code == 0:
                return
            left = files(work)
            report(moment, code, output, left, *run(work, arguments), files(work))
            moment += every


def make_small(stack: ExitStack) -> None:
    """Let the sites of this program be small; only a build is to load the theme."""
    from kit.theme import few_texts, read_once

    stack.enter_context(read_once())
    stack.enter_context(few_texts())


def warm_up(work: Path, arguments: list[str]) -> None:
    """Run srr once in this process, so that the forks find everything loaded."""
    with (
        chdir(work),
        patch.object(sys, "argv", ["srr", *arguments]),
        redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8")),
        redirect_stderr(io.TextIOWrapper(io.BytesIO(), "utf-8")),
        suppress(SystemExit),
    ):
        main()
    gc.collect()
    gc.freeze()


def report(*values: object) -> None:
    sys.stdout.write(f"{json.dumps(values)}\n")


def run(work: Path, arguments: list[str], moment: int = 0, number: int = 0) -> tuple[int, str]:
    """Run srr in *work*; return its exit code, negative for a signal, and its output."""
    sys.stdout.flush()
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writer, 1)
        os.dup2(writer, 2)
        os.chdir(work)
        os._exit(srr(arguments, moment, number))
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        output = stream.read().decode()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), output


def srr(arguments: list[str], moment: int, number: int) -> int:
    """Run srr in this process and return its exit code; send it the signal at the moment."""
    count = 0

    def count_moment(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        if event in CHANGES or (event in OPENING and is_writing(*given)):
            count += 1
            if count == moment:
                os.kill(os.getpid(), number)

    sys.argv = ["srr", *arguments]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.addaudithook(count_moment)
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        return int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    return 99


def is_writing(path: object, mode: object, flags: int) -> bool:
    """Whether a file is opened to be written."""
    del mode
    return bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) and path != os.devnull


def files(work: Path) -> dict[str, str]:
    """Return the digest of each file, and an empty one for each hidden folder of a run."""
    return {
        path.relative_to(work).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file()
        else ""
        for path in sorted(work.rglob("*"))
        if path.is_file() or path.name.startswith(".srr-")
    }


if __name__ == "__main__":
    stop_at_each(*json.loads(sys.argv[1]))
