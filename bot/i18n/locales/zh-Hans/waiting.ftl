# Notices that wait: for a second person, for their time, or for the next time.

notices-day-missing = 日历上没有这一天或这个钟点，请核对后再写一次。
notices-hour-missing = 那天会调时钟，没有这个钟点，请换一个时间。
notices-hour-twice = 那天会调时钟，这个钟点有两次，请换一个时间。
notices-deadline-early = 到您定的截止时间还一条都发不出去（安静时段不发通知），所以没有发送。请把截止时间定晚一些。
notices-repeat-unusable = 没看懂怎样重复，请用按钮选择。
notices-repeat-never = 到截止那天为止，一次也轮不到，所以没有安排。请把截止日期定晚一些。
notices-reason-unusable = 请写明紧急的原因，最多 200 字。
notices-nobody-to-agree = 这份通知要另一位老师同意才能发出，但现在没有别的老师可以同意，所以没有发送。请联系管理员，为办公室再邀请一位同事；不急的话，也可以改发给几个班。
notices-own-approval = 自己写的通知要请另一位老师同意。
notices-not-asked = 这份通知不归您审核。
notices-decided-before = 这份通知已经有别的老师处理过了，不用再操作。
notices-taken-back = 写通知的老师已经撤回了，不用再操作。
notices-approval-expired = 这份通知等得太久，已经过期，没有发出。

notices-told-agreed = 通知 { $number }：另一位老师已同意，正在发送。
notices-told-agreed-later = 通知 { $number }：另一位老师已同意，将在{ $when }发出。
notices-told-returned = 通知 { $number } 被退回了，没有发出。修改后可以再发。
notices-told-returned-because =
    通知 { $number } 被退回了，没有发出。原因：{ $reason }
    修改后可以再发。
notices-told-expired = 通知 { $number } 没有等到另一位老师同意，已经过期，没有发出。需要的话请再发一次。
notices-told-late = 通知 { $number } 因服务中断，晚了 { $minutes } 分钟才发出。
notices-told-too-late = 通知 { $number } 错过了时间，没有再发（{ $count } 条）。
notices-told-rest = 通知 { $number } 的截止时间到了，还没发出的 { $count } 条不再发送。
notices-told-no-school = 通知 { $number } 原定的日子改成不上课了，这一次没有发。
notices-told-gone = 通知 { $number } 要发给的班级已经不在了，没有发出。

notices-second-question = 通知 { $number } 要您同意后才能发出，请看一看：
notices-second-shown = 家长会看到：
notices-second-when = 发送时间：{ $when }
notices-second-first = 第一次：{ $when }
notices-second-until = { $when }前没发出的不再发送
notices-second-urgent = 紧急，安静时段也会发出。原因：{ $reason }
notices-second-yes = 同意发送
notices-second-no = 退回修改
notices-second-agreed = ✓ 您已同意，通知会按时发出。
notices-second-returned = 已退回，写通知的老师会收到消息。
notices-second-over-agreed = 通知 { $number }：已有老师同意，不用再操作。
notices-second-over-returned = 通知 { $number }：已有老师退回修改，不用再操作。
notices-second-over-expired = 通知 { $number }：等得太久，已经过期，没有发出，不用再操作。
notices-second-over-taken-back = 通知 { $number }：已经收回，没有发出，不用再操作。
notices-second-with-reason = 写明原因再退回
notices-second-without = 直接退回
notices-second-reason = 请回复这条消息，写明通知 { $number } 退回的原因（最多 300 字）。
notices-second-reason-hint = 退回的原因
notices-repeats = { $day } { $time } 发一次，到{ $until }为止
notices-every-1 = 每周一
notices-every-2 = 每周二
notices-every-3 = 每周三
notices-every-4 = 每周四
notices-every-5 = 每周五
notices-every-6 = 每周六
notices-every-7 = 每周日
notices-every-month = 每月第一个上课日

notices-progress-draft = 通知 { $number }：还没有发送
notices-progress-awaiting = 通知 { $number }：正在等另一位老师同意
notices-progress-withdrawn = 通知 { $number }：已撤回
notices-progress-taken-back = 通知 { $number }：您已撤回，没有发出
notices-progress-returned = 通知 { $number }：被退回，没有发出
notices-progress-expired = 通知 { $number }：没有等到同意，已过期
notices-progress-too-late = 通知 { $number }：错过了时间，没有发出
notices-progress-no-school = 通知 { $number }：那天不上课，没有发出
notices-progress-gone = 通知 { $number }：班级已不在，没有发出
notices-progress-hurried = 在安静时段发出 { $count }
notices-progress-late = 晚了 { $minutes } 分钟
notices-progress-dropped = 过了时间没有发出 { $count }

notices-whom-several = 选几个…
notices-whom-tick = 发给谁？可以选几个，选好后点「选好了」。
notices-whom-done = 选好了
notices-whom-none = 还没有选，请至少选一个。
notices-whom-courses = 社团…
notices-whom-course = { $name }（社团）
notices-whom-unconfirmed = 还没确认通知 { $number } 的家长
notices-button-urgent = ☐ 紧急（安静时段也发）
notices-button-calm = ☑ 紧急（安静时段也发）
notices-urgent-question = 请回复这条消息，写明紧急的原因（最多 200 字）。
notices-urgent-hint = 紧急的原因
notices-second-needed = 这份通知要另一位老师同意后才会发出。
notices-button-limit = 限时发送
notices-button-repeat = 重复发送
notices-button-before = 现在发，{ $when }截止
notices-button-until = 到{ $day }
notices-button-begin = 开始
notices-repeat-sure = 第一次在{ $when }。对吗？
notices-button-stop-series = 停止以后每一次
notices-button-again = 修改后再发
notices-series-stopped = 以后也不再重复发送。
notices-series-next = 只停了这一次，下一次在{ $when }。

notices-return-reason-long = 退回的原因最多 300 字，请改短一些。
long-texts-cut = 您刚才发的那段话太长，手机把它分成了几条，所以都没有用上。请改短一些，作为一条消息再发。
long-texts-unasked = 您刚才发的那段话太长，手机把它分成了几条，所以都没有用上。是通知内容的话，请回复提问的那条消息，再发一次，几条会自动接起来。
