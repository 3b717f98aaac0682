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

timetable-festival-anti-fascist-70th-day = Victory Day
timetable-festival-dragon-boat-festival = Dragon Boat Festival
timetable-festival-labour-day = Labour Day
timetable-festival-mid-autumn-festival = Mid-Autumn Festival
timetable-festival-national-day = National Day
timetable-festival-new-years-day = New Year's Day
timetable-festival-spring-festival = Spring Festival
timetable-festival-tomb-sweeping-day = Tomb-Sweeping Day
