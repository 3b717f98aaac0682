# What sending a notice would do, and what to think of first.

notices-rehearsal-languages = 其中{ $list }。
notices-rehearsal-untranslated = 正文不翻译。
notices-rehearsal-frame = { $language }：抬头「{ $heading }」，落款「{ $footing }」。
notices-rehearsal-gone = 另有 { $count } 位家长停用了机器人，收不到。
notices-rehearsal-messages = 每位分 { $count } 条收到。
notices-rehearsal-waiting = 前面还有 { $count } 条消息在排队。
notices-rehearsal-takes = { $length }发完，最后一家{ $when } 收到。
notices-rehearsal-seconds = 约 { $count } 秒
notices-rehearsal-minutes = 约 { $count } 分钟
notices-rehearsal-held-primary = 小学生该休息了：{ $count } 位家长{ $when } 收到。
notices-rehearsal-held-junior = 初中生该休息了：{ $count } 位家长{ $when } 收到。
notices-rehearsal-held-both = 小学、初中都有孩子的 { $count } 位家长{ $when } 收到。
notices-rehearsal-held-own = 自己设了休息时间的 { $count } 位家长{ $when } 收到。

notices-check-heading = ⚠ 发送前请再看一看：
notices-check-finding = { $number }. { $title }：{ $places }
notices-check-finding-time = { $number }. { $title }
notices-check-quoted = “{ $text }”
notices-check-ground = 依据：《{ $document }》{ $clause }
notices-check-no-ground = （没有查到对应的条文，请您斟酌）
notices-check-more = 另外还有 { $count } 项，改完会再看一遍。
notices-check-nothing = 没有发现需要改的地方。
notices-check-unavailable = 提醒规则暂时读不出来，这次没有检查。
notices-check-hint = 可以改一改；确有需要的，说明原因后照发。
notices-button-change = 改一改
notices-button-despite = 说明原因后发送
notices-despite-question = 请回复这条消息，写明为什么要这样发（最多 200 字）。原因会留档，审核的人也看得到。
notices-despite-hint = 照发的原因
notices-despite-unusable = 原因不能为空，最多 200 字。
notices-despite-noted = 照发的原因：{ $reason }
notices-agree-despite = 系统提醒过：{ $rules }。发送人的说明：{ $reason }
