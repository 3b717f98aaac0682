# 家长自己看的课后服务：今天、本周、请假、社团、手机日历。

timetable-own-heading = 【课后服务】{ $day }
timetable-own-pickup = 可以来接：{ $times }
timetable-own-or = {" 或 "}
timetable-own-hours = { $start }–{ $end }
timetable-own-reason = （{ $reason }）
timetable-own-none = 没有课后服务，放学时间请以班主任的通知为准。
timetable-own-all-cancelled = 这一天没有课后服务了，请按学校通知的时间来接孩子。
timetable-own-absent = 您已说明：这一天孩子不参加课后服务。
timetable-child-seat = { $name } { $seat }号

day-button-next = 明天 ›
day-button-now = ‹ 今天
day-button-week = 看这一周

pickup-which-school = 您问的是哪个学校？
pickup-which-grade = 孩子上几年级？
pickup-which-class = 孩子在哪个班？
pickup-join = 加入班级以后，我会直接按您孩子的安排回答，也会告诉您地点和老师。请打开老师发的邀请链接，或者把邀请码发给我。
pickup-button-rules = 我问的是规定
