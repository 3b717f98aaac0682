"""When somebody may be in danger: recognised before anything else, answered from code.

Neither a file nor a database nor a setting is needed, so it works when all of them are
broken; for the same reason its words stand here and not in the catalogue. Nothing about
such a message is kept. The net is wide on purpose: a line with three telephone numbers
too many costs little. Only sayings about work and tiredness (作业多得想死) are taken out
first, because a bot that shouts at every sigh is soon ignored.

Sources: 110 and 120 for danger; 12356 is the national mental health helpline since May 2025.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from bot.faq.crisis_sounds import rewritten
from bot.faq.crisis_words import DANGER, SAYINGS
from bot.i18n.languages import Language

_LONGEST_HEARD: Final = 1000
"""Characters listened to for their sound; a longer letter also says it in right words."""


_TRADITIONAL: Final = (
    "醜兩個麼義書亂於產親褻從倉們價傷體兒關內寫農準減幾擊劃剎動勁醫賣壓厭發臺喫後嚇聽園圍圓牆"
    "聲處夠頭媽婁學寧對尋盡師帶幹開棄強歸態戀願戶擾搶摟敵斷無暈機殺來橋樓殲殘毆氣沒潰點煙煩燒"
    "燙熱爺豬瑣電瘋著離簡練綁結絕繼縊罰羣腫脅腳脫膩藥蟲襠褲見規讓記詐話說説貴蹤軌輕過還這進遠"
    "遺裏裡針錢鎖鐧長門鬧閨陽隱難頂預餓騙騷魚鯊雞髮乾麵廁塊撐給評負邊業東爲舉買優會衝別劇號堅"
    "墜復導牀應廟當總掃護報掛揮攢條槍欄樣檢遊燈環種筆紅紙繩綻聾聰臉節蠟補討講訴試該誤讀課賞車"
    "輔輩鬱錯問聞隨領題飯丟餘劑圖墮賓層擰換攝曖潑潔愛現睜禮禍穢糞約縱經聯脈蝦視觸訣販贅連鑽鋸"
    "頸頻館黃"
)
_SIMPLIFIED: Final = (
    "丑两个么义书乱于产亲亵从仓们价伤体儿关内写农准减几击划刹动劲医卖压厌发台吃后吓听园围圆墙"
    "声处够头妈娄学宁对寻尽师带干开弃强归态恋愿户扰抢搂敌断无晕机杀来桥楼歼残殴气没溃点烟烦烧"
    "烫热爷猪琐电疯着离简练绑结绝继缢罚群肿胁脚脱腻药虫裆裤见规让记诈话说说贵踪轨轻过还这进远"
    "遗里里针钱锁锏长门闹闺阳隐难顶预饿骗骚鱼鲨鸡发干面厕块撑给评负边业东为举买优会冲别剧号坚"
    "坠复导床应庙当总扫护报挂挥攒条枪栏样检游灯环种笔红纸绳绽聋聪脸节蜡补讨讲诉试该误读课赏车"
    "辅辈郁错问闻随领题饭丢余剂图堕宾层拧换摄暧泼洁爱现睁礼祸秽粪约纵经联脉虾视触诀贩赘连钻锯"
    "颈频馆黄"
)
_AS_SIMPLIFIED: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Only the characters that the lists above use, so that no conversion table has to be read."""

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
    """Say whether a message may speak of self-harm, abuse or violence."""
    plain = _plain(message)
    return _alarms(plain) or any(map(_alarms, rewritten(plain[:_LONGEST_HEARD])))


def help_lines(language: Language, *, may_be_kept: bool = False) -> str:
    """Return what is shown at once: whom to call, and that nothing was kept.

    Args:
        language: The reader's language.
        may_be_kept: Whether the message may answer a question of ours, such as a survey's,
            and be stored; then nothing is said about keeping.
    """
    lines = _WORDS[language]
    return lines.rpartition("\n\n")[0] if may_be_kept else lines


def _alarms(plain: str) -> bool:
    return DANGER.search(SAYINGS.sub(" ", plain)) is not None


def _plain(message: str) -> str:
    """Take away width, script, case and whatever was put between the characters."""
    text = unicodedata.normalize("NFKC", message).casefold().translate(_AS_SIMPLIFIED)
    kept = "".join(character for character in text if _counts(character))
    return " ".join(kept.split()) if kept.isascii() else "".join(kept.split())


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or character.isspace()
