# Reminding families that have not confirmed.

reminders-button = Remind families who have not confirmed ({ $count })
reminders-whom =
    { $children ->
        [0] Goes to { $chats ->
                [one] { $chats } member of staff
               *[other] { $chats } members of staff
            }. Whoever has confirmed gets none.
       *[other] Goes to { $chats ->
                [one] { $chats } parent
               *[other] { $chats } parents
            } of { $children ->
                [one] { $children } child
               *[other] { $children } children
            }. Families in which somebody has confirmed get none.
    }
reminders-limit = Reminders of this notice today: { $made }; at most { $most } a day.
reminders-send = Send the reminder
reminders-drop = Remind nobody
reminders-dropped = No reminder was sent.
reminders-nothing-asked = This notice asks for no confirmation, so there is nothing to remind of.
reminders-not-sent = A reminder can follow once the notice has been sent to everybody; one that was stopped or taken back is not repeated.
reminders-everybody = Every family that can be reached has confirmed.
reminders-enough = Families were reminded of this notice twice today. So as not to burden them, please wait until tomorrow, or ask them directly.
