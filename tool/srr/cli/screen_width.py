"""How wide a line may be."""

import shutil
import sys


def screen_width() -> int:
    """Return the columns of the terminal; what goes to a file or a pipe is cut nowhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else sys.maxsize
