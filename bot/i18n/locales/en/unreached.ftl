# Children whom a notice has not reached, without names.

unreached-title = Notice { $number }: not reached
unreached-note = At { $made }, of { $total } children { $count } were not reached.
unreached-column-school = School
unreached-column-class = Class
unreached-column-seat = Seat
unreached-column-why = Reason
unreached-no-seat = none
unreached-uncertain = uncertain, it may have arrived
unreached-waiting = on its way, no result yet
unreached-stopped = stopped before it left
unreached-refused = Telegram did not take this message
unreached-blocked = the family has stopped the bot
unreached-account-gone = the family’s account is gone
unreached-erased = the family has had its data erased
unreached-nobody = nobody of the family has joined yet
unreached-button = Not reached ({ $count })
unreached-caption = Only classes, seats and reasons are in it. Please tell these families another way.
unreached-everybody = Somebody was reached for every child, so there is no list.
unreached-no-paper = The PDF for printing could not be made this time; please use the table.
