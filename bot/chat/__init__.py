"""Front door one: Telegram. The only place that imports `telegram`."""

import os

# PTB gives durations as `timedelta` only when asked before it is imported; without this
# it warns each time a waiting time is read.
os.environ.setdefault("PTB_TIMEDELTA", "1")
