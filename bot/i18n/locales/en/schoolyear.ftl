# The turn of the school year.

schoolyear-reminder-early =
    The new school year is near, and the classes of { $school } have to move up a grade. Please ask whoever looks after the bot to look at this first, and then do it:
    jiaxiao school move-up --school { $number } --dry-run
    Classes do not move up by themselves.
schoolyear-reminder-first =
    The new school year has begun, and the classes of { $school } have not moved up. Please ask whoever looks after the bot to look at this first, and then do it:
    jiaxiao school move-up --school { $number } --dry-run
    Until then a notice to a grade goes to the old grade.
schoolyear-goodbye =
    The children of { $name } at { $school } have finished school here. Thank you for all your support, and we wish them well at their new school.
    On { $date } everything kept about this class is erased, and its notices end here. Your other children are not affected.
