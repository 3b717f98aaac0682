"""When somebody may be in danger: recognised before anything else, answered from code.

Neither a file nor a database nor a setting is needed, so it works when all of them are
broken; for the same reason its words stand here and not in the catalogue. Nothing about
such a message is kept. The net is wide on purpose: a line with three telephone numbers
too many costs little. Only what schools hear every day (作业多得想死) is left alone,
because a bot that shouts at every sigh is soon ignored.

`text` reads a message, `sounds` what was typed by ear, and `signals`
adds up what `oneself`, `others` and `characters` find in it.

Sources: 110 and 120 for danger; 12356 is the national mental health helpline since May 2025.
"""

from __future__ import annotations

from typing import Final

from bot.faq.crisis.signals import speaks_of_danger
from bot.faq.crisis.sounds import corrected
from bot.faq.crisis.text import CHINESE, plain
from bot.i18n.languages import Language

_LONGEST_HEARD: Final = 400
"""Characters listened to for their sound; a longer letter also says it in right words."""

_WORDS: Final[dict[Language, str]] = {
    Language.ZH_HANS: (
        "如果现在有人正处在危险中，请马上打110（报警）或120（急救），陪在孩子身边，"
        "不要让他一个人。\n\n"
        "心里难受、有伤害自己的念头，请打12356，全国统一的心理援助热线，孩子和大人都可以打。\n\n"
        "孩子被打、被欺负、被侵犯，请打110，也请尽快告诉您信得过的老师或学校。\n\n"
        "您刚才发来的话，我们没有保存。"
    ),
    Language.ZH_HANT: (
        "如果現在有人正處在危險中，請馬上打110（報警）或120（急救），陪在孩子身邊，"
        "不要讓他一個人。\n\n"
        "心裡難受、有傷害自己的念頭，請打12356，全國統一的心理援助熱線，孩子和大人都可以打。\n\n"
        "孩子被打、被欺負、被侵犯，請打110，也請儘快告訴您信得過的老師或學校。\n\n"
        "您剛才發來的話，我們沒有保存。"
    ),
    Language.EN: (
        "If anyone is in danger right now, call 110 (police) or 120 (ambulance) at once, and stay "
        "with the child.\n\n"
        "For despair or thoughts of self-harm, call 12356, the national mental health "
        "helpline, open to children and adults.\n\n"
        "If a child has been hit, bullied or abused, call 110, and tell a teacher you trust "
        "or the school as soon as you can.\n\n"
        "We have not kept your message."
    ),
}


def is_danger(message: str) -> bool:
    """Say whether a message may speak of self-harm, abuse, violence or an emergency."""
    text = plain(message)
    if speaks_of_danger(text):
        return True
    listened = text[:_LONGEST_HEARD]
    meant = corrected(listened)
    typed = CHINESE.search(listened) is not None
    return meant != listened and speaks_of_danger(meant, by_characters=typed)


def help_lines(language: Language, *, may_be_kept: bool = False) -> str:
    """Return what is shown at once: whom to call, and that nothing was kept.

    Args:
        language: The reader's language.
        may_be_kept: Whether the message may answer a question of ours, such as a survey's,
            and be stored; then nothing is said about keeping.
    """
    lines = _WORDS[language]
    return lines.rpartition("\n\n")[0] if may_be_kept else lines
