# 主动发给家长的话：课后服务有变动、一周有什么不同、该接孩子了；以及给学校的提醒。

timetable-change-heading = 【课后服务变动】{ $day }
timetable-change-cancelled = 当天取消。
timetable-change-back = { $day }照常进行：{ $line }
timetable-change-day = 改到{ $day } { $time }。
timetable-change-time = 时间改为 { $new }（原定 { $old }）。
timetable-change-place = 地点改为{ $new }（原定{ $old }）。
timetable-change-place-new = 地点：{ $new }。
timetable-change-place-open = 地点待定。
timetable-change-teacher = 教师改为{ $new }（原定{ $old }）。
timetable-change-teacher-new = 教师：{ $new }。
timetable-change-teacher-open = 教师待定。
timetable-change-reason = 原因：{ $reason }
timetable-change-fetch = { $day }，孩子 { $times } 放学，请按时来接。
timetable-change-fetch-open = { $day }没有课后服务了，请按学校通知的时间来接孩子。
timetable-change-fetch-child = { $child }：{ $line }
timetable-change-readers = 其中 { $count } 位家长还会看到：
timetable-change-readers-no-time = 其中 { $count } 位家长看不到时间：孩子不参加，已经说明过。
timetable-change-readers-others = 其余 { $count } 位家长看到的，是自己孩子的时间。

timetable-staff-takes-long =
    【课后服务提醒】家长较多，每天早晨的推送约需 { $minutes } 分钟。即使从 { $begins } 开始发，最后一批家长收到时也比较晚。

    如需更快，请管理员调整推送时间或发送速度。

timetable-ahead-heading = 【下周课后服务有变化】{ $from } 至 { $until }
timetable-ahead-rest = 其余照常。
timetable-ahead-span = { $from } 至 { $until }
timetable-ahead-off = { $day }：没有课后服务
timetable-ahead-off-named = { $day }：{ $name }，没有课后服务
timetable-ahead-changed = { $day }：{ $what }
timetable-ahead-here = { $day }：加一次（原定{ $old }）

timetable-pickup-heading = 【接孩子提醒】{ $time } 放学

timetable-staff-not-arrived =
    【课后服务提醒】因发送中断，{ $day }的课后服务有 { $count } 位家长没有按时收到。现在时间已过，不再补发；如有需要，请您另行告知家长。

timetable-calendar-heading = 【课后服务变动】校历有调整

timetable-plan-heading = 【课后服务变动】每周安排有调整
timetable-plan-changed = { $day }起：{ $what }
timetable-plan-gone = { $day }起不再安排：{ $what }
timetable-plan-new = { $day }起新增：{ $line }
