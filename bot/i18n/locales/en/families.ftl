# The after-school service as families see it: today, the week, absences, courses, calendars.

timetable-own-heading = After-school service, { $day }
timetable-own-pickup = Pick-up: { $times }
timetable-own-or = {" or "}
timetable-own-hours = { $start }–{ $end }
timetable-own-reason = ({ $reason })
timetable-own-none = No after-school service. For the end of lessons, please go by what the class teacher says.
timetable-own-all-cancelled = There is no after-school service left on this day; please pick your child up at the time the school has given.
timetable-own-absent = You have told us: your child does not stay on this day.
timetable-child-seat = { $name } No. { $seat }

day-button-next = Tomorrow ›
day-button-now = ‹ Today
day-button-week = This week

pickup-which-school = Which school do you mean?
pickup-which-grade = Which grade is your child in?
pickup-which-class = Which class is your child in?
pickup-join = Once you have joined the class I answer with your own child's plan at once, with place and teacher. Please open the teacher's invitation link, or send me the code.
pickup-button-rules = I meant the rules
