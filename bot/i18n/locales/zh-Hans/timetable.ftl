# 课后服务：每天早晨的推送、一周安排，以及给学校的提醒。

timetable-day = { $month }{ $day }日 { $weekday }

timetable-push-heading = 【今日课后服务】{ $day }
timetable-push-heading-marked = 【今日课后服务】{ $day }（{ $mark }）
timetable-late = 今天的提醒发晚了，请您谅解。
timetable-uncertain = 放假安排以学校通知为准。

timetable-week-heading = 【本周课后服务】{ $from } 至 { $until }
timetable-other-week-heading = 【课后服务】{ $from } 至 { $until }
timetable-week-today = { $day }（今天）
timetable-week-none = 没有课后服务
timetable-week-missing = 这个班还没有课后服务安排。

timetable-marked = { $day }（{ $mark }）
timetable-off = { $day }　休息
timetable-off-named = { $day }　休息（{ $name }）
timetable-outside-term = { $day }　休息（学期外）

timetable-made-up = 调休上班
timetable-made-up-follows = 调休上班，按{ $weekday }安排
timetable-extra = 学校安排上课
timetable-extra-follows = 学校安排上课，按{ $weekday }安排
timetable-extra-named = { $name }
timetable-extra-named-follows = { $name }，按{ $weekday }安排

timetable-staff-uncertain =
    【课后服务提醒】系统还没有收录{ $year }年的放假和调休安排，课后服务暂按周一至周五推送，并已向家长注明“放假安排以学校通知为准”。

    请您核对近期的放假安排。如有出入，请管理员导入本校校历。
timetable-staff-dropped =
    【课后服务提醒】因系统中断，{ $day }的课后服务没有按时推送。现在时间已过，不再补发；如有需要，请您另行告知家长。

timetable-weekday-1 = 周一
timetable-weekday-2 = 周二
timetable-weekday-3 = 周三
timetable-weekday-4 = 周四
timetable-weekday-5 = 周五
timetable-weekday-6 = 周六
timetable-weekday-7 = 周日

timetable-month-1 = 1月
timetable-month-2 = 2月
timetable-month-3 = 3月
timetable-month-4 = 4月
timetable-month-5 = 5月
timetable-month-6 = 6月
timetable-month-7 = 7月
timetable-month-8 = 8月
timetable-month-9 = 9月
timetable-month-10 = 10月
timetable-month-11 = 11月
timetable-month-12 = 12月

timetable-festival-anti-fascist-70th-day = 抗战胜利70周年纪念日
timetable-festival-dragon-boat-festival = 端午节
timetable-festival-labour-day = 劳动节
timetable-festival-mid-autumn-festival = 中秋节
timetable-festival-national-day = 国庆节
timetable-festival-new-years-day = 元旦
timetable-festival-spring-festival = 春节
timetable-festival-tomb-sweeping-day = 清明节
