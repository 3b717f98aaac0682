# The after-school service as families see it: today, the week, absences, courses, calendars.

timetable-own-heading = After-school service, { $day }
timetable-own-pickup = Pick-up: { $times }
timetable-own-or = {" or "}
timetable-own-hours = { $start }–{ $end }
timetable-own-reason = ({ $reason })
timetable-own-none = No after-school service. For the end of lessons, please go by what the class teacher says.
timetable-own-all-cancelled = There is no after-school service left on this day; please pick your child up at the time the school has given.
timetable-own-absent = You have told us: your child does not stay on this day.
timetable-own-absent-fetch = You have told us: your child does not stay on this day; please pick it up when lessons end.
timetable-child-seat = { $name } No. { $seat }

day-button-next = Tomorrow ›
day-button-now = ‹ Today
day-button-week = This week

pickup-which-school = Which school do you mean?
pickup-which-grade = Which grade is your child in?
pickup-which-class = Which class is your child in?
pickup-join = Once you have joined the class I answer with your own child's plan at once, with place and teacher. Please open the teacher's invitation link, or send me the code.
pickup-button-rules = I meant the rules

absent-which = Which child does not stay for the after-school service? (For an absence from lessons please tell the class teacher.)
absent-nothing-ahead = There is no after-school service in the coming week, so there is nothing to tell. For an absence from lessons please tell the class teacher.
absent-offer = { $child }: not { $day }
absent-offer-back = { $child }: stays { $day } after all
absent-today = today
absent-tomorrow = tomorrow
absent-sure =
    { $child } does not stay for the after-school service, { $day }. Is that right?

    The teacher sees it in the list. Please fetch your child at the end of lessons.
absent-button-sure = Right, not staying
absent-button-no = No, staying as usual
absent-toast = Noted
absent-noted =
    Noted: { $child } does not stay for the after-school service, { $day }. The teacher sees it in the list. Please fetch your child at the end of lessons.

    This note is deleted a week later.
absent-button-take-back = Take back, staying
absent-taken-back = Taken back: { $child } stays as usual, { $day }.
absent-none = All right: { $child } stays as usual, { $day }.
absent-too-late = This service has ended or was cancelled, so there is nothing to tell.
absences-heading = Not staying for the after-school service, { $day }
absences-line = { $name }: { $seats }
absences-seat = No. { $seat }
absences-no-seat = seat not given
absences-none = No family has told us anything yet.

courses-no-child = You have not joined a class yet. Please open the teacher's invitation link, or send me the code.
courses-which-child = Courses for which child?
courses-heading = Courses, { $child }
courses-none = There is no course open to { $child } now.
courses-free = Taking part is your and your child's free choice.
courses-line = { $name } – { $places }
courses-line-in = { $name } – enrolled
courses-line-waiting = { $name } – waiting, place { $place } in line
courses-places =
    { $count ->
        [one] one place, { $free } left
       *[other] { $count } places, { $free } left
    }
courses-places-any = as many places as wanted
courses-places-full =
    { $waiting ->
        [0] all places taken ({ $count })
       *[other] all places taken ({ $count }), { $waiting } waiting
    }
courses-one-heading = { $name }
courses-grade = For { $grade }
courses-grades = For { $first } to { $last }
courses-fee = Fee: { $fee }
courses-weeks-odd = { $day } (odd weeks)
courses-weeks-even = { $day } (even weeks)
courses-standing-in = { $child } is enrolled.
courses-standing-waiting = { $child } waits, place { $place } in line. You will be told as soon as there is a place.
courses-over = This course is over; nobody can enrol any more.
courses-button-enrol = Enrol
courses-button-wait = Wait in line
courses-button-leave = Leave
courses-button-leave-sure = Yes, leave
courses-button-stay = No, stay
courses-button-back = ‹ All courses
courses-button-details = About this course
courses-button-decline = No thanks, let the next have it
courses-toast-in = Enrolled
courses-toast-waiting = Waiting, place { $place } in line
courses-toast-left = Left
courses-leave-in =
    Shall { $child } leave “{ $name }”?

    The place goes to the next in line at once; to take part again you would wait at the end.
courses-leave-waiting = Shall { $child } wait for “{ $name }” no longer?
courses-moved-up =
    There is a place in “{ $name }” now: { $child } is enrolled.

    If you do not want it any more, please tap below, and the next in line gets it.

mydata-absence = · { $child } does not stay for the after-school service, { $day } (deleted a week later)

week-button-picture = As a picture
week-button-calendar = In my calendar
drawing-wait = Drawing, one moment please
week-picture-failed = The picture could not be drawn; please read the text for now.
calendar-heading = The after-school service in your telephone's calendar:
calendar-as-file = · A calendar file: open it to import it; later changes do not reach it by themselves.
calendar-as-address = · A private address: your calendar subscribes to it and follows every change.
calendar-has-address = You have a private address, made { $day }. It is not shown again; if it is lost or somebody else knows it, take a new one.
calendar-button-file = Send me the file
calendar-button-make = Make a private address
calendar-button-renew = Take a new address
calendar-button-revoke = Stop the address
calendar-file-name = after-school
calendar-file-caption = Open the file and choose “Add to calendar”. After changes, ask for a new one.
calendar-address =
    Your private address (shown this once; an earlier one leads nowhere now):

    { $address }

    iPhone: copy it, open Calendar → Calendars → Add Calendar → Add Subscription Calendar, and paste it.
    Others: look for “subscribe” or “add by URL” in your calendar app, and paste it.

    Whoever has this address sees the after-school service of your child's class, so please do not pass it on. When you need it no more, tap “Stop the address”.
calendar-no-address = There is no private address to be had now; please take the file.
calendar-revoked = The address leads nowhere from now on, and your calendar is no longer updated. You can delete it on your telephone.
mydata-calendar = · A private calendar address, made { $day } (the address itself is not kept, only a digest to check it)

picture-as-of = As of { $day }.
picture-cancelled = cancelled
picture-changed = changed
picture-absent = You said your child does not stay
