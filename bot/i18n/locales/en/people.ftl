# District staff and editors, and putting a class list right.

welcome-district =
    Hello, you can also:
    · /notice to write to the parents of every school of your region
    · /class to see how far the schools have come
welcome-editor =
    Hello, you can also:
    · /inbox to see questions without an answer, and answer them
join-district =
    Hello! You have joined for the region { $region }.

    · /notice to write to the parents of every school of your region
    · /class to see how far the schools have come, in totals only
join-editor =
    Hello! You have joined and look after the answers, in the region { $region }.

    · /inbox to see questions without an answer, and answer them
mydata-district = · You work for the region { $region }
mydata-editor = · You look after the answers, in the region { $region }
notices-whole-district = Every school of { $region }

classes-totals-heading = How far the schools of { $region } have come:
classes-totals-school = · { $school }: { $classes } classes, { $children } children on the lists, { $reached } of them with a parent who gets notices
classes-button-change-seat = Change the seat
classes-button-drop-seat = Take off the list
classes-which-seat =
    { $seat ->
        [0] Which seat should this child have?
       *[other] The seat is { $seat } now. What should it be?
    }
    Seats whose parents get notices already are left out.
classes-seat-changed = Changed to { $seat }
classes-seat-taken = Other parents get notices for this seat already. Please remove whoever is wrong there first, then change the seat.
classes-told-seat-changed = The teacher has changed your child's seat in { $name } to { $seat }; notices reach you as before. If this is wrong, please contact the class teacher.
classes-drop-sure =
    { $seat ->
        [0] Take this child without a seat number off the list?
       *[other] Take seat { $seat } off the list?
    }
classes-button-drop-sure = Yes, take it off
classes-seat-dropped = Taken off the list

# On paper: the poster of a class and the slips of its seats.

poster-headline = Parents: scan this and get the class's notices on your phone
poster-code = If you cannot scan, send this code to { $bot }
poster-step-scan = Install Telegram, then scan the code above with your camera
poster-step-start = Open it and press “START”
poster-step-seat = Choose your child's seat number, or skip it for now
poster-until = Good until { $date }
poster-hint = For the parents of this class only; please do not pass it on. If it has got about or has expired, tell the class teacher, who sends /class to make the old code useless and get a new one. No name and no telephone number is asked for, and you may leave at any time.
poster-seat = No. { $seat }
poster-slip-scan = 1. Install Telegram and scan the code
poster-slip-start = 2. Press “START”
poster-slip-one = 3. For one person; ask the teacher for more
poster-slip-code = Code (for { $bot }): { $code }
