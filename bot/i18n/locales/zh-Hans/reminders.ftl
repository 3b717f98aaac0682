# 提醒还没有确认的家庭。

reminders-button = 提醒未确认的家庭（{ $count }）
reminders-whom =
    { $children ->
        [0] 将提醒 { $chats } 位老师。已经点过的老师不会收到。
       *[other] 将提醒 { $chats } 位家长，涉及 { $children } 个孩子。家里已有人点过的，不会再收到。
    }
reminders-limit = 这份通知今天提醒过 { $made } 次，一天最多 { $most } 次。
reminders-send = 发送提醒
reminders-drop = 不提醒了
reminders-dropped = 好的，没有发提醒。
reminders-nothing-asked = 这份通知没有请家长确认，不用提醒。
reminders-not-sent = 通知全部发送完以后才能提醒；停止或撤回的通知不再提醒。
reminders-everybody = 能收到的家庭都已经确认了，不用再提醒。
reminders-enough = 这份通知今天已经提醒过两次了。为了不打扰家长，请明天再提醒，或者直接联系。
