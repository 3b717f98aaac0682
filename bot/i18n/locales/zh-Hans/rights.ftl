# /forget 和 /settings：删掉全部内容，语言和安静时间。

forget-question =
    要把我们保存的、和您有关的内容全部删掉吗？
    · 会删掉：这个聊天的编号和设置、您加入的班级、点过的“已阅”、刚看过的答案、等着回复的问题、还没发给您的消息
    · 会留下：一共发过多少条消息，只剩数目，不再记着发给了谁
    · 删不了：匿名问卷的答案。它和您没有任何关联，我们也找不出来
    · 已经在您手机上的消息，请在 Telegram 里自己删
forget-question-staff =
    · 您在学校的身份和没写完的通知也会删掉
    · 已经发出或定好时间的通知属于学校，会留下，但不再记着是谁写的；您在学校做过的操作，记录里只剩一个认不出人的编号
forget-for-ever = 删了就找不回来。以后想再用，需要重新用邀请码加入。
forget-button-sure = 全部删掉
forget-button-no = 不删了
forget-kept = 好的，什么也没有删。
forget-done = 已经全部删掉了。
forget-backup = 只有 { $made } 的数据库备份里还有这些内容，{ $lapses } 到期删除。
forget-no-backup = 这里没有留下含有这些内容的数据库备份。

settings-heading = 您的设置：
settings-quiet-rule = · 按孩子的学段，{ $begin } 到 { $end } 不打扰您
settings-quiet-own = · 您自己加的安静时间：{ $begin } 到 { $end }
settings-quiet-none = · 您自己没有另加安静时间
settings-about =
    安静时间里的通知和课后服务消息先留着，时间过了再发给您。紧急的消息和对您的回复照常发。
    发 /mydata 看关于您保存了什么，发 /forget 全部删掉。
settings-button-language = 换语言
settings-button-quiet = 加安静时间
settings-button-no-quiet = 不要我加的时间了
settings-button-back = ‹ 返回
settings-quiet-begin = 从几点开始不打扰您？学校原有的安静时间照旧，您加的只会让它更长。
settings-quiet-end = 从 { $begin } 开始，到第二天早上几点为止？
settings-kept = 记下了
settings-reminder = · 接孩子前 { $minutes } 分钟提醒您
settings-reminder-none = · 没有开接孩子的提醒
settings-button-reminder = 接孩子提醒
settings-reminder-question = 接孩子前提前多久提醒您？只在孩子当天有课后服务时提醒，安静时间里不提醒。
settings-reminder-minutes = { $minutes } 分钟
settings-button-no-reminder = 不用提醒
