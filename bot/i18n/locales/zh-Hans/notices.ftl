# Notices: what parents get, and how staff write them.

notices-heading = 【通知】{ $whom }
notices-heading-urgent = 【紧急通知】{ $whom }
notices-whom-staff = 全体老师
notices-whom-everyone = 各位家长
notices-whom-more = { $names }等班
notices-footing = —— { $school }　{ $date }
notices-date = { $month }月{ $day }日
notices-date-with-year = { $year }年{ $month }月{ $day }日
notices-heading-reminder = 【提醒】{ $whom }
notices-reminding = 下面这份通知之前发过，请您看一下：
notices-reminding-read = 下面这份通知之前发过，还没看到您点「已阅」，麻烦您看一下：
notices-reminding-agree = 下面这份通知之前发过，还没看到您的回复，麻烦您看一下，再点下面的按钮：
notices-read-button = 已阅
notices-only-read-button = 只是已阅
notices-agree-button = 已阅并同意
notices-agree-done = ✓ 已阅并同意
notices-agree-thanks = 谢谢，已告诉学校您看过并同意。
notices-agree-before = 您之前已经同意过了，谢谢。
notices-read-done = ✓ 已阅
notices-read-thanks = 谢谢，已告诉学校您看到了。
notices-read-before = 您之前已经点过了，谢谢。

notices-whom-question = 这份通知发给谁？
notices-whom-chosen = 发给：{ $whom }
notices-whole-school = 全校家长
notices-all-staff = 全体老师
notices-text-question = 请回复这条消息，写下通知内容。图片或 PDF 直接发过来，就会附上。
notices-text-hint = 通知内容
notices-is-this-text = 您正在写一份通知。刚才这段话是通知内容吗？
notices-button-is-text = 是，作为通知内容
notices-button-is-question = 不是，我在提问
notices-taken-as-text = 好的，作为通知内容。
notices-taken-as-question = 好的，当作提问。
notices-class-gone = 这个班级已经不在了，请重新选择班级。
notices-text-gone = 找不到刚才那段话了，请再发一遍。

notices-preview-heading = 预览（家长看到的就是这样）：
notices-preview-reach =
    将发给 { $chats } 位家长，涉及 { $children } 个孩子{ $unreached ->
        [0] 。
       *[other] ，其中 { $unreached } 个孩子没有家长能收到，请另行通知。
    }
notices-preview-reach-staff = 将发给 { $chats } 位老师。
notices-button-ask = ☐ 请家长点「已阅」
notices-button-unask = ☑ 请家长点「已阅」
notices-button-agree = ☐ 请家长点「已阅并同意」
notices-button-unagree = ☑ 请家长点「已阅并同意」
notices-button-once = ☐ 最多发一次，不补发
notices-button-twice = ☑ 最多发一次，不补发
notices-once = 最多发一次：网络出错、拿不准送到没有的，不再补发，会列进未送达名单。
notices-button-send = 现在发送
notices-button-later = 定时发送
notices-button-rewrite = 重写
notices-button-drop = 不发了
notices-button-back = 返回
notices-button-type-time = 其他时间
notices-button-send-at = { $when } 发送
notices-button-stop = 停止发送
notices-button-stop-once = 只停这一次
notices-button-take-back = 收回
notices-today = 今天
notices-tomorrow = 明天
notices-when = 请回复这条消息，写下发送时间，例如：明天早上7点半，或者 11-22 16:30
notices-when-hint = 明天早上7点半
notices-time-unreadable = 没看懂这个时间。请写明哪一天、几点，例如：明天早上7点半，周五 15:00，或者 11-22 16:30
notices-time-passed = 这个时间已经过了，请换一个晚一点的。
notices-time-too-far = 这个时间太远了，最多可以提前一年安排，请换一个早一点的。
notices-time-sure = 将在{ $when }（{ $weekday }）发送，对吗？
notices-time-which = 您说的是哪个时间？请点一下。
notices-weekday-1 = 周一
notices-weekday-2 = 周二
notices-weekday-3 = 周三
notices-weekday-4 = 周四
notices-weekday-5 = 周五
notices-weekday-6 = 周六
notices-weekday-7 = 周日
notices-dropped = 好的，这份通知不发了，内容已经删除。

notices-missing = 没有找到这份通知，可能已经撤下了。
notices-text-unusable = 通知内容不能为空，最多 12000 字。请改短一些，或者做成 PDF 附上。
notices-nobody-in-course = 这个社团里还没有能收到通知的家长，所以没有发出去。孩子报上名、家长加入以后，再发一次。
notices-nobody = 这里还没有家长加入，所以没有发出去。请先把邀请链接发给家长。
notices-already-sent = 这份通知已经处理过了，不用再操作。

notices-progress-scheduled = 通知 { $number }：将在{ $when }发出，到时会自动发送。
notices-progress-sending = 通知 { $number }：正在发送
notices-progress-sent = 通知 { $number }：发送完毕
notices-progress-cancelled-state = 通知 { $number }：已停止
notices-progress-delivered = 送达 { $count }
notices-progress-failed = 没送到 { $count }（对方停用了机器人或账号已注销）
notices-progress-cancelled = 没有发出 { $count }
notices-progress-confirmed = 已阅 { $count }
notices-progress-agreed = 其中同意 { $count }
notices-progress-unreached = 还有 { $count } 个孩子的家长没收到，请另行通知。

classes-question = 请选择班级：
classes-none = 您名下还没有班级，请联系学校办公室。
classes-heading =
    { $name }：{ $seats } 个孩子，{ $chats } 位家长已加入。
    点座号可以查看，或移除不该在这里的人。
classes-seat-label = { $seat }号 · { $count }人
classes-no-seat = 座号未填 · { $count }人
classes-seat = { $seat }。要移除哪一位？移除后对方就收不到这个班的通知了。
classes-seat-empty = { $seat }。现在没有家长用这个座号收通知。
classes-button-remove = 移除第 { $number } 位
classes-button-back = 返回班级
classes-removed = 已移除
classes-seat-gone = 这个座号已经没有人了。
classes-told-removed = 老师已把您从{ $name }移除，以后不再收到这个班的通知。如果弄错了，请联系班主任。
classes-button-invite = 邀请家长
classes-invitation =
    各位家长好，请点链接加入{ $name }，以后班里的通知和课后服务安排会直接发给您：
    { $link }

    也可以把这个邀请码发给「家校」：{ $code }
    { $date }前有效。
classes-button-revoke = 作废邀请码
classes-button-revoke-sure = 作废
classes-revoke-sure =
    要作废{ $name }的邀请码吗？现在有 { $codes } 个还能用，作废后，发出去的邀请链接都不能再用。
    { $listed ->
        [0] 这个班还没有家长加入，以后要用新的邀请。
       *[other] { $missing ->
            [0] 名单上的孩子都有家长加入了，已经加入的不受影响。
           *[other] 名单上还有 { $missing } 个孩子没有家长加入，要给他们发新的邀请才能加入。已经加入的不受影响。
        }
    }
classes-revoked = 已作废，旧的邀请链接都不能再用了
classes-nothing-to-revoke = 现在没有有效的班级邀请码
