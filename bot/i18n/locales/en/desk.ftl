# Teachers and the office: change a day's after-school service, print lists for the door.

desk-heading = [Change after-school service] { $day }
desk-question = Tap what is to change.
desk-nothing = There is nothing you can change on this day.
desk-days = Choose a day. Days that are not shown have nothing you can change.
desk-no-days = In the next two weeks there is nothing you can change.

desk-button-today = Today
desk-button-tomorrow = Tomorrow
desk-button-days = Other days
desk-button-back = ‹ Back
desk-button-cancel = Cancel this time
desk-button-earlier = End early, { $end }
desk-button-later = End later, { $end }
desk-button-other-end = Another time…
desk-button-place = Another place
desk-button-teacher = Another teacher
desk-button-type = Write it…
desk-button-undo = Back to the plan
desk-button-do = Do it and tell families
desk-button-do-quietly = Do it
desk-button-more = Change something else

desk-button-all = All of it ({ $count })
desk-button-cancel-all = Cancel all
desk-button-undo-all = All back to the plan
desk-all =
    { $day }: change all of it at once.
    What has not begun by an earlier end is cancelled.
desk-all-preview = Please check. { $day }, { $count } changed:
desk-all-hours = Each parent reads when to pick up their own children.
desk-all-more = and { $count } more

desk-type-end =
    { $session }

    Please reply to this message with the new end, such as 16:45.

    No. { $mark }
desk-type-place =
    { $session }

    Please reply to this message with the new place.

    No. { $mark }
desk-type-teacher =
    { $session }

    Please reply to this message with who steps in, as families know them, such as Ms Wang.

    No. { $mark }
desk-type-hint-end = Such as 16:45
desk-type-hint-place = The new place
desk-type-hint-teacher = Who steps in

desk-preview =
    Please check. As it stands:
    { $before }
desk-reading = Afterwards families read:
desk-afterwards =
    Afterwards:
    { $after }
desk-done = Done.
desk-told-now =
    It is about { $children ->
        [one] one child
       *[other] { $children } children
    }; { $chats ->
        [one] one parent is
       *[other] { $chats } parents are
    } told now.
desk-told-sunday =
    It is about { $children ->
        [one] one child
       *[other] { $children } children
    }; { $chats ->
        [one] one parent reads
       *[other] { $chats } parents read
    } it in the week's changes on { $day }, { $at }.
desk-told-hurried =
    It is urgent, so { $chats ->
        [one] one of them is told at once although it is their quiet time.
       *[other] { $chats } of them are told at once although it is their quiet time.
    }
desk-told-waiting =
    { $chats ->
        [one] One of them has
       *[other] { $chats } of them have
    } quiet hours and get it on { $day }, { $at } at the latest.
desk-told-nobody = There is no parent to tell yet.
desk-told-not = What families know does not change, so nobody is told.
desk-busy = Please note, at the same time there is { $line }

desk-reason-1 = Weather
desk-reason-2 = Teacher away
desk-reason-3 = Place taken
desk-reason-4 = School event

desk-day-past = This day has passed and can no longer be changed.
desk-session-over = This is over and can no longer be changed.
desk-not-planned = This is no longer planned for that day; a new timetable may have been imported. Please choose again.
desk-end-too-early = The new end must be after the beginning and still ahead. Please choose another time.
desk-end-unreadable = I could not read this time. Please write it like 16:45 and send it again.
desk-text-unusable = Please write one line of at most 60 characters.
desk-unchanged = It is so already; there is nothing to change.
desk-seen-otherwise = Something has changed since you looked. This is how it stands now; please check again.
desk-text-gone = I can no longer see what you wrote. Please write it once more.

desk-lists-heading = [After-school lists] { $day }
desk-lists-question = Tap a class or a course.
desk-lists-nothing = There is no list for you on this day.
desk-lists-file = All lists (Excel)
desk-lists-name = After-school lists
desk-list-file = This list (Excel)
desk-list-gone = This list is no longer there for that day; a new timetable may have been imported.
desk-list-heading = [List] { $day }
desk-list-separator = {", "}
desk-list-all = { $count } on the list
desk-list-absent = { $count } not staying
desk-list-elsewhere = { $count } in a course at that time
desk-list-expected = { $count } expected
desk-list-empty = There is no child on this class's list yet.
desk-list-empty-course = Nobody has a place in this course yet.
desk-list-of = { $name }: { $seats }
desk-list-seats = seats { $seats }
desk-list-no-seat = { $count } without a seat number
desk-list-who-absent = Not staying: { $seats }
desk-list-who-elsewhere = { $course }: { $seats }
desk-note-absent = not staying
desk-column-number = No.
desk-column-date = Date
desk-column-list = List
desk-column-class = Class
desk-column-seat = Seat
desk-column-note = Remark
desk-column-came = Here
desk-column-fetched = Fetched when, by whom
