"""How much each character and word speaks for danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file from the messages there and in
`knowledge/`. One character says little; the characters of a whole message say much.
"""

from __future__ import annotations

from typing import Final

BASE: Final = -2.75
"""The likeness of a message before any of its characters is counted."""
STEP: Final = 0.1
"""What one point below is."""
LIKENESS: Final = 1.17
"""What one unit of likeness is worth."""
SIGNS: Final = (0.9, 1.57, 0.5, -0.59, -0.62)
"""What signs of danger are worth, in the order of `signals.signs`."""
WORTH_BASE: Final = -0.21
"""What every message is worth before its likeness and its signs."""
# fmt: off
CHARACTERS: Final = {
    -99: "哈",
    -90: "演",
    -86: "吗",
    -83: "笑",
    -78: "题",
    -74: "证",
    -68: "号",
    -66: "假哪抄",
    -65: "款",
    -64: "接",
    -63: "减",
    -62: "六单数",
    -61: "午文课谁",
    -60: "团调",
    -59: "表",
    -57: "加句坏",
    -55: "交分区",
    -54: "叨戴构续",
    -53: "合国套工考词超输",
    -52: "□字笔",
    -51: "城",
    -50: "优兴退防",
    -49: "修改费运靠",
    -48: "书刷屏段科答钟",
    -47: "批赛金",
    -46: "二吵码饭",
    -45: "九册卷太求牛节菜",
    -44: "三伞八夸娃规",
    -43: "万收点程者装鸡",
    -42: "业听培延映玩瓜补视赔辫",
    -41: "原奖政爱统解语贴音",
    -40: "借困固晒杯管预",
    -39: "七买什奥平念慌班禁赶送",
    -38: "丢仗周复市招提猜看社能蚊读",
    -37: "员战早末查琴行象闹",
    -36: "仓份几形截立逗",
    -35: "勤勾售客带店感红苗落软辣达长",
    -34: "习五亮写卫执换校纪职道",
    -33: "俩半坑捏排窝设谈责资",
    -32: "q举么冰双处测疫积英请钱默",
    -31: "两价作凶初刺务名唱投搞旁检歉滴猴租讲违项",
    -30: "8e克前吼哭式教时板画组记论赚龙",
    -29: "免入全包厅基幸影恐扁暑淋票笨签维膏转难",
    -28: "中内凭删帘底态扫拼撤法泪示算线罚荐败跑领饱",
    -27: "co主事剪县品宅定导挪捡据期权环端蹭连通",
    -26: "健僵劳呕响型宣尾归掰敏新月本村格案绩训鸭",
    -25: "休兔公千卡喊坐士多律抓橡胖腰诺谜迟错龄",
    -24: "y例击勺历呀容座必忘报拨曼涨电痘监碍神策篇辅递量",
    -23: "4d乐北哄堂局王糕紧絡级罪育黄",
    -22: "uè亏动场层崴年得懂戏析模毕汤漏爆督肉范茶蹦页颜",
    -21: "介件先典凑判副叉叹壶崩意拜推机槽沙灭物皮眨碗缴蒙覆议谱豆部鉴镜餐",
    -20: "兽告墨姓学尊标熟率省编蜜配铃麦",
    -19: "6l互剧图届幕建张惩抗拒摇烤狼盾矛称章簿素许译遍险雨",
    -18: "t义乱低余共卸变古另史叶各奶察小差思怨无普术横田登磨识试镇非",
    -17: "丑众催军制升占填嫌庭悔成承抬拔散晨朋歇湿球理百绍队鬼鸟鼻",
    -16: "7又口嗓堆姿幅引征惠掏样棋浆盯稿第笼纸群而聊虎载造香骂",
    -15: "kr冷审摔步毁炎研空累羽蛋诗赢透",
    -14: "a乡兰办助卖及少属廊怕情戒挂放林核概混激牙相系绿裁访跟齐",
    -13: "1mw专做偿元当拆晚沉睡竞类终胆还",
    -12: "03劲因崖彩支某毒灯热瞌老胞营西诊足锅顾",
    -11: "h信力励华参和嘛婆家展山序开急此武海狗石础舞衔集验",
    -10: "一些回圈婚完弄微怎柜档沟焦疯病缺艺虑财质越闭间",
    -9: "个宜尸岗师府慢拦持操晓智盖究篮绘谢蹈过露",
    -8: "于允取废扰担拖摊播方日版盘肚观阅需首",
    -7: "传但依况吧壁息服没游牌矩趟逃鼓",
    -6: "b与养大拉是等诉路辛适限须",
    -5: "折结联趣近",
    -4: "再幼户扣明母民滚目礼选附",
    -3: "付位发布断替桌美色评负随",
    -2: "严以常心春状认",
    -1: "为四外干愿",
    1: "天委未申白",
    2: "们会协这黑",
    3: "不也出十园已果问",
    4: "医安对控气犯米给背",
    5: "同失网门",
    6: "何只岁或盼",
    7: "子希旧流满舍起闻",
    8: "亲任台害帮的迷",
    9: "久像关咬录才桥桶正消照眠花草要该踢阳",
    10: "产停切孙室护整枪椅眼种穿边",
    11: "乌侄儿到反可墙始封忽材来水熬睛站精缸轮重饮",
    12: "p今偷南右味呼夏密甥私舒隔",
    13: "冒啊姐广怪挤显苦躲",
    14: "体便季己忍硬糊脚阶",
    15: "东保剩存待指捆箱裤踩",
    16: "上器巾床总托攒树江添灰翻胡舅裙订钻",
    17: "丈下厂块声扒捂杠漂界综话邻",
    18: "供凳劈后塌寝尺揪敲条梯浇碰绝脏葬计诈躺面骑",
    19: "z仪你嘱寻每筋约静鱼",
    20: "代厉吊够尿戳扬清盆盗直碳祸细陪饼高",
    21: "净厨好娘搜比液炮猫郁",
    22: "伸噎壳奸就弯怀憋捐杀根猥现虽辆那青鲨",
    23: "冻宾应所找枕福离移辈都",
    24: "姑宿弟扔按故浑烂",
    25: "似埋巴弓志次炸知经袖訊说",
    26: "丝丫候厕快欠汗溺突顶",
    27: "人去唇库泻脑里",
    28: "命夹屋您河砸远",
    29: "世仔凌危威媳揍撕欲永洁癫糖铅",
    30: "伯住勒叠栏深赌",
    31: "之伙压坟妖宝惨手掉车逼针隐",
    32: "圆嫲斤棚止浪窗粮臂货跨霸马",
    33: "叫孩挨掐最痕胁裸跪鞭食",
    34: "化敢杂生股",
    35: "官屁扎爷着睁胶自觉锁",
    36: "吃浴烫肺轻",
    37: "冲抱有殴绳膊陵",
    38: "从友咙喉塘孕昨棍棒胳阿",
    39: "伴别剂性泼烧爬疼继误",
    40: "打晕溅父特",
    41: "杆残澡然痫耳见",
    42: "伤头瓶胃进",
    43: "歪用被",
    44: "井吸很池油砍索警",
    45: "了洗烟腿",
    46: "妈掀街",
    47: "束爹瘦藏",
    48: "侵喘昏",
    49: "印妹疤胸身",
    50: "墓想捅",
    51: "划拿洞走",
    52: "楼欺脖",
    53: "倒在",
    54: "撞",
    55: "触",
    56: "衣",
    57: "如",
    58: "伊把活酒骨",
    60: "叔嘴爸痛跳",
    62: "撑",
    63: "煤腕",
    64: "亵肿",
    65: "望踹",
    66: "抽",
    67: "救男",
    68: "女往脸",
    69: "死",
    72: "紫",
    73: "刀",
    74: "我",
    75: "他血",
    76: "醒",
    77: "i药",
    78: "吞哥喝",
    79: "吐",
    81: "暴",
    88: "她",
    91: "脱",
    94: "摸",
    96: "扇",
    105: "割",
    111: "遗",
}
WORDS: Final = {
    -58: "can",
    -57: "tutoring",
    -55: "how",
    -52: "about homework",
    -50: "de what xiao",
    -49: "tell_the",
    -48: "group joke lost shi where",
    -47: "chinese jiao ke only",
    -44: "get",
    -43: "ji",
    -41: (
        "classroom dou english kid lol ma paper thr"
        "ee xie yu"
    ),
    -40: "is_the lessons shuangjian training which",
    -39: "guan maths must other",
    -38: "12345 bao fa haha pay sheng ti ye",
    -37: "app as",
    -36: "kao neng san yesterday",
    -35: "with_my",
    -34: "day licence office",
    -33: "an nan zhi",
    -32: "allowed can_he each for_my shui wen wu",
    -31: "at but chu na sign tomorrow",
    -30: (
        "by centre fen gei school till we xin zen z"
        "en_me"
    ),
    -29: (
        "ai all ci for pe ppt shen small teachers t"
        "wo work xian yin"
    ),
    -28: (
        "book dian evening gong good jing late less"
        "on morning something to_the watch years zu"
        "o_ye"
    ),
    -27: "1800 ka photo tou xi zuo",
    -26: (
        "does fan has lunch name tian xue year you "
        "zheng"
    ),
    -25: (
        "chang di half kong liang qiang qing si_wo "
        "th this yan yong"
    ),
    -24: (
        "200 back bi children first for_the hou jia"
        " jie new number same shen_me su tai where_"
        "to"
    ),
    -23: (
        "10 80 can_i child guo kids legal qi_si tes"
        "t wifi wrong xia"
    ),
    -22: (
        "another answer do_i essay fei grade ha ha_"
        "ha huo_dong old somebody yuan zhu"
    ),
    -21: (
        "100 12315 dan dao give is_it kuan may si y"
        "ue zhen"
    ),
    -20: (
        "and_the bai class fuwu jiang keshi keshi_f"
        "uwu kou ku list long or pian primary qiu q"
        "u should teacher the_group wai wechat why "
        "write"
    ),
    -19: (
        "course fang gui kindergarten says si_le th"
        "at they who zhan"
    ),
    -18: (
        "cai chao cheng diao five hang hu huai i_n "
        "join kai le_ha ping saturday schools tuan "
        "tui"
    ),
    -17: (
        "asked biao dai lian need qing_jia she_tuan"
        " still wa zhou zhuo"
    ),
    -16: (
        "camp chuan duan fee from gai lei phone son"
        "g too tu ying"
    ),
    -15: (
        "11 300 china doesnt gou jia_chang shang th"
        "ere wei yi you_mei zhuan"
    ),
    -14: (
        "double double_reduction gang hao jin li lu"
        " mi pao rang reduction suan tang weekend w"
        "hat_is xu xuan zao"
    ),
    -13: (
        "20 40 ban chong hua jin_tian ju shao zhe_g"
        "e zu"
    ),
    -12: (
        "bu cha high kan kuai no of shou so was ya "
        "zhang"
    ),
    -11: (
        "12 a_n again buy da_ka deng do is_there la"
        " men min mu qun wo_men yang zhong"
    ),
    -10: (
        "bu_neng e_a gao h_e h_o how_many lao na_ge"
        " pei ren shei t_h teach wei_shen xiao_xue "
        "yi_ge"
    ),
    -9: (
        "che duo_shao e_r e_s in juan le_hai mai o_"
        "r qian son wan_shang xue_jiao zai_na"
    ),
    -8: "hai_shi ji_dian jian lao_shi neng_bu tao",
    -7: "bu_shi ri",
    -6: "ok shi_bu time ting",
    -5: "the",
    -3: "chi i_dont is zi",
    -2: "hai",
    -1: "it one",
    5: "hui water",
    6: "at_school yao zai",
    7: "ce dong du",
    8: "already daughter dian_hua us",
    9: "since up",
    10: "fu shuai",
    11: "tuo",
    12: "ding nian_ji",
    14: "has_a mei_you please sha wan_le",
    15: "30 bu_xiang many quan s_h wan xing",
    16: "she_is shuo with_a zi_shuo",
    17: "beat ce_suo i_s shi_pin wo_bu xiang_huo",
    18: "diu everyone left tiao",
    19: "go hai_zi nv tian_tian wo_yi",
    20: "h_a to",
    21: (
        "come da da_bu drink her i_cant is_not le_l"
        "iu send wants_to without zi_ge"
    ),
    22: "cant take xue_yao you_ren",
    23: "dorm hua_da jiao_bu mei people zi_bu",
    24: "anymore da_le i_was them theres yao_zi",
    25: (
        "a_knife afraid bei from_the live nv_er to_"
        "live when with"
    ),
    26: (
        "and_she ba for_me me_in my_dad sister slee"
        "p tian_da to_my will xia_qu yi_fu"
    ),
    27: (
        "84 and brother dad in_the jiu thank thank_"
        "you xi_wang"
    ),
    28: (
        "chi_le er i_think room shou_le standing st"
        "udent today yao_sha"
    ),
    29: (
        "goodbye_forever hold i_tell suo tiao_lou w"
        "o_wo yi_si"
    ),
    30: (
        "come_home gone if_i ji_de jump shuo_jin ta"
        "_shuo the_toilet we_have"
    ),
    31: (
        "120 baby de_ren her_phone inside le left_a"
        " tong want_to"
    ),
    32: (
        "balcony boys come_in girl into lou_ding me"
        "_ban qi_zhong the_balcony toilet_and zai_l"
        "ou"
    ),
    33: (
        "18 building cant_do cutting do_this down h"
        "uo_zhe last look mei_hui night zi_sha"
    ),
    34: (
        "and_i blood hand head here herself hit in_"
        "school standing_on window wo_xiang"
    ),
    35: (
        "bu_dong feel fu_le he_will hell kill life "
        "mo_wo qi_fu ta"
    ),
    36: (
        "31 am_already cut girls his_hand im is_on "
        "to_a touch"
    ),
    37: (
        "kill_myself laoshi more mo我 on_the quan_sh"
        "i shang_quan shi_dao shou_shang toilet"
    ),
    38: "he_said me_and qq zi_diu",
    39: "dong_le he_is im_so ma_ma not tong_xue",
    40: (
        "about_the i_will lock my_head qq签 there_is"
        " think touched"
    ),
    41: "eat me_to",
    42: "a_man am is_missing missing wake_up",
    43: "ago he_has sorry",
    44: (
        "ear huo_le i_am slapped teacher_slapped yi"
        "_qian"
    ),
    45: "battery note strange under",
    46: "and_he goodbye huo mama tell to_die wake",
    47: "man",
    48: "forever going_to jiu_wo",
    49: "she",
    50: "mo nobody",
    51: "da_wo jian_le swallowed talk xiang_si",
    52: "hen",
    53: "die jiu_ming mom pills",
    54: "he me said",
    55: "mei_qi wont",
    57: "lou",
    58: "took",
    59: "bu_jian",
    63: "hui_jia",
    64: "help",
    65: "xiang",
    66: "ba_ba ge_wan",
    68: "his my",
    74: "myself",
    76: "knife",
    77: "kms tonight",
    78: "dont",
    80: "someone",
    90: "wo",
}
