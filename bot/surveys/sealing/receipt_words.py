"""The words of receipt codes: 256 in Chinese and as many in English, one byte each.

The Chinese words are written with characters that simplified and traditional script share, so
that a code is the same in both and nothing has to be converted while somebody waits. The
order never changes: codes already given out would mean something else.
"""

from __future__ import annotations

from typing import Final

_IN_CHINESE: Final = """
山水 月光 石子 田野 高山 白天 春天 秋天 星空 大海 小河 清水 雨水 雪花 冰川 火山
沙洲 平原 林子 竹子 松子 柏木 花朵 草地 荷花 菊花 桃花 李子 杏子 桃子 梨子 西瓜
南瓜 冬瓜 苦瓜 甜瓜 木瓜 香瓜 白菜 菠菜 芹菜 芥末 大蒜 胡椒 花椒 小米 大米 玉米
糯米 豆子 豆腐 豆芽 毛豆 芝麻 核桃 栗子 杏仁 瓜子 包子 粽子 元宵 年糕 米粉 牛奶
清茶 白糖 蜂蜜 果仁 石榴 柿子 柚子 橙子 柑橘 山楂 草莓 葡萄 香蕉 椰子 水稻 高粱
棉花 羊毛 布匹 衣服 手套 毛巾 帽子 裙子 袖子 被子 枕巾 桌子 椅子 箱子 盒子 袋子
瓶子 杯子 勺子 筷子 火柴 木炭 墨水 橡皮 尺子 剪刀 字典 故事 日期 信封 地址 地球
地平 北斗 南方 北方 西方 西北 西南 中心 手心 手工 足球 排球 水球 毽子 跳高 跳水
滑冰 游泳 登山 散步 早操 合唱 口哨 笛子 二胡 古琴 小鼓 吉他 木偶 皮影 石刻 泥人
瓦片 玻璃 水晶 玉石 珍珠 琥珀 白金 青瓷 木板 竹竿 小船 帆布 火箭 公交 地毯 小巷
公路 山路 路口 天井 屋子 房子 亭子 木屋 茶几 古城 校友 老家 朋友 同伴 小孩 水牛
山羊 白兔 老虎 狐狸 松鼠 大象 河狸 海豚 海豹 海星 水母 海螺 蝴蝶 蜜蜂 蜻蜓 蜘蛛
青蛙 蝌蚪 蝙蝠 麻雀 燕子 孔雀 皮球 天空 彩虹 朝霞 晚霞 早晨 正午 半夜 昨天 今天
明天 元旦 中秋 端午 清明 立春 立秋 白露 大暑 小暑 大寒 小寒 冬至 夏至 春分 秋分
立夏 立冬 雨季 水田 土地 沙子 石灰 木工 火把 金色 白色 青色 灰色 粉色 橙色 棕色
紫色 三角 四方 直尺 平安 幸福 健康 勇敢 安心 耐心 用心 真心 信任 友好 和平 文明
"""

_IN_ENGLISH: Final = """
acorn amber apple apron arrow autumn badge baker bamboo banjo barley basil
basket beach beaver bench berry birch bishop blanket blossom bluebell boat bonnet
book bottle bread breeze brick bridge broom brush bucket bugle butter button
cabin cactus camel candle canoe carrot castle cedar celery chalk cheese cherry
chess chestnut cinnamon circle citrus clay clock cloud clover cobalt coconut coffee
comet copper coral cotton cradle crane cricket crystal cup daisy dance dawn
desert diamond dolphin donkey dragon drum duck eagle earth ebony eleven elm
ember emerald engine evening falcon farm feather fern ferry fiddle field finch
fir flag flame flute forest fossil fountain fox frog garden garlic ginger
glacier glass globe gold goose grape grass guitar hammer harbor harp hazel
hedge helmet herb heron hill honey horse igloo indigo iris iron island
ivory jacket jade jasmine jelly jewel jigsaw jungle kayak kettle kite kitten
koala ladder lagoon lake lamb lantern lark lavender leaf lemon lily linen
lion lobster lotus magnet mango maple marble market meadow melon mint mirror
monkey moon morning moss mountain mouse muffin mushroom nectar needle nest noodle
north nutmeg oak oasis ocean olive onion opal orange orchard orchid otter
owl paddle palm panda paper parrot peach pearl pebble pencil penguin pepper
piano picnic pillow pine planet plum pocket pond poppy potato prism pumpkin
puppet puzzle quartz quilt rabbit radish rain raven reed ribbon rice river
robin rocket rose ruby saddle saffron sail salmon sand sapphire scarf seal
shadow shell silver sky sled snail snow sparrow spoon spring squirrel star
stone storm stream sugar
"""

CHINESE: Final = tuple(_IN_CHINESE.split())
ENGLISH: Final = tuple(_IN_ENGLISH.split())
