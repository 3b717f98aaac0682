# 老师和学校办公室：改某一天的课后服务，打印门口用的名单。

desk-heading = 【改课后服务】{ $day }
desk-question = 请点要改的一项。
desk-nothing = 这一天没有您可以改的课后服务。
desk-days = 请选一天。没有列出的日子，没有您可以改的课后服务。
desk-no-days = 接下来两周没有您可以改的课后服务。

desk-button-today = 今天
desk-button-tomorrow = 明天
desk-button-days = 其他日子
desk-button-back = ‹ 返回
desk-button-cancel = 取消这一次
desk-button-earlier = 提前到 { $end } 放学
desk-button-later = 延到 { $end }
desk-button-other-end = 其他时间…
desk-button-place = 换地点
desk-button-teacher = 换老师
desk-button-type = 自己填写…
desk-button-undo = 恢复原安排
desk-button-do = 确认并告知家长
desk-button-do-quietly = 确认
desk-button-more = 再改一项

desk-button-all = 全部一起改（{ $count } 项）
desk-button-cancel-all = 全部取消
desk-button-undo-all = 全部恢复原安排
desk-all =
    { $day }的课后服务，全部一起改。
    提前放学时，那时还没开始的会取消。
desk-all-preview = 【请核对】{ $day }，{ $count } 项改了以后：
desk-all-hours = 每位家长看到的消息里，写着自己的孩子几点放学。
desk-all-more = 还有 { $count } 项

desk-type-end =
    { $session }

    请回复这条消息，写下新的结束时间，例如 16:45。

    编号 { $mark }
desk-type-place =
    { $session }

    请回复这条消息，写下新的地点。

    编号 { $mark }
desk-type-teacher =
    { $session }

    请回复这条消息，写下代课老师怎么称呼，例如：王老师。

    编号 { $mark }
desk-type-hint-end = 例如 16:45
desk-type-hint-place = 新的地点
desk-type-hint-teacher = 代课老师

desk-preview =
    【请核对】现在的安排：
    { $before }
desk-reading = 改了以后，家长会看到：
desk-afterwards =
    改了以后：
    { $after }
desk-done = 已经改好。
desk-told-now = 涉及 { $children } 个孩子，现在就告知 { $chats } 位家长。
desk-told-sunday = 涉及 { $children } 个孩子，{ $chats } 位家长会在{ $day } { $at } 的一周变动里看到。
desk-told-hurried = 事情紧急，其中 { $chats } 位虽在安静时间，也马上告知。
desk-told-waiting = 其中 { $chats } 位在安静时间，最晚{ $day } { $at } 收到。
desk-told-nobody = 现在还没有家长可以告知。
desk-told-not = 家长知道的安排没有变化，不另外告知。
desk-busy = 请注意：同一时间还有 { $line }

desk-reason-1 = 天气原因
desk-reason-2 = 老师有事
desk-reason-3 = 场地另有安排
desk-reason-4 = 学校有活动

desk-day-past = 这一天已经过去，不能再改了。
desk-session-over = 这一项已经结束，不能再改了。
desk-not-planned = 这一天已经没有这一项了，可能是课后服务表刚刚换过。请重新选一下。
desk-end-too-early = 新的结束时间要晚于开始时间，而且还没有过。请换一个时间。
desk-end-unreadable = 没看懂这个时间。请写成 16:45 这样，再发一次。
desk-text-unusable = 请写在一行里，不超过 60 个字。
desk-unchanged = 现在就是这样安排的，不用再改。
desk-seen-otherwise = 您看过以后，这一项又有了变动。下面是现在的情况，请重新核对。
desk-text-gone = 您写的内容我看不到了，请再写一遍。

desk-lists-heading = 【课后服务名单】{ $day }
desk-lists-question = 请点要看的班级或社团。
desk-lists-nothing = 这一天没有您可以看的名单。
desk-lists-file = 全部名单（Excel）
desk-lists-name = 课后服务名单
desk-list-file = 这份名单（Excel）
desk-list-gone = 这一天已经没有这份名单了，可能是课后服务表刚刚换过。
desk-list-heading = 【名单】{ $day }
desk-list-separator = ，
desk-list-all = 名单上 { $count } 人
desk-list-absent = 请假 { $count } 人
desk-list-elsewhere = 同一时间在社团 { $count } 人
desk-list-expected = 应到 { $count } 人
desk-list-empty = 这个班的名单上还没有孩子。
desk-list-empty-course = 这个社团还没有人报上名。
desk-list-of = { $name } { $seats }
desk-list-seats = { $seats }号
desk-list-no-seat = { $count } 人未填座号
desk-list-who-absent = 请假：{ $seats }
desk-list-who-elsewhere = { $course }：{ $seats }
desk-note-absent = 请假
desk-column-number = 序号
desk-column-date = 日期
desk-column-list = 名单
desk-column-class = 班级
desk-column-seat = 座号
desk-column-note = 备注
desk-column-came = 到了
desk-column-fetched = 几点由谁接走
