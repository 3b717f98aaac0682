"""What Python's search for garbage costs a service that runs for weeks.

Python looks for values that hold each other whenever a few hundred more were made than thrown
away. A service that sends or answers makes so many that it looks all the time, and now and then
goes through the hundred thousand values of modules and answers, which never become garbage: a
quarter of the processor's work for a broadcast. So what is there once the service is ready is
left out of the search, and the search comes less often. Nothing else is kept longer: what
nobody refers to goes at once as ever.
"""

from __future__ import annotations

import gc
from typing import Final

_NEW: Final = 20_000
"""How many more values are made than thrown away before the youngest are searched."""


def spare_what_stays() -> None:
    """Leave what is there now out of the search for garbage, and search less often.

    May be called again when more has come that stays.
    """
    gc.freeze()
    gc.set_threshold(_NEW, *gc.get_threshold()[1:])
