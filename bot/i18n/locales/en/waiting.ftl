# Notices that wait: for a second person, for their time, or for the next time.

notices-day-missing = No calendar has this day or hour; please check it and write it again.
notices-hour-missing = The clock changes that day and jumps over this hour; please choose another time.
notices-hour-twice = The clock changes that day and shows this hour twice; please choose another time.
notices-deadline-early = Nothing could leave before your deadline (nothing is sent in quiet hours), so nothing was sent. Please choose a later deadline.
notices-repeat-unusable = I could not read how it repeats; please use the buttons.
notices-repeat-never = It would never be due before that day, so nothing was planned. Please choose a later day.
notices-reason-unusable = Please say in at most 200 characters why it is urgent.
notices-nobody-to-agree = A second person must agree to this notice, and there is nobody else who may, so nothing was sent. Please ask the administrator to invite a colleague to the office; if there is no hurry, you can also write to some classes.
notices-own-approval = Somebody else must agree to a notice of your own.
notices-not-asked = This notice is not yours to agree to.
notices-decided-before = Somebody else has dealt with this notice already.
notices-taken-back = Its author has taken this notice back.
notices-approval-expired = This notice waited too long and was not sent.

notices-told-agreed = Notice { $number }: a colleague has agreed; it is on its way.
notices-told-agreed-later = Notice { $number }: a colleague has agreed; it goes out { $when }.
notices-told-returned = Notice { $number } was returned and not sent. You can change it and send it again.
notices-told-returned-because =
    Notice { $number } was returned and not sent. Reason: { $reason }
    You can change it and send it again.
notices-told-expired = Nobody agreed to notice { $number } in time, so it was not sent. Please send it again if it is still needed.
notices-told-late = Notice { $number } went out { $minutes } minutes late, because the service was down.
notices-told-too-late = Notice { $number } missed its time and was not sent ({ $count } messages).
notices-told-rest = The deadline of notice { $number } has come; { $count } messages that had not left are not sent any more.
notices-told-no-school = There is no school after all on the day of notice { $number }; it was not sent this time.
notices-told-gone = The class notice { $number } was for is gone; it was not sent.

notices-second-question = Notice { $number } needs your agreement before it is sent:
notices-second-shown = What parents will see:
notices-second-when = Time: { $when }
notices-second-first = First: { $when }
notices-second-until = What has not left by { $when } is not sent any more
notices-second-urgent = Urgent, sent in quiet hours too. Reason: { $reason }
notices-second-yes = Agree and send
notices-second-no = Return it
notices-second-agreed = ✓ You have agreed; the notice goes out at its time.
notices-second-returned = Returned; its author is told.
notices-second-over-agreed = Notice { $number }: a colleague has agreed; there is nothing left to do.
notices-second-over-returned = Notice { $number }: a colleague has returned it; there is nothing left to do.
notices-second-over-expired = Notice { $number }: it waited too long and was not sent; there is nothing left to do.
notices-second-over-taken-back = Notice { $number }: it was taken back and not sent; there is nothing left to do.
notices-second-with-reason = Return it with a reason
notices-second-without = Return it without one
notices-second-reason = Please reply to this message and say why notice { $number } is returned (at most 300 characters).
notices-second-reason-hint = Why it is returned
notices-repeats = { $day } at { $time }, until { $until }
notices-every-1 = Every Monday
notices-every-2 = Every Tuesday
notices-every-3 = Every Wednesday
notices-every-4 = Every Thursday
notices-every-5 = Every Friday
notices-every-6 = Every Saturday
notices-every-7 = Every Sunday
notices-every-month = On the first school day of each month

notices-progress-draft = Notice { $number }: not sent yet
notices-progress-awaiting = Notice { $number }: waits for a colleague to agree
notices-progress-withdrawn = Notice { $number }: withdrawn
notices-progress-taken-back = Notice { $number }: taken back, not sent
notices-progress-returned = Notice { $number }: returned, not sent
notices-progress-expired = Notice { $number }: nobody agreed in time
notices-progress-too-late = Notice { $number }: missed its time, not sent
notices-progress-no-school = Notice { $number }: no school that day, not sent
notices-progress-gone = Notice { $number }: the class is gone, not sent
notices-progress-hurried = Sent in quiet hours { $count }
notices-progress-late = { $minutes } minutes late
notices-progress-dropped = Not sent, out of time { $count }

notices-whom-several = Several…
notices-whom-tick = Whom is it for? Tick as many as you like, then tap Done.
notices-whom-done = Done
notices-whom-none = Nobody is ticked yet; please choose at least one.
notices-whom-courses = Courses…
notices-whom-course = { $name } (course)
notices-whom-unconfirmed = Parents who have not confirmed notice { $number }
notices-button-urgent = ☐ Urgent (in quiet hours too)
notices-button-calm = ☑ Urgent (in quiet hours too)
notices-urgent-question = Please reply to this message and say why it is urgent (at most 200 characters).
notices-urgent-hint = Why it is urgent
notices-second-needed = A colleague must agree before this notice is sent.
notices-button-limit = Send before…
notices-button-repeat = Repeat…
notices-button-before = Now, until { $when }
notices-button-until = Until { $day }
notices-button-begin = Begin
notices-repeat-sure = The first time is { $when }. Is that right?
notices-button-stop-series = Stop all that follow
notices-button-again = Change and send again
notices-series-stopped = It will not repeat any more.
notices-series-next = Only this time is stopped; the next one goes out { $when }.

notices-return-reason-long = A reason for returning it holds at most 300 characters; please shorten it.
long-texts-cut = What you just sent was so long that your phone cut it into several messages, so none of it was used. Please shorten it and send it as one message.
long-texts-unasked = What you just sent was so long that your phone cut it into several messages, so none of it was used. If it is a notice, please send it again as a reply to the message that asks for it; the parts will be joined.
