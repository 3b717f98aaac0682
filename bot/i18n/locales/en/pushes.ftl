# What families are sent without asking: changes, what is different in a week, when to come; and hints for staff.

timetable-change-heading = Change in after-school service, { $day }
timetable-change-cancelled = It does not take place that day.
timetable-change-back = { $day }: it takes place after all, { $line }
timetable-change-day = Moved to { $day }, { $time }.
timetable-change-time = Now { $new } instead of { $old }.
timetable-change-place = Now in { $new } instead of { $old }.
timetable-change-place-new = Place: { $new }.
timetable-change-place-open = The place is still to be named.
timetable-change-teacher = With { $new } instead of { $old }.
timetable-change-teacher-new = With { $new }.
timetable-change-teacher-open = It is not yet known who will be there.
timetable-change-reason = Reason: { $reason }
timetable-change-fetch = On { $day }, please pick your child up at { $times }.
timetable-change-fetch-open = On { $day } there is no after-school service left; please pick your child up at the time the school has given.
timetable-change-fetch-child = { $child }: { $line }
timetable-change-readers =
    { $count ->
        [one] { $count } parent also reads:
       *[other] { $count } parents also read:
    }
timetable-change-readers-no-time =
    { $count ->
        [one] { $count } parent reads no time: the child does not stay, as the family has said.
       *[other] { $count } parents read no time: their children do not stay, as the families have said.
    }
timetable-change-readers-others = Others ({ $count }) read the time of their own children.

timetable-staff-takes-long =
    After-school service: there are so many families that each morning's messages take { $minutes } minutes. Even starting at { $begins }, the last of them are late.

    To be faster, ask the operator to change the time of the messages or the sending rate.

timetable-ahead-heading = After-school service next week is not as always, { $from } to { $until }
timetable-ahead-rest = Everything else is as always.
timetable-ahead-span = { $from } to { $until }
timetable-ahead-off = { $day }: no after-school service
timetable-ahead-off-named = { $day }: no after-school service ({ $name })
timetable-ahead-changed = { $day }: { $what }
timetable-ahead-here = { $day }: in addition (planned for { $old })

timetable-pickup-heading = Pick-up today at { $time }

timetable-staff-not-arrived =
    After-school service: because sending was interrupted, { $count } parents did not get the message for { $day } in time. It is too late for it now and it will not be sent; please tell them yourself where that is needed.

timetable-calendar-heading = Change in after-school service: the school's calendar is different

timetable-plan-heading = Change in after-school service: the weekly plan is different
timetable-plan-changed = From { $day }: { $what }
timetable-plan-gone = From { $day } there is no more { $what }
timetable-plan-new = New from { $day }: { $line }
