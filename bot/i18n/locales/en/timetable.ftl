# After-school service: each morning's message, the week, and warnings to the school.

timetable-day = { $weekday } { $day } { $month }

timetable-push-heading = After-school service today, { $day }
timetable-push-heading-marked = After-school service today, { $day } ({ $mark })
timetable-late = Sorry, this reminder is late today.
timetable-uncertain = For holidays, the school's own notice counts.

timetable-week-heading = After-school service this week, { $from } to { $until }
timetable-other-week-heading = After-school service, { $from } to { $until }
timetable-week-today = { $day } (today)
timetable-week-none = No after-school service
timetable-week-missing = This class has no after-school service yet.

timetable-marked = { $day } ({ $mark })
timetable-off = { $day }: no school
timetable-off-named = { $day }: no school ({ $name })
timetable-outside-term = { $day }: no school (outside term)

timetable-made-up = made-up working day
timetable-made-up-follows = made-up working day, { $weekday } plan
timetable-extra = extra school day
timetable-extra-follows = extra school day, { $weekday } plan
timetable-extra-named = { $name }
timetable-extra-named-follows = { $name }, { $weekday } plan

timetable-staff-uncertain =
    After-school service: the public holidays of { $year } are not known to the system yet. Until they are, Monday to Friday are taken for school days, and every message tells parents that the school's own notice counts for holidays.

    Please check the coming holidays. Where they differ, ask the operator to import the school's calendar.
timetable-staff-dropped =
    After-school service: because the system was down, the message for { $day } was not sent in time. It is too late for it now and it will not be sent; please tell parents yourself where that is needed.

timetable-line-cancelled = { $line } (cancelled)
timetable-line-moved-away = { $line } (moved to { $day })
timetable-line-changed = { $line } (changed)

timetable-staff-year-ahead =
    After-school service: { $year } begins in { $days } days, and its public holidays are not known to the system yet.

    Until they are, Monday to Friday of { $year } are taken for school days, and every message tells parents that the school's own notice counts for holidays. Please ask the operator to update the system or to import the school's calendar.

timetable-slot-gone = This is not in the after-school service any more.
timetable-course-gone = There is no such course any more.
timetable-course-not-for-them = This course is not for your child's grade.

timetable-ics-name = After-school service, { $name }
timetable-ics-cancelled = Cancelled: { $title }
timetable-ics-teacher = Teacher: { $teacher }
timetable-ics-ends = Pick-up at: { $ends }

timetable-rule-ends-early = ends early: at { $end }, before people here usually stop working, { $limit }; in primary school it ends as a rule no earlier than that
timetable-rule-fee = the word on its price does not say that it is voluntary; parents choose after-school service freely, so say it there
timetable-rule-new-lessons = the title sounds like new lessons or tutoring; after-school service may hold neither
timetable-rule-compulsory = the wording sounds compulsory; parents choose after-school service freely
timetable-rule-weekend = stands on a weekend; after-school service is for school days, and this takes place on made-up working days only
timetable-rule-evening-primary = evening study in primary school; the document allows it for junior schools
timetable-rule-evening-weekend = evening study on a weekend; junior schools may hold it on evenings of working days
timetable-rule-evening-fee = evening study with a price; it is no after-school service and may not be charged as such
timetable-rule-evening-late = evening study ends late: at { $end }, after the local limit { $limit }

timetable-weekday-1 = Mon
timetable-weekday-2 = Tue
timetable-weekday-3 = Wed
timetable-weekday-4 = Thu
timetable-weekday-5 = Fri
timetable-weekday-6 = Sat
timetable-weekday-7 = Sun

timetable-month-1 = Jan
timetable-month-2 = Feb
timetable-month-3 = Mar
timetable-month-4 = Apr
timetable-month-5 = May
timetable-month-6 = Jun
timetable-month-7 = Jul
timetable-month-8 = Aug
timetable-month-9 = Sep
timetable-month-10 = Oct
timetable-month-11 = Nov
timetable-month-12 = Dec

timetable-column-class = class
timetable-column-weekday = weekday
timetable-column-start = start
timetable-column-end = end
timetable-column-title = title
timetable-column-place = place
timetable-column-teacher = teacher
timetable-column-valid_from = valid_from
timetable-column-valid_until = valid_until
timetable-column-course = course
timetable-column-weeks = weeks
timetable-column-kind = kind
timetable-column-capacity = capacity
timetable-column-fee = fee
timetable-column-grades = grades
timetable-column-lesson = Lesson
timetable-column-time = Time

timetable-template-lesson = Lesson { $number }
timetable-template-advice = How to fill in
timetable-template-week =
    One sheet for each class, called by the name of the class; or one for the whole school, with a column called class.
    Each cell holds what it is, the teacher and the place, with a line break between them.
    For odd or even weeks write (odd weeks) or (even weeks). Where something lasts several lessons, merge the cells.
    Write times like 16:00-17:30; where children may be fetched later, 16:00-17:30/18:30.
    Use no formulas. Give the file to the operator, who imports it.
timetable-template-yaml =
    One item for each slot, with either class or course.
    weekday: 1 is Monday. weeks: odd or even; without it every week.
    kind: evening is evening self-study of junior school; without it after-school service.
timetable-template-name = after-school-service
timetable-template-here = Templates for the after-school service. Fill in whichever you like and give it to the operator, who imports it.

timetable-festival-anti-fascist-70th-day = Victory Day
timetable-festival-dragon-boat-festival = Dragon Boat Festival
timetable-festival-labour-day = Labour Day
timetable-festival-mid-autumn-festival = Mid-Autumn Festival
timetable-festival-national-day = National Day
timetable-festival-new-years-day = New Year's Day
timetable-festival-spring-festival = Spring Festival
timetable-festival-tomb-sweeping-day = Tomb-Sweeping Day
