"""A message as the patterns of danger read it: one script, one width, nothing in between.

Whoever is in danger, or afraid of being read over, types as he can: in traditional
characters, in Cantonese, with dots between the characters, with letters for the worst word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MARK: Final = "，"
"""Stands for whatever parts two clauses."""

_TRADITIONAL: Final = (
    "丟並乾亂佈佔併來侷係俬倆倉個們倖偉側偵傘備傢傳債傷價儀儘償優儲兇兒內兩冊凈凍別刪則剋剎剛"
    "創劃劇劉劍劑勁動務勞勢勵勸區協卻厠厤厭厲參員唄唸問啓啞啟喪喫單嗆嗎嘆嘍嘔嘗噁噴噸噹嚇嚐嚕"
    "嚥嚨嚮嚴囌囑國圍園圓圖團埰執堅報場塊塗墊墜墮墳墻壓壞壯壺夠夢夥夾奧奬奮妝姦婁婦媽嬰嬸孃孫"
    "學寀寢實寧審寫寬寵寶將專尋對導尷屆屍屜層屬島崗嵗嶽師帶幣幫幷幹幾庫廁廚廟廠廢廣廳弔張強彆"
    "彈彎彔彿後從復徵徹悶惡愛慄態慘慣惱慮慶慼慾憑懇應懞懲懷懸戀戰戲戶拚挾捨捱捲掃掙掛採揚換揮損"
    "搖搧搵搶摟摳摺撈撐撓撥撫撲撿擄擊擋擔據擠擡擬擰擱擺擼擾攆攔攝攢攤攬敎敗敵數斷於旂昇時暈曆"
    "曉曏曖曬書會朮東枴柺査桿條棄棊棗棟業極榘榦榮構槍槓樂樑樓標樣樹橋機橫檔檢檯檸櫃欄權歎歐歡"
    "歲歷歸殘殭殯殲殺殻殼毀毆氣汙決沒沖況洩涼淚淨淩淺減測渾湊湯準溝溫溼滅滸滾滿漢漲漿潑潔潛潰"
    "澆濃濕濛濺瀉瀏灘災為烏無煉煙煩熱燈燒燙營燬爛爭爲爺牀牆牴狀猶獃獎獨獲獸獻現瑣環產産畝畢畫"
    "異畵當疊痠瘋療癇癒癥癮癱癲發盃盜盡監盤盪眞眾睏睜矇確碼磚礎礙祕禍禮禿稅種稱穀積穢穩穫窩窺"
    "竇競筆箇箏節範簡簽簾籃籌籠籤糞糧糰糾紀約紅紐紗紙級紮細紹終組結絕絞給統絲絶綁綑經綜綠綫維"
    "綱網綵綻綿緊緑緒線締緣編緩練緻縊縣縫縮縱總績織繞繩繪繫繭繳繼續纍纏纔罰罵罷羅羣羨義習翫聖"
    "聞聯聰聲職聽聾脅脈脣脩脫腦腫腳腸膚膠膩膽臉臟臥臨臺與興舉舊舖舘華菸萬葉著葯蒐蓆蓋蔘蕩薦藍"
    "藝藥蘇蘋蘭蘿處虛號虧蝦蝸螞蟄蟲蟻蠟蠶衆術衕衚衛衝袷裏補裝裡製複褲褻襠襬覈見規覓視親覺覽觀"
    "觸訂計討訓託記訣訪設許訴診註証詐評詞詢試詩話該誇誌認誘語誤誦說説誰課調談請論諮諾謀謂謄謎"
    "講謝謠謡證識譜譟譭譯議護讀變讓讚豬貓貝負財貧貨販責貴買貸費貼資賓賞賠賣質賬賭賺購賽贅贊贏"
    "贖趕跡踐蹟蹤躍車軌軍軟載輔輕輛輩輪輯輸轉轟辦辭辮辯農迴這連週進遊運過達違遙遞遠適遲遶遷選"
    "遺還邊鄉鄰醜醣醫釋釘針釦鈎鈕鈡鈣鈴鉆鉗鉛鉤銀銘銜銷銹鋪鋸鋼錄錘錢錯録錶鍊鍋鍛鍼鍾鎖鎚鎭鎮"
    "鏈鏡鏽鐘鐧鐵鑑鑒鑽長門閃閉開閑閒間閤閨閱閲闆闇闖關陞陣陰陽隊階際隨險隱隻雖雙雜雞離難雲電"
    "霧靈靜鞦韆韻響頁頂項順須預頓領頭頸頻顆題額顏顔願類顧顯風颱颳飄飛飯飲飽餅養餓餘餡館餬餵餿"
    "馬駕駡騎騙騷驗驚驟髏髒體髮鬆鬍鬚鬥鬧鬨鬱魚鯊鳥鴨鵝鷄鹹麥麪麫麵麼麽黃點黨鼕齊齡齣龍龜"
    "爐紋郵饅"
    "滷擇鴿"
    "麗亞嗚譁嘮壩巖帳慫憐拋斬斃匯灑竈燻牽犧獅獄獵癢癡瞞窮竅豎純紛絨絡繃翹臘騰蘆蝨襯襪詳諸賤賀賊"
    "贈較醬釣鑰鑼閻僱黴餃駝驛魯鮮齒"
)
_SIMPLIFIED: Final = (
    "丢并干乱布占并来局系私俩仓个们幸伟侧侦伞备家传债伤价仪尽偿优储凶儿内两册净冻别删则克刹刚"
    "创划剧刘剑剂劲动务劳势励劝区协却厕历厌厉参员呗念问启哑启丧吃单呛吗叹喽呕尝恶喷吨当吓尝噜"
    "咽咙向严苏嘱国围园圆图团采执坚报场块涂垫坠堕坟墙压坏壮壶够梦伙夹奥奖奋妆奸娄妇妈婴婶娘孙"
    "学采寝实宁审写宽宠宝将专寻对导尴届尸屉层属岛岗岁岳师带币帮并干几库厕厨庙厂废广厅吊张强别"
    "弹弯录佛后从复征彻闷恶爱栗态惨惯恼虑庆戚欲凭恳应蒙惩怀悬恋战戏户拼挟舍挨卷扫挣挂采扬换挥损"
    "摇扇揾抢搂抠折捞撑挠拨抚扑捡掳击挡担据挤抬拟拧搁摆撸扰撵拦摄攒摊揽教败敌数断于旗升时晕历"
    "晓向暧晒书会术东拐拐查杆条弃棋枣栋业极矩干荣构枪杠乐梁楼标样树桥机横档检台柠柜栏权叹欧欢"
    "岁历归残僵殡歼杀壳壳毁殴气污决没冲况泄凉泪净凌浅减测浑凑汤准沟温湿灭浒滚满汉涨浆泼洁潜溃"
    "浇浓湿蒙溅泻浏滩灾为乌无炼烟烦热灯烧烫营毁烂争为爷床墙抵状犹呆奖独获兽献现琐环产产亩毕画"
    "异画当叠酸疯疗痫愈症瘾瘫癫发杯盗尽监盘荡真众困睁蒙确码砖础碍秘祸礼秃税种称谷积秽稳获窝窥"
    "窦竞笔个筝节范简签帘篮筹笼签粪粮团纠纪约红纽纱纸级扎细绍终组结绝绞给统丝绝绑捆经综绿线维"
    "纲网彩绽绵紧绿绪线缔缘编缓练致缢县缝缩纵总绩织绕绳绘系茧缴继续累缠才罚骂罢罗群羡义习玩圣"
    "闻联聪声职听聋胁脉唇修脱脑肿脚肠肤胶腻胆脸脏卧临台与兴举旧铺馆华烟万叶着药搜席盖参荡荐蓝"
    "艺药苏苹兰萝处虚号亏虾蜗蚂蛰虫蚁蜡蚕众术同胡卫冲夹里补装里制复裤亵裆摆核见规觅视亲觉览观"
    "触订计讨训托记诀访设许诉诊注证诈评词询试诗话该夸志认诱语误诵说说谁课调谈请论咨诺谋谓誊谜"
    "讲谢谣谣证识谱噪毁译议护读变让赞猪猫贝负财贫货贩责贵买贷费贴资宾赏赔卖质账赌赚购赛赘赞赢"
    "赎赶迹践迹踪跃车轨军软载辅轻辆辈轮辑输转轰办辞辫辩农回这连周进游运过达违遥递远适迟绕迁选"
    "遗还边乡邻丑糖医释钉针扣钩钮钟钙铃钻钳铅钩银铭衔销锈铺锯钢录锤钱错录表炼锅锻针钟锁锤镇镇"
    "链镜锈钟锏铁鉴鉴钻长门闪闭开闲闲间合闺阅阅板暗闯关升阵阴阳队阶际随险隐只虽双杂鸡离难云电"
    "雾灵静秋千韵响页顶项顺须预顿领头颈频颗题额颜颜愿类顾显风台刮飘飞饭饮饱饼养饿余馅馆糊喂馊"
    "马驾骂骑骗骚验惊骤髅脏体发松胡须斗闹哄郁鱼鲨鸟鸭鹅鸡咸麦面面面么么黄点党冬齐龄出龙龟"
    "炉纹邮馒"
    "卤择鸽"
    "丽亚呜哗唠坝岩帐怂怜抛斩毙汇洒灶熏牵牺狮狱猎痒痴瞒穷窍竖纯纷绒络绷翘腊腾芦虱衬袜详诸贱贺贼"
    "赠较酱钓钥锣阎雇霉饺驼驿鲁鲜齿"
)
_AS_SIMPLIFIED: Final = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""Only what the lists and the table of characters use, so that no file has to be read."""

_PICTURES: Final = str.maketrans({"🔪": "刀", "💊": "药", "🩸": "血", "💀": "死"})

_SAID: Final = {
    # The provinces, Hong Kong and Taiwan, in words that mean nothing else
    "娃儿": "孩子", "娃娃": "孩子", "小囡": "孩子", "伢": "孩子", "俺": "我", "咱们": "我们",
    "咱": "我", "咋": "怎么", "啥": "什么", "莫得": "没有", "捶": "打", "安亲班": "托管班",
    "阿妈": "妈妈", "阿爸": "爸爸", "老豆": "爸爸", "老窦": "爸爸", "细路仔": "孩子",
    "细路": "孩子", "仔仔": "儿子", "囡囡": "女儿", "阿囡": "女儿", "吊颈": "上吊",
    # The net
    "朿": "束", "亖": "死", "嘎了": "死了", "噶了": "死了", "女鹅": "女儿", "鹅子": "儿子",
    "鹅砸": "儿子", "粑粑": "爸爸", "麻麻": "妈妈", "马麻": "妈妈", "ta": "他", "想4": "想死",
    "去4": "去死", "想s": "想死", "去s": "去死", "自s": "自杀", "zs": "自杀", "z杀": "自杀",
    "z残": "自残", "q奸": "强奸", "qj": "强奸", "强j": "强奸", "yyz": "抑郁症",
    "zi can": "自残", "zi sha": "自杀", "ge wan": "割腕", "jb我": "家暴我",
    "安眠y": "安眠药", "n药": "农药", "l照": "裸照",
}  # fmt: skip
_CANTONESE: Final = {
    "佢": "他", "哋": "们", "唔": "不", "冇": "没有", "嘅": "的", "咗": "了", "喺": "在",
    "嚟": "来", "畀": "被", "俾": "被", "搵": "找", "系咁": "一直", "唔见": "不见",
    "个孙": "孙子", "个仔": "儿子", "个女": "女儿", "乜嘢": "什么", "乜": "什么",
    "点算": "怎么办", "点办": "怎么办", "点样": "怎么", "揽住": "抱着", "揽": "抱",
    "一齐": "一起", "落去": "下去", "落嚟": "下来", "返屋企": "回家", "屋企": "家里",
    "返嚟": "回来", "睇": "看", "攞": "拿", "瞓": "睡", "饮": "喝", "郁手": "动手",
    "影低": "拍下", "影相": "拍照", "攰": "累", "惊": "怕", "仲": "还", "而家": "现在",
    "嗰": "那", "啲": "些", "嘢": "东西", "虾我": "欺负我", "恰我": "欺负我", "虾佢": "欺负他",
    "被人虾": "被人欺负", "掟": "扔", "揸": "拿", "唞": "喘", "食药": "吃药", "食饭": "吃饭",
    "食咗": "吃了", "话要": "说要", "话想": "说想", "话佢": "说他", "佢话": "他说",
    "仔话": "儿子说", "女话": "女儿说", "妈妈话": "妈妈说",
}  # fmt: skip
"""Read so only where a character nobody else writes stands in the message."""


def plain(message: str) -> str:
    """Return a message in small simplified characters, `MARK` between its clauses.

    Spaces are left only where the message has no Chinese or stand between two letters.
    """
    text = _TITLE.sub("书", message.translate(_PICTURES))
    text = unicodedata.normalize("NFKC", _DOTS.sub(",", text)).casefold()
    text = _PARTING.sub(MARK, _DROPPED.sub("", text.translate(_AS_SIMPLIFIED)))
    text = _SPACE.sub(" ", text)
    if not CHINESE.search(text):
        return " ".join(text.replace(MARK, " ").split())
    text = _GAP.sub("", _MARKS.sub(MARK, text).strip(MARK))
    return _said_here(_ALONE.sub("", _REPEATED.sub(r"\1", text)))


def _said_here(text: str) -> str:
    if _IS_CANTONESE.search(text):
        text = _IN_CANTONESE.sub(lambda match: _CANTONESE[match[0]], text)
    return _SLANG.sub(lambda match: _SAID[match[0]], text)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(_whole, longest_first)))


def _whole(word: str) -> str:
    before = "(?<![a-z0-9])" if word[0].isascii() else ""
    return before + word + ("(?![a-z0-9])" if word[-1].isascii() else "")


CHINESE: Final = re.compile("[\u4e00-\u9fff]")
_PARTING: Final = re.compile("[，。！？；、,!?;\n\r]+")
_SPACE: Final = re.compile(r"\s+")
_DROPPED: Final = re.compile(r"_|[^\w\s，。！？；、,!?;]+")
_TITLE: Final = re.compile("《(?![^》]*[我遗])[^《》]{1,20}》")
_DOTS: Final = re.compile(r"\.{2,}|…+")
_GAP: Final = re.compile("(?<![a-z0-9]) +| +(?![a-z0-9])")
_MARKS: Final = re.compile(f"[ {MARK}]*{MARK}[ {MARK}]*")
_ALONE: Final = re.compile(f"(?:(?<=^.)|(?<={MARK}.)){MARK}|{MARK}(?=.(?:{MARK}|$))")
_REPEATED: Final = re.compile(r"([^\d\s])\1{2,}")
_SLANG: Final = _any_of(_SAID)
_IN_CANTONESE: Final = _any_of(_CANTONESE)
_IS_CANTONESE: Final = re.compile("[佢哋唔冇嘅咗喺嚟畀俾瞓攞嗰啲嘢睇]|屋企|揽住|落去|点算")
