# 家长自己看的课后服务：今天、本周、请假、社团、手机日历。

timetable-own-heading = 【课后服务】{ $day }
timetable-own-pickup = 可以来接：{ $times }
timetable-own-or = {" 或 "}
timetable-own-hours = { $start }–{ $end }
timetable-own-reason = （{ $reason }）
timetable-own-none = 没有课后服务，放学时间请以班主任的通知为准。
timetable-own-all-cancelled = 这一天没有课后服务了，请按学校通知的时间来接孩子。
timetable-own-absent = 您已说明：这一天孩子不参加课后服务。
timetable-own-absent-fetch = 您已说明：这一天孩子不参加课后服务，请按放学时间来接孩子。
timetable-child-seat = { $name } { $seat }号

day-button-next = 明天 ›
day-button-now = ‹ 今天
day-button-week = 看这一周

pickup-which-school = 您问的是哪个学校？
pickup-which-grade = 孩子上几年级？
pickup-which-class = 孩子在哪个班？
pickup-join = 加入班级以后，我会直接按您孩子的安排回答，也会告诉您地点和老师。请打开老师发的邀请链接，或者把邀请码发给我。
pickup-button-rules = 我问的是规定

absent-which = 哪个孩子不参加课后服务？（上课请假，请直接告诉班主任。）
absent-nothing-ahead = 最近一周没有课后服务，不用在这里说明。上课请假，请直接告诉班主任。
absent-offer = { $child }：{ $day }不参加
absent-offer-back = { $child }：{ $day }还是参加
absent-today = 今天
absent-tomorrow = 明天
absent-sure =
    { $child }，{ $day }不参加课后服务，对吗？

    老师会在名单上看到。请您按放学时间来接孩子。
absent-button-sure = 对，不参加
absent-button-no = 不是，照常参加
absent-toast = 记下了
absent-noted =
    记下了：{ $child }，{ $day }不参加课后服务，老师会在名单上看到。请按放学时间来接孩子。

    一周后这条记录自动删除。
absent-button-take-back = 撤回，照常参加
absent-taken-back = 已撤回：{ $child }，{ $day }照常参加课后服务。
absent-none = 好的：{ $child }，{ $day }照常参加课后服务。
absent-too-late = 这次课后服务已经结束或取消了，不用再说明。
absences-heading = 【不参加课后服务】{ $day }
absences-line = { $name }：{ $seats }
absences-seat = { $seat }号
absences-no-seat = 座号未填
absences-none = 还没有家长说明。

courses-no-child = 您还没有加入班级。请打开老师发的邀请链接，或者把邀请码发给我。
courses-which-child = 给哪个孩子看社团课程？
courses-heading = 【社团课程】{ $child }
courses-none = { $child }现在没有可以报名的社团课程。
courses-free = 参加不参加，由您和孩子自愿选择。
courses-line = { $name }　{ $places }
courses-line-in = { $name }　已报名
courses-line-waiting = { $name }　候补第 { $place } 位
courses-places = 名额 { $count } 个，还剩 { $free } 个
courses-places-any = 名额不限
courses-places-full =
    { $waiting ->
        [0] 名额 { $count } 个，已满
       *[other] 名额 { $count } 个，已满，{ $waiting } 人候补
    }
courses-one-heading = 【{ $name }】
courses-grade = 面向：{ $grade }
courses-grades = 面向：{ $first }至{ $last }
courses-fee = 收费：{ $fee }
courses-weeks-odd = { $day }（单周）
courses-weeks-even = { $day }（双周）
courses-standing-in = { $child }已经报上名了。
courses-standing-waiting = { $child }在候补名单上，排第 { $place } 位。有了名额会马上告诉您。
courses-over = 这门课程已经结束，不能再报名了。
courses-button-enrol = 报名
courses-button-wait = 排队候补
courses-button-leave = 退出
courses-button-leave-sure = 确定退出
courses-button-stay = 不退出
courses-button-back = ‹ 全部课程
courses-button-details = 看看这门课
courses-button-decline = 不参加了，让给下一位
courses-toast-in = 报上名了
courses-toast-waiting = 已排进候补，第 { $place } 位
courses-toast-left = 已退出
courses-leave-in =
    { $child }要退出“{ $name }”吗？

    名额会马上让给下一位候补的孩子，想再参加要重新排队。
courses-leave-waiting = { $child }不再候补“{ $name }”了吗？
courses-moved-up =
    【社团课程】“{ $name }”有名额了，{ $child }已从候补转为报名成功。

    如果不想参加了，请点下面的按钮，名额会让给下一位。

mydata-absence = · { $child }，{ $day }不参加课后服务（一周后自动删除）

week-button-picture = 存成图片
week-button-calendar = 放进手机日历
drawing-wait = 正在画图，请稍等
week-picture-failed = 图片没有画成，请先看文字版。
calendar-heading = 把孩子的课后服务放进手机日历：
calendar-as-file = · 日历文件：点开就能导入，但以后有变化不会自动更新。
calendar-as-address = · 订阅地址：手机日历自己更新，有调整、取消都会跟着变。
calendar-has-address = 您已有一个订阅地址（{ $day }生成）。地址不再显示；忘了或者别人知道了，就换一个。
calendar-button-file = 发我日历文件
calendar-button-make = 生成订阅地址
calendar-button-renew = 换一个新地址
calendar-button-revoke = 停用地址
calendar-file-name = 课后服务
calendar-file-caption = 点开文件，选“添加到日历”。以后有变化，请再要一份。
calendar-address =
    您的订阅地址（只显示这一次，以前的地址已停用）：

    { $address }

    苹果手机：复制地址，打开“日历”→“日历”→“添加日历”→“添加订阅日历”，粘贴。
    其他手机：在日历应用里找“订阅”或“通过网址添加”，粘贴。

    谁有这个地址，谁就能看到孩子班级的课后服务安排，请不要转发。不用了，点“停用地址”。
calendar-no-address = 现在没有订阅地址可以用，请用日历文件。
calendar-revoked = 订阅地址已停用，手机日历不会再更新。可以在手机上把这个日历删掉。
mydata-calendar = · 日历订阅地址：{ $day }生成（地址本身没有保存，只存了核对用的摘要）

picture-as-of = 截至{ $day }的安排。
picture-cancelled = 取消
picture-changed = 有调整
picture-absent = 您已说明孩子不参加
