"""One target under atheris, in a process of its own; bench/fuzz.py starts it."""

import shlex
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]

if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tool")]
    with atheris.instrument_imports(include=["srr"]):
        from kit.fuzz_targets import TARGETS
    program, name, *options = sys.argv
    # To merge, libFuzzer starts its own command again, by way of a shell.
    command = shlex.join([sys.executable, program, name])
    # It takes the place of the process when it ends.
    atheris.Setup([command, *options], TARGETS[name])
    atheris.Fuzz()
