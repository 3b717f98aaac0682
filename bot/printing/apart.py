"""Drawing in a process of its own.

The service never carries Matplotlib, its memory is given back at once, and a drawing that
takes long keeps nobody waiting. A drawing program is a module that reads JSON on standard
input and writes a file on standard output.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Final

import bot
from bot.errors import JiaxiaoError

PATIENCE_SECONDS: Final = 120


class DrawingFailed(JiaxiaoError):
    """Something could not be drawn."""


async def drawn_apart(module: str, values: object) -> bytes:
    """Let a drawing program draw.

    Args:
        module: Its name, such as ``bot.surveys.showing.drawing``.
        values: What it is told; must go into JSON.

    Raises:
        DrawingFailed: It could not be drawn; says why, for example which font to install.
    """
    root = str(Path(bot.__file__).parents[1])
    search = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": search, "MPLBACKEND": "Agg"},
    )
    told = json.dumps(values).encode()
    try:
        drawn, complaint = await asyncio.wait_for(process.communicate(told), PATIENCE_SECONDS)
    except TimeoutError as error:
        process.kill()
        await process.wait()
        message = f"drawing: not done within {PATIENCE_SECONDS} seconds; try again."
        raise DrawingFailed(message) from error
    if process.returncode != 0:
        raise DrawingFailed(_reason(complaint.decode(errors="replace")))
    return drawn


def _reason(complaint: str) -> str:
    """Take the drawing program's own sentence; of anything else only the error's kind."""
    last = complaint.strip().rpartition("\n")[2]
    if last.startswith(("chart:", "drawing:", "font:")):
        return last
    return f"drawing: the process broke off ({last.partition(':')[0] or 'no reason'})."
