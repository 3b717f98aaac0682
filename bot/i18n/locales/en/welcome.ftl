# Starting, joining, the seat number, languages, leaving.

welcome =
    Hello, I am Jiaxiao, a helper between school and parents.

    · Type any question about the double-reduction rules, best in Chinese; the answers come in English
    · /today shows today's after-school service, /week the whole week
    · The school's notices arrive here
    · Everything else is in the menu beside the message field
welcome-parent = You have joined: { $names }.
welcome-staff =
    As a member of staff you can also:
    · /notice write to parents
    · /class see who has joined
    · /change change a day's after-school service, /door see who is expected
    · /inbox see what parents ask the school
welcome-stranger = To get your child's class notices, open the invitation link from the teacher, or send me the 12-character code.

join-welcome =
    You have joined { $name } of { $school }.

    From now on the notices and the after-school service of this class arrive here; nothing else is needed.
    Ask me anything, any time.
join-already = You had joined { $name } of { $school } before; its notices keep arriving here.
join-another-button = I have another child in this class
join-told-others = A family member has just joined { $name } and will get its notices too. If you do not know who that is, please tell the class teacher.
join-teacher =
    Welcome! You have joined { $school }, with: { $names }.

    · /notice write to parents
    · /class see who has joined
    · /change change a day's after-school service, /door see who is expected
    · /inbox see what parents ask the school
join-school =
    Welcome! You have joined the office of { $school }.

    · /notice write to the school, a grade or a class
    · /class see who has joined
    · /change change a day's after-school service, /door see who is expected
    · /inbox see what parents ask the school
join-code-unknown = This invitation code is not known. Please check it, or ask the teacher for a new one.
join-code-expired = This invitation code has expired. Please ask the teacher for a new one.
join-code-used = This invitation code works once and has been used. Please ask the teacher for another.
join-seat-full = Three people have joined for this seat already. If the number was wrong, please enter it again; if you do not know one of them, tell the class teacher.

seat-question =
    What is your child's seat number in { $name }? Please tap it.
    It brings one child's family together and shows the teacher that somebody is reached for your child.
seat-sure = Your child's seat in { $name } is { $seat }, right?
seat-button-yes = Yes, { $seat }
seat-button-again = Choose again
seat-button-more = From { $begin } ›
seat-button-fewer = ‹ Lower numbers
seat-button-skip = Skip
seat-skipped = Fine, no seat number for now. Notices arrive all the same.
seat-kept = Noted: { $name }, seat { $seat }.
seat-known = The seat number has been settled already.

language-question = Please choose a language:
language-chosen = I will speak English with you from now on.

leave-question = Which one do you want to leave? You will not get its notices any more.
leave-button-child = Leave { $name }
leave-button-posts = Give up my staff role
leave-button-sure = Yes, leave
leave-button-stay = No, stay
leave-stayed = All right, nothing has changed.
leave-nothing = You have not joined any class.
leave-sure = Leave { $name }? Notices for this child will not arrive here any more.
leave-done = You have left { $name } and the record is erased. To come back, ask the teacher for an invitation.
leave-done-before = You are no longer in this class.
leave-posts-sure = Give up your staff role? You will not be able to write notices any more.
leave-posts-done = Your staff role and its record are erased.

week-no-class = You have not joined a class yet, so there is no after-school service to show. Please open the teacher's invitation link, or send me the code.
week-button-before = ‹ Previous
week-button-now = This week
week-button-after = Next ›
