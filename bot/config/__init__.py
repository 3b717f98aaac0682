"""Settings: a YAML file, the environment over it, and errors that name the key.

The keys are a promise to schools (they script against them), so unknown ones are refused
with the nearest known name instead of being ignored: a misspelt key that is ignored is a
notice that goes out at the wrong time. Every key may come from the environment, for
example `JIAXIAO__TELEGRAM__TOKEN`. No message here ever shows a value, only keys.
"""

from bot.config.reading import BadConfiguration, known_keys, load
from bot.config.sections import (
    Configuration,
    DeliverySettings,
    MirrorSettings,
    QuietHours,
    Telegram,
    Webhook,
    WebSettings,
    packaged_knowledge,
)
from bot.config.values import quiet_span

__all__ = [
    "BadConfiguration",
    "Configuration",
    "DeliverySettings",
    "MirrorSettings",
    "QuietHours",
    "Telegram",
    "WebSettings",
    "Webhook",
    "known_keys",
    "load",
    "packaged_knowledge",
    "quiet_span",
]
