# Notices: what parents get, and how staff write them.

notices-heading = [Notice] { $whom }
notices-heading-urgent = [Urgent] { $whom }
notices-whom-staff = All staff
notices-whom-everyone = All parents
notices-whom-more = { $names } and others
notices-footing = — { $school }, { $date }
notices-date = { $month }/{ $day }
notices-date-with-year = { $month }/{ $day }/{ $year }
notices-heading-reminder = [Reminder] { $whom }
notices-reminding = This notice was sent before; please have a look:
notices-reminding-read = This notice was sent before, and you have not tapped “I have read it” yet; please have a look:
notices-reminding-agree = This notice was sent before, and you have not answered yet; please have a look and tap a button below:
notices-read-button = I have read it
notices-only-read-button = I have only read it
notices-agree-button = I have read it and agree
notices-agree-done = ✓ Read and agreed
notices-agree-thanks = Thank you; the school knows that you have read it and agree.
notices-agree-before = You had agreed before, thank you.
notices-read-done = ✓ Read
notices-read-thanks = Thank you; the school knows that you have seen it.
notices-read-before = You had tapped this before, thank you.

notices-whom-question = Whom is this notice for?
notices-whom-chosen = For: { $whom }
notices-whole-school = All parents of the school
notices-all-staff = All staff
notices-text-question = Please reply to this message with the text of the notice. Pictures and PDFs you send here are attached.
notices-text-hint = Text of the notice
notices-is-this-text = You are writing a notice. Was this its text?
notices-button-is-text = Yes, the notice's text
notices-button-is-question = No, it is a question
notices-taken-as-text = Taken as the notice's text.
notices-taken-as-question = Taken as a question.
notices-class-gone = This class is not there any more; please choose again.
notices-text-gone = I cannot find that text any more; please send it again.

notices-preview-heading = Preview, exactly as parents will see it:
notices-preview-reach =
    Goes to { $chats ->
        [one] { $chats } parent
       *[other] { $chats } parents
    } of { $children ->
        [one] { $children } child
       *[other] { $children } children
    }{ $unreached ->
        [0] .
       *[other] ; for { $unreached } of them nobody can be reached here, please tell them another way.
    }
notices-preview-reach-staff =
    Goes to { $chats ->
        [one] { $chats } member of staff.
       *[other] { $chats } members of staff.
    }
notices-button-ask = ☐ Ask parents to confirm
notices-button-unask = ☑ Ask parents to confirm
notices-button-agree = ☐ Ask parents to agree
notices-button-unagree = ☑ Ask parents to agree
notices-button-once = ☐ Once at most, never again
notices-button-twice = ☑ Once at most, never again
notices-once = Once at most: what may or may not have arrived after a network failure is not sent again, and stands in the list of the unreached.
notices-button-send = Send now
notices-button-later = Send later
notices-button-rewrite = Rewrite
notices-button-drop = Discard
notices-button-back = Back
notices-button-type-time = Another time
notices-button-send-at = Send { $when }
notices-button-stop = Stop
notices-button-stop-once = Stop this time only
notices-button-take-back = Take back
notices-today = today
notices-tomorrow = tomorrow
notices-when = Please reply to this message with the time, for example: 11-22 16:30
notices-when-hint = 11-22 16:30
notices-time-unreadable = I could not read this time; please write it like 11-22 16:30
notices-time-passed = This time has passed; please choose a later one.
notices-time-too-far = This time is too far off; a notice can wait for a year at most. Please choose an earlier one.
notices-time-sure = Send { $when } ({ $weekday })?
notices-time-which = Which time do you mean? Please tap it.
notices-weekday-1 = Monday
notices-weekday-2 = Tuesday
notices-weekday-3 = Wednesday
notices-weekday-4 = Thursday
notices-weekday-5 = Friday
notices-weekday-6 = Saturday
notices-weekday-7 = Sunday
notices-dropped = The notice is discarded and its text erased.

notices-missing = This notice is not here; it may have been taken down.
notices-text-unusable = A notice needs a text of at most 12,000 characters. Please shorten it or attach it as a PDF.
notices-nobody-in-course = There is no parent in this course who could get it yet, so it was not sent. Please send it again once children have a place and their parents have joined.
notices-nobody = Nobody has joined here yet, so nothing was sent. Please hand out the invitation link first.
notices-already-sent = This notice has been dealt with already.

notices-progress-scheduled = Notice { $number }: goes out { $when } by itself.
notices-progress-sending = Notice { $number }: on its way
notices-progress-sent = Notice { $number }: sent
notices-progress-cancelled-state = Notice { $number }: stopped
notices-progress-delivered = Delivered { $count }
notices-progress-failed = Not delivered { $count } (the bot is blocked or the account is gone)
notices-progress-cancelled = Not sent { $count }
notices-progress-confirmed = Confirmed { $count }
notices-progress-agreed = Agreed { $count }
notices-progress-unreached = For { $count } children nobody was reached; please tell them another way.

classes-question = Please choose a class:
classes-none = You have no class yet; please ask the school office.
classes-heading =
    { $name }: { $seats } children, { $chats } parents have joined.
    Tap a seat to look, or to remove somebody who should not be here.
classes-seat-label = { $seat } · { $count }
classes-no-seat = no seat · { $count }
classes-seat = { $seat }. Whom do you want to remove? They will not get this class's notices any more.
classes-seat-empty = { $seat }. Nobody gets notices for this seat now.
classes-button-remove = Remove number { $number }
classes-button-back = Back to the class
classes-removed = Removed
classes-seat-gone = Nobody is at this seat any more.
classes-told-removed = The teacher has removed you from { $name }; you will not get its notices any more. If this is a mistake, please contact the class teacher.
classes-button-invite = Invite parents
classes-invitation =
    Dear parents, please join { $name } by this link; its notices and after-school service will then arrive by themselves:
    { $link }

    Or send this code to Jiaxiao: { $code }
    Valid until { $date }.
classes-button-revoke = Revoke invitations
classes-button-revoke-sure = Revoke
classes-revoke-sure =
    Revoke the invitations to { $name }? { $codes ->
        [one] One can still be used; its link will no longer work.
       *[other] { $codes } can still be used; their links will no longer work.
    }
    { $listed ->
        [0] Nobody has joined this class yet; parents will need a new invitation.
       *[other] { $missing ->
            [0] Every child on the list has a parent who joined; whoever joined stays.
            [one] One child on the list has no parent who joined and will need a new invitation. Whoever joined stays.
           *[other] { $missing } children on the list have no parent who joined and will need a new invitation. Whoever joined stays.
        }
    }
classes-revoked = Revoked; the old links no longer work
classes-nothing-to-revoke = No class invitation is open
