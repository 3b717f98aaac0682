# /forget and /settings: erasing everything, language and quiet hours.

forget-question =
    Shall we erase everything we keep about you?
    · Erased: this chat's number and settings, the classes you have joined, the notices you have marked as read, the answer you saw last, questions waiting for a reply, messages that have not gone out to you yet
    · Left: how many messages were sent, as a number only, without whom they went to
    · Cannot be erased: answers to anonymous surveys. Nothing ties them to you, so we cannot find them either
    · Messages that are on your telephone already: please delete them in Telegram yourself
forget-question-staff =
    · Your posts at school and notices you have not finished are erased too
    · Notices that were sent or set for a time belong to the school and stay, without saying who wrote them; of what you did at school the record keeps a number that leads to nobody
forget-for-ever = What is erased cannot be brought back. To use this again you need a new invitation.
forget-button-sure = Erase everything
forget-button-no = Erase nothing
forget-kept = All right, nothing was erased.
forget-done = Everything is erased.
forget-backup = Only the database backup of { $made } still holds it; it is to be deleted on { $lapses }.
forget-no-backup = There is no database backup here that still holds it.

settings-heading = Your settings:
settings-quiet-rule = · quiet because of your child's stage: { $begin } to { $end }
settings-quiet-own = · quiet hours you have added: { $begin } to { $end }
settings-quiet-none = · you have added no quiet hours of your own
settings-about =
    Notices and messages about after-school service wait until quiet hours are over. What is urgent and replies to you come as always.
    Send /mydata to see what is kept about you, /forget to erase it all.
settings-button-language = Change language
settings-button-quiet = Add quiet hours
settings-button-no-quiet = Drop the hours I added
settings-button-back = ‹ Back
settings-quiet-begin = From when on shall we leave you in peace? Your hours count together with those of your child's stage and never make them shorter.
settings-quiet-end = From { $begin }, until when the next morning?
settings-kept = Noted
settings-reminder = · you are reminded { $minutes } minutes before pick-up
settings-reminder-none = · no reminder before pick-up
settings-button-reminder = Pick-up reminder
settings-reminder-question = How long before pick-up shall we remind you? Only on days when your child has after-school service, and not in quiet hours.
settings-reminder-minutes = { $minutes } minutes
settings-button-no-reminder = No reminder
