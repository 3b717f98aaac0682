# Texts used all over.

list-separator = {", "}
child-label = { $name }, seat { $seat }
grade = grade { $number }

bot-description =
    Jiaxiao: a helper between school and parents.
    · Ask about homework, after-school service, tutoring and other double-reduction rules; every answer names its source
    · Get your child's class notices and each day's after-school service
    · Answer anonymously; the school sees totals only
bot-short-description = Ask about the rules, get notices, see after-school service

command-today = After-school service today
command-week = This week's after-school service
command-absent = My child does not stay today
command-courses = Enrol in courses
command-absences = Who does not stay
command-help = What I can do
command-language = 语言 / Language
command-privacy = What we keep
command-mydata = What is kept about me
command-settings = Language and quiet hours
command-forget = Erase everything about me
command-inbox = Parents' questions
command-change = Change a day's after-school service
command-door = Lists for the door
command-template = Timetable to fill in
command-leave = Leave a class
command-notice = Write a notice
command-class = See a class

privacy =
    We keep only what it takes to reach you: this chat's number, your language, your child's class, the seat number if you give it, and which messages were sent to you; no names and no telephone numbers.
    Your questions are not kept with you: which answer you saw last is erased half an hour later; a question without an answer stays for the school without names, telephone numbers, classes and its asker; only if you ask the school to look, or to be told of an answer, do we remember this chat, to reply to you.
    Survey answers are stored encrypted, without who gave them and when; after the survey has ended, the school sees totals of enough families only.
    Everything passes through Telegram, whose own rules decide what it keeps; so we do not say that nobody can ever know, only that we do not record, export or show it.
    Send /mydata to see what is kept, /leave to leave a class, and /forget to erase everything about you; what staff do at school is put down in a record that can only be added to and holds numbers, no names.

failure-unexpected = Sorry, something went wrong and this was not done. Please try again in a moment; if it happens again, tell the school.
failure-bad-input = Sorry, this cannot be used. Please check it and try again.
failure-not-found = This is no longer here; it may have been removed.
failure-not-allowed = Only staff of the school can do this. If you are staff, ask the school for a staff invitation.
failure-wrong-moment = This cannot be done any more; it may have been done already.
failure-old-button = This button is too old. Send /help to start again.
failure-not-your-class = This class is not one of yours. If it should be, please ask the school office.
failure-busy = It is busy right now and this was not done. Please try again in a minute; nothing is lost.

other-sticker = Thank you! If you have a question, just type it.
other-photo = I cannot read pictures yet. Please type your question; send photos for the teacher to the teacher.
other-voice = I cannot listen to voice messages yet. Please type your question.
other-file = I cannot open files. Please type your question; hand documents to the teacher.
other-captioned = I cannot read pictures or files yet, so this answers your words only.
other-anything = I cannot read this yet. Please type your question.
other-unknown-command = There is no such command. Send /help to see what I can do, or just type your question.
