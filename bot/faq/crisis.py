"""When somebody may be in danger: recognised before anything else, answered from code.

Neither a file nor a database nor a setting is needed, so it works when all of them are
broken; for the same reason its words stand here and not in the catalogue. Nothing about
such a message is kept. The net is wide on purpose: a line with three telephone numbers
too many costs little. Only sayings about work and tiredness (作业多得想死) are taken out
first, because a bot that shouts at every sigh is soon ignored.

Sources: 110 and 120 for danger; 12356 is the national mental health helpline since May 2025.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.i18n.languages import Language

_SAYINGS = re.compile(
    "(?:多|累|困|烦|气|热|冷|饿|吓|忙|难|贵|吵|愁|急|慢|丑|远|堵|坑|渴|无聊|崩溃|头疼|[写做改教管陪等])"
    "(?:[得到的地](?:都|快|让人|人|我们?|简直|真是?|就|要|很|大人|全家|孩子们?|老母亲?){0,3}"
    "(?:想死|想跳楼|跳楼|想撞墙|要死|吐血|半死)|[得到的]?(?:要死|死了|死人|死我|半死|疯了))"
    "(?:了|个人|啊|呀|掉)?"
    "|跳楼(?:价|机|大甩卖|大减价|清仓)|笑死|想死(?:你|您|我了|老师|妈妈|爸爸)"
    "|打死[也都]不|死记硬背|作死|杀(?:毒|价|青|菌|虫|鸡|猪|鱼|手锏)"
    "|不想活动|轻生(?:产|态)|自杀式"
)

_TO_ONESELF: Final = (
    "自(?:杀|残|尽|缢|刎|我了断|我伤害|沙(?!发)|鲨|刹)|自(?:s|sha|sa|can|c)(?![a-z])",
    "自伤|伤害自己|伤自己|打自己|掐自己|扎自己|撞头|头撞墙|弄伤自己|划[伤破]自己",
    "[割划隔剌](?:自己)?[的了过]?(?:手腕|手臂|胳膊|手|腕|碗|脖|大腿)",
    "(?:刀|刀片|圆规|美工刀).{0,4}[割划刻](?:自己|手|胳膊|腿)",
    "跳[楼搂娄河江桥湖海井轨]|从(?:楼上|楼顶|天台|阳台|窗户).{0,6}跳|爬上?(?:天台|楼顶|窗台)",
    "站在?(?:阳台|楼顶|天台|窗台|桥)[边上外]|[要想]跳下|结束一切|撑不下去|绝食",
    "不想在(?:这个?世|世|人世)",
    "上吊|吊死|轻生|轻声(?=念头|的念头)|寻短见|寻死|找死的[念心]|厌世|遗书|遗言|绝命书",
    "[喝吃吞].{0,3}(?:农药|百草枯|敌敌畏|老鼠药|安眠药|一瓶药|一把药|整瓶)|吞药|烧炭|开煤气",
    "不想再?(?:活|话了|火了|存在|在这个世界|在世上)|活不(?:下去|成|了)|活够|活腻|不要活|没法活",
    "活着?[真还就好又]*[没无有]有?(?:什么|啥)?(?:意思|意义|劲|用|盼头|价值)|生无可恋|不想醒",
    "(?:不如|还是|宁愿|宁可|干脆)去?死|死了[算就才更最一多]|死掉[算就好了]|一了百了",
    "[想去说求寻](?:要|去|着|过|到|自己)?(?:死|4|si)(?![a-z0-9记板扣磕守角活规背])(?!亡率)",
    "(?:[说闹喊嚷]|哭着)着?要去?死|想要?消失|从世[界上]消失|离开这?个?(?:世界|人世)",
    "(?:结束|了结|放弃)(?:自己|他|她|我)?的?(?:生命|命|一生|性命)",
    "没有?(?:活|生存)(?:下去)?的(?:勇气|意义|理由|必要)",
    "zi ?sha|zi ?can|tiao ?lou|ge ?wan|bu ?xiang ?huo|xiang ?si(?![a-z])",
    "suicid|kill (?:my|him|her)self|self.?harm|wants? to die|end (?:my|his|her) life",
)

_PEOPLE: Final = "我|孩子|学生|小孩|娃|女儿|儿子|闺女|他|她|人"
_ADULTS: Final = (
    "老师|爸爸?|父亲|妈妈?|同学|继父|后爸|后妈|继母|老公|丈夫|爷爷|教练|校长|保安|对方"
)
_BODY: Final = "胸|下体|下面|屁股|私处|隐私|裆"
_NOT_BLOWS: Final = (
    "电话|卡|扰|断|压|分|印|折|招呼|乱|回|击|算|开|动|造|扮|包|听|通|针|几针|疫苗|预防"
    "|点滴|吊针|低|入|差评|零分|负分"
)

_BY_OTHERS: Final = (
    "家[暴爆]|虐待|虐童|虐[打娃]|性侵|强[奸歼]|猥亵|猥琐(?=孩子|女|学生|我|她|他)|性骚扰|性虐",
    f"[摸碰](?:了|的|女孩|女生|{_PEOPLE}){{0,5}}(?:{_BODY})|裸照|偷拍(?:女|孩子|我)",
    f"脱(?:女生|{_PEOPLE})?的?(?:光|裤子|内裤|内衣)|侵犯了?(?:女|{_PEOPLE})",
    "霸[凌陵零]|欺[凌陵零]|校园暴力|围殴|群殴|殴打|毒打|暴打|痛打|拳打脚踢|扒衣服|往死里",
    "打[得的到了成]?(?:头破血流|骨折|出血|流血|昏|晕|伤|残|半死|住院|进医院|鼻青|青|紫|肿|吐)",
    f"被.{{0,8}}(?:打(?!{_NOT_BLOWS})|揍|踹|踢|抽|扇|掐|捅|砍|绑)",
    f"[扇打抽甩挨](?:了|好|几|一|两|个|{_PEOPLE}){{0,4}}(?:耳光|巴掌|嘴巴|大嘴巴)",
    f"(?:{_ADULTS}).{{0,5}}[打揍踢踹掐][了过伤]?(?:{_PEOPLE})(?!{_NOT_BLOWS})",
    f"动手打|打(?:孩子|学生|小孩|老婆|妈妈)(?!{_NOT_BLOWS})|体罚致|棍子打|皮带抽|衣架[打抽]",
    f"摸了?(?:女孩|女生|我|她|孩子|女儿)(?![头底])|扒(?:了|{_PEOPLE}){{0,3}}(?:裤|衣)",
    f"身上.{{0,4}}(?:淤青|伤痕|青一块|有伤)|[打抽]手心|抽肿|欺负(?:{_PEOPLE}|同学)|被.{{0,6}}欺负",
    "要钱.{0,2}打|不给钱.{0,3}打|堵[着在].{0,4}(?:要钱|打|厕所)",
    "针[扎刺]|烟头烫|开水烫|关在?小?黑屋|锁在[家屋门]|勒索|敲诈|抢(?:我|孩子|他|她)的?钱",
    "[拿持带用].{0,3}(?:刀|匕首).{0,6}(?:砍|捅|刺|威胁|来学校|进学校|伤|吓)|砍人|捅人",
    "杀(?:人|死|了|我|他|她|孩子|害)|同归于尽|绑架|拐[卖骗走]|离家出走",
    "(?:孩子|娃|女儿|儿子)(?:走失|失踪|不见了|找不到了)",
    "(?:威胁|恐吓)[要说我他她孩子]{0,4}(?:打|杀|弄|砍|曝光|不准说)",
    "domestic violence|abus(?:e|ed|es|ing)|molest|rape|bully",
    "beat(?:s|en|ing)? (?:me|my|him|her|the child)",
)

_DANGER = re.compile("|".join((*_TO_ONESELF, *_BY_OTHERS)))

_TRADITIONAL: Final = (
    "醜兩個麼義書亂於產親褻從倉們價傷體兒關內寫農準減幾擊劃剎動勁醫賣壓厭發臺喫後嚇聽園圍圓牆"
    "聲處夠頭媽婁學寧對尋盡師帶幹開棄強歸態戀願戶擾搶摟敵斷無暈機殺來橋樓殲殘毆氣沒潰點煙煩燒"
    "燙熱爺豬瑣電瘋著離簡練綁結絕繼縊罰羣腫脅腳脫膩藥蟲襠褲見規讓記詐話說説貴蹤軌輕過還這進遠"
    "遺裏裡針錢鎖鐧長門鬧閨陽隱難頂預餓騙騷魚鯊雞髮乾麵廁塊撐給評負邊"
)
_SIMPLIFIED: Final = (
    "丑两个么义书乱于产亲亵从仓们价伤体儿关内写农准减几击划刹动劲医卖压厌发台吃后吓听园围圆墙"
    "声处够头妈娄学宁对寻尽师带干开弃强归态恋愿户扰抢搂敌断无晕机杀来桥楼歼残殴气没溃点烟烦烧"
    "烫热爷猪琐电疯着离简练绑结绝继缢罚群肿胁脚脱腻药虫裆裤见规让记诈话说说贵踪轨轻过还这进远"
    "遗里里针钱锁锏长门闹闺阳隐难顶预饿骗骚鱼鲨鸡发干面厕块撑给评负边"
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
    return _DANGER.search(_SAYINGS.sub(" ", plain)) is not None


def help_lines(language: Language, *, may_be_kept: bool = False) -> str:
    """Return what is shown at once: whom to call, and that nothing was kept.

    Args:
        language: The reader's language.
        may_be_kept: Whether the message may answer a question of ours, such as a survey's,
            and be stored; then nothing is said about keeping.
    """
    lines = _WORDS[language]
    return lines.rpartition("\n\n")[0] if may_be_kept else lines


def _plain(message: str) -> str:
    """Take away width, script, case and whatever was put between the characters."""
    text = unicodedata.normalize("NFKC", message).casefold().translate(_AS_SIMPLIFIED)
    kept = "".join(character for character in text if _counts(character))
    return " ".join(kept.split()) if kept.isascii() else "".join(kept.split())


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or character.isspace()
