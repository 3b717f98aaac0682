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

timetable-line-cancelled = { $line }（取消）
timetable-line-moved-away = { $line }（改到{ $day }）
timetable-line-changed = { $line }（有调整）

timetable-staff-year-ahead =
    【课后服务提醒】还有 { $days } 天就是{ $year }年，系统仍未收录{ $year }年的放假和调休安排。

    在收录之前，{ $year }年的课后服务暂按周一至周五推送，并向家长注明“放假安排以学校通知为准”。请管理员更新系统，或导入本校校历。

timetable-slot-gone = 这项安排已经不在课后服务表里了。
timetable-course-gone = 这门课程已经没有了。
timetable-course-not-for-them = 这门课程不面向您孩子所在的年级。

timetable-ics-name = { $name } 课后服务
timetable-ics-cancelled = 【取消】{ $title }
timetable-ics-teacher = 教师：{ $teacher }
timetable-ics-ends = 可接时间：{ $ends }

timetable-rule-ends-early = 结束得早：{ $end } 结束，早于本地通常的下班时间 { $limit }。小学课后服务的结束时间原则上不早于当地正常下班时间。
timetable-rule-fee = 收费说明没有写“自愿”：课后服务由家长自愿选择，请在收费说明里写明。
timetable-rule-new-lessons = 名称像是讲新课或补课：课后服务时间不能讲新课，也不能集体补课。
timetable-rule-compulsory = 用词像是强制参加：课后服务由家长自愿选择，请改一改说法。
timetable-rule-weekend = 排在周末：课后服务安排在上课日。排在周六、周日的，系统只在调休上课的那天推送。
timetable-rule-evening-primary = 小学排了晚自习：文件里说可以开设晚自习的，是初中。
timetable-rule-evening-weekend = 晚自习排在周末：初中晚自习只在工作日晚上。
timetable-rule-evening-fee = 晚自习写了收费：晚自习不得纳入课后服务，不能按课后服务收费。
timetable-rule-evening-late = 晚自习结束得晚：{ $end } 结束，晚于本地规定的 { $limit }。

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

timetable-column-class = 班级
timetable-column-weekday = 星期
timetable-column-start = 开始时间
timetable-column-end = 结束时间
timetable-column-title = 内容
timetable-column-place = 地点
timetable-column-teacher = 教师
timetable-column-valid_from = 生效日期
timetable-column-valid_until = 失效日期
timetable-column-course = 社团
timetable-column-weeks = 单双周
timetable-column-kind = 种类
timetable-column-capacity = 名额
timetable-column-fee = 收费说明
timetable-column-grades = 年级
timetable-column-lesson = 节次
timetable-column-time = 时间

timetable-template-lesson = 第{ $number }节
timetable-template-advice = 填写说明
timetable-template-week =
    一个班一张表，工作表的名字就是班级名称；也可以加一列“班级”，全校排在一张表里。
    每格写内容、教师、地点，中间空一格或换行，例如：书法 李老师 美术室。
    单双周不同的，写“（单周）”或“（双周）”。几节连上的，把格子合并起来。
    时间写成 16:00-17:30；家长可以晚接的，写成 16:00-17:30/18:30。
    不要用公式。填好后交给管理员导入。
timetable-template-yaml =
    一条课后服务写一项。班级（class）和社团（course）只写一个。
    weekday：1 是周一。weeks：odd是单周，even是双周，不写是每周。
    kind：evening是初中晚自习，不写是课后服务。
timetable-template-name = 课后服务表
timetable-template-here = 课后服务表的模板。两种任选一种填，填好后交给管理员导入。

timetable-festival-anti-fascist-70th-day = 抗战胜利70周年纪念日
timetable-festival-dragon-boat-festival = 端午节
timetable-festival-labour-day = 劳动节
timetable-festival-mid-autumn-festival = 中秋节
timetable-festival-national-day = 国庆节
timetable-festival-new-years-day = 元旦
timetable-festival-spring-festival = 春节
timetable-festival-tomb-sweeping-day = 清明节
