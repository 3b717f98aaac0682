"""The command `jiaxiao`, also as `python -m bot`."""

from __future__ import annotations

import sys

from bot import logs
from bot.cli import run_command


def main() -> None:
    """Run the command line and end with its exit code.

    Events go to standard error from the start, because standard output belongs to the
    answer; commands that serve say more than warnings.
    """
    logs.set_up(level=logs.WARNING)
    sys.exit(run_command(sys.argv[1:]))


if __name__ == "__main__":
    main()
