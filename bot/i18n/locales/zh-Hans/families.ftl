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
