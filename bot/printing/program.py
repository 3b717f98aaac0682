"""What every drawing program does around its drawing; see `apart` for who starts one."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from typing import Any

from bot.fonts import Font, FontMissing, find_font


def run(draw: Callable[[Mapping[str, Any], Font], bytes]) -> int:
    """Draw what standard input says, in JSON, and write the file to standard output.

    Args:
        draw: Makes the file of what is told, with the font its text is written with.

    Returns:
        What the process ends with: 1 and a sentence on standard error if there is no font.
    """
    told = json.load(sys.stdin)
    try:
        font = find_font()
    except FontMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.buffer.write(draw(told, font))
    return 0
