"""How much each character and word speaks for danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file from the messages there and in
`knowledge/`. One character says little; the characters of a whole message say much.
"""

from __future__ import annotations

from typing import Final

BASE: Final = -2.71
"""The likeness of a message before any of its characters is counted."""
STEP: Final = 0.1
"""What one point below is."""
LIKENESS: Final = 1.19
"""What one unit of likeness is worth."""
SIGNS: Final = (0.91, 1.64, 0.56, -0.62, -0.65)
"""What signs of danger are worth, in the order of `signals.signs`."""
WORTH_BASE: Final = -0.23
"""What every message is worth before its likeness and its signs."""
# fmt: off
CHARACTERS: Final = {
    -99: "哈",
    -90: "演",
    -86: "吗",
    -82: "笑",
    -77: "题",
    -74: "证",
    -68: "号",
    -67: "哪",
    -66: "抄",
    -65: "假接款",
    -63: "六减",
    -62: "午",
    -61: "数文课调",
    -60: "单团谁",
    -58: "表",
    -57: "坏",
    -56: "加句",
    -55: "交区",
    -54: "分叨字戴构笔续",
    -53: "□合国套考",
    -52: "词超输",
    -51: "城工",
    -50: "优兴答退防",
    -49: "费运靠",
    -48: "刷改段钟",
    -47: "书科",
    -46: "三九二修吵批码金",
    -45: "卷太屏求牛赛饭",
    -44: "伞八夸娃菜规",
    -43: "万册者节",
    -42: "业听延收映点程装视解赔辫音鸡",
    -41: "原困培复杯爱玩瓜统补语",
    -40: "借固奖慌政班禁管贴预",
    -39: "七什奥念晒行读送",
    -38: "丢买周市招提早社能蚊赶",
    -37: "仗份员平末看象",
    -36: "几战查猜琴逗闹",
    -35: "仓写勤勾售带店形感截红苗落长",
    -34: "五亮冰卫执校立职",
    -33: "么习务半坑处客捏换纪设谈资软辣达",
    -32: "两双名排测疫窝英讲责道钱默",
    -31: "举价俩初刺前唱投搞旁检滴租积请违项",
    -30: "作免吼式教暑板法画组维膏记赚转难龙",
    -29: "8q克入全内凶删包厅哭基底影恐扁时淋票算论",
    -28: "中凭帘幸态扫拼据撤期猴笨签线罚荐败跑连领",
    -27: "事剪县呕品喊宅定导挪新格歉泪环示训饱",
    -26: "è主健公型宣尾归捡掰敏月本村案端簿谜通鸭",
    -25: "例僵劳响坐多律忘权橡绩诺迟错",
    -24: "休兔击勺千卡历士抓拨痘碍神策紧胖腰蹭辅量黄龄",
    -23: "4乐呀堂容局年座得戏报曼涨王电监篇育茶递",
    -22: "亏典动北叹哄层必懂析模毕汤漏爆督糕级罪肉蹦部颜",
    -21: "介件先凑判叉场学崩崴拜槽眨碗范覆议镜页餐",
    -20: "兽剧副告墨姓尊机标灭熟物率皮编蒙谱配鉴铃雨麦",
    -19: "互卸图奶届幕建张思意成推摇无沙烤盾省矛磨章素缴蜜试遍险",
    -18: "义乱低共古史叶嫌察小差悔惩扛扯抗拒普术狼登称许识译镇非鬼",
    -17: "7众余军制升变另各填庭怨承抬拔散晨朋棋横歇湿球理田百绍而肝腐鸟",
    -16: "丑又嗓堆姿属幅征惠掏样浆盯空第笼累群聊薄虎载造队",
    -15: "冷卖口壶少引当摔核步毁混相研稿羽诗豆赢跟香骂",
    -14: "6c乡做催兰办助占审廊林概激类纸终绿蛋裁透鼻",
    -13: "专偿及嘛怕情拆挂放晚沉海睡石系老胆营访还齐",
    -12: "元力劲因彩急戒支某此毒灯炎热牙瞌竞胞西诊锅",
    -11: "一励华和展山崖序弄武病础衔谢足集顾",
    -10: "13个信参婆完家岗开微怎插操柜沟焦狗篮缺舞艺虑财质越间验",
    -9: "些兼启回圈尸师慢扰拦持晓景智服档疯简绘蹈闭露",
    -8: "于允冬取婚宜尽府废搬摊播方没版牌盘究聘肚观过阅需首",
    -7: "依况吧壁息担日是游盖矩等诉趟路辛逃鼓",
    -6: "a与传但再拉拍拖趣近适限须",
    -5: "大户扣折替母滚",
    -4: "付位养发幼愿明民评选附随",
    -3: "准四布断桌目结美色认负",
    -2: "严为以光常心春状礼",
    -1: "外干",
    1: "天委未黑",
    2: "不会这",
    3: "也们出医十协果肯问",
    4: "已控气米背门",
    5: "同失安犯给网",
    6: "园岁或满起",
    7: "任何只子希帮旧消盼踢闻",
    8: "停切台害正流的眠舍要该",
    9: "久关咬室封才枪桥照眼花边迷阳",
    10: "乌产亲像右墙孙整材桶种穿舒草轮",
    11: "今偷到反可味始密录忽护椅水熬甥睛私站缸重饮",
    12: "体侄儿冒南广来精订隔",
    13: "呼啊夏姐季己怪挤撒箱躲",
    14: "剩忍捆显江糊绝脚苦裤",
    15: "便保存巾待托指攒树汉硬踩阶",
    16: "丈上东凳块声床扒杠添灰综翻胡舅裙钻",
    17: "下厂器塌捂搁条浇液漂界碰诈话躺",
    18: "供劈寝尺揪梯磁罢葬计邻面骑",
    19: "仪你厉吊后嘱寻总敲每清直秃筋脏陪高鱼",
    20: "代厨够搜比猫盆盗碳祸约细静饼",
    21: "噎娘戳扬捐杀炮耗",
    22: "p净奸尿弯怀憋找按猥现知脑虽青鲨",
    23: "伸壳好宾就巴应快所扔枕根次福訊辆辈那郁",
    24: "冻埋姑宿弟浑烂糖都",
    25: "丝似厕库故欠汗炸离突经说",
    26: "丫候嫲弓志溺移袖远",
    27: "世人仔危唇夹屋揍洁里陵顶",
    28: "凌去命媳您河泻砸粮",
    29: "伯勒坟威斤欲永深癫肺胶铅",
    30: "伙压手掉撕栏赌车",
    31: "之叠妖惨挨最棚浪胁臂货逼针隐食",
    32: "住叫圆宝掐止窗裸跨跪霸鞭马",
    33: "孩痕睁",
    34: "化吃屁敢杂歪浴生觉误",
    35: "s友官爷着股自",
    36: "伴冲扎抱烫绳轻",
    37: "有殴胳膊",
    38: "从别剂咙喉塘性昨晕棍棒瓶锁",
    39: "打泼烧爬特继阿",
    40: "孕杆残溅澡父疼",
    41: "伤然痫耳胃进",
    42: "头用见",
    43: "井索被",
    44: "了吸池油洗砍街",
    45: "很束腿警",
    46: "妈掀昏爹藏",
    47: "烟瘦",
    48: "侵印喘墓",
    49: "妹想捅疤胸身",
    50: "划拿",
    51: "欺洞",
    52: "楼脖走",
    53: "倒在",
    55: "撞触",
    56: "伊",
    57: "如把衣骨",
    59: "叔活痛酒",
    60: "爸跳",
    62: "撑煤踹",
    63: "嘴望肿腕",
    64: "亵",
    65: "抽",
    66: "女救",
    67: "男脸",
    68: "往",
    69: "死",
    72: "紫",
    74: "刀我醒",
    75: "他吞",
    76: "血",
    78: "哥喝药",
    80: "暴",
    81: "吐",
    83: "i",
    88: "她",
    91: "脱",
    93: "摸",
    97: "扇",
    102: "割",
    110: "遗",
}
WORDS: Final = {
    -68: "can",
    -59: "tutoring",
    -58: "homework",
    -55: "about",
    -54: "how",
    -53: "what",
    -51: "group",
    -50: "only",
    -48: "where",
    -46: "chinese get lost",
    -45: "paper",
    -44: "tell_the",
    -42: "lol shui",
    -41: "classroom english haha lessons which",
    -40: "is_the training",
    -39: "joke maths must other shuangjian three",
    -38: "12345 app as kid pay",
    -37: "office zuo_ye",
    -36: "dentist",
    -35: "si_wo",
    -34: "day yesterday",
    -33: "dai si ye",
    -32: "all allowed at for for_my licence with_my",
    -31: "but centre each kai school to_the",
    -30: "morning till we",
    -29: "evening pe ppt small two work year",
    -28: "by can_he ji photo sign something xie",
    -27: (
        "1800 back book lunch name shi_tang tang te"
        "achers tomorrow"
    ),
    -26: "ai good half kids lesson son_is th years",
    -25: "an me_a same son_has this watch",
    -24: (
        "child children do_i first has late neng ne"
        "w number that went"
    ),
    -23: (
        "10 200 80 does for_the ma qing_jia should "
        "test where_to wifi wrong"
    ),
    -22: (
        "essay give jia legal somebody teacher the_"
        "group why"
    ),
    -21: (
        "300 answer can_i class grade may old or te"
        "ll_me"
    ),
    -20: (
        "100 12315 another course fuwu nothing qing"
        " says wo_le write"
    ),
    -19: (
        "is_it keshi keshi_fuwu kindergarten list t"
        "hey who"
    ),
    -18: (
        "five long need primary saturday there too "
        "wechat zuo"
    ),
    -17: "and_the bu_xiang schools you",
    -16: "11 40 asked camp doesnt join zuoye",
    -15: "again fee from phone still",
    -14: (
        "china does_the double double_reduction no "
        "of reduction weekend what_is"
    ),
    -13: "12 do was",
    -12: "20 buy high in so",
    -11: "how_many i_have is_there",
    -9: "teach",
    -8: "ok",
    -7: "the",
    -6: "time",
    -3: "i_dont is it son",
    -2: "one",
    3: "my_daughter",
    5: "at_school since",
    6: "are us yao",
    8: "already daughter water",
    11: "up",
    14: "please she_is",
    15: "has_a many",
    16: "everyone left with_a",
    17: "30 beat her to",
    18: "go ming",
    19: "jiu_wo wants_to",
    20: "send shu theres zai",
    21: "cant drink follow is_not tiao_lou without",
    22: "and_she dao i_cant my_dad take them with",
    23: "a_knife dorm hard i_was people police when",
    24: (
        "afraid anymore from_the fu going hui i_tel"
        "l if_i jian last_night room thank thank_yo"
        "u"
    ),
    25: "and dad for_me me_in sleep to_live",
    26: (
        "come face goodbye_forever i_think live stu"
        "dent"
    ),
    27: (
        "84 bei brother ma_ma sister tiao to_my tod"
        "ay want_to will"
    ),
    28: (
        "baby come_home da in_the left_a standing w"
        "e_have"
    ),
    29: (
        "inside into jump kill my_room night the_to"
        "ilet tong"
    ),
    30: (
        "120 ban du girl gone hold last mo我 self th"
        "at_i"
    ),
    31: "18 ba_ba boys here hit",
    32: "cut feel he_will head her_phone shuo",
    33: (
        "cutting im in_school jiu_ming look scars t"
        "oilet_and window"
    ),
    34: (
        "31 about_the and_i balcony cant_do come_in"
        " do_this down he_said herself hui_jia kill"
        "_myself the_balcony to_a wan"
    ),
    35: (
        "am_already blood classmate hand he_is hell"
        " life"
    ),
    36: "a_man building standing_on toilet yi",
    37: (
        "da_wo girls his_hand is_on me_and more my_"
        "head on_the ren touch"
    ),
    38: "he_has mei_qi not qq sha think touched",
    39: "eat jiu",
    40: "am ear lock me_to qq签",
    41: "ago battery mei note there_is zhe",
    42: (
        "going_to i_am is_missing missing slapped s"
        "orry strange teacher_slapped wake_up"
    ),
    43: "im_so",
    44: "and_he goodbye huo i_will to_die zi",
    45: "forever",
    46: "bu",
    47: "under wake",
    48: "swallowed",
    49: "ge_wan pills shang talk",
    50: "nobody said xiang_si",
    51: "die ta tell",
    52: "er mom",
    53: "wont",
    54: "hen lou man",
    56: "took",
    57: "le",
    61: "he",
    63: "his she",
    64: "ba me my",
    65: "help",
    67: "mo",
    68: "xiang",
    70: "myself",
    71: "knife",
    74: "tonight",
    75: "kms",
    76: "dont",
    79: "someone",
    92: "wo",
}
