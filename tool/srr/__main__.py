"""The way in, for the command `srr` and for `python -m srr`.

The program is imported within the function, so that Ctrl+C meanwhile ends it without a traceback.
"""

import signal
import sys


def main() -> None:
    """Run srr."""
    try:
        from srr.cli import app
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)
    app.main()


if __name__ == "__main__":
    main()
